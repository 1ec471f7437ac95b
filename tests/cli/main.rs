//! The command as its users meet it: arguments, files, pipes, exit codes, and how well it judges.
#![cfg(feature = "cli")]

mod kit;

mod choices;
mod dedup;
mod failures;
mod inputs;
mod malformed;
mod outputs;
mod quality;
