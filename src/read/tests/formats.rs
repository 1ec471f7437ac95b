//! Arrays, tables and plain text.

use super::*;

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
