//! What a page says of itself: in meta elements, links, structured data and headings.

use dom_smoothie::Readability;
use serde_json::Value;

use super::page::Page;

/// Meta elements that state the time of publication, the most reliable first.
const TIMES: [&str; 14] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "publishdate",
    "date",
    "originalpublicationdate",
];

/// Reads a page's own statements; call it before the main text is taken out, which changes the document.
pub(super) fn read(readability: &Readability, url: Option<&str>) -> Page {
    let metas = metas(readability);
    let site = metas.get("og:site_name");
    let stated = metas.get("og:url").filter(|url| is_address(url));
    let canonical = attribute(readability, "link[rel=canonical]", "href").filter(|url| is_address(url));
    let url = url.map(str::to_owned).or_else(|| stated.clone()).or_else(|| canonical.clone());
    let source = metas.get("syndication-source").or_else(|| metas.get("original-source"));
    Page {
        title: title(readability, &metas, site.as_deref()),
        published: times(readability, &metas),
        lang: attribute(readability, "html[lang]", "lang").or_else(|| metas.get("content-language")),
        original: source.or(canonical).filter(|original| url.as_ref() != Some(original)),
        site,
        url,
        text: String::new(),
    }
}

/// The meta elements' names (lower case) and contents, in the page's order.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, content)| content.clone())
    }
}

fn metas(readability: &Readability) -> Metas {
    let selected = readability.doc.select("meta[content]");
    let metas = selected.nodes().iter().filter_map(|node| {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| node.attr(key))?;
        let content = node.attr("content")?.trim().to_owned();
        (!content.is_empty()).then(|| (name.to_ascii_lowercase(), content))
    });
    Metas(metas.collect())
}

fn attribute(readability: &Readability, selector: &str, name: &str) -> Option<String> {
    let value = readability.doc.select(selector).attr(name)?.trim().to_owned();
    (!value.is_empty()).then_some(value)
}

fn is_address(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// The title meant for sharing, else the only top heading, else the page's title without the site's name.
fn title(readability: &Readability, metas: &Metas, site: Option<&str>) -> Option<String> {
    let shared = metas.get("og:title").or_else(|| metas.get("twitter:title"));
    let title = shared
        .or_else(|| heading(readability))
        .or_else(|| one_line(&readability.doc.select("head title").text()));
    title.map(|title| without_site(&title, site).to_owned())
}

fn heading(readability: &Readability) -> Option<String> {
    let headings = readability.doc.select("h1");
    (headings.length() == 1).then(|| one_line(&headings.text())).flatten()
}

fn one_line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// `Second ferry - The Norholm Post`, on the site of that name, is `Second ferry`.
fn without_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    let cut = site
        .and_then(|site| title.strip_suffix(site))
        .map(|rest| rest.trim_end_matches([' ', '-', '|', '–', '—', '·', ':', '»']));
    cut.filter(|rest| !rest.is_empty()).unwrap_or(title)
}

fn times(readability: &Readability, metas: &Metas) -> Vec<String> {
    let mut times = structured(readability);
    times.extend(TIMES.iter().filter_map(|name| metas.get(name)));
    let marked =
        ["time[itemprop=datePublished]", "time[pubdate]", "article time[datetime]", "time[datetime]"];
    times.extend(marked.iter().find_map(|selector| attribute(readability, selector, "datetime")));
    times.dedup();
    times
}

/// `datePublished` of the structured data, wherever it stands in it.
fn structured(readability: &Readability) -> Vec<String> {
    let scripts = readability.doc.select("script[type='application/ld+json']");
    let data = scripts.nodes().iter().filter_map(|script| serde_json::from_str(script.text().trim()).ok());
    data.filter_map(|data| published(&data)).take(1).collect()
}

fn published(data: &Value) -> Option<String> {
    match data {
        Value::Object(object) => {
            let stated = object.get("datePublished").and_then(Value::as_str).map(str::to_owned);
            stated.or_else(|| object.get("@graph").and_then(published))
        }
        Value::Array(items) => items.iter().find_map(published),
        _ => None,
    }
}
