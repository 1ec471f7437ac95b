//! JSON lines for records that were something else: pages, text files, crawled documents.

use serde::{Serialize, Serializer};

#[cfg(feature = "html")]
use super::date::parse_date;
use super::fields::{Field, FieldMap};
#[cfg(feature = "html")]
use super::record::registrable_domain;
#[cfg(feature = "html")]
use crate::extract::page::Page;

/// A record made here; written under the names the user's field map asks for first, so that it reads like the others.
pub(super) struct Row<'a> {
    pub(super) fields: &'a FieldMap,
    /// The fields it has, in order of output.
    pub(super) values: Vec<(Field, &'a str)>,
    /// Further keys, such as `origin`.
    pub(super) extra: Vec<(&'static str, &'a str)>,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let fields = self.values.iter().map(|(field, value)| (self.fields.first_name(*field), *value));
        out.collect_map(fields.chain(self.extra.iter().copied()))
    }
}

impl Row<'_> {
    /// The row as one line, without a line feed.
    pub(super) fn line(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }
}

/// A page as a line; its id is its address, else its origin.
#[cfg(feature = "html")]
pub(super) fn page_line(page: &Page, origin: &str, fields: &FieldMap) -> serde_json::Result<Vec<u8>> {
    let url = page.url.as_deref();
    let outlet = url.and_then(registrable_domain);
    let values = [
        (Field::Id, url.or(Some(origin))),
        (Field::Url, url),
        (Field::Outlet, outlet.as_deref().or(page.site.as_deref())),
        (Field::Title, page.title.as_deref()),
        (Field::Published, published(&page.published)),
        (Field::Lang, page.lang.as_deref()),
        (Field::Text, Some(page.text.as_str())),
    ];
    let values = values.into_iter().filter_map(|(field, value)| Some((field, value?))).collect();
    let extra = [("original", page.original.as_deref()), ("origin", Some(origin))];
    let extra = extra.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    Row { fields, values, extra }.line()
}

/// The first statement of a time that is understood, else the first.
#[cfg(feature = "html")]
fn published(stated: &[String]) -> Option<&str> {
    let understood = stated.iter().find(|stated| parse_date(stated).is_some());
    understood.or(stated.first()).map(String::as_str)
}
