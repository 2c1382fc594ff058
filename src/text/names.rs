//! Names as people sort and mistype them.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::path::Path;

/// Returns how two names compare as people sort them: runs of digits by value, letters without regard to
/// ASCII case; names equal so far by their bytes, so that the order is total.
pub fn by_name(left: &OsStr, right: &OsStr) -> Ordering {
    let (left, right) = (left.as_encoded_bytes(), right.as_encoded_bytes());
    let (mut a, mut b) = (left, right);
    while let (Some(&x), Some(&y)) = (a.first(), b.first()) {
        let step = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (number, other) = (digits(&mut a), digits(&mut b));
            number.len().cmp(&other.len()).then_with(|| number.cmp(other))
        } else {
            (a, b) = (&a[1..], &b[1..]);
            x.to_ascii_lowercase().cmp(&y.to_ascii_lowercase())
        };
        if step.is_ne() {
            return step;
        }
    }
    a.len().cmp(&b.len()).then_with(|| left.cmp(right))
}

/// Returns how two paths compare: folder by folder, `by_name` in each.
pub fn by_path(left: &Path, right: &Path) -> Ordering {
    let (mut left, mut right) = (left.iter(), right.iter());
    loop {
        let step = match (left.next(), right.next()) {
            (Some(one), Some(two)) => by_name(one, two),
            (None, None) => return Ordering::Equal,
            (one, two) => one.is_some().cmp(&two.is_some()),
        };
        if step.is_ne() {
            return step;
        }
    }
}

/// Takes the leading digits off `rest` and returns them without leading zeros.
fn digits<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    let (run, after) = rest.split_at(end);
    *rest = after;
    let zeros = run.iter().position(|&byte| byte != b'0').unwrap_or(run.len());
    &run[zeros..]
}

/// Returns the value of the name that is the fewest typos away from `typed`, the first of several;
/// `None` when all are too far away.
///
/// A typo is a wrong, missing or additional letter, or two neighbours swapped (the optimal string
/// alignment distance). One in three letters may be wrong, but no more than three.
pub fn nearest<T>(typed: &str, names: impl IntoIterator<Item = (String, T)>) -> Option<T> {
    let measured = names.into_iter().filter_map(|(name, value)| Some((typos(typed, &name)?, value)));
    measured.min_by_key(|(typos, _)| *typos).map(|(_, value)| value)
}

/// Returns how many typos a name is away from `typed`, counted as in [`nearest`]; `None` when it is too far away.
pub fn typos(typed: &str, name: &str) -> Option<usize> {
    let most = typed.chars().count().div_ceil(3).min(3);
    Some(strsim::osa_distance(typed, name)).filter(|typos| *typos <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_totally() {
        for (left, right, order) in [
            ("2", "10", Ordering::Less),
            ("02", "2", Ordering::Less),
            ("a1b", "a01c", Ordering::Less),
            ("B", "a", Ordering::Greater),
            ("a", "A", Ordering::Greater),
            ("a", "a", Ordering::Equal),
            ("99999999999999999999999", "100000000000000000000000", Ordering::Less),
        ] {
            assert_eq!(by_name(left.as_ref(), right.as_ref()), order, "{left} {right}");
            assert_eq!(by_name(right.as_ref(), left.as_ref()), order.reverse(), "{right} {left}");
        }
    }

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
