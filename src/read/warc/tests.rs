//! Archives made here, whole and damaged.

use std::fs;
use std::io::Write;

use proptest::prelude::*;

use crate::read::{ReadOptions, open};

const PAGE: &str = "<html><head><title>Fog</title></head><body><p>The fog lifted at noon.</p></body></html>";

/// What reading an archive came to.
#[derive(Debug, Default)]
struct Outcome {
    urls: Vec<String>,
    offsets: Vec<u64>,
    texts: Vec<String>,
    rejected: Vec<String>,
    warnings: Vec<String>,
    skipped: u64,
}

fn read(name: &str, bytes: &[u8]) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let options = ReadOptions::default();
    let mut outcome = Outcome::default();
    for batch in open(&[path.to_string_lossy().into_owned()], &options).unwrap() {
        let batch = batch.unwrap().extracted(&options.fields);
        outcome.skipped += batch.skipped;
        let reason = |text: String| text.rsplit_once('@').unwrap().1.to_owned();
        outcome.warnings.extend(batch.warnings.iter().cloned().map(reason));
        outcome.rejected.extend(batch.rejected.iter().map(|rejection| reason(rejection.to_string())));
        for record in batch.records(&options.fields) {
            let record = record.unwrap();
            outcome.urls.push(record.article.url.as_deref().unwrap_or_default().to_owned());
            outcome.offsets.push(reason(record.origin().to_string()).parse().unwrap());
            outcome.texts.push(record.article.text.to_string());
        }
    }
    outcome
}

fn record(kind: &str, about: &str, url: &str, content: &str) -> Vec<u8> {
    let length = content.len();
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {about}\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n"
    )
    .into_bytes()
}

fn response(url: &str) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}");
    record("response", "application/http; msgtype=response", url, &http)
}

fn request() -> Vec<u8> {
    record("request", "application/http; msgtype=request", "http://a.example/", "GET / HTTP/1.1\r\n\r\n")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

const URLS: [&str; 3] = ["http://a.example/1", "http://a.example/2", "http://a.example/3"];

#[test]
fn pages_are_read_and_the_rest_counted() {
    let parts = [request(), response(URLS[0]), request(), response(URLS[1])];
    let plain = parts.concat();
    let outcome = read("a.warc", &plain);
    assert_eq!((outcome.urls, outcome.skipped), (URLS[..2].iter().map(|url| (*url).to_owned()).collect(), 2));
    assert_eq!(outcome.texts, ["The fog lifted at noon."; 2]);
    assert_eq!(outcome.offsets[0], parts[0].len() as u64);
    assert!(outcome.rejected.is_empty());
    for (name, bytes) in [
        ("a.warc.gz", parts.iter().flat_map(|part| gzip(part)).collect::<Vec<_>>()),
        ("one-member.warc.gz", gzip(&plain)),
        ("a.warc.zst", zstd::encode_all(plain.as_slice(), 1).unwrap()),
        ("nameless", plain.clone()),
    ] {
        let outcome = read(name, &bytes);
        assert_eq!((outcome.urls.len(), outcome.skipped, outcome.rejected.len()), (2, 2, 0), "{name}");
    }
}

#[test]
fn offsets_are_those_of_the_members() {
    let (first, second) = (gzip(&request()), gzip(&response(URLS[0])));
    assert_eq!(read("a.warc.gz", &[first.clone(), second].concat()).offsets, [first.len() as u64]);
}

#[test]
fn old_versions_and_other_kinds_are_read() {
    let old = String::from_utf8(response(URLS[0])).unwrap().replace("WARC/1.0", "WARC/0.17");
    let text = record("conversion", "text/plain", URLS[1], "Fog lifts\n\nIt lifted at noon.");
    let page = record("resource", "text/html", "<http://a.example/3>", PAGE);
    let outcome = read("a.warc", &[old.as_bytes(), &text, &page].concat());
    assert_eq!(outcome.urls, URLS);
    assert_eq!(outcome.texts[1], "Fog lifts\n\nIt lifted at noon.");
}

/// A record of an ARC file.
fn arc(url: &str, content: &str) -> Vec<u8> {
    format!("{url} 10.0.0.1 20070102030405 text/html {}\n{content}\n", content.len()).into_bytes()
}

#[test]
fn arc_files_are_read() {
    let about = "1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n";
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    let records = [arc("filedesc://a.arc", about), arc("dns:a.example", "10.0.0.1")];
    let parts: Vec<_> = records.into_iter().chain(URLS.map(|url| arc(url, &page))).collect();
    for (name, bytes) in [
        ("a.arc", parts.concat()),
        ("nameless", parts.concat()),
        ("a.arc.gz", parts.iter().flat_map(|part| gzip(part)).collect()),
    ] {
        let outcome = read(name, &bytes);
        assert_eq!(
            (outcome.urls.len(), outcome.skipped, outcome.rejected.len()),
            (3, 2, 0),
            "{name}: {outcome:?}"
        );
        assert_eq!(
            (outcome.urls, &*outcome.texts[2]),
            (URLS.map(str::to_owned).to_vec(), "The fog lifted at noon.")
        );
    }
    let damaged = [&parts[0], &parts[2], b"junk of any kind\n".as_slice(), &parts[3], &parts[4]].concat();
    let outcome = read("a.arc", &damaged);
    assert_eq!((outcome.urls.len(), outcome.rejected.len()), (3, 1), "{outcome:?}");
}

#[test]
fn errors_and_images_are_passed_over() {
    let with =
        |head: &str| record("response", "application/http", URLS[0], &format!("HTTP/1.1 {head}\r\n\r\nx"));
    let parts = [with("404 Not Found\r\nContent-Type: text/html"), with("200 OK\r\nContent-Type: image/png")];
    let outcome = read("a.warc", &parts.concat());
    assert_eq!((outcome.urls.len(), outcome.skipped, outcome.rejected.len()), (0, 2, 0));
}

#[test]
fn a_cut_archive_says_where() {
    let first = response(URLS[0]);
    let mut bytes = [first.clone(), response(URLS[1])].concat();
    bytes.truncate(bytes.len() - 40);
    let outcome = read("a.warc", &bytes);
    let (place, reason) = (first.len(), "the file ends 36 bytes before it does");
    assert_eq!((outcome.urls.len(), &*outcome.texts[1]), (2, "The f"));
    assert_eq!(outcome.warnings, [format!("{place}: kept as far as it goes: {reason}")]);
    bytes.truncate(bytes.len() - 60);
    let outcome = read("a.warc", &bytes);
    assert_eq!(outcome.urls, URLS[..1]);
    assert_eq!(outcome.rejected, [format!("{place}: the file ends 96 bytes before it does")]);
}

#[test]
fn after_a_bad_header_the_next_record_is_found() {
    let bad = String::from_utf8(response(URLS[0])).unwrap().replace("Content-Length: ", "Content-Length: x");
    let outcome =
        read("a.warc", &[bad.as_bytes(), &response(URLS[1]), b"junk\r\n", &response(URLS[2])].concat());
    assert_eq!(outcome.urls, URLS[1..]);
    assert_eq!(outcome.rejected.len(), 2);
    assert!(outcome.rejected[0].starts_with("0: its header has no valid Content-Length"));
}

#[test]
fn after_a_damaged_member_the_next_is_read() {
    let mut members: Vec<_> = URLS.iter().map(|url| gzip(&response(url))).collect();
    let place = members[0].len();
    let middle = &mut members[1];
    let half = middle.len() / 2;
    middle[half..half + 8].fill(0xAA);
    let outcome = read("a.warc.gz", &members.concat());
    assert_eq!(outcome.urls, [URLS[0], URLS[2]]);
    assert!(
        outcome.rejected.iter().all(|reason| reason.starts_with(&format!("{place}: "))),
        "{:?}",
        outcome.rejected
    );
}

#[test]
fn after_a_damaged_frame_the_next_is_read() {
    let frame = |url: &&str| zstd::encode_all(response(url).as_slice(), 1).unwrap();
    let mut frames: Vec<_> = URLS.iter().map(frame).collect();
    let (place, length) = (frames[0].len(), frames[1].len());
    for damaged in [false, true] {
        if damaged {
            frames[1][6..].fill(0xFF);
        } else {
            frames[1].truncate(length / 2);
        }
        let outcome = read("a.warc.zst", &frames.concat());
        assert_eq!(outcome.urls, [URLS[0], URLS[2]], "{outcome:?}");
        assert!(outcome.rejected[0].starts_with(&format!("{place}: the zstd frame")), "{outcome:?}");
        frames[1] = frame(&URLS[1]);
    }
}

#[test]
fn frames_are_read_with_the_dictionary_before_them() {
    let samples: Vec<Vec<u8>> =
        (0..200).map(|number| response(&format!("http://a.example/{number}"))).collect();
    let dictionary = zstd::dict::from_samples(&samples, 2000).unwrap();
    let mut compressor = zstd::bulk::Compressor::with_dictionary(3, &dictionary).unwrap();
    let frames: Vec<u8> = URLS.iter().flat_map(|url| compressor.compress(&response(url)).unwrap()).collect();
    for content in [dictionary.clone(), zstd::encode_all(dictionary.as_slice(), 1).unwrap()] {
        let length = (content.len() as u32).to_le_bytes();
        let archive = [&[0x5D, 0x2A, 0x4D, 0x18][..], &length, &content, &frames].concat();
        assert_eq!(read("a.warc.zst", &archive).urls, URLS);
    }
}

#[test]
fn a_length_beyond_its_member_does_not_swallow_the_next_record() {
    let long =
        String::from_utf8(response(URLS[0])).unwrap().replace("Content-Length: 1", "Content-Length: 9");
    let outcome = read("a.warc.gz", &[gzip(long.as_bytes()), gzip(&response(URLS[1]))].concat());
    assert_eq!(outcome.urls, URLS[..2]);
    assert!(outcome.warnings[0].starts_with("0: kept as far as it goes: the next record begins"));
    let outcome = read("a.warc", &[long.into_bytes(), response(URLS[1]), response(URLS[2])].concat());
    assert_eq!((outcome.urls, outcome.rejected.len()), (URLS.map(str::to_owned).to_vec(), 0));
    assert_eq!(outcome.warnings.len(), 1, "{:?}", outcome.warnings);
}

/// A response whose header states a length by so much wrong.
fn with_length(url: &str, change: impl FnOnce(u64) -> String) -> Vec<u8> {
    let record = String::from_utf8(response(url)).unwrap();
    let (before, rest) = record.split_once("Content-Length: ").unwrap();
    let (length, after) = rest.split_once('\r').unwrap();
    let length = change(length.parse().unwrap());
    format!("{before}Content-Length: {length}\r{after}").into_bytes()
}

#[test]
fn a_length_that_ends_within_the_next_record_does_not_hide_it() {
    for more in [1, 5, 20, 150, 300] {
        let long = with_length(URLS[0], |length| (length + more).to_string());
        let outcome = read("a.warc", &[long, response(URLS[1]), response(URLS[2])].concat());
        assert_eq!(outcome.urls, URLS, "{more}: {outcome:?}");
    }
    let whole = response(URLS[0]);
    let torn = &whole[..whole.len() - 30];
    let outcome = read("a.warc", &[torn, &response(URLS[1]), &response(URLS[2])].concat());
    assert_eq!(outcome.urls, URLS, "{outcome:?}");
    assert!(outcome.warnings[0].contains("the next record begins before it ends"), "{outcome:?}");
    let request = String::from_utf8(request()).unwrap().replace("Content-Length: 18", "Content-Length: 90");
    let outcome = read("a.warc", &[request.as_bytes(), &response(URLS[1])].concat());
    assert_eq!(outcome.urls, [URLS[1]]);
}

#[test]
fn a_length_beyond_the_file_is_not_believed() {
    let huge = with_length(URLS[0], |_| "1000000000000".to_owned());
    let outcome = read("a.warc", &[huge, response(URLS[1]), response(URLS[2])].concat());
    assert_eq!(
        (outcome.urls, outcome.rejected.len()),
        (URLS[1..].iter().map(ToString::to_string).collect(), 1)
    );
}

#[test]
fn a_record_torn_in_its_header_does_not_lend_its_address() {
    for torn in [20, 60, 90] {
        for zip in [false, true] {
            let part = |bytes: &[u8]| if zip { gzip(bytes) } else { bytes.to_vec() };
            let parts =
                [part(&response(URLS[0])[..torn]), part(&response(URLS[1])), part(&response(URLS[2]))];
            let outcome = read(if zip { "a.warc.gz" } else { "a.warc" }, &parts.concat());
            assert_eq!(outcome.urls, URLS[1..], "{torn}: {outcome:?}");
            assert_eq!(outcome.rejected, ["0: the next record begins within its header"], "{torn}");
        }
    }
}

#[test]
fn a_page_about_archives_stays_whole() {
    let sample = PAGE.replace("noon.", "noon.\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n\r\n");
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{sample}");
    let page = record("response", "application/http", URLS[0], &http);
    let outcome = read("a.warc", &[page, response(URLS[1])].concat());
    assert_eq!((outcome.urls.len(), outcome.warnings.len() + outcome.rejected.len()), (2, 0));
    assert!(outcome.texts[0].ends_with("WARC-Type: response"));
}

#[test]
fn a_cut_gzip_file_keeps_what_its_last_record_has() {
    let (first, last) = (gzip(&response(URLS[0])), gzip(&response(URLS[1])));
    let bytes = [&first[..], &last[..last.len() - 14]].concat();
    let outcome = read("a.warc.gz", &bytes);
    assert_eq!((outcome.urls.len(), outcome.rejected.len()), (2, 0), "{outcome:?}");
    assert!(outcome.warnings[0].starts_with(&format!("{}: kept as far as it goes: the gzip", first.len())));
    let outcome = read("a.warc.gz", &[&first[..], &last[..last.len() / 4]].concat());
    assert_eq!(
        (outcome.urls.len(), outcome.rejected.len(), outcome.warnings.len()),
        (1, 1, 0),
        "{outcome:?}"
    );
}

#[test]
fn every_cut_body_is_told_of() {
    let page = |fields: &str, body: &str| {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n\r\n{body}");
        record("response", "application/http; msgtype=response", URLS[0], &http)
    };
    let crawler = String::from_utf8(response(URLS[1])).unwrap();
    let crawler = crawler.replace("WARC-Target", "WARC-Truncated: length\r\nWARC-Target");
    for (bytes, reason) in [
        (page("Content-Length: 900", PAGE), "0: kept as far as it goes: its body has 87 of 900 bytes"),
        (
            page("Transfer-Encoding: chunked", &format!("57\r\n{PAGE}\r\n")),
            "0: kept as far as it goes: its chunked body has no end behind 87 bytes",
        ),
        (crawler.into_bytes(), "0: kept as far as it goes: the crawler cut it off (WARC-Truncated: length)"),
    ] {
        let outcome = read("a.warc", &[bytes, response(URLS[2])].concat());
        assert_eq!((&*outcome.texts[0], outcome.urls.len()), ("The fog lifted at noon.", 2));
        assert_eq!(outcome.warnings, [reason]);
    }
    let outcome = read("a.warc", &page("Content-Length: 900", "<html>"));
    assert_eq!(outcome.rejected, ["0: its body has 6 of 900 bytes"]);
    let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 900\r\n\r\nx";
    let outcome = read("a.warc", &record("response", "application/http", URLS[0], image));
    assert_eq!((outcome.skipped, outcome.warnings.len() + outcome.rejected.len()), (1, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn damage_anywhere_is_survived_and_reported(at in 0_usize..900, bytes in prop::collection::vec(any::<u8>(), 1..20), zip: bool) {
        let part = |bytes: Vec<u8>| if zip { gzip(&bytes) } else { bytes };
        let mut archive: Vec<u8> = URLS.iter().flat_map(|url| part(response(url))).collect();
        let at = at % archive.len();
        let end = (at + bytes.len()).min(archive.len());
        archive.splice(at..end, bytes);
        let outcome = read(if zip { "a.warc.gz" } else { "a.warc" }, &archive);
        let accounted = outcome.urls.len() as u64 + outcome.rejected.len() as u64 + outcome.skipped;
        prop_assert!(accounted >= 2, "{:?}", outcome);
    }

    #[test]
    fn a_cut_anywhere_is_survived(at in 0_usize..900, zip: bool) {
        let part = |bytes: Vec<u8>| if zip { gzip(&bytes) } else { bytes };
        let mut archive: Vec<u8> = URLS.iter().flat_map(|url| part(response(url))).collect();
        archive.truncate(at % archive.len());
        read(if zip { "a.warc.gz" } else { "a.warc" }, &archive);
    }
}
