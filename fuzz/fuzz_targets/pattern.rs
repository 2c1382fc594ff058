//! Search patterns: the prefilter rules out no hit; hits are whole, ordered and apart; a text is found in
//! itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::search::{Defaults, Kind, Pattern, Patterns, Query};

fuzz_target!(|bytes: &[u8]| {
    let input = String::from_utf8_lossy(bytes);
    let (line, text) = input.split_once('\n').unwrap_or((&input, ""));
    let query = Query::parse(line, Defaults::default());
    let Ok(pattern) = Pattern::compile(&query) else { return };
    let hits = pattern.hits(text);
    let mut at = 0;
    for hit in &hits {
        assert!(hit.start >= at && !hit.is_empty() && text.get(hit.start..hit.end).is_some(), "{hit:?}");
        at = hit.end;
    }
    assert_eq!(pattern.hits_without_prefilter(text, &|| true).as_ref(), Some(&hits), "{line:?}");
    let patterns = Patterns::new([(0, &pattern)]);
    assert!(hits.is_empty() || patterns.may_match(text.as_bytes()));
    if query.kind == Kind::Literal {
        assert!(!pattern.hits(&query.text).is_empty(), "{line:?}");
    }
});
