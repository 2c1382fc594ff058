//! The facts of one document.

use crate::compare::Cancelled;
use crate::compare::facts::dates::{Date, Offset, begins_date, date, offset, time, weekday, year_of_noun};
use crate::compare::facts::fact::{Fact, FactValue};
use crate::compare::facts::lexicon::{ValueTable, WordClass};
use crate::compare::facts::names::{Evidence, Name, names};
use crate::compare::facts::quantities::{Quantity, designator, is_label, quantity};
use crate::compare::facts::sources::{folded_words, quotes, sources};
use crate::compare::facts::tokens::{Cutter, FactToken, Shape, tokens};
use crate::text::Span;

/// Returns the facts of a document, one sentence a string, in reading order.
///
/// The document is read twice: once for the words it writes with a capital, once for the facts. The
/// tokens of sentences are not kept between, those of each word are: a book needs no more memory than its
/// vocabulary.
pub fn facts(sentences: &[&str]) -> Vec<Fact> {
    // They are always wanted, so they are never given up.
    let [facts, _] = facts_of_both(sentences, &[], &|| true).unwrap_or_default();
    facts
}

/// Returns the facts of two documents; a name in one is a name in both. An error as soon as they are no
/// longer `wanted`.
pub fn facts_of_both<'a>(
    left: &[&'a str],
    right: &[&'a str],
    wanted: &dyn Fn() -> bool,
) -> Result<[Vec<Fact>; 2], Cancelled> {
    let (mut cutter, mut evidence) = (Cutter::default(), Evidence::default());
    for sentence in left.iter().chain(right) {
        wanted().then_some(()).ok_or(Cancelled)?;
        evidence.learn(&cutter.tokens(sentence));
    }
    let mut read = |sentences: &[&'a str]| {
        let mut facts = Vec::new();
        for (at, text) in sentences.iter().enumerate() {
            wanted().then_some(()).ok_or(Cancelled)?;
            facts.extend(of_sentence(at, text, &cutter.tokens(text), &evidence));
        }
        Ok(facts)
    };
    Ok([read(left)?, read(right)?])
}

/// Tells whether a figure can begin with `token`; a quick check that most tokens fail.
fn begins_figure(token: &FactToken<'_>) -> bool {
    match token.shape {
        Shape::Digits => true,
        Shape::Word => {
            token.is_capital()
                || token.is_in(WordClass::Number)
                || begins_date(token)
                || weekday(token).is_some()
                || is_label(token)
                || matches!(&*token.lower, "a" | "an" | "covid")
        }
        Shape::Mark => ValueTable::CurrencySign.get(token.text).is_some(),
        Shape::Possessive => false,
    }
}

/// When something was, as a sentence tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A date.
    Date(Date),
    /// A time that depends on the day of publication.
    Offset(Offset),
}

/// Returns when a sentence tells that something was, with the bytes of the words that tell it. Times of day
/// and days of the week that are no offsets are left out.
pub fn dates(sentence: &str) -> Vec<(When, Span)> {
    let tokens = tokens(sentence);
    let mut reader = SentenceReader::new(0, &tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let known = reader.facts.len();
        let end = reader.figure(at);
        let fact = reader.facts.get(known).map(|fact| (&fact.value, fact.span));
        let date = match fact {
            Some((FactValue::Date(date), span)) if date.year.is_some() || date.month.is_some() => {
                Some((When::Date(*date), span))
            }
            _ => None,
        };
        let of_noun = || {
            let (date, end) = year_of_noun(&tokens, at).filter(|_| fact.is_none())?;
            Some((When::Date(date), reader.span(at, end)))
        };
        let by_publication = || {
            let (offset, end) = offset(&tokens, at)?;
            Some((When::Offset(offset), reader.span(at, end)))
        };
        found.extend(date.or_else(of_noun).or_else(by_publication));
        at = end.unwrap_or(at + 1);
    }
    found
}

fn of_sentence(sentence: usize, text: &str, tokens: &[FactToken<'_>], evidence: &Evidence<'_>) -> Vec<Fact> {
    let mut reader = SentenceReader::new(sentence, tokens);
    let mut at = 0;
    while at < tokens.len() {
        at = reader.figure(at).unwrap_or(at + 1);
    }
    let names = names(tokens, evidence, &reader.taken);
    for Name { key, start, end } in sources(tokens, &names) {
        reader.push(FactValue::Source(key), start, end, end);
    }
    for Name { key, start, end } in names {
        reader.push(FactValue::Name(key), start, end, end);
    }
    let mut facts = reader.facts;
    facts.extend(quotes(text).into_iter().map(|span| Fact {
        value: FactValue::Quote(folded_words(span.of(text))),
        sentence,
        span,
        phrase: span,
    }));
    facts.sort_by_key(|fact| (fact.span.start, fact.kind(), fact.span.end));
    facts
}

/// One sentence being read.
struct SentenceReader<'a> {
    sentence: usize,
    tokens: &'a [FactToken<'a>],
    /// Which tokens are part of a fact.
    taken: Vec<bool>,
    facts: Vec<Fact>,
}

impl<'a> SentenceReader<'a> {
    fn new(sentence: usize, tokens: &'a [FactToken<'a>]) -> Self {
        Self { sentence, tokens, taken: vec![false; tokens.len()], facts: Vec::new() }
    }

    /// Returns the bytes of the tokens `start..end`.
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.tokens[start].span.start, self.tokens[end - 1].span.end)
    }

    /// Reads the date, time, designator or quantity at token `at` and returns the token after it;
    /// the first that fits wins.
    fn figure(&mut self, at: usize) -> Option<usize> {
        if !begins_figure(&self.tokens[at]) {
            return None;
        }
        let time = || time(self.tokens, at).map(|(minutes, end)| (FactValue::Time(minutes), end));
        let date = || date(self.tokens, at).map(|(date, end)| (FactValue::Date(date), end));
        if let Some((value, end)) = time().or_else(date).or_else(|| designator(self.tokens, at)) {
            return Some(self.push(value, at, end, end));
        }
        match quantity(self.tokens, at)? {
            Quantity::Found { value, end, phrase } => Some(self.push(value, at, end, phrase)),
            Quantity::Passed { end } => Some(end),
        }
    }

    /// Adds a fact of the tokens `start..end`, with the counted noun `start..phrase`; returns `end`.
    fn push(&mut self, value: FactValue, start: usize, end: usize, phrase: usize) -> usize {
        self.taken[start..end].fill(true);
        let (span, phrase) = (self.span(start, end), self.span(start, phrase));
        self.facts.push(Fact { value, sentence: self.sentence, span, phrase });
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sentences: &[&str]) -> Vec<String> {
        let name = |fact: Fact| match fact.value {
            FactValue::Name(key) => Some(key),
            _ => None,
        };
        facts(sentences).into_iter().filter_map(name).collect()
    }

    #[test]
    fn names_are_cut_from_the_words_around_them() {
        let cases: [(&str, &[&str]); 15] = [
            ("It angered Russian President Vladimir Putin’s press secretary.", &["russia", "vladimir putin"]),
            ("It angered the Ministry of Defense.", &["ministry of defence"]),
            ("She reads The Times of India on Monday.", &["times of india"]),
            ("Meanwhile Moscow waited.", &["moscow"]),
            ("However, they waited.", &[]),
            (
                "It joined the World Health Organization (WHO).",
                &["world health organisation", "world health organisation"],
            ),
            (
                "It hit Ludwig van Beethoven and Charles de Gaulle.",
                &["ludwig van beethoven", "charles de gaulle"],
            ),
            ("It hit Johnson & Johnson.", &["johnson johnson"]),
            ("It joined the Belt and Road.", &["belt and road"]),
            ("It joined the Belt and Road while Belt fell.", &["belt", "road", "belt"]),
            ("It hit Russia and India.", &["russia", "india"]),
            ("It hit Mr. Smith and Dr. Jane Doe.", &["smith", "jane doe"]),
            ("It hit George W. Bush in May.", &["george bush"]),
            ("It was, I said, the end.", &[]),
            ("Five Things You Should Know About Our Planet", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(names(&[text]), expected, "{text}");
        }
    }

    #[test]
    fn a_capital_at_the_start_needs_evidence() {
        assert_eq!(names(&["Residents fled.", "It hit Odesa.", "Odesa fell."]), ["odesa", "odesa"]);
    }

    #[test]
    fn a_capital_is_no_evidence_where_nouns_have_capitals() {
        let german =
            "der Bau der Brücke über den Fluss dauerte ein Jahr und das Geld der Stadt ging zur Neige";
        let sentences = [german; 5];
        assert_eq!(names(&sentences), [""; 0]);
    }
}
