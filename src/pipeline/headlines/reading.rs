//! The headline in a record's title, and other ways to read it that only another outlet's headline can confirm.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use super::Headline;
use super::learn::{Learned, Outlet, Place};
use crate::extract::headline::{
    Trimmed, glued_heads, glued_tails, head_piece, tail_piece, trim_edges, unify,
};
use crate::text::tokenise::{Buffers, hash_words};

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
    /// Hash of all letters run together: equal where only spacing or punctuation differs ("U.S.", "US").
    pub letters: u64,
    /// Bytes of the headline.
    pub bytes: usize,
    /// Whether its end is missing.
    pub cut_off: bool,
}

impl Reading {
    /// Whether an uncertain reading has words enough to be confirmed. One that goes on out of sight has more.
    fn says_enough(&self) -> bool {
        self.words.len() + usize::from(self.cut_off) >= MIN_OTHER_WORDS
    }
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

/// A title in one spelling, its edges trimmed.
#[derive(Debug)]
pub(super) struct Plain<'a> {
    text: Cow<'a, str>,
    trimmed: Trimmed,
}

impl Plain<'_> {
    /// The trimmed title.
    pub fn trimmed(&self) -> &str {
        &self.text[self.trimmed.range.clone()]
    }
}

/// Makes all titles plain.
pub(super) fn plain<'a>(records: &[Headline<'a>]) -> Vec<Plain<'a>> {
    let plain = records.par_iter().map(|record| {
        let text = unify(record.title);
        let trimmed = trim_edges(&text);
        Plain { text, trimmed }
    });
    plain.collect()
}

/// Reads all titles.
pub(super) fn readings<'a>(plain: Vec<Plain<'a>>, learned: &Learned) -> Vec<Title<'a>> {
    let outlets = learned.of_record.par_iter().map(|&number| &learned.outlets[number as usize]);
    let titles = plain.into_par_iter().zip(outlets);
    titles.map_init(Reader::default, |reader, (title, outlet)| reader.read(title, outlet, learned)).collect()
}

/// Buffers for hashing words, one a thread.
#[derive(Debug, Default)]
struct Reader {
    buffers: Buffers,
    hashes: Vec<u64>,
}

impl Reader {
    fn read<'a>(&mut self, title: Plain<'a>, outlet: &Outlet, learned: &Learned) -> Title<'a> {
        let Plain { text, trimmed } = title;
        let Trimmed { range, cut_off } = peel(&text, trimmed, outlet, learned);
        let headline = &text[range.clone()];
        let first = self.reading(headline, cut_off);
        let others =
            other_cuts(headline).map(|other| self.reading(other, cut_off && ends_with_it(headline, other)));
        let others = others.filter(Reading::says_enough).collect();
        let is_name = learned.is_name(outlet, headline) || !headline.contains(char::is_alphabetic);
        Title { headline: range, is_name, first, others, text }
    }

    fn reading(&mut self, headline: &str, cut_off: bool) -> Reading {
        let letters = hash_words(&without_thousands(headline), &mut self.buffers, &mut self.hashes);
        Reading { words: self.hashes.clone(), letters, bytes: headline.len(), cut_off }
    }
}

/// "29,000" as "29000": outlets differ in whether they group digits.
fn without_thousands(headline: &str) -> Cow<'_, str> {
    let bytes = headline.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let groups =
        |at: usize| at > 0 && digit(at - 1) && (1..=3).all(|after| digit(at + after)) && !digit(at + 4);
    if !memchr::memchr_iter(b',', bytes).any(groups) {
        return Cow::Borrowed(headline);
    }
    let kept = headline.char_indices().filter(|&(at, c)| c != ',' || !groups(at));
    Cow::Owned(kept.map(|(_, c)| c).collect())
}

/// Whether a part of a headline reaches its end.
fn ends_with_it(headline: &str, part: &str) -> bool {
    headline.as_bytes().as_ptr_range().end == part.as_bytes().as_ptr_range().end
}

/// Takes off decoration piece by piece, as long as a headline remains.
fn peel(title: &str, trimmed: Trimmed, outlet: &Outlet, learned: &Learned) -> Trimmed {
    let mut peeled = trimmed;
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
    let before_bracket = before_bracket(headline);
    let glued = glued_heads(headline).map(|at| &headline[at..]);
    let glued = glued.chain(glued_tails(headline).map(|at| &headline[..at]));
    [before_tail, after_head, after_label, before_bracket].into_iter().flatten().chain(glued)
}

fn after_label(headline: &str) -> Option<&str> {
    let (label, rest) = headline.split_once(": ")?;
    (label.split_whitespace().count() <= LABEL_WORDS).then_some(rest)
}

fn before_bracket(headline: &str) -> Option<&str> {
    let inside = headline.strip_suffix(')')?;
    Some(inside[..inside.rfind('(')?].trim_end())
}
