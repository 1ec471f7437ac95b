//! What papers do to agency copy.

use super::body::Body;

/// How an article came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipe {
    /// The agency's own page.
    Source,
    /// The same text.
    Identical,
    /// The same words in other bytes.
    Disguised,
    /// The same text with words fused by a crawler.
    Fused,
    /// A few words changed, a sentence dropped.
    LightEdit,
    /// Cut from the bottom.
    Trimmed,
    /// With paragraphs of one's own.
    Extended,
    /// A new top on the old story.
    Update,
    /// An account of one's own that lifts two paragraphs.
    Partial,
    /// An account of one's own.
    Rival,
    /// Somebody else's story with this one among the "related posts".
    Host,
    /// A page of briefs, whole.
    RoundUp,
    /// A page of opening paragraphs.
    Digest,
    /// A form filled in.
    Form,
    /// Written by hand.
    Hand,
}

impl Recipe {
    /// The agency's words, all of them, in order.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Source | Self::Identical | Self::Disguised | Self::Fused)
    }
}

/// Cuts from the bottom, to 40, 55 or 70% of the sentences.
pub fn trimmed(body: &Body, turn: usize) -> Body {
    let kept = [40, 55, 70][turn % 3];
    body.part(0, (body.sentences.len() * kept / 100).max(2))
}

/// Changes a word here and there and drops a sentence from the middle.
pub fn edited(body: &Body) -> Body {
    let mut body = body.clone();
    if body.sentences.len() > 7 {
        let middle = body.sentences.len() / 2;
        let dropped = body.sentences.remove(middle);
        if dropped.glue == "\n" {
            body.sentences[middle].glue = "\n";
        }
    }
    body.sentences.iter_mut().step_by(2).for_each(|sentence| {
        for (from, to) in SYNONYMS {
            let count = sentence.text.matches(from).count().min(1);
            sentence.text = sentence.text.replacen(from, to, count);
            sentence.changed += count;
        }
    });
    body
}

/// A new top over all but the first paragraph.
pub fn updated(body: &Body, lead: &[String]) -> Body {
    Body::new(lead).then(body.part(body.paragraph(1), body.sentences.len()))
}

/// Two paragraphs after the first, with nothing in them that the account already quotes, set into an account of one's own.
pub fn quarried(body: &Body, own: &[String]) -> Body {
    let (own, text) = (Body::new(own), own.concat());
    let (middle, end) = (own.paragraph(1), own.sentences.len());
    let paragraphs = (1..body.sentences.len()).map(|n| body.part(body.paragraph(n), body.paragraph(n + 1)));
    let lifted = paragraphs
        .filter(|paragraph| !quotes_from(paragraph, &text))
        .take(2)
        .fold(Body::default(), Body::then);
    own.part(0, middle).then(lifted).then(own.part(middle, end))
}

fn quotes_from(paragraph: &Body, text: &str) -> bool {
    let opening = |quote: &str| quote.trim().chars().take(20).collect::<String>();
    let printed = paragraph.text();
    printed.split(['“', '«']).skip(1).any(|quote| text.contains(&opening(quote)))
}

const SYNONYMS: &[(&str, &str)] = &[
    (" about ", " around "),
    (" said ", " told reporters "),
    (" began ", " started "),
    (" because ", " since "),
    (" asked ", " requested "),
    (" enough ", " sufficient "),
    (" last year", " in 2024"),
    (" needs ", " requires "),
    (" expected ", " due "),
    (" more than ", " over "),
    (" children ", " youngsters "),
    (" bought ", " purchased "),
    (" several ", " a few "),
    (" wants ", " would like "),
    (" put off ", " postponed "),
    (" although ", " though "),
    (" near ", " close to "),
    (" only ", " just "),
    (" until ", " till "),
    (" while ", " whilst "),
    (" nobody ", " no one "),
    (" a third of ", " one third of "),
    (" is to ", " will "),
    (" sagte ", " erklärte "),
    (" wurde ", " worden war "),
    (" a déclaré ", " a indiqué "),
    (" dijo ", " afirmó "),
    (" ha detto ", " ha spiegato "),
    (" из-за ", " по причине "),
    (" είπε ", " ανέφερε "),
    ("وقال ", "وأضاف "),
    ("今天", "今日"),
    ("表示", "称"),
    ("話した", "語った"),
    ("กล่าวว่า", "บอกว่า"),
];
