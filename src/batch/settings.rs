//! The settings in force: the command line over the user's file over what is built in.

use anyhow::{Context, Result};

use crate::cli::Cli;
use crate::storage::config::{self, Config, Settings};
use crate::storage::input;

/// Returns the settings in force; an error names the file or the option.
pub fn settings(cli: &Cli) -> Result<Settings> {
    let file = config::read(cli.config.as_deref())?;
    Ok(layer(cli)?.over(file).settle()?)
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
        keywords: keywords(cli)?,
        ..Config::default()
    })
}

fn keywords(cli: &Cli) -> Result<Vec<String>> {
    let mut words = cli.keywords.clone();
    for file in &cli.keyword_files {
        let lines = input::lines(file).with_context(|| file.display().to_string())?;
        let meant = |line: &str| !line.is_empty() && !line.starts_with('#');
        words.extend(lines.iter().map(|line| line.trim()).filter(|line| meant(line)).map(str::to_owned));
    }
    Ok(words)
}
