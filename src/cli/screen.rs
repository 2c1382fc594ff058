//! From the command line to a state that is ready to be shown; every error is reported before the
//! terminal is changed.

use std::env;
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::cli::args::{Cli, Color, Input, StartPlace};
use crate::cli::gather::named_as;
use crate::cli::settings::defaults;
use crate::search::{Defaults, Keywords, Query};
use crate::storage;
use crate::storage::input::{self, keyboard};
use crate::storage::store::{SharedStore, Store};
use crate::storage::{CommandLine, Missing, STANDARD, Source, config, missing};
use crate::ui::app::App;
use crate::ui::drawing::{ColourDepth, Theme};
use crate::ui::input::Keymap;
use crate::ui::memory::SessionMemory;
use crate::ui::runtime::{Start, ThemeChoice, window_size};
use crate::ui::settings::{OpenAt, Settings};
use crate::ui::update::{list_missing, open};

/// The choices made before the screen opens.
#[derive(Debug)]
pub struct Chosen {
    /// The effective settings.
    pub settings: storage::ConfigSettings,
    /// The keys.
    pub keymap: Keymap,
    /// The keywords.
    pub keywords: Keywords,
    /// The files and folders named.
    pub inputs: Vec<Input>,
}

/// Returns the start of a run; an error names the mistake and a remedy.
pub fn prepare(cli: &Cli, chosen: Chosen) -> Result<Start> {
    let Chosen { settings, keymap, keywords, inputs } = chosen;
    able()?;
    let theme = theme(cli, &settings)?;
    let (roots, lost) = split(&inputs)?;
    let input = standard(cli, &inputs)?;
    let size = window_size().context("the terminal does not report its size")?;
    let defaults = defaults(&settings);
    let usual = Settings::default();
    let chosen = Settings {
        measure: settings.width.map_or(usual.measure, NonZeroU16::get),
        levels: settings.levels(),
        defaults,
        encoding: cli.encoding,
        whole_pages: cli.whole,
        commands: settings.commands.clone().into_iter().collect(),
        editor: editor(),
        open: settings.open.clone(),
        copy: settings.copy.clone(),
        ..usual
    };
    let mut app = App::new(size, chosen, Arc::new(keymap), Arc::new(keywords));
    let lost = lost.into_iter().map(|missing| (missing.path.clone(), missing.reason()));
    list_missing(&mut app, lost.collect());
    // Without a home nothing is remembered; a note says so when it is written.
    if let (false, Ok(store)) = (cli.no_state, Store::place()) {
        app.memory = SessionMemory::new(Arc::new(SharedStore::new(store)));
        app.memory.has_levels = cli.strong.is_some() || cli.weak.is_some();
    }
    let effects = open(&mut app, roots, input, opening(cli, defaults));
    Ok(Start { app, effects, theme, mouse: settings.mouse })
}

/// Returns the editor of the environment, if it can be read as a command line.
fn editor() -> Option<CommandLine> {
    let named = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    named("VISUAL").or_else(|| named("EDITOR"))?.parse().ok()
}

/// Returns an error when there is no screen to draw on, or no keyboard to read.
fn able() -> Result<()> {
    let term = env::var_os("TERM").unwrap_or_default();
    if term == "dumb" {
        bail!("TERM=dumb has no screen to draw on; {PRINT}");
    }
    if term.is_empty() {
        bail!("TERM is not set, so what this terminal can do is unknown; set it, or {PRINT}");
    }
    if keyboard().is_err() {
        bail!("there is no terminal to read keys from; {PRINT}");
    }
    Ok(())
}

/// The advice when no screen can be opened.
const PRINT: &str = "print instead: reader --plain FILE";

/// Returns the existing paths and the missing ones; it is an error if none exists.
fn split(inputs: &[Input]) -> Result<(Vec<PathBuf>, Vec<Missing>)> {
    let paths: Vec<PathBuf> = inputs
        .iter()
        .filter_map(|input| match input {
            Input::Path(path) => Some(path.clone()),
            Input::Standard => None,
        })
        .collect();
    let lost = missing(paths.iter().map(PathBuf::as_path));
    if lost.len() == inputs.len()
        && let Some(first) = lost.first()
    {
        let words: Vec<String> = lost.iter().skip(1).map(|lost| format!("\nreader: {lost}")).collect();
        bail!("{first}{}", words.concat());
    }
    let there = paths.into_iter().filter(|path| lost.iter().all(|lost| lost.path != *path));
    Ok((there.collect(), lost))
}

/// Returns the bytes of standard input if it is among the inputs.
fn standard(cli: &Cli, inputs: &[Input]) -> Result<Option<Arc<[u8]>>> {
    if !inputs.contains(&Input::Standard) {
        return Ok(None);
    }
    let bytes = input::standard().context("standard input")?;
    match Source::Bytes(STANDARD.into(), Arc::clone(&bytes), named_as(cli)).check() {
        Ok(()) => Ok(Some(bytes)),
        Err(error) => bail!("standard input: {error}{}", error.way_out()),
    }
}

fn opening(cli: &Cli, defaults: Defaults) -> OpenAt {
    match cli.place() {
        _ if cli.compare => OpenAt::Comparison,
        Some(StartPlace::Line(line)) => OpenAt::Line(line.get()),
        Some(StartPlace::Pattern(pattern)) => OpenAt::Match(Query::parse(pattern, defaults)),
        None => OpenAt::Beginning,
    }
}

/// Returns the theme of the settings in the colours that the terminal has; without colours where none are
/// wanted: `NO_COLOR` (no-color.org) counts when it is set to anything but nothing. An error names the themes
/// there are.
pub(crate) fn theme(cli: &Cli, settings: &storage::ConfigSettings) -> Result<ThemeChoice> {
    let variable = |name: &str| env::var(name).unwrap_or_default();
    let depth = ColourDepth::of(&variable("TERM"), &variable("COLORTERM"));
    let given = |theme: Theme| ThemeChoice::Given(Box::new(theme.at_depth(depth)));
    let (chosen, is_built_in) = match settings.theme.as_str() {
        "auto" => (by_background(Theme::dark(), Theme::light()), true),
        name => {
            if let Some(theme) = Theme::named(name) {
                (given(theme), true)
            } else {
                let (path, text) = config::theme(name, cli.config.as_deref())?;
                let theme = Theme::parse(&text).with_context(|| path.display().to_string())?;
                (given(theme), false)
            }
        }
    };
    let is_plain = match cli.color {
        Color::Never => true,
        Color::Auto => !variable("NO_COLOR").is_empty() || depth == ColourDepth::None,
        Color::Always => false,
    };
    let has_few = matches!(depth, ColourDepth::Sixteen | ColourDepth::None);
    Ok(if is_plain || settings.theme == "plain" {
        ThemeChoice::Given(Box::new(Theme::plain()))
    } else if has_few && is_built_in {
        match settings.theme.as_str() {
            "auto" => by_background(Theme::sixteen(), Theme::sixteen_light()),
            "light" => ThemeChoice::Given(Box::new(Theme::sixteen_light())),
            _ => ThemeChoice::Given(Box::new(Theme::sixteen())),
        }
    } else {
        chosen
    })
}

fn by_background(dark: Theme, light: Theme) -> ThemeChoice {
    ThemeChoice::ByBackground { dark: Box::new(dark), light: Box::new(light) }
}
