//! Makes the indexes that `tests/index_compatibility.rs` keeps, after the format or the sketch parameters changed:
//! `cargo run --example golden_index -- tests/golden/format-3`

#[path = "../tests/index_kit/mod.rs"]
mod index_kit;

fn main() {
    let folder = std::env::args_os().nth(1).expect("the folder to make them in");
    let folder = std::path::Path::new(&folder);
    index_kit::golden(folder);
    index_kit::golden_without_texts(&folder.join("without-texts"));
}
