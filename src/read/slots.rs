//! The fields of one record while it is read: slots for which its values compete.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::fields::{Field, FieldMap};
use super::scalar::Scalar;

/// One field's best value so far.
#[derive(Debug, Default, PartialEq)]
struct Slot<'a> {
    value: Scalar<'a>,
    rank: u8,
}

/// The fields of one record while it is read: names of lower rank win, empty values never displace others.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Slots<'a> {
    slots: [Slot<'a>; Field::ALL.len()],
}

impl<'a> Slots<'a> {
    /// Whether a value under a name of this rank could still matter.
    pub(super) fn wants(&self, field: Field, rank: u8) -> bool {
        let slot = &self.slots[field as usize];
        slot.value.is_empty() || rank <= slot.rank
    }

    pub(super) fn offer(&mut self, field: Field, rank: u8, value: Scalar<'a>) {
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
                    slots.offer(field, rank, object.next_value()?);
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
