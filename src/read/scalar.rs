//! Values of a JSON record, borrowed where they can be, and the slots they compete for.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::escapes::unescaped;
use super::fields::{Field, FieldMap};

/// A JSON value as far as an article's field can use it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Scalar<'a> {
    /// The key is not there.
    #[default]
    Absent,
    /// The key is there, with `null`.
    Null,
    /// A string.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i128),
    /// Any other number.
    Float(f64),
    /// Something no field can be: its name for a message.
    Unusable(&'static str),
}

impl<'a> Scalar<'a> {
    fn is_empty(&self) -> bool {
        match self {
            Scalar::Absent | Scalar::Null => true,
            Scalar::Text(text) => text.bytes().all(|byte| byte.is_ascii_whitespace()),
            Scalar::Integer(_) | Scalar::Float(_) | Scalar::Unusable(_) => false,
        }
    }

    /// A string or number as text; `None` when it is empty or neither.
    pub(super) fn into_text(self) -> Option<Cow<'a, str>> {
        match self {
            Scalar::Text(text) => Some(text),
            Scalar::Integer(number) => Some(Cow::Owned(number.to_string())),
            Scalar::Float(number) => Some(Cow::Owned(number.to_string())),
            Scalar::Absent | Scalar::Null | Scalar::Unusable(_) => None,
        }
    }

    fn from_value(value: &Value) -> Scalar<'static> {
        match value {
            Value::Null => Scalar::Null,
            Value::Bool(_) => Scalar::Unusable("true or false"),
            Value::String(text) => Scalar::Text(Cow::Owned(text.clone())),
            Value::Array(_) => Scalar::Unusable("a list"),
            Value::Object(_) => Scalar::Unusable("an object"),
            Value::Number(number) => whole(number)
                .map_or_else(|| Scalar::Float(number.as_f64().unwrap_or(f64::NAN)), Scalar::Integer),
        }
    }
}

fn whole(number: &serde_json::Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

/// The value that stands there as written.
fn written(value: &str) -> serde_json::Result<Scalar<'_>> {
    let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let plain = |quoted: &&str| memchr::memchr(b'\\', quoted.as_bytes()).is_none();
    if let Some(text) = quoted.filter(plain) {
        return Ok(Scalar::Text(Cow::Borrowed(text)));
    }
    match quoted.and_then(unescaped) {
        Some(text) => Ok(Scalar::Text(Cow::Owned(text))),
        None => ReadScalar.deserialize(&mut serde_json::Deserializer::from_str(value)),
    }
}

/// Reads any JSON value as a [`Scalar`], skipping over what is inside lists and objects.
struct ReadScalar;

impl<'de> DeserializeSeed<'de> for ReadScalar {
    type Value = Scalar<'de>;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ReadScalar {
    type Value = Scalar<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Unusable("true or false"))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Integer(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar::Integer(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar::Float(number))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Unusable("a list"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Unusable("an object"))
    }
}

/// One field's best value so far.
#[derive(Debug, Default)]
struct Slot<'a> {
    value: Scalar<'a>,
    rank: u8,
}

/// The fields of one record while it is read: names of lower rank win, empty values never displace others.
#[derive(Debug, Default)]
pub(super) struct Slots<'a> {
    slots: [Slot<'a>; Field::ALL.len()],
}

impl<'a> Slots<'a> {
    /// Whether a value under a name of this rank could still matter.
    fn wants(&self, field: Field, rank: u8) -> bool {
        let slot = &self.slots[field as usize];
        slot.value.is_empty() || rank <= slot.rank
    }

    fn offer(&mut self, field: Field, rank: u8, value: Scalar<'a>) {
        let useless = value.is_empty() || (field != Field::Text && matches!(value, Scalar::Unusable(_)));
        let slot = &mut self.slots[field as usize];
        if !useless || matches!(slot.value, Scalar::Absent) {
            *slot = Slot { value: if useless { Scalar::Null } else { value }, rank };
        }
    }

    /// Takes what was found for `field`.
    pub(super) fn take(&mut self, field: Field) -> Scalar<'a> {
        std::mem::take(&mut self.slots[field as usize].value)
    }

    /// Whether `field` stood in the record under any of its names, be it empty.
    pub(super) fn has(&self, field: Field) -> bool {
        !matches!(self.slots[field as usize].value, Scalar::Absent)
    }
}

/// Reads a JSON object's known keys into [`Slots`], without building anything for the others.
pub(super) struct ReadSlots<'m>(pub(super) &'m FieldMap);

impl<'de> DeserializeSeed<'de> for ReadSlots<'_> {
    type Value = Slots<'de>;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ReadSlots<'_> {
    type Value = Slots<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut slots = Slots::default();
        while let Some(known) = object.next_key_seed(ReadKey(self.0))? {
            match known {
                Some((field, rank)) if slots.wants(field, rank) => {
                    let value = object.next_value::<&RawValue>()?;
                    slots.offer(field, rank, written(value.get()).map_err(A::Error::custom)?);
                }
                _ => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(slots)
    }
}

/// Looks a key up without keeping it.
struct ReadKey<'m>(&'m FieldMap);

impl<'de> DeserializeSeed<'de> for ReadKey<'_> {
    type Value = Option<(Field, u8)>;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_str(self)
    }
}

impl Visitor<'_> for ReadKey<'_> {
    type Value = Option<(Field, u8)>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.lookup(key))
    }
}

/// The same, asking a record that was built whole for each name: slower, but names may nest or serve two fields.
pub(super) fn slots_by_name(record: &Value, fields: &FieldMap) -> Slots<'static> {
    let mut slots = Slots::default();
    for (name, field, rank) in fields.names() {
        if let Some(value) = find_nested(record, name)
            && slots.wants(field, rank)
        {
            slots.offer(field, rank, Scalar::from_value(value));
        }
    }
    slots
}

/// The value under the key `a.b` itself, else under `b` within `a`.
fn find_nested<'v>(record: &'v Value, name: &str) -> Option<&'v Value> {
    if let Some(value) = record.get(name) {
        return Some(value);
    }
    let (outer, inner) = name.split_once('.')?;
    find_nested(record.get(outer)?, inner)
}
