//! Ctrl-C: a job is asked to end, and ended if it cannot within a second.

use std::process::exit;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread::sleep;
use std::time::Duration;

use crate::report::sink;

use super::messages;

/// What shells report of a command that Ctrl-C ended.
pub const EXIT: u8 = 130;

/// How long a job has to end by itself; one that waits for a silent pipe cannot.
const PATIENCE: Duration = Duration::from_millis(700);

/// Set by the first Ctrl-C.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Articles read so far.
static ARTICLES: AtomicU64 = AtomicU64::new(0);

/// From here on Ctrl-C ends the job first, and the process only if that takes too long or is asked for twice.
pub fn catch() {
    // An error only says that the handler stands already.
    let _ = ctrlc::set_handler(|| {
        if STOPPED.swap(true, Relaxed) {
            end();
        }
        std::thread::spawn(|| {
            sleep(PATIENCE);
            end();
        });
    });
}

/// Whether the job is to end.
pub fn stopped() -> bool {
    STOPPED.load(Relaxed)
}

/// Counts articles read, and says how many it are.
pub fn count(articles: u64) -> u64 {
    ARTICLES.fetch_add(articles, Relaxed) + articles
}

/// Says what had been done.
pub fn say() {
    let articles = ARTICLES.load(Relaxed);
    messages::say(&format!(
        "reprint: interrupted when {articles} articles had been read; unfinished outputs were removed, \
         an index is as its last commit left it"
    ));
}

/// Ends the process in the middle of its work, which an index survives as it survives a crash.
fn end() -> ! {
    sink::abandon();
    say();
    exit(EXIT.into())
}
