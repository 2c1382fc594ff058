//! A conversion that several threads may ask for: one of them converts, and the others wait for its result.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::document::{Document, Draft};
use crate::formats::{FormatError, ReadProgress};
use crate::storage::error::LoadError;

/// The result of converting a file: its document, or why there is none.
pub(super) type Converted = Result<Arc<Document>, LoadError>;

/// How long a thread waits before it asks again whether the document is still wanted.
const PATIENCE: Duration = Duration::from_millis(50);

/// The conversion of one version of a file.
#[derive(Debug, Default)]
pub(super) struct Conversion {
    state: Mutex<ConversionState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
enum ConversionState {
    /// No thread converts it, or the one that did so broke off.
    #[default]
    Open,
    /// A thread converts it; this is the document as far as it has been read.
    Running(Option<Arc<Draft>>),
    Done(Converted),
}

impl Conversion {
    /// Returns the result if it is done.
    pub(super) fn outcome(&self) -> Option<Converted> {
        if let ConversionState::Done(outcome) = &*self.lock() { Some(outcome.clone()) } else { None }
    }

    /// Tells whether a thread converts it.
    pub(super) fn is_running(&self) -> bool {
        matches!(&*self.lock(), ConversionState::Running(_))
    }

    /// Returns the result: that of the thread that converts already, else that of `convert`. `asker` is told the
    /// progress of either. When the document is no longer wanted by the thread that converts it, that
    /// thread returns any error, and another one that waits for it takes its place.
    pub(super) fn get(
        &self,
        asker: Option<ReadProgress<'_>>,
        convert: impl FnOnce(ReadProgress<'_>) -> Converted,
    ) -> Converted {
        if let Some(outcome) = self.wait(asker) {
            return outcome;
        }
        let running = Running(self);
        let is_wanted = || asker.is_none_or(|asker| (asker.is_wanted)());
        let part = |draft: Draft| {
            running.set(ConversionState::Running(Some(Arc::new(draft.clone()))));
            if let Some(asker) = asker {
                (asker.part)(draft);
            }
        };
        let outcome = convert(ReadProgress { part: &part, is_wanted: &is_wanted });
        if is_wanted() {
            running.set(ConversionState::Done(outcome.clone()));
        }
        outcome
    }

    /// Waits while another thread converts; returns `None` if this thread has to do it.
    fn wait(&self, asker: Option<ReadProgress<'_>>) -> Option<Converted> {
        let mut shown: Option<Arc<Draft>> = None;
        let mut state = self.lock();
        loop {
            let part = match &mut *state {
                ConversionState::Done(outcome) => return Some(outcome.clone()),
                ConversionState::Open => {
                    *state = ConversionState::Running(None);
                    return None;
                }
                ConversionState::Running(part) => part.clone(),
            };
            let Some(asker) = asker else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            if let Some(part) = part
                && !shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, &part))
            {
                drop(state);
                (asker.part)((*part).clone());
                shown = Some(part);
                state = self.lock();
                continue;
            }
            if !(asker.is_wanted)() {
                return Some(Err(cancelled()));
            }
            state = self.changed.wait_timeout(state, PATIENCE).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, ConversionState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right of a thread to convert; it ends even if the thread panics.
struct Running<'a>(&'a Conversion);

impl Running<'_> {
    fn set(&self, state: ConversionState) {
        *self.0.lock() = state;
        self.0.changed.notify_all();
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if matches!(*self.0.lock(), ConversionState::Running(_)) {
            self.set(ConversionState::Open);
        }
    }
}

fn cancelled() -> LoadError {
    LoadError::Format(FormatError::Unreadable {
        what: "document",
        why: "reading was cancelled".into(),
        advice: "open it again".into(),
    })
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    fn draft(text: &str) -> Draft {
        Draft { text: text.into(), ..Draft::default() }
    }

    fn document(text: &str) -> Arc<Document> {
        Arc::new(Document::from(draft(text)))
    }

    /// Asks for a document that another thread converts, and for its parts; each question whether it is wanted
    /// is sent to the other thread and answered with `is_wanted`.
    fn ask(conversion: &Conversion, asked: &dyn Fn(), is_wanted: bool) -> (Converted, Vec<String>, bool) {
        let (parts, converts) = (RefCell::new(Vec::new()), Cell::new(false));
        let part = |part: Draft| parts.borrow_mut().push(part.text);
        let wanted = || {
            asked();
            is_wanted
        };
        let outcome = conversion.get(Some(ReadProgress { part: &part, is_wanted: &wanted }), |_| {
            converts.set(true);
            Ok(document("second"))
        });
        (outcome, parts.into_inner(), converts.get())
    }

    #[test]
    fn a_second_thread_is_shown_the_parts_and_takes_the_result() {
        let conversion = Conversion::default();
        let (asked, waits) = channel();
        let second = || ask(&conversion, &|| asked.send(()).unwrap_or_default(), true);
        thread::scope(|scope| {
            let mut waiting = None;
            let first = conversion.get(None, |progress| {
                (progress.part)(draft("one"));
                waiting = Some(scope.spawn(second));
                waits.recv().unwrap();
                Ok(document("first"))
            });
            let (outcome, parts, converts) = waiting.unwrap().join().unwrap();
            assert!(Arc::ptr_eq(&outcome.unwrap(), &first.unwrap()));
            assert_eq!((parts, converts), (vec!["one".to_owned()], false));
        });
        assert!(conversion.outcome().is_some());
    }

    #[test]
    fn a_thread_that_does_not_want_the_document_any_more_does_not_wait() {
        let conversion = Conversion::default();
        let first = conversion.get(None, |_| {
            let (outcome, _, converts) = ask(&conversion, &|| (), false);
            assert!(outcome.unwrap_err().to_string().contains("cancelled") && !converts);
            Ok(document("first"))
        });
        assert_eq!(first.unwrap().text, "first");
    }

    #[test]
    fn another_thread_converts_when_the_first_breaks_off() {
        let conversion = Conversion::default();
        let is_wanted = Cell::new(true);
        let wanted = || is_wanted.get();
        let (asked, waits) = channel();
        let second = || ask(&conversion, &|| asked.send(()).unwrap_or_default(), true);
        thread::scope(|scope| {
            let mut waiting = None;
            let first = conversion.get(Some(ReadProgress { part: &|_| (), is_wanted: &wanted }), |_| {
                waiting = Some(scope.spawn(second));
                waits.recv().unwrap();
                is_wanted.set(false);
                Err(cancelled())
            });
            assert!(first.is_err());
            let (outcome, _, converts) = waiting.unwrap().join().unwrap();
            assert!(outcome.unwrap().text == "second" && converts);
        });
        assert_eq!(conversion.outcome().unwrap().unwrap().text, "second");
    }

    #[test]
    fn a_panic_leaves_the_conversion_to_others() {
        let conversion = Conversion::default();
        let panic = std::panic::AssertUnwindSafe(|| conversion.get(None, |_| panic!("byte 7")));
        assert!(std::panic::catch_unwind(panic).is_err());
        assert_eq!(conversion.get(None, |_| Ok(document("second"))).unwrap().text, "second");
    }
}
