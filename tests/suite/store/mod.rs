//! Notes by the real binary: adding, listing and forgetting them, and the file that keeps them.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests make the files that the program reads, and start it"
)]

mod faults;
mod notes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const READER: &str = env!("CARGO_BIN_EXE_reader");

/// A home of its own, with documents.
struct Home(TempDir);

/// The exit code and the output of a run.
#[derive(Debug)]
struct Outcome {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Home {
    fn with(files: &[(&str, &str)]) -> Self {
        let home = Home(tempfile::tempdir().unwrap());
        for (name, text) in files {
            home.write(name, text.as_bytes());
        }
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The folder of the store.
    fn folder(&self) -> PathBuf {
        self.path(".local/share/reader")
    }

    /// The file of the store.
    fn store(&self) -> PathBuf {
        self.folder().join("store.sqlite")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).env_clear().env("HOME", self.0.path());
        command.env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Outcome {
        Outcome::of(self.command(READER).args(words))
    }

    /// Runs the program in a shell: `"$@"` in the script is the program with its arguments.
    fn run_in(&self, script: &str, words: &[&str]) -> Outcome {
        Outcome::of(self.command("/bin/sh").args(["-c", script, "sh", READER]).args(words))
    }

    /// Adds a note and fails unless it was added.
    fn note(&self, words: &[&str]) {
        assert_eq!(self.run(&[&["--add-note"], words].concat()).success(), "");
    }

    /// Returns the notes on paths, all without any.
    fn notes(&self, paths: &[&str]) -> Vec<Value> {
        let out = self.run(&[&["--notes", "--format", "json"], paths].concat()).success();
        let report: Value = serde_json::from_str(&out).unwrap();
        report["notes"].as_array().unwrap().clone()
    }

    /// Returns the texts of all notes.
    fn texts(&self) -> Vec<String> {
        self.notes(&[]).iter().map(|note| note["text"].as_str().unwrap().to_owned()).collect()
    }

    /// Returns the bytes of all files in the folder of the store.
    fn kept_bytes(&self) -> Vec<u8> {
        let files = fs::read_dir(self.folder()).unwrap();
        files.flat_map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
    }
}

impl Outcome {
    fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Returns the output; fails unless the run succeeded without messages.
    #[track_caller]
    fn success(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// Fails unless the run had exit code 2, no output, and one line with `words` on standard error.
    #[track_caller]
    fn refused(self, words: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(2), ""), "{}", self.err);
        assert!(self.err.starts_with("reader: ") && self.err.matches('\n').count() == 1, "{}", self.err);
        assert!(self.err.contains(words), "{words:?} in {}", self.err);
    }
}

fn contains(bytes: &[u8], words: &str) -> bool {
    memchr::memmem::find(bytes, words.as_bytes()).is_some()
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}
