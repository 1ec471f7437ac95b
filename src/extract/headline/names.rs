//! An outlet's own names at the edges of its headlines: "… - The Ostwick Post", "…Reopensostwickpost.example".

use xxhash_rust::xxh3::xxh3_64;

/// Letters a name needs before it is looked for.
const MIN_LETTERS: usize = 3;
/// Letters a piece may have beside the name it contains ("News", "Local sports").
const MAX_BESIDE: usize = 16;

/// The names an outlet may sign a headline with, squashed.
#[derive(Debug, Clone, Default)]
pub struct Names(Vec<String>);

/// A name's letters and digits, lower-cased and run together: "The Ostwick Post" is `theostwickpost`.
#[must_use]
pub fn squash(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Hash of the squashed form.
#[must_use]
pub fn squashed_key(name: &str) -> u64 {
    let mut letters = [0_u8; 64];
    if !name.is_ascii() || name.len() > letters.len() {
        return xxh3_64(squash(name).as_bytes());
    }
    let mut len = 0;
    for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
        letters[len] = byte.to_ascii_lowercase();
        len += 1;
    }
    xxh3_64(&letters[..len])
}

impl Names {
    /// The names of an outlet called `outlet` at the host `site`: its name, with and without its article, the host,
    /// the registrable domain and that domain's first label. Longest first.
    #[must_use]
    pub fn of(outlet: &str, site: Option<&str>) -> Self {
        let host = site.unwrap_or(outlet);
        let host = host.strip_prefix("www.").unwrap_or(host);
        let mut names = vec![squash(outlet), squash(outlet.strip_prefix("The ").unwrap_or(outlet))];
        if let Some(domain) = psl::domain_str(host).filter(|_| host.contains('.') && !host.contains(' ')) {
            let label = domain.split('.').next().unwrap_or_default();
            names.extend([squash(host), squash(domain), squash(label)]);
        }
        names.retain(|name| name.chars().count() >= MIN_LETTERS);
        names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        names.dedup();
        Self(names)
    }

    /// The squashed names.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a piece of a headline is nothing but the outlet's name, or contains it and little else.
    #[must_use]
    pub fn covers(&self, piece: &str) -> bool {
        let piece = squash(piece);
        let is_most =
            |name: &str| name.len() >= 4 && piece.len() <= name.len() + MAX_BESIDE && piece.contains(name);
        self.0.iter().any(|name| piece == *name || is_most(name))
    }

    /// Where `title` ends without a name glued to or bracketed at its end.
    #[must_use]
    pub fn before_suffix(&self, title: &str) -> Option<usize> {
        self.0.iter().find_map(|name| {
            let at = squashed_suffix(title, name)?;
            is_glued_end(title, at).then_some(at)
        })
    }

    /// Where `title` begins without a name glued to its start.
    #[must_use]
    pub fn after_prefix(&self, title: &str) -> Option<usize> {
        self.0.iter().find_map(|name| {
            let at = squashed_prefix(title, name)?;
            is_glued_start(title, at).then_some(at)
        })
    }
}

/// Start of the shortest end of `title` whose squashed form is `name`.
fn squashed_suffix(title: &str, name: &str) -> Option<usize> {
    let mut wanted = name.chars().rev().peekable();
    for (at, c) in title.char_indices().rev() {
        if !c.is_alphanumeric() {
            continue;
        }
        if c.to_lowercase().rev().any(|lower| wanted.next() != Some(lower)) {
            return None;
        }
        if wanted.peek().is_none() {
            return Some(at);
        }
    }
    None
}

/// End of the shortest start of `title` whose squashed form is `name`.
fn squashed_prefix(title: &str, name: &str) -> Option<usize> {
    let mut wanted = name.chars().peekable();
    for (at, c) in title.char_indices() {
        if !c.is_alphanumeric() {
            continue;
        }
        if c.to_lowercase().any(|lower| wanted.next() != Some(lower)) {
            return None;
        }
        if wanted.peek().is_none() {
            return Some(at + c.len_utf8());
        }
    }
    None
}

/// A name ends a headline as decoration when it is glued on, bracketed, or set off; one that follows a space is
/// part of the sentence.
fn is_glued_end(title: &str, at: usize) -> bool {
    let name = &title[at..];
    let Some(before) = title[..at].chars().next_back() else { return false };
    let looks_like_name =
        name.contains('.') || name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    looks_like_name && !before.is_whitespace() && !matches!(before, '\'' | '-' | '"' | '/' | '$' | '@')
}

fn is_glued_start(title: &str, at: usize) -> bool {
    let name = &title[..at];
    let named = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || name.contains('.');
    let rest = title[at..].trim_start_matches(['"', '\'']);
    named && rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::of("The Ostwick Post", Some("www.ostwickpost.example"))
    }

    #[test]
    fn glued_names_are_found_at_both_ends() {
        let title = "Harbour reopensostwickpost.example";
        assert_eq!(names().before_suffix(title).map(|at| &title[..at]), Some("Harbour reopens"));
        let title = "The Ostwick PostHarbour reopens";
        assert_eq!(names().after_prefix(title).map(|at| &title[at..]), Some("Harbour reopens"));
    }

    #[test]
    fn a_name_in_the_sentence_stays() {
        assert_eq!(names().before_suffix("Editor leaves the Ostwick Post"), None);
        assert_eq!(names().after_prefix("The Ostwick Post names an editor"), None);
        assert_eq!(names().after_prefix("Ostwickpost's editor leaves"), None);
    }

    #[test]
    fn the_key_is_that_of_the_squashed_form() {
        for name in ["The Ostwick Post", "ostwickpost.example", "Ñandú Diario", ""] {
            assert_eq!(squashed_key(name), xxh3_64(squash(name).as_bytes()));
        }
    }

    #[test]
    fn a_piece_with_the_name_is_covered() {
        assert!(names().covers("OstwickPost.example News"));
        assert!(!names().covers("Harbour News"));
    }
}
