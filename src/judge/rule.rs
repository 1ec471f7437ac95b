//! The rules by name, and the sentence that each says to the reader.

/// The rule that decided what two bodies are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The bodies are equal, word for word.
    SameBody,
    /// Estimated from sketches: the index holds no texts.
    Estimated,
    /// What they share is quoted speech.
    Quotation,
    /// A long passage is copied, less than half of either story.
    LongPassage,
    /// The opening of one story stands in the other.
    Opening,
    /// The form is the same, the facts in it are others.
    Form,
    /// They share turns of phrase of one form.
    FormPhrases,
    /// They share no passage.
    NoPassage,
    /// What they share recurs on pages that tell other stories.
    CommonFurniture,
    /// The form recurs across the outlet's pages, the facts in it are others.
    OwnForm,
    /// What they share recurs across the outlet's pages.
    OwnFurniture,
    /// Little is shared, and one outlet wrote both.
    LittleOwn,
    /// A passage is shared, too little of either story for a reprint.
    ShortPassage,
    /// They share turns of phrase and quotations only.
    Phrases,
    /// The bodies are the same but for what stands around them.
    SameStory,
    /// The bodies are the same but for a few words.
    FewWords,
    /// One stands whole in a much larger page.
    Inside,
    /// One is the other cut short.
    Cut,
    /// A version of the same story, much of it carried over.
    Version,
    /// Half or more of the shorter is the other's, with own material added.
    Half,
    /// Whole sentences are copied, less than half of either story.
    Sentences,
}

impl Rule {
    /// The rule as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::SameBody => "the bodies are equal, word for word",
            Self::Estimated => "estimated from sketches: the index holds no texts",
            Self::Quotation => "what they share is quoted speech",
            Self::LongPassage => "a long passage is copied, less than half of either story",
            Self::Opening => "the opening of one story stands in the other",
            Self::Form => "the form is the same, the facts in it are others",
            Self::FormPhrases => "they share turns of phrase of one form",
            Self::NoPassage => "they share no passage",
            Self::CommonFurniture => "what they share recurs on pages that tell other stories",
            Self::OwnForm => "the form recurs across the outlet's pages, the facts in it are others",
            Self::OwnFurniture => "what they share recurs across the outlet's pages",
            Self::LittleOwn => "little is shared, and one outlet wrote both",
            Self::ShortPassage => "a passage is shared, too little of either story for a reprint",
            Self::Phrases => "they share turns of phrase and quotations only",
            Self::SameStory => "the bodies are the same but for what stands around them",
            Self::FewWords => "the bodies are the same but for a few words",
            Self::Inside => "one stands whole in a much larger page",
            Self::Cut => "one is the other cut short",
            Self::Version => "a version of the same story, much of it carried over",
            Self::Half => "half or more of the shorter is the other's, with own material added",
            Self::Sentences => "whole sentences are copied, less than half of either story",
        }
    }
}
