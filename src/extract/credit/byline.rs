//! Bylines: "By Mira Holt, Associated Press", "Von dpa", "Reuters Staff", a line that is the agency's name.

use super::lookup::{Named, named_at};
use super::{Credit, CreditKind};

/// A longer line is prose.
const MAX_LINE: usize = 120;
/// A shorter line may begin in lower case: "dpa".
const MAX_CODES: usize = 12;
/// Words a byline begins with, in any ASCII case.
const LEAD_INS: [&str; 17] = [
    "by ",
    "von ",
    "par ",
    "por ",
    "di ",
    "da ",
    "door ",
    "av ",
    "af ",
    "de ",
    "from ",
    "autor: ",
    "author: ",
    "Автор: ",
    "written by ",
    "redazione ",
    "posted by ",
];
/// What marks a line as a picture's credit rather than a story's.
const PICTURE: [&str; 10] =
    ["photo", "foto", "bild:", "getty", "image", "picture", "video", "фото", "写真", "file -"];

/// Credits in byline lines of the head.
pub(super) fn credits(head: &str, found: &mut Vec<Credit>) {
    for (start, line) in lines(head).filter(|(_, line)| could_be_byline(line)) {
        if let Some((at, named)) = credited(line).filter(|_| !is_picture(line)) {
            let evidence = start + at..start + at + named.len;
            let agency = named.agency.name;
            found.push(Credit { agency, kind: CreditKind::Byline, evidence: Some(evidence), place: None });
        }
    }
}

/// Lines of a text that other lines follow, with where each starts.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').take_while(|line| line.ends_with('\n')).map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end())
    })
}

fn could_be_byline(line: &str) -> bool {
    let opens = line.len() <= MAX_CODES || line.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
    let lead_in = || LEAD_INS.iter().any(|lead_in| line.starts_with(lead_in));
    !line.is_empty()
        && line.len() <= MAX_LINE
        && !line.ends_with(['.', '!', '?', '"', '”', ':'])
        && (opens || lead_in())
}

fn is_picture(line: &str) -> bool {
    let line = line.to_lowercase();
    PICTURE.iter().any(|word| line.contains(word))
}

/// The agency a short line credits, and where in the line.
fn credited(line: &str) -> Option<(usize, Named)> {
    let author = line.len() - after_lead_in(line).unwrap_or(line).len();
    let has_lead_in = author > 0;
    word_starts(line, author).find_map(|at| {
        let named = named_at(&line[at..])?;
        let whole = at == author && line.len() == at + named.len;
        let closes =
            at > author && line.len() == at + named.len && is_set_off(&line[author..at], has_lead_in);
        let opens = has_lead_in && at == author && is_separator(&line[at + named.len..]);
        ((whole && (has_lead_in || !named.ambiguous || line.len() > 2)) || closes || opens)
            .then_some((at, named))
    })
}

fn after_lead_in(line: &str) -> Option<&str> {
    LEAD_INS.iter().find_map(|lead_in| {
        let start = line.get(..lead_in.len())?;
        start.eq_ignore_ascii_case(lead_in).then(|| &line[lead_in.len()..])
    })
}

fn word_starts(line: &str, from: usize) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    line[from..].char_indices().filter_map(move |(at, c)| {
        let starts = !before.is_alphanumeric();
        before = c;
        (starts && c.is_alphanumeric()).then_some(from + at)
    })
}

/// Whether an author's name set off like this is followed by an employer: "Mira Holt, ", "MIRA HOLT ", "M. Holt | ".
fn is_set_off(author: &str, has_lead_in: bool) -> bool {
    const MARKS: [&str; 7] = [", ", " | ", " for ", " for the ", " of ", " - ", " • "];
    let words = author.split_whitespace().count();
    let marked = MARKS.iter().any(|mark| author.ends_with(mark)) || (has_lead_in && author.ends_with('/'));
    words <= 8 && (marked || (has_lead_in && author.ends_with(' ') && author == author.to_uppercase()))
}

fn is_separator(rest: &str) -> bool {
    [", ", "/", " | ", " - ", " and ", " und ", " et ", " y ", " e "]
        .iter()
        .any(|mark| rest.starts_with(mark))
}

/// Bytes of the byline lines a text begins with, blank lines after them included.
pub(super) fn leading(head: &str) -> usize {
    let mut end = 0;
    for (start, line) in lines(head) {
        let is_byline =
            could_be_byline(line) && (is_authors(line) || credited(line).is_some()) && !is_picture(line);
        if !line.is_empty() && !is_byline {
            break;
        }
        if is_byline || end > 0 {
            end = start + head[start..].find('\n').map_or(line.len(), |newline| newline + 1);
        }
    }
    end
}

/// "By Mira Holt and Jon Reyes": a lead-in and a few capitalised words.
fn is_authors(line: &str) -> bool {
    let Some(names) = after_lead_in(line) else { return false };
    let capitalised =
        |word: &str| word.chars().next().is_some_and(char::is_uppercase) || word == "and" || word == "und";
    let words = names.split_whitespace().count();
    (1..=10).contains(&words) && names.split_whitespace().all(capitalised)
}
