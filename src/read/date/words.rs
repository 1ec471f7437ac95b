//! A stated date cut into numbers, words and marks.

/// A piece of a stated date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Digits: their value and how many they were.
    Number(i64, usize),
    /// Letters, lower-cased.
    Word(String),
    /// Any other character but a space.
    Mark(char),
}

/// More than any date has; what is longer is prose.
const LONGEST: usize = 80;

/// Pieces of a date with its time.
const USUAL: usize = 16;

/// Cuts a stated date into pieces; `None` when it is too long to be one.
pub(super) fn pieces(stated: &str) -> Option<Vec<Piece>> {
    if stated.len() > LONGEST {
        return None;
    }
    let mut pieces = Vec::with_capacity(USUAL);
    let mut rest = stated;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| !same_piece(first, c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, left) = rest.split_at(end);
        rest = left;
        pieces.extend(read(piece, first));
    }
    Some(pieces)
}

fn same_piece(first: char, next: char) -> bool {
    (first.is_ascii_digit() && next.is_ascii_digit()) || (first.is_alphabetic() && next.is_alphabetic())
}

fn read(piece: &str, first: char) -> Option<Piece> {
    match first {
        c if c.is_whitespace() => None,
        c if c.is_ascii_digit() => Some(Piece::Number(piece.parse().ok()?, piece.len())),
        c if c.is_alphabetic() => Some(Piece::Word(piece.to_lowercase())),
        c => Some(Piece::Mark(c)),
    }
}
