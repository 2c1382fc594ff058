//! What a document says about itself: author, date, sender.

/// A field of metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who wrote it.
    Author,
    /// When it was written or published, in the words of the document.
    Date,
    /// When the program that wrote the file says it was made. It tells nothing of the content, so documents
    /// that differ in it alone are the same.
    Created,
    /// Its language, a BCP 47 tag.
    Language,
    /// What it is about.
    Description,
    /// Where it comes from: a site, a publisher, an address.
    Source,
    /// The sender of a message.
    From,
    /// The recipients of a message.
    To,
    /// The people who got a copy of a message.
    Cc,
    /// The subject of a message.
    Subject,
}

impl Field {
    /// Returns its name in small letters.
    pub fn name(self) -> &'static str {
        match self {
            Field::Author => "author",
            Field::Date => "date",
            Field::Created => "created",
            Field::Language => "language",
            Field::Description => "description",
            Field::Source => "source",
            Field::From => "from",
            Field::To => "to",
            Field::Cc => "cc",
            Field::Subject => "subject",
        }
    }
}

/// The longest value of a field, in bytes.
const LONGEST: usize = 4096;

/// The metadata of a document: values of fields, in the order of the document. A field may occur more
/// than once, as `Author` does when there are several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata(Vec<(Field, String)>);

impl Metadata {
    /// Adds a value on one line, unless it is empty or known already.
    pub fn add(&mut self, field: Field, value: &str) {
        let value =
            value[..value.floor_char_boundary(LONGEST)].split_whitespace().collect::<Vec<_>>().join(" ");
        let is_known = || self.0.iter().any(|(other, known)| *other == field && *known == value);
        if !value.is_empty() && !is_known() {
            self.0.push((field, value));
        }
    }

    /// Returns the first value of a field.
    pub fn first(&self, field: Field) -> Option<&str> {
        self.all(field).next()
    }

    /// Returns the values of a field in order.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(other, _)| *other == field).map(|(_, value)| value)
    }

    /// Returns all fields with their values in order.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, value)| (*field, value.as_str()))
    }

    /// Tells whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_once_and_on_one_line() {
        let mut metadata = Metadata::default();
        for (field, value) in [
            (Field::Author, " Ada\n Lovelace "),
            (Field::Date, "1843"),
            (Field::Author, "Luigi Menabrea"),
            (Field::Author, "Ada Lovelace"),
            (Field::Source, "  "),
        ] {
            metadata.add(field, value);
        }
        assert_eq!(metadata.all(Field::Author).collect::<Vec<_>>(), ["Ada Lovelace", "Luigi Menabrea"]);
        assert_eq!((metadata.first(Field::Date), metadata.first(Field::Source)), (Some("1843"), None));
        assert_eq!(metadata.iter().count(), 3);
        metadata.add(Field::Subject, &"é".repeat(LONGEST));
        assert!(metadata.first(Field::Subject).is_some_and(|value| value.len() <= LONGEST));
    }
}
