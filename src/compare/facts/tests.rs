//! The facts of the two articles of `seeds/`, and of the judged pairs in `tests/data/facts.txt`.

use crate::compare::comparison::Side;
use crate::compare::facts::comparison::{FactComparison, Status, compare_facts, most_telling_first};
use crate::compare::facts::disputes::LinkedPair;

const FIRST: &str = include_str!("../../../seeds/000_ac5e6907902fcfd7.txt");
const SECOND: &str = include_str!("../../../seeds/004_cb8979b45471d89b.txt");

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

/// Returns the rows written short: kind, status, the different phrases.
fn rows(facts: &FactComparison, left: &[&str], right: &[&str]) -> Vec<String> {
    let text = |side: Side| if side == Side::Left { left } else { right };
    let row = |row: &crate::compare::facts::ComparedFact| {
        let mut phrases: Vec<_> = row.items.iter().map(|i| i.phrase.of(text(i.side)[i.sentence])).collect();
        phrases.dedup();
        format!("{:?} {:?}: {}", row.kind, row.status, phrases.join(" | "))
    };
    facts.rows.iter().map(row).collect()
}

fn turned(links: &[LinkedPair]) -> Vec<LinkedPair> {
    links.iter().map(|&(a, b, p)| (b, a, p)).collect()
}

#[test]
fn the_two_articles_give_their_facts() {
    let (left, right) = (lines(FIRST), lines(SECOND));
    let links = [(7, 10, 0.84), (6, 10, 0.8)];
    let found = compare_facts(&left, &right, &links, &|| true).unwrap();
    let rows = rows(&found, &left, &right);
    for expected in [
        "Number Agree: five S-400 divisions | five divisions",
        "Number OnlyRight: 140 Su-57 fighters",
        "Number OnlyRight: seven squadrons",
        "Date OnlyRight: December 4 to 5",
        "Date OnlyRight: November 27",
        "Date OnlyRight: 2020",
        "Designator Agree: S-400",
        "Designator OnlyRight: C-500",
        "Designator Near: Su-5 | Su-57",
        "Designator Near: C-500 | S-400",
        "Name Agree: Indian Ministry of Defense | Indian Ministry of Defence",
        "Name Agree: Vladimir Putin | Putin | Vladimir Putin",
        "Name Agree: U.S. | United States",
        "Name OnlyLeft: Ukraine",
        "Name OnlyLeft: Belt and Road",
        "Source OnlyRight: Narendra Modi",
        "Name OnlyLeft: Donbass",
        "Name OnlyLeft: Maidan",
        "Name OnlyLeft: Dmitry Peskov",
        "Name OnlyLeft: Tejas",
        "Name OnlyLeft: Pakistan",
        "Name OnlyLeft: China | Chinese | China",
        "Name OnlyRight: Bloomberg",
        "Name OnlyRight: Times of India",
        "Name OnlyRight: Almaz-Antey",
        "Name OnlyRight: Countering America’s Adversaries Through Sanctions Act | CAATSA",
        "Source OnlyLeft: Dmitry Peskov",
        "Source OnlyLeft: Russian officials",
        "Source OnlyRight: Bloomberg, citing an unnamed source",
        "Source OnlyRight: Times of India",
    ] {
        assert!(rows.iter().any(|row| row == expected), "{expected} is missing from\n{}", rows.join("\n"));
    }
    assert_eq!(found.differing(), 0, "{}", rows.join("\n"));
    assert_eq!(found.rows.iter().filter(|row| row.status == Status::Near).count(), 2);
    assert_eq!(compare_facts(&right, &left, &turned(&links), &|| true).unwrap(), found.mirrored());
}

const JUDGED: &str = include_str!("../../../tests/data/facts.txt");

/// Two linked sentences and what must be said about them.
struct LinkedCase<'a> {
    left: &'a str,
    right: &'a str,
    expected: Vec<&'a str>,
}

fn cases() -> Vec<LinkedCase<'static>> {
    let mut cases: Vec<LinkedCase<'static>> = Vec::new();
    for line in JUDGED.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("< "), line.strip_prefix("> "), cases.last_mut()) {
            (Some(left), _, _) => cases.push(LinkedCase { left, right: "", expected: Vec::new() }),
            (_, Some(right), Some(case)) => case.right = right,
            (_, _, Some(case)) => case.expected.push(line),
            _ => panic!("a line before the first sentence: {line}"),
        }
    }
    cases
}

/// Returns the rows that the comparison gives for a case, in the notation of the list.
fn said(case: &LinkedCase<'_>) -> Vec<String> {
    let found = compare_facts(&[case.left], &[case.right], &[(0, 0, 0.9)], &|| true).unwrap();
    let phrase = |item: &crate::compare::facts::FactOccurrence| match item.side {
        Side::Left => item.phrase.of(case.left),
        Side::Right => item.phrase.of(case.right),
    };
    let words = |row: &crate::compare::facts::ComparedFact| {
        let kind = format!("{:?}", row.kind).to_lowercase();
        let (first, last) = (phrase(&row.items[0]), phrase(row.items.last().unwrap()));
        match row.status {
            Status::Agree => format!("agree {kind}: {first} / {last}"),
            Status::Differs => format!("differs {kind}: {first} / {last}"),
            Status::OnlyLeft => format!("left {kind}: {first}"),
            Status::OnlyRight => format!("right {kind}: {first}"),
            Status::Near => format!("near: {first} / {last}"),
        }
    };
    found.rows.iter().map(words).collect()
}

/// At least nine in ten of the reported differences must be real; all other expected rows must be reported.
#[test]
fn reported_differences_are_real() {
    let (mut alarms, mut right, mut wanted, mut traps, mut wrong) = (0, 0, 0, 0, Vec::new());
    let cases = cases();
    for case in &cases {
        let said = said(case);
        for row in said.iter().filter(|row| row.starts_with("differs")) {
            alarms += 1;
            if case.expected.contains(&row.as_str()) {
                right += 1;
            } else {
                wrong.push(format!("false alarm: {row}"));
            }
        }
        traps += usize::from(case.expected.contains(&"silent"));
        wanted += case.expected.iter().filter(|row| row.starts_with("differs")).count();
        for row in
            case.expected.iter().filter(|row| **row != "silent" && !said.iter().any(|said| said == **row))
        {
            wrong.push(format!("not said: {row}; said were {said:?}"));
        }
    }
    let (precision, recall) = (f64::from(right) / f64::from(alarms.max(1)), f64::from(right) / wanted as f64);
    println!("{} pairs, {traps} traps; differs: precision {precision:.2}, recall {recall:.2}", cases.len());
    println!("{}", wrong.join("\n"));
    assert!(cases.len() >= 80 && traps * 2 >= cases.len());
    assert!(precision >= 0.9, "{}", wrong.join("\n"));
    assert!(recall >= 0.8, "{}", wrong.join("\n"));
    let unsaid = wrong
        .iter()
        .filter(|line| line.starts_with("not said") && !line.contains("not said: differs"))
        .count();
    assert_eq!(unsaid, 0, "{}", wrong.join("\n"));
}

#[test]
fn the_mirrored_input_gives_the_mirrored_facts() {
    let cases = cases();
    let (left, right): (Vec<_>, Vec<_>) = cases.iter().map(|case| (case.left, case.right)).unzip();
    let links: Vec<LinkedPair> = (0..left.len()).map(|at| (at, at, 0.7 + at as f64 / 1000.0)).collect();
    assert_eq!(
        compare_facts(&right, &left, &turned(&links), &|| true).unwrap(),
        compare_facts(&left, &right, &links, &|| true).unwrap().mirrored()
    );
}

proptest::proptest! {
    #[test]
    fn foreign_text_is_read_without_harm(
        left in proptest::collection::vec("(\\PC|[-0-9.,:/%$€“”\"'’() ]|Su-5|May |in |of |twenty|million|said |the ){0,25}", 0..4),
        right in proptest::collection::vec("(\\PC|[-0-9.,:/%$€“”\"'’() ]|Su-57|May |by |and |three |percent|U.S.|NATO ){0,25}", 0..4),
    ) {
        let (a, b): (Vec<&str>, Vec<&str>) = (left.iter().map(String::as_str).collect(), right.iter().map(String::as_str).collect());
        let links: Vec<LinkedPair> = (0..5).flat_map(|i| (0..5).map(move |j| (i, j, 0.9))).collect();
        let found = compare_facts(&a, &b, &links, &|| true).unwrap();
        for item in found.rows.iter().flat_map(|row| &row.items) {
            let text = if item.side == Side::Left { a[item.sentence] } else { b[item.sentence] };
            proptest::prop_assert!(!item.span.of(text).is_empty());
            proptest::prop_assert!(item.phrase.start == item.span.start && item.phrase.end >= item.span.end);
        }
        proptest::prop_assert_eq!(compare_facts(&b, &a, &turned(&links), &|| true).unwrap(), found.mirrored());
    }
}

#[test]
fn sentences_with_the_most_facts_of_their_own_come_first() {
    assert_eq!(most_telling_first(vec![1, 4, 6, 9], [6, 4, 6, 2, 2, 2]), [6, 4, 1, 9]);
    assert_eq!(most_telling_first(vec![3, 1], []), [3, 1]);
}
