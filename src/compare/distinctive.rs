//! The words that distinguish two documents: frequent in one, rare or absent in the other.
//!
//! A word is as distinctive as the difference of its counts is unlikely, had both sides drawn from
//! one vocabulary: the log-likelihood ratio of Dunning ("Accurate Methods for the Statistics of
//! Surprise and Coincidence", Computational Linguistics 19, 1993), which unlike χ² holds for the
//! small counts of an article.

use crate::compare::Cancelled;
use crate::compare::mentions::{MentionKey, Mentions, mentions};

/// The most terms returned.
const AT_MOST: usize = 200;

/// The least ratio of a distinctive term. A word in one of two equally long texts twice has 2.8, a
/// name once 1.4; twice against once is .3.
const LEAST: f64 = 1.0;

/// The least count of a word that is not a name, both sides together: of words that occur once, most
/// are on one side by chance.
const REPEATED: usize = 2;

/// A word or name that is relatively more frequent on one side than on the other.
#[derive(Clone, Debug, PartialEq)]
pub struct DistinctiveTerm {
    /// Its most frequent form, on one line; words that are no names in lower case if they occur so.
    pub text: String,
    /// How many times the left and the right side have it, in any form.
    pub counts: [usize; 2],
    /// Dunning's log-likelihood ratio G², negative when the right side has it relatively more often.
    pub weight: f64,
}

/// Returns the terms that are distinctive of the `left` or of the `right` sentences, at most 200,
/// the most distinctive first and at equal weight names before words; terms about equally frequent
/// on both sides are left out.
///
/// `distinctive(right, left)` has the same terms in the same order, counts exchanged and weights
/// negated. An error means that `wanted` returned false.
pub fn distinctive(
    left: &[&str],
    right: &[&str],
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<DistinctiveTerm>, Cancelled> {
    let said = mentions([left, right], wanted)?;
    let totals = [0, 1].map(|side| said.values().map(|mentions| mentions.counts[side]).sum());
    let mut terms: Vec<(f64, MentionKey, Mentions)> = said
        .into_iter()
        .filter(|(key, mentions)| key.is_name() || mentions.counts.iter().sum::<usize>() >= REPEATED)
        .map(|(key, mentions)| (ratio(mentions.counts, totals), key, mentions))
        .filter(|(weight, ..)| weight.abs() >= LEAST)
        .collect();
    terms.sort_by(|(a, one, _), (b, other, _)| b.abs().total_cmp(&a.abs()).then_with(|| one.cmp(other)));
    terms.truncate(AT_MOST);
    let term = |(weight, _, mentions): (f64, MentionKey, Mentions)| DistinctiveTerm {
        text: mentions.text(),
        counts: mentions.counts,
        weight,
    };
    Ok(terms.into_iter().map(term).collect())
}

/// Returns the log-likelihood ratio of a term counted so often among this many mentions, negative
/// when the right side's share is the larger one.
fn ratio(counts: [usize; 2], totals: [usize; 2]) -> f64 {
    let [counts, totals] = [counts, totals].map(|pair| pair.map(|number| number as f64));
    let rate = (counts[0] + counts[1]) / (totals[0] + totals[1]);
    let part = |side: usize| {
        let (count, expected) = (counts[side], totals[side] * rate);
        if count > 0.0 { count * (count / expected).ln() } else { 0.0 }
    };
    let ratio = 2.0 * (part(0) + part(1));
    if counts[0] * totals[1] >= counts[1] * totals[0] { ratio } else { -ratio }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn always() -> bool {
        true
    }

    /// Returns each term as the view shows it, "Ukraine 6 | 0".
    fn shown(left: &[&str], right: &[&str]) -> Vec<String> {
        let terms = distinctive(left, right, &always).unwrap();
        terms.iter().map(|term| format!("{} {} | {}", term.text, term.counts[0], term.counts[1])).collect()
    }

    fn lines(text: &str) -> Vec<&str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn the_two_articles_have_distinctive_terms() {
        let left = lines(include_str!("../../seeds/000_ac5e6907902fcfd7.txt"));
        let right = lines(include_str!("../../seeds/004_cb8979b45471d89b.txt"));
        let terms = shown(&left, &right);
        let place = |wanted: &str| terms.iter().position(|term| term == wanted).unwrap_or(usize::MAX);
        assert!(place("Ukraine 6 | 0") < 3, "{terms:?}");
        for (wanted, before) in [("Su-57 0 | 3", 10), ("C-500 0 | 2", 20), ("Indian Air Force 0 | 2", 20)] {
            assert!(place(wanted) < before, "{wanted} in {terms:?}");
        }
        for rare in ["Belt and Road 1 | 0", "Times of India 0 | 1", "Narendra Modi 0 | 1"] {
            assert!(place(rare) < terms.len(), "{rare} in {terms:?}");
        }
        assert!(terms.iter().all(|term| !term.starts_with("defense ")), "{terms:?}");
    }

    #[test]
    fn the_ratio_grows_with_the_count_and_the_gap_and_carries_a_sign() {
        let ratio = |left, right| ratio([left, right], [1000, 1000]);
        assert!(ratio(5, 5).abs() < 1e-9);
        assert!(ratio(6, 0) > ratio(3, 0) && ratio(3, 0) > ratio(3, 1));
        assert!((ratio(0, 3) + ratio(3, 0)).abs() < 1e-9);
        // 2 · (10 ln(10 ÷ 6) + 2 ln(2 ÷ 6))
        assert!((ratio(10, 2) - 5.822).abs() < 1e-3, "{}", ratio(10, 2));
    }

    #[test]
    fn words_that_occur_once_are_not_distinctive_but_names_are() {
        let (left, right) = (["In May a heron came to Tolna."], ["In May a stork came."]);
        assert_eq!(shown(&left, &right), ["Tolna 1 | 0"]);
        assert_eq!(shown(&[], &[]), [""; 0]);
        assert_eq!(shown(&left, &left), [""; 0]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_words() {
        let left = ["大阪举行世界博览会。", "博览会吸引了很多游客，博览会在大阪开幕。"];
        let right = ["东京发生大地震。", "大地震之后，地震又来。"];
        assert_eq!(shown(&left, &right), ["大地 0 | 2", "博览 3 | 0", "大阪 2 | 0"]);
    }

    #[test]
    fn an_unwanted_search_is_cancelled() {
        assert_eq!(distinctive(&["a"], &["b"], &|| false), Err(Cancelled));
    }

    proptest! {
        // Finding the language of each text takes its time.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_sides_are_mirrored(left in "((heron|Tolna|S-400|storks?|the|東京|is\\.|New York) ?){0,30}", right in "((heron|Tolna|S-400|storks?|the|東京|is\\.|New York) ?){0,30}") {
            let [left, right] = [&left, &right].map(|text| text.split_inclusive('.').collect::<Vec<_>>());
            let there = distinctive(&left, &right, &always).unwrap();
            let mut back = distinctive(&right, &left, &always).unwrap();
            for term in &mut back {
                term.counts.reverse();
                term.weight = -term.weight;
            }
            prop_assert!(there.iter().all(|term| !term.text.is_empty() && term.weight.is_finite()));
            prop_assert_eq!(there, back);
        }

        #[test]
        fn any_text_is_counted(left in "\\PC{0,60}", right in "\\PC{0,60}") {
            prop_assert!(distinctive(&[&left], &[&right], &always).is_ok());
        }
    }
}
