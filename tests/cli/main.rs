//! The command as its users meet it: arguments, files, pipes, exit codes, and how well it judges.
#![cfg(feature = "cli")]

mod kit;

#[cfg(feature = "html")]
mod archives;
mod check;
mod choices;
mod compare;
mod dedup;
mod failures;
mod headlines;
mod hostile;
mod index;
mod inputs;
#[cfg(unix)]
mod interrupted;
mod malformed;
mod outputs;
mod quality;
