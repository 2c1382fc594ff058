//! The folder that all documents have in common: what every path begins with tells nobody anything.

use std::path::Path;

/// The folder that all folders seen so far lie in or are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// With a `/` at its end, unless it is the folder the program was called in.
    folder: Option<String>,
}

impl Home {
    /// Takes the folder of one more document into account.
    pub fn widen(&mut self, folder: &Path) {
        let folder = with_slash(&folder.to_string_lossy());
        match &mut self.folder {
            None => self.folder = Some(folder),
            Some(home) => {
                while !folder.starts_with(home.as_str()) {
                    let inner = home.strip_suffix('/').unwrap_or(home);
                    home.truncate(inner.rfind('/').map_or(0, |at| at + 1));
                }
            }
        }
    }

    /// Returns its name in the folder it lies in; `.` for the folder the program was called in.
    pub fn name(&self) -> &str {
        match self.folder.as_deref() {
            None | Some("") => ".",
            Some("/") => "/",
            Some(home) => home.trim_end_matches('/').rsplit('/').next().unwrap_or(home),
        }
    }

    /// Returns what comes after it in the path of a folder, nothing for itself; the whole of one that
    /// lies elsewhere.
    pub fn below<'a>(&self, folder: &'a str) -> &'a str {
        let home = self.folder.as_deref().unwrap_or("");
        let is_home = home.strip_suffix('/').is_some_and(|home| home == folder);
        if is_home { "" } else { folder.strip_prefix(home).unwrap_or(folder) }
    }
}

fn with_slash(folder: &str) -> String {
    let slash = if folder.is_empty() || folder.ends_with('/') { "" } else { "/" };
    format!("{folder}{slash}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_paths_have_in_common_is_a_whole_folder() {
        for (folders, name, below) in [
            (&["/a/b"][..], "b", ""),
            (&["/a/b", "/a/b/c"], "b", ""),
            (&["/a/b", "/a/bc"], "a", "b"),
            (&["/a/b", "/c"], "/", "a/b"),
            (&["/a", "/"], "/", "a"),
            (&["a/b", "c/d"], ".", "a/b"),
            (&["a/b", "a"], "a", "b"),
            (&["a", ""], ".", "a"),
            (&["//a", "/b"], "/", "/a"),
            (&[""], ".", ""),
        ] {
            let mut home = Home::default();
            for folder in folders {
                home.widen(Path::new(folder));
            }
            assert_eq!((home.name(), home.below(folders[0])), (name, below), "{folders:?}");
        }
        assert_eq!(Home::default().name(), ".");
    }
}
