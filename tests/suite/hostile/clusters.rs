//! Characters that pile up in one cell, or that are wider than one.

use super::{Case, Must};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, unit, count) in [
        ("marks", "\u{301}", 10_000),
        ("mixed-marks", "\u{301}\u{316}\u{334}\u{489}", 5_000),
        ("enclosing", "\u{20dd}\u{20e3}", 5_000),
        ("joiners", "\u{200d}", 20_000),
        ("joined-emoji", "\u{200d}👩", 10_000),
        ("skin-tones", "\u{1f3ff}", 10_000),
        ("flags", "🇫", 10_001),
        ("jamo", "\u{1100}\u{1161}\u{11a8}", 5_000),
        ("leading-jamo", "\u{1100}", 10_000),
        ("viramas", "क\u{94d}", 10_000),
        ("joined-viramas", "\u{94d}\u{200d}ष", 5_000),
        ("tibetan", "\u{f40}\u{f90}\u{f90}\u{f71}\u{f72}", 3_000),
        ("thai", "\u{e01}\u{e31}\u{e4a}\u{e4a}", 3_000),
        ("prepended", "\u{600}\u{6dd}", 5_000),
        ("variation-selectors", "\u{fe0f}", 10_000),
        ("keycaps", "1\u{fe0f}\u{20e3}", 5_000),
        ("nonjoiners", "\u{200c}", 20_000),
        (
            "hebrew-points",
            "\u{5d0}\u{5b0}\u{5b1}\u{5b2}\u{5b3}\u{5b4}\u{5b5}\u{5b6}\u{5b7}\u{5b8}\u{5b9}",
            2_000,
        ),
    ] {
        let alone = format!("before x{} after\n", unit.repeat(count));
        cases.push(Case::file(format!("cluster-{name}.txt"), &alone, Must::Show("before")));
        cases.push(Case::file(format!("cluster-first-{name}.txt"), unit.repeat(count), Must::Survive));
    }
    let zalgo: String = "He comes through the wires of the machine. "
        .repeat(40)
        .chars()
        .flat_map(|c| std::iter::once(c).chain((0..40).filter_map(|at| char::from_u32(0x300 + at))))
        .collect();
    cases.push(Case::file("cluster-zalgo.txt", format!("before\n\n{zalgo}"), Must::Show("before")));
    // At every distance from the edge, in a paragraph, in kept lines and in a table.
    let edges: Vec<String> = (0..130).map(|at| format!("{}潮👩‍👩‍👧汐é表", "x".repeat(at))).collect();
    cases.push(Case::file(
        "wide-at-edges.txt",
        format!("before\n\n{}", edges.join("\n")),
        Must::Show("before"),
    ));
    let code =
        format!("before\n\n```\n{}\n```\n\n|a|b|\n|-|-|\n|{}|\n", edges.join("\n"), edges.join("|x|\n|"));
    cases.push(Case::file("wide-at-edges.md", code, Must::Show("before")));
    let broken = "before\n\u{301}at the beginning of a line\n \u{301}after a space\n\t\u{301}after a tab\n\u{1b}\u{301}after a control\n";
    cases.push(Case::file("cluster-broken.txt", broken, Must::Show("before")));
    cases
}
