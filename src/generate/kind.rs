//! The kinds of copy that are planted, and of what only looks like copy.

use super::random::Random;

/// What was done to a planted copy, or what only looks like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The story as it came.
    Identical,
    /// 1 to 4% of the words changed.
    LightEdit,
    /// The first 35 to 80% of the sentences.
    Trimmed,
    /// Cut from the bottom to a third.
    TailCut,
    /// All of it, with own paragraphs before and after.
    Extended,
    /// A new lead over most of the old story.
    Update,
    /// A third of the sentences inside a story of one's own.
    Partial,
    /// The first 90 words inside a page of other matter.
    Lede,
    /// The first 25 to 45 words inside a round-up.
    Brief,
    /// The whole story inside a page of other matter.
    Whole,
    /// The whole story run together with another.
    Spliced,
    /// Not a copy: an account of one's own with two of the same quotations.
    Quoted,
    /// Not a copy: the same form filled with other facts.
    Template,
}

impl Kind {
    /// Every kind of copy and its frequency among copies, in thousandths.
    pub(super) const COPIES: [(Self, u32); 11] = [
        (Self::Identical, 160),
        (Self::LightEdit, 200),
        (Self::Trimmed, 150),
        (Self::TailCut, 60),
        (Self::Extended, 130),
        (Self::Update, 90),
        (Self::Partial, 70),
        (Self::Lede, 40),
        (Self::Brief, 30),
        (Self::Whole, 40),
        (Self::Spliced, 30),
    ];

    /// A kind of copy, common ones more often.
    pub(super) fn draw(random: &mut Random) -> Self {
        let mut left = random.below(1_000);
        for (kind, share) in Self::COPIES {
            match left.checked_sub(share) {
                Some(more) => left = more,
                None => return kind,
            }
        }
        Self::Identical
    }

    /// The relation that a reader would name.
    #[must_use]
    pub fn relation(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::LightEdit => "light_edit",
            Self::Trimmed | Self::TailCut => "trimmed",
            Self::Extended | Self::Spliced => "extended",
            Self::Update => "update",
            Self::Partial | Self::Lede | Self::Brief => "partial",
            Self::Whole => "embedded",
            Self::Quoted => "same_event",
            Self::Template => "template",
        }
    }

    /// How many words in a thousand are dropped, added or replaced.
    pub(super) fn draw_edits(self, random: &mut Random) -> u32 {
        match self {
            Self::LightEdit => random.between(10, 40),
            Self::TailCut | Self::Lede | Self::Brief | Self::Whole | Self::Spliced => {
                *random.pick(&EDIT_RATES)
            }
            _ => 0,
        }
    }
}

/// Words in a thousand that a hurried desk edits.
const EDIT_RATES: [u32; 4] = [0, 30, 80, 150];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_drawn_as_often_as_stated() {
        assert_eq!(Kind::COPIES.iter().map(|(_, share)| share).sum::<u32>(), 1_000);
        let mut random = Random::new(1);
        let light = (0..10_000).filter(|_| Kind::draw(&mut random) == Kind::LightEdit).count();
        assert!((1_850..2_150).contains(&light), "{light}");
    }
}
