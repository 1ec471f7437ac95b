//! Articles run together with their sketches, between sketching and filing: to get and give back a place of its own for every
//! field of each would take longer than to fill it, the more so as one thread gets what another gives back.

use std::borrow::Cow;
use std::fmt::{Display, Write};
use std::ops::Range;

use crate::article::{Article, Published};
use crate::sketch::Sketch;

/// Bytes of strings above which their room is given back: several times those of a usual batch.
const KEPT: usize = 8 << 20;

/// Articles whose strings stand one after another.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    strings: String,
    articles: Vec<Bundled>,
    /// One an article, and behind them those that may be used again.
    sketches: Vec<Sketch>,
}

/// Where an article's strings stand.
#[derive(Debug)]
struct Bundled {
    id: Range<usize>,
    origin: Range<usize>,
    url: Option<Range<usize>>,
    outlet: Option<Range<usize>>,
    title: Option<Range<usize>>,
    lang: Option<Range<usize>>,
    text: Range<usize>,
    published: Option<Published>,
}

impl Bundle {
    /// Adds an article that comes from `origin`. Its sketch is to be made at the place that is returned.
    pub fn push(&mut self, article: &Article<'_>, origin: impl Display) -> &mut Sketch {
        let start = self.strings.len();
        // A `String` takes all that is written.
        let _ = write!(self.strings, "{origin}");
        let origin = start..self.strings.len();
        let mut add = |string: &str| {
            let start = self.strings.len();
            self.strings.push_str(string);
            start..self.strings.len()
        };
        let bundled = Bundled {
            id: add(&article.id),
            origin,
            url: article.url.as_deref().map(&mut add),
            outlet: article.outlet.as_deref().map(&mut add),
            title: article.title.as_deref().map(&mut add),
            lang: article.lang.as_deref().map(&mut add),
            text: add(&article.text),
            published: article.published,
        };
        let at = self.articles.len();
        self.articles.push(bundled);
        if at == self.sketches.len() {
            self.sketches.push(Sketch::default());
        }
        &mut self.sketches[at]
    }

    /// The articles, in order, each with its sketch.
    pub fn articles(&self) -> impl Iterator<Item = (Article<'_>, &Sketch)> {
        self.articles.iter().map(|article| self.article(article)).zip(&self.sketches)
    }

    fn article(&self, bundled: &Bundled) -> Article<'_> {
        let string = |place: &Range<usize>| Cow::Borrowed(&self.strings[place.clone()]);
        Article {
            id: string(&bundled.id),
            origin: string(&bundled.origin),
            url: bundled.url.as_ref().map(string),
            outlet: bundled.outlet.as_ref().map(string),
            title: bundled.title.as_ref().map(string),
            published: bundled.published,
            lang: bundled.lang.as_ref().map(string),
            text: string(&bundled.text),
        }
    }

    /// The same room without articles; none where one long article made it large.
    pub fn emptied(mut self) -> Self {
        if self.strings.capacity() > KEPT {
            return Self::default();
        }
        self.strings.clear();
        self.articles.clear();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Precision;

    #[test]
    fn articles_come_out_as_they_went_in() {
        let published = Some(Published { seconds: 7, precision: Precision::Day });
        let whole = Article {
            id: "ü1".into(),
            origin: "a.jsonl:1".into(),
            url: Some("https://gazette.example".into()),
            outlet: Some("".into()),
            title: Some("Ferry sails".into()),
            published,
            lang: Some("en".into()),
            text: "The ferry sails again.".into(),
        };
        let bare = Article { id: "2".into(), origin: "a.jsonl:2".into(), ..Article::default() };
        let mut bundle = Bundle::default();
        for _ in 0..2 {
            bundle.push(&whole, "a.jsonl:1").words = 4;
            bundle.push(&Article { origin: "elsewhere".into(), ..bare.clone() }, "a.jsonl:2").words = 0;
            let (articles, sketches): (Vec<_>, Vec<_>) = bundle.articles().unzip();
            assert_eq!(articles, [whole.clone(), bare.clone()]);
            assert_eq!(sketches.iter().map(|sketch| sketch.words).collect::<Vec<_>>(), [4, 0]);
            bundle = bundle.emptied();
        }
    }
}
