//! Bytes as an RTF document.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check;

fuzz_target!(|bytes: &[u8]| check("a.rtf", &[b"{\\rtf1", bytes].concat()));
