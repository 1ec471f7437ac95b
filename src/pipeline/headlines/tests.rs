//! Groups of invented headlines: what joins, what must not.

use proptest::prelude::*;

use super::*;
use crate::article::Precision;

const DAY: i64 = 86_400;

fn record<'a>(title: &'a str, outlet: &'a str, day: i64) -> Headline<'a> {
    let published = Some(Published { seconds: 19_000 * DAY + day * DAY, precision: Precision::Day });
    Headline { title, outlet, site: None, published, body: None }
}

/// Members of each story.
fn stories(records: &[Headline<'_>]) -> Vec<Vec<usize>> {
    group(records).stories.into_iter().map(|group| group.members).collect()
}

const STORY: &str = "Harbour at Ostwick reopens two days after the storm";

#[test]
fn decoration_does_not_part_a_headline() {
    let records = [
        record(STORY, "ostwickpost.com", 0),
        record("Harbour at Ostwick reopens two days after the storm | Ostwick Post", "ostwickpost.com", 0),
        record("WATCH: Harbour at Ostwick reopens two days after the storm - WOST", "wost.com", 1),
        record("NOSTHarbour at Ostwick reopens two days after the storm3 hours ago", "nost.com", 0),
        record("Harbour at Ostwick reopens two days after the stormeastnews.org", "eastnews.org", 0),
        record("Viewer spotlight: Harbour at Ostwick reopens two days after the storm", "west.com", 0),
    ];
    assert_eq!(stories(&records), [vec![0, 1, 2, 3, 4, 5]]);
}

#[test]
fn an_outlets_own_pieces_are_learned() {
    let records = [
        record("Ferry fares rise again in spring - Tidewater Daily", "tw.com", 0),
        record("Bakers win the regional prize - Tidewater Daily", "tw.com", 0),
        record("Ferry fares rise again in spring", "ostwickpost.com", 0),
    ];
    let groups = group(&records);
    assert_eq!(groups.stories.len(), 1);
    assert_eq!(groups.stories[0].headline, "Ferry fares rise again in spring");
}

#[test]
fn a_cut_off_headline_meets_its_whole() {
    let cut = record("Harbour at Ostwick reopens two days ...", "wost.com", 0);
    assert_eq!(stories(&[record(STORY, "ostwickpost.com", 0), cut]), [vec![0, 1]]);
}

#[test]
fn a_phrase_more_needs_an_agreeing_date() {
    let more = "Harbour at Ostwick finally reopens two days after the storm";
    let near = [record(STORY, "ostwickpost.com", 0), record(more, "wost.com", 1)];
    let far = [record(STORY, "ostwickpost.com", 0), record(more, "wost.com", 40)];
    assert_eq!(stories(&near), [vec![0, 1]]);
    assert_eq!(stories(&far), [] as [Vec<usize>; 0]);
}

#[test]
fn a_changed_name_or_number_is_another_story() {
    for other in [
        "Harbour at Eastwick reopens two days after the storm",
        "Harbour at Ostwick reopens three days after the storm",
    ] {
        assert_eq!(
            stories(&[record(STORY, "ostwickpost.com", 0), record(other, "wost.com", 0)]),
            [] as [Vec<usize>; 0]
        );
    }
}

#[test]
fn stars_do_not_chain() {
    let records = [
        record("Mayor opens new harbour bridge in Ostwick before crowd", "a.com", 0),
        record("Mayor opens new harbour bridge in Ostwick before crowd", "b.com", 0),
        record("Mayor opens new harbour bridge in Ostwick", "c.com", 0),
        record("Mayor opens new harbour bridge in Ostwick amid loud protest", "d.com", 0),
    ];
    assert_eq!(stories(&records), [vec![0, 1, 2]]);
}

#[test]
fn columns_and_pages_are_generic() {
    let column = |outlet, day| record("Letters to the editor", outlet, day);
    let records = [column("a.com", 0), column("a.com", 7), column("a.com", 14), column("b.com", 7)];
    let groups = group(&records);
    assert_eq!(groups.stories, []);
    assert_eq!(groups.generic[0].members, [0, 1, 2, 3]);
    assert!(groups.generic[0].generic);
}

#[test]
fn a_syndicated_column_is_one_story_an_issue() {
    let column = |outlet, day| record("The week in cooking with what the garden gives", outlet, day);
    let records = [column("a.com", 0), column("a.com", 7), column("a.com", 14), column("b.com", 8)];
    assert_eq!(stories(&records), [vec![1, 3]]);
    assert_eq!(group(&records).generic[0].members, [0, 2]);
}

#[test]
fn equal_bodies_are_told() {
    let with = |body, outlet| Headline { body: Some(body), ..record(STORY, outlet, 0) };
    assert_eq!(group(&[with(1, "a.com"), with(1, "b.com")]).stories[0].same_body, Some(true));
    assert_eq!(group(&[with(1, "a.com"), with(2, "b.com")]).stories[0].same_body, Some(false));
}

proptest! {
    #[test]
    fn every_record_is_in_one_group_at_most_and_threads_do_not_matter(
        titles in prop::collection::vec("(?:[a-c] ?|Mayor | - Post|\\.\\.\\.|: |WOST|é|\\PC){0,12}", 0..24),
    ) {
        let outlets = ["a.com", "b.com", "The Post"];
        let records: Vec<Headline<'_>> =
            titles.iter().zip(0_i64..).map(|(title, at)| record(title, outlets[at as usize % 3], at % 5)).collect();
        let groups = group(&records);
        let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().map(|pool| pool.install(|| group(&records)));
        prop_assert_eq!(one_thread.ok(), Some(groups.clone()));
        let mut members: Vec<usize> = groups.stories.iter().chain(&groups.generic).flat_map(|group| group.members.clone()).collect();
        members.sort_unstable();
        prop_assert!(members.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
