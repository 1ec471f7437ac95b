//! One spelling for entities, quotes, dashes, ellipses and white space.

use std::borrow::Cow;

use super::entities::entity;

/// A headline with entities resolved, typographic marks made plain and white space made single.
///
/// Letters and their case stay. `–` and `—` become `-`, `•`, `·`, `»` become `|`, `…` becomes `...`.
#[must_use]
pub fn unify(title: &str) -> Cow<'_, str> {
    if is_plain(title) {
        return Cow::Borrowed(title);
    }
    let once = resolve(title);
    let twice = if once.contains('&') { resolve(&once) } else { once };
    Cow::Owned(plain(&twice))
}

fn is_plain(title: &str) -> bool {
    let single_spaced = title.trim().len() == title.len() && !title.contains("  ");
    single_spaced && title.bytes().all(|byte| (b' '..0x7f).contains(&byte) && byte != b'&')
}

fn resolve(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let len = entity(&rest[at..], &mut out).unwrap_or_else(|| {
            out.push('&');
            1
        });
        rest = &rest[at + len..];
    }
    out.push_str(rest);
    out
}

fn plain(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '‘' | '’' | '‚' | '‛' | '`' | '´' | 'ʼ' => out.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '″' => out.push('"'),
            '–' | '—' | '―' | '‒' | '‐' | '‑' | '−' => out.push('-'),
            '•' | '·' | '»' | '│' | '¦' | '｜' => out.push('|'),
            '…' => out.push_str("..."),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            _ if c.is_whitespace() || c.is_control() => push_space(&mut out),
            _ => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn entities_quotes_dashes_and_spaces_become_one() {
        for title in [
            "Mayor&#8217;s \u{201c}plan\u{201d} \u{2014} again\u{2026}",
            "Mayor&amp;#8217;s &ldquo;plan&rdquo; &mdash; again&hellip;",
            "Mayor's  \"plan\"\n- again...",
        ] {
            assert_eq!(unify(title), "Mayor's \"plan\" - again...");
        }
    }

    #[test]
    fn an_ampersand_of_its_own_stays() {
        assert_eq!(unify("Salt & Vinegar; fish &c;"), "Salt & Vinegar; fish &c;");
    }

    proptest! {
        #[test]
        fn unifying_twice_changes_nothing_but_entities(title in "[^&]{0,40}") {
            let once = unify(&title).into_owned();
            prop_assert_eq!(unify(&once), once.as_str());
        }
    }
}
