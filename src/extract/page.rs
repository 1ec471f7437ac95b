//! An HTML page to what it says of itself and its main text.

use std::borrow::Cow;

use dom_smoothie::{Config, Readability, TextMode};

use super::charset;
use super::nesting;
use super::page_meta;

/// What a page brings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The address it was fetched from, else the one it gives for itself.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// When it says it was published, as stated: the most trusted statement first.
    pub published: Vec<String>,
    /// The language tag.
    pub lang: Option<String>,
    /// The address it names as the original of its text (`syndication-source`, `rel=canonical`), where that is another.
    pub original: Option<String>,
    /// The main text, paragraphs separated by line feeds.
    pub text: String,
}

/// Extracts the article from a page; `url` is where it was fetched from, if that is known.
#[must_use]
pub fn extract(html: &str, url: Option<&str>) -> Page {
    let html = closed_title(html);
    let html = &*nesting::flattened(&html);
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let Ok(mut readability) = Readability::new(html, None, Some(config)) else {
        return Page { url: url.map(str::to_owned), ..Page::default() };
    };
    let mut page = page_meta::read(&readability, url);
    let main = readability.parse().map(|article| paragraphs(&article.text_content)).unwrap_or_default();
    page.text = if main.is_empty() { all_text(html) } else { main };
    page
}

/// Decodes a page by its byte order mark, as UTF-8, by the charset it was sent with or states, else by its bytes.
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], sent_with: Option<&str>) -> Cow<'a, str> {
    let stated = sent_with.map(str::to_owned).or_else(|| stated_charset(bytes));
    charset::decode(bytes, stated.as_deref())
}

/// How far into a page its charset may be stated.
const HEAD: usize = 4096;

/// The charset of `<meta charset=x>`, `<meta … content="text/html; charset=x">` or `<?xml encoding="x"?>`.
fn stated_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let value = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
    value.get(..end).filter(|label| !label.is_empty()).map(str::to_owned)
}

/// A title left open would swallow the page: it is closed at the end of its line.
fn closed_title(html: &str) -> Cow<'_, str> {
    let find = |tag: &[u8], from: usize| {
        html.as_bytes().get(from..)?.windows(tag.len()).position(|bytes| bytes.eq_ignore_ascii_case(tag))
    };
    let Some(open) = find(b"<title", 0) else { return Cow::Borrowed(html) };
    if find(b"</title", open).is_some() {
        return Cow::Borrowed(html);
    }
    let end = html.get(open..).and_then(|rest| rest.find('\n')).map_or(html.len(), |line| open + line);
    Cow::Owned([&html[..end], "</title>", &html[end..]].concat())
}

/// One line a paragraph: single spaces, no empty lines.
fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let start = out.len();
        for word in line.split_whitespace() {
            out.push_str(if out.len() == start { if start == 0 { "" } else { "\n" } } else { " " });
            out.push_str(word);
        }
    }
    out
}

/// Everything a reader would see, for pages without a main text that can be told.
fn all_text(html: &str) -> String {
    let Ok(page) = Readability::new(html, None, None) else { return String::new() };
    page.doc.select("script, style, noscript, template, head, iframe, svg").remove();
    paragraphs(&page.doc.formatted_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The ferry to Norholm will run twice a day from June, the harbour board decided on Tuesday, \
        after two years in which islanders had to rely on a single boat. The second vessel, bought from a \
        shipyard in the south, can carry eighty cars, and its crew has been in training since March.";

    fn page(head: &str, body: &str) -> Page {
        extract(&format!("<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"), None)
    }

    fn article(head: &str) -> Page {
        page(
            head,
            &format!(
                "<nav><a href=/>Home</a><a href=/x>Sport</a></nav><article><h1>Second ferry</h1><p>{STORY}</p><p>{STORY}</p></article>"
            ),
        )
    }

    #[test]
    fn main_text_is_without_navigation_and_keeps_paragraphs() {
        let text = article("").text;
        assert!(text.contains(&format!("{STORY}\n{STORY}")), "{text}");
        assert!(!text.contains("Sport"));
    }

    #[test]
    fn a_page_without_main_text_gives_all_it_shows() {
        assert_eq!(
            page("<title>t</title>", "<div>Short <b>notice</b></div><script>x()</script>").text,
            "Short notice"
        );
        assert_eq!(page("", "").text, "");
    }

    #[test]
    fn an_open_title_does_not_swallow_the_page() {
        let page =
            extract("<html><head><title>Fog\n</head><body><p>The fog <b>lifted</b>.</p></body></html>", None);
        assert_eq!((page.title.as_deref(), page.text.as_str()), (Some("Fog"), "The fog lifted."));
    }

    #[test]
    fn a_page_says_where_and_when_it_appeared() {
        let page = article(
            "<title>Second ferry - The Norholm Post</title><meta property=og:site_name content='The Norholm Post'>\
             <meta property=og:url content='https://www.norholmpost.example/a1'>\
             <link rel=canonical href='https://wire.example/story/7'>\
             <meta property=article:published_time content='2024-03-05T10:00:00Z'>",
        );
        assert_eq!(page.title.as_deref(), Some("Second ferry"));
        assert_eq!(page.site.as_deref(), Some("The Norholm Post"));
        assert_eq!(page.url.as_deref(), Some("https://www.norholmpost.example/a1"));
        assert_eq!(page.original.as_deref(), Some("https://wire.example/story/7"));
        assert_eq!(page.published, ["2024-03-05T10:00:00Z"]);
        assert_eq!(page.lang.as_deref(), Some("en"));
    }

    #[test]
    fn the_time_may_stand_in_structured_data() {
        let page = article(
            "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebPage\"},\
             {\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-05\"}]}</script>",
        );
        assert_eq!(page.published, ["2024-03-05"]);
    }

    #[test]
    fn charsets_are_told() {
        let latin = "<meta charset=iso-8859-1><p>Z\u{fc}rich".chars().map(|c| c as u8).collect::<Vec<_>>();
        assert!(decode(&latin, None).ends_with("Zürich"));
        assert!(decode(b"<meta charset='x-sjis'>\x93\xfa\x96{", None).ends_with("日本"));
        assert!(decode("Zürich".as_bytes(), Some("iso-8859-1")).ends_with("Zürich"));
        assert_eq!(
            decode("<meta charset=utf-8>Zürich é \u{0}".replace('\u{0}', "x").as_bytes(), None)
                .chars()
                .last(),
            Some('x')
        );
    }

    #[test]
    fn one_bad_byte_does_not_change_the_charset_of_a_page() {
        let bytes =
            [b"<meta charset=utf-8>Z\xC3\xBCrich \xFF caf\xC3\xA9".as_slice(), "ünö".as_bytes()].concat();
        assert!(decode(&bytes, None).contains("Zürich \u{FFFD} café"));
    }
}
