//! Bytes as plain text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check;

fuzz_target!(|bytes: &[u8]| check("a.txt", bytes));
