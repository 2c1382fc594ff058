//! The command line of a program that the user names in the settings or the environment.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A program and its arguments, written as for a shell: spaces divide, quotation marks and backslashes join.
/// Nothing is expanded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommandLine {
    program: String,
    arguments: Vec<String>,
}

impl CommandLine {
    /// Returns the name or the path of the program.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// Returns its arguments.
    pub fn arguments(&self) -> &[String] {
        &self.arguments
    }

    /// Returns the command line with more arguments at its end.
    #[must_use]
    pub fn with(mut self, arguments: impl IntoIterator<Item = String>) -> Self {
        self.arguments.extend(arguments);
        self
    }
}

impl FromStr for CommandLine {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let words = shell_words::split(written).map_err(|_| "a quotation mark is missing".to_owned())?;
        let mut words = words.into_iter();
        let program = words.next().filter(|program| !program.is_empty());
        let program = program.ok_or_else(|| "a program is missing".to_owned())?;
        Ok(Self { program, arguments: words.collect() })
    }
}

impl TryFrom<String> for CommandLine {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        written.parse()
    }
}

impl From<CommandLine> for String {
    fn from(command: CommandLine) -> Self {
        command.to_string()
    }
}

impl fmt::Display for CommandLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = std::iter::once(&self.program).chain(&self.arguments);
        out.write_str(&shell_words::join(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_and_nothing_is_expanded() {
        for (written, words) in [
            ("wl-copy", &["wl-copy"][..]),
            (" xclip  -selection clipboard ", &["xclip", "-selection", "clipboard"]),
            ("'/opt/my editor/vi' -c \"set nu\"", &["/opt/my editor/vi", "-c", "set nu"]),
            ("vi $HOME ~/x `id` $(id) *.txt; rm", &["vi", "$HOME", "~/x", "`id`", "$(id)", "*.txt;", "rm"]),
        ] {
            let command: CommandLine = written.parse().unwrap();
            let found: Vec<&str> = std::iter::once(command.program())
                .chain(command.arguments().iter().map(String::as_str))
                .collect();
            assert_eq!(found, words);
            assert_eq!(command.to_string().parse(), Ok(command));
        }
        for written in ["", "  ", "vi 'x", "''"] {
            assert!(written.parse::<CommandLine>().is_err(), "{written}");
        }
    }
}
