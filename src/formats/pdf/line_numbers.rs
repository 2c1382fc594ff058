//! Numbers of lines in a margin, as in bills, pleadings and proofs, which are no text of the document.

use crate::formats::pdf::lines::PdfLine;

/// The fewest numbers that are recognised.
const FEWEST: usize = 8;

/// The fewest lines beside them that go on with a sentence.
const GOING_ON: usize = 3;

/// How far the distance between two numbers may be from that between the two before, as a part of it.
const UNEVEN: f32 = 0.2;

/// Numbers below each other that count up by one.
struct NumberRun {
    /// Their indices among the lines of the page.
    lines: Vec<usize>,
    last: u32,
    /// The distance between the last two.
    pitch: Option<f32>,
}

/// Removes the numbers of lines. They are evenly spaced and beside running text, most lines of which begin
/// inside a sentence; the numbers of a list or of a table do not.
pub(super) fn remove_line_numbers(lines: Vec<PdfLine>) -> Vec<PdfLine> {
    let mut numbers: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(index, line)| Some((index, number(&line.text)?))).collect();
    if numbers.len() < FEWEST {
        return lines;
    }
    numbers.sort_by(|a, b| lines[a.0].y.total_cmp(&lines[b.0].y));
    let mut runs: Vec<NumberRun> = Vec::new();
    for (index, number) in numbers {
        let next = runs.iter_mut().rev().find(|run| run.is_followed_by(&lines, index, number));
        match next {
            Some(run) => run.push(&lines, index, number),
            None => runs.push(NumberRun { lines: vec![index], last: number, pitch: None }),
        }
    }
    let mut is_number = vec![false; lines.len()];
    for run in runs.iter().filter(|run| run.lines.len() >= FEWEST && run.is_beside_prose(&lines)) {
        run.lines.iter().for_each(|index| is_number[*index] = true);
    }
    lines.into_iter().zip(is_number).filter(|(_, is_number)| !is_number).map(|(line, _)| line).collect()
}

/// Returns the number that a text is; a letter may follow it.
fn number(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let is_number = (1..=3).contains(&digits.len()) && text.len() <= digits.len() + 1;
    digits.parse().ok().filter(|_| is_number)
}

impl NumberRun {
    fn is_followed_by(&self, lines: &[PdfLine], index: usize, number: u32) -> bool {
        let Some(last) = self.lines.last().map(|last| &lines[*last]) else { return false };
        let next = &lines[index];
        let step = next.y - last.y;
        let is_even = self.pitch.is_none_or(|pitch| (step - pitch).abs() <= UNEVEN * pitch);
        let is_below = (next.x - last.x).abs() < last.size || (next.end - last.end).abs() < last.size;
        number == self.last + 1 && step > 0.0 && is_even && is_below
    }

    fn push(&mut self, lines: &[PdfLine], index: usize, number: u32) {
        self.pitch = self.lines.last().map(|last| lines[index].y - lines[*last].y);
        self.lines.push(index);
        self.last = number;
    }

    /// Tells whether most of the numbers are beside lines that go on with a sentence, or beside nothing.
    fn is_beside_prose(&self, lines: &[PdfLine]) -> bool {
        let (mut going_on, mut others) = (0, 0);
        for number in self.lines.iter().map(|index| &lines[*index]) {
            let is_beside =
                |line: &&PdfLine| (line.y - number.y).abs() < 0.5 * number.size && line.drawn != number.drawn;
            let mut beside = lines.iter().filter(is_beside);
            match (beside.next(), beside.next()) {
                (Some(line), None) if line.text.starts_with(char::is_lowercase) => going_on += 1,
                (Some(_), _) => others += 1,
                (None, _) => {}
            }
        }
        going_on >= GOING_ON && going_on >= others
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::pdf::linked_text::LinkedText;

    fn line(x: f32, y: f32, text: &str, drawn: usize) -> PdfLine {
        PdfLine { text: LinkedText::from(text), x, end: x + 5.0 * text.len() as f32, y, size: 10.0, drawn }
    }

    /// Returns what is left of ten numbered lines.
    fn read(first: usize, pitch: f32, texts: [&str; 10]) -> Vec<String> {
        let lines = texts.iter().enumerate().flat_map(|(index, text)| {
            // The distance of the last two lines may differ.
            let y = if index < 5 { 14.0 * index as f32 } else { 70.0 + pitch * (index - 5) as f32 };
            let number = (first + index).to_string();
            [line(20.0, y, &number, 2 * index), line(60.0, y, text, 2 * index + 1)]
        });
        let left = remove_line_numbers(lines.filter(|line| !line.text.is_empty()).collect());
        left.into_iter().map(|line| line.text.to_string()).collect()
    }

    const PROSE: [&str; 10] = [
        "The sea rises",
        "twice a day",
        "and falls as",
        "often. Its",
        "height is",
        "that of the",
        "moon, which",
        "",
        "The harbour",
        "is closed.",
    ];

    #[test]
    fn numbers_beside_running_text_are_removed() {
        let text: Vec<&str> = PROSE.into_iter().filter(|line| !line.is_empty()).collect();
        assert_eq!(read(1, 14.0, PROSE), text);
        assert_eq!(read(95, 14.0, PROSE), text, "numbers may go on from page to page");
        assert_eq!(read(1, 30.0, PROSE).len(), text.len() + 10, "their distances differ");
    }

    #[test]
    fn numbers_of_lists_and_tables_are_kept() {
        let ships = ["Alma", "Bora", "Cato", "Dora", "Emma", "Flora", "Gerda", "Hulda", "Ida", "Julia"];
        assert_eq!(read(1, 14.0, ships).len(), 20);
        let cells = (0..10).flat_map(|row| {
            let y = 14.0 * row as f32;
            [
                line(20.0, y, &(row + 1).to_string(), 3 * row),
                line(60.0, y, "tug", 3 * row + 1),
                line(150.0, y, "hull", 3 * row + 2),
            ]
        });
        assert_eq!(remove_line_numbers(cells.collect()).len(), 30);
    }

    #[test]
    fn a_letter_may_follow_a_number() {
        let cases =
            [("7", Some(7)), ("32S", Some(32)), ("1.", None), ("1AB", None), ("1903", None), ("S", None)];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
