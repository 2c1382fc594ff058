//! What can be typed after `:`.

use std::str::FromStr;

/// A command typed after `:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// `:12` goes to a line, counted from 1.
    Line(usize),
    /// `:50%` goes to a place.
    Percent(usize),
    /// `:quit` leaves.
    Quit,
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
        match text {
            "q" | "q!" | "qu" | "qui" | "quit" => Ok(Command::Quit),
            _ => Err(format!("'{text}' is no command: a line such as 12, a place such as 50%, or quit")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read() {
        for (typed, command) in [
            ("12", Ok(Command::Line(12))),
            (" 50% ", Ok(Command::Percent(50))),
            ("99999999999999999999999", Ok(Command::Line(usize::MAX))),
            ("q", Ok(Command::Quit)),
            ("quit", Ok(Command::Quit)),
        ] {
            assert_eq!(typed.parse(), command, "{typed}");
        }
        assert!("fly".parse::<Command>().unwrap_err().contains("'fly'"));
    }
}
