//! The form in which everything is written by hand: entries of fields and sections.
//!
//! ```text
//! == key
//! field: value
//! -- section: its title
//! A paragraph a line.
//! ```

use std::fs;
use std::path::Path;

use super::Failure;
use super::body::Body;

/// One story, outlet, form or trap.
pub struct Entry {
    /// Its name.
    pub key: String,
    fields: Vec<(String, String)>,
    sections: Vec<Section>,
}

/// A named part of an entry.
pub struct Section {
    name: String,
    /// What stands after the name, often a headline.
    pub title: String,
    /// Its lines, empty ones left out.
    pub lines: Vec<String>,
}

impl Entry {
    /// The first field of a name.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.0 == name).map(|field| field.1.as_str())
    }

    /// Every field of a name.
    pub fn fields<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |field| field.0 == name).map(|field| field.1.as_str())
    }

    /// A field that must be there.
    pub fn required(&self, name: &str) -> Result<&str, Failure> {
        self.field(name).ok_or_else(|| format!("{} has no field {name}", self.key).into())
    }

    /// A section, if it was written.
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// The lines of a section; none if it was not written.
    pub fn lines(&self, name: &str) -> &[String] {
        self.section(name).map_or(&[], |section| &section.lines)
    }

    /// The language, English unless stated.
    pub fn lang(&self) -> &str {
        self.field("lang").unwrap_or("en")
    }
}

impl Entry {
    /// What the agency or the trap says.
    pub fn body(&self) -> Body {
        Body::new(self.lines("body"))
    }

    /// Too short to cut.
    pub fn is_brief(&self) -> bool {
        self.key.starts_with("brief-") || self.key.starts_with("tiny-")
    }

    /// The same fields and another date, without the sections.
    pub fn dated(&self, date: &str) -> Self {
        let others = self.fields.iter().filter(|field| field.0 != "date").cloned();
        let fields = others.chain([("date".to_owned(), date.to_owned())]).collect();
        Self { key: self.key.clone(), fields, sections: Vec::new() }
    }
}

/// The date of the newest of `stories`: a page cannot carry what has not happened.
pub fn latest<'a>(stories: &[&'a Entry]) -> &'a str {
    stories.iter().filter_map(|story| story.field("date")).max().unwrap_or_default()
}

/// Reads every file of a folder in the order of their names.
pub fn read_folder(folder: &Path) -> Result<Vec<Entry>, Failure> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<Result<_, Failure>>()?;
    paths.sort();
    let mut entries = Vec::new();
    for path in paths {
        entries.extend(read(&path)?);
    }
    Ok(entries)
}

/// Reads one file.
pub fn read(path: &Path) -> Result<Vec<Entry>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut entries = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        read_line(&mut entries, line).ok_or_else(|| format!("{}:{}: {line}", path.display(), number + 1))?;
    }
    Ok(entries)
}

/// `None` if the line cannot stand where it does.
fn read_line(entries: &mut Vec<Entry>, line: &str) -> Option<()> {
    if let Some(key) = line.strip_prefix("== ") {
        entries.push(Entry { key: key.trim().to_owned(), fields: Vec::new(), sections: Vec::new() });
        return Some(());
    }
    let entry = entries.last_mut()?;
    if let Some(head) = line.strip_prefix("-- ") {
        let (name, title) = head.split_once(": ").unwrap_or((head, ""));
        entry.sections.push(Section {
            name: name.trim().to_owned(),
            title: title.to_owned(),
            lines: Vec::new(),
        });
    } else if let Some(section) = entry.sections.last_mut() {
        section.lines.push(line.to_owned());
    } else {
        let (name, value) = line.split_once(": ")?;
        entry.fields.push((name.to_owned(), value.trim().to_owned()));
    }
    Some(())
}
