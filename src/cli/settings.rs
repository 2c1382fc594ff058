//! The settings in force: the command line over the user's file over what is built in.

use anyhow::{Context, Result};

use crate::cli::args::Cli;
use crate::search::{Case, Defaults, Keywords, Kind, parse_argument, parse_file};
use crate::storage::config;
use crate::storage::config::{Config, Settings};
use crate::storage::input;
use crate::ui::input::Keymap;

/// Returns the settings in force; an error names the file or the option.
pub fn settings(cli: &Cli) -> Result<Settings> {
    let file = config::read(cli.config.as_deref())?;
    Ok(layer(cli)?.over(file).settle()?)
}

/// Returns the key map in force; an error names the file that holds the user's keys.
pub fn keymap(cli: &Cli, settings: &Settings) -> Result<Keymap> {
    Keymap::with(Some(&settings.keys)).with_context(|| {
        let file = config::place(cli.config.as_deref()).unwrap_or_default();
        file.display().to_string()
    })
}

/// Returns the keywords of the settings; an error names the one that cannot be looked for.
pub fn keywords(settings: &Settings) -> Result<Keywords> {
    let mut keywords = Keywords::default();
    for word in &settings.keywords {
        let keyword = parse_argument(word, defaults(settings));
        keywords.add(keyword.with_context(|| format!("keyword '{word}'"))?);
    }
    Ok(keywords)
}

/// Returns how queries are meant that do not say so themselves.
pub(crate) fn defaults(settings: &Settings) -> Defaults {
    let kind = if settings.whole_word { Kind::Word } else { Kind::default() };
    let case = if settings.ignore_case { Case::Ignore } else { Case::default() };
    Defaults { kind, case }
}

fn layer(cli: &Cli) -> Result<Config> {
    Ok(Config {
        theme: cli.theme.clone(),
        width: cli.width,
        mouse: cli.no_mouse.then_some(false),
        strong: cli.strong,
        weak: cli.weak,
        ignore_case: cli.ignore_case.then_some(true),
        whole_word: cli.word.then_some(true),
        keywords: words(cli)?,
        ..Config::default()
    })
}

/// A keyword is kept as it is spelt, because its meaning hangs on the other settings.
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
