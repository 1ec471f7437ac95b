//! Damage: every flipped byte is found, and none makes a reader panic or answer wrongly.

mod index_kit;

use std::fs;
use std::path::{Path, PathBuf};

use index_kit::{article, index, sketch};
use reprint::index::{Index, IndexError, Writer, salvage, verify};

const ARTICLES: u64 = 12;

/// A small index with deletes and two segments.
fn small(folder: &Path) {
    index(folder, ARTICLES, 2);
    let mut writer = Writer::open(folder).unwrap();
    writer.remove("a1").unwrap();
    writer.commit().unwrap();
}

/// The files that hold data: the lock holds none.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| !path.ends_with("lock")).collect();
    files.sort();
    files
}

/// Reads everything there is to read. Returns how many answers were errors; panics on a wrong one.
fn read_all(folder: &Path) -> usize {
    let Ok(index) = Index::open(folder) else { return 1 };
    let (snapshot, mut errors) = (index.snapshot(), 0);
    for n in 0..ARTICLES {
        let (id, mut check) =
            (format!("a{n}"), |answer: Result<(), IndexError>| errors += usize::from(answer.is_err()));
        let expected = article(&id, n);
        match snapshot.find_id(&id) {
            Ok(Some((at, doc))) => {
                let segment = &snapshot.segments()[at];
                check(segment.article(doc).map(|read| assert_eq!(read, expected)));
                check(segment.entry(doc).map(|read| assert_eq!(read.body, sketch(&expected).body)));
                check(segment.prints().map(|prints| {
                    assert!(
                        sketch(&expected)
                            .prints
                            .iter()
                            .all(|key| prints.docs(*key).any(|other| other == doc))
                    );
                }));
                check(segment.bands().map(|bands| {
                    assert!(
                        sketch(&expected).bands.iter().all(|key| bands.docs(*key).any(|other| other == doc))
                    );
                }));
            }
            Ok(None) => assert_eq!(id, "a1", "an article that is there was not found, and no error said why"),
            Err(error) => check(Err(error)),
        }
    }
    errors
}

/// Whether verification finds anything wrong, be it that the index does not open.
fn verify_finds_damage(folder: &Path) -> bool {
    verify(folder).map_or(true, |report| !report.is_intact())
}

/// Damages one byte of a file at a time, by replacing the file as a whole: its old bytes may still be mapped.
fn each_flip(file: &Path, step: usize, mut then: impl FnMut(usize)) {
    let whole = fs::read(file).unwrap();
    for at in (0..whole.len()).step_by(step) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (at % 8);
        replace(file, &damaged);
        then(at);
    }
    replace(file, &whole);
}

fn replace(file: &Path, bytes: &[u8]) {
    fs::remove_file(file).unwrap();
    fs::write(file, bytes).unwrap();
}

#[test]
fn verify_finds_every_flipped_byte_and_no_reader_is_misled() {
    let folder = tempfile::tempdir().unwrap();
    small(folder.path());
    assert_eq!(read_all(folder.path()), 0);
    assert_eq!(files(folder.path()).len(), 4);
    for file in files(folder.path()) {
        each_flip(&file, 1, |at| {
            assert!(verify_finds_damage(folder.path()), "byte {at} of {}", file.display());
        });
        // Readers take longer; a step coprime to all strides still visits every field of every table.
        each_flip(&file, 3, |_| {
            read_all(folder.path());
        });
    }
    assert!(verify(folder.path()).unwrap().is_intact());
}

#[test]
fn files_cut_short_or_missing_are_found() {
    let folder = tempfile::tempdir().unwrap();
    small(folder.path());
    for file in files(folder.path()) {
        let whole = fs::read(&file).unwrap();
        for length in [0, 1, 63, 64, 65, whole.len() / 2, whole.len() - 64, whole.len() - 1] {
            replace(&file, &whole[..length]);
            assert!(verify_finds_damage(folder.path()), "{} cut to {length}", file.display());
            assert!(read_all(folder.path()) > 0);
        }
        fs::remove_file(&file).unwrap();
        assert!(verify_finds_damage(folder.path()), "{} removed", file.display());
        assert!(Index::open(folder.path()).is_err());
        fs::write(&file, &whole).unwrap();
    }
}

#[test]
fn a_file_put_in_anothers_place_is_found() {
    let folder = tempfile::tempdir().unwrap();
    small(folder.path());
    let names = files(folder.path());
    fs::copy(&names[0], &names[1]).unwrap();
    assert!(matches!(Index::open(folder.path()), Err(IndexError::Corrupt { .. })));
    assert!(verify_finds_damage(folder.path()));
}

#[test]
fn damage_names_file_and_section() {
    let folder = tempfile::tempdir().unwrap();
    small(folder.path());
    let segment = files(folder.path()).remove(0);
    let mut bytes = fs::read(&segment).unwrap();
    bytes[100] ^= 1;
    replace(&segment, &bytes);
    let report = verify(folder.path()).unwrap();
    let message = report.damage[0].to_string();
    assert!(
        message.contains(segment.file_name().unwrap().to_str().unwrap()) && message.contains("entries"),
        "{message}"
    );
}

#[test]
fn what_is_sound_is_opened_and_the_rest_named() {
    let folder = tempfile::tempdir().unwrap();
    small(folder.path());
    let (index, damage) = Index::open_sound(folder.path()).unwrap();
    assert_eq!((index.snapshot().len(), damage.len()), (ARTICLES - 1, 0));
    let segment = files(folder.path()).remove(1);
    let whole = fs::read(&segment).unwrap();
    replace(&segment, &whole[..whole.len() - 1]);
    let (index, damage) = Index::open_sound(folder.path()).unwrap();
    assert_eq!((index.snapshot().segments().len(), damage.len()), (1, 1));
    assert!(damage[0].to_string().contains(segment.file_name().unwrap().to_str().unwrap()));
}

#[test]
fn what_is_readable_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    small(folder.path());
    let names = files(folder.path());
    let whole = fs::read(&names[0]).unwrap();
    let mut damaged = whole.clone();
    damaged[100] ^= 1;
    replace(&names[0], &damaged);
    let mut ids = Vec::new();
    let report = salvage(folder.path(), |article| ids.push(article.id.into_owned())).unwrap();
    assert_eq!((report.articles + report.lost, ids.len() as u64), (ARTICLES - 1, report.articles));
    assert!(report.articles >= 5 && report.lost > 0 && !report.damage.is_empty());

    replace(&names[0], &whole);
    fs::remove_file(folder.path().join("manifest")).unwrap();
    let report = salvage(folder.path(), |_| {}).unwrap();
    assert!(report.without_manifest);
    assert_eq!(report.articles, ARTICLES, "the removed article returns with the manifest's loss");
}
