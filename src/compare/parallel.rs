//! Two parts of a comparison on two threads.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::compare::Cancelled;
use crate::threads::join;

/// Returns the results of both closures, the second of which runs on a thread of its own, or an error as soon as
/// they are no longer `wanted`. Each is given the function that tells whether it is. Only the first thread calls
/// `wanted`, which may not be called by others; the second is told its last answer.
pub(super) fn both<A, B: Send>(
    wanted: &dyn Fn() -> bool,
    first: impl FnOnce(&dyn Fn() -> bool) -> Result<A, Cancelled>,
    second: impl Fn(&dyn Fn() -> bool) -> Result<B, Cancelled> + Sync,
) -> Result<(A, B), Cancelled> {
    let is_cancelled = AtomicBool::new(false);
    let is_wanted = || {
        let is_wanted = wanted();
        is_cancelled.fetch_or(!is_wanted, Ordering::Relaxed);
        is_wanted
    };
    let (first, second) = join(|| first(&is_wanted), || second(&|| !is_cancelled.load(Ordering::Relaxed)));
    Ok((first?, second?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_longer_wanted_ends_on_both_threads() {
        let until_unwanted = |wanted: &dyn Fn() -> bool| {
            while wanted() {
                std::thread::yield_now();
            }
            Err::<(), _>(Cancelled)
        };
        assert_eq!(both(&|| false, until_unwanted, until_unwanted), Err(Cancelled));
        assert_eq!(both(&|| true, |_| Ok(1), |_| Ok("b")), Ok((1, "b")));
        assert_eq!(both(&|| true, |_| Ok(1), |_| Err::<(), _>(Cancelled)), Err(Cancelled));
    }
}
