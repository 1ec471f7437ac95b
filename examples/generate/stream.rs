//! A seeded world as JSON Lines on stdout.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Write};

use reprint::article::{Article, Published};
use reprint::generate::{Generated, Generator, Planted};
use serde_json::json;

/// What was asked for.
pub struct Options {
    articles: u64,
    seed: u64,
    truth: Option<String>,
}

impl Options {
    /// Reads `--articles N --seed S --truth FILE`.
    pub fn parse(arguments: &[String]) -> Result<Self, Box<dyn Error>> {
        let value = |name: &str| {
            let at = arguments.iter().position(|argument| argument == name)?;
            arguments.get(at + 1).cloned()
        };
        let number = |name: &str, default: u64| value(name).map_or(Ok(default), |text| text.parse());
        Ok(Self {
            articles: number("--articles", 1_000)?,
            seed: number("--seed", 1)?,
            truth: value("--truth"),
        })
    }
}

/// Writes the articles, and to the truth file one line for every plant.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut articles = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    let mut truths: Box<dyn Write> = match &options.truth {
        Some(path) => Box::new(BufWriter::new(File::create(path)?)),
        None => Box::new(io::sink()),
    };
    for Generated { article, truth } in Generator::new(options.seed, options.articles) {
        write_article(&mut articles, &article)?;
        if let Some(planted) = truth {
            writeln!(truths, "{}", truth_line(&article.id, &planted))?;
        }
    }
    articles.flush()?;
    Ok(truths.flush()?)
}

fn write_article(out: &mut impl Write, article: &Article<'_>) -> Result<(), Box<dyn Error>> {
    let field = |out: &mut dyn Write, name: &str, value: &str| -> io::Result<()> {
        write!(out, ",\"{name}\":")?;
        serde_json::to_writer(out, value).map_err(io::Error::from)
    };
    write!(out, "{{\"id\":\"{}\"", article.id)?;
    let fields = [
        ("url", &article.url),
        ("outlet", &article.outlet),
        ("title", &article.title),
        ("lang", &article.lang),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            field(out, name, value)?;
        }
    }
    if let Some(published) = article.published {
        field(out, "published", &timestamp(published)?)?;
    }
    field(out, "text", &article.text)?;
    Ok(out.write_all(b"}\n")?)
}

fn timestamp(published: Published) -> Result<String, jiff::Error> {
    Ok(jiff::Timestamp::from_second(published.seconds)?.to_string())
}

fn truth_line(id: &str, planted: &Planted) -> String {
    json!({
        "page": id,
        "source": format!("n{}", planted.source),
        "kind": format!("{:?}", planted.kind),
        "relation": planted.kind.relation(),
        "reprint": planted.is_reprint(),
        "edits": planted.edits,
        "share": planted.share,
    })
    .to_string()
}
