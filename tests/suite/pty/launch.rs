//! How the program is started: its arguments, its environment, its terminal.

use std::path::Path;

use portable_pty::CommandBuilder;

/// How the terminal answers when it is asked for its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    Dark,
    Light,
    /// It does not answer, as some terminals do.
    Silent,
}

/// The arguments, the environment and the terminal of a start.
pub struct Launch {
    arguments: Vec<String>,
    pub(super) size: (u16, u16),
    pub(super) background: Background,
    environment: Vec<(&'static str, &'static str)>,
    script: Option<&'static str>,
    pub(super) typed: &'static str,
}

impl Launch {
    /// Starts it with these arguments, in a dark window of 80 by 24.
    pub fn with(arguments: &[&str]) -> Self {
        Self {
            arguments: arguments.iter().map(ToString::to_string).collect(),
            size: (80, 24),
            background: Background::Dark,
            environment: Vec::new(),
            script: None,
            typed: "",
        }
    }

    pub fn size(self, width: u16, height: u16) -> Self {
        Self { size: (width, height), ..self }
    }

    pub fn background(self, background: Background) -> Self {
        Self { background, ..self }
    }

    /// Sets a variable, or unsets it when the value is empty.
    pub fn environment(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.push((name, value));
        self
    }

    /// Lets a shell run it: `"$@"` in the script is the program with its arguments.
    pub fn script(self, script: &'static str) -> Self {
        Self { script: Some(script), ..self }
    }

    /// Keys that wait in the terminal before the program has begun.
    pub fn typed(self, keys: &'static str) -> Self {
        Self { typed: keys, ..self }
    }

    pub(super) fn command(&self, home: &Path) -> CommandBuilder {
        let reader = env!("CARGO_BIN_EXE_reader");
        let mut command = CommandBuilder::new(if self.script.is_some() { "/bin/sh" } else { reader });
        if let Some(script) = self.script {
            command.args(["-c", script, "sh", reader]);
        }
        command.args(&self.arguments);
        command.env_clear();
        command.cwd(home);
        for (name, folder) in [
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, home.join(folder));
        }
        command.env("PATH", "/usr/bin:/bin");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in &self.environment {
            if value.is_empty() { command.env_remove(name) } else { command.env(name, value) }
        }
        command
    }
}
