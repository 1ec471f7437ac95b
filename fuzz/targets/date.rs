//! Any text is a time or none; a time reads back as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reprint::read::{parse_date, parse_epoch};

fuzz_target!(|bytes: &[u8]| {
    if let Some(number) = bytes.first_chunk::<8>() {
        let _ = parse_epoch(i64::from_le_bytes(*number)).map(|published| published.to_string());
    }
    let Ok(stated) = std::str::from_utf8(bytes) else { return };
    if let Some(published) = parse_date(stated) {
        let shown = published.to_string();
        if let Some(again) = parse_date(&shown) {
            assert_eq!(again.seconds, published.seconds, "{stated:?} shows as {shown}");
        }
    }
});
