//! The headline in a record's title, and other ways to read it that only another outlet's headline can confirm.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use super::Headline;
use super::learn::{Learned, Outlet, Place};
use crate::extract::headline::{
    Trimmed, glued_heads, glued_tails, head_piece, tail_piece, trim_edges, unify,
};
use crate::text::words;

/// Pieces peeled off one title.
const MAX_PEELS: usize = 6;
/// Words an uncertain reading needs.
pub(super) const MIN_OTHER_WORDS: usize = 5;
/// Words a label before a colon has at most ("Viewer spotlight: …").
const LABEL_WORDS: usize = 4;

/// One way to read a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// Hash of each word.
    pub words: Vec<u64>,
    /// Bytes of the headline.
    pub bytes: usize,
    /// Whether its end is missing.
    pub cut_off: bool,
}

/// A record's title, read.
#[derive(Debug, Clone)]
pub(super) struct Title<'a> {
    /// The title in one spelling.
    text: Cow<'a, str>,
    /// Where the headline stands in it.
    headline: Range<usize>,
    /// Whether it names a page or an outlet, not a story: nothing but decoration, or no letter at all.
    pub is_name: bool,
    /// The likely reading.
    pub first: Reading,
    /// Readings that need another headline's confirmation.
    pub others: Vec<Reading>,
}

impl Title<'_> {
    /// The headline without its decoration.
    pub fn headline(&self) -> &str {
        &self.text[self.headline.clone()]
    }
}

/// Reads all titles.
pub(super) fn readings<'a>(records: &[Headline<'a>], learned: &Learned) -> Vec<Title<'a>> {
    let outlets = learned.of_record.par_iter().map(|&number| &learned.outlets[number as usize]);
    records.par_iter().zip(outlets).map(|(record, outlet)| read(record.title, outlet, learned)).collect()
}

fn read<'a>(title: &'a str, outlet: &Outlet, learned: &Learned) -> Title<'a> {
    let text = unify(title);
    let Trimmed { range, cut_off } = peel(&text, outlet, learned);
    let headline = &text[range.clone()];
    let first = reading(headline, cut_off);
    let others = other_cuts(headline).map(|other| reading(other, cut_off && ends_with_it(headline, other)));
    let others = others.filter(|other| other.words.len() >= MIN_OTHER_WORDS).collect();
    let is_name = learned.is_name(outlet, headline) || !headline.contains(char::is_alphabetic);
    Title { headline: range, is_name, first, others, text }
}

/// Whether a part of a headline reaches its end.
fn ends_with_it(headline: &str, part: &str) -> bool {
    headline.as_bytes().as_ptr_range().end == part.as_bytes().as_ptr_range().end
}

fn reading(headline: &str, cut_off: bool) -> Reading {
    Reading { words: words(headline).hashes, bytes: headline.len(), cut_off }
}

/// Takes off decoration piece by piece, as long as a headline remains.
fn peel(title: &str, outlet: &Outlet, learned: &Learned) -> Trimmed {
    let mut peeled = trim_edges(title);
    for _ in 0..MAX_PEELS {
        let Some(piece) = strip(&title[peeled.range.clone()], outlet, learned) else { break };
        let start = peeled.range.start;
        let rest = trim_edges(&title[start + piece.start..start + piece.end]);
        let range = start + piece.start + rest.range.start..start + piece.start + rest.range.end;
        if title[range.clone()].chars().filter(|c| c.is_alphanumeric()).count() < 2 {
            break;
        }
        let keeps_end = start + piece.end == peeled.range.end;
        peeled = Trimmed { range, cut_off: rest.cut_off || (keeps_end && peeled.cut_off) };
    }
    peeled
}

/// What remains of `title` without one piece of decoration.
fn strip(title: &str, outlet: &Outlet, learned: &Learned) -> Option<Range<usize>> {
    let is_decoration =
        |place, piece: &str| 2 * piece.len() <= title.len() && learned.is_decoration(outlet, place, piece);
    let tail =
        || tail_piece(title).filter(|(_, piece)| is_decoration(Place::Tail, piece)).map(|(end, _)| 0..end);
    let head = || {
        head_piece(title)
            .filter(|(_, piece)| is_decoration(Place::Head, piece))
            .map(|(start, _)| start..title.len())
    };
    let glued_tail =
        || glued_tails(title).find(|&at| is_decoration(Place::GluedTail, &title[at..])).map(|at| 0..at);
    let glued_head = || {
        glued_heads(title).find(|&at| is_decoration(Place::GluedHead, &title[..at])).map(|at| at..title.len())
    };
    let suffix = || outlet.names.before_suffix(title).map(|end| 0..end);
    let prefix = || outlet.names.after_prefix(title).map(|start| start..title.len());
    tail().or_else(suffix).or_else(prefix).or_else(head).or_else(glued_tail).or_else(glued_head)
}

/// Other cuts of a headline: at a separator, after a label, where a name may be glued on.
fn other_cuts(headline: &str) -> impl Iterator<Item = &str> {
    let before_tail = tail_piece(headline).map(|(end, _)| &headline[..end]);
    let after_head = head_piece(headline).map(|(start, _)| &headline[start..]);
    let after_label = after_label(headline);
    let glued = glued_heads(headline).map(|at| &headline[at..]);
    let glued = glued.chain(glued_tails(headline).map(|at| &headline[..at]));
    [before_tail, after_head, after_label].into_iter().flatten().chain(glued)
}

fn after_label(headline: &str) -> Option<&str> {
    let (label, rest) = headline.split_once(": ")?;
    (label.split_whitespace().count() <= LABEL_WORDS).then_some(rest)
}
