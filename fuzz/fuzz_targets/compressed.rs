//! Bytes as a file compressed with gzip or zstd.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check;

fuzz_target!(|bytes: &[u8]| {
    check("a.gz", &[b"\x1f\x8b\x08", bytes].concat());
    check("a.zst", &[b"\x28\xb5\x2f\xfd", bytes].concat());
});
