//! Words that end with a full stop of their own, and what each says about the sentence.

/// What an abbreviation asks of the word after it before it ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name: `Dr.`
    Title,
    /// Stands before what it leads in: `e.g.`, `vs.`
    Connective,
    /// Stands before a number: `No.`, `p.`
    Numbered,
    /// A month or a day, before a number: `Jan.`
    Date,
    /// `a.m.`, `p.m.`: ends a sentence unless a day or a time zone follows.
    Clock,
    /// Ends a sentence if anything can: `etc.`
    Closing,
    /// May stand anywhere: `Inc.`, `U.S.`; only a word that opens sentences tells.
    Open,
    /// A single letter.
    Initial,
}

/// Returns what kind of abbreviation `word` with a full stop after it is, `None` for a plain word.
pub(super) fn classify(word: &str) -> Option<Abbreviation> {
    let mut chars = word.chars();
    let first = chars.next()?;
    if chars.next().is_none() {
        let numbered = matches!(first, 'p' | '§' | '№' | 'с');
        return first.is_alphabetic().then_some(if numbered {
            Abbreviation::Numbered
        } else if word == "M" {
            Abbreviation::Title
        } else {
            Abbreviation::Initial
        });
    }
    let small = word.to_lowercase();
    let small = small.as_str();
    let within = |list: &[&str]| list.binary_search(&small).is_ok();
    if within(TITLES) {
        Some(Abbreviation::Title)
    } else if within(CONNECTIVES) {
        Some(Abbreviation::Connective)
    } else if within(NUMBERED) {
        Some(Abbreviation::Numbered)
    } else if within(DATES) && first.is_uppercase() {
        Some(Abbreviation::Date)
    } else if matches!(small, "a.m" | "p.m") {
        Some(Abbreviation::Clock)
    } else if within(CLOSING) {
        Some(Abbreviation::Closing)
    } else if within(OPEN) || is_dotted(word) {
        Some(Abbreviation::Open)
    } else {
        None
    }
}

/// Tells whether a word is a month or a weekday, whole or shortened, in English or German.
pub(super) fn is_month(word: &str) -> bool {
    let small = word.to_lowercase();
    word.starts_with(char::is_uppercase)
        && (DATES.binary_search(&small.as_str()).is_ok() || MONTHS.binary_search(&small.as_str()).is_ok())
}

/// Tells whether a word is letters with full stops between, such as `U.S` or `Ph.D`.
fn is_dotted(word: &str) -> bool {
    let mut parts = 0;
    let lettered = word.split('.').all(|part| {
        parts += 1;
        (1..=3).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    });
    lettered && parts > 1
}

/// Sorted by bytes, as are all lists below: what stands before a name.
const TITLES: &[&str] = &[
    "adm",
    "amb",
    "assoc",
    "asst",
    "atty",
    "brig",
    "capt",
    "cdr",
    "cmdr",
    "cnel",
    "col",
    "cpl",
    "cpt",
    "det",
    "dhr",
    "dipl",
    "dott",
    "dr",
    "dr.-ing",
    "dra",
    "drs",
    "fr",
    "frl",
    "gen",
    "gov",
    "gral",
    "hon",
    "hr",
    "ing",
    "insp",
    "lic",
    "lt",
    "maj",
    "messrs",
    "mevr",
    "mlle",
    "mm",
    "mme",
    "mr",
    "mrs",
    "ms",
    "msgr",
    "mx",
    "pfc",
    "pres",
    "prof",
    "pvt",
    "rep",
    "reps",
    "rev",
    "sen",
    "sens",
    "sgt",
    "sig",
    "sra",
    "srta",
    "supt",
    "ud",
    "uds",
    "акад",
    "г-жа",
    "г-н",
    "им",
    "проф",
    "св",
    "ул",
    "پروف",
    "डॉ",
    "प्रो",
    "श्री",
];

/// What leads in an example, a source or a party.
const CONNECTIVES: &[&str] = &[
    "a.k.a", "aka", "approx", "bijv", "bzgl", "bzw", "c.f", "ca", "cf", "circa", "d.h", "e.g", "eg", "esp",
    "evtl", "f.eks", "ggf", "i.e", "ie", "incl", "inkl", "m.in", "np", "o.a", "resp", "sog", "t.ex", "tzw",
    "u.a", "vgl", "viz", "vs", "z.b", "z.hd", "см", "т.е", "т.к",
];

/// What stands before a number.
const NUMBERED: &[&str] = &[
    "abb", "abs", "app", "appx", "art", "arts", "bd", "bk", "cap", "ch", "chap", "chaps", "eq", "eqs", "ex",
    "ext", "fig", "figs", "figure", "kap", "kl", "lib", "no", "nos", "nr", "nrs", "num", "núm", "op", "para",
    "paras", "pg", "pgs", "pp", "pág", "págs", "rs", "s.s", "sec", "secs", "sect", "st.nr", "str", "tab",
    "tbl", "tel", "ver", "vol", "vols", "§§", "гл", "п.п", "рис", "стр",
];

/// Months and days, shortened.
const DATES: &[&str] = &[
    "apr", "aug", "dec", "dez", "feb", "fri", "jan", "jul", "jun", "mar", "mon", "nov", "oct", "okt", "sat",
    "sep", "sept", "sun", "thu", "thur", "thurs", "tue", "tues", "wed",
];

/// Months and days, whole.
const MONTHS: &[&str] = &[
    "april",
    "august",
    "december",
    "dezember",
    "dienstag",
    "donnerstag",
    "februar",
    "february",
    "freitag",
    "friday",
    "januar",
    "january",
    "juli",
    "july",
    "june",
    "juni",
    "jänner",
    "mai",
    "march",
    "may",
    "mittwoch",
    "monday",
    "montag",
    "märz",
    "november",
    "october",
    "oktober",
    "samstag",
    "saturday",
    "september",
    "sonntag",
    "sunday",
    "thursday",
    "tuesday",
    "wednesday",
];

/// What mostly ends a list, and so a sentence.
const CLOSING: &[&str] = &["etc", "ff", "osv", "u.s.w", "u.v.m", "usw", "т.д", "т.п"];

/// What stands anywhere.
const OPEN: &[&str] = &[
    "al", "ala", "apdo", "aprox", "apt", "ariz", "ark", "assn", "assoc", "atl", "av", "avda", "ave", "bl.a",
    "bldg", "blvd", "bros", "cal", "calif", "chr", "cie", "cit", "co", "colo", "conn", "corp", "cos", "cu",
    "cv", "del", "dept", "dist", "div", "ed", "edn", "eds", "ee", "env", "esq", "est", "fla", "ft", "ga",
    "gmbh", "govt", "hab", "hrs", "hrsg", "hwy", "ibid", "ill", "inc", "ind", "intl", "jh", "jr", "kan",
    "km", "ky", "lb", "lbs", "llc", "ltd", "mag", "mass", "max", "md", "mfg", "mich", "min", "minn", "mio",
    "misc", "miss", "mo", "mont", "mrd", "mt", "natl", "neb", "nev", "okla", "ont", "op.cit", "ore", "orig",
    "oz", "pa", "penn", "ph.d", "plc", "pt", "publ", "que", "rd", "repr", "rte", "ry", "sp", "spp", "sq",
    "sr", "st", "ste", "str", "subsp", "tenn", "tex", "trans", "tsd", "u.k", "u.s", "univ", "uu", "va",
    "var", "vb", "vt", "wash", "wis", "wyo", "yd", "yds", "éd", "гг", "др", "млн", "млрд", "обл", "пр",
    "р-н", "руб", "тыс",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [TITLES, CONNECTIVES, NUMBERED, DATES, MONTHS, CLOSING, OPEN] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn words_and_abbreviations_are_told_apart() {
        for (word, wanted) in [
            ("Gen", Some(Abbreviation::Title)),
            ("e.g", Some(Abbreviation::Connective)),
            ("Sat", Some(Abbreviation::Date)),
            ("sat", None),
            ("U.S", Some(Abbreviation::Open)),
            ("Ph.D", Some(Abbreviation::Open)),
            ("example.com", None),
            ("3.5", None),
            ("K", Some(Abbreviation::Initial)),
            ("dog", None),
            ("", None),
        ] {
            assert_eq!(classify(word), wanted, "{word}");
        }
    }
}
