//! A list of documents in columns, the only table of the plain format.
//!
//! The path stands last, so that it is never cut and may be as long as it likes.

use std::io::{self, Write};

use crate::document::Document;
use crate::report::list::{List, Row, State};
use crate::report::wording::{one_line, shown_path, title};
use crate::text::width::{fit, width};

/// The widest column of titles and of keywords, in cells.
const TITLE: usize = 48;
const KEYWORD: usize = 16;

/// Writes `list` with a head; `room` is how wide a row should be, if it matters.
pub(crate) fn write(list: &List, room: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    if list.rows.is_empty() {
        return Ok(());
    }
    let head = head(list);
    let rows: Vec<Line> = list.rows.iter().map(|row| Line::new(row, list.keywords.len())).collect();
    let figures: Vec<usize> = head.figures.iter().map(|figure| width(figure).max(3)).collect();
    let widest = rows.iter().map(|line| width(&line.title)).max().unwrap_or_default();
    let taken: usize = figures.iter().map(|cells| cells + 2).sum();
    let most = room.map_or(TITLE, |room| room.saturating_sub(taken + 16).clamp(8, TITLE));
    let titles = widest.clamp(width(&head.title), most);
    for line in std::iter::once(&head).chain(&rows) {
        let shown = fit(&line.title, titles);
        write!(out, "{shown}{}", blank(titles.saturating_sub(width(shown.as_str()))))?;
        for (figure, cells) in line.figures.iter().zip(&figures) {
            write!(out, "  {}{figure}", blank(cells.saturating_sub(width(figure))))?;
        }
        writeln!(out, "  {}", line.path)?;
    }
    Ok(())
}

/// The cells of one row, safe to show.
struct Line {
    title: String,
    figures: Vec<String>,
    path: String,
}

fn head(list: &List) -> Line {
    let keywords = list.keywords.iter().map(|word| fit(&one_line(word), KEYWORD).as_str().to_owned());
    Line {
        title: "Title".into(),
        figures: ["Words", "Minutes"].map(str::to_owned).into_iter().chain(keywords).collect(),
        path: "Path".into(),
    }
}

impl Line {
    fn new(row: &Row, keywords: usize) -> Self {
        let path = shown_path(&row.path);
        match &row.state {
            State::Read { title: named, words, hits, .. } => Self {
                title: title(named.as_str()),
                figures: [*words, Document::minutes(*words)]
                    .iter()
                    .chain(hits)
                    .map(usize::to_string)
                    .collect(),
                path,
            },
            State::Unread { why } => {
                Self { title: format!("({})", one_line(why)), figures: vec!["-".into(); 2 + keywords], path }
            }
        }
    }
}

fn blank(cells: usize) -> String {
    " ".repeat(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::document;
    use crate::search::{Defaults, Keywords, parse_argument};

    #[test]
    fn a_list_keeps_its_columns() {
        let mut keywords = Keywords::default();
        keywords.add(parse_argument("語語", Defaults::default()).unwrap());
        let long = "語".repeat(60);
        let mut list = List::new(&keywords);
        list.rows = vec![
            Row::read("x\u{1b}[31m".into(), document(&[&long]), &keywords),
            Row::unread("y z".into(), &"a\npipe"),
            Row::read("z".into(), document(&[]), &keywords),
        ];
        let mut bytes = Vec::new();
        write(&list, None, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let column = |line: &str, word: &str| width(&line[..line.rfind(word).unwrap()]);
        assert!(!text.contains('\u{1b}'));
        assert_eq!(lines.len(), 4);
        assert!(lines[2].starts_with("(a pipe) "), "{text}");
        for (line, path) in lines.iter().zip(["Path", "x", "y z", "z"]) {
            assert_eq!(column(line, path), column(lines[0], "Path"), "{text}");
        }
        assert!(lines[0].contains("  語語  ") && lines[1].contains("    30  "), "{text}");
        assert_eq!(width(lines[1].split('…').next().unwrap()), 46);
    }
}
