//! A seeded news world of any size, with known reprints: what `reprint bench` measures on.
//!
//! Article `n` depends on the seed and `n` alone. Its source, when it has one, is written again from its own number and
//! never remembered, so that ten million articles take no more memory than ten and can be made in any order:
//!
//! ```text
//! lists -> lexicon -> pattern -> prose -> desk -> world -> Generator
//! words    35,000     gaps       stories  copies  who and when
//! ```

mod desk;
mod form;
mod kind;
mod lexicon;
mod lists;
mod outlet;
mod pattern;
mod prose;
mod random;
mod world;
mod zipf;

pub use kind::Kind;
pub use random::Random;

use crate::article::Article;
use world::World;

/// One generated article and what is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// The article as an outlet published it.
    pub article: Article<'static>,
    /// Whose words it carries, or seems to; `None` for an original.
    pub truth: Option<Planted>,
}

/// A copy, or a look-alike, that was planted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Planted {
    /// Number of the source article, which is always earlier; its id is `n` and this number.
    pub source: u64,
    /// What was done to it.
    pub kind: Kind,
    /// Share of the copied words dropped, added or replaced, 0 to 1.
    pub edits: f32,
    /// Share of the shorter article's own words that were copied, 0 to 1. Furniture and credit lines are nobody's own.
    pub share: f32,
}

impl Planted {
    /// Whether a reader would call it a reprint: any copy of a quarter or more of one story's own words.
    #[must_use]
    pub fn is_reprint(&self) -> bool {
        !matches!(self.kind, Kind::Quoted | Kind::Template) && self.share >= 0.25
    }
}

/// A world of so many articles, in order.
#[derive(Debug, Clone)]
pub struct Generator {
    world: World,
    next: u64,
    articles: u64,
}

impl Generator {
    /// Articles 0 to `articles` - 1 of the world of `seed`.
    #[must_use]
    pub fn new(seed: u64, articles: u64) -> Self {
        Self { world: World::new(seed), next: 0, articles }
    }

    /// Any article of this world by its number, whatever has been read so far.
    #[must_use]
    pub fn article(&self, number: u64) -> Generated {
        self.world.article(number)
    }
}

impl Iterator for Generator {
    type Item = Generated;

    fn next(&mut self) -> Option<Generated> {
        let number = self.next;
        (number < self.articles).then(|| {
            self.next += 1;
            self.world.article(number)
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.articles.saturating_sub(self.next) as usize;
        (left, Some(left))
    }
}

#[cfg(test)]
mod tests;
