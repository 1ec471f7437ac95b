//! What outlets put around their headlines, learned from their own records.

use std::collections::HashMap;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::hashed::{KeyMap, KeySet};

use super::Headline;
use super::reading::Plain;
use crate::extract::headline::{Names, glued_heads, glued_tails, head_piece, squashed_key, tail_piece};

/// Headlines of one outlet that must share a piece before it is decoration.
const REPEATS: usize = 2;
/// Outlets that must share a piece before it is decoration everywhere.
const OUTLETS: usize = 4;
/// Words in a piece that many outlets share ("Local News").
const SHARED_WORDS: usize = 4;
/// Letters of a glued piece: shorter ones are parts of names (`McAllen`).
const GLUED_LETTERS: usize = 4;

/// Where a piece stands in its headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Place {
    /// After the last separator.
    Tail,
    /// Before the first separator.
    Head,
    /// Glued to the end.
    GluedTail,
    /// Glued to the start.
    GluedHead,
}

/// One outlet's names and its pieces.
#[derive(Debug, Default)]
pub(super) struct Outlet {
    /// Names it may sign with.
    pub names: Names,
    /// Pieces that recur in its headlines.
    pieces: KeySet,
}

/// What was learned from all records.
#[derive(Debug, Default)]
pub(super) struct Learned {
    /// Each record's outlet, as a position in `outlets`.
    pub of_record: Vec<u32>,
    /// The outlets, in order of their first record.
    pub outlets: Vec<Outlet>,
    /// Names of all outlets: copies carry the name of the outlet they came from.
    names: KeySet,
    /// Pieces that many outlets share.
    shared: KeySet,
}

impl Learned {
    /// Learns from all records.
    pub fn from(records: &[Headline<'_>], titles: &[Plain<'_>]) -> Self {
        let (of_record, own) = by_outlet(records);
        let seen: Vec<Vec<Seen>> = own.par_iter().map(|own| pieces(own, titles)).collect();
        let outlets: Vec<Outlet> =
            seen.par_iter().zip(&own).map(|(seen, own)| outlet(seen, &records[own[0]])).collect();
        let names =
            outlets.iter().flat_map(|outlet| outlet.names.iter().map(|name| xxh3_64(name.as_bytes())));
        Self { of_record, names: names.collect(), shared: shared(&seen), outlets }
    }

    /// Whether `piece` at this place is decoration in a headline of `outlet`.
    pub fn is_decoration(&self, outlet: &Outlet, place: Place, piece: &str) -> bool {
        let key = squashed_key(piece);
        let here = place_key(place, key);
        let separated = matches!(place, Place::Tail | Place::Head);
        outlet.pieces.contains(&here)
            || self.names.contains(&key)
            || (separated && (self.shared.contains(&here) || outlet.names.covers(piece)))
    }
}

impl Learned {
    /// Whether a headline is nothing but a name or a piece of decoration.
    pub fn is_name(&self, outlet: &Outlet, headline: &str) -> bool {
        let key = squashed_key(headline);
        let is_piece = |place| {
            let here = place_key(place, key);
            outlet.pieces.contains(&here) || self.shared.contains(&here)
        };
        self.names.contains(&key) || is_piece(Place::Tail) || is_piece(Place::Head)
    }
}

/// A piece seen in one outlet's headlines.
#[derive(Debug)]
struct Seen {
    place: Place,
    key: u64,
    /// Distinct words it was seen beside.
    neighbours: usize,
    /// Words in the piece.
    words: usize,
}

/// One key for a piece and its place.
fn place_key(place: Place, key: u64) -> u64 {
    key.rotate_left(8 * place as u32 + 1)
}

/// Numbers the outlets, and lists each one's records.
fn by_outlet(records: &[Headline<'_>]) -> (Vec<u32>, Vec<Vec<usize>>) {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut own: Vec<Vec<usize>> = Vec::new();
    let mut of_record = Vec::with_capacity(records.len());
    for (at, record) in records.iter().enumerate() {
        let name = record.site.unwrap_or(record.outlet);
        let number = *numbers.entry(name.strip_prefix("www.").unwrap_or(name)).or_insert(own.len() as u32);
        if number as usize == own.len() {
            own.push(Vec::new());
        }
        own[number as usize].push(at);
        of_record.push(number);
    }
    (of_record, own)
}

/// The pieces of one outlet's headlines.
fn pieces(own: &[usize], titles: &[Plain<'_>]) -> Vec<Seen> {
    let cuts = own.iter().flat_map(|&at| cuts(titles[at].trimmed()));
    let mut found: Vec<(Place, u64, u64, usize)> = cuts
        .map(|(place, piece, neighbour)| {
            let words = piece.bytes().filter(|byte| *byte == b' ').count() + 1;
            (place, squashed_key(piece), xxh3_64(neighbour.as_bytes()), words)
        })
        .collect();
    found.sort_unstable();
    found.dedup_by_key(|&mut (place, key, neighbour, _)| (place, key, neighbour));
    let runs = found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    runs.map(|run| Seen { place: run[0].0, key: run[0].1, neighbours: run.len(), words: run[0].3 }).collect()
}

/// Every piece of a headline with what stands beside it: the rest where a separator stands, the next word where glued.
fn cuts(title: &str) -> impl Iterator<Item = (Place, &str, &str)> {
    let tail = tail_piece(title).map(|(end, piece)| (Place::Tail, piece, &title[..end]));
    let before =
        tail.and_then(|(_, _, rest)| tail_piece(rest).map(|(end, piece)| (Place::Tail, piece, &rest[..end])));
    let head = head_piece(title).map(|(start, piece)| (Place::Head, piece, &title[start..]));
    let tails = glued_tails(title).map(|at| (Place::GluedTail, &title[at..], last_word(&title[..at])));
    let heads = glued_heads(title).map(|at| (Place::GluedHead, &title[..at], first_word(&title[at..])));
    let glued = tails.chain(heads).filter(|(_, piece, _)| piece.len() >= GLUED_LETTERS);
    [tail, before, head].into_iter().flatten().chain(glued)
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

fn last_word(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or_default()
}

fn outlet(seen: &[Seen], record: &Headline<'_>) -> Outlet {
    let recurring = seen.iter().filter(|seen| seen.neighbours >= REPEATS);
    Outlet {
        names: Names::of(record.outlet, record.site),
        pieces: recurring.map(|seen| place_key(seen.place, seen.key)).collect(),
    }
}

fn shared(seen: &[Vec<Seen>]) -> KeySet {
    let mut outlets: KeyMap<usize> = KeyMap::default();
    for seen in seen.iter().flatten().filter(|seen| seen.words <= SHARED_WORDS) {
        *outlets.entry(place_key(seen.place, seen.key)).or_default() += 1;
    }
    outlets.into_iter().filter(|(_, count)| *count >= OUTLETS).map(|(piece, _)| piece).collect()
}
