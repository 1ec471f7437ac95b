//! Where a record's fields are found.

use super::*;

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
