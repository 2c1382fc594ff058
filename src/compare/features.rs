//! What speaks for and against a link, as the logarithm of its odds.
//!
//! The coefficients were fitted by logistic regression on labelled pairs of several kinds, each
//! weighing the same, and then tuned on the links themselves; `docs/comparing.md` tells how.

use crate::compare::background::{Background, quantile};
use crate::compare::cancelled::Cancelled;
use crate::compare::cells::{Cell, Cells};
use crate::compare::lists::{Lists, overlap};
use crate::compare::reading::Reading;

// The coefficients of the features, in the order they are summed in.
const BIAS: f64 = -3.496;
const TO_MUTUAL: f64 = 1.226;
const TO_HIGH: f64 = 0.598;
const SHARE_BELOW: f64 = 2.572;
const ABOVE_RIVALS: f64 = 4.514;
const BIGRAMS: f64 = -2.200;
const NAMES: f64 = 0.141;
const NUMBERS: f64 = -0.512;
const SCORE: f64 = -0.961;
const RAREST: f64 = 0.108;
const KNOWN: f64 = 0.617;
const TO_BEST: f64 = 0.493;

/// The odds of sentences that are the same characters.
const EQUAL: f64 = 1e6;
/// What is left of the odds of a cell for each of its sentences that has an equal elsewhere.
const ELSEWHERE: f64 = 0.02;
/// The most those odds can be before that, or the nearly equal would not be ruled out.
const RIVAL: f64 = 5.0;

/// Returns the odds of each cell, in order, before the density of links in the pair is known.
pub(super) fn odds(
    cells: &Cells,
    [left, right]: [&Reading; 2],
    rarities: &[f64],
    background: &Background,
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<f64>, Cancelled> {
    let context = Context::of(cells, right.stems.len(), background);
    let known_shares = KnownShares::of([left, right], rarities);
    let mut stems = SentenceStems::new(rarities);
    let mut odds = Vec::with_capacity(cells.items().len());
    let mut seen = Seen::new(left.bigrams.rows().map(<[_]>::len).max().unwrap_or(0));
    for (sentence, row) in cells.rows().enumerate() {
        if !wanted() {
            return Err(Cancelled);
        }
        seen.replace(left.bigrams.row(sentence));
        stems.replace(left.stems.row(sentence));
        for cell in row {
            odds.push(if cell.equal {
                EQUAL
            } else if cell.score <= 0.0 {
                0.0
            } else {
                let pair = Pair { left, sentence, right, other: cell.right as usize, seen: &seen };
                let words = RAREST * stems.rarest(right.stems.row(pair.other))
                    + KNOWN * known_shares.known(sentence, pair.other);
                context.beside_equal((context.log_odds(*cell, &pair) + words).exp(), &pair)
            });
        }
    }
    Ok(odds)
}

/// The three best scores of a sentence, and whether it has an equal.
#[derive(Clone, Copy, Default)]
struct Best {
    scores: [f32; 3],
    equal: bool,
}

impl Best {
    fn add(&mut self, cell: &Cell) {
        self.equal |= cell.equal;
        let mut score = cell.score;
        for best in &mut self.scores {
            if score > *best {
                std::mem::swap(&mut score, best);
            }
        }
    }

    /// Returns the mean of the three, or of fewer when the other side has fewer sentences.
    fn mean(&self, others: usize) -> f64 {
        self.scores.iter().map(|score| f64::from(*score)).sum::<f64>() / others.clamp(1, 3) as f64
    }
}

/// What a cell's similarity is set against.
struct Context<'a> {
    rows: Vec<Best>,
    columns: Vec<Best>,
    background: &'a Background,
    /// The similarity of mutual best sentences in this pair.
    mutual: f64,
    /// The similarity that few sentences of one document reach.
    high: f64,
}

/// Two sentences.
struct Pair<'a> {
    left: &'a Reading,
    sentence: usize,
    right: &'a Reading,
    other: usize,
    /// The bigrams of the left sentence.
    seen: &'a Seen<'a>,
}

/// The bigrams of one sentence in a hash table of its own: every sentence of the other side
/// looks its bigrams up in it.
struct Seen<'a> {
    bigrams: &'a [(u32, u32)],
    /// A power of two of places, a quarter of them taken at most.
    table: Vec<(u32, u32)>,
}

/// No bigram: stems are numbered from 0 and never that many.
const FREE: (u32, u32) = (u32::MAX, u32::MAX);

impl<'a> Seen<'a> {
    /// Returns an empty table for up to `most` bigrams.
    fn new(most: usize) -> Self {
        Self { bigrams: &[], table: vec![FREE; (most * 4).next_power_of_two()] }
    }

    /// Returns the place of a bigram, or the free one where it would go.
    fn place(&self, bigram: (u32, u32)) -> usize {
        let mixed = bigram.0.wrapping_mul(0x9e37_79b1) ^ bigram.1.wrapping_mul(0x85eb_ca77);
        let mut at = (mixed >> 12) as usize % self.table.len();
        while self.table[at] != bigram && self.table[at] != FREE {
            at = (at + 1) % self.table.len();
        }
        at
    }

    fn replace(&mut self, bigrams: &'a [(u32, u32)]) {
        // From the last to the first: a gap would hide what was put behind it.
        for &bigram in self.bigrams.iter().rev() {
            let at = self.place(bigram);
            self.table[at] = FREE;
        }
        self.bigrams = bigrams;
        for &bigram in bigrams {
            let at = self.place(bigram);
            self.table[at] = bigram;
        }
    }

    /// Returns how many of `others`, a set too, are among them.
    fn shared(&self, others: &[(u32, u32)]) -> usize {
        others.iter().filter(|bigram| self.table[self.place(**bigram)] == **bigram).count()
    }
}

impl<'a> Context<'a> {
    fn of(cells: &Cells, columns: usize, background: &'a Background) -> Self {
        let mut rows = vec![Best::default(); cells.len()];
        let mut columns = vec![Best::default(); columns];
        for (row, cells) in rows.iter_mut().zip(cells.rows()) {
            for cell in cells {
                row.add(cell);
                columns[cell.right as usize].add(cell);
            }
        }
        let mutual = mutual(cells, &rows, &columns);
        Self { rows, columns, background, mutual, high: background.high() }
    }

    /// Returns what is left of a pair's odds beside equals of its sentences.
    fn beside_equal(&self, odds: f64, pair: &Pair) -> f64 {
        match (self.rows[pair.sentence].equal, self.columns[pair.other].equal) {
            (false, false) => odds,
            (true, true) => odds.min(RIVAL) * ELSEWHERE * ELSEWHERE,
            _ => odds.min(RIVAL) * ELSEWHERE,
        }
    }

    fn log_odds(&self, cell: Cell, pair: &Pair) -> f64 {
        let score = f64::from(cell.score);
        let (in_row, in_column) = (&self.rows[pair.sentence], &self.columns[pair.other]);
        let row = in_row.mean(self.columns.len());
        let column = in_column.mean(self.rows.len());
        let best = f64::from(in_row.scores[0].min(in_column.scores[0]));
        BIAS + TO_MUTUAL * score / self.mutual.max(0.15)
            + TO_HIGH * score / self.high.max(0.08)
            + SHARE_BELOW * self.background.share_below(cell.score)
            + ABOVE_RIVALS * (score - 0.25 * (row + column))
            + BIGRAMS * pair.shared_bigrams()
            + NAMES * pair.shared_names()
            + NUMBERS * pair.other_numbers()
            + SCORE * score
            + TO_BEST * score / best
    }
}

/// Returns the median similarity of sentences that are each other's best, drawn to .5 when
/// there are few.
fn mutual(cells: &Cells, rows: &[Best], columns: &[Best]) -> f64 {
    let mut scores = Vec::new();
    for (row, cells) in rows.iter().zip(cells.rows()) {
        let best = |cell: &&Cell| {
            cell.score > 0.0
                && cell.score >= row.scores[0]
                && cell.score >= columns[cell.right as usize].scores[0]
        };
        scores.extend(cells.iter().filter(best).map(|cell| cell.score));
    }
    scores.sort_unstable_by(f32::total_cmp);
    let count = scores.len() as f64;
    (count * quantile(&scores, 0.5) + 0.5) / (count + 1.0)
}

impl Pair<'_> {
    /// Returns the share of neighbouring stems that are neighbours in both.
    fn shared_bigrams(&self) -> f64 {
        let (left, right) = (self.left.bigrams.row(self.sentence), self.right.bigrams.row(self.other));
        let shared = self.seen.shared(right);
        if shared == 0 { 0.0 } else { shared as f64 / ((left.len() * right.len()) as f64).sqrt() }
    }

    /// Returns the share of the names of the sentence with fewer that the other one has too.
    fn shared_names(&self) -> f64 {
        let (left, right) = (self.left.names.row(self.sentence), self.right.names.row(self.other));
        overlap(left, right) as f64 / left.len().min(right.len()).max(1) as f64
    }

    /// Returns 1 when both have figures and none in common, else 0.
    fn other_numbers(&self) -> f64 {
        let (left, right) = (self.left.numbers.row(self.sentence), self.right.numbers.row(self.other));
        let differ = !left.is_empty() && !right.is_empty() && overlap(left, right) == 0;
        f64::from(u8::from(differ))
    }
}

/// The share of each sentence's words that the other document has too: a sentence of words that are
/// only in its own document is about something else.
struct KnownShares {
    shares: [Vec<f64>; 2],
}

impl KnownShares {
    /// Returns the shares of two documents whose stems are so rare.
    fn of(sides: [&Reading; 2], rarities: &[f64]) -> Self {
        let said = sides.map(|side| {
            let mut said = vec![false; rarities.len()];
            for stem in side.stems.items() {
                said[*stem as usize] = true;
            }
            said
        });
        let [left, right] = [0, 1].map(|side| shares(&sides[side].stems, &said[1 - side], rarities));
        Self { shares: [left, right] }
    }

    /// Returns the product of the two sentences' shares, 0 to 1.
    fn known(&self, left: usize, right: usize) -> f64 {
        self.shares[0][left] * self.shares[1][right]
    }
}

/// Returns the part of each sentence's rarity that is in stems the other document says too.
fn shares(rows: &Lists<u32>, said: &[bool], rarities: &[f64]) -> Vec<f64> {
    // The sentence in which each stem was met last: one repeated there counts once.
    let mut last = vec![usize::MAX; said.len()];
    let rows = rows.rows().enumerate().map(|(sentence, row)| {
        let (mut known, mut all) = (0.0, 0.0);
        for &stem in row {
            let stem = stem as usize;
            if last[stem] != sentence {
                last[stem] = sentence;
                all += rarities[stem];
                known += if said[stem] { rarities[stem] } else { 0.0 };
            }
        }
        if all > 0.0 { known / all } else { 0.0 }
    });
    rows.collect()
}

/// The stems of one sentence in a table that the stems of many others are looked up in. Common words
/// alone link nothing, so the rarest shared word counts.
struct SentenceStems<'a> {
    rarities: &'a [f64],
    stems: &'a [u32],
    marks: Vec<bool>,
}

impl<'a> SentenceStems<'a> {
    /// Returns an empty table for stems of these rarities.
    fn new(rarities: &'a [f64]) -> Self {
        Self { rarities, stems: &[], marks: vec![false; rarities.len()] }
    }

    /// Replaces the sentence.
    fn replace(&mut self, stems: &'a [u32]) {
        for stem in self.stems {
            self.marks[*stem as usize] = false;
        }
        self.stems = stems;
        for stem in stems {
            self.marks[*stem as usize] = true;
        }
    }

    /// Returns the rarity of the rarest stem that the sentence shares with another, 0 without one.
    fn rarest(&self, other: &[u32]) -> f64 {
        let shared = other.iter().map(|stem| *stem as usize).filter(|stem| self.marks[*stem]);
        shared.map(|stem| self.rarities[stem]).fold(0.0, f64::max)
    }
}
