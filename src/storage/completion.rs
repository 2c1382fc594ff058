//! Completing typed paths, as a shell does.

use std::fs;
use std::path::PathBuf;

/// The most completions returned.
const MOST: usize = 200;

/// Returns the completions of a typed path, sorted, folders with a slash at the end. Hidden names are
/// left out unless the typed name begins with a dot, and so are names that are no Unicode. A folder that
/// cannot be read has none.
pub fn complete(typed: &str) -> Vec<String> {
    let (folder, beginning) =
        typed.rsplit_once('/').map_or(("", typed), |(folder, name)| (&typed[..=folder.len()], name));
    let place = if folder.is_empty() { PathBuf::from(".") } else { at_home(folder) };
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !beginning.starts_with('.');
            if hidden || !name.starts_with(beginning) {
                return None;
            }
            let slash = if entry.path().is_dir() { "/" } else { "" };
            Some(format!("{folder}{name}{slash}"))
        })
        .collect();
    names.sort_unstable();
    names.truncate(MOST);
    names
}

/// Returns a typed path with `~` at its beginning replaced by the home folder.
pub fn at_home(typed: &str) -> PathBuf {
    match (typed.strip_prefix('~'), etcetera::home_dir().ok()) {
        (Some(""), Some(home)) => home,
        (Some(rest), Some(home)) if rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completions_begin_with_the_typed_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["report.md", "reply.txt", ".hidden", "other"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("reports")).unwrap();
        let root = folder.path().to_str().unwrap();
        let offered = |typed: &str| -> Vec<String> {
            let all = complete(&format!("{root}/{typed}"));
            all.iter().map(|path| path[root.len() + 1..].to_string()).collect()
        };
        assert_eq!(offered("rep"), ["reply.txt", "report.md", "reports/"]);
        assert_eq!(offered(""), ["other", "reply.txt", "report.md", "reports/"]);
        assert_eq!(offered("."), [".hidden"]);
        assert!(offered("reports/").is_empty());
        assert!(offered("missing/").is_empty());
    }

    #[test]
    fn a_tilde_means_the_home_folder() {
        let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        assert_eq!(at_home("~/a"), home.join("a"));
        assert_eq!(at_home("~a"), PathBuf::from("~a"));
        assert_eq!(at_home("/a/~"), PathBuf::from("/a/~"));
    }
}
