//! Bytes as the content of an FB2 book.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check;

fuzz_target!(|bytes: &[u8]| check("a", &[b"<FictionBook>", bytes].concat()));
