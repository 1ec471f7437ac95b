//! Two texts are aligned and judged: shares are shares, and what was weighed before changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reprint::judge::{Body, Circumstances, Limits, Scale, judge};

fuzz_target!(|texts: (&str, &str)| {
    let (a, b) = (Body::new(texts.0), Body::new(texts.1));
    let mut scale = Scale::default();
    let verdict =
        |scale: &mut Scale, a, b| judge(&scale.weigh(a, b), Circumstances::default(), Limits::default());
    let forth = verdict(&mut scale, &a, &b);
    assert!(forth.coverage.iter().all(|share| (0.0..=1.0).contains(share)), "{forth:?}");
    let back = verdict(&mut scale, &b, &a);
    assert!(back.coverage.iter().all(|share| (0.0..=1.0).contains(share)), "{back:?}");
    assert_eq!(forth, verdict(&mut Scale::default(), &a, &b), "a used scale weighs the same");
});
