//! Bytes as the files of a Writer document, parted by zero bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check_archive;

const FILES: &[&str] = &["content.xml", "styles.xml", "meta.xml", "Object 1/content.xml"];

fuzz_target!(|bytes: &[u8]| check_archive("application/vnd.oasis.opendocument.text", FILES, bytes));
