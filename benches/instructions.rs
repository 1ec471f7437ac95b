//! Runs one stage once, for a counter of instructions to watch; `scripts/instructions` does. Without a stage's
//! name it runs all of them.

mod stages;

use stages::{Material, STAGES, Stage};

fn main() {
    let asked = std::env::args().nth(1).filter(|argument| !argument.starts_with('-'));
    let material = Material::new();
    let wanted = |(name, _): &&Stage| asked.as_deref().is_none_or(|asked| asked == *name);
    let chosen: Vec<&Stage> = STAGES.iter().filter(wanted).collect();
    assert!(!chosen.is_empty(), "no such stage; there are {:?}", STAGES.map(|(name, _)| name));
    for (_, stage) in chosen {
        counted(*stage, &material);
    }
}

/// The counter is told to count in here only.
#[inline(never)]
fn counted(stage: fn(&Material), material: &Material) {
    stage(material);
}
