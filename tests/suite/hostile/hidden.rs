//! Characters that are hidden, reorder text or look like others.

use super::{Case, Must};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, text) in [
        ("bidi-override", "before user\u{202e}gpj.exe after"),
        ("bidi-unended", "before \u{202e}\u{2067}\u{2068}\u{202b} after"),
        (
            "bidi-all",
            "before \u{202a}a\u{202b}b\u{202c}c\u{202d}d\u{202e}e\u{2066}f\u{2067}g\u{2068}h\u{2069} after",
        ),
        ("bidi-marks", "before \u{200e}\u{200f}\u{61c} after"),
        (
            "bidi-source",
            "before /*\u{202e} } \u{2066}if (isAdmin)\u{2069} \u{2066} begin admins only */ after",
        ),
        ("zero-width-space", "before in\u{200b}vis\u{200b}ible after"),
        ("zero-width-joiners", "before a\u{200d}b\u{200c}c\u{2060}d\u{feff}e after"),
        ("tags", "before \u{e0041}\u{e0042}\u{e007f} \u{e0001} after"),
        ("tag-flag", "before 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} after"),
        ("soft-hyphens", "before co\u{ad}op\u{ad}er\u{ad}ate after"),
        ("variation-selectors", "before a\u{fe0f}b\u{fe0e}❤\u{fe0f} \u{e0100}\u{e01ef} after"),
        ("fillers", "before \u{115f}\u{1160}\u{3164}\u{ffa0} after"),
        ("invisible-operators", "before a\u{2061}b\u{2062}c\u{2063}d\u{2064}e after"),
        ("deprecated-formats", "before \u{206a}\u{206b}\u{206c}\u{206d}\u{206e}\u{206f} after"),
        ("annotations", "before \u{fff9}a\u{fffa}b\u{fffb} after"),
        ("vowel-separators", "before \u{180e}\u{180b}\u{34f}\u{17b4}\u{17b5} after"),
        ("music-formats", "before \u{1d173}\u{1d174}\u{1d17a} after"),
        ("shorthand-formats", "before \u{1bca0}\u{1bca3} after"),
        ("spaces", "before \u{a0}\u{1680}\u{2000}\u{2003}\u{200a}\u{202f}\u{205f}\u{3000} after"),
        ("private-use", "before \u{e000}\u{f8ff}\u{f0000}\u{10fffd} after"),
        ("no-characters", "before \u{fdd0}\u{ffff}\u{1fffe}\u{10ffff} after"),
        ("unassigned", "before \u{378}\u{50000}\u{e0fff} after"),
        ("replacement", "before \u{fffd}\u{fffc} after"),
        ("homoglyphs", "before pаypаl аdmіn after"),
        ("line-separators", "before\u{2028}a\u{2029}b\u{85}c\u{c}d\u{b}e after"),
        ("long-ligature", "before ﷽﷽﷽ ﷺ ꧅ ⸻ 𒐫 after"),
        ("mixed-directions", "before שלום abc مرحبا 123 после after"),
    ] {
        cases.push(Case::file(format!("hidden-{name}.txt"), format!("{text}\n"), Must::Show("before")));
        if name.starts_with("bidi") || name.starts_with("tag") || name.starts_with("zero") {
            let heading = format!("# {text}\n\n[{text}](<{text}>) **{text}** `{text}`\n");
            cases.push(Case::file(format!("hidden-{name}.md"), heading, Must::Show("before")));
        }
    }
    cases
}
