//! The facts of one document.

use crate::compare::facts::calendar::{date, is_part_word};
use crate::compare::facts::clock::time;
use crate::compare::facts::designators::{designator, is_label};
use crate::compare::facts::fact::{Fact, Value};
use crate::compare::facts::money::is_symbol;
use crate::compare::facts::months::weekday;
use crate::compare::facts::names::{Evidence, names};
use crate::compare::facts::quantities::{Quantity, quantity};
use crate::compare::facts::quotes::{folded, quotes};
use crate::compare::facts::sources::sources;
use crate::compare::facts::spelled::is_number_word;
use crate::compare::facts::tokens::{Shape, Token, tokens};
use crate::text::Span;

/// Returns the facts of a document in the order they stand, one sentence a string.
///
/// Read twice: once for which words the document writes with a capital, once for the facts. The
/// tokens are not kept between, so that a book costs no more memory than its longest sentence.
pub fn facts(sentences: &[&str]) -> Vec<Fact> {
    read(sentences, &evidence(&[sentences]))
}

/// Returns the facts of two documents; what the one writes with a capital is a name in both.
pub fn facts_of_both(left: &[&str], right: &[&str]) -> [Vec<Fact>; 2] {
    let evidence = evidence(&[left, right]);
    [read(left, &evidence), read(right, &evidence)]
}

fn evidence<'a>(documents: &[&[&'a str]]) -> Evidence<'a> {
    let mut evidence = Evidence::default();
    for sentence in documents.iter().copied().flatten() {
        evidence.learn(&tokens(sentence));
    }
    evidence
}

fn read(sentences: &[&str], evidence: &Evidence<'_>) -> Vec<Fact> {
    sentences.iter().enumerate().flat_map(|(at, text)| of_sentence(at, text, evidence)).collect()
}

/// Tells whether a figure can begin with `token`: what most tokens are asked, and few answer.
fn begins_figure(token: &Token<'_>) -> bool {
    match token.shape {
        Shape::Digits => true,
        Shape::Word => {
            token.is_capital()
                || is_number_word(&token.lower)
                || is_part_word(&token.lower)
                || weekday(token).is_some()
                || is_label(token)
                || matches!(&*token.lower, "a" | "an" | "covid")
        }
        Shape::Mark => is_symbol(token.text),
        Shape::Possessive => false,
    }
}

fn of_sentence(sentence: usize, text: &str, evidence: &Evidence<'_>) -> Vec<Fact> {
    let tokens = tokens(text);
    let mut reader =
        Reader { sentence, tokens: &tokens, taken: vec![false; tokens.len()], facts: Vec::new() };
    reader.figures();
    reader.names(evidence);
    reader.facts.extend(quotes(text).into_iter().map(|span| {
        let value = Value::Quote(folded(span.of(text)).0);
        Fact { value, sentence, span, phrase: span }
    }));
    reader.facts.sort_by_key(|fact| (fact.span.start, fact.kind(), fact.span.end));
    reader.facts
}

/// One sentence being read.
struct Reader<'a> {
    sentence: usize,
    tokens: &'a [Token<'a>],
    /// Which tokens are part of a fact other than a name.
    taken: Vec<bool>,
    facts: Vec<Fact>,
}

impl Reader<'_> {
    /// Reads dates, times, designators and quantities; the first that fits a token wins.
    fn figures(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.figure(at).unwrap_or(at + 1);
        }
    }

    /// Reads what stands at token `at` and returns the token after it.
    fn figure(&mut self, at: usize) -> Option<usize> {
        if !begins_figure(&self.tokens[at]) {
            return None;
        }
        if let Some((minutes, end)) = time(self.tokens, at) {
            return Some(self.push(Value::Time(minutes), at, end, end));
        }
        if let Some((date, end)) = date(self.tokens, at) {
            return Some(self.push(Value::Date(date), at, end, end));
        }
        if let Some((value, end)) = designator(self.tokens, at) {
            return Some(self.push(value, at, end, end));
        }
        match quantity(self.tokens, at)? {
            Quantity::Found { value, end, phrase } => Some(self.push(value, at, end, phrase)),
            Quantity::Passed { end } => Some(end),
        }
    }

    fn names(&mut self, evidence: &Evidence<'_>) {
        let names = names(self.tokens, evidence, &self.taken);
        for source in sources(self.tokens, &names) {
            self.add(Value::Source(source.key), source.start, source.end);
        }
        for name in names {
            self.add(Value::Name(name.key), name.start, name.end);
        }
    }

    /// Adds a fact of the tokens `start..end` and takes them; returns `end`.
    fn push(&mut self, value: Value, start: usize, end: usize, phrase: usize) -> usize {
        self.taken[start..end].fill(true);
        let (span, phrase) = (self.span(start, end), self.span(start, phrase));
        self.facts.push(Fact { value, sentence: self.sentence, span, phrase });
        end
    }

    fn add(&mut self, value: Value, start: usize, end: usize) {
        let span = self.span(start, end);
        self.facts.push(Fact { value, sentence: self.sentence, span, phrase: span });
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.tokens[start].span.start, self.tokens[end - 1].span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sentences: &[&str]) -> Vec<String> {
        let name = |fact: Fact| match fact.value {
            Value::Name(key) => Some(key),
            _ => None,
        };
        facts(sentences).into_iter().filter_map(name).collect()
    }

    #[test]
    fn names_are_cut_from_what_stands_around_them() {
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
    fn where_nouns_have_capitals_one_is_no_name() {
        let german =
            "der Bau der Brücke über den Fluss dauerte ein Jahr und das Geld der Stadt ging zur Neige";
        let sentences = [german; 5];
        assert_eq!(names(&sentences), [""; 0]);
    }
}
