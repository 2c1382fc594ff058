//! How long it takes to cut sentences into terms, to find what two share, to say how alike whole
//! documents are, and to align documents from two articles to two books.

use divan::{Bencher, black_box};
use reader::compare::{Neighbours, Profile, SharedTermFinder, compare};
use reader::text::language::Language;
use reader::text::terms::Tokenizer;

fn main() {
    divan::main();
}

/// Returns `count` sentences of made-up words among English ones, as frequent as in a natural text,
/// the same for the same seed.
fn sentences(count: usize, seed: u64) -> Vec<String> {
    let mut state = seed;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut sentence = || {
        let mut text = String::from("The");
        for at in 0..8 + next(20) {
            text.push_str(if at % 3 == 0 { " of the " } else { " " });
            text.push_str(&word(zipf(next(1 << 20))));
        }
        text + "."
    };
    (0..count).map(|_| sentence()).collect()
}

/// Returns a rank below 20 000, the low ones far more often.
fn zipf(draw: usize) -> usize {
    (20_000_f64.powf(draw as f64 / f64::from(1 << 20)) - 1.0) as usize
}

/// Returns a word of two to four syllables for a rank.
fn word(mut rank: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "den", "fo", "gri", "hal", "in", "ka", "lo", "mer", "nu", "po", "ras", "sti", "tor", "ul",
        "vex",
    ];
    let mut word = String::new();
    for _ in 0..2 {
        word.push_str(SYLLABLES[rank % 16]);
        rank /= 16;
    }
    while rank > 0 {
        word.push_str(SYLLABLES[rank % 16]);
        rank /= 16;
    }
    word
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    let sentences = sentences(100, 1);
    let tokenizer = Tokenizer::new(Some(Language::English));
    bencher.bench(|| {
        sentences.iter().map(|sentence| tokenizer.tokens(black_box(sentence)).len()).sum::<usize>()
    });
}

#[divan::bench]
fn shared_words(bencher: Bencher) {
    let [left, right] = [&sentences(1, 1)[0], &sentences(1, 2)[0]];
    let right = format!("{right} {left}");
    let languages = [Some(Language::English); 2];
    bencher.bench(|| SharedTermFinder::new(languages).find(black_box(left), black_box(&right)));
}

/// Measures the similarity of one document to every other of a library.
#[divan::bench(args = [10, 1_000], sample_count = 10)]
fn similarity(bencher: Bencher, documents: usize) {
    let library: Vec<Option<Profile>> = (0..documents)
        .map(|seed| {
            let sentences = sentences(30, seed as u64);
            Some(Profile::of(&sentences.iter().map(String::as_str).collect::<Vec<_>>()))
        })
        .collect();
    bencher.with_inputs(|| library.clone()).bench_values(|library| Neighbours::new(library).of(0));
}

/// The second document repeats every third sentence of the first.
#[divan::bench(args = [1, 30, 500, 2000, 10_000], sample_count = 10)]
fn align(bencher: Bencher, count: usize) {
    let left = sentences(count, 1);
    let mut right = sentences(count, 2);
    right.iter_mut().zip(&left).step_by(3).for_each(|(right, left)| {
        right.truncate(40);
        right.push_str(left);
    });
    let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
    bencher.bench(|| compare(black_box(&left), black_box(&right), &|| true));
}
