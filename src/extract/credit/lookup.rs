//! Finding an agency's name at a place in a text, without allocating.

use std::sync::LazyLock;

use super::agency::{AGENCIES, Agency};

/// An agency's name as found in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// Whose name it is.
    pub agency: &'static Agency,
    /// Bytes the name takes.
    pub len: usize,
    /// Whether the name also means other things.
    pub ambiguous: bool,
}

/// Forms by the lower-cased first byte, longest first, so that "Agence France-Presse" is not read as a shorter name.
static BY_FIRST_BYTE: LazyLock<Vec<Vec<Form>>> = LazyLock::new(|| {
    let mut table: Vec<Vec<Form>> = (0..256).map(|_| Vec::new()).collect();
    for form in AGENCIES.iter().flat_map(forms_of) {
        table[first_byte(form.text)].push(form);
    }
    for bucket in &mut table {
        bucket.sort_by_key(|form| std::cmp::Reverse(form.text.len()));
    }
    table
});

struct Form {
    text: &'static str,
    agency: &'static Agency,
    ambiguous: bool,
}

fn forms_of(agency: &'static Agency) -> impl Iterator<Item = Form> {
    let certain = agency.forms.iter().map(|text| (text, false));
    let ambiguous = agency.ambiguous.iter().map(|text| (text, true));
    certain.chain(ambiguous).map(move |(text, ambiguous)| Form { text, agency, ambiguous })
}

fn first_byte(text: &str) -> usize {
    usize::from(text.as_bytes().first().map_or(0, u8::to_ascii_lowercase))
}

/// The agency named at the start of `text`, as a whole word.
pub(super) fn named_at(text: &str) -> Option<Named> {
    let bucket = &BY_FIRST_BYTE[first_byte(text)];
    let form = bucket.iter().find(|form| stands_at(form.text, text))?;
    Some(Named { agency: form.agency, len: form.text.len(), ambiguous: form.ambiguous })
}

fn stands_at(form: &str, text: &str) -> bool {
    if !same_second_byte(form.as_bytes(), text.as_bytes()) {
        return false;
    }
    let Some(start) = text.get(..form.len()) else { return false };
    let same = if form.len() <= 4 { start == form } else { start.eq_ignore_ascii_case(form) };
    same && ends_word(form, &text[form.len()..])
}

/// Most places differ in the second byte already.
fn same_second_byte(form: &[u8], text: &[u8]) -> bool {
    form.get(1).zip(text.get(1)).is_some_and(|(wanted, byte)| wanted.eq_ignore_ascii_case(byte))
}

/// Whether a name may end here. Scripts without spaces run on.
fn ends_word(form: &str, rest: &str) -> bool {
    let runs_on = form.chars().next_back().is_some_and(is_cjk);
    runs_on || !rest.chars().next().is_some_and(|c| c.is_alphanumeric() && !is_cjk(c))
}

/// Han, Kana and Hangul: written without spaces around names.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The agency that publishes under this outlet name or domain itself.
pub(super) fn by_outlet(outlet: &str) -> Option<&'static Agency> {
    let outlet = outlet.trim();
    let outlet = outlet.strip_prefix("www.").unwrap_or(outlet);
    AGENCIES.iter().find(|agency| agency.outlets.iter().any(|known| known.eq_ignore_ascii_case(outlet)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<&'static str> {
        named_at(text).map(|named| named.agency.name)
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(name("dpa-AFX meldet"), Some("dpa-AFX"));
        assert_eq!(name("Agence France-Presse"), Some("AFP"));
    }

    #[test]
    fn short_names_need_their_case_and_a_word_end() {
        assert_eq!(name("AP)"), Some("AP"));
        assert_eq!(name("ap)"), None);
        assert_eq!(name("APPLE"), None);
        assert_eq!(name("REUTERS"), Some("Reuters"));
    }

    #[test]
    fn names_in_scripts_without_spaces_run_on() {
        assert_eq!(name("新华社北京"), Some("Xinhua"));
        assert_eq!(name("ТАСС/"), Some("TASS"));
    }

    #[test]
    fn outlets_are_known_by_domain_or_name() {
        assert_eq!(by_outlet("www.reuters.com").map(|a| a.name), Some("Reuters"));
        assert_eq!(by_outlet("presseportal.de").map(|a| a.name), Some("ots"));
        assert!(by_outlet("The Harbour Gazette").is_none());
    }
}
