//! Version tags of running stories: "UPDATE 2-", "CORRECTED:", "(Adds quotes)", "2nd LD", "EILMELDUNG".

use std::ops::Range;

/// A version tag found at the edge of a headline or first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Version {
    /// The tag's usual spelling: `UPDATE`, `CORRECTED`, `LEAD`, …
    pub tag: &'static str,
    /// The version's number, where one is given: 2 in "UPDATE 2".
    pub number: Option<u16>,
}

/// How a tag is written at the start of a line, and what it is called.
struct Tag {
    name: &'static str,
    written: &'static str,
    /// Whether a number may follow.
    numbered: bool,
    /// Whether it counts only in brackets ("(Lead)") because it is also a plain word.
    bracketed: bool,
}

const fn tag(name: &'static str, written: &'static str, numbered: bool, bracketed: bool) -> Tag {
    Tag { name, written, numbered, bracketed }
}

/// Longer spellings stand before their own beginnings.
static TAGS: [Tag; 29] = [
    tag("UPDATE", "UPDATE", true, false),
    tag("UPDATE", "UPDATED", false, false),
    tag("UPDATE", "Updates with", false, true),
    tag("UPDATE", "Updated with", false, true),
    tag("UPDATE", "Aktualisierung", true, false),
    tag("ADDS", "Adds", false, true),
    tag("ADDS", "Recasts", false, true),
    tag("ADDS", "Rewrites", false, true),
    tag("CORRECTED", "CORRECTED", false, false),
    tag("CORRECTED", "CORRECTION", false, false),
    tag("CORRECTED", "Corrects", false, true),
    tag("CORRECTED", "Korrektur", false, false),
    tag("CORRECTED", "Berichtigung", false, false),
    tag("REFILE", "REFILE", false, false),
    tag("REFILE", "Refiles", false, true),
    tag("WRAPUP", "WRAPUP", true, false),
    tag("REPEAT", "RPT", true, false),
    tag("REPEAT", "REPEAT", false, false),
    tag("LEAD", "LEAD", true, false),
    tag("LEAD", "Zusammenfassung", true, true),
    tag("ROUNDUP", "ROUNDUP", true, false),
    tag("FLASH", "EILMELDUNG", false, false),
    tag("FLASH", "EIL", false, false),
    tag("FLASH", "FLASH", false, false),
    tag("URGENT", "URGENT", false, false),
    tag("ALERT", "ALERT", false, false),
    tag("DEVELOPING", "DEVELOPING", false, false),
    tag("FACTBOX", "FACTBOX", false, false),
    tag("TIMELINE", "TIMELINE", false, false),
];

/// The version tag at the start or the end of a headline or a first line, with the bytes to leave out.
#[must_use]
pub fn version(line: &str) -> Option<(Version, Range<usize>)> {
    at_start(line).or_else(|| bracketed_at_start(line)).or_else(|| bracketed_at_end(line))
}

/// "UPDATE 2-Harbour reopens": the tag, a number, and a mark that sets both off.
fn at_start(line: &str) -> Option<(Version, Range<usize>)> {
    let start = line.len() - line.trim_start().len();
    let (version, len) =
        TAGS.iter().filter(|tag| !tag.bracketed).find_map(|tag| read_tag(tag, &line[start..]))?;
    let after = &line[start + len..];
    let mark = set_off(after)?;
    Some((version, start..start + len + mark))
}

fn read_tag(tag: &Tag, text: &str) -> Option<(Version, usize)> {
    if !text.as_bytes().first()?.eq_ignore_ascii_case(tag.written.as_bytes().first()?) {
        return None;
    }
    let written = text.get(..tag.written.len())?;
    if !written.eq_ignore_ascii_case(tag.written) {
        return None;
    }
    let rest = &text[tag.written.len()..];
    let (number, digits) = if tag.numbered { number(rest) } else { (None, 0) };
    let len = tag.written.len() + digits;
    let whole = !text[len..].chars().next().is_some_and(char::is_alphanumeric);
    whole.then_some((Version { tag: tag.name, number }, len))
}

/// " 2" or "2" after a tag, and its length.
fn number(rest: &str) -> (Option<u16>, usize) {
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let digits = rest[spaces..].bytes().take_while(u8::is_ascii_digit).count().min(3);
    let number = rest[spaces..spaces + digits].parse().ok();
    (number, if number.is_some() { spaces + digits } else { 0 })
}

/// Length of the mark between a tag and the headline; none means the tag is part of a sentence.
fn set_off(after: &str) -> Option<usize> {
    const MARKS: [char; 9] = ['-', '–', '—', ':', '|', '!', '/', '+', '*'];
    let len = after.len() - after.trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(&c)).len();
    after[..len].contains(MARKS).then_some(len)
}

/// "(Adds quotes, background) Harbour reopens".
fn bracketed_at_start(line: &str) -> Option<(Version, Range<usize>)> {
    let start = line.len() - line.trim_start().len();
    let inside = line[start..].strip_prefix('(')?;
    let close = inside.find(')')?;
    let version = bracketed(&inside[..close])?;
    let end = start + close + 2;
    let spaces = line[end..].len() - line[end..].trim_start_matches([' ', '-', ':']).len();
    Some((version, start..end + spaces))
}

/// "Harbour reopens (2nd LD)", "Hafen wieder offen (Zusammenfassung 1400)".
fn bracketed_at_end(line: &str) -> Option<(Version, Range<usize>)> {
    let trimmed = line.trim_end();
    let inside = trimmed.strip_suffix(')')?;
    let open = inside.rfind('(')?;
    let version = bracketed(&inside[open + 1..])?;
    Some((version, line[..open].trim_end().len()..trimmed.len()))
}

fn bracketed(inside: &str) -> Option<Version> {
    lead(inside).or_else(|| TAGS.iter().find_map(|tag| read_tag(tag, inside).map(|(version, _)| version)))
}

/// "2nd LD", "3rd Lead", "LD": the desk's own counting.
fn lead(inside: &str) -> Option<Version> {
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let number = inside[..digits].parse().ok();
    let rest =
        inside[digits..].trim_start_matches(|c: char| c.is_ascii_lowercase()).trim_start_matches([' ', '.']);
    let is_lead =
        rest.get(..2) == Some("LD") || rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("lead"));
    is_lead.then_some(Version { tag: "LEAD", number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<(&'static str, Option<u16>, String)> {
        let (version, range) = version(line)?;
        Some((version.tag, version.number, format!("{}{}", &line[..range.start], &line[range.end..])))
    }

    #[test]
    fn wire_tags_are_read_and_taken_off() {
        let rest = "Harbour reopens after storm";
        for (line, tag, number) in [
            ("UPDATE 2-Harbour reopens after storm", "UPDATE", Some(2)),
            ("UPDATE: Harbour reopens after storm", "UPDATE", None),
            ("CORRECTED-Harbour reopens after storm", "CORRECTED", None),
            ("WRAPUP 1-Harbour reopens after storm", "WRAPUP", Some(1)),
            ("RPT-Harbour reopens after storm", "REPEAT", None),
            ("(Adds quotes, background) Harbour reopens after storm", "ADDS", None),
            ("Harbour reopens after storm (2nd LD)", "LEAD", Some(2)),
            ("Harbour reopens after storm (Lead)", "LEAD", None),
            ("EIL +++ Harbour reopens after storm", "FLASH", None),
            ("Eilmeldung: Harbour reopens after storm", "FLASH", None),
        ] {
            assert_eq!(found(line), Some((tag, number, rest.to_owned())), "{line}");
        }
    }

    #[test]
    fn a_tag_that_is_part_of_the_sentence_stays() {
        for line in [
            "Update on the harbour works",
            "Alert driver saves two",
            "Correction officers strike",
            "Lead found",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
