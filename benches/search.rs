//! Folding and searching 10 MB of plain prose and of mixed scripts, in bytes a second.

use divan::Bencher;
use divan::counter::BytesCount;
use reader::search::{Defaults, Hits, Keywords, Pattern, Query, Terms, parse_argument};
use reader::text::fold::{Case, Folded};

const SIZE: usize = 10_000_000;

const PLAIN: &str = "The tide came in at five and went out again before the harbour master had written it down.\n\
    No one in the town could say why the old lighthouse was lit that night, or by whom it had been done.\n\n";

const MIXED: &str = "Russia’s deal — “the largest yet” — covers S‑400 systems, cafe\u{301}s and naïve façades…\n\
    Санкции против России были введены в прошлом году, и они действуют до сих пор.\n\
    俄罗斯总统访问印度，讨论防空系统。インドはＳ－４００を購入した。 שלום עולם 🙂\n\n";

/// What is read.
#[derive(Clone, Copy, Debug)]
enum Prose {
    Plain,
    Mixed,
}

impl Prose {
    fn text(self) -> String {
        let piece = match self {
            Prose::Plain => PLAIN,
            Prose::Mixed => MIXED,
        };
        piece.repeat(SIZE.div_ceil(piece.len()))
    }
}

const BOTH: [Prose; 2] = [Prose::Plain, Prose::Mixed];

fn main() {
    divan::main();
}

#[divan::bench(args = BOTH, consts = [false, true])]
fn fold<const LOWER: bool>(bencher: Bencher<'_, '_>, prose: Prose) {
    let text = prose.text();
    let case = if LOWER { Case::Lower } else { Case::Keep };
    bencher.counter(BytesCount::of_str(&text)).bench(|| Folded::of(&text, case).as_str().len());
}

#[divan::bench(args = ["absent words", "five", "Russia's", "word:die", "re:s-\\d+", "re:absent.*words", "stem:write"])]
fn plain(bencher: Bencher<'_, '_>, line: &str) {
    search(bencher, Prose::Plain, line);
}

#[divan::bench(args = ["absent words", "россии", "Russia's", "word:S-400", "re:s-\\d+", "stem:cover"])]
fn mixed(bencher: Bencher<'_, '_>, line: &str) {
    search(bencher, Prose::Mixed, line);
}

#[divan::bench(args = BOTH)]
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
        .bench(|| Hits::find(&keywords, &text, &|| true).map(|hits| hits.counts().count()));
}

#[divan::bench(args = BOTH)]
fn terms(bencher: Bencher<'_, '_>, prose: Prose) {
    let text = prose.text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| Terms::of(text.lines()));
}

fn search(bencher: Bencher<'_, '_>, prose: Prose, line: &str) {
    let text = prose.text();
    let Ok(pattern) = Pattern::compile(&Query::parse(line, Defaults::default())) else { return };
    bencher.counter(BytesCount::of_str(&text)).bench(|| pattern.hits(&text).len());
}
