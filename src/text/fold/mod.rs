//! A text with what the eye does not see folded away, and the way back to its bytes.
//!
//! Who types `Russia's` means `Russia’s`, and who types `S-400` means `S‑400` with its no-break
//! hyphen. So pattern and text are both folded before they are compared, and every hit is
//! carried back to the source, which alone is displayed and copied. Folding
//!
//! 1. drops soft hyphens, zero-width characters, bidi controls and variation selectors,
//! 2. makes one space of a run of white space, line ends included,
//! 3. makes plain quotes and hyphens of the typographic ones,
//! 4. composes and simplifies the rest by NFKC (`e` + accent is `é`, `ﬁ` is `fi`),
//! 5. lowers the case when asked to (`ß` becomes `ss`, `ς` becomes `σ`, `İ` becomes `i`).
//!
//! What surprises: NFKC turns spacing accents such as `¨` into a space and a mark; here they stay
//! as they are, so that folding never makes a space where none is seen.

mod characters;
mod disguise;
mod folded;
mod folding;
mod map;
mod seam;
mod walk;

pub use disguise::{Leads, Letters, OF_ANY, OF_ASCII, blurred, plain};
pub use folded::Folded;
pub use folding::{Breaks, Case, Folding};
pub use seam::{is_seam, seam_after, seam_before};
