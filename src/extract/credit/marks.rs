//! The words that announce a credit in closing lines, found in one pass.

use std::sync::LazyLock;

/// What a mark announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// The source; the list follows at once.
    Source,
    /// Who supplied part of the story; the list follows at once.
    Part,
    /// The owner, soon after.
    Copyright,
    /// Reporters and, further on, editors: one agency's way to sign.
    Reporting,
    /// The verb of a sentence whose subject supplied part of the story.
    Contributed,
}

/// A mark and what it announces.
#[derive(Debug)]
pub(super) struct Mark {
    /// As it is written.
    pub text: &'static str,
    /// What follows it.
    pub says: Says,
}

const SOURCES: [&str; 21] = [
    "Source: ",
    "Sources: ",
    "Source : ",
    "SOURCE ",
    "Quelle: ",
    "Quellen: ",
    "Fonte: ",
    "Fuente: ",
    "Bron: ",
    "Kilde: ",
    "Källa: ",
    "Источник: ",
    "Текст: ",
    "Text: ",
    "来源：",
    "来源:",
    "出典：",
    "Nachrichtenagentur ",
    "Źródło: ",
    "Agencia ",
    "Vir: ",
];
const PARTS: [&str; 18] = [
    "mit Material von ",
    "mit Material der ",
    "Mit Material von ",
    "Mit Material der ",
    "Mit Informationen von ",
    "Con información de ",
    "con información de ",
    "Avec ",
    "(avec ",
    "(con ",
    "(mit ",
    "(with ",
    "(com ",
    "Com informações da ",
    "Com informações de ",
    "With files from ",
    "with files from ",
    "With reporting by ",
];
const OTHERS: [(&str, Says); 5] = [
    ("©", Says::Copyright),
    ("Copyright ", Says::Copyright),
    ("(c) ", Says::Copyright),
    ("Reporting by ", Says::Reporting),
    ("contributed ", Says::Contributed),
];

/// The marks by their first byte.
static BY_FIRST_BYTE: LazyLock<[Vec<Mark>; 256]> = LazyLock::new(|| {
    let mut table = [const { Vec::new() }; 256];
    let sources = SOURCES.into_iter().map(|text| (text, Says::Source));
    let parts = PARTS.into_iter().map(|text| (text, Says::Part));
    for (text, says) in sources.chain(parts).chain(OTHERS) {
        table[usize::from(text.as_bytes()[0])].push(Mark { text, says });
    }
    table
});

/// The marks in `text` that begin a word, from the left.
pub(super) fn marks_in(text: &str) -> impl Iterator<Item = (usize, &'static Mark)> {
    let table = &*BY_FIRST_BYTE;
    let mut before = b' ';
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        let in_word = std::mem::replace(&mut before, byte).is_ascii_alphanumeric();
        let candidates = &table[usize::from(byte)];
        if in_word || candidates.is_empty() {
            return None;
        }
        Some((at, candidates.iter().find(|mark| stands_at(mark, &text.as_bytes()[at..]))?))
    })
}

/// Whether the mark stands here. Most places differ in the second byte already.
fn stands_at(mark: &Mark, rest: &[u8]) -> bool {
    let wanted = mark.text.as_bytes();
    rest.get(1) == wanted.get(1) && rest.starts_with(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_order() {
        let found: Vec<_> =
            marks_in("© Ostwick. Quelle: Hafen (mit Eifer)").map(|(_, mark)| mark.text).collect();
        assert_eq!(found, ["©", "Quelle: ", "(mit "]);
    }
}
