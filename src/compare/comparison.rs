//! The result of a comparison: links, including those made by hand, and the figures derived from
//! them at a given strictness.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::jagged_array::JaggedArray;
use crate::text::language::Language;

/// One of the two compared documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first of the two.
    Left,
    /// The second of the two.
    Right,
}

impl Side {
    /// Returns the side across.
    pub fn other(self) -> Self {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}

/// The factor of the odds of a link for each of its sentences that is surely linked elsewhere.
const ELSEWHERE: f64 = 0.02;
/// The limit of those odds before the factor applies; without it, nearly equal sentences would not
/// be ruled out.
const RIVAL: f64 = 5.0;

/// The least probabilities of links that count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Levels {
    /// The least probability of a strong link.
    pub strong: f64,
    /// The least probability of any link.
    pub weak: f64,
}

impl Default for Levels {
    fn default() -> Self {
        Self { strong: 0.70, weak: 0.35 }
    }
}

impl Levels {
    /// Returns levels that ask `by` more of a link (less when negative), to hundredths; there is
    /// always something that does not count, and a strong link asks for more than a weak one.
    #[must_use]
    pub fn tightened(self, by: f64) -> Self {
        let round = |level: f64| (level * 100.0).round() / 100.0;
        let weak = round((self.weak + by).clamp(0.05, 0.95));
        Self { strong: round((self.strong + by).clamp((weak + 0.1).min(0.98), 0.98)), weak }
    }

    /// Returns the level of a link of this probability; `None` when it does not count.
    pub fn of(self, score: f64) -> Option<Level> {
        if score >= self.strong.max(self.weak) {
            Some(Level::Strong)
        } else {
            (score >= self.weak).then_some(Level::Weak)
        }
    }
}

/// How sure a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Probably the same.
    Weak,
    /// Almost surely the same.
    Strong,
}

/// Two sentences that may say the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The index of the left sentence.
    pub left: usize,
    /// The index of the right sentence.
    pub right: usize,
    /// The probability that they do, 0 to 1.
    pub score: f64,
}

impl Link {
    /// Returns the index of its sentence on `side`.
    pub fn on(&self, side: Side) -> usize {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }
}

/// The numbers of sentences of one document with and without counterparts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Sentences with a link of any level.
    pub linked: usize,
    /// Sentences with a strong link.
    pub strong: usize,
    /// Sentences without a link.
    pub only: usize,
}

/// Which sentences of two documents say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// By left, then right sentence.
    links: Vec<Link>,
    left: Counterparts,
    right: Counterparts,
    languages: [Option<Language>; 2],
}

/// The links of one side.
#[derive(Clone, Debug, PartialEq)]
struct Counterparts {
    /// How many words each sentence has.
    words: Vec<usize>,
    /// The indices of the links of each sentence, best first.
    links: JaggedArray<usize>,
}

impl Counterparts {
    fn of(side: Side, links: &[Link], words: Vec<usize>) -> Self {
        let mut order: Vec<usize> = (0..links.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&links[*a], &links[*b]);
            b.score.total_cmp(&a.score).then(a.on(side.other()).cmp(&b.on(side.other())))
        });
        let by_sentence = order.iter().map(|index| (links[*index].on(side), *index));
        Self { links: JaggedArray::grouped(by_sentence, words.len()), words }
    }

    fn row(&self, sentence: usize) -> &[usize] {
        if sentence < self.words.len() { self.links.row(sentence) } else { &[] }
    }
}

impl Comparison {
    /// Returns a comparison of documents whose sentences have this many `words` and are in these
    /// `languages`; `links` are sorted by left, then right sentence.
    pub(super) fn new(links: Vec<Link>, words: [Vec<usize>; 2], languages: [Option<Language>; 2]) -> Self {
        let [left, right] = words;
        let left = Counterparts::of(Side::Left, &links, left);
        let right = Counterparts::of(Side::Right, &links, right);
        Self { links, left, right, languages }
    }

    /// Returns every link worth keeping at any strictness, by left, then right sentence.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Returns the language of each side, left first; `None` when its text does not tell.
    pub fn languages(&self) -> [Option<Language>; 2] {
        self.languages
    }

    /// Returns the link between a left and a right sentence, if it is worth keeping.
    pub fn link(&self, left: usize, right: usize) -> Option<&Link> {
        let at = self.links.binary_search_by_key(&(left, right), |link| (link.left, link.right));
        at.ok().map(|at| &self.links[at])
    }

    /// Returns how many sentences `side` has.
    pub fn sentences(&self, side: Side) -> usize {
        self.side(side).words.len()
    }

    /// Returns the links of a sentence that count, best first.
    pub fn counterparts(&self, side: Side, sentence: usize, levels: Levels) -> impl Iterator<Item = &Link> {
        let row = self.side(side).row(sentence).iter().map(|index| &self.links[*index]);
        row.take_while(move |link| levels.of(link.score).is_some())
    }

    /// Returns the best link of a sentence, if any counts.
    pub fn best(&self, side: Side, sentence: usize, levels: Levels) -> Option<&Link> {
        self.counterparts(side, sentence, levels).next()
    }

    /// Returns the sentences of `side` without a link that counts, in order.
    pub fn only(&self, side: Side, levels: Levels) -> Vec<usize> {
        (0..self.sentences(side)).filter(|sentence| self.best(side, *sentence, levels).is_none()).collect()
    }

    /// Returns the numbers of sentences of `side` with and without counterparts.
    pub fn figures(&self, side: Side, levels: Levels) -> Figures {
        let mut figures = Figures::default();
        for sentence in 0..self.sentences(side) {
            match self.best(side, sentence, levels).and_then(|link| levels.of(link.score)) {
                Some(level) => {
                    figures.linked += 1;
                    figures.strong += usize::from(level == Level::Strong);
                }
                None => figures.only += 1,
            }
        }
        figures
    }

    /// Returns how much of both documents is said in the other, 0 to 100: the words of linked
    /// sentences, each weighted by the probability of its best link, of all words.
    pub fn likeness(&self, levels: Levels) -> u8 {
        let [left, right] = [Side::Left, Side::Right].map(|side| self.linked_words(side, levels));
        let all: usize = self.left.words.iter().sum::<usize>() + self.right.words.iter().sum::<usize>();
        ((left + right) / all.max(1) as f64 * 100.0).round() as u8
    }

    fn linked_words(&self, side: Side, levels: Levels) -> f64 {
        let words = self.side(side).words.iter().enumerate();
        words
            .map(|(sentence, words)| {
                self.best(side, sentence, levels).map_or(0.0, |link| *words as f64 * link.score)
            })
            .sum()
    }

    /// Returns the comparison with the sides exchanged.
    pub fn mirrored(&self) -> Self {
        let mut links: Vec<Link> =
            self.links.iter().map(|link| Link { left: link.right, right: link.left, ..*link }).collect();
        links.sort_by_key(|link| (link.left, link.right));
        let [left, right] = self.languages;
        Self::new(links, [self.right.words.clone(), self.left.words.clone()], [right, left])
    }

    /// Returns the comparison with these sentences (left, right) linked for certain, as
    /// [`compare_with_hand_links`](super::compare_with_hand_links) does.
    pub(super) fn with_hand_links(&self, hand_links: &[(usize, usize)]) -> Self {
        if hand_links.is_empty() {
            return self.clone();
        }
        let [left, right] = [Side::Left, Side::Right].map(|side| self.side(side).words.clone());
        let links = with_hand_links(self.links.clone(), hand_links, [left.len(), right.len()]);
        Self::new(links, [left, right], self.languages)
    }

    /// Returns the comparison of documents in which the sentences compared here have these `numbers`, in
    /// order, among others without a link; `words` are the words of all of them.
    pub(super) fn renumbered(&self, numbers: &[Vec<usize>; 2], words: [Vec<usize>; 2]) -> Self {
        let number = |side: usize, sentence: usize| numbers[side].get(sentence).copied();
        let renumber = |link: &Link| {
            Some(Link { left: number(0, link.left)?, right: number(1, link.right)?, score: link.score })
        };
        Self::new(self.links.iter().filter_map(renumber).collect(), words, self.languages)
    }

    fn side(&self, side: Side) -> &Counterparts {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

/// Returns the links with each of `hand_links` (left, right) as a certain one, and the others of its
/// sentences nearly ruled out; a sentence may have several. Those outside documents of this many sentences
/// are ignored. The links stay sorted by left, then right sentence.
pub(super) fn with_hand_links(
    links: Vec<Link>,
    hand_links: &[(usize, usize)],
    lengths: [usize; 2],
) -> Vec<Link> {
    let inside = |(left, right): &&(usize, usize)| *left < lengths[0] && *right < lengths[1];
    let hand_links: HashSet<(usize, usize)> = hand_links.iter().filter(inside).copied().collect();
    if hand_links.is_empty() {
        return links;
    }
    let lefts: HashSet<usize> = hand_links.iter().map(|(left, _)| *left).collect();
    let rights: HashSet<usize> = hand_links.iter().map(|(_, right)| *right).collect();
    let rivals =
        |link: &Link| usize::from(lefts.contains(&link.left)) + usize::from(rights.contains(&link.right));
    let mut all: Vec<Link> = links
        .into_iter()
        .filter(|link| !hand_links.contains(&(link.left, link.right)))
        .map(|link| Link { score: beside(link.score, rivals(&link)), ..link })
        .collect();
    all.extend(hand_links.iter().map(|(left, right)| Link { left: *left, right: *right, score: 1.0 }));
    all.sort_by_key(|link| (link.left, link.right));
    all
}

/// Returns the probability of a link when `rivals` of its two sentences are linked elsewhere by hand.
fn beside(score: f64, rivals: usize) -> f64 {
    if rivals == 0 {
        return score;
    }
    let odds = odds_beside(if score < 1.0 { score / (1.0 - score) } else { f64::INFINITY }, rivals);
    odds / (1.0 + odds)
}

/// Returns the odds of a link when `rivals` of its two sentences are surely linked elsewhere.
pub(super) fn odds_beside(odds: f64, rivals: usize) -> f64 {
    match rivals {
        0 => odds,
        _ => (0..rivals).fold(odds.min(RIVAL), |odds, _| odds * ELSEWHERE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(left: usize, right: usize, score: f64) -> Link {
        Link { left, right, score }
    }

    fn comparison() -> Comparison {
        let links = vec![link(0, 0, 0.4), link(0, 2, 0.9), link(1, 2, 0.2), link(2, 1, 0.5)];
        Comparison::new(links, [vec![10, 10, 20], vec![5, 5, 10, 0]], [None, None])
    }

    #[test]
    fn counterparts_come_best_first() {
        let comparison = comparison();
        let levels = Levels::default();
        let rights: Vec<_> =
            comparison.counterparts(Side::Left, 0, levels).map(|link| link.on(Side::Right)).collect();
        assert_eq!(rights, [2, 0]);
        assert_eq!(comparison.best(Side::Right, 2, levels).map(|link| link.left), Some(0));
        assert_eq!(comparison.best(Side::Left, 1, levels), None);
        assert_eq!(comparison.counterparts(Side::Left, 99, levels).count(), 0);
    }

    #[test]
    fn figures_follow_the_levels() {
        let comparison = comparison();
        let levels = Levels::default();
        assert_eq!(comparison.figures(Side::Left, levels), Figures { linked: 2, strong: 1, only: 1 });
        assert_eq!(comparison.only(Side::Right, levels), [3]);
        let loose = Levels { strong: 0.5, weak: 0.1 };
        assert_eq!(comparison.figures(Side::Left, loose), Figures { linked: 3, strong: 2, only: 0 });
        assert_eq!(Levels { strong: 0.2, weak: 0.6 }.of(0.5), None);
    }

    #[test]
    fn likeness_weighs_words_by_probability() {
        // (10·.9 + 20·.5 + 5·.4 + 5·.5 + 10·.9) ÷ 60
        assert_eq!(comparison().likeness(Levels::default()), 54);
        assert_eq!(comparison().mirrored().likeness(Levels::default()), 54);
    }

    #[test]
    fn only_rivals_of_links_made_by_hand_lose_probability() {
        let links = vec![link(0, 0, 0.9), link(0, 2, 1.0), link(1, 1, 0.8), link(2, 2, 0.6)];
        let linked = with_hand_links(links.clone(), &[(0, 1), (9, 0)], [3, 3]);
        assert_eq!(
            linked.iter().map(|link| (link.left, link.right)).collect::<Vec<_>>(),
            [(0, 0), (0, 1), (0, 2), (1, 1), (2, 2)]
        );
        assert!((linked[1].score - 1.0).abs() < f64::EPSILON);
        assert!(linked[0].score < 0.1 && linked[2].score < 0.1 && linked[3].score < 0.1);
        assert_eq!(linked[4], links[3]);
        assert_eq!(with_hand_links(links.clone(), &[(9, 9)], [3, 3]), links);
    }
}
