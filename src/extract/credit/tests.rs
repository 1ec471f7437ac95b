//! Credits in whole articles, by language: what counts, and what does not.

use proptest::prelude::*;

use super::*;

fn article(text: &str) -> Article<'_> {
    Article { text: text.into(), ..Article::default() }
}

fn found(text: &str) -> Vec<(&'static str, CreditKind)> {
    credits(&article(text)).iter().map(|credit| (credit.agency, credit.kind)).collect()
}

const STORY: &str =
    "The harbour at Ostwick reopened on Tuesday after a storm, its master said, and ships left port.";

#[test]
fn datelines_in_many_languages() {
    for (opening, agency) in [
        ("LONDON, Nov 24 (AFP) - ", "AFP"),
        ("OSTWICK (AP) — ", "AP"),
        ("(Reuters) - ", "Reuters"),
        ("PARIS, 24 nov (Reuters) - ", "Reuters"),
        ("Ostwick (dpa/lby) - ", "dpa"),
        ("OSTWICK (dpa). ", "dpa"),
        ("Madrid, 24 nov (EFE).- ", "EFE"),
        ("ROMA (ANSA) - ", "ANSA"),
        ("(ANSA) - ROMA, 24 NOV - ", "ANSA"),
        ("Lisboa, 24 nov 2020 (Lusa) – ", "Lusa"),
        ("МОСКВА, 24 ноября. /ТАСС/. ", "TASS"),
        ("МОСКВА, 24 ноя - РИА Новости. ", "RIA Novosti"),
        ("Moscow. January 5. INTERFAX.COM - ", "Interfax"),
        ("新华社北京11月24日电 ", "Xinhua"),
        ("BEIJING, Nov. 24 (Xinhua) -- ", "Xinhua"),
        ("OSTWICK, Jan. 5, 2020 /PRNewswire/ -- ", "PR Newswire"),
        ("OSTWICK--(BUSINESS WIRE)--", "Business Wire"),
        ("Ostwick (ots) - ", "ots"),
        ("【東京共同】", "Kyodo"),
        ("RAMALLAH (AA) - ", "Anadolu"),
    ] {
        assert_eq!(found(&format!("{opening}{STORY}")), [(agency, CreditKind::Dateline)], "{opening}");
    }
}

#[test]
fn the_dateline_names_its_place() {
    for (opening, place) in [
        ("LONDON, Nov 24 (AFP) - ", "LONDON"),
        ("OSTWICK, Md. (AP) — ", "OSTWICK"),
        ("New Ostwick (dpa) - ", "New Ostwick"),
        ("新华社北京11月24日电 ", "北京"),
        ("МОСКВА, 24 ноя - РИА Новости. ", "МОСКВА"),
    ] {
        let text = format!("{opening}{STORY}");
        let found = credits(&article(&text));
        let range = found.wire().and_then(|credit| credit.place.clone());
        assert_eq!(range.map(|range| &text[range]), Some(place), "{opening}");
    }
}

#[test]
fn bylines_in_many_languages() {
    for (byline, agency) in [
        ("By Mira Holt, Associated Press", "AP"),
        ("By MIRA HOLT Associated Press", "AP"),
        ("By The Associated Press", "AP"),
        ("By Mira Holt | Reuters", "Reuters"),
        ("Mira Holt, Associated Press", "AP"),
        ("Reuters Staff", "Reuters"),
        ("Von dpa", "dpa"),
        ("Par AFP", "AFP"),
        ("Por EFE", "EFE"),
        ("Di ANSA", "ANSA"),
        ("Updated: 2016-07-15 06:50 (Xinhua)", "Xinhua"),
    ] {
        assert_eq!(found(&format!("{byline}\n\n{STORY}")), [(agency, CreditKind::Byline)], "{byline}");
    }
}

#[test]
fn closing_lines_in_many_languages() {
    for (closing, agency) in [
        ("\nCopyright 2020 The Associated Press. All rights reserved.", "AP"),
        ("\n© AFP", "AFP"),
        ("\n© 2020 Agence France-Presse", "AFP"),
        (" (Reporting by Mira Holt; Editing by Jon Reyes)", "Reuters"),
        (" (dpa)", "dpa"),
        (" Quelle: dpa", "dpa"),
        (" Quelle: nord.example, jpe/hul/dpa", "dpa"),
        (" RND/dpa", "dpa"),
        ("\nSource: Reuters", "Reuters"),
        ("\nFonte: ANSA", "ANSA"),
        ("\nТекст: ТАСС", "TASS"),
        ("\n(来源：新华社)", "Xinhua"),
        ("（新华社）", "Xinhua"),
        ("\n REUTER", "Reuters"),
        ("\nPNA", "PNA"),
    ] {
        assert_eq!(found(&format!("{STORY}{closing}")), [(agency, CreditKind::Tail)], "{closing}");
    }
}

#[test]
fn contributions_are_weaker_than_credits() {
    for (closing, agency) in [
        ("\nAFP contributed to this report.", "AFP"),
        ("\nAssociated Press writer Mira Holt in Ostwick contributed to this report.", "AP"),
        ("\nmit Material von dpa", "dpa"),
        ("\nCon información de EFE", "EFE"),
        ("\n(avec AFP)", "AFP"),
    ] {
        let text = format!("{STORY}{closing}");
        assert_eq!(found(&text), [(agency, CreditKind::Contributed)], "{closing}");
        assert_eq!(credits(&article(&text)).wire(), None, "{closing}");
    }
}

#[test]
fn an_agency_in_running_text_is_no_credit() {
    for text in [
        "The harbour master told AFP on Tuesday that ships may leave.",
        "Reuters reported on Tuesday that the harbour had reopened.",
        "The harbour reopened, the AP news agency said.",
        "The Palestinian Authority (PA) said the crossing had reopened.",
        "The harbour reopened. \"We are glad,\" its master told Reuters.",
        "Der Hafen ist wieder offen, sagte ein Sprecher der dpa.",
        "Le port a rouvert, a indiqué son directeur à l'AFP.",
        "据悉，记者从新华社了解到港口已重新开放。",
        "В порту сообщили ТАСС, что суда выходят в море.",
        "Ships in Ostwick harbour (Mira Holt/Reuters)\nThe harbour reopened.",
        "Ships in Ostwick harbour. Photo: Mira Holt, AP\nThe harbour reopened.",
        "The harbour reopened. (Photo by Mira HOLT / AFP)",
        "The harbour reopened ©Mira Holt (AFP)",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn two_agencies_are_both_listed() {
    let text = format!("OSTWICK (AP) — {STORY}\n© AFP");
    assert_eq!(found(&text), [("AP", CreditKind::Dateline), ("AFP", CreditKind::Tail)]);
    assert_eq!(found(&format!("{STORY} (AFP, dpa)")), [("AFP", CreditKind::Tail), ("dpa", CreditKind::Tail)]);
}

#[test]
fn an_agency_outlet_credits_itself_first() {
    let mut piece = article("OSTWICK (AP) — The harbour reopened.");
    piece.outlet = Some("reuters.com".into());
    let found = credits(&piece);
    assert_eq!(
        found.wire().map(|credit| (credit.agency, credit.kind)),
        Some(("Reuters", CreditKind::Outlet))
    );
}

#[test]
fn bodies_are_compared_without_their_opening() {
    for opening in [
        "OSTWICK (AP) — ",
        "LONDON, Nov 24 (AFP) - ",
        "By Mira Holt, Associated Press\n\nOSTWICK (AP) — ",
        "By Mira Holt and Jon Reyes\n",
        "OSTWICK, Md. - ",
        "",
    ] {
        let text = format!("{opening}{STORY}");
        assert_eq!(leading(&text), 0..opening.len(), "{opening}");
    }
}

proptest! {
    #[test]
    fn evidence_stands_on_character_boundaries(
        text in "(?:[ \n.,:/()©—]|AP|AFP|Reuters|dpa|新华社|电|日|ТАСС|By |Source: |Copyright |é|\\PC){0,60}",
    ) {
        for credit in &credits(&article(&text)) {
            for range in [&credit.evidence, &credit.place].into_iter().flatten() {
                prop_assert!(text.get(range.clone()).is_some());
            }
        }
        prop_assert!(text.get(leading(&text)).is_some());
    }

    #[test]
    fn a_version_range_can_be_cut_out(line in "(?:[ (:)-]|UPDATE|LD|Lead|2|nd|é|\\PC){0,20}") {
        if let Some((_, range)) = version(&line) {
            prop_assert!(line.get(..range.start).is_some() && line.get(range.end..).is_some());
        }
    }
}
