//! The task that writes the content of a view to a file, in the format of the file's name.

use std::io;
use std::path::PathBuf;

use crate::report::{ClaimsReport, ComparisonReport, Format, Known, Named, Writer, called_together};
use crate::storage::{Existing, Output, OutputError, at_home};
use crate::tasks::entry::Entry;
use crate::tasks::task::{Overwrite, Sheet, Titled};

/// Writes a sheet; returns a message on the file written, or why nothing was written. No document on
/// the screen or in the list is ever overwritten.
pub(crate) fn write(
    sheet: &Sheet,
    name: &str,
    overwrite: Overwrite,
    listed: &[Entry],
) -> Result<String, String> {
    let path = at_home(name);
    let existing = match overwrite {
        Overwrite::Yes => Existing::Replace,
        Overwrite::No => Existing::Keep,
    };
    let format = Format::by_name(&path).map_err(|error| error.to_string())?;
    let mut output = Output::create(&path, existing, &documents(sheet, listed)).map_err(words)?;
    let writer = Writer { format, width: None };
    print(sheet, writer, &mut output).map_err(|error| format!("{name}: {error}"))?;
    output.finish().map_err(words)?;
    Ok(format!("written: {name}"))
}

/// Returns the message on an error; the advice differs from the one on the command line.
fn words(error: OutputError) -> String {
    match error {
        OutputError::Exists(path) => format!("{}: it exists already; :write! replaces it", path.display()),
        other => other.to_string(),
    }
}

/// Returns the paths that must not be replaced.
fn documents(sheet: &Sheet, listed: &[Entry]) -> Vec<PathBuf> {
    let shown: Vec<PathBuf> = match sheet {
        Sheet::Document(one) => vec![one.path.clone()],
        Sheet::Comparison { paths, .. } => vec![paths.left.clone(), paths.right.clone()],
        Sheet::Claims(all, ..) => all.iter().map(|titled| titled.path.clone()).collect(),
    };
    shown.into_iter().chain(listed.iter().map(|entry| entry.path.to_path_buf())).collect()
}

fn print(sheet: &Sheet, writer: Writer, out: &mut dyn io::Write) -> io::Result<()> {
    match sheet {
        Sheet::Document(one) => {
            let named = named(one);
            writer.open(&named.called(), out)?;
            writer.write(&named, out)?;
        }
        Sheet::Comparison { paths, alignment, levels } => {
            let [left, right] = &alignment.documents;
            let known = Known::of([left, right], &|| true).map_err(|_| io::Error::other("given up"))?;
            let paths = [paths.left.as_path(), paths.right.as_path()];
            let report = ComparisonReport::new(paths, alignment, *levels, known);
            let named = [Named { path: paths[0], document: left }, Named { path: paths[1], document: right }];
            writer.open(&called_together(named), out)?;
            writer.write(&report, out)?;
        }
        Sheet::Claims(all, claims, levels) => {
            let documents: Vec<Named<'_>> = all.iter().map(named).collect();
            writer.open(&format!("{} documents compared", documents.len()), out)?;
            writer.write(&ClaimsReport::new(&documents, claims, *levels), out)?;
        }
    }
    writer.close(out)
}

fn named(titled: &Titled) -> Named<'_> {
    Named { path: &titled.path, document: &titled.document }
}
