//! JSON strings out of their escapes, into one string with room for all of it: the parser's own way lets a buffer grow anew
//! for every record.

/// What a string says, between its quotation marks; `None` if an escape is none that may stand there.
pub(super) fn unescaped(quoted: &str) -> Option<String> {
    let mut text = String::with_capacity(quoted.len());
    let mut rest = quoted;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (plain, escape) = rest.split_at(at);
        let (character, bytes) = character(escape.as_bytes())?;
        text.push_str(plain);
        text.push(character);
        rest = &escape[bytes..];
    }
    text.push_str(rest);
    Some(text)
}

/// The character that an escape, with which `bytes` begin, stands for, and the bytes it takes.
fn character(bytes: &[u8]) -> Option<(char, usize)> {
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

    proptest! {
        #[test]
        fn strings_say_what_the_parser_says(
            quoted in r#"([a-zé家 ]|\\["\\/bfnrtux]|\\u[0-9a-fA-F]{3,4}|\\u00[0-9a-f]{2}|\\ud83d\\ude[0-9a-f]{2}|\\u[dD][89c-fC-F][0-9a-f]{2}){0,9}"#,
        ) {
            let parsed = serde_json::from_str::<String>(&format!("\"{quoted}\"")).ok();
            prop_assert_eq!(unescaped(&quoted), parsed, "{}", quoted);
        }
    }

    #[test]
    fn characters_beyond_sixteen_bits_are_pairs() {
        assert_eq!(unescaped(r"a\u00fc\ud83d\ude00\n").as_deref(), Some("aü😀\n"));
        for wrong in
            [r"\ud83d", r"\ude00", r"\ud83dx\ude00", r"\ud83d\u0041", r"\u+123", r"\u12", r"\x", r"\"]
        {
            assert_eq!(unescaped(wrong), None, "{wrong}");
        }
    }
}
