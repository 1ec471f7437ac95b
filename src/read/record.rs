//! From a JSON line to an article that borrows from it.

use std::borrow::Cow;
use std::fmt::Display;

use serde::de::DeserializeSeed;
use serde_json::{Deserializer, Value};

use super::batch::Origin;
use super::date::{parse_date, parse_epoch};
use super::fields::{Field, FieldMap};
use super::object::fields_at_once;
use super::place::Place;
use super::scalar::Scalar;
use super::slots::{ReadSlots, Slots, slots_by_name};
use crate::article::{Article, Published};

/// One article and the line it was read from.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// The article; its `origin` is left empty, [`Record::origin`] spells it when it is needed.
    pub article: Article<'a>,
    /// Where the line can be had again, once a shelf keeps the batch.
    pub place: Place,
    /// The raw line, without its line feed.
    pub line: &'a [u8],
    /// What of it was not understood, beginning with its origin.
    pub remark: Option<String>,
    pub(super) origin: Origin<'a>,
}

impl Record<'_> {
    /// Where the record came from, for display: `FILE`, `FILE:LINE` or `FILE@OFFSET`.
    #[must_use]
    pub fn origin(&self) -> Origin<'_> {
        self.origin
    }
}

/// Parses one line: a JSON object that has at least one field of an article; its text may be empty.
///
/// # Errors
/// Says what is wrong with the line: not UTF-8, not JSON, not an object, no field that is known, a text that is no string.
pub fn parse_record<'a>(
    line: &'a [u8],
    origin: &dyn Display,
    fields: &FieldMap,
) -> Result<Article<'a>, String> {
    parse_with_remark(line, origin, fields).map(|(article, _)| article)
}

/// As [`parse_record`], and what of the record was not understood.
pub(super) fn parse_with_remark<'a>(
    line: &'a [u8],
    origin: &dyn Display,
    fields: &FieldMap,
) -> Result<(Article<'a>, Option<String>), String> {
    let text = as_utf8(line)?;
    let slots = slots(text, fields).map_err(|error| not_json(&error, text))?;
    article(slots, origin, fields)
}

fn slots<'a>(line: &'a str, fields: &FieldMap) -> serde_json::Result<Slots<'a>> {
    if fields.by_name() {
        return whole(line, fields);
    }
    fields_at_once(line, fields).map_or_else(|| streamed(line, fields), Ok)
}

pub(super) fn streamed<'a>(line: &'a str, fields: &FieldMap) -> serde_json::Result<Slots<'a>> {
    let mut input = Deserializer::from_str(line);
    let slots = ReadSlots(fields).deserialize(&mut input)?;
    input.end()?;
    Ok(slots)
}

fn whole<'a>(line: &'a str, fields: &FieldMap) -> serde_json::Result<Slots<'a>> {
    let object: serde_json::Map<String, Value> = serde_json::from_str(line)?;
    Ok(slots_by_name(&Value::Object(object), fields))
}

fn as_utf8(line: &[u8]) -> Result<&str, String> {
    simdutf8::basic::from_utf8(line).or_else(|_| {
        // The quick way does not say where.
        std::str::from_utf8(line).map_err(|error| not_utf8(&error))
    })
}

fn not_utf8(error: &std::str::Utf8Error) -> String {
    format!("not UTF-8 (byte {}); convert the file, for instance with iconv", error.valid_up_to() + 1)
}

/// The parser counts lines from the record's own first; only its column means something here.
fn not_json(error: &serde_json::Error, line: &str) -> String {
    if matches!(
        line.trim_ascii_start().bytes().next(),
        Some(b'[' | b'"' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n')
    ) {
        return "not a JSON object".to_owned();
    }
    let message = error.to_string();
    let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    format!("not JSON: {what} (column {})", error.column())
}

fn article<'a>(
    mut slots: Slots<'a>,
    origin: &dyn Display,
    fields: &FieldMap,
) -> Result<(Article<'a>, Option<String>), String> {
    if !Field::ALL.iter().any(|field| slots.has(*field)) {
        let (text, title) = (fields.spelled(Field::Text), fields.spelled(Field::Title));
        return Err(format!("no field of an article (looked for {text}; {title}; and others)"));
    }
    let text = body(slots.take(Field::Text))?;
    let url = present(&mut slots, Field::Url);
    let outlet = present(&mut slots, Field::Outlet).or_else(|| url.as_ref().and_then(domain));
    let id = present(&mut slots, Field::Id).or_else(|| url.clone());
    let stated = slots.take(Field::Published);
    let published = published(&stated);
    let remark = if published.is_none() { not_a_time(&stated) } else { None };
    let article = Article {
        id: id.unwrap_or_else(|| Cow::Owned(origin.to_string())),
        origin: Cow::Borrowed(""),
        url,
        outlet,
        title: present(&mut slots, Field::Title),
        published,
        lang: present(&mut slots, Field::Lang),
        text,
    };
    Ok((article, remark))
}

/// What to say of a time that was stated and not understood.
fn not_a_time(stated: &Scalar<'_>) -> Option<String> {
    let stated = match stated {
        Scalar::Text(text) if !is_no_value(text.trim()) => text.to_string(),
        Scalar::Integer(number) => number.to_string(),
        Scalar::Float(number) => number.to_string(),
        _ => return None,
    };
    let stated: String = stated.chars().take(40).collect();
    Some(format!("not a time that is understood: {stated}; read as undated"))
}

/// How programs write that there is none: Python, JSON, pandas, spreadsheets.
fn is_no_value(stated: &str) -> bool {
    ["", "None", "null", "NaN", "NaT", "N/A"].iter().any(|none| none.eq_ignore_ascii_case(stated))
}

fn present<'a>(slots: &mut Slots<'a>, field: Field) -> Option<Cow<'a, str>> {
    slots.take(field).into_text()
}

fn body(value: Scalar<'_>) -> Result<Cow<'_, str>, String> {
    match value {
        Scalar::Text(text) => Ok(text),
        Scalar::Absent | Scalar::Null => Ok(Cow::Borrowed("")),
        Scalar::Integer(_) | Scalar::Float(_) => Err("the text is a number, not a string".to_owned()),
        Scalar::Unusable(kind) => Err(format!("the text is {kind}, not a string")),
    }
}

fn published(value: &Scalar<'_>) -> Option<Published> {
    match value {
        Scalar::Text(stated) => parse_date(stated),
        Scalar::Integer(number) => parse_epoch(i64::try_from(*number).ok()?),
        Scalar::Float(number) => parse_epoch(*number as i64),
        Scalar::Absent | Scalar::Null | Scalar::Unusable(_) => None,
    }
}

/// The registrable domain of an address, borrowed from it where it is lower case already.
fn domain<'a>(url: &Cow<'a, str>) -> Option<Cow<'a, str>> {
    match url {
        Cow::Borrowed(url) => registrable_domain(url),
        Cow::Owned(url) => registrable_domain(url).map(|domain| Cow::Owned(domain.into_owned())),
    }
}

/// The registrable domain of a web address: `news.example.co.uk` is of `example.co.uk`.
pub(super) fn registrable_domain(url: &str) -> Option<Cow<'_, str>> {
    let host = host(url)?;
    let domain = psl::domain_str(host).unwrap_or(host);
    let lower = !domain.bytes().any(|byte| byte.is_ascii_uppercase());
    Some(if lower { Cow::Borrowed(domain) } else { Cow::Owned(domain.to_ascii_lowercase()) })
}

/// The host that a URL names, without user, port and final dot.
pub(crate) fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://").or_else(|| url.strip_prefix("//").map(|rest| ("", rest)))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_end_matches('.');
    (!host.is_empty()).then_some(host)
}
