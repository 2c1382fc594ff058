//! Sentences and words: in order, trimmed, not empty, and no visible character outside a sentence.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::text::Span;
use reader::text::sentences::sentences;
use reader::text::words::{count, words};

fn in_order(text: &str, spans: &[Span]) {
    let mut at = 0;
    for span in spans {
        assert!(span.start >= at && !span.is_empty());
        assert!(text.get(span.start..span.end).is_some());
        at = span.end;
    }
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let found = sentences(&text);
    in_order(&text, &found);
    let mut at = 0;
    for sentence in &found {
        assert!(text[at..sentence.start].trim().is_empty());
        assert_eq!(*sentence, sentence.trimmed(&text));
        at = sentence.end;
    }
    assert!(text[at..].trim().is_empty());
    let words: Vec<Span> = words(&text).collect();
    in_order(&text, &words);
    assert_eq!(words.len(), count(&text));
});
