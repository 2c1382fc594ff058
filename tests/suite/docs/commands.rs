//! The code blocks of a document in Markdown.

/// Returns the code blocks of a language, each without its fences.
fn blocks<'a>(markdown: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    markdown.split(&fence).skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect()
}

/// Returns the first code block of a language that begins with `beginning`.
pub(crate) fn block<'a>(markdown: &'a str, language: &str, beginning: &str) -> Option<&'a str> {
    blocks(markdown, language).into_iter().find(|block| block.starts_with(beginning))
}

/// Returns the calls of `reader` in the shell commands of a document, word by word.
pub(crate) fn of_reader(markdown: &str) -> Vec<Vec<String>> {
    let lines = blocks(markdown, "sh").into_iter().flat_map(str::lines);
    lines.flat_map(calls).filter(|words| words.first().is_some_and(|word| word == "reader")).collect()
}

/// Cuts a line into its commands as a shell does; `cargo run -- words` is a call of `reader` too.
fn calls(line: &str) -> Vec<Vec<String>> {
    let mut calls = vec![Vec::new()];
    for word in words(line) {
        match (word.as_str(), calls.last_mut()) {
            ("|" | "&&" | ";" | ">", _) => calls.push(Vec::new()),
            ("--", Some(call)) if call.starts_with(&["cargo".into(), "run".into()]) => {
                *call = vec!["reader".into()];
            }
            (_, Some(call)) => call.push(word),
            _ => {}
        }
    }
    calls
}

/// Cuts a line into words; quotes keep spaces, and a `#` between words begins a comment.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for c in line.chars() {
        match (c, quote) {
            ('#', None) if word.is_none() => break,
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[test]
fn a_line_is_split_like_in_a_shell() {
    assert_eq!(words("reader -k 'two words'  # why"), ["reader", "-k", "two words"]);
    assert_eq!(calls("a | reader b#c && cargo run --release -- d").last().unwrap(), &["reader", "d"]);
}
