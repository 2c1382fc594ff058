//! The library as other programs use it: `examples/compare.rs` on the two articles.

use std::path::Path;

#[path = "../../examples/compare.rs"]
#[allow(dead_code, unreachable_pub, reason = "an example has a main function of its own")]
mod compare;

#[test]
fn the_example_prints_the_surest_link_first() {
    let seed = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    let printed =
        compare::links(&seed("000_ac5e6907902fcfd7.txt"), &seed("004_cb8979b45471d89b.txt")).unwrap();
    let lines: Vec<&str> = printed.lines().take(3).collect();
    assert_eq!(lines[0], "very likely (95 %)");
    assert!(
        lines[1].starts_with("  The deal, which includes") && lines[2].starts_with("  The Times of India"),
        "{lines:?}"
    );
    assert!(printed.contains("possibly"), "{printed}");
}

#[test]
fn the_example_names_a_file_that_is_no_document() {
    let error = compare::links(Path::new("no-such-file"), Path::new("seeds")).unwrap_err();
    assert!(format!("{error:#}").starts_with("no-such-file: "), "{error:#}");
}
