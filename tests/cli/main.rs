//! The command as its users meet it: arguments, files, pipes, exit codes.
#![cfg(feature = "cli")]

#[path = "../kit/mod.rs"]
mod kit;

mod choices;
mod dedup;
mod failures;
mod inputs;
