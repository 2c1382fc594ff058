//! A walk through the hostile corpus with keys, pastes, mouse reports and window sizes chosen at random.
//!
//! `READER_SEED` repeats a walk that failed, `READER_STEPS` makes it longer.

use std::collections::VecDeque;

use crate::hostile::{Scale, write};
use crate::pty::Terminal;
use crate::pty::lawful::foreign;

/// Steps of a walk in an ordinary run.
const STEPS: usize = 400;

/// Keys of the walk; a key listed twice is twice as likely.
const KEYS: &[&str] = &[
    "j",
    "j",
    "k",
    "<pagedown>",
    "<pageup>",
    "G",
    "g",
    "d",
    "u",
    "<space>",
    "]",
    "]",
    "]",
    "[",
    "<enter>",
    "<enter>",
    "<esc>",
    "<esc>",
    "<tab>",
    "<s-tab>",
    "h",
    "l",
    "<left>",
    "<right>",
    "(",
    ")",
    "{",
    "}",
    "%",
    "5",
    "0",
    "/",
    "n",
    "N",
    "&",
    "\\",
    ".",
    "*",
    ">",
    "<lt>",
    "c",
    "t",
    "T",
    "s",
    "S",
    "x",
    "+",
    "-",
    "~",
    "f",
    "o",
    "O",
    "Z",
    "w",
    "W",
    "z",
    "r",
    "F",
    "?",
    ":",
    "m",
    "v",
    "y",
    "Y",
    "e",
    "a",
    "i",
    "<backspace>",
    "<c-u>",
    "<c-w>",
    "<c-a>",
    "<c-l>",
    "<home>",
    "<end>",
    "<up>",
    "<down>",
    "<delete>",
    "<a-r>",
    "<a-w>",
    "<a-c>",
    "<a-x>",
];

const PASTES: &[&[u8]] = &[
    b"before",
    b"\x1b[200~\x1b[2J\x1b]0;owned\x07\x1b[201~",
    b"\x1b[200~re:(((((((\x1b[201~",
    b"\x1b[200~re:(a*)*b{1000}\x1b[201~",
    b"\x1b[200~\xff\xfe\xc3(\x9b2J\x1b[201~",
    b"\x1b[200~user\xe2\x80\xaegpj.exe \xe2\x80\x8b\x1b[201~",
    b"\x1b[200~two\nlines\r\nand\tmore\x1b[201~",
    b"\x1b[200~\x1b[200~nested\x1b[201~",
    b"\x1b[201~",
    b"\xcc\x81\xcc\x81\xcc\x81\xe6\xbd\xae\xf0\x9f\x91\xa9\xe2\x80\x8d",
    b"\xff\xfe\x80",
];

const REPORTS: &[&[u8]] = &[
    b"\x1b[<0;1;1M\x1b[<0;1;1m",
    b"\x1b[<0;5;3M\x1b[<32;40;9M\x1b[<0;40;9m",
    b"\x1b[<64;9;9M",
    b"\x1b[<65;9;9M\x1b[<65;9;9M",
    b"\x1b[<0;65535;65535M",
    b"\x1b[<0;99999;99999M",
    b"\x1b[<0;0;0M",
    b"\x1b[<;;M",
    b"\x1b[<255;1;1M",
    b"\x1b[M !!",
    b"\x1b[M\xff\xff\xff",
    b"\x1b[I\x1b[O",
    b"\x1b[99;99R",
    b"\x1b[?62;22c",
    b"\x1b]11;rgb:ffff/ffff/ffff\x07",
    b"\x1b[1;99999999999A",
    b"\x1bOP\x1b[99~",
];

const WIDTHS: &[u16] = &[1, 2, 8, 19, 20, 21, 40, 80, 133, 500];
const HEIGHTS: &[u16] = &[1, 2, 5, 6, 10, 24, 50, 200];

/// Pseudo-random numbers, the same for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

/// Does one random action and returns its description.
fn step(terminal: &Terminal, random: &mut Random) -> String {
    match random.below(20) {
        0 => {
            let paste = random.of(PASTES);
            terminal.send(paste);
            format!("paste {}", paste.escape_ascii())
        }
        1 | 2 => {
            let report = random.of(REPORTS);
            terminal.send(report);
            format!("report {}", report.escape_ascii())
        }
        3 => {
            let (width, height) = (random.of(WIDTHS), random.of(HEIGHTS));
            terminal.resize(width, height);
            format!("{width}x{height}")
        }
        _ => {
            let key = random.of(KEYS);
            terminal.press(key);
            key.to_owned()
        }
    }
}

/// Walks `steps` steps and leaves; the program must answer each and send no foreign sequence.
fn walk(folder: &str, seed: usize, steps: usize) {
    let mut random = Random(seed as u64);
    let mut terminal = Terminal::open(&["--no-state", folder], (80, 24));
    terminal.wait_for_bytes(b"\x1b[?2026l");
    let mut done = VecDeque::new();
    let mut checked = 0;
    for number in 0..steps {
        done.push_back(step(&terminal, &mut random));
        if done.len() > 12 {
            done.pop_front();
        }
        if number % 4 == 3 {
            // A window of another size is drawn whole, and only after all earlier input was handled.
            let told = format!("READER_SEED={seed}, step {number}, after {done:?}");
            terminal.resize(61 + (number / 4 % 2) as u16, 17);
            terminal.wait_for_another_frame(&told);
            let raw = terminal.raw();
            let what = foreign(&raw[checked..]);
            assert_eq!(what, None, "{told}");
            // The last bytes may be half a sequence; frames end with a whole one.
            checked = raw.windows(8).rposition(|end| end == b"\x1b[?2026l").map_or(checked, |at| at + 8);
        }
    }
    terminal.resize(80, 24);
    for _ in 0..8 {
        terminal.press("<esc>");
    }
    terminal.press(":quit<enter>");
    let left = terminal.exit_status();
    assert_eq!((left.status, left.signal.as_deref()), (0, None), "READER_SEED={seed}\n{terminal}");
    terminal.assert_restored();
    assert_eq!(foreign(&terminal.raw()), None, "READER_SEED={seed}");
}

#[test]
fn a_random_walk_through_hostile_documents_ends_normally() {
    let folder = tempfile::Builder::new().prefix("hostile").tempdir().unwrap();
    write(folder.path(), Scale::Quick);
    let (seed, steps) = (number("READER_SEED", 1), number("READER_STEPS", STEPS));
    // A long walk consists of many short ones.
    for leg in 0..steps.div_ceil(STEPS) {
        walk(folder.path().to_str().unwrap(), seed + leg, STEPS.min(steps));
    }
}
