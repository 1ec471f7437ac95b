//! Every figure, a little better and a little worse.

use super::*;
use crate::pipeline::bench::{Checks, Part, Spent, Tally};

/// Of which the system took nothing.
pub(super) fn spent(seconds: f64) -> Spent {
    Spent { seconds, cpu_seconds: seconds, system_seconds: 0.0 }
}

fn baseline() -> Report {
    let tally = |found| Tally { reprints: 1000, found, named: found, reported: 1000, right: 1000 };
    Report {
        articles_per_second: 1000.0,
        megabytes_per_second: 100.0,
        bytes_per_article: 400.0,
        bytes_per_article_without_text: 200.0,
        peak_bytes: 200_000_000,
        check: Checks { articles: 10, p50_us: 100.0, p99_us: 900.0 },
        quality: tally(990),
        kinds: [("lede".to_owned(), tally(950))].into(),
        stages: [(Part::Seek, spent(0.5)), (Part::Group, spent(0.001))].into(),
        steps: [("sketch".to_owned(), 6.0)].into(),
        calibration: spent(0.1),
        calibration_alone: 0.1,
        calibration_dense: spent(0.2),
        calibration_dense_alone: 0.2,
        calibration_system: spent(0.1),
        calibration_system_alone: 0.1,
        ..Report::default()
    }
}

fn worse(change: impl FnOnce(&mut Report)) -> Vec<String> {
    let mut now = baseline();
    change(&mut now);
    let found = compare(&now, &baseline(), 0.1).unwrap();
    found.into_iter().map(|regression| regression.figure).collect()
}

#[test]
fn a_baseline_of_exact_figures_holds_no_clock_against_anyone() {
    let mut now = baseline();
    now.articles_per_second = 1.0;
    now.peak_bytes = 1 << 40;
    now.stages.insert(Part::Seek, spent(900.0));
    let exact = baseline().exact();
    assert_eq!(compare(&now, &exact, 0.1).unwrap(), []);
    assert_eq!((exact.calibration_system, exact.calibration_system_alone), (spent(0.0), 0.0));
    now.bytes_per_article = 500.0;
    now.quality.found = 900;
    let worse = compare(&now, &baseline().exact(), 0.1).unwrap();
    assert_eq!(
        worse.iter().map(|worse| &*worse.figure).collect::<Vec<_>>(),
        ["bytes_per_article", "quality.recall"]
    );
}

#[test]
fn an_unchanged_report_passes() {
    assert_eq!(worse(|_| ()), [""; 0]);
}

#[test]
fn less_speed_is_worse_and_more_is_not() {
    assert_eq!(worse(|now| now.articles_per_second = 899.0), ["articles_per_second"]);
    assert_eq!(worse(|now| now.megabytes_per_second = 89.0), ["megabytes_per_second"]);
    assert_eq!(worse(|now| now.articles_per_second = 901.0), [""; 0]);
    assert_eq!(worse(|now| now.articles_per_second = 5000.0), [""; 0]);
}

#[test]
fn more_bytes_and_longer_waits_are_worse_and_less_is_not() {
    assert_eq!(worse(|now| now.bytes_per_article = 441.0), ["bytes_per_article"]);
    assert_eq!(worse(|now| now.bytes_per_article_without_text = 221.0), ["bytes_per_article_without_text"]);
    assert_eq!(worse(|now| now.peak_bytes = 221_000_000), ["peak_bytes"]);
    assert_eq!(worse(|now| now.check.p50_us = 111.0), ["check.p50_us"]);
    assert_eq!(worse(|now| now.check.p99_us = 991.0), ["check.p99_us"]);
    assert_eq!(worse(|now| (now.bytes_per_article, now.check.p50_us) = (439.0, 1.0)), [""; 0]);
}

#[test]
fn a_fifth_more_of_one_stage_is_worse_but_not_a_millisecond_of_a_short_one() {
    let both = ["stages.seek", "stages.seek.seconds"];
    assert_eq!(worse(|now| now.stages.insert(Part::Seek, spent(0.6)).map_or((), drop)), both);
    assert_eq!(worse(|now| now.stages.insert(Part::Seek, spent(0.54)).map_or((), drop)), [""; 0]);
    assert_eq!(worse(|now| now.stages.insert(Part::Group, spent(0.0019)).map_or((), drop)), [""; 0]);
}

#[test]
fn a_stage_that_waits_is_worse_though_no_processor_is_busy() {
    let takes = |seconds| {
        move |now: &mut Report| {
            now.stages.insert(Part::Seek, Spent { seconds, ..spent(0.5) });
        }
    };
    assert_eq!(worse(takes(0.6)), ["stages.seek.seconds"]);
    assert_eq!(worse(takes(0.57)), [""; 0]);
}

#[test]
fn what_is_quicker_by_more_than_chance_was_not_settled() {
    let takes = |seconds| {
        let mut report = baseline();
        report.stages.insert(Part::Seek, spent(seconds));
        report
    };
    assert!(is_settled(&takes(0.5), &takes(0.51)).unwrap());
    assert!(!is_settled(&takes(0.5), &takes(0.53)).unwrap());
    let found_less = Report { quality: Tally { found: 1, ..baseline().quality }, ..baseline() };
    assert!(is_settled(&baseline(), &found_less).unwrap(), "more rounds find the same");
}

#[test]
fn a_fifth_more_of_one_step_is_worse() {
    let sketch = |micros| {
        move |now: &mut Report| {
            now.steps.insert("sketch".to_owned(), micros);
        }
    };
    assert_eq!(worse(sketch(7.2)), ["steps.sketch"]);
    assert_eq!(worse(sketch(6.5)), [""; 0]);
}

#[test]
fn one_reprint_in_a_hundred_lost_is_worse_whatever_the_tolerance() {
    assert_eq!(worse(|now| now.quality.found = 980), ["quality.recall"]);
    assert_eq!(worse(|now| now.quality.found = 986), [""; 0]);
    assert_eq!(worse(|now| now.quality.right = 990), ["quality.precision"]);
    assert_eq!(
        worse(|now| now.kinds.values_mut().for_each(|tally| tally.found = 940)),
        ["kinds.lede.recall"]
    );
}

#[test]
fn a_machine_of_half_the_speed_is_no_regression_but_hides_none() {
    // By the loop that was slowed most.
    for (waiting, dense) in [(0.2, 0.25), (0.125, 0.4)] {
        let halve = |now: &mut Report| {
            (now.calibration, now.calibration_alone) = (spent(waiting), waiting);
            (now.calibration_dense, now.calibration_dense_alone) = (spent(dense), dense);
            now.steps.insert("sketch".to_owned(), 12.0);
            (now.articles_per_second, now.megabytes_per_second) = (500.0, 50.0);
            (now.check.p50_us, now.check.p99_us) = (200.0, 1800.0);
            now.stages.values_mut().for_each(|stage| *stage = spent(2.0 * stage.cpu_seconds));
        };
        assert_eq!(worse(halve), [""; 0]);
        let and_slower = |now: &mut Report| {
            halve(now);
            now.stages.insert(Part::Seek, spent(1.2));
        };
        assert_eq!(worse(and_slower), ["stages.seek", "stages.seek.seconds"]);
    }
}

/// As it is now, after loops that took so much of what they take.
fn worse_after(share: f64, seek: f64) -> Vec<String> {
    worse(|now| {
        (now.calibration, now.calibration_alone) = (spent(0.1 * share), 0.1 * share);
        (now.calibration_dense, now.calibration_dense_alone) = (spent(0.2 * share), 0.2 * share);
        now.articles_per_second = 1e9;
        now.megabytes_per_second = 1e9;
        (now.check.p50_us, now.check.p99_us) = (1.0, 1.0);
        now.steps.clear();
        now.stages.insert(Part::Seek, spent(seek));
    })
}

#[test]
fn a_faster_machine_must_be_faster_unless_it_is_luck() {
    assert_eq!(worse_after(0.5, 0.29), [""; 0]);
    assert_eq!(worse_after(0.5, 0.31), ["stages.seek"]);
    assert_eq!(worse_after(0.5, 0.32), ["stages.seek", "stages.seek.seconds"]);
    assert_eq!(worse_after(0.92, 0.54), [""; 0]);
    assert_eq!(worse_after(0.92, 0.56), ["stages.seek"]);
}

#[test]
fn a_loop_that_the_baseline_did_not_time_says_nothing() {
    let old = Report { calibration_dense: spent(0.0), calibration_dense_alone: 0.0, ..baseline() };
    let faster = Report { calibration: spent(0.05), calibration_alone: 0.05, ..baseline() };
    let found = compare(&faster, &old, 0.1).unwrap();
    assert!(found.iter().any(|regression| regression.figure == "stages.seek"), "{found:?}");
}

#[test]
fn times_that_an_older_bench_took_are_not_compared() {
    let old = Report { calibration_system: spent(0.0), ..baseline() };
    assert!(matches!(compare(&baseline(), &old, 0.1), Err(BenchError::OldBaseline)));
}

#[test]
fn figures_the_baseline_does_not_have_are_not_compared() {
    assert_eq!(compare(&baseline(), &Report::default(), 0.1).unwrap(), []);
}

#[test]
fn another_corpus_is_an_error() {
    let other = Report { articles: 7, ..baseline() };
    assert!(matches!(compare(&other, &baseline(), 0.1), Err(BenchError::OtherCorpus { .. })));
}

#[test]
fn a_regression_names_its_figure_and_both_values() {
    let now = Report { bytes_per_article: 500.0, ..baseline() };
    let said = compare(&now, &baseline(), 0.1).unwrap()[0].to_string();
    assert!(said.starts_with("bytes_per_article: 500.0000, the baseline is 400.0000 (+25.0%)"), "{said}");
}
