//! From keys as they are written in the key map to the bytes a terminal sends.

use reader::ui::input::key::Named;
use reader::ui::input::{Code, Key};

/// Returns the bytes a terminal sends for keys written as in the key map.
pub(super) fn encoded(keys: &str) -> Vec<u8> {
    Key::sequence(keys).unwrap().into_iter().flat_map(key_bytes).collect()
}

fn key_bytes(key: Key) -> Vec<u8> {
    let mut sent = if key.alt { vec![0x1b] } else { Vec::new() };
    match key.code {
        Code::Char(c) if key.ctrl => sent.push(c as u8 & 0x1f),
        Code::Char(c) => sent.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        Code::F(12) => sent.extend_from_slice(b"\x1b[24~"),
        Code::F(number) => panic!("F{number} is not wired"),
        Code::Named(named) => sent.extend_from_slice(match named {
            Named::Enter => b"\r",
            Named::Esc => b"\x1b",
            Named::Tab if key.shift => b"\x1b[Z",
            Named::Tab => b"\t",
            Named::Backspace => b"\x7f",
            Named::Delete => b"\x1b[3~",
            Named::Left => b"\x1b[D",
            Named::Right => b"\x1b[C",
            Named::Up => b"\x1b[A",
            Named::Down => b"\x1b[B",
            Named::Home => b"\x1b[H",
            Named::End => b"\x1b[F",
            Named::PageUp => b"\x1b[5~",
            Named::PageDown => b"\x1b[6~",
        }),
    }
    sent
}
