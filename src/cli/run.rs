//! Which way to go.

use std::io::{self, Write};

use anyhow::Result;

use crate::cli::args::{Cli, Format};
use crate::cli::comparison;
use crate::cli::complaint::complain;
use crate::cli::exit::Exit;
use crate::cli::gather::{gather, inputs};
use crate::cli::keys::listing;
use crate::cli::prints;
use crate::cli::settings::{defaults, keymap, keywords, settings};
use crate::cli::sink::Sink;
use crate::cli::{search, similar};
use crate::report as export;
use crate::search::Query;
use crate::text::safe;

/// Tells whether the command line is answered without a screen: because there is none, or because
/// what it asks for is printed.
pub fn wanted(cli: &Cli, terminal: bool) -> bool {
    let asked = cli.list
        || cli.similar
        || cli.search.is_some()
        || cli.print_config
        || cli.print_keys
        || cli.exit_code;
    !terminal || asked || cli.format.is_some() || cli.output.is_some()
}

/// Answers the command line and returns how it went.
pub fn run(cli: &Cli) -> Exit {
    match answer(cli) {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Fine,
        Err(error) => {
            complain(&format!("{error:#}"));
            Exit::Trouble
        }
    }
}

fn answer(cli: &Cli) -> Result<Exit> {
    let settings = settings(cli)?;
    if cli.print_config {
        return say(cli, &settings.to_toml());
    }
    if cli.print_keys {
        return say(cli, &listing(&keymap(cli, &settings)?));
    }
    let keywords = keywords(&settings)?;
    let page = page(cli);
    if let Some(pattern) = &cli.search {
        let query = Query::parse(pattern, defaults(&settings));
        return search::search(cli, &query, inputs(cli)?, page.as_ref());
    }
    let gathered = gather(cli, inputs(cli)?);
    if cli.compare {
        comparison::compare(cli, &settings, gathered, page.as_ref())
    } else if cli.similar {
        similar::similar(cli, gathered, page.as_ref())
    } else if cli.list {
        prints::list(cli, &keywords, gathered, page.as_ref())
    } else {
        prints::print(cli, &keywords, gathered, page.as_ref())
    }
}

fn say(cli: &Cli, text: &str) -> Result<Exit> {
    let mut sink = Sink::open(cli, &[])?;
    sink.write_all(safe::printable(text).as_bytes())?;
    sink.finish()?;
    Ok(Exit::Fine)
}

/// Returns the writer of the format asked for, else of the one that the name of the output has.
/// Only a width on the command line wraps: the settings' is that of the screen.
fn page(cli: &Cli) -> Box<dyn export::Page> {
    let format = match cli.format {
        None => cli.output.as_deref().map(export::Format::by_name).unwrap_or_default(),
        Some(Format::Text) => export::Format::Text,
        Some(Format::Markdown) => export::Format::Markdown,
        Some(Format::Html) => export::Format::Html,
        Some(Format::Json) => export::Format::Json,
    };
    format.page(cli.width.map(|width| width.get().into()))
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
