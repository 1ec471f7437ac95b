//! What the stages work on, made from a fixed seed.

use std::fs;

use reprint::article::Article;
use reprint::generate::{Generated, Generator};
use reprint::index::segment::postings::{Postings, encode};
use reprint::index::{Index, Options};
use reprint::judge::Body;
use reprint::pipeline::bench::steps;
use reprint::pipeline::filing::{FilingOptions, create};
use reprint::pipeline::{Checker, Silent};
use reprint::sketch::{Sketch, Sketcher};
use reprint::spill::{Lists, Lot};
use reprint::text::{Words, words};
use serde_json::json;
use tempfile::TempDir;

/// Articles: enough that some hundred copies stand beside their sources, few enough for an emulated processor.
const ARTICLES: u64 = 400;

const SEED: u64 = 11;

/// The same articles, in the form each stage takes them.
pub struct Material {
    pub articles: Vec<Article<'static>>,
    /// As JSON lines.
    pub lines: Vec<Vec<u8>>,
    pub words: Vec<Words>,
    pub bodies: Vec<Body>,
    pub shingles: Vec<Vec<u64>>,
    pub sketches: Vec<Sketch>,
    /// What each article looks up.
    pub queries: Lists,
    /// Numbers of a copy and of its source.
    plants: Vec<(usize, usize)>,
    prints: Vec<u8>,
    pub checker: Checker,
    _index: TempDir,
}

impl Material {
    /// Generates, sketches and indexes.
    pub fn new() -> Self {
        let world: Vec<Generated> = Generator::new(SEED, ARTICLES).collect();
        let plants = world
            .iter()
            .enumerate()
            .filter_map(|(copy, generated)| Some((copy, generated.truth?.source as usize)));
        let plants = plants.collect();
        let articles: Vec<Article<'static>> = world.into_iter().map(|generated| generated.article).collect();
        let lines: Vec<Vec<u8>> = articles.iter().map(line).collect();
        let bodies: Vec<Body> = articles.iter().map(|article| Body::new(&article.text)).collect();
        let sketches: Vec<Sketch> =
            articles.iter().map(|article| Sketcher::new().sketch(&article.text)).collect();
        let (checker, index) = indexed(&lines);
        Self {
            shingles: articles.iter().map(steps::windows).collect(),
            prints: filed(&sketches),
            queries: looked_up(&sketches),
            words: articles.iter().map(|article| words(&article.text)).collect(),
            articles,
            lines,
            bodies,
            sketches,
            plants,
            checker,
            _index: index,
        }
    }

    /// Every copy with its source.
    pub fn pairs(&self) -> impl Iterator<Item = (&Body, &Body)> {
        self.plants.iter().map(|&(copy, source)| (&self.bodies[copy], &self.bodies[source]))
    }

    /// All articles by fingerprint.
    pub fn postings(&self) -> Postings<'_> {
        Postings::open(&self.prints).expect("what was just encoded can be opened")
    }
}

fn line(article: &Article<'_>) -> Vec<u8> {
    let published = article.published.map(|published| published.to_string());
    json!({
        "id": article.id, "url": article.url, "outlet": article.outlet, "title": article.title,
        "published": published, "lang": article.lang, "text": article.text,
    })
    .to_string()
    .into_bytes()
}

fn looked_up(sketches: &[Sketch]) -> Lists {
    let (mut lists, mut lot) = (Lists::default(), Lot::default());
    sketches.iter().for_each(|sketch| lot.push(sketch.queries.iter().copied()));
    lists.keep(0, lot).expect("so few are held in memory");
    lists
}

fn filed(sketches: &[Sketch]) -> Vec<u8> {
    let records =
        sketches.iter().zip(0..).flat_map(|(sketch, doc)| sketch.prints.iter().map(move |&key| (key, doc)));
    encode(records.collect())
}

fn indexed(lines: &[Vec<u8>]) -> (Checker, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (corpus, index) = (folder.path().join("news.jsonl"), folder.path().join("index"));
    fs::write(&corpus, lines.join(&b'\n')).expect("the corpus can be written");
    let inputs = [corpus.to_string_lossy().into_owned()];
    create(&index, Options::default(), &inputs, &FilingOptions::default(), &Silent)
        .expect("an index can be made");
    let snapshot = Index::open(&index).expect("the index can be opened").snapshot();
    (Checker::new(snapshot).expect("the index can be asked"), folder)
}
