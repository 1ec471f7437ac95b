//! Notices filled into a form: the words recur, the facts do not, and none is a copy of another.

use super::lexicon::Lexicon;
use super::pattern::Pattern;
use super::random::Random;

/// One kind of notice: a headline, then paragraphs.
#[derive(Debug, Clone)]
pub(super) struct Form {
    title: Pattern,
    paragraphs: Vec<Pattern>,
}

/// Every kind there is.
pub(super) fn forms() -> Vec<Form> {
    FORMS
        .iter()
        .map(|(title, paragraphs)| Form {
            title: Pattern::parse(title),
            paragraphs: Pattern::parse_all(paragraphs),
        })
        .collect()
}

impl Form {
    /// Headline and body of one notice.
    pub(super) fn fill(&self, lexicon: &Lexicon, random: &mut Random) -> (String, String) {
        let paragraphs: Vec<String> =
            self.paragraphs.iter().map(|part| part.filled(lexicon, random)).collect();
        (self.title.filled(lexicon, random), paragraphs.join("\n"))
    }
}

const FORMS: &[(&str, &[&str])] = &[
    (
        "{place} shares close {decimal} per cent higher on {day}",
        &[
            "Shares in {place} closed higher on {day}, with the main index up {decimal} per cent at {many} points.",
            "{last} & {last} led the gainers, adding {decimal} per cent, while {last} Holdings lost {decimal} per cent to close at {decimal}.",
            "Volume was {few} million shares against a daily average of {few} million, and the ten-year yield stood at {decimal} per cent.",
            "Dealers at {last} Securities pointed to {noun} and {noun} as the main reasons for the move.",
        ],
    ),
    (
        "Weather for {place}: {few} degrees on {day}",
        &[
            "{place} will start the day dry with a low of {few} degrees, followed by {adj} showers from the afternoon.",
            "Winds from the {place} side will reach {few} kilometres an hour on higher ground, with gusts of up to {few}.",
            "The outlook for {day} is for highs of {few} and a {few} per cent chance of rain, forecaster {first} {last} said.",
        ],
    ),
    (
        "{last} Group profit rises to {decimal} million",
        &[
            "{last} Group said on {day} that its net profit for the quarter rose to {decimal} million from {decimal} million a year earlier.",
            "Revenue at the {place}-based maker of {noun} and {noun} grew by {decimal} per cent to {decimal} million, helped by sales of {adj} {noun}.",
            "Earnings per share were {decimal} against {decimal}. The board proposed a dividend of {decimal}, payable in {month}.",
            "Chief executive {first} {last} said the group expected revenue of between {few} and {few} million for the full year.",
        ],
    ),
    (
        "Obituary: {first} {last}",
        &[
            "{first} {last}, of {place}, died peacefully on {day} at the age of {few}, surrounded by family.",
            "Born in {place}, {last} worked as a {role} for {few} years and was a devoted member of the {noun} society.",
            "Survivors include {few} grandchildren and a sister, {first} {last}, of {place}. Services will be held on {day} at {few} {last} Street.",
            "In lieu of flowers, the family asks that donations be made to the {place} {noun} fund.",
        ],
    ),
    (
        "Fixtures: {place} away to {place} on {day}",
        &[
            "{place} travel to {place} on {day} looking for a first away win since {month}, with {first} {last} doubtful through injury.",
            "The hosts have taken {few} points from their last {few} games and sit {few} points behind {place} in the table.",
            "Kick-off is at {few} minutes past the hour. Referee: {first} {last} ({place}). Last season: {few}-{few}.",
        ],
    ),
    (
        "Road works in {place} from {day}",
        &[
            "Drivers in {place} face delays from {day} as crews close {last} Road between {last} Street and the {noun}.",
            "The work, which costs {many}, replaces {few} metres of pipe and is expected to take {few} days, the highways office said.",
            "Buses {few} and {few} will be diverted through {place}. Residents can call {first} {last} on extension {few}.",
        ],
    ),
    (
        "{place} lottery: the numbers for {day}",
        &[
            "The winning numbers in the {place} draw on {day} were {few}, {few}, {few}, {few} and {few}, with the bonus ball {few}.",
            "No ticket matched all of them, so the jackpot of {decimal} million rolls over; {many} players won smaller prizes of {few} or more.",
        ],
    ),
    (
        "Court list: {first} {last} fined {few}",
        &[
            "{first} {last}, {few}, of {last} Street, {place}, admitted driving without due care on {month} {few} and was fined {many}.",
            "{first} {last}, {few}, of {place}, denied taking {noun} worth {decimal} from {last} Stores; the case was adjourned until {month}.",
            "{first} {last}, {few}, pleaded guilty to damaging a {noun} in {place} and must pay costs of {few} and a surcharge of {few}.",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_notices_of_one_form_share_words_and_not_facts() {
        let (forms, lexicon, mut random) = (forms(), Lexicon::new(), Random::new(1));
        for form in &forms {
            let (one, other) = (form.fill(&lexicon, &mut random), form.fill(&lexicon, &mut random));
            assert_ne!(one.1, other.1);
            assert!(one.1.split(' ').filter(|word| other.1.contains(word)).count() > 20);
            assert!(!one.0.contains('{') && !one.1.contains('{'), "{one:?}");
        }
    }
}
