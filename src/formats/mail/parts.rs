//! The parts of a message: its headers, and the content between the boundaries.

use memchr::{memchr, memmem};

/// Returns the headers of a message or a part with the empty line below them, and its body.
pub(super) fn head_and_body(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    loop {
        let line = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
        let is_empty = bytes[at..line].trim_ascii().is_empty();
        if is_empty || line == bytes.len() {
            return bytes.split_at(line);
        }
        at = line;
    }
}

/// Returns the parts between the lines of a boundary, `None` if there are no such lines.
pub(super) fn split<'a>(body: &'a [u8], boundary: &str) -> Option<Vec<&'a [u8]>> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut start = None;
    for at in memmem::find_iter(body, mark.as_bytes()) {
        // Each line is looked at once.
        if at > 0 && body[at - 1] != b'\n' {
            continue;
        }
        let line = memchr(b'\n', &body[at..]).map_or(body.len(), |end| at + end + 1);
        let rest = body[at + mark.len()..line].trim_ascii();
        let is_end = rest == b"--";
        if !is_end && !rest.is_empty() {
            continue;
        }
        parts.extend(start.map(|start| without_line_end(&body[start..at.max(start)])));
        start = Some(line).filter(|_| !is_end);
        if is_end {
            break;
        }
    }
    let is_open = start.is_some();
    parts.extend(start.map(|start| &body[start..]));
    (is_open || !parts.is_empty()).then_some(parts)
}

/// Returns a part without the line end that belongs to the boundary.
fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_end_with_an_empty_line() {
        for (bytes, head, body) in [
            ("A: b\n c\n\nd\n", "A: b\n c\n\n", "d\n"),
            ("A: b\r\n\r\nd", "A: b\r\n\r\n", "d"),
            ("\nd", "\n", "d"),
            ("A: b", "A: b", ""),
            ("", "", ""),
        ] {
            assert_eq!(head_and_body(bytes.as_bytes()), (head.as_bytes(), body.as_bytes()), "{bytes:?}");
        }
    }

    #[test]
    fn parts_are_between_whole_lines_of_the_boundary() {
        for (body, parts) in [
            (
                "before\n--x\na\n--x  \r\nb\r\n--xy\nc--x\n--x--\nafter\n--x\n",
                Some(vec!["a", "b\r\n--xy\nc--x"]),
            ),
            ("--x\na", Some(vec!["a"])),
            ("--x\n--x--", Some(vec![""])),
            ("--x--", None),
            ("a", None),
        ] {
            let found = split(body.as_bytes(), "x");
            let parts = parts.map(|parts| parts.into_iter().map(str::as_bytes).collect::<Vec<_>>());
            assert_eq!(found, parts, "{body:?}");
        }
    }
}
