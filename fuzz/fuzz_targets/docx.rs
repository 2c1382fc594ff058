//! Bytes as the files of a Word document, parted by zero bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check_archive;

const FILES: &[&str] = &[
    "[Content_Types].xml",
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/comments.xml",
    "docProps/core.xml",
];

fuzz_target!(|bytes: &[u8]| check_archive("", FILES, bytes));
