//! Front matter: the settings above a document, between lines of `---` (YAML) or `+++` (TOML).

/// Returns the title that the front matter of `text` names, and what stands below it.
///
/// A rule at the top looks the same; it is front matter only if what follows reads as settings,
/// so that no text is ever hidden.
pub(super) fn split(text: &str) -> (Option<String>, &str) {
    yaml(text).or_else(|| toml(text)).unwrap_or((None, text))
}

fn yaml(text: &str) -> Option<(Option<String>, &str)> {
    let (inside, below) = between(text, "---", &["---", "..."])?;
    let top_level =
        |line: &&str| !line.trim().is_empty() && !line.starts_with([' ', '\t', '#', '-', ']', '}']);
    let key = |line: &str| line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.contains(' '));
    if !inside.lines().filter(top_level).all(key) || !inside.contains(':') {
        return None;
    }
    let value = inside.lines().find_map(|line| line.strip_prefix("title:")).map(str::trim);
    let title = value.filter(|value| !value.starts_with(['|', '>', '[', '{'])).map(unquoted);
    Some((title.filter(|title| !title.is_empty()), below))
}

fn toml(text: &str) -> Option<(Option<String>, &str)> {
    let (inside, below) = between(text, "+++", &["+++"])?;
    let table: toml::Table = inside.parse().ok()?;
    Some((table.get("title").and_then(|title| title.as_str()).map(str::to_owned), below))
}

/// Returns what stands between the first line, `opening`, and the first line that is in `closing`,
/// and what stands below that.
fn between<'a>(text: &'a str, opening: &str, closing: &[&str]) -> Option<(&'a str, &'a str)> {
    let inside = text.strip_prefix(opening)?.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        if closing.contains(&line.trim_end()) {
            return Some((&inside[..at], &inside[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn unquoted(value: &str) -> String {
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inside.replace("\\\"", "\"").replace("''", "'");
        }
    }
    value.split(" #").next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_read_and_the_rest_skipped() {
        for (text, title) in [
            ("---\ntitle: \"The \\\"tides\\\"\"\ntags:\n  - sea\n---\nBody", Some("The \"tides\"")),
            ("---\ntitle: Tides # draft\n...\nBody", Some("Tides")),
            ("---\nlayout: post\n\n---\nBody", None),
            ("+++\ntitle = 'Tides'\n+++\nBody", Some("Tides")),
        ] {
            assert_eq!(split(text), (title.map(str::to_owned), "Body"), "{text}");
        }
    }

    #[test]
    fn text_between_rules_is_no_front_matter() {
        for text in
            ["---\n\nNo settings: here.\n\n---\n", "---\ntitle: x", "+++\nno toml\n+++\n", "--- a\n---\n"]
        {
            assert_eq!(split(text), (None, text));
        }
    }
}
