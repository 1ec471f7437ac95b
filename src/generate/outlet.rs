//! Who publishes: some two thousand papers, each with furniture of its own, and the agencies.

use std::borrow::Cow;

use super::lexicon::Lexicon;
use super::lists::{AGENCIES, PAPERS};
use super::pattern::Pattern;
use super::random::Random;
use super::zipf::Zipf;

const OUTLETS: usize = 2_000;
const PURPOSE: u64 = 3;

/// Every outlet of a world. The large ones publish more.
#[derive(Debug, Clone)]
pub(super) struct Outlets {
    size: Zipf,
    furniture: Vec<Pattern>,
}

/// Name and address of a publisher.
#[derive(Debug, Clone)]
pub(super) struct Outlet {
    pub(super) name: Cow<'static, str>,
    pub(super) domain: Cow<'static, str>,
    rank: Option<usize>,
}

impl Outlets {
    pub(super) fn new() -> Self {
        Self { size: Zipf::new(OUTLETS, 30.0), furniture: Pattern::parse_all(FURNITURE) }
    }

    /// A paper, large ones more often.
    pub(super) fn draw(&self, lexicon: &Lexicon, random: &mut Random) -> Outlet {
        let rank = self.size.draw(random);
        let (place, paper) = (lexicon.places.at(rank), PAPERS[rank % PAPERS.len()]);
        Outlet {
            name: format!("{place} {paper}").into(),
            domain: format!("{}{}.example", place.to_lowercase(), paper.to_lowercase()).into(),
            rank: Some(rank),
        }
    }

    /// What the outlet prints above and below every story. Half of them print nothing.
    pub(super) fn furniture(&self, seed: u64, outlet: &Outlet, lexicon: &Lexicon) -> (String, String) {
        let (mut above, mut below) = (String::new(), String::new());
        let Some(rank) = outlet.rank.filter(|rank| rank % 2 == 0) else { return (above, below) };
        let mut random = Random::of(seed, PURPOSE, rank as u64);
        for (side, most) in [(&mut above, 2), (&mut below, 4)] {
            for _ in 0..random.between(most / 2, most) {
                random.pick(&self.furniture).fill(lexicon, &mut random, side);
                side.push('\n');
            }
        }
        (above, below)
    }
}

/// The agency that sent a story, by any number.
pub(super) fn agency(number: u64) -> (Outlet, &'static str) {
    let (name, mark, domain) = AGENCIES[(number % AGENCIES.len() as u64) as usize];
    (Outlet { name: name.into(), domain: domain.into(), rank: None }, mark)
}

const FURNITURE: &[&str] = &[
    "Home | News | {place} | Sport | Business | Opinion | Obituaries | Jobs | Subscribe",
    "Sign up for the {place} morning letter: {noun}, {noun} and {adj} {noun}, six days a week at {few} past seven.",
    "This website uses cookies to improve your experience. {last} Media and its {few} partners store {noun} on your device.",
    "Read more: {place} {noun} {did} {adj} {noun}",
    "Share this article: Facebook, X, WhatsApp, {noun}, e-mail",
    "{first} {last} covers {noun} and {noun} for the paper. Write to {last}@{place}.example or call extension {few}.",
    "Advertisement. Scroll to continue with the {noun}.",
    "Copyright {last} {noun} Group. All rights reserved. This {noun} may not be {did}, {did} or {did} without {adj} consent.",
    "Most read today: {noun} {did} in {place}; {last} {did} {noun}; {few} {adj} {noun} to {noun} this {month}",
    "Have you seen {the} {noun}? Send pictures of {noun} to our {adj} desk on {few} {many}.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_prints_the_same_furniture_every_time() {
        let (outlets, lexicon) = (Outlets::new(), Lexicon::new());
        let outlet = Outlet { name: "A".into(), domain: "a.example".into(), rank: Some(8) };
        let once = outlets.furniture(1, &outlet, &lexicon);
        assert_eq!(once, outlets.furniture(1, &outlet, &lexicon));
        assert!(!once.0.contains('{') && !once.1.contains('{'));
    }

    #[test]
    fn agencies_print_none() {
        let furniture = Outlets::new().furniture(1, &agency(2).0, &Lexicon::new());
        assert_eq!(furniture, (String::new(), String::new()));
    }
}
