//! Two texts are aligned and judged: shares are shares, and exchanging the texts exchanges the verdict.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reprint::judge::{Body, Circumstances, Limits, Scale, judge};

fuzz_target!(|texts: (&str, &str)| {
    let (a, b) = (Body::new(texts.0), Body::new(texts.1));
    let mut scale = Scale::default();
    let verdict =
        |scale: &mut Scale, a, b| judge(&scale.weigh(a, b), Circumstances::default(), Limits::default());
    let (forth, back) = (verdict(&mut scale, &a, &b), verdict(&mut scale, &b, &a));
    assert!(forth.coverage.iter().all(|share| (0.0..=1.0).contains(share)), "{forth:?}");
    assert_eq!(forth, verdict(&mut Scale::default(), &a, &b), "a used scale weighs the same");
    assert_eq!(forth.turned().relation, back.relation, "{forth:?} {back:?}");
});
