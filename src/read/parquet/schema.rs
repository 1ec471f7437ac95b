//! The schema a file is read by: text as bytes, so that one cell that is no text costs its own row and not the rest of
//! the file.

use std::sync::Arc;

use parquet::basic::{ConvertedType, Type as PhysicalType};
use parquet::errors::Result;
use parquet::schema::types::{Type, TypePtr};

/// Whether a column is said to hold text.
pub(super) fn is_text(column: &Type) -> bool {
    let said = column.get_basic_info().converted_type();
    let text = matches!(said, ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON);
    column.is_primitive() && text && column.get_physical_type() == PhysicalType::BYTE_ARRAY
}

/// The same schema with text as bytes.
pub(super) fn as_bytes(kind: &TypePtr) -> Result<TypePtr> {
    let about = kind.get_basic_info();
    if is_text(kind) {
        let bytes = Type::primitive_type_builder(kind.name(), PhysicalType::BYTE_ARRAY);
        return Ok(Arc::new(bytes.with_repetition(about.repetition()).build()?));
    }
    if kind.is_primitive() {
        return Ok(Arc::clone(kind));
    }
    let fields = kind.get_fields().iter().map(as_bytes).collect::<Result<Vec<_>>>()?;
    let mut group = Type::group_type_builder(kind.name()).with_fields(fields);
    if about.has_repetition() {
        group = group.with_repetition(about.repetition());
    }
    let said = group.with_converted_type(about.converted_type());
    Ok(Arc::new(said.with_logical_type(about.logical_type_ref().cloned()).build()?))
}
