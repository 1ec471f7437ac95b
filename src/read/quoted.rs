//! JSON strings, from behind their opening quotation mark on: each is gone over once, its end found and its escapes read in
//! one pass.
//!
//! Control characters, which JSON forbids here, are the caller's to look for.

use std::borrow::Cow;

use memchr::memchr2;

/// Room that the text of a string with escapes is given at first, at most: all of it for most articles.
const ROOM: usize = 32 << 10;

/// What the string says with which `rest` begins, and what follows it; `None` if it does not end or an escape is none that
/// may stand there.
pub(super) fn read(rest: &str) -> Option<(Cow<'_, str>, &str)> {
    let (plain, behind) = before_mark(rest)?;
    if let Some(behind) = behind.strip_prefix('"') {
        return Some((Cow::Borrowed(plain), behind));
    }
    let mut text = String::with_capacity(rest.len().min(ROOM));
    text.push_str(plain);
    let behind = each_part(behind, |character, plain| {
        text.push(character);
        text.push_str(plain);
    })?;
    Some((Cow::Owned(text), behind))
}

/// What follows the string with which `rest` begins; `None` as for [`read`].
pub(super) fn pass(rest: &str) -> Option<&str> {
    let (_, behind) = before_mark(rest)?;
    behind.strip_prefix('"').or_else(|| each_part(behind, |_, _| {}))
}

/// Up to the quotation mark or backslash that comes first, and from it on.
fn before_mark(rest: &str) -> Option<(&str, &str)> {
    memchr2(b'"', b'\\', rest.as_bytes()).map(|at| rest.split_at(at))
}

/// Hands on each character that `rest`, from an escape on, has escaped, with what stands plainly behind it; returns what
/// follows the string.
fn each_part<'a>(mut rest: &'a str, mut part: impl FnMut(char, &'a str)) -> Option<&'a str> {
    while !rest.starts_with('"') {
        let (character, bytes) = escaped(rest.as_bytes())?;
        let (plain, behind) = before_mark(&rest[bytes..])?;
        part(character, plain);
        rest = behind;
    }
    Some(&rest[1..])
}

/// The character that an escape, with which `bytes` begin, stands for, and the bytes it takes.
fn escaped(bytes: &[u8]) -> Option<(char, usize)> {
    let character = match bytes.get(1)? {
        &mark @ (b'"' | b'\\' | b'/') => mark.into(),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return numbered(bytes),
        _ => return None,
    };
    Some((character, 2))
}

/// The same for `\uD83D\uDE00`: one unit of UTF-16, or two that belong together.
fn numbered(bytes: &[u8]) -> Option<(char, usize)> {
    let first = unit(bytes)?;
    if !matches!(first, 0xD800..0xDC00) {
        return Some((char::from_u32(first.into())?, 6));
    }
    let both = [first, unit(bytes.get(6..)?)?];
    let character = char::decode_utf16(both).next()?.ok()?;
    Some((character, 12))
}

fn unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.get(2..6).filter(|_| bytes.starts_with(br"\u"))?;
    let digit = |&digit: &u8| char::from(digit).to_digit(16).map(|value| value as u16);
    digits.iter().map(digit).try_fold(0, |unit, digit| Some(unit << 4 | digit?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(quoted: &str) -> Option<String> {
        read(quoted).map(|(text, _)| text.into_owned())
    }

    proptest! {
        #[test]
        fn strings_say_what_the_parser_says(
            quoted in r#"([a-zé家 ]|\\["\\/bfnrtux]|\\u[0-9a-fA-F]{3,4}|\\u00[0-9a-f]{2}|\\ud83d\\ude[0-9a-f]{2}|\\u[dD][89c-fC-F][0-9a-f]{2}){0,9}"?"#,
        ) {
            let line = format!("\"{quoted}\" : 1");
            let mut parser = serde_json::Deserializer::from_str(&line).into_iter::<String>();
            let parsed = parser.next().and_then(Result::ok);
            let behind = parsed.is_some().then(|| &line[parser.byte_offset()..]);
            prop_assert_eq!(text(&line[1..]), parsed, "{}", line);
            prop_assert_eq!(read(&line[1..]).map(|(_, behind)| behind), behind);
            prop_assert_eq!(pass(&line[1..]), behind);
        }
    }

    #[test]
    fn characters_beyond_sixteen_bits_are_pairs() {
        assert_eq!(text(r#"a\u00fc\ud83d\ude00\n""#).as_deref(), Some("aü😀\n"));
        for wrong in
            [r"\ud83d", r"\ude00", r"\ud83dx\ude00", r"\ud83d\u0041", r"\u+123", r"\u12", r"\x", r"\", r"a\"]
        {
            assert_eq!(text(&format!("{wrong}\"")), None, "{wrong}");
        }
    }

    #[test]
    fn what_needs_no_writing_is_borrowed() {
        assert!(matches!(read(r#"as it stands", 1"#), Some((Cow::Borrowed("as it stands"), ", 1"))));
        assert_eq!((read("no end"), read(r"no \n end"), pass("no end")), (None, None, None));
        let long = format!(r#"{}\n{}""#, "a".repeat(ROOM), "b".repeat(ROOM));
        assert_eq!(text(&long).map(|text| text.len()), Some(2 * ROOM + 1));
    }
}
