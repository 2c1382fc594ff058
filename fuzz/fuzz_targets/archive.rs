//! Bytes as an archive, with the signatures of each kind of document in one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check;

fuzz_target!(|bytes: &[u8]| {
    check("a.epub", bytes);
    check("a.docx", &[b"PK\x03\x04", bytes].concat());
});
