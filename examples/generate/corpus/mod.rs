//! Rebuilds `corpus/news.jsonl` and `corpus/pairs.jsonl` from what was written by hand beside them.
//!
//! ```text
//! stories, outlets, forms, traps  ->  desk    ->  page       ->  label  ->  write
//! notes                               bodies      furniture      pairs      JSON Lines
//! ```
//!
//! Every sentence remembers which sentence it was, so the copied share of a pair is counted and never estimated.

mod body;
mod desk;
mod disguise;
mod form;
mod gather;
mod label;
mod notes;
mod outlet;
mod page;
mod plan;
mod trap;
mod write;

use std::error::Error;
use std::path::Path;

/// Anything that can stop the rebuild.
pub type Failure = Box<dyn Error>;

/// Rebuilds the corpus below `root`, or with `check` only compares it.
pub fn run(root: &Path, check: bool) -> Result<(), Failure> {
    let outlets = outlet::read(&root.join("outlets.txt"))?;
    let mut articles = plan::stories(&notes::read_folder(&root.join("stories"))?, &outlets)?;
    articles.extend(form::articles(&notes::read(&root.join("forms.txt"))?, &outlets)?);
    let traps = notes::read(&root.join("traps.txt"))?;
    articles.extend(trap::articles(&traps, &outlets)?);
    let mut pairs = label::pairs(&articles);
    pairs.extend(trap::pairs(&traps)?);
    articles.sort_by(|a, b| a.order.cmp(&b.order));
    write::all(root, check, &articles, &pairs)
}
