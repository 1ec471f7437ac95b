//! Texts, read again and made ready to be compared.

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::error::Result;
use crate::judge::{Body, ShingleSet};
use crate::text::tokenise::words_into;
use crate::text::{Words, shingles};

use super::about::About;
use super::corpus::Corpus;
use super::neighbours::neighbours;

/// Texts that one core makes ready before others may take some of what is left to it.
const TEXTS: usize = 32;

/// Bytes between two records that are read with them: so much takes less time than asking once more.
const GAP: u32 = 2 << 10;

/// A text ready to be compared.
#[derive(Debug)]
pub(super) struct Loaded {
    pub body: Body,
    /// Made when they are first asked for.
    shingles: OnceLock<ShingleSet>,
}

impl Loaded {
    /// A text of which the body is ready.
    pub fn of(body: Body) -> Self {
        Self { body, shingles: OnceLock::new() }
    }

    /// Its distinct shingles.
    pub fn shingles(&self) -> &ShingleSet {
        self.shingles.get_or_init(|| ShingleSet::of(&self.body.words))
    }
}

/// A text, and the number of its article.
pub(super) type NumberedText = (u32, Loaded);

/// What making a text ready needs, kept from one text to the next.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    line: Vec<u8>,
    making: Making,
}

#[derive(Debug, Default)]
struct Making {
    folded: Vec<u8>,
    words: Words,
    shingles: Vec<u64>,
}

/// Makes an article's text ready.
///
/// # Errors
/// Its record cannot be read any more.
pub(super) fn load(corpus: &Corpus, buffers: &mut Buffers, number: u32) -> Result<Loaded> {
    let text = corpus.text(number, &mut buffers.line)?;
    Ok(ready(corpus, number, &text, &mut buffers.making))
}

fn ready(corpus: &Corpus, number: u32, text: &str, making: &mut Making) -> Loaded {
    words_into(text, &mut making.folded, &mut making.words);
    let mut body = Body::of(text, &making.words);
    if let Some(furniture) = corpus.furniture.of_outlet(corpus.outlet_key(number)) {
        shingles(&making.words.hashes, &mut making.shingles);
        body.mark_recurring(&making.shingles, furniture);
    }
    Loaded::of(body)
}

/// Makes the texts of some articles, by ascending number, ready, each with the number; a few in each list.
///
/// # Errors
/// A record cannot be read any more.
pub(super) fn load_all(corpus: &Corpus, numbers: &[u32]) -> Result<Vec<Vec<NumberedText>>> {
    some_at_a_time(numbers, |buffers, numbers| {
        let mut rows: Vec<u32> = numbers.iter().map(|&number| corpus.order[number as usize]).collect();
        rows.sort_unstable();
        let mut loaded = read_rows(corpus, buffers, &rows, numbered(corpus))?;
        loaded.sort_unstable_by_key(|text| text.0);
        Ok(loaded)
    })
}

/// The same of some rows, in their order, which ascends.
///
/// # Errors
/// A record cannot be read any more.
pub(super) fn load_rows(corpus: &Corpus, rows: &[u32]) -> Result<Vec<NumberedText>> {
    of_rows(corpus, rows, numbered(corpus))
}

/// [`load_rows`], and what each article says of itself.
///
/// # Errors
/// A record cannot be read any more.
pub(super) fn load_with_abouts(corpus: &Corpus, rows: &[u32]) -> Result<(Vec<NumberedText>, Vec<About>)> {
    let loaded = of_rows(corpus, rows, |number, line, making| {
        let article = corpus.article_in(number, line);
        ((number, ready(corpus, number, &article.text, making)), About::of(&article))
    })?;
    Ok(loaded.into_iter().unzip())
}

/// Makes the text in an article's record ready.
fn numbered(corpus: &Corpus) -> impl Fn(u32, &[u8], &mut Making) -> NumberedText + Sync + '_ {
    |number, line, making| (number, ready(corpus, number, &corpus.text_in(line), making))
}

/// What `make` makes of each row's number and record.
fn of_rows<T: Send>(
    corpus: &Corpus,
    rows: &[u32],
    make: impl Fn(u32, &[u8], &mut Making) -> T + Sync,
) -> Result<Vec<T>> {
    let made = some_at_a_time(rows, |buffers, rows| read_rows(corpus, buffers, rows, &make))?;
    Ok(made.into_iter().flatten().collect())
}

fn some_at_a_time<T: Send>(
    numbers: &[u32],
    make: impl Fn(&mut Buffers, &[u32]) -> Result<Vec<T>> + Send + Sync,
) -> Result<Vec<Vec<T>>> {
    numbers.par_chunks(TEXTS).with_max_len(1).map_init(Buffers::default, make).collect()
}

fn read_rows<T>(
    corpus: &Corpus,
    Buffers { line, making }: &mut Buffers,
    rows: &[u32],
    make: impl Fn(u32, &[u8], &mut Making) -> T,
) -> Result<Vec<T>> {
    let mut made = Vec::with_capacity(rows.len());
    for near in neighbours(corpus, rows, GAP) {
        made.append(&mut near.read(corpus, line, |row, line| make(corpus.number(row), line, making))?);
    }
    Ok(made)
}
