//! One spelling for words that British and American English write differently.
//!
//! Each rule rewrites the rarer way of writing into the safer one: `-ize` becomes `-ise` because
//! the other direction would need a list of exceptions ("promise", "raise", "wise").

use std::borrow::Cow;

/// Beginnings that differ and what they become, longest first where one begins another.
const BEGINNINGS: &[(&str, &str)] = &[
    ("aluminium", "aluminum"),
    ("anaem", "anem"),
    ("anaesth", "anesth"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("calibre", "caliber"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("colour", "color"),
    ("defence", "defense"),
    ("demeanour", "demeanor"),
    ("dialogue", "dialog"),
    ("diarrhoea", "diarrhea"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("fibre", "fiber"),
    ("flavour", "flavor"),
    ("foet", "fet"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("gynaec", "gynec"),
    ("haem", "hem"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("judgement", "judgment"),
    ("kilometre", "kilometer"),
    ("labour", "labor"),
    ("licence", "license"),
    ("litre", "liter"),
    ("manoeuv", "maneuv"),
    ("metre", "meter"),
    ("misdemeanour", "misdemeanor"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("oedema", "edema"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("offence", "offense"),
    ("orthopaed", "orthoped"),
    ("paed", "ped"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("sceptic", "skeptic"),
    ("splendour", "splendor"),
    ("theatre", "theater"),
    ("tumour", "tumor"),
    ("vapour", "vapor"),
    ("vigour", "vigor"),
];

/// Endings that follow the `z` of `-ize` and `-yze` words.
const AFTER_Z: &[&str] = &["e", "ed", "es", "er", "ers", "ing", "ation", "ations"];

/// Endings before which British English doubles an `l`.
const AFTER_LL: &[&str] = &["ed", "er", "ers", "ing", "ings"];

/// Returns `word` (lower case) in the spelling both kinds of English are compared in.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    let candidate = BEGINNINGS.partition_point(|(beginning, _)| *beginning <= word);
    if let Some((british, american)) = candidate.checked_sub(1).map(|index| BEGINNINGS[index])
        && let Some(rest) = word.strip_prefix(british)
        && !rest.starts_with('l')
    {
        // "centred" and "centres" lose the e that "center" already has.
        let rest = if british.ends_with("re") && rest == "d" { "ed" } else { rest };
        return Cow::Owned(format!("{american}{rest}"));
    }
    sibilant(word).or_else(|| single_l(word)).map_or(Cow::Borrowed(word), Cow::Owned)
}

/// Returns "organise" for "organize".
fn sibilant(word: &str) -> Option<String> {
    let at = word.rfind('z')?;
    let (before, after) = (&word[..at], &word[at + 1..]);
    let fits = before.len() > 3 && before.ends_with(['i', 'y']) && AFTER_Z.contains(&after);
    fits.then(|| format!("{before}s{after}"))
}

/// Returns "traveled" for "travelled"; short words such as "spelling" double the l everywhere.
fn single_l(word: &str) -> Option<String> {
    let at = word.rfind("ll")?;
    let fits = at > 4 && AFTER_LL.contains(&&word[at + 2..]);
    fits.then(|| format!("{}{}", &word[..=at], &word[at + 2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginnings_are_sorted() {
        assert!(BEGINNINGS.windows(2).all(|pair| pair[0].0 < pair[1].0 && !pair[1].0.starts_with(pair[0].0)));
    }

    #[test]
    fn both_spellings_become_one() {
        let pairs = [
            ("defence", "defense"),
            ("neighbours", "neighbors"),
            ("centred", "centered"),
            ("organisation", "organization"),
            ("analysed", "analyzed"),
            ("travelling", "traveling"),
            ("fulfilled", "fulfilled"),
            ("haemoglobin", "hemoglobin"),
        ];
        for (british, american) in pairs {
            assert_eq!(folded(british), folded(american));
        }
    }

    #[test]
    fn other_words_stay() {
        for word in ["four", "size", "prize", "spelling", "hours", "promise", "zebra", "münze", ""] {
            assert_eq!(folded(word), word);
        }
    }
}
