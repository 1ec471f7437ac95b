//! Two texts are aligned and judged: shares are shares, and what was weighed before changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reprint::judge::{Body, Circumstances, Limits, Scale, judge};

fuzz_target!(|texts: (&str, &str)| {
    let (a, b) = (Body::new(texts.0), Body::new(texts.1));
    let mut scale = Scale::default();
    let verdict = |evidence| judge(&evidence, Circumstances::default(), Limits::default());
    let forth = verdict(scale.weigh(&a, &b));
    assert!(forth.coverage.iter().all(|share| (0.0..=1.0).contains(share)), "{forth:?}");
    let back = verdict(scale.weigh(&b, &a));
    assert_eq!(back, forth.turned(), "the order of the two texts does not matter");
    assert_eq!(forth, verdict(Scale::default().weigh(&a, &b)), "a used scale weighs the same");
});
