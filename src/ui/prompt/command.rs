//! The commands that can be typed after `:`.

use std::str::FromStr;

use crate::compare::Side;
use crate::tasks::{ListOrder, Overwrite};
use crate::text::Encoding;
use crate::ui::comparison::shown::ComparisonScreen;
use crate::ui::input::{Action, ComparisonAction, ListAction, OpenAction, ProgramAction, TextAction};

/// A command typed after `:`.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// `:12` goes to a line, counted from 1.
    Line(usize),
    /// `:50%` goes to a place.
    Percent(usize),
    /// `:quit` leaves.
    Quit,
    /// `:write FILE` writes the content of the view as a report; `:write! FILE` may replace a file.
    Write(String, Overwrite),
    /// `:facts` and the other names of views show one.
    Show(ComparisonScreen),
    /// `:strong .8` sets the probability from which a link is strong.
    Strong(f64),
    /// `:weak .4` sets the one from which there is a link at all.
    Weak(f64),
    /// `:sort date` sorts the list.
    Sort(ListOrder),
    /// `:filter moon` shows what fits in the list; without a word everything.
    Filter(String),
    /// `:encoding koi8-r` reads the document in it; without a name as it says itself.
    Encoding(String),
    /// `:keywords save NAME` keeps the keywords under a name.
    SaveKeywords(String),
    /// `:keywords load NAME` replaces them by those kept under a name.
    LoadKeywords(String),
    /// `:notes FILE` writes the notes; `:notes! FILE` may replace a file.
    WriteNotes(String, Overwrite),
    /// What a key does, too.
    Act(Action),
}

/// The kind of argument that a command takes, and the command made from it.
enum Argument {
    None(Command),
    Text(fn(String) -> Command),
    Probability(fn(f64) -> Command),
    Order,
    Path,
    NotesPath,
    KeywordSet,
}

const fn act(action: Action) -> Argument {
    Argument::None(Command::Act(action))
}

/// The commands by name; the views of a comparison are commands, too.
const COMMANDS: [(&str, Argument); 28] = [
    ("a", Argument::None(Command::Show(ComparisonScreen::Only(Side::Left)))),
    ("anchor", act(Action::Comparison(ComparisonAction::LinkByHand))),
    ("b", Argument::None(Command::Show(ComparisonScreen::Only(Side::Right)))),
    ("compare", act(Action::Open(OpenAction::Compare))),
    ("encoding", Argument::Text(Command::Encoding)),
    ("filter", Argument::Text(Command::Filter)),
    ("follow", act(Action::Text(TextAction::Follow))),
    ("group", act(Action::List(ListAction::Group))),
    ("help", act(Action::Open(OpenAction::Help))),
    ("hidden", act(Action::Text(TextAction::NextHidden))),
    ("keywords", Argument::KeywordSet),
    ("legend", act(Action::Program(ProgramAction::Legend))),
    ("lock", act(Action::Comparison(ComparisonAction::ToggleLock))),
    ("next", act(Action::List(ListAction::NextDocument))),
    ("notes", Argument::NotesPath),
    ("previous", act(Action::List(ListAction::PreviousDocument))),
    ("quit", Argument::None(Command::Quit)),
    ("redo-note", act(Action::Text(TextAction::RedoNote))),
    ("reload", act(Action::Text(TextAction::Reload))),
    ("similar", act(Action::Open(OpenAction::Similar))),
    ("sort", Argument::Order),
    ("strong", Argument::Probability(Command::Strong)),
    ("swap", act(Action::Comparison(ComparisonAction::Swap))),
    ("text", act(Action::Text(TextAction::AsText))),
    ("timeline", act(Action::Open(OpenAction::Timeline))),
    ("undo-note", act(Action::Text(TextAction::UndoNote))),
    ("weak", Argument::Probability(Command::Weak)),
    ("write", Argument::Path),
];

fn commands() -> impl Iterator<Item = (&'static str, Argument)> {
    let views =
        ComparisonScreen::ALL.into_iter().map(|view| (view.name(), Argument::None(Command::Show(view))));
    COMMANDS.into_iter().chain(views)
}

impl Command {
    /// Returns the names of all commands that begin with `typed`, in order.
    pub fn names(typed: &str) -> Vec<&'static str> {
        let mut names: Vec<&str> =
            commands().map(|(name, _)| name).filter(|name| name.starts_with(typed)).collect();
        names.sort_unstable();
        names
    }

    /// Returns the lines that `typed` may become: the names of commands, or of encodings.
    pub(crate) fn offers(typed: &str) -> Vec<String> {
        match behind("encoding", typed) {
            Some((before, name)) => {
                Encoding::names(name.trim()).into_iter().map(|name| format!("{before}{name}")).collect()
            }
            None => Command::names(typed.trim_start()).into_iter().map(String::from).collect(),
        }
    }

    /// Returns the text up to the file name and the beginning of the file name, if a `write` or `notes` command is
    /// being typed.
    pub fn file_name(typed: &str) -> Option<(&str, &str)> {
        behind("write", typed).or_else(|| behind("notes", typed))
    }
}

impl FromStr for Command {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(percent) = text.strip_suffix('%').and_then(|number| number.trim().parse().ok()) {
            return Ok(Command::Percent(percent));
        }
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Command::Line(text.parse().unwrap_or(usize::MAX)));
        }
        let (typed, rest) = text.split_once(' ').map_or((text, ""), |(name, rest)| (name, rest.trim()));
        let (typed, forced) = typed.strip_suffix('!').map_or((typed, false), |name| (name, true));
        let (name, argument) = named(typed)?;
        let overwrite = if forced { Overwrite::Yes } else { Overwrite::No };
        match argument {
            Argument::None(command) if rest.is_empty() => Ok(command),
            Argument::None(_) => Err(format!("'{name}' takes no argument")),
            Argument::Text(command) => Ok(command(rest.to_string())),
            Argument::Probability(command) => probability(rest).map(command),
            Argument::Order => rest.parse().map(Command::Sort),
            Argument::KeywordSet => keyword_set(rest),
            Argument::Path if rest.is_empty() => {
                Err("write which file? :write report.md — .md, .html, .json or .txt".into())
            }
            Argument::Path => Ok(Command::Write(rest.to_string(), overwrite)),
            Argument::NotesPath if rest.is_empty() => Ok(Command::Act(Action::Open(OpenAction::Notes))),
            Argument::NotesPath => Ok(Command::WriteNotes(rest.to_string(), overwrite)),
        }
    }
}

/// Returns the text up to the argument and the argument, if the command of this name is typed.
fn behind<'a>(command: &str, typed: &'a str) -> Option<(&'a str, &'a str)> {
    let (name, rest) = typed.trim_start().split_once(' ')?;
    let name = name.strip_suffix('!').unwrap_or(name);
    let argument = rest.trim_start();
    let is_it = !name.is_empty() && command.starts_with(name);
    is_it.then(|| (&typed[..typed.len() - argument.len()], argument))
}

/// Returns the command of this name, or the only command that begins with it.
fn named(typed: &str) -> Result<(&'static str, Argument), String> {
    let names = match typed {
        "" => Vec::new(),
        "n" => vec!["next"],
        "N" => vec!["previous"],
        "q" | "wq" => vec!["quit"],
        "w" => vec!["write"],
        _ => Command::names(typed),
    };
    let name = match names.as_slice() {
        [] => Err(format!("'{typed}' is not a command; {OTHERS}")),
        [only] => Ok(*only),
        several => several
            .iter()
            .find(|name| **name == typed)
            .copied()
            .ok_or_else(|| format!("'{typed}' could mean {}", several.join(" or "))),
    }?;
    commands().find(|(known, _)| *known == name).ok_or_else(|| format!("'{name}' is not a command"))
}

/// What is offered when nothing fits.
const OTHERS: &str = "Tab lists all, such as quit, write FILE and facts; 12 is a line, 50% a place";

/// Returns the command on the keywords: to open them, or to keep them or get them back under a name.
fn keyword_set(text: &str) -> Result<Command, String> {
    if text.is_empty() {
        return Ok(Command::Act(Action::Open(OpenAction::Keywords)));
    }
    let (verb, name) = text.split_once(' ').map_or((text, ""), |(verb, name)| (verb, name.trim()));
    match verb {
        "save" | "load" if name.is_empty() => Err(format!("{verb} which? :keywords {verb} NAME")),
        "save" => Ok(Command::SaveKeywords(name.to_owned())),
        "load" => Ok(Command::LoadKeywords(name.to_owned())),
        _ => Err(format!("'{verb}' is unknown: :keywords, :keywords save NAME or :keywords load NAME")),
    }
}

fn probability(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err(format!("'{text}' is not a probability: use a number from 0 to 1, such as 0.7")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read() {
        let write = |path: &str, overwrite| Ok(Command::Write(path.to_string(), overwrite));
        for (typed, command) in [
            ("12", Ok(Command::Line(12))),
            (" 50% ", Ok(Command::Percent(50))),
            ("99999999999999999999999", Ok(Command::Line(usize::MAX))),
            ("q", Ok(Command::Quit)),
            ("q!", Ok(Command::Quit)),
            ("quit", Ok(Command::Quit)),
            ("wq", Ok(Command::Quit)),
            ("n", Ok(Command::Act(Action::List(ListAction::NextDocument)))),
            ("N", Ok(Command::Act(Action::List(ListAction::PreviousDocument)))),
            ("w a b.md", write("a b.md", Overwrite::No)),
            ("write! /tmp/x", write("/tmp/x", Overwrite::Yes)),
            ("facts", Ok(Command::Show(ComparisonScreen::Facts(0)))),
            ("a", Ok(Command::Show(ComparisonScreen::Only(Side::Left)))),
            ("b", Ok(Command::Show(ComparisonScreen::Only(Side::Right)))),
            ("ov", Ok(Command::Show(ComparisonScreen::Overview(0)))),
            ("strong .8", Ok(Command::Strong(0.8))),
            ("swap", Ok(Command::Act(Action::Comparison(ComparisonAction::Swap)))),
            ("sort l", Ok(Command::Sort(ListOrder::Length))),
            ("encoding koi8-r", Ok(Command::Encoding("koi8-r".into()))),
            ("enc", Ok(Command::Encoding(String::new()))),
            ("keywords", Ok(Command::Act(Action::Open(OpenAction::Keywords)))),
            ("keywords save the war", Ok(Command::SaveKeywords("the war".into()))),
            ("key load  ice", Ok(Command::LoadKeywords("ice".into()))),
            ("text", Ok(Command::Act(Action::Text(TextAction::AsText)))),
            ("filter the moon", Ok(Command::Filter("the moon".into()))),
            ("fi", Ok(Command::Filter(String::new()))),
        ] {
            assert_eq!(typed.parse(), command, "{typed}");
        }
    }

    #[test]
    fn an_unknown_command_is_named_with_a_suggestion() {
        for (typed, said) in [
            ("fly", "'fly'"),
            ("write", "which file"),
            ("s", "similar or sort or strong or summary or swap"),
            ("strong 7", "from 0 to 1"),
            ("weak", "from 0 to 1"),
            ("sort", "name, date, length"),
            ("keywords save", ":keywords save NAME"),
            ("keywords keep x", ":keywords load NAME"),
            ("facts now", "'facts' takes no argument"),
            ("", "quit"),
        ] {
            let error = typed.parse::<Command>().unwrap_err();
            assert!(error.contains(said), "{typed}: {error}");
        }
    }

    #[test]
    fn every_name_is_a_command() {
        for name in Command::names("") {
            let typed = match name {
                "write" => "write x".to_string(),
                "sort" => "sort date".to_string(),
                "strong" | "weak" => format!("{name} 0.5"),
                _ => name.to_string(),
            };
            assert!(typed.parse::<Command>().is_ok(), "{typed}");
        }
    }

    #[test]
    fn a_file_name_follows_write() {
        assert_eq!(Command::file_name("w re"), Some(("w ", "re")));
        assert_eq!(Command::file_name("write!  a b"), Some(("write!  ", "a b")));
        for typed in ["write", "facts x", "!  x", ""] {
            assert_eq!(Command::file_name(typed), None, "{typed}");
        }
    }
}
