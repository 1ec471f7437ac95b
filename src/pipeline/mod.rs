//! Joins the stages: the only place that owns threads.

pub mod headlines;
