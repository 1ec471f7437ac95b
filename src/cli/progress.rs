//! Bars on stderr, on a terminal only, and the messages that come while they are drawn.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::{Stage, Watch};
use crate::read::Rejection;
use crate::report::style::one_line;

use super::args::{Common, When};
use super::{interrupt, messages};

/// Rejected records and warnings of each kind that a terminal is shown one by one; a file or pipe gets every one.
const REPORTED: u64 = 100;

/// Follows a job on the terminal.
pub struct Progress {
    bar: Mutex<Option<ProgressBar>>,
    drawn: bool,
    quiet: bool,
    terminal: bool,
    rejected: AtomicU64,
    warned: AtomicU64,
}

impl Progress {
    /// Draws if the options and the terminal say so.
    pub fn new(common: &Common) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let drawn = match common.progress {
            When::Auto => !common.quiet && terminal,
            When::Always => true,
            When::Never => false,
        };
        let (rejected, warned) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { bar: Mutex::new(None), drawn, quiet: common.quiet, terminal, rejected, warned }
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        if let Some(bar) = self.bar().take() {
            bar.finish_and_clear();
        }
        self.tell_unreported(&self.rejected, "records that could not be read");
        self.tell_unreported(&self.warned, "warnings");
    }

    /// Counts one more; whether it is to be shown.
    fn is_shown(&self, count: &AtomicU64) -> bool {
        count.fetch_add(1, Relaxed) < REPORTED || !self.terminal
    }

    fn tell_unreported(&self, count: &AtomicU64, what: &str) {
        let unreported = count.load(Relaxed).saturating_sub(REPORTED);
        if self.terminal && unreported > 0 {
            messages::say(&format!("reprint: and {unreported} more {what}; 2>FILE lists them all"));
        }
    }

    fn bar(&self) -> std::sync::MutexGuard<'_, Option<ProgressBar>> {
        self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn say(&self, message: &str) {
        match &*self.bar() {
            Some(bar) => bar.suspend(|| messages::say(message)),
            None => messages::say(message),
        }
    }
}

/// How a stage's bar reads.
fn template(stage: Stage, counted: bool) -> &'static str {
    match (stage, counted) {
        (Stage::Reading, true) => {
            "reading    {bar:24} {bytes}/{total_bytes}  {binary_bytes_per_sec}  {msg}  {eta} left"
        }
        (Stage::Reading, false) => "reading    {spinner} {bytes}  {binary_bytes_per_sec}  {msg}",
        (Stage::Filing, _) => "filing     {spinner} {len} articles",
        (Stage::Seeking, _) => "seeking    {bar:24} {pos}/{len} articles",
        (Stage::Recalling, _) => "recalling  {bar:24} {pos}/{len} articles  {eta} left",
        (Stage::Verifying, _) => "verifying  {bar:24} {pos}/{len} pairs  {per_sec}  {eta} left",
    }
}

impl Watch for Progress {
    fn begin(&self, stage: Stage, total: Option<u64>) {
        if !self.drawn {
            return;
        }
        let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        if let Ok(style) = ProgressStyle::with_template(template(stage, total.is_some())) {
            bar.set_style(style.progress_chars("━╸─"));
        }
        if let Some(before) = self.bar().replace(bar) {
            before.finish_and_clear();
        }
    }

    fn advance(&self, units: u64) {
        if let Some(bar) = &*self.bar() {
            bar.inc(units);
        }
    }

    fn articles(&self, count: u64) {
        let articles = interrupt::count(count);
        if let Some(bar) = &*self.bar() {
            let rate = articles as f64 / bar.elapsed().as_secs_f64().max(0.001);
            bar.set_message(format!("{articles} articles, {rate:.0}/s"));
        }
    }

    fn rejected(&self, rejection: &Rejection) {
        if self.is_shown(&self.rejected) {
            self.say(&one_line(&rejection.to_string()));
        }
    }

    fn warn(&self, message: &str) {
        if !self.quiet && self.is_shown(&self.warned) {
            self.say(&one_line(&format!("reprint: {message}")));
        }
    }

    fn stopped(&self) -> bool {
        interrupt::stopped()
    }
}
