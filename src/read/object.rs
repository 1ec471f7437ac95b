//! An object of JSON, its strings gone over once; the parser goes over what an article says three times, for its end, its
//! first escape and its escapes.
//!
//! What is not an object in the usual form is left to the parser: it knows what else is allowed, and says what is wrong.

use std::borrow::Cow;

use serde::de::{Deserialize, IgnoredAny};
use serde_json::Deserializer;

use super::fields::FieldMap;
use super::quoted;
use super::scalar::Scalar;
use super::slots::Slots;

/// The fields of the object that `line` is; `None` where the parser must look.
pub(super) fn fields_at_once<'a>(line: &'a str, fields: &FieldMap) -> Option<Slots<'a>> {
    // Without these, space between tokens is a space, and strings hold none that is forbidden.
    if holds_control(line) {
        return None;
    }
    let (mut rest, mut slots) = (Rest(line), Slots::default());
    rest.pass(b'{')?;
    loop {
        rest.member(fields, &mut slots)?;
        if rest.pass(b',').is_none() {
            rest.pass(b'}')?;
            return rest.spaced().is_empty().then_some(slots);
        }
    }
}

/// The least is found without a way out, so that many bytes are looked at together.
fn holds_control(line: &str) -> bool {
    line.bytes().min().is_some_and(|least| least < b' ')
}

/// What of the line is still to be read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// What is left behind the space with which it begins.
    fn spaced(&mut self) -> &'a str {
        self.0 = self.0.trim_start_matches(' ');
        self.0
    }

    /// Passes over a mark, if it is what comes next.
    fn pass(&mut self, mark: u8) -> Option<()> {
        self.0 = self.spaced().strip_prefix(char::from(mark))?;
        Some(())
    }

    /// One key and its value, into the slots if a field may be there.
    fn member(&mut self, fields: &FieldMap, slots: &mut Slots<'a>) -> Option<()> {
        self.pass(b'"')?;
        let key = self.string()?;
        self.pass(b':')?;
        match fields.lookup(&key) {
            Some((field, rank)) if slots.wants(field, rank) => slots.offer(field, rank, self.value()?),
            _ => self.pass_value()?,
        }
        Some(())
    }

    fn value(&mut self) -> Option<Scalar<'a>> {
        match self.pass(b'"') {
            Some(()) => self.string().map(Scalar::Text),
            None => self.parsed(),
        }
    }

    fn pass_value(&mut self) -> Option<()> {
        if self.pass(b'"').is_none() {
            return self.parsed::<IgnoredAny>().map(drop);
        }
        self.0 = quoted::pass(self.0)?;
        Some(())
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        let (text, behind) = quoted::read(self.0)?;
        self.0 = behind;
        Some(text)
    }

    /// A value that is no string, as the parser reads it.
    fn parsed<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let mut values = Deserializer::from_str(self.0).into_iter();
        let value = values.next()?.ok()?;
        self.0 = &self.0[values.byte_offset()..];
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::record::streamed;
    use super::*;

    fn at_once(line: &str) -> Option<Slots<'_>> {
        fields_at_once(line, &FieldMap::default())
    }

    proptest! {
        #[test]
        fn an_object_has_the_fields_the_parser_finds(
            members in prop::collection::vec(
                (
                    r#" ?"(id|text|body|title|ti\\u0074le|url|html|)" ?"#,
                    r#" ?("[a-zé ]{0,9}(\\["\\nu]|\\u00e[0-9]|\\ud83d(\\ude00)?)?[a-z	]?"|-?[0-9]{1,3}(\.5|e400)?|nul{1,2}|true|\[1, "\]", \{\}\]|\{"text": \["\}"\]\}|\[) ?"#,
                ),
                0..5,
            ),
            end in "[}] ?|,[}]|[}] ?[}1]|",
        ) {
            let members: Vec<_> = members.into_iter().map(|(key, value)| format!("{key}:{value}")).collect();
            let line = format!(" {{{}{end}", members.join(","));
            if let Some(slots) = at_once(&line) {
                prop_assert_eq!(Some(slots), streamed(&line, &FieldMap::default()).ok(), "{}", line);
            }
        }
    }

    #[test]
    fn the_usual_records_need_no_parser() {
        for line in [
            r#"{"text":"It \"sank\"\n","id":7}"#,
            r#"{ "url" : "http:\/\/a.b" , "tags" : [ "x" , { } ] , "html" : "\u00fc" , "date" : null } "#,
        ] {
            assert_eq!(at_once(line), streamed(line, &FieldMap::default()).ok(), "{line}");
            assert!(at_once(line).is_some(), "{line}");
        }
    }

    #[test]
    fn what_is_unusual_is_left_to_it() {
        for line in
            ["{}", "[]", "", "{\"text\":\t1}", r#"{"text":"\ud83d"}"#, r#"{"text":1"#, r#"{"text":01}"#]
        {
            assert_eq!(at_once(line), None, "{line}");
        }
    }
}
