//! Converts keys, written as in the key map, to the bytes a terminal sends.

use reader::ui::input::{Key, KeyCode};

/// Returns the bytes a terminal sends for keys written as in the key map.
pub(super) fn encoded(keys: &str) -> Vec<u8> {
    Key::sequence(keys).unwrap().into_iter().flat_map(key_bytes).collect()
}

fn key_bytes(key: Key) -> Vec<u8> {
    let mut sent = if key.alt { vec![0x1b] } else { Vec::new() };
    match key.code {
        KeyCode::Char(c) if key.ctrl => sent.push(c as u8 & 0x1f),
        KeyCode::Char(c) => sent.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        KeyCode::F(12) => sent.extend_from_slice(b"\x1b[24~"),
        KeyCode::F(number) => panic!("F{number} is not wired"),
        named => sent.extend_from_slice(match named {
            KeyCode::Enter => b"\r",
            KeyCode::Esc => b"\x1b",
            KeyCode::Tab if key.shift => b"\x1b[Z",
            KeyCode::Tab => b"\t",
            KeyCode::Backspace => b"\x7f",
            KeyCode::Delete => b"\x1b[3~",
            KeyCode::Left => b"\x1b[D",
            KeyCode::Right => b"\x1b[C",
            KeyCode::Up => b"\x1b[A",
            KeyCode::Down => b"\x1b[B",
            KeyCode::Home => b"\x1b[H",
            KeyCode::End => b"\x1b[F",
            KeyCode::PageUp => b"\x1b[5~",
            KeyCode::PageDown => b"\x1b[6~",
            other => panic!("{other:?} is not wired"),
        }),
    }
    sent
}
