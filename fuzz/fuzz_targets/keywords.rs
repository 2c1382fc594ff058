//! Keyword files and the hits of their keywords.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::search::{Defaults, Keywords, parse_argument, parse_file};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let _ = parse_argument(&text, Defaults::default());
    match parse_file(&text, Defaults::default()) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(found) => {
            let mut keywords = Keywords::default();
            found.into_iter().take(20).for_each(|keyword| _ = keywords.add(keyword));
            let hits = keywords.patterns().hits(&text, &|| true).expect("it is wanted");
            for hit in hits.in_window(reader::text::Span::new(0, text.len())) {
                assert!(text.get(hit.span.start..hit.span.end).is_some_and(|found| !found.is_empty()));
            }
        }
    }
});
