//! The readers together, from files on disk to records.

use std::fs;
use std::io::Write;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

/// A folder of input files that is gone after the test.
struct Files(TempDir);

impl Files {
    fn new() -> Self {
        Files(tempfile::tempdir().unwrap())
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }

    fn read(&self, name: &str) -> Outcome {
        read(&[self.path(name)], &ReadOptions::default())
    }
}

/// What reading came to, in order.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    ids: Vec<String>,
    texts: Vec<String>,
    titles: Vec<String>,
    origins: Vec<String>,
    lines: Vec<Vec<u8>>,
    rejected: Vec<String>,
    warnings: Vec<String>,
    skipped: u64,
}

fn read(inputs: &[String], options: &ReadOptions) -> Outcome {
    let mut outcome = Outcome::default();
    let mut shelf = Shelf::new();
    let mut places = Vec::new();
    for batch in open(inputs, options).unwrap() {
        let mut batch = batch.unwrap().extracted(&options.fields);
        shelf.keep(&mut batch).unwrap();
        outcome.rejected.extend(batch.rejected.iter().map(short));
        outcome.warnings.extend_from_slice(&batch.warnings);
        outcome.skipped += batch.skipped;
        for record in batch.records(&options.fields) {
            match record {
                Ok(record) => {
                    places.push(record.place);
                    outcome.push(&record);
                }
                Err(rejection) => outcome.rejected.push(short(&rejection)),
            }
        }
    }
    for (place, line) in places.into_iter().zip(&outcome.lines) {
        let mut again = Vec::new();
        shelf.fetch(place, &mut again).unwrap();
        assert_eq!(&again, line, "a line is the same when it is fetched");
    }
    outcome
}

impl Outcome {
    fn push(&mut self, record: &Record<'_>) {
        self.ids.push(record.article.id.to_string());
        self.texts.push(record.article.text.to_string());
        self.titles.push(record.article.title.as_deref().unwrap_or_default().to_owned());
        self.origins.push(base_name(&record.origin().to_string()));
        self.lines.push(record.line.to_vec());
    }
}

fn base_name(path: &str) -> String {
    Path::new(path).file_name().unwrap().to_string_lossy().into_owned()
}

/// A rejection without the folder.
fn short(rejection: &Rejection) -> String {
    format!("{}: {}", base_name(&rejection.origin), rejection.reason)
}

const TWO: &str = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn bzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

#[test]
fn every_compression_gives_the_same_records() {
    let files = Files::new()
        .with("a.jsonl", TWO)
        .with("b.jsonl.gz", gzip(TWO.as_bytes()))
        .with("c.jsonl.zst", zstd::encode_all(TWO.as_bytes(), 1).unwrap())
        .with("d.jsonl.bz2", bzip(TWO.as_bytes()))
        .with("unnamed", gzip(TWO.as_bytes()));
    for name in ["a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.jsonl.bz2", "unnamed"] {
        let outcome = files.read(name);
        assert_eq!(outcome.ids, ["a", "b"], "{name}");
        assert_eq!(outcome.origins, [format!("{name}:1"), format!("{name}:2")]);
        assert!(outcome.rejected.is_empty());
    }
}

#[test]
fn every_member_of_a_gzip_file_is_read() {
    let members = [gzip(b"{\"id\":1,\"text\":\"x\"}\n"), gzip(b"{\"id\":2,\"text\":\"y\"}\n")].concat();
    assert_eq!(Files::new().with("a.jsonl.gz", members).read("a.jsonl.gz").ids, ["1", "2"]);
}

#[test]
fn a_truncated_gzip_file_keeps_what_came_before() {
    let lines: Vec<_> =
        (0..5000).map(|n| format!("{{\"id\":{n},\"text\":\"word {}\"}}", n * 7919 % 1013)).collect();
    let text = lines.join("\n");
    let mut bytes = gzip(text.as_bytes());
    bytes.truncate(bytes.len() / 2);
    let outcome = Files::new().with("a.jsonl.gz", bytes).read("a.jsonl.gz");
    assert!(outcome.ids.len() > 1000);
    let line = outcome.ids.len() + 1;
    assert_eq!(
        outcome.rejected,
        [format!("a.jsonl.gz:{line}: the gzip data ends too early; what came before was read")]
    );
}

#[test]
fn folders_are_walked_in_order_without_hidden_files() {
    let one = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"t\"}}");
    let files = Files::new()
        .with("in/b.jsonl", one("b"))
        .with("in/a/z.jsonl", one("az"))
        .with("in/.hidden.jsonl", one("hidden"))
        .with("in/.git/x.jsonl", one("git"))
        .with("in/blob.bin", [0, 1, 2, 0]);
    let outcome = files.read("in");
    assert_eq!(outcome.ids, ["az", "b"]);
    assert_eq!(outcome.rejected.len(), 1);
    assert!(outcome.rejected[0].starts_with("blob.bin: "));
}

#[test]
fn globs_expand_in_order_and_must_match() {
    let files = Files::new().with("2.jsonl", TWO).with("1.jsonl", TWO).with("3.other", TWO);
    assert_eq!(files.read("*.jsonl").origins, ["1.jsonl:1", "1.jsonl:2", "2.jsonl:1", "2.jsonl:2"]);
    let missing = open(&[files.path("*.nothing")], &ReadOptions::default());
    assert!(matches!(missing, Err(ReadError::NothingMatches { .. })));
}

#[test]
fn an_input_that_is_not_there_is_an_error() {
    let missing = open(&[Files::new().path("no.jsonl")], &ReadOptions::default());
    assert!(matches!(missing, Err(ReadError::NotFound { .. })));
}

#[test]
fn marks_carriage_returns_and_blank_lines_are_tolerated() {
    let text = "\u{FEFF}{\"id\":\"a\",\"text\":\"t\"}\r\n\r\n   \n{\"id\":\"b\",\"text\":\"t\"}";
    let outcome = Files::new().with("a.jsonl", text).read("a.jsonl");
    assert_eq!(outcome.ids, ["a", "b"]);
    assert_eq!(outcome.origins, ["a.jsonl:1", "a.jsonl:4"]);
    assert_eq!(outcome.lines[0], b"{\"id\":\"a\",\"text\":\"t\"}\r");
    assert!(outcome.rejected.is_empty());
}

#[test]
fn bad_lines_are_named_with_their_reason() {
    let lines: [&[u8]; 9] = [
        b"{\"id\":1,\"text\":\"\xFF\"}",
        b"{\"id\":2,\"text\":\"\\ud800\"}",
        b"[1,2]",
        b"{\"id\":4,\"text\":4}",
        b"{\"id\":5,\"text\":{\"html\":\"x\"}}",
        b"{\"key\":6,\"summary\":\"x\"}",
        b"{\"id\":7,\"text\":\"x\"} trailing",
        b"{\"id\":8,\"text\":\"good\"}",
        b"{\"id\":9,\"text\":\"cut",
    ];
    let outcome = Files::new().with("a.jsonl", lines.join(&b'\n')).read("a.jsonl");
    assert_eq!(outcome.ids, ["8"]);
    let reasons = [
        "a.jsonl:1: not UTF-8",
        "a.jsonl:2: not JSON: ",
        "a.jsonl:3: not a JSON object",
        "a.jsonl:4: the text is a number, not a string",
        "a.jsonl:5: the text is an object, not a string",
        "a.jsonl:6: no field of an article (looked for text, body,",
        "a.jsonl:7: not JSON: trailing characters (column 21)",
        "a.jsonl:9: not JSON: EOF while parsing a string",
    ];
    assert_eq!(outcome.rejected.len(), reasons.len());
    for (rejected, reason) in outcome.rejected.iter().zip(reasons) {
        assert!(rejected.starts_with(reason), "{rejected}");
    }
}

#[test]
fn deep_nesting_is_survived() {
    let deep = format!("{{\"text\":\"t\",\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let files = Files::new().with("a.jsonl", &deep);
    assert_eq!(files.read("a.jsonl").texts, ["t"]);
    let nested = ReadOptions { fields: FieldMap::default().with(Field::Id, "a.b"), ..ReadOptions::default() };
    let outcome = read(&[files.path("a.jsonl")], &nested);
    assert!(outcome.rejected[0].contains("recursion limit"), "{:?}", outcome.rejected);
}

#[test]
fn a_line_over_the_limit_is_passed_over_at_any_batch_size() {
    let long = format!("{{\"id\":\"long\",\"text\":\"{}\"}}", "x".repeat(5000));
    let text = format!("{{\"id\":\"a\",\"text\":\"t\"}}\n{long}\n{{\"id\":\"b\",\"text\":\"t\"}}\n{long}");
    let files = Files::new().with("a.jsonl", text);
    for batch_bytes in [1, 100, 1000, 4000, 1 << 20] {
        let options = ReadOptions { max_record: 1000, batch_bytes, ..ReadOptions::default() };
        let outcome = read(&[files.path("a.jsonl")], &options);
        assert_eq!(outcome.ids, ["a", "b"], "{batch_bytes}");
        assert_eq!(outcome.origins, ["a.jsonl:1", "a.jsonl:3"]);
        let reason = "longer than the 1000 bytes a record may have; --max-record allows more";
        assert_eq!(outcome.rejected, [format!("a.jsonl:2: {reason}"), format!("a.jsonl:4: {reason}")]);
    }
}

#[test]
fn a_changed_input_is_noticed_on_the_second_look() {
    let files = Files::new().with("a.jsonl", TWO);
    let piece = open(&[files.path("a.jsonl")], &ReadOptions::default()).unwrap().next().unwrap().unwrap();
    let mut batch = piece.extracted(&FieldMap::default());
    let mut shelf = Shelf::new();
    shelf.keep(&mut batch).unwrap();
    let place = batch.records(&FieldMap::default()).next().unwrap().unwrap().place;
    let files = files.with("a.jsonl", "{}");
    let outcome = shelf.fetch(place, &mut Vec::new());
    assert!(matches!(outcome, Err(ReadError::Changed { file }) if file == files.path("a.jsonl")));
}

#[test]
fn batches_may_be_kept_in_any_order() {
    let files =
        Files::new().with("a.jsonl", TWO).with("b.jsonl.gz", gzip(TWO.as_bytes())).with("c.jsonl", TWO);
    let options = ReadOptions { batch_bytes: 1, ..ReadOptions::default() };
    let inputs = ["a.jsonl", "b.jsonl.gz", "c.jsonl"].map(|name| files.path(name));
    let pieces: Vec<_> = open(&inputs, &options).unwrap().map(Result::unwrap).collect();
    let (mut shelf, mut kept) = (Shelf::new(), Vec::new());
    for piece in pieces.into_iter().rev() {
        let mut batch = piece.extracted(&options.fields);
        shelf.keep(&mut batch).unwrap();
        let records = batch.records(&options.fields).map(Result::unwrap);
        kept.extend(records.map(|record| (record.place, record.origin().to_string(), record.line.to_vec())));
    }
    assert_eq!(kept.len(), 6);
    let mut origins = Origins::new(&shelf);
    for (place, origin, line) in kept {
        let mut again = Vec::new();
        shelf.fetch(place, &mut again).unwrap();
        assert_eq!((origins.of(place).unwrap(), again), (origin, line));
    }
}

#[test]
fn a_cut_document_is_one_record_with_a_warning_or_one_loss() {
    let words: Vec<String> = (0..4000).map(|n| format!("word{}", n * 7919 % 1013)).collect();
    let zipped = gzip(words.join(" ").as_bytes());
    let files = Files::new().with("a.txt.gz", &zipped[..zipped.len() / 2]).with("b.txt.gz", &zipped[..10]);
    let outcome = files.read("a.txt.gz");
    assert!(outcome.texts[0].starts_with("word0 "));
    assert_eq!((outcome.ids.len(), outcome.rejected.len(), outcome.warnings.len()), (1, 0, 1));
    assert!(outcome.warnings[0].contains("a.txt.gz: kept as far as it goes: the gzip data ends too early"));
    let outcome = files.read("b.txt.gz");
    assert_eq!((outcome.ids.len(), outcome.rejected.len(), outcome.warnings.len()), (0, 1, 0));
}

#[test]
fn plain_json_lines_are_not_copied() {
    let files = Files::new().with("a.jsonl", TWO).with("b.jsonl.gz", gzip(TWO.as_bytes()));
    for (name, copied) in [("a.jsonl", 0), ("b.jsonl.gz", TWO.len() as u64)] {
        let mut shelf = Shelf::new();
        for batch in open(&[files.path(name)], &ReadOptions::default()).unwrap() {
            shelf.keep(&mut batch.unwrap().extracted(&FieldMap::default())).unwrap();
        }
        assert_eq!(shelf.copied_bytes(), copied);
    }
}

#[test]
fn arrays_and_pretty_objects_are_cut_into_lines() {
    let pretty = "[\n  {\n    \"id\": \"a\",\n    \"text\": \"[one]\\n \\\"x\\\" {\"\n  },\n  {\"id\": \"b\", \"tags\": [1, 2], \"text\": \"two\"},\n  7\n]\n";
    let files = Files::new()
        .with("a.json", pretty)
        .with("unnamed", pretty)
        .with("one.json", "{\n \"id\": \"c\",\n \"text\": \"t\"\n}\n{\"id\": \"d\", \"text\": \"u\"}")
        .with("lines.json", TWO)
        .with("cut.json", &pretty[..pretty.len() - 30]);
    for name in ["a.json", "unnamed"] {
        let outcome = files.read(name);
        assert_eq!(outcome.ids, ["a", "b"]);
        assert_eq!(outcome.texts, ["[one]\n \"x\" {", "two"]);
        assert_eq!(outcome.origins, [format!("{name}:2"), format!("{name}:6")]);
        assert_eq!(outcome.lines[1], b"{\"id\":\"b\",\"tags\":[1,2],\"text\":\"two\"}");
        assert_eq!(outcome.rejected, [format!("{name}:7: not a JSON object")]);
    }
    assert_eq!(files.read("one.json").origins, ["one.json:1", "one.json:5"]);
    assert_eq!(files.read("lines.json").lines, TWO.lines().map(str::as_bytes).collect::<Vec<_>>());
    assert_eq!(
        files.read("cut.json").rejected,
        ["cut.json:6: not JSON: the file ends before this value or list does"]
    );
}

#[test]
fn text_files_keep_their_whole_text() {
    let files = Files::new()
        .with("a.txt", "Harbour bridge closes\n\nThe bridge closed on Monday.\nIt reopens in May.\n")
        .with("b.txt", "Plain prose without a headline.\nMore of it.\n")
        .with("empty.txt", "");
    let outcome = files.read("a.txt");
    assert_eq!(outcome.titles, ["Harbour bridge closes"]);
    assert!(outcome.texts[0].starts_with("Harbour bridge closes\n\nThe bridge"));
    assert_eq!(outcome.origins, ["a.txt"]);
    assert_eq!(files.read("b.txt").titles, [""]);
    assert_eq!(files.read("empty.txt").ids.len(), 1);
}

#[test]
fn tables_name_their_fields_in_the_header() {
    let files = Files::new()
        .with(
            "a.csv",
            "id,headline,body\n1,Storm,\"Wind, rain\nand hail\"\n2,Calm,\"He said \"\"no\"\"\"\n3,short\n",
        )
        .with("b.tsv", b"id\ttext\nx\tone\ny\t\xFF\n")
        .with("unnamed", "id\ttext\nx\tone\n");
    let outcome = files.read("a.csv");
    assert_eq!(outcome.titles, ["Storm", "Calm"]);
    assert_eq!(outcome.texts, ["Wind, rain\nand hail", "He said \"no\""]);
    assert_eq!(outcome.origins, ["a.csv:2", "a.csv:4"]);
    assert_eq!(outcome.rejected, ["a.csv:5: 2 cells under a header of 3"]);
    assert_eq!(files.read("unnamed").texts, ["one"]);
}

#[test]
fn an_open_quote_does_not_swallow_memory() {
    let text = format!("id,text\n1,good\n2,\"open {}", "x,y\n".repeat(50_000));
    let files = Files::new().with("a.csv", text);
    let options = ReadOptions { max_record: 20_000, ..ReadOptions::default() };
    let outcome = read(&[files.path("a.csv")], &options);
    assert_eq!(outcome.ids, ["1"]);
    assert!(outcome.rejected[0].contains("is a quote left open?"), "{:?}", outcome.rejected);
}

#[test]
fn fields_are_found_under_their_usual_names() {
    let line = r#"{"text":"","body":"the body","headline":"H","source":{"name":"x"},"publisher":"Pub","url":"https:\/\/www.News.Example.co.uk/a","id":12,"timestamp":1478694600,"language":"en"}"#;
    let article = parse_record(line.as_bytes(), &"f:1", &FieldMap::default()).unwrap();
    assert_eq!((article.id.as_ref(), article.text.as_ref()), ("12", "the body"));
    assert_eq!((article.outlet.as_deref(), article.lang.as_deref()), (Some("Pub"), Some("en")));
    assert_eq!(article.published.unwrap().seconds, 1_478_694_600);
}

#[test]
fn the_outlet_falls_back_to_the_domain_and_the_id_to_url_then_origin() {
    let parse = |line: &'static str| parse_record(line.as_bytes(), &"f:1", &FieldMap::default()).unwrap();
    let article = parse(r#"{"title":"t","url":"https://www.News.Example.co.uk:8080/a?b"}"#);
    assert_eq!((article.outlet.as_deref(), article.text.as_ref()), (Some("example.co.uk"), ""));
    assert_eq!(article.id, "https://www.News.Example.co.uk:8080/a?b");
    assert_eq!(parse(r#"{"title":null}"#).id, "f:1");
}

#[test]
fn nested_fields_and_literal_dots_are_found() {
    let fields = FieldMap::default().with(Field::Text, "story.body").with(Field::Id, "meta.id");
    let line = br#"{"story":{"body":"deep"},"meta.id":"flat","text":"other"}"#;
    let article = parse_record(line, &"f:1", &fields).unwrap();
    assert_eq!((article.id.as_ref(), article.text.as_ref()), ("flat", "deep"));
}

#[test]
fn text_is_borrowed_from_the_line() {
    let article = parse_record(br#"{"id":"a","text":"plain"}"#, &"", &FieldMap::default()).unwrap();
    assert!(matches!(article.text, std::borrow::Cow::Borrowed("plain")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_line_is_a_record_blank_or_rejected(bytes in prop::collection::vec(any::<u8>(), 0..400), batch in 1_usize..200) {
        let files = Files::new().with("a.jsonl", &bytes);
        let options = ReadOptions { batch_bytes: batch, ..ReadOptions::default() };
        let outcome = read(&[files.path("a.jsonl")], &options);
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        prop_assert_eq!(outcome.ids.len() + outcome.rejected.len(), lines);
    }

    #[test]
    fn batches_of_any_size_give_the_same(
        lines in prop::collection::vec("(\\{\"text\":\"[a-z\\\\n]{0,40}\"\\}|[a-z{}\\[\\]\",: ]{0,20})", 0..30),
        batch in 1_usize..300,
    ) {
        let text = lines.join("\n");
        let files = Files::new().with("a.jsonl", &text).with("a.json", format!("[{text}")).with("a.csv", &text);
        for name in ["a.jsonl", "a.json", "a.csv"] {
            let small = read(&[files.path(name)], &ReadOptions { batch_bytes: batch, ..ReadOptions::default() });
            let large = files.read(name);
            prop_assert_eq!(&small.ids, &large.ids);
            prop_assert_eq!(&small.lines, &large.lines);
            prop_assert_eq!(small.rejected.len(), large.rejected.len());
        }
    }

    #[test]
    fn any_bytes_in_any_format_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let format = [Format::JsonLines, Format::JsonArray, Format::Csv, Format::Tsv, Format::Html, Format::Text, Format::Warc, Format::Parquet];
        let files = Files::new().with("a", &bytes);
        for format in format {
            read(&[files.path("a")], &ReadOptions { format: Some(format), ..ReadOptions::default() });
        }
    }

    #[test]
    fn an_array_gives_back_its_elements(values in prop::collection::vec("[a-z\\[\\]{}\",\\\\\n\u{e9}]{0,12}", 0..12), piece in 1_usize..40) {
        let records: Vec<_> = values.iter().map(|value| serde_json::json!({"text": value, "x": [value]})).collect();
        let text = serde_json::to_string_pretty(&records).unwrap();
        let mut scan = json_scan::JsonScan::new(u64::MAX);
        let mut found = Vec::new();
        for mut bytes in text.as_bytes().chunks(piece) {
            while let json_scan::Step::Value(_) = scan.scan(&mut bytes) {
                found.push(serde_json::from_slice::<serde_json::Value>(&scan.value).unwrap());
                scan.next();
            }
        }
        prop_assert_eq!(scan.finish(), Ok(None));
        prop_assert_eq!(found, records);
    }
}
