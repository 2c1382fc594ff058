//! In which encoding each document is read: as it says itself, until the user says otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::tasks::entry::{EntryId, Source};
use crate::text::{Encoding, ReadAs};

/// What the user said about encodings.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The one that files are usually written in.
    usual: Option<Encoding>,
    /// The paths on the command line: who names a file and an encoding wants just that.
    named: BTreeSet<PathBuf>,
    /// What was said about a single document.
    single: BTreeMap<EntryId, ReadAs>,
}

impl Choices {
    /// Takes what was said before anything was opened.
    pub(crate) fn begin(&mut self, usual: Option<Encoding>, named: &[PathBuf]) {
        self.usual = usual;
        self.named = named.iter().cloned().collect();
    }

    /// Returns how a file is to be read.
    pub fn of(&self, id: EntryId, path: &Path) -> ReadAs {
        match (self.single.get(&id), self.usual) {
            (Some(chosen), _) => *chosen,
            (None, None) => ReadAs::Guessed,
            (None, Some(encoding)) if self.named.contains(path) => ReadAs::Exactly(encoding),
            (None, Some(encoding)) => ReadAs::Usually(encoding),
        }
    }

    /// Returns how standard input is to be read, which nobody takes for what it is not.
    pub fn of_input(&self, id: EntryId) -> ReadAs {
        let usual = self.usual.map_or(ReadAs::Guessed, ReadAs::Exactly);
        self.single(id).unwrap_or(usual)
    }

    /// Returns what a file is to be read from.
    pub fn source(&self, id: EntryId, path: PathBuf) -> Source {
        let read_as = self.of(id, &path);
        Source::File(path, read_as)
    }

    /// Returns what was said about a single document.
    pub(crate) fn single(&self, id: EntryId) -> Option<ReadAs> {
        self.single.get(&id).copied()
    }

    /// Takes what is said about a single document, or takes it back.
    pub(crate) fn choose(&mut self, id: EntryId, read_as: Option<ReadAs>) {
        match read_as {
            Some(read_as) => self.single.insert(id, read_as),
            None => self.single.remove(&id),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_one_document_holds_for_it_alone() {
        let [usual, other] = ["latin1", "koi8-r"].map(|name| name.parse::<Encoding>().unwrap());
        let mut choices = Choices::default();
        assert_eq!(choices.of(EntryId(0), Path::new("a")), ReadAs::Guessed);
        choices.begin(Some(usual), &["b".into()]);
        choices.choose(EntryId(2), Some(ReadAs::Exactly(other)));
        let read_as = ["a", "b", "c"].iter().enumerate();
        let read_as: Vec<_> = read_as.map(|(at, path)| choices.of(EntryId(at), Path::new(path))).collect();
        assert_eq!(read_as, [ReadAs::Usually(usual), ReadAs::Exactly(usual), ReadAs::Exactly(other)]);
        assert_eq!(choices.single(EntryId(2)), Some(ReadAs::Exactly(other)));
        choices.choose(EntryId(2), None);
        assert_eq!(choices.of(EntryId(2), Path::new("c")), ReadAs::Usually(usual));
    }
}
