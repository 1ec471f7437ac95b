//! A corpus that can be asked about itself: articles in order of time, their postings, and what each outlet
//! repeats.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::article::{Article, Published};
use crate::error::Result;
use crate::params::BANDS;
use crate::read::parse_record;
use crate::text::furniture::Furniture;
use crate::text::hashed::KeyMap;
use crate::text::sampled::Sampled;

use super::about::Noted;
use super::gather::Gathered;
use super::outlet::outlet_key;
use super::room::Room;
use super::rows::Row;

/// The corpus. Articles are numbered by time (the undated last), then by length, the longest first, then by the
/// order of the input: of any two, the one with the lower number is the likelier source.
#[derive(Debug)]
pub struct Corpus {
    /// What was read.
    pub gathered: Gathered,
    /// By number: the row.
    pub order: Vec<u32>,
    /// By row: the number.
    numbers: Vec<u32>,
    /// What the outlets repeat.
    pub furniture: Furniture,
    /// Words below which a body is filed nowhere.
    pub min_words: u32,
    /// By row: the outlet's key, the same for `www.example.com` and `Example.com`; zero for none.
    pub outlet_keys: Vec<u32>,
    /// How much of it is read again at a time.
    pub room: Room,
    /// What articles say of themselves, if all that matter were read again together.
    pub(super) noted: OnceLock<Noted>,
}

impl Corpus {
    /// Orders and learns. Bodies of fewer than `min_words` words are to be filed nowhere.
    ///
    /// # Errors
    /// The keys set aside cannot be read back.
    pub fn new(gathered: Gathered, min_words: u32) -> Result<Self> {
        let outlet_keys = outlet_keys(&gathered);
        let order = by_time(&gathered.rows);
        let mut numbers = vec![0; order.len()];
        (0..).zip(&order).for_each(|(number, &row)| numbers[row as usize] = number);
        let sampled = Sampled { lists: &gathered.keys, skip: BANDS, outlets: &outlet_keys };
        let furniture = Furniture::of(&sampled.recurrent()?, &outlet_keys);
        // As its records are read again: a compressed input is longer than its file.
        let room = Room::of(gathered.bytes.max(gathered.shelf.copied_bytes()));
        Ok(Self { gathered, order, numbers, furniture, min_words, outlet_keys, room, noted: OnceLock::new() })
    }

    /// Everything that was read, in the order of the input.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.gathered.rows
    }

    /// The number of a row.
    #[must_use]
    pub fn number(&self, row: u32) -> u32 {
        self.numbers[row as usize]
    }

    /// The row of an article by its number.
    #[must_use]
    pub fn row(&self, number: u32) -> &Row {
        &self.gathered.rows[self.order[number as usize] as usize]
    }

    /// The id of an article by its number.
    #[must_use]
    pub fn id(&self, number: u32) -> &str {
        self.gathered.ids.get(self.row(number).id)
    }

    /// Reads an article again, by its number; it borrows from `line`.
    ///
    /// # Errors
    /// Its record cannot be read any more.
    pub fn article<'l>(&self, number: u32, line: &'l mut Vec<u8>) -> Result<Article<'l>> {
        Ok(self.article_in(number, self.gathered.shelf.fetch(self.row(number).place, line)?))
    }

    /// The text alone of [`Corpus::article`].
    ///
    /// # Errors
    /// Its record cannot be read any more.
    pub fn text<'l>(&self, number: u32, line: &'l mut Vec<u8>) -> Result<Cow<'l, str>> {
        Ok(self.text_in(self.gathered.shelf.fetch(self.row(number).place, line)?))
    }

    /// The text of an article from the `line` that was read again of it.
    #[must_use]
    pub fn text_in<'l>(&self, line: &'l [u8]) -> Cow<'l, str> {
        parse_record(line, &"", &self.gathered.text_field).unwrap_or_default().text
    }

    /// An article, by its number, from the `line` that was read again of it.
    #[must_use]
    pub fn article_in<'l>(&self, number: u32, line: &'l [u8]) -> Article<'l> {
        parse_record(line, &self.id(number), &self.gathered.fields).unwrap_or_default()
    }

    /// The outlet of a row, as stated.
    #[must_use]
    pub fn outlet(&self, row: u32) -> Option<&str> {
        self.gathered.outlets.get(&self.rows()[row as usize].outlet).map(|name| &**name)
    }

    /// Whether an article's body is long enough to be judged.
    #[must_use]
    pub fn is_filed(&self, number: u32) -> bool {
        self.row(number).words >= self.min_words
    }

    /// Whether one outlet, known by name, published both articles, by their numbers.
    #[must_use]
    pub fn is_one_outlet(&self, a: u32, b: u32) -> bool {
        let key = self.outlet_key(a);
        key != 0 && key == self.outlet_key(b)
    }

    /// The outlet's key of an article by its number.
    #[must_use]
    pub fn outlet_key(&self, number: u32) -> u32 {
        self.outlet_keys[self.order[number as usize] as usize]
    }
}

/// Row numbers in order of time.
fn by_time(rows: &[Row]) -> Vec<u32> {
    let time = |published: Option<Published>| published.map_or((true, 0), |known| (false, known.seconds));
    // What rows are compared by is laid side by side: who looks it up in two rows, each time, waits for memory.
    let key = |(row, number): (&Row, u32)| (time(row.published()), Reverse(row.words), number);
    let numbered = rows.par_iter().zip(0..rows.len() as u32);
    let mut keys: Vec<_> = numbered.map(key).collect();
    keys.par_sort_unstable();
    keys.into_iter().map(|(.., number)| number).collect()
}

/// By row: the key of its outlet.
fn outlet_keys(gathered: &Gathered) -> Vec<u32> {
    let keys: KeyMap<u32> = gathered.outlets.iter().map(|(&hash, name)| (hash, outlet_key(name))).collect();
    gathered.rows.par_iter().map(|row| keys.get(&row.outlet).copied().unwrap_or(0)).collect()
}
