//! What holds for any bytes.

use proptest::prelude::*;

use super::*;

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
