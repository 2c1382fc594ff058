//! Foreign characters in Markdown: none of them may become markup.

/// Returns one line of safe text with every character escaped that Markdown would take for its own.
pub(crate) fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    for character in line.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            text.push('\\');
        }
        text.push(character);
    }
    at_the_start(text)
}

/// Some characters mean something only at the start of a line: `#`, `-`, `+`, `=`, `1.` and `1)`.
fn at_the_start(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let at = match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'#' | b'-' | b'+' | b'=') if digits == 0 => 0,
        _ => return text,
    };
    format!("{}\\{}", &text[..at], &text[at..])
}
