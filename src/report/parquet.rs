//! Articles as a Parquet file, one row group after another.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use crate::article::Article;

const SCHEMA: &str = "message article {
    required binary id (STRING);
    optional binary url (STRING);
    optional binary outlet (STRING);
    optional binary title (STRING);
    optional binary published (STRING);
    optional binary lang (STRING);
    required binary text (STRING);
    required binary origin (STRING);
}";

/// Columns of the schema.
const COLUMNS: usize = 8;

/// Bytes of a row group before compression, about: what is held in memory.
const GROUP: usize = 16 << 20;

/// A column's cells; an optional column's missing ones are `None`.
type Column = Vec<Option<ByteArray>>;

/// A Parquet file being written.
pub(super) struct Rows<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: [Column; COLUMNS],
    held: usize,
}

impl<W: Write + Send> Rows<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(SCHEMA).map_err(failed)?);
        let compression = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(compression).build();
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(failed)?;
        Ok(Self { file, columns: Default::default(), held: 0 })
    }

    /// Adds one article.
    pub(super) fn write(&mut self, article: &Article<'_>) -> io::Result<()> {
        let published = article.published.map(|published| published.to_string());
        let cells: [Option<&str>; COLUMNS] = [
            Some(&article.id),
            article.url.as_deref(),
            article.outlet.as_deref(),
            article.title.as_deref(),
            published.as_deref(),
            article.lang.as_deref(),
            Some(&article.text),
            Some(&article.origin),
        ];
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.held += cell.map_or(0, str::len) + size_of::<Option<ByteArray>>();
            column.push(cell.map(ByteArray::from));
        }
        if self.held < GROUP { Ok(()) } else { self.write_group() }
    }

    fn write_group(&mut self) -> io::Result<()> {
        let mut group = self.file.next_row_group().map_err(failed)?;
        for (number, column) in self.columns.iter_mut().enumerate() {
            let optional = (1..=5).contains(&number);
            write_column(&mut group, &std::mem::take(column), optional).map_err(failed)?;
        }
        group.close().map_err(failed)?;
        self.held = 0;
        Ok(())
    }

    /// Writes what is held and the file's directory; gives back what it was written to.
    pub(super) fn finish(mut self) -> io::Result<W> {
        if self.held > 0 {
            self.write_group()?;
        }
        self.file.into_inner().map_err(failed)
    }
}

fn write_column<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: &Column,
    optional: bool,
) -> Result<(), ParquetError> {
    let missing = || ParquetError::General("a column too many".to_owned());
    let mut out = group.next_column()?.ok_or_else(missing)?;
    let levels: Vec<i16> = column.iter().map(|cell| i16::from(cell.is_some())).collect();
    let cells: Vec<ByteArray> = column.iter().flatten().cloned().collect();
    out.typed::<ByteArrayType>().write_batch(&cells, optional.then_some(&levels), None)?;
    out.close()
}

/// What the system said, where that is behind it.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{self, ReadOptions};

    fn article(number: usize) -> Article<'static> {
        Article {
            id: format!("a{number}").into(),
            origin: format!("crawl.jsonl:{number}").into(),
            outlet: number.is_multiple_of(2).then(|| "Selby Mercury".into()),
            published: read::parse_date("2025-03-01T07:30:00Z"),
            text: "fog on the river ".repeat(number + 1).into(),
            ..Article::default()
        }
    }

    #[test]
    fn articles_come_back_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept.parquet");
        let mut rows = Rows::new(std::fs::File::create(&path).unwrap()).unwrap();
        for number in 0..300 {
            rows.write(&article(number)).unwrap();
            if number % 100 == 99 {
                rows.write_group().unwrap();
            }
        }
        rows.finish().unwrap();
        let (options, mut number) = (ReadOptions::default(), 0);
        for batch in read::open(&[path.to_string_lossy().into_owned()], &options).unwrap() {
            for record in batch.unwrap().extracted(&options.fields).records(&options.fields) {
                let origin = article(number).origin;
                assert_eq!(Article { origin, ..record.unwrap().article }, article(number));
                number += 1;
            }
        }
        assert_eq!(number, 300);
    }

    #[test]
    fn a_file_of_no_articles_is_a_file() {
        assert!(Rows::new(Vec::new()).unwrap().finish().unwrap().starts_with(b"PAR1"));
    }
}
