//! Bytes as subtitles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check;

fuzz_target!(|bytes: &[u8]| {
    check("a.srt", bytes);
    check("a.vtt", &[b"WEBVTT\n\n", bytes].concat());
});
