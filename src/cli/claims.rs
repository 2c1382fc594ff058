//! Three documents or more compared: what is said by which.

use anyhow::{Result, anyhow};

use crate::cli::args::Cli;
use crate::cli::gather::{Source, say_the_same, sentences};
use crate::cli::output::{Exit, Sink};
use crate::compare::{claims as claims_of, every_pair};
use crate::document::Document;
use crate::report::{ClaimsReport, Named, Writer};
use crate::storage::Settings;

/// Prints the claims of `documents`, each compared with every other.
pub(crate) fn claims(
    cli: &Cli,
    settings: &Settings,
    documents: &[(Source, Document)],
    mut sink: Sink,
    writer: Writer,
) -> Result<Exit> {
    let sentences: Vec<Vec<&str>> = documents.iter().map(|(_, document)| sentences(document)).collect();
    let pairs =
        every_pair(&sentences, &|| true, &|_| ()).map_err(|_| anyhow!("the comparison was given up"))?;
    let pairs: Vec<_> = pairs.iter().map(|(left, right, pair)| (*left, *right, pair)).collect();
    let claims = claims_of(&sentences, &pairs, settings.levels());
    let named = documents.iter().map(|(source, document)| Named { path: source.path(), document });
    writer.open(&format!("{} documents compared", documents.len()), &mut sink)?;
    writer.write(&ClaimsReport::new(&named.collect::<Vec<_>>(), &claims, settings.levels()), &mut sink)?;
    writer.close(&mut sink)?;
    sink.finish()?;
    let same = sentences.windows(2).all(|pair| say_the_same(&pair[0], &pair[1]));
    Ok(if cli.exit_code && !same { Exit::No } else { Exit::Fine })
}
