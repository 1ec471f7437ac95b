//! A page in any charset gives an article or nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reprint::extract::page::{decode, extract};

fuzz_target!(|bytes: &[u8]| {
    let html = decode(bytes, None);
    let page = extract(&html, Some("https://www.selbymercury.example/2025/01/story"));
    // A NUL becomes U+FFFD, which takes three bytes.
    assert!(page.text.len() <= 3 * html.len() + 64, "the text of a page is no longer than the page");
});
