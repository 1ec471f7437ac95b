//! `index create` and `index add`: articles are read, sketched in parallel, and filed in the order of the input.

use std::fs;
use std::path::Path;

use crate::article::Article;
use crate::error::{Error, Result};
use crate::index::{Added, Index, IndexError, Options, Writer};
use crate::read::{self, Batch, ReadOptions, Reader, Rejection};
use crate::sketch::{Sketch, Sketcher};
use crate::spill::{Lists, Lot};
use crate::text::recurring::Recurring;
use crate::text::sampled::Sampled;

use super::batches::{Draw, Sketched, next, sketched};
use super::bundle::Bundle;
use super::ids::{Ids, stands_twice};
use super::outlet::outlet_key;
use super::watch::{Stage, Watch};

/// The extra section of a segment that holds the outlets' furniture.
pub const FURNITURE: u16 = 1;

/// How articles are added to an index.
#[derive(Debug, Clone, Default)]
pub struct FilingOptions {
    /// How the input is read.
    pub read: ReadOptions,
    /// Stop at the first record that cannot be read; nothing is then committed.
    pub strict: bool,
    /// Leave an article alone that is there already, instead of replacing it.
    pub skip_existing: bool,
}

/// What became of the input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Filed {
    /// Records met.
    pub read: u64,
    /// New articles.
    pub added: u64,
    /// Articles that took the place of one with their id.
    pub replaced: u64,
    /// Articles left as they were.
    pub skipped: u64,
    /// Records that could not be read or filed.
    pub rejected: u64,
    /// Articles without a text among those added, replaced or left.
    pub without_text: u64,
    /// Parts of crawls that hold no article.
    pub passed_over: u64,
    /// Articles in the index now.
    pub articles: u64,
}

/// Makes an index of the inputs.
///
/// # Errors
/// The folder cannot be made an index, or as for [`add`]; no index is then left behind.
pub fn create(
    folder: &Path,
    index: Options,
    inputs: &[String],
    options: &FilingOptions,
    watch: &dyn Watch,
) -> Result<Filed> {
    // Mistyped inputs are found before a folder is left behind.
    drop(read::open(inputs, &options.read)?);
    let stood = folder.exists();
    let created = Index::create(folder, index).map_err(Error::from);
    let filed = created.and_then(|_| {
        // Whoever tries again should not meet an empty index in the way.
        add(folder, inputs, options, watch).inspect_err(|_| drop(Index::take_back(folder)))
    });
    if filed.is_err() && !stood {
        // Only a folder with nothing in it can be removed.
        let _ = fs::remove_dir(folder);
    }
    filed
}

/// Adds the inputs to an index, in one commit.
///
/// # Errors
/// Input cannot be read, the index is locked, damaged or cannot be written, or the watch stopped the job; the
/// index is then as it was.
pub fn add(folder: &Path, inputs: &[String], options: &FilingOptions, watch: &dyn Watch) -> Result<Filed> {
    let mut reader = read::open(inputs, &options.read)?;
    let mut writer = open_writer(folder)?;
    let draw = if writer.stores_text() { keys_alone } else { Sketcher::sketch_into };
    watch.begin(Stage::Reading, reader.bytes_total());
    let mut filing = Filing {
        options,
        watch,
        writer: &mut writer,
        ids: Ids::default(),
        seen: Lists::default(),
        lot: Lot::default(),
        outlets: vec![],
        fields_seen: String::new(),
        filed: Filed::default(),
    };
    filing.take_all(&mut reader, draw)?;
    filing.warn_if_empty();
    let (learned, mut filed) = (filing.learned()?, filing.filed);
    writer.extra(FURNITURE, learned.encode());
    writer.commit()?;
    filed.articles = writer.len();
    Ok(filed)
}

/// A sketch without the signature, which nobody asks of an index that keeps texts.
fn keys_alone(sketcher: &mut Sketcher, text: &str, sketch: &mut Sketch) {
    sketcher.keys_into(text, sketch);
}

/// Opens an index for writing, with what its merges need.
///
/// # Errors
/// The index is locked or damaged.
pub fn open_writer(folder: &Path) -> Result<Writer> {
    let mut writer = Writer::open(folder)?;
    writer.combine_extra(std::sync::Arc::new(|_, sections: &[&[u8]]| {
        Recurring::sum(sections.iter().copied()).encode()
    }));
    Ok(writer)
}

struct Filing<'a> {
    options: &'a FilingOptions,
    watch: &'a dyn Watch,
    writer: &'a mut Writer,
    ids: Ids,
    /// What each article looks up, and its outlet's key, to learn furniture from.
    seen: Lists,
    lot: Lot,
    outlets: Vec<u32>,
    /// The fields of the first record.
    fields_seen: String,
    filed: Filed,
}

impl Filing<'_> {
    /// Files everything that is read. What was sketched is filed, and what comes after it read, while more is sketched.
    fn take_all(&mut self, reader: &mut Reader, draw: Draw) -> Result<()> {
        let (fields, watch) = (&self.options.read.fields, self.watch);
        let mut pieces = next(reader, watch)?;
        let (mut ready, mut emptied) = (Vec::new(), Vec::new());
        while !pieces.is_empty() || !ready.is_empty() {
            let file_and_read = || {
                let emptied = self.take(ready, reader)?;
                next(reader, watch).map(|pieces| (pieces, emptied))
            };
            let (done, read) = rayon::join(|| sketched(pieces, emptied, fields, draw), file_and_read);
            ready = done;
            (pieces, emptied) = read?;
        }
        Ok(())
    }

    /// Files what was sketched. What it stood in is used again: by the reader, and by who gets the emptied bundles.
    fn take(&mut self, mut ready: Vec<Sketched>, reader: &mut Reader) -> Result<Vec<Bundle>> {
        ready.iter_mut().try_for_each(|piece| self.note(&mut piece.batch))?;
        let mut emptied = Vec::with_capacity(ready.len());
        for Sketched { batch, bundle, outcomes } in ready {
            let mut articles = bundle.articles();
            for outcome in outcomes {
                self.count();
                match outcome {
                    Ok(remark) => {
                        remark.iter().for_each(|remark| self.watch.warn(remark));
                        articles.next().map_or(Ok(()), |(article, sketch)| self.file(article, sketch))?;
                    }
                    Err(rejection) => self.reject(rejection)?,
                }
            }
            drop(articles);
            reader.reuse(batch);
            emptied.push(bundle.emptied());
        }
        self.seen.keep(self.outlets.len(), std::mem::take(&mut self.lot))?;
        Ok(emptied)
    }

    /// What is to be said of a batch beside its records.
    fn note(&mut self, batch: &mut Batch) -> Result<()> {
        self.filed.passed_over += batch.skipped;
        batch.warnings.iter().for_each(|warning| self.watch.warn(warning));
        if self.fields_seen.is_empty() {
            self.fields_seen = batch.fields_seen();
        }
        let failed = std::mem::take(&mut batch.rejected);
        failed.into_iter().try_for_each(|rejection| {
            self.count();
            self.reject(rejection)
        })
    }

    fn count(&mut self) {
        self.filed.read += 1;
        self.watch.articles(1);
    }

    fn file(&mut self, mut article: Article<'_>, sketch: &Sketch) -> Result<()> {
        self.distinguish(&mut article);
        if self.options.skip_existing && self.writer.contains(&article.id)? {
            self.filed.skipped += 1;
            self.filed.without_text += u64::from(article.text.is_empty());
            return Ok(());
        }
        match self.writer.add(&article, sketch) {
            Ok(Added::New) => self.filed.added += 1,
            Ok(Added::Replaced) => self.filed.replaced += 1,
            Err(error @ IndexError::TooLarge { .. }) => {
                return self
                    .reject(Rejection { origin: article.origin.into_owned(), reason: error.to_string() });
            }
            Err(error) => return Err(error.into()),
        }
        self.filed.without_text += u64::from(article.text.is_empty());
        self.lot.push(sketch.queries.iter().copied());
        self.outlets.push(article.outlet.as_deref().map_or(0, outlet_key));
        Ok(())
    }

    /// What the articles taught of their outlets' furniture.
    fn learned(&self) -> Result<Recurring> {
        let sampled = Sampled { lists: &self.seen, skip: 0, outlets: &self.outlets };
        Ok(Recurring::from(&sampled.recurrent()?, &self.outlets))
    }

    fn reject(&mut self, rejection: Rejection) -> Result<()> {
        self.filed.rejected += 1;
        if self.options.strict {
            return Err(Error::Strict(rejection));
        }
        self.watch.rejected(&rejection);
        Ok(())
    }

    /// Says so when no article has a text: most likely its field has another name.
    fn warn_if_empty(&self) {
        let Filed { read, rejected, without_text, .. } = self.filed;
        if without_text > 0 && without_text == read - rejected {
            self.watch.warn(&read::nowhere("text", "--text-field", &self.fields_seen));
        }
    }

    /// Gives the second record of one id the id `ID#2`, and says so.
    fn distinguish(&mut self, article: &mut Article<'_>) {
        if let Some(named) = self.ids.take(&article.id) {
            self.watch.warn(&stands_twice(&article.id, &named));
            article.id = named.into();
        }
    }
}
