//! The result of a comparison: links, and what follows from them at a given strictness.

/// From which probability on a link counts.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Probably the same.
    Weak,
    /// Almost surely the same.
    Strong,
}

/// One of the two documents of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first.
    Left,
    /// The second.
    Right,
}

impl Side {
    /// Returns the other side.
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
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

/// How many sentences of one document have which counterparts.
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
}

/// The links of one side.
#[derive(Clone, Debug, PartialEq)]
struct Counterparts {
    /// How many words each sentence has.
    words: Vec<usize>,
    /// Where the links of each sentence begin in `order`, and where the last ones end.
    starts: Vec<usize>,
    /// Indices of links by sentence, best first.
    order: Vec<usize>,
}

impl Counterparts {
    fn of(side: Side, links: &[Link], words: Vec<usize>) -> Self {
        let mut order: Vec<usize> = (0..links.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&links[*a], &links[*b]);
            let best_first = b.score.total_cmp(&a.score);
            a.on(side).cmp(&b.on(side)).then(best_first).then(a.on(side.other()).cmp(&b.on(side.other())))
        });
        let mut starts = vec![0; words.len() + 1];
        for link in links {
            starts[link.on(side) + 1] += 1;
        }
        for sentence in 0..words.len() {
            starts[sentence + 1] += starts[sentence];
        }
        Self { words, starts, order }
    }

    fn row(&self, sentence: usize) -> &[usize] {
        match self.starts.get(sentence..sentence.saturating_add(2)) {
            Some([start, end]) => &self.order[*start..*end],
            _ => &[],
        }
    }
}

impl Comparison {
    /// Returns a comparison of documents whose sentences have so many `left_words` and
    /// `right_words`; `links` are sorted by left, then right sentence.
    pub(super) fn new(links: Vec<Link>, left_words: Vec<usize>, right_words: Vec<usize>) -> Self {
        let left = Counterparts::of(Side::Left, &links, left_words);
        let right = Counterparts::of(Side::Right, &links, right_words);
        Self { links, left, right }
    }

    /// Returns every link worth keeping at any strictness, by left, then right sentence.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Returns the level of a link, `None` when it does not count.
    pub fn level(&self, link: &Link, levels: Levels) -> Option<Level> {
        levels.of(link.score)
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

    /// Returns how many sentences of `side` have which counterparts.
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
    /// sentences, each weighed by the probability of its best link, of all words.
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
        Self::new(links, self.right.words.clone(), self.left.words.clone())
    }

    fn side(&self, side: Side) -> &Counterparts {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}
