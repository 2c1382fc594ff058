//! How a comparison is made, in words that let another reader check every line of a report.
//!
//! The words are the same in every format. Only how sentences are counted differs: from 0 for
//! programs, from 1 for people, who find the numbers beside the sentences.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::Levels;

const NAME: &str = "cosine of TF-IDF word stems and of character 3-4-grams, set against how alike the \
                    sentences within each document are; rare shared words, names and figures weigh in";
const SCORE: &str = "the probability, from 0 to 1, that two sentences say the same; estimated from their \
                     words alone. A sentence may have several counterparts or none. The same thought in \
                     entirely different words is not found, and a sentence and its denial are linked";
const LIKENESS: &str = "the words of linked sentences, each weighted by the score of its best link, as a \
                        share of all words of both documents, from 0 to 100; for two versions of one \
                        text, the words that are in both: those of unchanged sentences and the common \
                        ones of edited sentences. It is 100 only when nothing differs but line wrapping, line \
                        ends, the encoding and the canonical form";
const FACTS: &str = "numbers, dates, designators, names, quotations and sources are read by rules. They \
                     agree when kind, counted noun and value do. They differ when they count the same \
                     thing in strongly linked sentences and the values are not compatible; which of them is \
                     right is not judged. Near: two designators of one document are nearly equal, and one \
                     may be a slip. Only: it was not found in the other document";
const COPIES: &str = "six words or more in a row that are in both documents, apart from case, punctuation and \
                      sentence ends; so many in a row are seldom the same by chance. Each place belongs to one run, the \
                      longest first";
const EDITION: &str = "two documents are read as versions of one text when at least half of the words of the \
                       shorter one are in the other, in sentences that are unchanged or in mostly the same \
                       words. Each sentence then has one counterpart at most, and sentences that did not keep their \
                       order have moved. A sentence without one is split off or joined when about two thirds of its \
                       distinctive words are, in order, in what its neighbour's counterpart says beyond the \
                       neighbour";
const BY_HAND: &str = "sentences linked by hand have score 1 and change what else is linked; another reader \
                       needs the same links made by hand to get the same report";
const COUNTED_FOR_PROGRAMS: &str = "counted from 0 in each document; start and end are byte offsets, \
                                    half-open, in its decoded text";
const COUNTED_FOR_PEOPLE: &str = "numbered from 1 in each document. List items and rows of tables are \
                                  sentences of their own. Headings, including those of tables, are not; \
                                  they, and lines of code, of data and of link targets, count in versions \
                                  of one text, and where a document has no sentences";

/// How a comparison was made: enough to make it again and to check it.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ComparisonMethod {
    name: &'static str,
    /// The version of this program.
    version: &'static str,
    /// The probability from which a link is strong.
    #[schemars(range(min = 0, max = 1))]
    strong: f64,
    /// The probability from which a link is weak.
    #[schemars(range(min = 0, max = 1))]
    weak: f64,
    /// What the score of a link means.
    score: &'static str,
    /// What the likeness of the documents means.
    likeness: &'static str,
    /// How facts are found and paired.
    facts: &'static str,
    /// What counts as a copied run.
    copies: &'static str,
    /// What counts as two versions of one text.
    edition: &'static str,
    /// What links made by hand mean, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    by_hand: Option<&'static str>,
    /// How sentences and bytes are counted here.
    sentences: &'static str,
}

impl ComparisonMethod {
    /// Returns the method that `compare` uses, at `levels`.
    pub(super) fn at(levels: Levels) -> Self {
        Self {
            name: NAME,
            version: env!("CARGO_PKG_VERSION"),
            strong: levels.strong,
            weak: levels.weak,
            score: SCORE,
            likeness: LIKENESS,
            facts: FACTS,
            copies: COPIES,
            edition: EDITION,
            by_hand: None,
            sentences: COUNTED_FOR_PROGRAMS,
        }
    }

    /// Returns the method of a report some of whose links were made by hand.
    pub(super) fn by_hand(self) -> Self {
        Self { by_hand: Some(BY_HAND), ..self }
    }

    /// Returns the method for people: what is explained, and its explanation, in order.
    pub(super) fn explained(&self) -> Vec<(&'static str, String)> {
        let levels =
            format!("strong from score {}, weak from {}; below that, no link", self.strong, self.weak);
        let same = match self.by_hand {
            Some(_) => "the same documents, levels and links made by hand",
            None => "the same documents and levels",
        };
        let mut explained = vec![
            ("Program", format!("reader {}; {same} give this report again", self.version)),
            ("Links", self.name.to_owned()),
            ("Score", self.score.to_owned()),
            ("Levels", levels),
            ("Likeness", self.likeness.to_owned()),
            ("Facts", self.facts.to_owned()),
            ("Copied runs", self.copies.to_owned()),
            ("Versions", self.edition.to_owned()),
            ("Sentences", COUNTED_FOR_PEOPLE.to_owned()),
        ];
        explained.extend(self.by_hand.map(|words| ("Links by hand", words.to_owned())));
        explained
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_explained_in_both_ways() {
        let method = ComparisonMethod::at(Levels { strong: 0.8, weak: 0.25 });
        let told: Vec<String> = method.explained().into_iter().map(|(_, words)| words).collect();
        let told = told.join("\n");
        for part in [method.name, method.version, method.score, method.likeness, method.facts, "0.8", "0.25"]
        {
            assert!(told.contains(part), "{part:?} in {told}");
        }
        assert!(told.contains("from 1") && method.sentences.contains("from 0"));
    }
}
