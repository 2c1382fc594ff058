//! The grid of claims for people: as text one claim after the other, as Markdown a table.

use std::io::{self, Write};

use crate::report::claims::{Cell, Given, Grid, Row, Stance};
use crate::report::escaped::escaped;
use crate::report::figures::measure;
use crate::report::lines::hanging;
use crate::report::subject::Subject;
use crate::report::wording::{count, one_line, shown_score, title};

/// Returns the name of a document within a report: A to Z, then AA, AB and so on.
pub(crate) fn name(document: usize) -> String {
    let last = char::from(b'A' + (document % 26) as u8);
    match (document / 26).checked_sub(1) {
        Some(before) => format!("{}{last}", name(before)),
        None => last.to_string(),
    }
}

/// Beyond so many names only those that are missing are told, or how many there are.
const NAMED: usize = 4;

/// Returns "A", "A and B", "A, B and C".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// Returns which documents make a claim: "A and B; perhaps, in other words, C; not in D".
pub(crate) fn told(row: &Row<'_>) -> String {
    let with = |stance: Stance| -> Vec<usize> {
        let numbered = row.stands.iter().enumerate();
        numbered.filter(|(_, cell)| cell.stand == stance).map(|(document, _)| document).collect()
    };
    let names = |some: &[usize]| listed(&some.iter().map(|at| name(*at)).collect::<Vec<_>>());
    let [said, reworded, absent] = [Stance::Said, Stance::Reworded, Stance::Absent].map(with);
    if said.len() > NAMED && reworded.is_empty() && absent.is_empty() {
        return format!("all {}", said.len());
    }
    if said.len() > NAMED && reworded.is_empty() && absent.len() <= NAMED {
        return format!("all but {}", names(&absent));
    }
    let mut text = names(&said);
    if !reworded.is_empty() {
        text = format!("{text}; perhaps, in other words, {}", names(&reworded));
    }
    match absent.len() {
        0 => text,
        few if few <= NAMED => format!("{text}; not in {}", names(&absent)),
        many => format!("{text}; not in the other {many}"),
    }
}

/// Returns a line for each figure in which documents differ: "differs: five divisions (A) | six
/// divisions (C)".
pub(crate) fn differing(row: &Row<'_>) -> Vec<String> {
    row.differs.iter().map(|given| format!("differs: {}", differing_figures(given))).collect()
}

fn differing_figures(given: &[Given<'_>]) -> String {
    let mut figures: Vec<(String, Vec<String>)> = Vec::new();
    for one in given {
        let (figure, document) = (one_line(one.text), name(one.document));
        match figures.iter_mut().find(|(known, _)| *known == figure) {
            Some((_, documents)) => documents.push(document),
            None => figures.push((figure, vec![document])),
        }
    }
    let figure = |(figure, documents): &(String, Vec<String>)| format!("{figure} ({})", listed(documents));
    figures.iter().map(figure).collect::<Vec<_>>().join(" | ")
}

/// Returns the summary, a sentence or two a line.
pub(crate) fn figures(grid: &Grid<'_>) -> [String; 2] {
    let only =
        grid.summary.only.iter().zip(&grid.documents).enumerate().map(|(document, (only, subject))| {
            format!("{} {only} of {}", name(document), count(subject.sentences.len(), "sentence"))
        });
    [
        format!(
            "{} of two documents or more, {} of all {}.",
            count(grid.summary.claims, "claim"),
            grid.summary.shared_by_all,
            grid.documents.len()
        ),
        format!("In no claim: {}.", only.collect::<Vec<_>>().join(", ")),
    ]
}

pub(crate) fn method(grid: &Grid<'_>) -> String {
    let method = grid.method;
    format!(
        "reader {}: {}. A document makes a claim from probability {}, perhaps, in other words, from {}. The \
         figure beside a sentence is the probability that it says the same as the sentence that stands for \
         the claim. Sentences are numbered from 1 in each document.",
        method.version, method.name, method.strong, method.weak
    )
}

/// Returns what stands before the probability of a sentence that rests on weak links.
pub(crate) fn perhaps(cell: &Cell) -> &'static str {
    if cell.stand == Stance::Reworded { "perhaps, in other words, " } else { "" }
}

fn sentence(subject: Option<&Subject<'_>>, index: usize) -> String {
    one_line(subject.map_or("", |subject| subject.sentence(index)))
}

/// Writes each claim with the words of every document that makes it.
pub(crate) fn text(grid: &Grid<'_>, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Claims of {}\n", count(grid.documents.len(), "document"))?;
    for (document, subject) in grid.documents.iter().enumerate() {
        hanging(width, [""; 2], &format!("{}: {}", name(document), title(subject.title)), out)?;
        hanging(width, ["   "; 2], &measure(subject), out)?;
    }
    writeln!(out)?;
    for line in figures(grid) {
        hanging(width, [""; 2], &line, out)?;
    }
    for (number, row) in grid.claims.iter().enumerate() {
        writeln!(out)?;
        hanging(width, [""; 2], &format!("{}. {}", number + 1, told(row)), out)?;
        for line in differing(row) {
            hanging(width, ["   ", "      "], &line, out)?;
        }
        for (document, cell) in row.stands.iter().enumerate() {
            let perhaps = perhaps(cell);
            for (place, (&index, score)) in cell.sentences.iter().zip(&cell.score).enumerate() {
                let words = sentence(grid.documents.get(document), index);
                let also = if place > 0 { "also " } else { "" };
                let (name, score) = (name(document), shown_score(*score));
                let line = format!("{also}{name} {} ({perhaps}{score}): {words}", index + 1);
                hanging(width, ["   ", "      "], &line, out)?;
            }
        }
    }
    for (document, only) in grid.only.iter().enumerate().filter(|(_, only)| !only.is_empty()) {
        writeln!(out, "\nOnly in {}\n", name(document))?;
        for &index in only {
            let words = sentence(grid.documents.get(document), index);
            hanging(width, ["", "   "], &format!("{} {}: {words}", name(document), index + 1), out)?;
        }
    }
    writeln!(out, "\nMethod\n")?;
    hanging(width, [""; 2], &method(grid), out)
}

/// Writes a table, a column for each document.
pub(crate) fn markdown(grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Claims of {}\n", count(grid.documents.len(), "document"))?;
    for (document, subject) in grid.documents.iter().enumerate() {
        let (title, measure) = (escaped(&title(subject.title)), escaped(&measure(subject)));
        writeln!(out, "- **{}**: {title}  \n  {measure}", name(document))?;
    }
    writeln!(out, "\n## Summary\n")?;
    for line in figures(grid) {
        writeln!(out, "- {}", escaped(&line))?;
    }
    writeln!(out, "\n## Claims\n")?;
    if grid.claims.is_empty() {
        writeln!(out, "None.")?;
    } else {
        table(grid, out)?;
    }
    for (document, only) in grid.only.iter().enumerate().filter(|(_, only)| !only.is_empty()) {
        writeln!(out, "\n## Only in {}\n", name(document))?;
        for &index in only {
            let words = escaped(&sentence(grid.documents.get(document), index));
            writeln!(out, "- **{} {}**: {words}", name(document), index + 1)?;
        }
    }
    writeln!(out, "\n## Method\n\n{}", escaped(&method(grid)))
}

fn table(grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = (0..grid.documents.len()).map(name).collect();
    writeln!(out, "| | {} |\n|---:|{}", names.join(" | "), "---|".repeat(names.len()))?;
    for (number, row) in grid.claims.iter().enumerate() {
        let differs: Vec<String> = differing(row).iter().map(|line| escaped(line)).collect();
        write!(out, "| {} |", [vec![(number + 1).to_string()], differs].concat().join("<br>"))?;
        for (cell, subject) in row.stands.iter().zip(&grid.documents) {
            write!(out, " {} |", in_table(cell, subject))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Returns a cell: its sentences, each on a line of its own.
fn in_table(cell: &Cell, subject: &Subject<'_>) -> String {
    let line = |(index, score): (&usize, &f64)| {
        let words = escaped(&sentence(Some(subject), *index));
        format!("**{}** *({}{})* {words}", index + 1, perhaps(cell), shown_score(*score))
    };
    match cell.stand {
        Stance::Absent => "–".into(),
        Stance::Said | Stance::Reworded => {
            cell.sentences.iter().zip(&cell.score).map(line).collect::<Vec<_>>().join("<br>")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::compare::{Levels, claims, compare};
    use crate::report::comparison::tests::{document, written};
    use crate::report::html::Html;
    use crate::report::json::Json;
    use crate::report::markdown::Markdown;
    use crate::report::plain::Plain;
    use crate::report::{Named, Page};

    const ACCOUNTS: [&[&str]; 3] = [
        &["The ferry *Aurora* ran aground off Wexley harbour on Monday.", "The council wants new lights."],
        &[
            "Tickets remain cheap\u{9b}31m.",
            "On Monday the Aurora, a ferry, ran aground near Wexley harbour.",
        ],
        &["Fog hid the town.", "The ferry Aurora ran aground off Wexley harbour on Monday."],
    ];

    fn with_grid<T>(accounts: &[&[&str]], check: impl Fn(&Grid<'_>) -> T) -> T {
        let documents: Vec<_> = accounts.iter().map(|lines| document(lines)).collect();
        let sentences = |at: usize| -> Vec<&str> {
            (0..documents[at].sentences.len()).map(|index| documents[at].sentence_text(index)).collect()
        };
        let mut pairs = Vec::new();
        for right in 0..documents.len() {
            for left in 0..right {
                pairs.push((left, right, compare(&sentences(left), &sentences(right), &|| true).unwrap()));
            }
        }
        let pairs: Vec<_> = pairs.iter().map(|(left, right, pair)| (*left, *right, pair)).collect();
        let texts: Vec<Vec<&str>> = (0..documents.len()).map(sentences).collect();
        let levels = Levels::default();
        let named = |document| Named { path: Path::new("news|paper.txt"), document };
        let named: Vec<Named<'_>> = documents.iter().map(named).collect();
        check(&Grid::new(&named, &claims(&texts, &pairs, levels), levels))
    }

    #[test]
    fn text_tells_who_says_it_in_which_words() {
        let text = with_grid(&ACCOUNTS, |grid| written(|out| Plain { width: None }.claims(grid, out)));
        for part in [
            "Claims of 3 documents\n\nA: ",
            "1 claim of two documents or more, 1 of all 3.",
            "In no claim: A 1 of 2 sentences, B 1 of 2 sentences, C 1 of 2 sentences.",
            "\n1. A, B and C\n   A 1 (0.99): The ferry *Aurora* ran",
            "\n   B 2 (0.",
            "\nOnly in C\n\nC 1: Fog hid the town.",
        ] {
            assert!(text.contains(part), "{part:?} in\n{text}");
        }
        assert!(!text.chars().any(|character| character != '\n' && character.is_control()), "{text:?}");
    }

    #[test]
    fn markdown_has_a_column_for_each_document() {
        let text = with_grid(&ACCOUNTS, |grid| written(|out| Markdown.claims(grid, out)));
        let row =
            "\n| | A | B | C |\n|---:|---|---|---|\n| 1 | **1** *(0.99)* The ferry \\*Aurora\\* ran aground";
        assert!(text.contains(row), "{text}");
    }

    #[test]
    fn figures_that_differ_are_told_in_every_format() {
        let accounts = ["five", "six", "five"]
            .map(|count| [format!("India has ordered {count} divisions of the S-400 missile system.")]);
        let accounts = accounts.each_ref().map(|[line]| [line.as_str()]);
        let accounts = accounts.each_ref().map(|lines| &lines[..]);
        let pages: [(&dyn Page, &str); 3] = [
            (&Plain { width: None }, "\n   differs: "),
            (&Markdown, "| 1<br>differs: "),
            (&Html, "<p>differs: "),
        ];
        for (page, before) in pages {
            let text = with_grid(&accounts, |grid| written(|out| page.claims(grid, out)));
            let line = text.split_once(before).map_or("", |(_, line)| line).replace('\\', "");
            assert!(line.starts_with("five ") && line.contains(" (A) | six "), "{text}");
        }
    }

    #[test]
    fn data_follows_its_schema() {
        let schema = serde_json::from_str(include_str!("../../assets/schema/claims.json")).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let orders: [&[&str]; 3] =
            [&["Five big ferries crossed the harbour."], &["Six big ferries crossed the harbour."], &[]];
        let text = with_grid(&orders, |grid| written(|out| Json.claims(grid, out)));
        assert!(text.contains("\"differs\":[[{\"document\":"), "{text}");
        for accounts in [&orders[..], &ACCOUNTS, &[&[], &[], &[]], &[ACCOUNTS[0]; 4]] {
            let text = with_grid(accounts, |grid| written(|out| Json.claims(grid, out)));
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }

    #[test]
    fn documents_are_lettered() {
        let names = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")];
        for (document, expected) in names {
            assert_eq!(name(document), expected);
        }
    }

    #[test]
    fn a_claim_tells_who_makes_it_and_who_does_not() {
        let cell = |stand| Cell { stand, sentences: Vec::new(), score: Vec::new() };
        let told = |stands: &[Stance]| {
            told(&Row {
                document: 0,
                sentence: 0,
                stands: stands.iter().copied().map(cell).collect(),
                differs: Vec::new(),
            })
        };
        assert_eq!(told(&[Stance::Said, Stance::Said, Stance::Said]), "A, B and C");
        assert_eq!(
            told(&[Stance::Absent, Stance::Said, Stance::Reworded]),
            "B; perhaps, in other words, C; not in A"
        );
        let many = |said: usize, absent: usize| {
            told(&[vec![Stance::Said; said], vec![Stance::Absent; absent]].concat())
        };
        assert_eq!(many(4, 0), "A, B, C and D");
        assert_eq!(many(30, 0), "all 30");
        assert_eq!(many(28, 2), "all but AC and AD");
        assert_eq!(many(5, 6), "A, B, C, D and E; not in the other 6");
    }
}
