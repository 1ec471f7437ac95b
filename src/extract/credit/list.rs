//! The list a credit is written as: "AFP", "dpa/lby", "RND/dpa", "ntv.de, jpe/hul/AFP/dpa".

use super::lookup::{Named, named_at};

/// More agencies than this in one credit are not credits.
const MAX_AGENCIES: usize = 6;
/// Characters of a desk's or editor's code ("lby", "tmn", "RND").
const MAX_CODE: usize = 5;

/// Agencies named in one list, with where each stands.
#[derive(Debug, Default)]
pub(super) struct CreditList {
    /// Where each name starts, and whose it is.
    pub named: Vec<(usize, Named)>,
    /// Just after the last item that belongs to the list.
    pub end: usize,
}

impl CreditList {
    /// Whether some name in it means nothing but an agency.
    pub fn is_certain(&self) -> bool {
        self.named.len() > 1 || self.named.iter().any(|(_, named)| !named.ambiguous)
    }
}

/// Reads the list at `start`: agency names and desk codes between separators. `None` when it names no agency.
pub(super) fn credit_list(text: &str, start: usize) -> Option<CreditList> {
    let mut list = CreditList { named: Vec::new(), end: start };
    let mut at = start;
    while let Some(rest) = text.get(at..) {
        let spaces = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let Some(item) = item_length(text, at + spaces, &mut list) else { break };
        list.end = at + spaces + item;
        let Some(separator) = separator_length(&text[list.end..]) else { break };
        at = list.end + separator;
    }
    (!list.named.is_empty()).then_some(list)
}

fn item_length(text: &str, at: usize, list: &mut CreditList) -> Option<usize> {
    let rest = &text[at..];
    match named_at(rest) {
        Some(named) if list.named.len() < MAX_AGENCIES => {
            list.named.push((at, named));
            Some(named.len)
        }
        Some(_) => None,
        None => code_length(rest),
    }
}

/// A desk's code: letters of one case, or a site's name. A capitalised word is a person or a place, not a code.
fn code_length(rest: &str) -> Option<usize> {
    let len = rest.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(rest.len());
    let code = rest[..len].trim_end_matches('.');
    let is_site = code.contains('.') && len <= 24;
    let one_case = !code.chars().any(char::is_lowercase) || !code.chars().any(char::is_uppercase);
    let is_code = one_case && code.chars().count() <= MAX_CODE;
    (!code.is_empty() && (is_site || is_code)).then_some(code.len())
}

fn separator_length(rest: &str) -> Option<usize> {
    const SEPARATORS: [&str; 12] =
        ["/", ", ", ",", " / ", " - ", "=", "、", " und ", " and ", " y ", " et ", " & "];
    SEPARATORS.iter().find(|separator| rest.starts_with(**separator)).map(|separator| separator.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        credit_list(text, 0)
            .map_or(Vec::new(), |list| list.named.iter().map(|(_, n)| n.agency.name).collect())
    }

    #[test]
    fn agencies_and_desk_codes_make_a_list() {
        assert_eq!(names("dpa/lby"), ["dpa"]);
        assert_eq!(names("nord.example, jpe/hul/AFP/dpa"), ["AFP", "dpa"]);
        assert_eq!(names("Reuters and AP"), ["Reuters", "AP"]);
    }

    #[test]
    fn a_person_before_the_slash_is_a_photographer() {
        assert!(names("Mira Holt/AP").is_empty());
        assert!(names("Photo by M. Holt / AFP").is_empty());
    }

    #[test]
    fn the_list_ends_where_prose_begins() {
        let list = credit_list("dpa Hier lesen", 0);
        assert_eq!(list.map(|l| l.end), Some(3));
    }
}
