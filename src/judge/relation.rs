//! What two articles can be to each other, and whose text stands in whose.

/// What two articles are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same article text; furniture, headline, dateline and byline may differ.
    Identical,
    /// A few words, a sentence or two, are different.
    LightEdit,
    /// One is a cut version of the other.
    Trimmed,
    /// Half or more of the shorter story is the other's copy, with own material added.
    Extended,
    /// A newer version of a running story, much of it carried over.
    Update,
    /// One stands whole in a much larger page.
    Embedded,
    /// Whole sentences are copied, less than half of either story.
    Partial,
    /// The same form filled with other facts.
    Template,
    /// What they share is the outlets' furniture.
    Boilerplate,
    /// Two reports of one event: shared quotations and turns of phrase at most.
    SameEvent,
    /// Nothing in common worth the name.
    Unrelated,
}

impl Relation {
    /// Every relation, strongest first.
    pub const ALL: [Relation; 11] = [
        Self::Identical,
        Self::LightEdit,
        Self::Trimmed,
        Self::Extended,
        Self::Update,
        Self::Embedded,
        Self::Partial,
        Self::Template,
        Self::Boilerplate,
        Self::SameEvent,
        Self::Unrelated,
    ];

    /// The name as written in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::LightEdit => "light_edit",
            Self::Trimmed => "trimmed",
            Self::Extended => "extended",
            Self::Update => "update",
            Self::Embedded => "embedded",
            Self::Partial => "partial",
            Self::Template => "template",
            Self::Boilerplate => "boilerplate",
            Self::SameEvent => "same_event",
            Self::Unrelated => "unrelated",
        }
    }

    /// Whether pairs of this relation are written at all.
    #[must_use]
    pub fn is_written(self) -> bool {
        !matches!(self, Self::SameEvent | Self::Unrelated)
    }
}

/// Whose text stands in whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The first's text stands in the second, which has more.
    AInB,
    /// The second's text stands in the first, which has more.
    BInA,
    /// Each stands in the other as much.
    Both,
    /// Neither carries the other.
    None,
}

impl Direction {
    /// Read off the share of each article's own words that stands in the other.
    pub(super) fn between(coverage: [f32; 2], relation: Relation) -> Self {
        let margin = if relation <= Relation::LightEdit { 0.05 } else { 0.02 };
        match coverage[0] - coverage[1] {
            more if more > margin => Self::AInB,
            more if more < -margin => Self::BInA,
            _ => Self::Both,
        }
    }

    /// The same with the two articles exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::AInB => Self::BInA,
            Self::BInA => Self::AInB,
            same => same,
        }
    }

    /// The name as written in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AInB => "a_in_b",
            Self::BInA => "b_in_a",
            Self::Both => "both",
            Self::None => "none",
        }
    }
}
