//! What is said on stderr beside progress: errors, warnings, rejected records. Text that came from input is made
//! harmless first.

use std::error::Error;
use std::io::Write;

use crate::report::style::harmless;

/// Prints an error with what caused it.
pub fn error(error: &dyn Error) {
    say(&format!("reprint: {error}"));
}

/// Prints a line on stderr; a closed stderr is nobody's loss.
pub fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", harmless(message));
}

/// What to say when every text is empty.
pub fn no_text(seen: &str) -> String {
    format!("no record has a text; the first one has the fields {seen}: --text-field says which is the text")
}
