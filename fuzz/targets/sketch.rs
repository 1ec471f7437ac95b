//! Any text in any script: words stand in order inside it, and a sketch keeps its laws.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reprint::sketch::Sketcher;
use reprint::text::words;

fuzz_target!(|text: &str| {
    let words = words(text);
    let mut end = 0;
    for &(start, stop) in &words.spans {
        assert!(end <= start && start < stop && text.get(start as usize..stop as usize).is_some());
        end = stop;
    }
    let sketch = Sketcher::new().sketch(text);
    assert_eq!(sketch.words as usize, words.len());
    assert!(sketch.prints.iter().all(|print| sketch.queries.contains(print)));
    assert_eq!(sketch, Sketcher::new().sketch(text));
});
