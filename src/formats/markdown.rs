//! x
use super::error::FormatError;
use super::format::{Format, Source};
use crate::document::Draft;
pub(super) struct Markdown;
impl Format for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }
    fn claims(&self, _: &Source) -> bool {
        false
    }
    fn parse(&self, _: &Source) -> Result<Draft, FormatError> {
        Err(FormatError::Binary)
    }
}
