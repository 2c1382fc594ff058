//! Two texts compared: the mirror image is the same to the last bit, and links lead to existing sentences.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::compare::compare;
use reader::text::sentences::sentences;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (left, right) = text.split_once('\0').unwrap_or((&text, &text));
    let [left, right] =
        [left, right].map(|text| sentences(text).into_iter().map(|span| span.of(text)).collect::<Vec<_>>());
    let one = compare(&left, &right, &|| true).expect("it is wanted");
    let other = compare(&right, &left, &|| true).expect("it is wanted");
    assert_eq!(one.links().len(), other.links().len());
    for link in one.links() {
        assert!(link.left < left.len() && link.right < right.len());
        assert!((0.0..=1.0).contains(&link.score));
        let mirrored =
            other.links().iter().find(|found| found.left == link.right && found.right == link.left);
        assert_eq!(mirrored.map(|found| found.score.to_bits()), Some(link.score.to_bits()));
    }
});
