//! HTML entities that headlines arrive with, once or twice escaped.

/// Named entities seen in headlines; numeric ones are computed.
const NAMED: [(&str, &str); 30] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("rsquo", "'"),
    ("lsquo", "'"),
    ("sbquo", "'"),
    ("rdquo", "\""),
    ("ldquo", "\""),
    ("bdquo", "\""),
    ("laquo", "\""),
    ("raquo", "\""),
    ("ndash", "-"),
    ("mdash", "-"),
    ("hellip", "..."),
    ("shy", ""),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("szlig", "ß"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("aacute", "á"),
    ("oacute", "ó"),
    ("ntilde", "ñ"),
];

/// The longest entity looked for, `&` and `;` left out.
const MAX_NAME: usize = 8;

/// What the entity at the start of `text` (which begins with `&`) stands for, and its length.
pub(super) fn entity(text: &str, out: &mut String) -> Option<usize> {
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(MAX_NAME + 1).position(|byte| byte == b';')?;
    let name = name.get(..end)?;
    match name.strip_prefix('#') {
        Some(number) => out.push(numeric(number)?),
        None => out.push_str(NAMED.iter().find(|(known, _)| *known == name)?.1),
    }
    Some(end + 2)
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control())
}
