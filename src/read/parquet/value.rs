//! A row's cells as JSON.

use parquet::data_type::Decimal;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Value};

use super::schema::is_text;

/// A row as a JSON object, its columns in order; else the name of a text that is not UTF-8. `text` is a column that
/// must be text whatever its type says.
pub(super) fn object(row: &Row, kind: &Type, text: Option<&str>) -> Result<Map<String, Value>, String> {
    let cells = row.get_column_iter().zip(kind.get_fields());
    let cells = cells.map(|((name, field), kind)| {
        let texts = is_text(kind) || text == Some(name);
        let value = match field {
            Field::Bytes(bytes) if texts => bytes.as_utf8().map(Value::from).map_err(|_| name.clone())?,
            Field::Group(row) => Value::Object(object(row, kind, None)?),
            _ => free(field),
        };
        Ok((name.clone(), value))
    });
    cells.collect()
}

/// A cell's value; times as RFC 3339, bytes as text if they are, what JSON has no form for as `null`.
fn free(field: &Field) -> Value {
    match field {
        Field::Bool(value) => Value::from(*value),
        Field::Byte(value) => Value::from(*value),
        Field::Short(value) => Value::from(*value),
        Field::Int(value) | Field::TimeMillis(value) => Value::from(*value),
        Field::Long(value) | Field::TimeMicros(value) => Value::from(*value),
        Field::UByte(value) => Value::from(*value),
        Field::UShort(value) => Value::from(*value),
        Field::UInt(value) => Value::from(*value),
        Field::ULong(value) => Value::from(*value),
        Field::Float16(value) => Value::from(value.to_f32()),
        Field::Float(value) => Value::from(*value),
        Field::Double(value) => Value::from(*value),
        Field::Decimal(value) => decimal(value).map_or(Value::Null, Value::from),
        Field::Str(value) => Value::from(value.as_str()),
        Field::Bytes(value) => value.as_utf8().map_or(Value::Null, Value::from),
        Field::Date(days) => time(jiff::Timestamp::from_second(i64::from(*days) * 86_400), 10),
        Field::TimestampMillis(value) => time(jiff::Timestamp::from_millisecond(*value), usize::MAX),
        Field::TimestampMicros(value) => time(jiff::Timestamp::from_microsecond(*value), usize::MAX),
        Field::Group(row) => {
            let columns = row.get_column_iter().map(|(name, field)| (name.clone(), free(field)));
            Value::Object(columns.collect::<Map<_, _>>())
        }
        Field::ListInternal(list) => list.elements().iter().map(free).collect(),
        Field::MapInternal(map) => {
            let entries = map.entries().iter().map(|(key, field)| (key_text(key), free(field)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        Field::Null => Value::Null,
    }
}

fn key_text(key: &Field) -> String {
    match free(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// A time as text, cut to its day where only that is meant.
fn time(stamp: Result<jiff::Timestamp, jiff::Error>, length: usize) -> Value {
    stamp.map_or(Value::Null, |stamp| stamp.to_string().chars().take(length).collect::<String>().into())
}

/// A decimal as it is written; `None` for more digits than 128 bits have.
fn decimal(value: &Decimal) -> Option<String> {
    let bytes = value.data();
    let negative = bytes.first().is_some_and(|byte| *byte > 0x7F);
    let mut wide = if negative { [0xFF; 16] } else { [0; 16] };
    wide.get_mut(16_usize.checked_sub(bytes.len())?..)?.copy_from_slice(bytes);
    let unscaled = i128::from_be_bytes(wide);
    let scale = usize::try_from(value.scale()).ok()?;
    let digits = format!("{:0>1$}", unscaled.unsigned_abs(), scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let point = if scale == 0 { "" } else { "." };
    Some(format!("{}{whole}{point}{fraction}", if unscaled < 0 { "-" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_with_their_point() {
        let written = |value, scale| decimal(&Decimal::from_i64(value, 18, scale)).unwrap();
        assert_eq!(written(1200, 2), "12.00");
        assert_eq!(written(-7, 3), "-0.007");
        assert_eq!(written(42, 0), "42");
        assert_eq!(decimal(&Decimal::from_bytes(vec![1; 17].into(), 40, 0)), None);
    }
}
