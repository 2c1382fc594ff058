//! Bytes as the files of an EPUB book, parted by zero bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader_fuzz::check_archive;

const FILES: &[&str] = &["META-INF/container.xml", "a.opf", "a.xhtml", "toc.ncx", "META-INF/encryption.xml"];

fuzz_target!(|bytes: &[u8]| check_archive("application/epub+zip", FILES, bytes));
