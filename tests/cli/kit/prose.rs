//! Made-up articles. Two of different seeds share no run of words worth the name.

use serde_json::json;

const WORDS: [&str; 72] = [
    "harbour", "council", "voted", "ferry", "storm", "budget", "teacher", "museum", "river", "price",
    "strike", "festival", "bridge", "minister", "report", "school", "market", "orchard", "railway",
    "tenants", "vaccine", "glacier", "choir", "tariff", "closed", "opened", "argued", "promised", "delayed",
    "signed", "the", "a", "of", "under", "after", "before", "against", "along", "slowly", "again", "never",
    "twice", "old", "narrow", "empty", "costly", "wooden", "northern", "lantern", "quarry", "sailor",
    "baker", "surgeon", "farmer", "judge", "pupil", "copper", "barley", "salt", "timber", "wool", "paper",
    "engine", "tunnel", "tower", "garden", "canal", "mill", "auction", "verdict", "harvest", "census",
];

/// `words` words, always the same for a seed: sentences of eleven words, four to a paragraph.
pub fn prose(seed: u64, words: usize) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut text = String::new();
    for at in 0..words {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.push_str(WORDS[(state % WORDS.len() as u64) as usize]);
        text.push_str(if at % 44 == 43 {
            ".\n"
        } else if at % 11 == 10 {
            ". "
        } else {
            " "
        });
    }
    text.trim_end().to_owned()
}

/// One record as a line of JSON with its line feed.
pub fn record(id: &str, outlet: &str, published: &str, text: &str) -> String {
    let title = format!("Title of {id}");
    let record = json!({"id": id, "outlet": outlet, "title": title, "published": published, "text": text});
    format!("{record}\n")
}

/// `text` with its word at each of `places` exchanged.
pub fn edited(text: &str, places: &[usize]) -> String {
    let word = |(at, word)| if places.contains(&at) { "exchanged" } else { word };
    text.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
}
