//! Panics: the terminal is restored first, then a message is printed and a report with the place is written.
//!
//! The message of a panic may quote a document. On the terminal it is made safe like all other text; the
//! report leaves quotations out, so that it can be sent to others.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::storage::bug_reports;
use crate::storage::output::abandon;
use crate::text::safe;
use crate::ui::runtime::events::is_reading;
use crate::ui::runtime::terminal::{is_taken, restore, window_size, words};

/// The status of a program that has panicked, as the standard library has it.
const PANICKED: i32 = 101;

/// Installs the hook that reports a panic in any thread; a panic inside a task does not end the program. A
/// report is written into the folder `reports`, if there is one.
pub fn tell_panics(reports: Option<PathBuf>) {
    std::panic::set_hook(Box::new(move |panic| {
        let thread = std::thread::current();
        let name = thread.name().unwrap_or_default();
        // Panics of these threads are caught and shown on the screen.
        let is_task = name.starts_with(crate::threads::THREAD);
        if (is_task && is_taken()) || is_reading() {
            return;
        }
        let size = window_size().map_or("unknown".into(), |size| format!("{}x{}", size.width, size.height));
        restore();
        let kept = reports.as_deref().map(|folder| {
            let text = report(panic, name, &size, &Backtrace::force_capture());
            let lost = |error| format!("no report could be kept in {}: {error}", folder.display());
            keep(folder, &text).map_err(lost)
        });
        tell(panic, kept);
        if name != "main" && !is_task {
            // The loop would wait for ever for this thread.
            abandon();
            std::process::exit(PANICKED);
        }
    }));
}

fn keep(folder: &Path, text: &str) -> std::io::Result<PathBuf> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_secs());
    let name = format!("panic-{seconds}-{}.txt", std::process::id());
    bug_reports::write(folder, &name, text)
}

/// Prints the message of a panic, and the path of its report.
fn tell(panic: &PanicHookInfo<'_>, kept: Option<Result<PathBuf, String>>) {
    let mut said = told(&panic.to_string());
    let is_kept = matches!(kept, Some(Ok(_)));
    match kept {
        Some(Ok(path)) => {
            let path = safe::line(&path.to_string_lossy());
            said.extend(["reader: for a bug report, without any text of yours: ", path.as_str(), "\n"]);
        }
        Some(Err(why)) => said.extend(["reader: ", safe::line(&why).as_str(), "\n"]),
        None => {}
    }
    let backtrace = Backtrace::capture();
    if !is_kept && backtrace.status() == BacktraceStatus::Captured {
        said += &safe::printable(&backtrace.to_string());
    }
    // A second panic would hide the first.
    let _ = words().write_all(said.as_bytes());
}

/// Returns the message of a panic, made safe because it may quote a document.
fn told(panic: &str) -> String {
    format!("reader: this is a bug in reader\n{}\n", safe::printable(panic))
}

/// Returns the text of a report.
fn report(panic: &PanicHookInfo<'_>, thread: &str, size: &str, backtrace: &Backtrace) -> String {
    let payload = panic.payload();
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let lines = [
        format!("reader {} panicked", env!("CARGO_PKG_VERSION")),
        format!("message: {}", without_quotations(message.unwrap_or("none"))),
        format!("location: {}", panic.location().map_or("unknown".into(), ToString::to_string)),
        format!("thread: {thread}"),
        format!("terminal: {size}, TERM={}", std::env::var("TERM").unwrap_or_default()),
        format!("system: {} {}", std::env::consts::OS, std::env::consts::ARCH),
        format!("\n{backtrace}"),
    ];
    safe::printable(&lines.join("\n")).into_owned()
}

/// Leaves out what a message quotes, which may be a document: from the first quotation mark of a
/// kind to the last.
fn without_quotations(message: &str) -> String {
    let mut message = message.to_owned();
    for mark in ['`', '"', '\''] {
        if let Some(start) = message.find(mark) {
            let end = message.rfind(mark).filter(|end| *end > start).map_or(message.len(), |end| end + 1);
            message.replace_range(start..end, "…");
        }
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_that_quotes_a_document_steers_nothing() {
        let said = told("it is inside 'é' of `\u{1b}]0;owned\u{7}\u{9b}31m`");
        assert!(said.contains("owned") && said.lines().count() == 2, "{said}");
        assert_eq!(said.chars().find(|c| c.is_control() && *c != '\n'), None, "{said:?}");
    }

    #[test]
    fn a_report_quotes_nothing() {
        for (message, kept) in [
            ("index out of bounds: the len is 3", "index out of bounds: the len is 3"),
            ("byte 1 is inside 'é' (bytes 0..2) of `the secret é`", "byte 1 is inside … (bytes 0..2) of …"),
            ("called on an `Err` value: \"the secret \\\" text\"", "called on an … value: …"),
            ("left: `a \"b\nsecret", "left: …"),
        ] {
            assert_eq!(without_quotations(message), kept);
        }
    }
}
