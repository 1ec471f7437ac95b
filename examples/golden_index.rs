//! Makes the index that `tests/index_compatibility.rs` keeps, after the format or the sketch parameters changed:
//! `cargo run --example golden_index -- tests/golden/format-2`

#[path = "../tests/index_kit/mod.rs"]
mod index_kit;

fn main() {
    let folder = std::env::args_os().nth(1).expect("the folder to make it in");
    index_kit::golden(std::path::Path::new(&folder));
}
