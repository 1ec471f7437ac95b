//! Under which names a record's fields are found.

/// A field of an article that a record can bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The record's own identifier.
    Id,
    /// The body.
    Text,
    /// The headline.
    Title,
    /// Who published it.
    Outlet,
    /// When it was published.
    Published,
    /// The page's address.
    Url,
    /// The language tag.
    Lang,
}

impl Field {
    /// Every field, in the order of its index.
    pub const ALL: [Field; 7] =
        [Field::Id, Field::Text, Field::Title, Field::Outlet, Field::Published, Field::Url, Field::Lang];

    fn usual_names(self) -> &'static [&'static str] {
        match self {
            Field::Id => &["id"],
            Field::Text => &["text", "body", "content", "article", "maintext"],
            Field::Title => &["title", "headline"],
            Field::Outlet => &["outlet", "domain", "source", "source_domain", "publisher"],
            Field::Published => &["published", "published_at", "date", "date_publish", "timestamp"],
            Field::Url => &["url"],
            Field::Lang => &["lang", "language"],
        }
    }
}

/// One name under which a field may stand, and how early it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    key: String,
    field: Field,
    rank: u8,
}

/// The names under which each field is looked for; the first that is present and not empty wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMap {
    names: Vec<Name>,
    by_name: bool,
}

impl Default for FieldMap {
    fn default() -> Self {
        let mut map = FieldMap { names: Vec::new(), by_name: false };
        for field in Field::ALL {
            map.append(field, field.usual_names());
        }
        map
    }
}

impl FieldMap {
    /// Looks for `field` under `name` only. A name with dots, `a.b`, also reaches into nested objects.
    #[must_use]
    pub fn with(mut self, field: Field, name: &str) -> Self {
        self.names.retain(|known| known.field != field);
        self.append(field, &[name]);
        self
    }

    /// Looks for `field` alone, under the names it has.
    #[must_use]
    pub fn only(&self, field: Field) -> Self {
        let names = self.names.iter().filter(|name| name.field == field).cloned().collect();
        Self { names, by_name: self.by_name }
    }

    fn append(&mut self, field: Field, keys: &[&str]) {
        for (rank, key) in keys.iter().enumerate() {
            self.by_name |= key.contains('.') || self.lookup(key).is_some();
            self.names.push(Name { key: (*key).to_owned(), field, rank: rank as u8 });
        }
    }

    /// The name that is asked first for `field`: what a record made here is written with.
    #[must_use]
    pub fn first_name(&self, field: Field) -> &str {
        self.names.iter().find(|name| name.field == field).map_or("", |name| &name.key)
    }

    /// Whether a record must be asked name by name: some name reaches into nested objects or serves two fields.
    pub(super) fn by_name(&self) -> bool {
        self.by_name
    }

    /// Which field a key of a record stands for, and its rank among that field's names.
    pub(super) fn lookup(&self, key: &str) -> Option<(Field, u8)> {
        self.names.iter().find(|name| name.key == key).map(|name| (name.field, name.rank))
    }

    /// Every name with its field and rank.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Field, u8)> {
        self.names.iter().map(|name| (name.key.as_str(), name.field, name.rank))
    }

    /// The names of `field`, for a message: "text, body or content".
    pub(super) fn spelled(&self, field: Field) -> String {
        let names: Vec<_> = self.names().filter(|name| name.1 == field).map(|name| name.0).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            Some((only, _)) => (*only).to_owned(),
            None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_record;
    use super::*;
    use crate::article::Article;

    #[test]
    fn usual_names_are_ranked_in_order() {
        let map = FieldMap::default();
        assert_eq!(map.lookup("text"), Some((Field::Text, 0)));
        assert_eq!(map.lookup("maintext"), Some((Field::Text, 4)));
        assert_eq!(map.lookup("byline"), None);
    }

    #[test]
    fn an_override_replaces_the_usual_names() {
        let map = FieldMap::default().with(Field::Text, "story.body");
        assert_eq!(map.lookup("text"), None);
        assert_eq!(map.lookup("story.body"), Some((Field::Text, 0)));
        assert!(map.by_name());
        assert_eq!(map.first_name(Field::Text), "story.body");
    }

    #[test]
    fn the_text_alone_is_read_as_it_is_with_the_rest() {
        let line =
            br#"{"title": "Ferry", "body": "It \u2019sank", "story": {"body": "It sank"}, "date": "soon"}"#;
        for fields in [FieldMap::default(), FieldMap::default().with(Field::Text, "story.body")] {
            let read = |fields: &FieldMap| parse_record(line, &"", fields).unwrap();
            let (whole, alone) = (read(&fields), read(&fields.only(Field::Text)));
            assert!(!alone.text.is_empty() && whole.title.is_some());
            assert_eq!(alone, Article { text: whole.text, ..Article::default() });
        }
    }

    #[test]
    fn one_name_can_serve_two_fields() {
        assert!(FieldMap::default().with(Field::Id, "url").by_name());
        assert!(!FieldMap::default().with(Field::Id, "guid").by_name());
    }

    #[test]
    fn names_are_spelled_for_messages() {
        assert_eq!(FieldMap::default().spelled(Field::Title), "title or headline");
        assert_eq!(FieldMap::default().spelled(Field::Id), "id");
    }
}
