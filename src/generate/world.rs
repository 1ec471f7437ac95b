//! Which article stands at which number: who writes it, when, and whose words it carries.

use std::borrow::Cow;

use super::desk::{Desk, Draft};
use super::form::{Form, forms};
use super::kind::Kind;
use super::outlet::{Outlet, Outlets, agency};
use super::prose::{Prose, Story, draw_length};
use super::random::Random;
use super::zipf::Zipf;
use super::{Generated, Planted};
use crate::article::{Article, Precision, Published};

/// Every eighth article is an agency's; only those are copied.
const WIRE_EVERY: u64 = 8;
/// Every 64th is a notice.
const NOTICE_EVERY: u64 = 64;
/// Popularity is shared out among the agency stories of this many articles at a time.
const BLOCK: u64 = 16_384;
const WIRES: u64 = BLOCK / WIRE_EVERY;
/// Of a thousand other articles, how many carry copy: 35% of all.
const COPIES: u32 = 407;
/// Of a thousand other articles, how many report what an agency did, in their own words.
const QUOTED: u32 = 20;
/// The first article appears on 1 January 2025, and one every twenty seconds from then on.
const FIRST_SECOND: i64 = 1_735_689_600;
const SECONDS_BETWEEN: i64 = 20;

const STORY: u64 = 1;
const DRESS: u64 = 2;
const POPULARITY: u64 = 4;

/// Everything about a world that its articles have in common.
#[derive(Debug, Clone)]
pub(super) struct World {
    seed: u64,
    prose: Prose,
    forms: Vec<Form>,
    outlets: Outlets,
    popularity: Zipf,
}

/// An article before the outlet puts its furniture around it.
struct Page {
    outlet: Outlet,
    title: String,
    body: String,
    truth: Option<Planted>,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            seed,
            prose: Prose::new(),
            forms: forms(),
            outlets: Outlets::new(),
            popularity: Zipf::new(WIRES as usize, 4.0),
        }
    }

    /// The article at a number.
    pub(super) fn article(&self, number: u64) -> Generated {
        let mut dress = Random::of(self.seed, DRESS, number);
        let page = self.page(number, &mut dress);
        let (mut text, below) = self.outlets.furniture(self.seed, &page.outlet, &self.prose.lexicon);
        text.push_str(&page.body);
        if !below.is_empty() {
            text.push('\n');
            text.push_str(below.trim_end());
        }
        Generated {
            article: self.record(number, page.outlet, page.title, text, &mut dress),
            truth: page.truth,
        }
    }

    fn page(&self, number: u64, dress: &mut Random) -> Page {
        if number.is_multiple_of(WIRE_EVERY) {
            return self.wire(number, dress);
        }
        if number % NOTICE_EVERY == NOTICE_EVERY - 1 {
            return self.notice(number, dress);
        }
        match dress.below(1000) {
            roll if roll < COPIES => self.copy(number, dress),
            roll if roll < COPIES + QUOTED => self.carry(number, Kind::Quoted, dress),
            _ => self.local(number, dress),
        }
    }

    /// The story that a number tells, before anybody has touched it.
    fn story(&self, number: u64) -> Story {
        let mut random = Random::of(self.seed, STORY, number);
        self.prose.story(draw_length(&mut random), &mut random)
    }

    fn wire(&self, number: u64, dress: &mut Random) -> Page {
        let (story, (outlet, mark)) = (self.story(number), agency(number / WIRE_EVERY));
        let body = format!("{}{}", self.dateline(mark, dress), plain(&story));
        Page { outlet, title: story.title, body, truth: None }
    }

    fn local(&self, number: u64, dress: &mut Random) -> Page {
        let story = self.story(number);
        let outlet = self.outlets.draw(&self.prose.lexicon, dress);
        Page { outlet, body: plain(&story), title: story.title, truth: None }
    }

    fn notice(&self, number: u64, dress: &mut Random) -> Page {
        let turns = self.forms.len() as u64;
        let form = &self.forms[((number / NOTICE_EVERY) % turns) as usize];
        let (title, body) = form.fill(&self.prose.lexicon, dress);
        let earlier = number.checked_sub(NOTICE_EVERY * turns);
        let truth = earlier.map(|source| Planted { source, kind: Kind::Template, edits: 0.0, share: 0.0 });
        Page { outlet: self.outlets.draw(&self.prose.lexicon, dress), title, body, truth }
    }

    fn copy(&self, number: u64, dress: &mut Random) -> Page {
        self.carry(number, Kind::draw(dress), dress)
    }

    fn carry(&self, number: u64, kind: Kind, dress: &mut Random) -> Page {
        let source = self.source_of(number, dress);
        let wire = self.story(source);
        // There is nothing to cut in a brief of three sentences.
        let kind = if wire.sentences.len() < 6 { Kind::Identical } else { kind };
        let draft = Desk::new(&self.prose, &wire, dress).make(kind);
        let truth = Some(planted(source, kind, &draft, &wire));
        let outlet = self.outlets.draw(&self.prose.lexicon, dress);
        let title = self.copied_title(kind, &wire, dress);
        Page { outlet, title, body: self.credited(source, kind, draft.text, dress), truth }
    }

    fn copied_title(&self, kind: Kind, wire: &Story, dress: &mut Random) -> String {
        match kind {
            Kind::Update => format!("UPDATE {}-{}", dress.between(1, 4), wire.title),
            Kind::Partial | Kind::Lede | Kind::Brief | Kind::Whole | Kind::Quoted => {
                self.prose.headline(dress)
            }
            _ if dress.chance(740) => wire.title.clone(),
            _ => self.prose.headline(dress),
        }
    }

    /// Three in five desks say where the story is from, above it or below.
    fn credited(&self, source: u64, kind: Kind, body: String, dress: &mut Random) -> String {
        let (outlet, mark) = agency(source / WIRE_EVERY);
        let opens = !matches!(kind, Kind::Partial | Kind::Lede | Kind::Brief | Kind::Whole | Kind::Quoted);
        match dress.below(5) {
            0 | 1 if opens => self.dateline(mark, dress) + &body,
            2 if opens => format!("By {}\n{body}", outlet.name),
            2 if kind != Kind::Quoted => format!("{body}\n{} contributed to this report.", outlet.name),
            _ => body,
        }
    }

    fn dateline(&self, mark: &str, dress: &mut Random) -> String {
        format!("{} ({mark}) - ", self.prose.lexicon.places.draw(dress).to_uppercase())
    }

    /// The agency story that the copy at `number` is of: one of the last two blocks, popular ones far more often.
    fn source_of(&self, number: u64, dress: &mut Random) -> u64 {
        let block = number / BLOCK;
        for _ in 0..8 {
            let rank = self.popularity.draw(dress) as u64;
            let source = self.ranked(block, rank);
            if source < number {
                return source;
            }
            if block > 0 {
                return self.ranked(block - 1, rank);
            }
        }
        u64::from(dress.below(number.div_ceil(WIRE_EVERY) as u32)) * WIRE_EVERY
    }

    /// The number of the agency story that is `rank`th in popularity in a block. An odd factor makes it a permutation.
    fn ranked(&self, block: u64, rank: u64) -> u64 {
        let mut random = Random::of(self.seed, POPULARITY, block);
        let (factor, shift) = (random.next_u64() | 1, random.next_u64());
        block * BLOCK + rank.wrapping_mul(factor).wrapping_add(shift) % WIRES * WIRE_EVERY
    }

    fn record(
        &self,
        number: u64,
        outlet: Outlet,
        title: String,
        text: String,
        dress: &mut Random,
    ) -> Article<'static> {
        let seconds = FIRST_SECOND + number as i64 * SECONDS_BETWEEN + i64::from(dress.below(20));
        let dated = !dress.chance(30);
        Article {
            id: format!("n{number}").into(),
            origin: format!("generated:{}:{number}", self.seed).into(),
            url: Some(format!("https://{}/{number}", outlet.domain).into()),
            outlet: Some(outlet.name),
            title: Some(title.into()),
            published: dated.then_some(Published { seconds, precision: Precision::Instant }),
            lang: Some(Cow::Borrowed("en")),
            text: text.into(),
        }
    }
}

fn planted(source: u64, kind: Kind, draft: &Draft, wire: &Story) -> Planted {
    let share = draft.copied as f32 / draft.words.min(wire.words()).max(1) as f32;
    Planted { source, kind, edits: draft.edits as f32 / 1000.0, share }
}

fn plain(story: &Story) -> String {
    let mut text = String::with_capacity(story.bytes());
    for (index, sentence) in story.sentences.iter().enumerate() {
        if index > 0 {
            text.push(if sentence.opens { '\n' } else { ' ' });
        }
        text.push_str(story.text(*sentence));
    }
    text
}
