//! Keys, key maps and settings: each is read, or refused with a message of one line that may be shown.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use reader::storage::config;
use reader::ui::input::{Key, Keymap};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    if let Err(error) = Key::sequence(&text) {
        assert!(!error.to_string().is_empty());
    }
    if let Ok(table) = text.parse() {
        if let Err(error) = Keymap::with(Some(&table)) {
            assert!(!error.to_string().is_empty());
        }
    }
    if let Err(error) = config::parse(Path::new("config.toml"), &text) {
        assert!(error.to_string().contains("config.toml"), "{error}");
    }
});
