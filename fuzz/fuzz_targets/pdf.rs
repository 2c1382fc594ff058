//! Bytes as a PDF file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check;

fuzz_target!(|bytes: &[u8]| check("a.pdf", &[b"%PDF-1.7\n", bytes].concat()));
