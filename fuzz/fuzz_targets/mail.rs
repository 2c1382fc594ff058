//! Bytes as a message and as a mailbox.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check;

fuzz_target!(|bytes: &[u8]| {
    check("a.eml", bytes);
    check("a.mbox", &[b"From a\nMessage-ID: a\n", bytes].concat());
});
