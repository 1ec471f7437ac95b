//! `headlines`: every record's headline is read, and equal ones are grouped across outlets.

use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::article::Published;
use crate::error::{Error, Result};
use crate::read::{self, Batch, Cut, FieldMap, ReadOptions, Record, Rejection, host};
use crate::text::tokenise::{Buffers, hash_words};

use super::gather::{Emptied, WAITING, hand_on};
use super::headlines::{Groups, Headline, group};
use super::watch::{Stage, Watch};

/// What is held of one record.
#[derive(Debug, Clone)]
pub struct Titled {
    /// Its id.
    pub id: Box<str>,
    /// Its headline as published.
    pub title: Box<str>,
    /// Its outlet as stated.
    pub outlet: Option<Box<str>>,
    /// The host of its address.
    pub site: Option<Box<str>>,
    /// When it was published.
    pub published: Option<Published>,
    /// Hash of its body, if it has one.
    pub body: Option<u64>,
}

/// Every headline and the groups they form.
#[derive(Debug, Default)]
pub struct Titles {
    /// Records with a headline, in the order of the input.
    pub records: Vec<Titled>,
    /// Records without one.
    pub untitled: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// Parts of crawls that hold no article.
    pub passed_over: u64,
    /// Groups of positions in `records`.
    pub groups: Groups,
}

/// Reads the inputs and groups their headlines.
///
/// # Errors
/// Input cannot be read, or the watch stopped the job.
pub fn titles(inputs: &[String], options: &ReadOptions, strict: bool, watch: &dyn Watch) -> Result<Titles> {
    let reader = read::open(inputs, options)?;
    watch.begin(Stage::Reading, reader.bytes_total());
    let (to_workers, batches) = sync_channel(WAITING);
    let emptied = &Emptied::default();
    let (read, mut parsed) = thread::scope(|scope| {
        let reading = scope.spawn(move || hand_on(reader, &to_workers, emptied, watch));
        let parsed = work(batches, &options.fields, emptied, watch);
        (reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), parsed)
    });
    read?;
    if watch.stopped() {
        return Err(Error::Stopped);
    }
    parsed.sort_unstable_by_key(|part| part.number);
    let seen =
        parsed.iter().map(|part| &*part.seen).find(|seen| !seen.is_empty()).unwrap_or_default().to_owned();
    let mut titles = Titles::default();
    for part in parsed {
        titles.passed_over += part.passed_over;
        part.warnings.iter().for_each(|warning| watch.warn(warning));
        part.records.into_iter().try_for_each(|record| titles.take(record, strict, watch))?;
    }
    if titles.records.is_empty() && titles.untitled > 0 {
        watch.warn(&read::nowhere("headline", "--title-field", &seen));
    }
    let headlines: Vec<Headline<'_>> = titles.records.iter().map(headline).collect();
    titles.groups = group(&headlines);
    Ok(titles)
}

fn work(
    pieces: Receiver<(usize, Cut)>,
    fields: &FieldMap,
    emptied: &Emptied,
    watch: &dyn Watch,
) -> Vec<Part> {
    let parse = |(number, piece): (usize, Cut)| {
        let batch = piece.extracted(fields);
        let part = parse(number, &batch, fields);
        emptied.lock().unwrap_or_else(PoisonError::into_inner).push(batch);
        watch.articles(part.records.iter().filter(|record| record.is_ok()).count() as u64);
        part
    };
    pieces.into_iter().par_bridge().map(parse).collect()
}

type Parsed = Result<Option<Titled>, Rejection>;

/// One batch, parsed.
struct Part {
    number: usize,
    records: Vec<Parsed>,
    warnings: Vec<String>,
    passed_over: u64,
    /// The fields of its first record, if none of its records has a headline.
    seen: String,
}

fn parse(number: usize, batch: &Batch, fields: &FieldMap) -> Part {
    let mut records: Vec<Parsed> = batch.rejected.iter().map(|rejection| Err(rejection.clone())).collect();
    let (mut buffers, mut words) = (Buffers::default(), Vec::new());
    let mut body = |text: &str| (!text.is_empty()).then(|| hash_words(text, &mut buffers, &mut words));
    let mut warnings = batch.warnings.clone();
    for record in batch.records(fields) {
        records.push(record.map(|mut record| {
            warnings.extend(record.remark.take());
            titled(&record, &mut body)
        }));
    }
    let untitled = records.iter().all(|record| !matches!(record, Ok(Some(_))));
    let seen = if untitled { batch.fields_seen() } else { String::new() };
    Part { number, records, warnings, passed_over: batch.skipped, seen }
}

fn titled(record: &Record<'_>, body: &mut impl FnMut(&str) -> Option<u64>) -> Option<Titled> {
    let article = &record.article;
    Some(Titled {
        id: Box::from(&*article.id),
        title: article.title.as_deref().filter(|title| !title.trim().is_empty())?.into(),
        outlet: article.outlet.as_deref().map(Box::from),
        site: article.url.as_deref().and_then(site),
        published: article.published,
        body: body(&article.text),
    })
}

/// What tells one site from another: the host of an article's URL, however it is written.
fn site(url: &str) -> Option<Box<str>> {
    let host = host(url)?.to_ascii_lowercase();
    Some(Box::from(host.strip_prefix("www.").unwrap_or(&host)))
}

fn headline(record: &Titled) -> Headline<'_> {
    Headline {
        title: &record.title,
        outlet: record.outlet.as_deref().unwrap_or_default(),
        site: record.site.as_deref(),
        published: record.published,
        body: record.body,
    }
}

impl Titles {
    fn take(&mut self, parsed: Parsed, strict: bool, watch: &dyn Watch) -> Result<()> {
        match parsed {
            Ok(Some(record)) => self.records.push(record),
            Ok(None) => self.untitled += 1,
            Err(rejection) if strict => return Err(Error::Strict(rejection)),
            Err(rejection) => {
                self.rejected += 1;
                watch.rejected(&rejection);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_told_by_its_host_however_it_is_written() {
        for url in ["https://www.example.com:80/a/b", "http://Example.com./c", "https://me:key@EXAMPLE.com?d"]
        {
            assert_eq!(site(url).as_deref(), Some("example.com"), "{url}");
        }
        assert_eq!(site("example.com/a"), None);
    }

    /// Counts what it is told of.
    #[derive(Default)]
    struct Counting(std::sync::atomic::AtomicU64);

    impl Watch for Counting {
        fn articles(&self, count: u64) {
            self.0.fetch_add(count, std::sync::atomic::Ordering::Relaxed);
        }
    }

    #[test]
    fn every_record_read_is_counted() {
        let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
        std::io::Write::write_all(&mut file, b"{\"title\":\"Fog lifts\"}\n{\"text\":\"x\"}\n{\n").unwrap();
        let (inputs, watch) = ([file.path().to_string_lossy().into_owned()], Counting::default());
        let titles = titles(&inputs, &ReadOptions::default(), false, &watch).unwrap();
        assert_eq!((titles.records.len(), titles.untitled, titles.rejected), (1, 1, 1));
        assert_eq!(watch.0.into_inner(), 2);
    }
}
