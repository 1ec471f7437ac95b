//! The `reprint` command.

fn main() {}
