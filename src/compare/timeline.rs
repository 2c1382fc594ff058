//! The dated statements of documents in order of time.
//!
//! A statement is a sentence with a date. What the text leaves out is filled in only where it is sure: by the
//! date next to it ("3 May to 5 June 2020") or by the document's own date, its metadata or dateline. A day of
//! the week and "yesterday" need that date and are left out without it; a day or month without a year keeps
//! what is known, unless it is within [`NEAR`] days of the document's date.

use std::collections::{BTreeSet, HashMap};

use jiff::civil;

use crate::compare::Cancelled;
use crate::compare::align::{MOST_SENTENCES, compare};
use crate::compare::comparison::{Levels, Side};
use crate::compare::dateline::{BEGINNING, is_dateline, published};
use crate::compare::document_similarity::{LEAST_SIMILARITY, Neighbours, Profile};
use crate::compare::facts::{
    Date, Fact, FactKind, FactValue, Offset, Status, TimeFrame, When, compare_known_facts, dates,
    facts_of_both, view,
};
use crate::document::{Document, Field};
use crate::text::Span;
use crate::threads::join;

/// Within how many days of the document's own date, before it or in a sentence that looks ahead after it, a day
/// or month without a year is surely of that time.
const NEAR: i32 = 100;

/// The dates of a document are compared with those of this many documents most like it.
const NEAREST: usize = 8;

/// A sentence with a date.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedStatement {
    /// The index of its document.
    pub document: usize,
    /// The index of its sentence.
    pub sentence: usize,
    /// The words of the date, as bytes of the sentence.
    pub words: Span,
    /// The date, with what was filled in.
    pub date: Date,
    /// Whether the document's own date or the date next to it filled in what its words leave out.
    pub is_inferred: bool,
    /// The indices of the statements of other documents that date the same thing differently.
    pub differs: Vec<usize>,
}

/// The dated statements of some documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// The statements in order of time, of equal dates the longer period first; those without a year come last.
    pub statements: Vec<DatedStatement>,
    /// The day on which each document was published, if it states one.
    pub published: Vec<Option<civil::Date>>,
}

/// Returns the dated statements of documents; an error as soon as they are no longer `wanted`.
pub fn timeline(documents: &[&Document], wanted: &(dyn Fn() -> bool + Sync)) -> Result<Timeline, Cancelled> {
    let texts: Vec<Vec<&str>> = documents.iter().map(|document| document.sentence_texts()).collect();
    let mut timeline = Timeline::default();
    for (index, (document, sentences)) in documents.iter().zip(&texts).enumerate() {
        let published = published(document.metadata.first(Field::Date), sentences);
        for (sentence, text) in sentences.iter().enumerate() {
            wanted().then_some(()).ok_or(Cancelled)?;
            let found = statements(index, sentence, text, published);
            let is_statement = |one: &DatedStatement| {
                sentence >= BEGINNING || one.date.single_day().is_none() || !is_dateline(text, one.words)
            };
            timeline.statements.extend(found.into_iter().filter(is_statement));
        }
        timeline.published.push(published);
    }
    timeline.statements.sort_by_key(order);
    let pairs = differing(&texts, &timeline.statements, wanted)?;
    for (one, other) in pairs {
        timeline.statements[one].differs.push(other);
        timeline.statements[other].differs.push(one);
    }
    Ok(timeline)
}

/// Returns the key by which statements are ordered.
fn order(statement: &DatedStatement) -> impl Ord + use<> {
    let DatedStatement { document, sentence, words, date, .. } = statement;
    let extent = date.extent().map(|[first, last]| (first, std::cmp::Reverse(last)));
    (extent.is_none(), extent, date.month, date.day, *document, *sentence, words.start)
}

/// Returns the dated statements of a sentence, each date once.
fn statements(
    document: usize,
    sentence: usize,
    text: &str,
    published: Option<civil::Date>,
) -> Vec<DatedStatement> {
    let mut found: Vec<DatedStatement> = Vec::new();
    let mut told = dates(text).into_iter().peekable();
    while let Some((when, words)) = told.next() {
        let next = told.peek().and_then(|(next, span)| match next {
            When::Date(next) if joins(&text[words.end..span.start]) => Some(*next),
            When::Date(_) | When::Offset(_) => None,
        });
        let before = text[..words.start].trim_end();
        let is_relative = ["last", "next", "Last", "Next"].iter().any(|word| before.ends_with(word));
        let date = match when {
            When::Date(date) if date.year.is_some() => Some((date, false)),
            When::Date(date) => {
                let year = with_year_of(date, next)
                    .or_else(|| near(date, published.filter(|_| !is_relative)?, view(text)));
                Some((year.unwrap_or(date), year.is_some()))
            }
            When::Offset(offset) => published.and_then(|day| Some((from(day, offset)?, true))),
        };
        let Some((date, is_inferred)) = date else { continue };
        if !found.iter().any(|known| known.date == date) {
            found.push(DatedStatement { document, sentence, words, date, is_inferred, differs: Vec::new() });
        }
    }
    found
}

/// Tells whether the words between two dates make one stretch of time of them: "3 May to 5 June".
fn joins(between: &str) -> bool {
    matches!(
        between.trim(),
        "" | "-"
            | "–"
            | "—"
            | "to"
            | "and"
            | "until"
            | "till"
            | "through"
            | "or"
            | "bis"
            | "und"
            | "au"
            | "et"
            | "al"
            | "y"
            | "по"
            | "и"
    )
}

/// Returns `date` with the year of the date it is joined to, or the year before if it is later in the year.
fn with_year_of(date: Date, next: Option<Date>) -> Option<Date> {
    let next = next?;
    let is_later = (date.month, date.day) > (next.month, next.day);
    Some(Date { year: Some(next.year? - i16::from(next.month.is_some() && is_later)), ..date })
}

/// Returns `date` in the year in which it is near the day of publication, on the side that the sentence views.
fn near(date: Date, published: civil::Date, view: TimeFrame) -> Option<Date> {
    let days = match view {
        TimeFrame::Back => -NEAR..=0,
        TimeFrame::Ahead => 0..=NEAR,
        TimeFrame::Habit => return None,
    };
    let years = [-1, 0, 1].map(|by| published.year() + by);
    years.into_iter().map(|year| Date { year: Some(year), ..date }).find(|date| {
        let after = |day: civil::Date| (day - published).get_days();
        // A month that is not over is of this year, whichever way the sentence looks.
        date.extent().is_some_and(|[first, last]| after(first) <= *days.end() && after(last) >= *days.start())
    })
}

/// Returns the date at an offset from the day of publication.
fn from(published: civil::Date, offset: Offset) -> Option<Date> {
    let shifted = |span: jiff::Span| published.checked_add(span).ok();
    let day = match offset {
        Offset::Days(days) => shifted(jiff::Span::new().days(days))?,
        Offset::Months(months) => shifted(jiff::Span::new().months(months))?,
        Offset::Years(years) => shifted(jiff::Span::new().years(years))?,
        Offset::Weekday(weekday) => {
            let today = published.weekday().to_monday_zero_offset();
            let back = (today - i8::try_from(weekday).ok()?).rem_euclid(7);
            shifted(jiff::Span::new().days(-back))?
        }
    };
    let date = Date::of_day(day);
    Some(match offset {
        Offset::Days(_) | Offset::Weekday(_) => date,
        Offset::Months(_) => Date { day: None, ..date },
        Offset::Years(_) => Date { day: None, month: None, ..date },
    })
}

/// Returns the pairs of statements, by index, of different documents that date the same thing differently, each
/// pair once. Each document is compared with those most like it, half of the pairs on a thread of its own.
fn differing(
    texts: &[Vec<&str>],
    statements: &[DatedStatement],
    wanted: &(dyn Fn() -> bool + Sync),
) -> Result<BTreeSet<(usize, usize)>, Cancelled> {
    let pairs = alike(texts, statements, wanted)?;
    let mut by_sentence: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for (index, statement) in statements.iter().enumerate() {
        by_sentence.entry((statement.document, statement.sentence)).or_default().push(index);
    }
    let dated = DatedTexts { texts, statements, by_sentence };
    let half = |skipped: usize| -> Result<BTreeSet<(usize, usize)>, Cancelled> {
        let mut found = BTreeSet::new();
        for &(left, right) in pairs.iter().skip(skipped).step_by(2) {
            found.append(&mut dated.differing(left, right, wanted)?);
        }
        Ok(found)
    };
    let (first, second) = join(|| half(0), || half(1));
    let mut found = first?;
    found.append(&mut second?);
    Ok(found)
}

/// Documents with their dated statements.
struct DatedTexts<'a> {
    /// The sentences of each document.
    texts: &'a [Vec<&'a str>],
    statements: &'a [DatedStatement],
    /// The statements of each sentence of each document, by index.
    by_sentence: HashMap<(usize, usize), Vec<usize>>,
}

impl DatedTexts<'_> {
    /// Returns the statement whose words overlap `words` in a sentence.
    fn at(&self, document: usize, sentence: usize, words: Span) -> Option<usize> {
        let in_sentence = self.by_sentence.get(&(document, sentence))?;
        in_sentence.iter().copied().find(|index| self.statements[*index].words.overlaps(words))
    }

    /// Returns the pairs of statements of two documents that date the same thing differently.
    fn differing(
        &self,
        left: usize,
        right: usize,
        wanted: &dyn Fn() -> bool,
    ) -> Result<BTreeSet<(usize, usize)>, Cancelled> {
        let [ours, theirs] = [left, right].map(|document| &*self.texts[document]);
        let levels = Levels::default();
        let comparison = compare(ours, theirs, wanted)?;
        let counting = comparison.links().iter().filter(|link| levels.of(link.score).is_some());
        let links: Vec<_> = counting.map(|link| (link.left, link.right, link.score)).collect();
        let mut facts = facts_of_both(ours, theirs, wanted)?;
        for (document, facts) in [left, right].into_iter().zip(&mut facts) {
            for Fact { value, sentence, span, .. } in facts {
                if let (FactValue::Date(date), Some(index)) = (value, self.at(document, *sentence, *span)) {
                    *date = self.statements[index].date;
                }
            }
        }
        let facts = compare_known_facts(ours, theirs, facts, &links, wanted)?;
        let rows =
            facts.rows.iter().filter(|row| (row.kind, row.status) == (FactKind::Date, Status::Differs));
        let mut found = BTreeSet::new();
        for row in rows {
            let on = |side: Side| row.items.iter().filter(move |item| item.side == side);
            for ours in on(Side::Left) {
                for theirs in on(Side::Right) {
                    let one = self.at(left, ours.sentence, ours.span);
                    let pair = one.zip(self.at(right, theirs.sentence, theirs.span));
                    let differs = |(one, other): &(usize, usize)| {
                        self.statements[*one].date != self.statements[*other].date
                    };
                    found.extend(pair.filter(differs));
                }
            }
        }
        Ok(found)
    }
}

/// Returns the pairs of dated documents to compare, the lower index first: each with those most like it.
fn alike(
    texts: &[Vec<&str>],
    statements: &[DatedStatement],
    wanted: &dyn Fn() -> bool,
) -> Result<BTreeSet<(usize, usize)>, Cancelled> {
    let mut dated: BTreeSet<usize> = statements.iter().map(|statement| statement.document).collect();
    dated.retain(|document| texts[*document].len() <= MOST_SENTENCES);
    if dated.len() < 2 {
        return Ok(BTreeSet::new());
    }
    let mut profiles = Vec::with_capacity(texts.len());
    for (document, sentences) in texts.iter().enumerate() {
        wanted().then_some(()).ok_or(Cancelled)?;
        profiles.push(dated.contains(&document).then(|| Profile::of(sentences)));
    }
    let neighbours = Neighbours::new(profiles);
    let mut pairs = BTreeSet::new();
    for document in dated {
        wanted().then_some(()).ok_or(Cancelled)?;
        let near = neighbours.of(document).into_iter().take(NEAREST);
        let like = near.filter(|(_, similarity)| *similarity >= LEAST_SIMILARITY);
        pairs.extend(like.map(|(other, _)| (document.min(other), document.max(other))));
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Draft, Frame};

    /// Returns a document with one paragraph for each line, published on the day that its metadata tells.
    fn document(published: &str, lines: &[&str]) -> Document {
        let mut draft = Draft::default();
        draft.metadata.add(Field::Date, published);
        for line in lines {
            let start = draft.text.len();
            draft.text.push_str(line);
            let span = Span::new(start, draft.text.len());
            draft.blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
                frame: Frame::default(),
                gap: false,
            });
            draft.text.push('\n');
        }
        draft.into()
    }

    /// Returns the dates of a timeline as data, those that were inferred in brackets, each with its words.
    fn told(documents: &[Document]) -> Vec<String> {
        let timeline = timeline(&documents.iter().collect::<Vec<_>>(), &|| true).unwrap();
        let row = |one: &DatedStatement| {
            let words = one.words.of(documents[one.document].sentence_text(one.sentence));
            let date = one.date.edtf();
            if one.is_inferred { format!("[{date}] {words}") } else { format!("{date} {words}") }
        };
        timeline.statements.iter().map(row).collect()
    }

    #[test]
    fn statements_are_in_order_of_time() {
        let found = told(&[document(
            "",
            &[
                "The mill closed in 1929.",
                "It opened on 3 May 1848, in the rain.",
                "It burned in the 1920s.",
                "Nobody knows when.",
                "The feast is on 1 June.",
                "It was founded in 44 BC.",
                "A wheel was added on May 2, 1848.",
            ],
        )]);
        assert_eq!(
            found,
            [
                "-0043 44 BC",
                "1848-05-02 May 2, 1848",
                "1848-05-03 3 May 1848",
                "192X 1920s",
                "1929 1929",
                "XXXX-06-01 1 June"
            ]
        );
    }

    #[test]
    fn the_documents_own_date_fills_in_what_is_sure() {
        let lines = [
            "It sank on Tuesday.",
            "It will sail again on Friday.",
            "The crew left yesterday and met last month.",
            "It was built on 20 April.",
            "The feast is on 1 December.",
            "It may be raised in August.",
            "The season usually starts in April.",
            "The dock burned in June.",
            "Another sank last Monday.",
            "They met from 30 December to 2 January 2012.",
        ];
        // 10 May 2023 was a Wednesday.
        assert_eq!(
            told(&[document("2023-05-10", &lines)]),
            [
                "[2011-12-30] 30 December",
                "2012-01-02 2 January 2012",
                "[2023-04] last month",
                "[2023-04-20] 20 April",
                "[2023-05-09] Tuesday",
                "[2023-05-09] yesterday",
                "[2023-08] August",
                "XXXX-04 April",
                "XXXX-06 June",
                "XXXX-12-01 1 December",
            ]
        );
        let undated = told(&[document("", &lines)]);
        assert_eq!(
            undated[2..],
            [
                "XXXX-04 April",
                "XXXX-04-20 20 April",
                "XXXX-06 June",
                "XXXX-08 August",
                "XXXX-12-01 1 December"
            ]
        );
    }

    #[test]
    fn documents_that_date_one_thing_differently_are_told() {
        let accounts = [
            document(
                "",
                &["The ferry Aurora sank off Wexley harbour on 3 May 2023.", "The mayor was born in 1960."],
            ),
            document(
                "",
                &["The ferry Aurora sank off Wexley harbour on 4 May 2023.", "A museum was opened in 1970."],
            ),
        ];
        let found = timeline(&accounts.iter().collect::<Vec<_>>(), &|| true).unwrap();
        let differs: Vec<_> =
            found.statements.iter().map(|one| (one.date.edtf(), one.differs.clone())).collect();
        let row = |date: &str, differs: &[usize]| (date.to_owned(), differs.to_vec());
        assert_eq!(
            differs,
            [row("1960", &[]), row("1970", &[]), row("2023-05-03", &[3]), row("2023-05-04", &[2])]
        );
        assert_eq!(timeline(&[&accounts[0]], &|| false), Err(Cancelled));
        // 3 May 2023 was a Wednesday.
        for (day, is_marked) in [("Wednesday", false), ("Tuesday", true)] {
            let line = format!("The ferry Aurora sank off Wexley harbour on {day}.");
            let accounts = [&accounts[0], &document("2023-05-05", &[&*line])];
            let found = timeline(&accounts, &|| true).unwrap();
            assert_eq!(found.statements.iter().any(|one| !one.differs.is_empty()), is_marked, "{day}");
        }
    }
}
