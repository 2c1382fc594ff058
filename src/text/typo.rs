//! The name that a mistyped one was meant to be.

/// Returns the value of the name that is the fewest typos away from `typed`, the first of several;
/// `None` when all are too far away.
///
/// A typo is a wrong, missing or additional letter, or two neighbours swapped (the optimal string
/// alignment distance). One in three letters may be wrong, but no more than three.
pub fn nearest<T>(typed: &str, names: impl IntoIterator<Item = (String, T)>) -> Option<T> {
    let most = typed.chars().count().div_ceil(3).min(3);
    let measured = names.into_iter().map(|(name, value)| (strsim::osa_distance(typed, &name), value));
    measured.filter(|(typos, _)| *typos <= most).min_by_key(|(typos, _)| *typos).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_with_the_fewest_typos_is_meant() {
        for (typed, names, meant) in [
            ("seeds", &["seedz", "seeds"][..], Some("seeds")),
            ("seedz", &["seeds"], Some("seeds")),
            ("sedes", &["needles", "seeds"], Some("seeds")),
            ("seed", &["seeds", "sead"], Some("seeds")),
            ("essds", &["seeds"], Some("seeds")),
            ("tides", &["seeds"], None),
            ("ab", &["xy"], None),
            ("", &["a"], None),
        ] {
            let names = names.iter().map(|name| (name.to_string(), *name));
            assert_eq!(nearest(typed, names), meant, "{typed}");
        }
    }
}
