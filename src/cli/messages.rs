//! What is said on stderr beside progress: errors, warnings, rejected records. Text that came from input is made
//! harmless first.

use std::error::Error;
use std::io::Write;

use crate::report::style::{harmless, one_line};

/// Prints an error with what caused it.
pub fn error(error: &dyn Error) {
    say_line(&format!("reprint: {error}"));
}

/// Prints a line on stderr; a closed stderr is nobody's loss.
pub fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", harmless(message));
}

/// Prints what is one line, whatever stood in the input.
pub fn say_line(message: &str) {
    say(&one_line(message));
}

/// The end of a summary: what archives hold beside articles.
pub fn passed_over(parts: u64) -> String {
    match parts {
        0 => String::new(),
        parts => format!("; passed over {parts} parts of archives that hold no article"),
    }
}
