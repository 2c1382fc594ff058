//! The effective settings: the command line over the user's file over the built-in ones.

use std::fmt::Write;

use anyhow::{Context, Result};

use crate::cli::args::Cli;
use crate::search::{CaseRule, Defaults, Keywords, Kind, parse_argument, parse_file};
use crate::storage::config;
use crate::storage::config::ConfigSettings;
use crate::storage::input;
use crate::text::width::width;
use crate::ui::input::{Context as KeyContext, Key, Keymap};

/// Returns the effective settings; an error names the file or the option.
pub(crate) fn settings(cli: &Cli) -> Result<ConfigSettings> {
    Ok(over(cli, config::read(cli.config.as_deref())?)?.checked()?)
}

/// Returns the settings of the command line over those of the file.
fn over(cli: &Cli, mut settings: ConfigSettings) -> Result<ConfigSettings> {
    settings.theme = cli.theme.clone().unwrap_or(settings.theme);
    settings.width = cli.width.or(settings.width);
    settings.mouse &= !cli.no_mouse;
    settings.strong = cli.strong.unwrap_or(settings.strong);
    settings.weak = cli.weak.unwrap_or(settings.weak);
    settings.ignore_case |= cli.ignore_case;
    settings.whole_word |= cli.word;
    settings.keywords.extend(words(cli)?);
    Ok(settings)
}

/// Returns the effective key map; an error names the file that holds the user's keys.
pub(crate) fn keymap(cli: &Cli, settings: &ConfigSettings) -> Result<Keymap> {
    Keymap::with(Some(&settings.keys)).with_context(|| {
        let file = config::place(cli.config.as_deref()).unwrap_or_default();
        file.display().to_string()
    })
}

/// Returns the keywords of the settings; an error names the keyword that is not a valid pattern.
pub(crate) fn keywords(settings: &ConfigSettings) -> Result<Keywords> {
    let mut keywords = Keywords::default();
    for word in &settings.keywords {
        let keyword = parse_argument(word, defaults(settings));
        keywords.add(keyword.with_context(|| format!("keyword '{word}'"))?);
    }
    Ok(keywords)
}

/// Returns the kind and the case of queries that do not name theirs.
pub(crate) fn defaults(settings: &ConfigSettings) -> Defaults {
    let kind = if settings.whole_word { Kind::Word } else { Kind::default() };
    let case = if settings.ignore_case { CaseRule::Ignore } else { CaseRule::default() };
    Defaults { kind, case }
}

/// Returns the keywords as they are spelt: their meaning depends on the other settings.
fn words(cli: &Cli) -> Result<Vec<String>> {
    let mut words = cli.keywords.clone();
    for file in &cli.keyword_files {
        let named = || file.display().to_string();
        let text = input::text(file).with_context(named)?;
        let keywords = parse_file(&text, Defaults::default()).with_context(named)?;
        words.extend(keywords.iter().map(ToString::to_string));
    }
    Ok(words)
}

/// Returns the effective keys, view by view: one line for each action with its keys, its name in a key map and
/// its description.
pub(crate) fn key_list(map: &Keymap) -> String {
    let mut text = String::new();
    for context in KeyContext::ALL {
        if map.bindings(context).next().is_none() {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{gap}[{}]", context.name());
        for (action, keys) in map.bindings(context) {
            let keys = keys.iter().map(Key::to_string).collect::<Vec<_>>().join("  ");
            let fill = " ".repeat(26usize.saturating_sub(width(&keys)));
            let _ = writeln!(text, "{keys}{fill}  {:<20}  {}", action.name(), action.words());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use std::path::Path;

    #[test]
    fn the_command_line_wins_over_the_file() {
        let text = "strong = 0.9\nweak = 0.5\nmouse = true\nkeywords = [\"a\"]\nignore-case = true";
        let file = config::parse(Path::new("config.toml"), text).unwrap();
        let cli = Cli::parse_from(["reader", "--strong", "0.8", "--no-mouse", "-k", "b"]);
        let settings = over(&cli, file).unwrap();
        assert_eq!((settings.strong, settings.weak), (0.8, 0.5));
        assert_eq!((settings.mouse, settings.ignore_case, settings.whole_word), (false, true, false));
        assert_eq!(settings.keywords, ["a", "b"]);
    }

    #[test]
    fn every_binding_has_a_line() {
        let map = Keymap::with(None).unwrap();
        let text = key_list(&map);
        for context in KeyContext::ALL {
            assert_eq!(text.contains(&format!("[{}]", context.name())), map.bindings(context).count() > 0);
            for (action, keys) in map.bindings(context) {
                let wanted =
                    |line: &str| line.starts_with(&keys[0].to_string()) && line.contains(action.words());
                assert!(text.lines().any(wanted), "{}", action.name());
            }
        }
    }
}
