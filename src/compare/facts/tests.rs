//! The ledger of the two articles of `seeds/`, and of the judged pairs in `tests/data/facts.txt`.

use super::ledger::{Ledger, Link, Status, ledger};
use crate::compare::side::Side;

const FIRST: &str = include_str!("../../../seeds/000_ac5e6907902fcfd7.txt");
const SECOND: &str = include_str!("../../../seeds/004_cb8979b45471d89b.txt");

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

/// The rows written short: kind, status, the different phrases.
fn rows(ledger: &Ledger, left: &[&str], right: &[&str]) -> Vec<String> {
    let text = |side: Side| if side == Side::Left { left } else { right };
    let row = |row: &super::Row| {
        let mut phrases: Vec<_> = row.items.iter().map(|i| i.phrase.of(text(i.side)[i.sentence])).collect();
        phrases.dedup();
        format!("{:?} {:?}: {}", row.kind, row.status, phrases.join(" | "))
    };
    ledger.rows.iter().map(row).collect()
}

fn turned(links: &[Link]) -> Vec<Link> {
    links.iter().map(|&(a, b, p)| (b, a, p)).collect()
}

#[test]
fn the_two_articles_give_their_ledger() {
    let (left, right) = (lines(FIRST), lines(SECOND));
    let links = [(7, 10, 0.84), (6, 10, 0.8)];
    let found = ledger(&left, &right, &links);
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
        "Name Agree: Indian Ministry of Defense | Indian Ministry of Defence",
        "Name Agree: Vladimir Putin | Putin | Vladimir Putin",
        "Name Agree: U.S. | United States",
        "Name OnlyLeft: Ukraine",
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
        "Source OnlyRight: Bloomberg, citing an unnamed source",
        "Source OnlyRight: Times of India",
    ] {
        assert!(rows.iter().any(|row| row == expected), "{expected} is missing from\n{}", rows.join("\n"));
    }
    assert_eq!(found.differing(), 0, "{}", rows.join("\n"));
    assert_eq!(found.rows.iter().filter(|row| row.status == Status::Near).count(), 1);
    assert_eq!(ledger(&right, &left, &turned(&links)), found.mirrored());
}
