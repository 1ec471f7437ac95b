//! Pages nested deeper than any reader could see: flattened, as browsers do, for the time it takes to build a tree
//! grows with the square of its depth.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

/// Elements that may stand within each other; browsers stop at this depth, too.
const DEEPEST: usize = 512;

/// Elements that are always empty, or that end where the next of their kind begins.
const SHALLOW: [&str; 22] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "source", "td", "th", "tr", "track", "wbr",
];

/// Elements whose content follows other rules: tags closed in themselves, or words that only look like tags.
const FOREIGN: [&str; 2] = ["svg", "script"];

/// The page without those tags that would nest it too deeply; what stands between them stays.
pub(super) fn flattened(html: &str) -> Cow<'_, str> {
    let surplus = surplus(html);
    if surplus.is_empty() {
        return Cow::Borrowed(html);
    }
    let (mut out, mut from) = (String::with_capacity(html.len()), 0);
    for tag in surplus {
        out.push_str(html.get(from..tag.start).unwrap_or_default());
        from = tag.end.max(from);
    }
    out.push_str(html.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// The tags that open an element below the limit, or close such a one.
fn surplus(html: &str) -> Vec<Range<usize>> {
    let (mut depth, mut surplus) = (Depth::default(), Vec::new());
    for at in memchr_iter(b'<', html.as_bytes()) {
        let Some((opens, name)) = tag(html, at) else { continue };
        let before = depth.now;
        depth.pass(opens, name);
        if before.max(depth.now) > DEEPEST {
            surplus.push(at..end_of_tag(html, at));
        }
    }
    surplus
}

/// How many elements are open.
#[derive(Default)]
struct Depth {
    now: usize,
    /// The foreign element that is open, and the depth before it.
    foreign: Option<(&'static str, usize)>,
}

impl Depth {
    fn pass(&mut self, opens: bool, name: &str) {
        let foreign = FOREIGN.into_iter().find(|known| known.eq_ignore_ascii_case(name));
        match (foreign, self.foreign) {
            (Some(name), None) if opens => self.foreign = Some((name, self.now)),
            (Some(name), Some((open, before))) if !opens && name == open => {
                (self.now, self.foreign) = (before, None);
                return;
            }
            _ => {}
        }
        self.now = if opens { self.now + 1 } else { self.now.saturating_sub(1) };
    }
}

/// Whether the tag at `at` opens or closes an element, and which; `None` where it does not count.
fn tag(html: &str, at: usize) -> Option<(bool, &str)> {
    let rest = html.get(at + 1..)?;
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let counts = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && !SHALLOW.iter().any(|known| known.eq_ignore_ascii_case(name));
    counts.then_some((!rest.starts_with('/'), name))
}

fn end_of_tag(html: &str, at: usize) -> usize {
    html.get(at..).and_then(|rest| rest.find('>')).map_or(html.len(), |end| at + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_page_stays_as_it_is() {
        let page = "<div><p>fog<p>lifts".repeat(10) + &"<li>one<br>".repeat(2000);
        let drawing = format!("<svg>{}</svg><script>{}</script>", "<path/>".repeat(400), "'<b>'".repeat(400));
        assert!(matches!(flattened(&(page + &drawing.repeat(3))), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_nested_too_deeply_keeps_its_words() {
        let page = "<div>".repeat(600) + "fog" + &"</div>".repeat(600) + "<b>lifts</b>";
        let flat = "<div>".repeat(512) + "fog" + &"</div>".repeat(512) + "<b>lifts</b>";
        assert_eq!(flattened(&page), flat);
        assert_eq!(flattened(&("<i>".repeat(600) + "<i")), "<i>".repeat(512));
    }
}
