//! How fast a file becomes blocks and sentences, in bytes a second.

use std::hint::black_box;
use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use reader::formats::{SourceBytes, parse};
use reader::text::sentences::sentences;
use reader::text::words;

/// About this many bytes are read in each run.
const SIZE: usize = 1 << 20;

const ARTICLE: &str = include_str!("../seeds/004_cb8979b45471d89b.txt");

fn main() {
    divan::main();
}

fn repeated(unit: &str) -> String {
    unit.repeat(SIZE / unit.len() + 1)
}

/// One paragraph: ASCII, typographic English, Chinese.
fn paragraph(kind: &str) -> String {
    match kind {
        "ascii" => repeated(&ARTICLE.replace('\n', " ").replace('’', "'")),
        "quotes" => repeated(&ARTICLE.replace('\n', " ")),
        _ => repeated("今天下雨，我们在家里看书。“走吧！”他说。你呢？"),
    }
}

#[divan::bench(args = ["ascii", "quotes", "chinese"])]
fn cut_sentences(bencher: Bencher, kind: &str) {
    let text = paragraph(kind);
    bencher.counter(BytesCount::of_str(&text)).bench(|| sentences(black_box(&text)));
}

#[divan::bench(args = ["ascii", "quotes", "chinese"])]
fn count_words(bencher: Bencher, kind: &str) {
    let text = paragraph(kind);
    bencher.counter(BytesCount::of_str(&text)).bench(|| words::count(black_box(&text)));
}

fn read(bencher: Bencher, name: &str, text: &str) {
    let parse = || parse(black_box(&SourceBytes::new(Path::new(name), text.as_bytes())));
    bencher.counter(BytesCount::of_str(text)).bench(parse);
}

#[divan::bench(args = ["paragraphs", "wrapped", "one line"])]
fn read_plain(bencher: Bencher, kind: &str) {
    let text = match kind {
        "paragraphs" => repeated(ARTICLE),
        "wrapped" => repeated(&textwrap::fill(ARTICLE, 72)),
        _ => paragraph("quotes"),
    };
    read(bencher, "a.txt", &text);
}

#[divan::bench]
fn read_markdown(bencher: Bencher) {
    let unit =
        format!("# Title\n\n- one *item*\n- [two](a.md)\n\n{ARTICLE}\n\n| a | b |\n|---|---|\n| c | d |\n\n");
    read(bencher, "a.md", &repeated(&unit));
}
