//! How long it takes to diff two sentences word by word, to recognise two versions of a text, and
//! to find what was copied verbatim, from two articles to two books.

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use reader::compare::{Comparison, compare, copies, edition, wording};

fn main() {
    divan::main();
}

/// The sizes measured, in sentences.
const SIZES: [usize; 3] = [30, 1000, 10_000];

/// Returns a number below `below`, a different one each time, the same for the same seed.
fn draws(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    }
}

/// Returns `count` words of made-up syllables, every third one empty, low ranks far more often.
fn words(count: usize, next: &mut impl FnMut(usize) -> usize) -> String {
    const SYLLABLES: [&str; 8] = ["ba", "den", "fo", "gri", "hal", "mer", "sti", "vex"];
    let mut text = String::from("The");
    for at in 0..count {
        let mut rank = 20_000_f64.powf(next(1 << 20) as f64 / f64::from(1 << 20)) as usize + 8;
        text.push_str(if at % 3 == 0 { " of the " } else { " " });
        while rank > 0 {
            text.push_str(SYLLABLES[rank % 8]);
            rank /= 8;
        }
    }
    text
}

/// Returns `count` sentences of 8 to 27 words.
fn sentences(count: usize, seed: u64) -> Vec<String> {
    let mut next = draws(seed);
    (0..count).map(|_| words(8 + next(20), &mut next) + ".").collect()
}

/// Returns an edited version of the text: of ten sentences six are unchanged, two are reworded, one
/// is new and one is removed; and the last tenth is moved to the beginning.
fn edited(draft: &[String], seed: u64) -> Vec<String> {
    let mut next = draws(seed);
    let mut edited: Vec<String> = Vec::new();
    for sentence in draft {
        match next(10) {
            0 => {}
            1 => edited.extend([sentence.clone(), words(12, &mut next)]),
            2 | 3 => edited.push(sentence.replacen(" of the ", " in a ", 2) + " Though."),
            _ => edited.push(sentence.clone()),
        }
    }
    let tenth = edited.len() / 10;
    edited.rotate_right(tenth);
    edited
}

type Pair = [Vec<String>; 2];

fn borrowed(pair: &Pair) -> [Vec<&str>; 2] {
    pair.each_ref().map(|side| side.iter().map(String::as_str).collect())
}

/// Two versions of a text of each size, compared, and two texts that have little in common.
struct Texts {
    versions: (Pair, Comparison),
    accounts: (Pair, Comparison),
}

static TEXTS: LazyLock<Vec<(usize, Texts)>> = LazyLock::new(|| {
    let compared = |pair: Pair| {
        let [left, right] = borrowed(&pair);
        let comparison = compare(&left, &right, &|| true).unwrap_or_else(|error| panic!("{error}"));
        (pair, comparison)
    };
    let texts = |count| {
        let draft = sentences(count, 1);
        let version = edited(&draft, 2);
        Texts {
            versions: compared([draft.clone(), version]),
            accounts: compared([draft, sentences(count, 3)]),
        }
    };
    SIZES.iter().map(|count| (*count, texts(*count))).collect()
});

fn texts(count: usize) -> &'static Texts {
    TEXTS
        .iter()
        .find(|(size, _)| *size == count)
        .map_or_else(|| panic!("no texts of {count}"), |(_, texts)| texts)
}

#[divan::bench(args = [25, 500, 5000, 100_000])]
fn words_of_two_sentences(bencher: Bencher, count: usize) {
    let left = words(count, &mut draws(1));
    let right = edited(&left.split_inclusive(' ').map(str::to_owned).collect::<Vec<_>>(), 2).concat();
    bencher.bench(|| wording(black_box(&left), black_box(&right)));
}

#[divan::bench(args = [500, 5000, 100_000])]
fn words_of_two_sentences_with_nothing_rare(bencher: Bencher, count: usize) {
    let text = |seed| {
        let mut next = draws(seed);
        (0..count).map(|_| ["ferry ", "harbour ", "the ", "fog "][next(4)]).collect::<String>()
    };
    let [left, right] = [text(1), text(2)];
    bencher.bench(|| wording(black_box(&left), black_box(&right)));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn two_versions(bencher: Bencher, count: usize) {
    let (pair, comparison) = &texts(count).versions;
    let [left, right] = borrowed(pair);
    bencher.bench(|| edition(black_box(&left), black_box(&right), comparison));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn two_accounts(bencher: Bencher, count: usize) {
    let (pair, comparison) = &texts(count).accounts;
    let [left, right] = borrowed(pair);
    bencher.bench(|| edition(black_box(&left), black_box(&right), comparison));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn copies_of_two_versions(bencher: Bencher, count: usize) {
    let [left, right] = borrowed(&texts(count).versions.0);
    bencher.bench(|| copies(black_box(&left), black_box(&right), &|| true));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn copies_of_two_accounts(bencher: Bencher, count: usize) {
    let [left, right] = borrowed(&texts(count).accounts.0);
    bencher.bench(|| copies(black_box(&left), black_box(&right), &|| true));
}
