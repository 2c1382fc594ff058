//! Folding and searching, in bytes a second, compared with the bare `memmem`, which nothing outruns.
//!
//! The texts are made of the words of the two articles in `seeds/`, and of Russian and Chinese
//! ones, in an order that is the same each time.

use divan::Bencher;
use divan::counter::BytesCount;
use memchr::memmem;
use reader::compare::SuggestedTerms;
use reader::search::{Defaults, Keywords, Pattern, Patterns, Query, parse_argument};
use reader::text::fold::{CaseFold, Folded};

const ARTICLES: [&str; 2] =
    [include_str!("../seeds/000_ac5e6907902fcfd7.txt"), include_str!("../seeds/004_cb8979b45471d89b.txt")];

const RUSSIAN: &str = "Санкции против России были введены в прошлом году, и они действуют до сих пор. \
    Министр обороны заявил — «мы готовы», но поставки систем задерживаются. Новый договор был подписан \
    в Москве ещё в начале зимы; стороны обсудили, что будет с самолётами и кораблями, которые не пришли.";

const CHINESE: &str = "俄罗斯总统访问印度，讨论防空系统。 两国 签署了 新的 协议， 合作 将 继续。 インドはＳ－４００を購入した。 \
    東京で 会議が 開かれた。";

const MIXED: &str =
    "Russia’s deal — “the largest yet” — covers S‑400 systems, cafe\u{301}s and naïve façades…";

const TEN: [&str; 10] = [
    "zebra",
    "harbour",
    "word:quill",
    "Jupiter",
    "violin",
    "glacier",
    "S-900",
    "umbrella",
    "word:oxen",
    "kiwi",
];

/// The kind of text that is searched.
#[derive(Clone, Copy, Debug)]
enum Prose {
    English,
    Russian,
    Chinese,
    Mixed,
}

const ALL: [Prose; 4] = [Prose::English, Prose::Russian, Prose::Chinese, Prose::Mixed];

impl Prose {
    fn words(self) -> Vec<&'static str> {
        let english = || ARTICLES.into_iter().flat_map(str::split_whitespace);
        match self {
            Prose::English => english().collect(),
            Prose::Russian => RUSSIAN.split_whitespace().collect(),
            Prose::Chinese => CHINESE.split_whitespace().collect(),
            Prose::Mixed => english()
                .chain([RUSSIAN, CHINESE, MIXED].into_iter().flat_map(str::split_whitespace))
                .collect(),
        }
    }

    /// Returns about a hundred megabytes of English or twenty of the others.
    fn text(self) -> String {
        let size = if matches!(self, Prose::English) { 100_000_000 } else { 20_000_000 };
        let words = self.words();
        let mut piece = String::new();
        let mut state = 1_u64;
        while piece.len() < 1_000_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            piece.push_str(words[(state >> 33) as usize % words.len()]);
            piece.push(if (state >> 20).is_multiple_of(12) { '\n' } else { ' ' });
        }
        piece.repeat(size / piece.len())
    }
}

fn main() {
    divan::main();
}

fn pattern(line: &str) -> Pattern {
    Pattern::compile(&Query::parse(line, Defaults::default()))
        .unwrap_or_else(|error| panic!("{line}: {error}"))
}

#[divan::bench(args = ALL, sample_count = 10, sample_size = 1)]
fn memmem_alone(bencher: Bencher<'_, '_>, prose: Prose) {
    let text = prose.text();
    let finder = memmem::Finder::new("zebrafish");
    bencher.counter(BytesCount::of_str(&text)).bench(|| finder.find_iter(text.as_bytes()).count());
}

#[divan::bench(args = ALL, consts = [false, true], sample_count = 3, sample_size = 1)]
fn fold<const LOWER: bool>(bencher: Bencher<'_, '_>, prose: Prose) {
    let text = prose.text();
    let case = if LOWER { CaseFold::Lower } else { CaseFold::Keep };
    bencher.counter(BytesCount::of_str(&text)).bench(|| Folded::of(&text, case).as_str().len());
}

#[divan::bench(
    args = ["zebra", "Zebra", "word:quill", "the", "word:the", "Russia's", "air defense", "e", "россии", "re:zeb[r-t]a", "re:S-\\d+", "re:defen[cs]e", "stem:write"],
    sample_count = 5, sample_size = 1
)]
fn english(bencher: Bencher<'_, '_>, line: &str) {
    search(bencher, Prose::English, line);
}

#[divan::bench(args = ["zebra", "зебра", "россии", "Москве", "мы", "ещё", "re:зебр.", "stem:санкция"], sample_count = 5, sample_size = 1)]
fn russian(bencher: Bencher<'_, '_>, line: &str) {
    search(bencher, Prose::Russian, line);
}

#[divan::bench(args = ["zebra", "斑马", "协议", "s-400"], sample_count = 5, sample_size = 1)]
fn chinese(bencher: Bencher<'_, '_>, line: &str) {
    search(bencher, Prose::Chinese, line);
}

#[divan::bench(args = ["zebra", "россии", "Russia's", "word:S-400", "re:s-\\d+"], sample_count = 5, sample_size = 1)]
fn mixed(bencher: Bencher<'_, '_>, line: &str) {
    search(bencher, Prose::Mixed, line);
}

#[divan::bench(args = ALL, sample_count = 5, sample_size = 1)]
fn ten_patterns(bencher: Bencher<'_, '_>, prose: Prose) {
    let text = prose.text();
    let patterns = TEN.map(pattern);
    let patterns = Patterns::new(patterns.iter().enumerate());
    bencher.counter(BytesCount::of_str(&text)).bench(|| patterns.hits(&text, &|| true));
}

/// Measures the question of a folder search: one answer for each file of 4 KB.
#[divan::bench(args = ALL, consts = [1, 10], sample_count = 5, sample_size = 1)]
fn prefilter_of_files<const PATTERNS: usize>(bencher: Bencher<'_, '_>, prose: Prose) {
    let text = prose.text();
    let patterns = TEN.map(pattern);
    let patterns = Patterns::new(patterns[..PATTERNS].iter().enumerate());
    let files = || text.as_bytes().chunks(4096);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| files().filter(|file| patterns.may_match(file)).count());
}

#[divan::bench(args = ALL, sample_count = 5, sample_size = 1)]
fn twelve_keywords(bencher: Bencher<'_, '_>, prose: Prose) {
    let words = [
        "tide",
        "five",
        "harbour",
        "old",
        "Town",
        "word:by",
        "Russia",
        "deal",
        "S-400",
        "x",
        "zebra",
        "России",
    ];
    let mut keywords = Keywords::default();
    keywords.extend(words.iter().filter_map(|word| parse_argument(word, Defaults::default()).ok()));
    let text = prose.text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| keywords.patterns().hits(&text, &|| true).map(|hits| hits.counts().count()));
}

#[divan::bench(args = [Prose::Russian, Prose::Mixed], sample_count = 3, sample_size = 1)]
fn terms(bencher: Bencher<'_, '_>, prose: Prose) {
    let text = prose.text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| SuggestedTerms::of(&text.lines().collect::<Vec<_>>(), &|| true));
}

fn search(bencher: Bencher<'_, '_>, prose: Prose, line: &str) {
    let text = prose.text();
    let pattern = pattern(line);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| pattern.hits_while(&text, &|| true).map(|hits| hits.len()));
}

/// Measures the cost of folding the whole text first.
#[divan::bench(args = [(Prose::English, "zebra"), (Prose::Russian, "зебра"), (Prose::Mixed, "zebra")], sample_count = 3, sample_size = 1)]
fn folded_whole(bencher: Bencher<'_, '_>, (prose, line): (Prose, &str)) {
    let text = prose.text();
    let pattern = pattern(line);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| pattern.hits_without_prefilter(&text, &|| true).map(|hits| hits.len()));
}
