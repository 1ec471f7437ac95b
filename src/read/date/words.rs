//! A stated date cut into numbers, words and marks.

/// A piece of a stated date that was lower-cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'s> {
    /// Digits: their value and how many they were.
    Number(i64, usize),
    /// Letters.
    Word(&'s str),
    /// Any other character but a space.
    Mark(char),
}

/// More than any date has; what is longer is prose.
const LONGEST: usize = 80;

/// Pieces of a date with its time.
const USUAL: usize = 16;

/// A stated date as it is cut into pieces; `None` when it is too long to be one.
pub(super) fn lowered(stated: &str) -> Option<String> {
    (stated.len() <= LONGEST).then(|| stated.to_lowercase())
}

/// Cuts a lower-cased date into pieces.
pub(super) fn pieces(lowered: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(USUAL);
    let mut rest = lowered;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| !same_piece(first, c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, left) = rest.split_at(end);
        rest = left;
        pieces.extend(read(piece, first));
    }
    pieces
}

fn same_piece(first: char, next: char) -> bool {
    (first.is_ascii_digit() && next.is_ascii_digit()) || (first.is_alphabetic() && next.is_alphabetic())
}

fn read(piece: &str, first: char) -> Option<Piece<'_>> {
    match first {
        c if c.is_whitespace() => None,
        c if c.is_ascii_digit() => Some(Piece::Number(piece.parse().ok()?, piece.len())),
        c if c.is_alphabetic() => Some(Piece::Word(piece)),
        c => Some(Piece::Mark(c)),
    }
}
