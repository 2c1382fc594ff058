//! Spellings of one name: Defense and Defence, Russian and Russia, U.S. and United States.

/// Returns one spelling of `lower`: "defence" for "defense", "russia" for "russian".
pub(super) fn spelling(lower: &str) -> &str {
    country(lower).or_else(|| look_up(&SPELLINGS, lower)).unwrap_or(lower)
}

/// Tells whether `lower` is another word for a country.
pub(super) fn is_country_word(lower: &str) -> bool {
    country(lower).is_some()
}

/// Tells whether `lower` is a people or their adjective rather than a place.
pub(super) fn is_demonym(lower: &str) -> bool {
    is_country_word(lower) && !matches!(lower, "us" | "usa" | "america" | "uk" | "britain" | "eu" | "un")
}

/// Tells whether `name` is one of the countries that have other words here.
pub(super) fn is_country(name: &str) -> bool {
    COUNTRIES.iter().any(|(_, country)| *country == name)
}

/// Returns the country a demonym or a short form stands for.
fn country(lower: &str) -> Option<&'static str> {
    look_up(&COUNTRIES, lower)
}

fn look_up(table: &[(&str, &'static str)], lower: &str) -> Option<&'static str> {
    table.binary_search_by(|(word, _)| (*word).cmp(lower)).ok().map(|at| table[at].1)
}

#[rustfmt::skip]
const COUNTRIES: [(&str, &str); 82] = [
    ("afghan", "afghanistan"), ("afghans", "afghanistan"), ("african", "africa"), ("africans", "africa"),
    ("america", "united states"), ("american", "united states"), ("americans", "united states"),
    ("asian", "asia"), ("asians", "asia"), ("australian", "australia"), ("australians", "australia"),
    ("austrian", "austria"), ("brazilian", "brazil"), ("brazilians", "brazil"),
    ("britain", "united kingdom"), ("british", "united kingdom"), ("briton", "united kingdom"),
    ("britons", "united kingdom"), ("canadian", "canada"), ("canadians", "canada"), ("chinese", "china"),
    ("cuban", "cuba"), ("cubans", "cuba"), ("danish", "denmark"), ("dutch", "netherlands"),
    ("egyptian", "egypt"), ("egyptians", "egypt"), ("eu", "european union"), ("european", "europe"),
    ("europeans", "europe"), ("finnish", "finland"), ("french", "france"), ("german", "germany"),
    ("germans", "germany"), ("greek", "greece"), ("greeks", "greece"), ("hungarian", "hungary"),
    ("indian", "india"), ("indians", "india"), ("indo", "india"), ("indonesian", "indonesia"),
    ("indonesians", "indonesia"), ("iranian", "iran"), ("iranians", "iran"), ("iraqi", "iraq"),
    ("iraqis", "iraq"), ("irish", "ireland"), ("israeli", "israel"), ("israelis", "israel"),
    ("italian", "italy"), ("italians", "italy"), ("japanese", "japan"), ("korean", "korea"),
    ("koreans", "korea"), ("mexican", "mexico"), ("mexicans", "mexico"), ("norwegian", "norway"),
    ("pakistani", "pakistan"), ("pakistanis", "pakistan"), ("palestinian", "palestine"),
    ("palestinians", "palestine"), ("polish", "poland"), ("russian", "russia"), ("russians", "russia"),
    ("saudi", "saudi arabia"), ("saudis", "saudi arabia"), ("scottish", "scotland"), ("spanish", "spain"),
    ("swedish", "sweden"), ("swiss", "switzerland"), ("syrian", "syria"), ("syrians", "syria"),
    ("turkish", "turkey"), ("turkiye", "turkey"), ("türkiye", "turkey"), ("uk", "united kingdom"),
    ("ukrainian", "ukraine"), ("ukrainians", "ukraine"), ("un", "united nations"), ("us", "united states"),
    ("usa", "united states"), ("vietnamese", "vietnam"),
];

#[rustfmt::skip]
const SPELLINGS: [(&str, &str); 13] = [
    ("armored", "armoured"), ("center", "centre"), ("color", "colour"), ("defense", "defence"),
    ("gray", "grey"), ("harbor", "harbour"), ("honor", "honour"), ("kiev", "kyiv"), ("labor", "labour"),
    ("offense", "offence"), ("organization", "organisation"), ("program", "programme"),
    ("theater", "theatre"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(COUNTRIES.is_sorted_by(|a, b| a.0 < b.0) && SPELLINGS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn one_name_has_one_spelling() {
        let cases =
            [("defense", "defence"), ("russian", "russia"), ("us", "united states"), ("putin", "putin")];
        for (word, expected) in cases {
            assert_eq!(spelling(word), expected);
        }
    }
}
