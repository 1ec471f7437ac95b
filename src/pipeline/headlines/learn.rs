//! What outlets put around their headlines, learned from their own records.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::Headline;
use crate::extract::headline::{
    Names, glued_heads, glued_tails, head_piece, squash, tail_piece, trim_edges, unify,
};

/// Headlines of one outlet that must share a piece before it is decoration.
const REPEATS: usize = 2;
/// Outlets that must share a piece before it is decoration everywhere.
const OUTLETS: usize = 4;
/// Words in a piece that many outlets share ("Local News").
const SHARED_WORDS: usize = 4;
/// Letters of a glued piece: shorter ones are parts of names ("McAllen").
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
    pieces: HashSet<(Place, u64)>,
}

/// What was learned from all records.
#[derive(Debug, Default)]
pub(super) struct Learned {
    /// Each record's outlet, as a position in `outlets`.
    pub of_record: Vec<u32>,
    /// The outlets, in order of their first record.
    pub outlets: Vec<Outlet>,
    /// Names of all outlets: copies carry the name of the outlet they came from.
    names: HashSet<u64>,
    /// Pieces that many outlets share.
    shared: HashSet<(Place, u64)>,
}

impl Learned {
    /// Learns from all records.
    pub fn from(records: &[Headline<'_>]) -> Self {
        let (of_record, titles) = by_outlet(records);
        let seen: Vec<HashMap<(Place, u64), Seen>> =
            titles.par_iter().map(|own| pieces(own, records)).collect();
        let shared = shared(&seen);
        let outlets: Vec<Outlet> =
            seen.into_par_iter().zip(&titles).map(|(seen, own)| outlet(seen, own, records)).collect();
        let names = outlets
            .iter()
            .flat_map(|outlet| outlet.names.iter().map(|name| xxh3_64(name.as_bytes())))
            .collect();
        Self { of_record, outlets, names, shared }
    }

    /// Whether `piece` at this place is decoration in a headline of `outlet`.
    pub fn is_decoration(&self, outlet: &Outlet, place: Place, piece: &str) -> bool {
        let key = piece_key(piece);
        let separated = matches!(place, Place::Tail | Place::Head);
        outlet.pieces.contains(&(place, key))
            || self.names.contains(&key)
            || (separated && (self.shared.contains(&(place, key)) || outlet.names.covers(piece)))
    }
}

impl Learned {
    /// Whether a headline is nothing but a name or a piece of decoration.
    pub fn is_name(&self, outlet: &Outlet, headline: &str) -> bool {
        let key = piece_key(headline);
        let is_piece = |place| outlet.pieces.contains(&(place, key)) || self.shared.contains(&(place, key));
        self.names.contains(&key) || is_piece(Place::Tail) || is_piece(Place::Head)
    }
}

/// How often a piece was seen in one outlet.
#[derive(Debug, Default)]
struct Seen {
    /// Distinct words it was seen beside.
    neighbours: HashSet<u64>,
    /// Words in the piece.
    words: usize,
}

fn piece_key(piece: &str) -> u64 {
    xxh3_64(squash(piece).as_bytes())
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

/// The pieces of one outlet's distinct headlines.
fn pieces(own: &[usize], records: &[Headline<'_>]) -> HashMap<(Place, u64), Seen> {
    let mut seen: HashMap<(Place, u64), Seen> = HashMap::new();
    for title in own.iter().map(|&at| unify(records[at].title)) {
        let title = &title[trim_edges(&title).range];
        for (place, piece, neighbour) in cuts(title) {
            let entry = seen.entry((place, piece_key(piece))).or_default();
            entry.neighbours.insert(xxh3_64(neighbour.as_bytes()));
            entry.words = piece.split_whitespace().count();
        }
    }
    seen
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

fn outlet(seen: HashMap<(Place, u64), Seen>, own: &[usize], records: &[Headline<'_>]) -> Outlet {
    let recurring = seen.into_iter().filter(|(_, seen)| seen.neighbours.len() >= REPEATS);
    let names = own.first().map(|&at| Names::of(records[at].outlet, records[at].site)).unwrap_or_default();
    Outlet { names, pieces: recurring.map(|(piece, _)| piece).collect() }
}

fn shared(seen: &[HashMap<(Place, u64), Seen>]) -> HashSet<(Place, u64)> {
    let mut outlets: HashMap<(Place, u64), usize> = HashMap::new();
    for (piece, _) in seen.iter().flatten().filter(|(_, seen)| seen.words <= SHARED_WORDS) {
        *outlets.entry(*piece).or_default() += 1;
    }
    outlets.into_iter().filter(|(_, count)| *count >= OUTLETS).map(|(piece, _)| piece).collect()
}
