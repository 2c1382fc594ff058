//! Standard input, and lists of paths.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::storage::error::LoadError;
use crate::storage::files::{self, read_all};
use crate::storage::source::STANDARD;

/// Tells whether something is piped or redirected into standard input.
///
/// A terminal, a closed input and `/dev/null` do not count.
pub fn is_piped() -> bool {
    let input = io::stdin();
    let kind = input
        .as_fd()
        .try_clone_to_owned()
        .and_then(|input| File::from(input).metadata())
        .map(|data| data.file_type());
    !input.is_terminal() && kind.is_ok_and(|kind| kind.is_fifo() || kind.is_file() || kind.is_socket())
}

/// Returns the terminal that keys are read from: standard input, or the one the program was started in.
pub fn keyboard() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return stdin.as_fd().try_clone_to_owned();
    }
    Ok(File::options().read(true).write(true).open("/dev/tty")?.into())
}

/// Returns the bytes of standard input, read to its end.
pub fn standard() -> Result<Arc<[u8]>, LoadError> {
    Ok(read_all(io::stdin().lock(), 0)?.into())
}

/// Returns the paths listed in `file`, or on standard input for `-`: separated by NUL where there
/// is one, else one per line; empty ones are left out.
pub fn list(file: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let is_standard = file == Path::new(STANDARD);
    let bytes = if is_standard { read_all(io::stdin().lock(), 0)? } else { files::bytes(file)? };
    Ok(paths(&bytes))
}

/// Returns the text of a file such as a list of keywords; bytes that are no UTF-8 are replaced.
pub fn text(file: &Path) -> Result<String, LoadError> {
    files::text(file)
}

fn paths(bytes: &[u8]) -> Vec<PathBuf> {
    let named = |name: &&[u8]| !name.is_empty();
    if bytes.contains(&0) {
        return bytes.split(|&byte| byte == 0).filter(named).map(path).collect();
    }
    bytes.split(|&byte| byte == b'\n').map(without_return).filter(named).map(path).collect()
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn path(bytes: &[u8]) -> PathBuf {
    OsStr::from_bytes(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_separated_by_lines_or_by_nul() {
        let of = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(paths(b"a b\n\n+c\r\n"), of(&["a b", "+c"]));
        assert_eq!(paths(b"a\nb\0c\r\0"), of(&["a\nb", "c\r"]));
        assert_eq!(paths(b""), of(&[]));
    }

    #[test]
    fn a_list_that_is_missing_is_an_error() {
        assert_eq!(list(Path::new("/no/list")).unwrap_err().to_string(), "no such file or folder");
    }
}
