//! The names of an index's files.

/// The manifest of the last commit.
pub const MANIFEST: &str = "manifest";
/// The manifest of a commit under way.
pub const NEXT_MANIFEST: &str = "manifest.next";
/// The writer's lock.
pub const LOCK: &str = "lock";
const SEGMENT: &str = ".segment";
const DELETES: &str = ".deletes";

/// The name of segment file `number`.
pub fn segment(number: u64) -> String {
    format!("{number:08}{SEGMENT}")
}

/// The name of deletes file `number`.
pub fn deletes(number: u64) -> String {
    format!("{number:08}{DELETES}")
}

/// Whether a name is a segment's.
pub fn is_segment(name: &str) -> bool {
    name.strip_suffix(SEGMENT).is_some_and(is_number)
}

/// Whether a writer makes files of this name and may remove them.
pub fn is_writers(name: &str) -> bool {
    name == NEXT_MANIFEST || is_segment(name) || name.strip_suffix(DELETES).is_some_and(is_number)
}

fn is_number(stem: &str) -> bool {
    stem.len() >= 8 && stem.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_writer_knows_its_own_files_and_no_others() {
        assert!(is_writers(&segment(7)) && is_segment(&segment(123_456_789)));
        assert!(is_writers(&deletes(7)) && !is_segment(&deletes(7)));
        assert!(
            ["notes.segment", MANIFEST, LOCK, "00000001.deletes.bak", ""]
                .iter()
                .all(|name| !is_writers(name))
        );
    }
}
