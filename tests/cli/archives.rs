//! A crawl gives the same articles as an archive and as files, on any number of threads.

use std::io::Write;

use flate2::write::GzEncoder;
use serde_json::Value;

use crate::kit::prose::prose;
use crate::kit::{Dir, count, text};

/// Pages of the crawl: enough for several batches.
const PAGES: u64 = 300;

fn page(number: u64) -> String {
    // Every third page repeats another's story.
    let story = prose(number - number % 3, 90).replace('\n', "</p>\n<p>");
    format!(
        "<!doctype html><html lang=en><head><title>Story {number}</title>\
         <meta property=article:published_time content=2025-03-{:02}T10:00:00Z></head>\
         <body><nav><a href=/>Home</a></nav><article><h1>Story {number}</h1><p>{story}</p></article>{}</body></html>",
        1 + number % 28,
        "<!-- filler -->".repeat(400),
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn chunked(body: &[u8]) -> Vec<u8> {
    let chunk = |part: &[u8]| [format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat();
    body.chunks(1000).map(chunk).chain([b"0\r\n\r\n".to_vec()]).collect::<Vec<_>>().concat()
}

/// The response of a server that compresses, chunks, does both or neither.
fn response(number: u64) -> Vec<u8> {
    let page = page(number).into_bytes();
    let (fields, body) = match number % 4 {
        0 => (format!("Content-Length: {}\r\n", page.len()), page),
        1 => ("Content-Encoding: gzip\r\n".to_owned(), gzip(&page)),
        2 => ("Transfer-Encoding: chunked\r\n".to_owned(), chunked(&page)),
        _ => ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n".to_owned(), chunked(&gzip(&page))),
    };
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n").as_bytes(), &body].concat()
}

fn archived(kind: &str, number: u64, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://post.example/{number}\r\n\
         Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
    );
    gzip(&[head.as_bytes(), content, b"\r\n\r\n"].concat())
}

/// What an article is, wherever it stood.
fn articles(records: &[Value]) -> Vec<[String; 4]> {
    let of =
        |record: &Value| ["text", "title", "published", "lang"].map(|field| text(record, field).to_owned());
    records.iter().map(of).collect()
}

#[test]
fn an_archive_holds_the_articles_of_its_pages() {
    let dir = Dir::new();
    let mut archive = archived("warcinfo", 0, b"software: x\r\n");
    for number in 0..PAGES {
        dir.write(&format!("pages/{number:03}.html"), page(number));
        archive.extend(archived("request", number, b"GET / HTTP/1.1\r\n\r\n"));
        archive.extend(archived("response", number, &response(number)));
        archive.extend(archived("metadata", number, b"fetchTimeMs: 3\r\n"));
    }
    dir.write("crawl.warc.gz", archive);
    dir.reprint(&["dedup", "pages", "--drop", "none", "-o", "pages.jsonl"]).done();
    let args = ["dedup", "crawl.warc.gz", "--drop", "none", "-o", "crawl.jsonl", "--json"];
    let summary = dir.reprint(&args).done().json();
    assert_eq!((count(&summary, "read"), count(&summary, "passed_over")), (PAGES, 2 * PAGES + 1));
    let records = dir.records("crawl.jsonl");
    assert_eq!(records.len() as u64, PAGES);
    assert_eq!(articles(&records), articles(&dir.records("pages.jsonl")));
    assert!(records.iter().all(|record| text(record, "outlet") == "post.example"));
    let outputs = |threads: &str| {
        let names = ["kept.jsonl", "dropped.jsonl", "pairs.jsonl"];
        let wanted = ["-o", names[0], "--dropped", names[1], "--pairs", names[2], "--threads", threads];
        dir.reprint(&[&["dedup", "crawl.warc.gz"][..], &wanted].concat()).done();
        names.map(|name| dir.read(name))
    };
    let alone = outputs("1");
    assert!(!alone[1].is_empty());
    assert_eq!(outputs("5"), alone);
}
