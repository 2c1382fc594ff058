//! Numbers, dates, names and quotations: the span of each is a part of its sentence.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::compare::facts::facts;
use reader::text::sentences::sentences;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let sentences: Vec<&str> = sentences(&text).into_iter().map(|span| span.of(&text)).collect();
    for fact in facts(&sentences) {
        let sentence = sentences[fact.sentence];
        assert!(
            sentence.get(fact.span.start..fact.span.end).is_some_and(|found| !found.is_empty()),
            "{fact:?}"
        );
    }
});
