//! Two texts side by side: what is shown of them, where the cursor is, how they scroll together.

mod blocks;
mod cursor;
mod findings;
mod lock;
mod map;
mod pairs;
mod shown;
mod state;
mod tables;

pub use findings::{Alignment, Finding, Findings};
pub use map::Map;
pub use pairs::PlacedPair;
pub use shown::{Scroll, Shown};
pub use state::{Comparing, Origin, area};
pub use tables::{fact_rows, window};
