//! The command as its users meet it: arguments, files, pipes, exit codes, and how well it judges.
#![cfg(feature = "cli")]

mod kit;

mod check;
mod choices;
mod compare;
mod dedup;
mod failures;
mod headlines;
mod index;
mod inputs;
mod malformed;
mod outputs;
mod quality;
