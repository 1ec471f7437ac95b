//! From arguments as typed to the options of a job.

use std::io::IsTerminal;

use crate::judge::Limits;
use crate::pipeline::{DedupOptions, Discard, Keep};
use crate::read::{Field, FieldMap, Format, ReadOptions};
use crate::report::style::Style;

use super::args::{Common, Dedup, DropArg, FormatArg, Input, KeepArg, When};

/// Sets the size of the thread pool; the first call wins, so it is made before any work.
pub fn set_threads(threads: Option<usize>) {
    if let Some(threads) = threads {
        // An error only says that the pool stands already.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.max(1)).build_global();
    }
}

/// How input is read.
pub fn read(input: &Input) -> ReadOptions {
    let named = [
        (Field::Id, &input.id_field),
        (Field::Text, &input.text_field),
        (Field::Title, &input.title_field),
        (Field::Outlet, &input.outlet_field),
        (Field::Published, &input.published_field),
        (Field::Url, &input.url_field),
        (Field::Lang, &input.lang_field),
    ];
    let with = |map: FieldMap, (field, name): (Field, &Option<String>)| match name {
        Some(name) => map.with(field, name),
        None => map,
    };
    ReadOptions {
        format: input.format.map(format),
        fields: named.into_iter().fold(FieldMap::default(), with),
        max_record: input.max_record,
        ..ReadOptions::default()
    }
}

fn format(named: FormatArg) -> Format {
    match named {
        FormatArg::Jsonl => Format::JsonLines,
        FormatArg::Json => Format::JsonArray,
        FormatArg::Csv => Format::Csv,
        FormatArg::Tsv => Format::Tsv,
        FormatArg::Parquet => Format::Parquet,
        FormatArg::Warc => Format::Warc,
        FormatArg::Html => Format::Html,
        FormatArg::Text => Format::Text,
    }
}

/// The limits of the relations.
pub fn limits(common: &Common) -> Limits {
    Limits { threshold: common.threshold }
}

/// What `dedup` is to do.
pub fn dedup(common: &Common, args: &Dedup) -> DedupOptions {
    DedupOptions {
        read: read(&args.input),
        strict: args.input.strict,
        min_words: common.min_words,
        limits: limits(common),
        discard: match args.drop {
            DropArg::Exact => Discard::Exact,
            DropArg::Near => Discard::Near,
            DropArg::Copy => Discard::Copy,
            DropArg::None => Discard::Nothing,
        },
        keep: match args.keep {
            KeepArg::Earliest => Keep::Earliest,
            KeepArg::Longest => Keep::Longest,
            KeepArg::First => Keep::First,
            KeepArg::Wire => Keep::Wire,
        },
        across_outlets: args.across_outlets,
        window_days: args.window,
    }
}

/// Whether prose on stdout is coloured.
pub fn style(common: &Common) -> Style {
    let coloured = match common.color {
        When::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        When::Always => true,
        When::Never => false,
    };
    Style { coloured }
}
