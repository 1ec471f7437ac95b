//! The same words in other bytes: what an encoding, a browser or a crawler makes of a text that a reader sees unchanged.

use unicode_normalization::UnicodeNormalization;

use super::body::Body;

type Rewrite = fn(&str) -> String;

/// Everything here leaves the words as they were.
const DISGUISES: [Rewrite; 6] =
    [soft_hyphens, decomposed, zero_widths, hard_spaces, full_widths, straight_quotes];

/// Dresses a body in the `turn`th disguise.
pub fn disguise(body: &Body, turn: usize) -> Body {
    let rewrite = DISGUISES[turn % DISGUISES.len()];
    let mut body = body.clone();
    body.sentences.iter_mut().for_each(|sentence| sentence.text = rewrite(&sentence.text));
    body
}

/// A hyphen that shows only at the end of a line, in the middle of every long word.
fn soft_hyphens(text: &str) -> String {
    broken(text, '\u{ad}')
}

/// A break that never shows.
fn zero_widths(text: &str) -> String {
    broken(text, '\u{200b}')
}

fn broken(text: &str, mark: char) -> String {
    let mut out = String::new();
    let mut run = 0;
    for letter in text.chars() {
        run = if is_hyphenated(letter) { run + 1 } else { 0 };
        out.push(letter);
        if run == 5 {
            out.push(mark);
        }
    }
    out.replace(&format!("{mark} "), " ")
}

/// Latin, Greek and Cyrillic letters.
fn is_hyphenated(letter: char) -> bool {
    letter.is_alphabetic() && letter < '\u{530}'
}

/// Accents as marks of their own.
fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

fn hard_spaces(text: &str) -> String {
    text.replace(", ", ",\u{a0}").replace(" a ", "\u{a0}a ")
}

/// Digits and Latin capitals as wide as a Han character.
fn full_widths(text: &str) -> String {
    let widen = |letter: char| match letter {
        '0'..='9' | 'A'..='Z' => char::from_u32(letter as u32 + 0xFEE0).unwrap_or(letter),
        _ => letter,
    };
    text.chars().map(widen).collect()
}

fn straight_quotes(text: &str) -> String {
    text.replace(['“', '”', '„'], "\"").replace('’', "'").replace('–', "-")
}

/// Where links stood, a careless crawler drops the spaces: about one word in twenty-five is fused to the next. Returns
/// the body with the words so lost counted as changed.
pub fn fused(body: &Body) -> Body {
    let mut body = body.clone();
    let mut seen = 0;
    for sentence in &mut body.sentences {
        let mut out = String::new();
        for (index, word) in sentence.text.split(' ').enumerate() {
            seen += 1;
            let fuse = seen % 25 == 0 && index > 0;
            sentence.changed += if fuse { 2 } else { 0 };
            out.push_str(if index == 0 || fuse { "" } else { " " });
            out.push_str(word);
        }
        sentence.text = out;
    }
    body
}
