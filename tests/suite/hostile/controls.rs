//! Characters that act on a terminal, alone and in sequences, ended and not.

use super::{Case, Must};

/// Sequences by name, each between the words `before` and `after`.
const SEQUENCES: &[(&str, &[u8])] = &[
    ("csi-clear", b"\x1b[2J\x1b[H"),
    ("csi-colour", b"\x1b[31;1;5m"),
    ("csi-unended", b"\x1b[38;2;255"),
    ("csi-endless-numbers", b"\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;99999999999999999999m"),
    ("csi-in-csi", b"\x1b[3\x1b[2J1m"),
    ("csi-split-by-line", b"\x1b\n[2J"),
    ("csi-split-by-null-width", b"\x1b\xe2\x80\x8b[2J"),
    ("csi-after-mark", b"\x1b\xcc\x81[2J"),
    ("csi-where-am-i", b"\x1b[6n"),
    ("csi-who-are-you", b"\x1b[c\x1b[>c\x1b[=c"),
    ("csi-report-title", b"\x1b[21t"),
    ("csi-resize-window", b"\x1b[8;1;1t\x1b[3;0;0t"),
    ("csi-scroll-region", b"\x1b[5;6r"),
    ("csi-insert", b"\x1b[4h\x1b[20h"),
    ("csi-other-screen", b"\x1b[?1049l\x1b[?47h"),
    ("csi-mouse", b"\x1b[?1000h\x1b[?1003h\x1b[?1006h"),
    ("csi-sync-for-ever", b"\x1b[?2026h"),
    ("csi-paste-ends", b"\x1b[200~q\x1b[201~"),
    ("csi-kitty-keyboard", b"\x1b[>31u\x1b[?u"),
    ("csi-repeat", b"x\x1b[99999b"),
    ("osc-title", b"\x1b]0;owned\x07"),
    ("osc-title-st", b"\x1b]2;owned\x1b\\"),
    ("osc-title-unended", b"\x1b]0;owned"),
    ("osc-clipboard", b"\x1b]52;c;cm0gLXJmIH4=\x07"),
    ("osc-link", b"\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\"),
    ("osc-colour-query", b"\x1b]11;?\x07\x1b]4;1;?\x07"),
    ("osc-notify", b"\x1b]9;owned\x07\x1b]777;notify;a;b\x07"),
    ("osc-file", b"\x1b]1337;File=inline=1:AAAA\x07"),
    ("osc-in-osc", b"\x1b]0;\x1b]0;owned\x07\x07"),
    ("dcs", b"\x1bPq#0;2;0;0;0#0~~@@\x1b\\"),
    ("dcs-query", b"\x1bP$qm\x1b\\\x1bP+q544e\x1b\\"),
    ("dcs-unended", b"\x1bPq#0;2;0;0;0"),
    ("apc", b"\x1b_Gf=24,s=1,v=1;AAAA\x1b\\"),
    ("apc-unended", b"\x1b_Ga=d"),
    ("sos", b"\x1bXstring\x1b\\"),
    ("sos-unended", b"\x1bXstring"),
    ("pm", b"\x1b^private\x1b\\"),
    ("pm-unended", b"\x1b^private"),
    ("reset", b"\x1bc"),
    ("line-drawing", b"\x1b(0lqqk\x1b)0\x0e"),
    ("index", b"\x1bD\x1bM\x1bE\x1b7\x1b8"),
    ("double-height", b"\x1b#3\x1b#8"),
    ("escapes-alone", b"\x1b\x1b\x1b\x1b"),
    ("screen-title", b"\x1bkowned\x1b\\"),
    ("tmux-passes-on", b"\x1bPtmux;\x1b\x1b]0;owned\x07\x1b\\"),
    ("shift-out", b"\x0e\x0f\x0e"),
    ("bell", b"\x07\x07\x07"),
    ("backspaces", b"safe\x08\x08\x08\x08rm -rf"),
    ("overstruck", b"N\x08NA\x08AM\x08ME\x08E _\x08u"),
    ("delete", b"\x7f\x7f"),
    ("vertical-tab", b"\x0b"),
    ("substitute", b"\x1a\x04\x1c"),
    ("xon-xoff", b"\x11\x13"),
    ("enquiry", b"\x05\x06\x15"),
    ("return-over", b"safe words\rowned"),
    ("c1-csi", b"\xc2\x9b2J"),
    ("c1-csi-raw", b"\x9b2J"),
    ("c1-osc", b"\xc2\x9d0;owned\xc2\x9c"),
    ("c1-osc-raw", b"\x9d0;owned\x9c"),
    ("c1-dcs", b"\xc2\x90q\xc2\x9c"),
    ("c1-apc", b"\xc2\x9fG\xc2\x9c"),
    ("c1-ss3", b"\xc2\x8fA\xc2\x8e"),
    ("c1-after-escape", b"\x1b\xc2\x9b2J"),
];

pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = SEQUENCES
        .iter()
        .map(|(name, sequence)| {
            let text = [b"before ", *sequence, b" after\nA second line.\n"].concat();
            Case::file(format!("control-{name}.txt"), text, Must::Show("before"))
        })
        .collect();
    let every = |range: std::ops::RangeInclusive<u32>| -> String {
        let shown = range.filter_map(char::from_u32).filter(|c| *c != '\0');
        format!("before {} after\n{}", shown.collect::<String>(), "Words to read. ".repeat(20))
    };
    cases.push(Case::file("control-c0.txt", every(0..=0x1f), Must::Show("before")));
    cases.push(Case::file("control-c1.txt", every(0x80..=0x9f), Must::Show("before")));
    let raw: Vec<u8> = (0x80..=0x9f).collect();
    let text = [b"before ", &raw[..], b" after\n", &b"Words to read. ".repeat(20)].concat();
    cases.push(Case::file("control-c1-raw.txt", text, Must::Survive));
    // In Markdown a sequence may also be spelt with entities, or be in code, a title or an address.
    let markdown = "---\ntitle: \"a\u{1b}]0;x\u{7}\"\n---\n# before &#27;[2J &#x9b;2J\n\n`\u{1b}[2J`\n\n\
        [words](<https://a.example/\u{1b}]0;x\u{7}> \"\u{1b}c\")\n\n| \u{1b}[2J | b |\n|---|---|\n| \u{9b}2J | c |\n\n\
        ```\u{1b}[2J\n\u{1b}[2J\n```\n\n- [ ] \u{1b}[2J\n\n[^\u{1b}c]\n\n[^\u{1b}c]: \u{1b}[2J\n";
    cases.push(Case::file("control-everywhere.md", markdown, Must::Show("before")));
    // Files are read in blocks: a sequence, a character and a line end cross their borders.
    for border in [4096, 8192, 16_384, 32_768, 65_536, 73_728, 131_072] {
        for (name, across) in
            [("escape", "\u{1b}[2J"), ("c1", "\u{9b}2J"), ("wide", "潮\u{301}"), ("crlf", "\r\n")]
        {
            let mut text = "before\n\n".to_owned();
            while text.len() < border - 1 - "words ".len() {
                text.push_str("words ");
            }
            text.extend(std::iter::repeat_n('.', border - 1 - text.len()));
            text.push_str(across);
            text.push_str(&"after words ".repeat(500));
            cases.push(Case::file(format!("border-{border}-{name}.txt"), text, Must::Show("before")));
        }
    }
    cases
}
