//! A panic caught where it happens, so that one document that breaks a parser does not take the
//! others with it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The beginning of the names of the threads that work here; a panic in one is no end of the program.
pub const THREAD: &str = "reader-job";

/// Returns what `work` returns, or in words how it broke off.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| format!("it broke off: {}", words(&*panic)))
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_put_into_words() {
        assert_eq!(caught(|| 3), Ok(3));
        let number = 7;
        assert_eq!(caught(|| panic!("byte {number}")), Err::<(), _>("it broke off: byte 7".into()));
        assert_eq!(caught(|| panic!("end")), Err::<(), _>("it broke off: end".into()));
        assert!(caught(|| std::panic::panic_any(1)).is_err_and(|words| words.contains("no reason")));
    }
}
