//! The English words that readers of facts must know: grammar, titles, verbs of telling, plurals.
//!
//! Short on purpose. A list here only ever makes a reader more silent or a name shorter; nothing
//! depends on a list being complete. The lists are sorted, because they are asked for every word.

use crate::compare::facts::wordlist::WordList;

/// Tells whether `lower` is a word of grammar: it ends a noun phrase and is no part of a name.
pub(super) fn is_grammar(lower: &str) -> bool {
    GRAMMAR.has(lower)
}

#[rustfmt::skip]
static GRAMMAR: WordList<153> = WordList::new([
    "a", "about", "above", "across", "after", "again", "against", "ago", "all", "along", "already", "also",
    "although", "am", "amid", "among", "an", "and", "any", "are", "around", "as", "at", "be", "because",
    "been", "before", "behind", "being", "below", "beneath", "beside", "besides", "between", "beyond",
    "both", "but", "by", "can", "could", "despite", "did", "do", "does", "down", "during", "each",
    "earlier", "even", "ever", "every", "except", "for", "from", "had", "has", "have", "he", "her", "here",
    "him", "his", "how", "i", "if", "in", "inside", "into", "is", "it", "its", "just", "later", "like",
    "may", "me", "might", "must", "my", "near", "never", "no", "nor", "not", "of", "off", "on", "once",
    "only", "onto", "or", "our", "out", "outside", "over", "per", "shall", "she", "should", "since", "so",
    "some", "still", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "though", "through", "throughout", "till", "to", "too", "toward", "towards", "under",
    "unless", "unlike", "until", "up", "upon", "us", "very", "via", "was", "we", "were", "what", "when",
    "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within",
    "without", "would", "yet", "you", "your",
]);

/// Tells whether `lower` often opens a sentence in front of a name without being part of it.
pub(super) fn is_opener(lower: &str) -> bool {
    is_grammar(lower) || (lower.len() > 4 && lower.ends_with("ly")) || OPENERS.has(lower)
}

#[rustfmt::skip]
static OPENERS: WordList<106> = WordList::new([
    "according", "analysts", "another", "asked", "authorities", "back", "based", "born", "called", "citing",
    "concerning", "critics", "dozens", "early", "eight", "either", "eleven", "experts", "fellow", "few",
    "first", "five", "following", "former", "four", "furthermore", "given", "half", "hence", "however",
    "hundreds", "including", "indeed", "instead", "known", "last", "late", "led", "let", "long", "look",
    "made", "many", "maybe", "meanwhile", "millions", "more", "moreover", "most", "much", "neighboring",
    "neighbouring", "neither", "nevertheless", "new", "next", "nine", "nonetheless", "note", "now",
    "officials", "often", "oh", "old", "one", "other", "people", "perhaps", "please", "police", "quite",
    "quoting", "rather", "recent", "regarding", "reports", "second", "see", "senior", "seven", "several",
    "six", "sometimes", "soon", "sources", "speaking", "supporters", "ten", "therefore", "third",
    "thousands", "three", "thus", "today", "tomorrow", "top", "twelve", "two", "well", "whatever",
    "whenever", "wherever", "whoever", "yes", "yesterday", "young",
]);

/// Tells whether `lower` is a title in front of a person's name.
pub(super) fn is_rank(lower: &str) -> bool {
    RANKS.has(lower)
}

#[rustfmt::skip]
static RANKS: WordList<59> = WordList::new([
    "actor", "actress", "adm", "admiral", "ambassador", "capt", "captain", "ceo", "chairman", "chairwoman",
    "chancellor", "coach", "col", "colonel", "congressman", "congresswoman", "dame", "detective",
    "director", "dr", "emperor", "gen", "gov", "governor", "inspector", "judge", "king", "lady", "lawyer",
    "lieutenant", "lord", "marshal", "mayor", "minister", "miss", "mr", "mrs", "ms", "pope", "premier",
    "president", "prince", "princess", "prof", "professor", "queen", "rep", "representative", "rev",
    "reverend", "secretary", "sen", "senator", "sergeant", "sgt", "singer", "sir", "spokesman",
    "spokeswoman",
]);

/// Tells whether `lower` says which minister or officer a title means.
pub(super) fn is_office_word(lower: &str) -> bool {
    OFFICES.has(lower)
}

#[rustfmt::skip]
static OFFICES: WordList<20> = WordList::new([
    "acting", "affairs", "air", "attorney", "chief", "defence", "defense", "deputy", "external", "finance",
    "first", "foreign", "former", "home", "interior", "lt", "maj", "press", "prime", "vice",
]);

/// Tells whether `lower` names a body that may be "for" something: "Centre for Policy Research".
pub(super) fn is_office(lower: &str) -> bool {
    BODIES.has(lower)
}

#[rustfmt::skip]
static BODIES: WordList<20> = WordList::new([
    "agency", "alliance", "association", "bureau", "campaign", "center", "centers", "centre",
    "commissioner", "committee", "council", "department", "foundation", "fund", "institute", "ministry",
    "office", "organisation", "organization", "society",
]);

/// Tells whether `lower` is a month, a day of the week or a code, which alone is no name.
pub(super) fn is_time_word(lower: &str) -> bool {
    TIMES.has(lower)
}

#[rustfmt::skip]
static TIMES: WordList<37> = WordList::new([
    "apr", "april", "aug", "august", "dec", "december", "eur", "feb", "february", "friday", "gmt", "inr",
    "jan", "january", "jul", "july", "jun", "june", "mar", "march", "may", "monday", "nov", "november",
    "oct", "october", "rs", "saturday", "sep", "sept", "september", "sunday", "thursday", "tuesday", "usd",
    "utc", "wednesday",
]);

/// Tells whether `lower` behind a name says only what sort of body it is.
pub(super) fn is_company(lower: &str) -> bool {
    COMPANIES.has(lower)
}

#[rustfmt::skip]
static COMPANIES: WordList<13> = WordList::new([
    "ag", "co", "company", "corp", "corporation", "gmbh", "group", "holdings", "inc", "limited", "llc",
    "ltd", "plc",
]);

/// Tells whether a lower-case `lower` may stand inside a name ("Ludwig van Beethoven").
pub(super) fn is_particle(lower: &str) -> bool {
    PARTICLES.has(lower)
}

#[rustfmt::skip]
static PARTICLES: WordList<21> = WordList::new([
    "al", "ben", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la",
    "le", "ter", "ul", "van", "von", "zu",
]);

/// Tells whether `lower` is a compass word or the like, which makes another name of the name behind it.
pub(super) fn is_direction(lower: &str) -> bool {
    DIRECTIONS.has(lower)
}

#[rustfmt::skip]
static DIRECTIONS: WordList<19> = WordList::new([
    "central", "east", "eastern", "great", "greater", "las", "los", "lower", "new", "north", "northern",
    "saint", "san", "santa", "south", "southern", "upper", "west", "western",
]);

/// Tells whether `lower` is a verb of telling.
pub(super) fn is_speech(lower: &str) -> bool {
    SPEECH.has(lower)
}

#[rustfmt::skip]
static SPEECH: WordList<26> = WordList::new([
    "acknowledged", "added", "adds", "argued", "claimed", "claims", "confirmed", "emphasised", "emphasized",
    "explained", "insisted", "noted", "notes", "reported", "reports", "said", "says", "stated", "states",
    "stressed", "tells", "told", "tweeted", "warned", "writes", "wrote",
]);

/// Tells whether `lower` abbreviates a unit of measure.
pub(super) fn is_measure(lower: &str) -> bool {
    MEASURES.has(lower)
}

#[rustfmt::skip]
static MEASURES: WordList<37> = WordList::new([
    "c", "cm", "f", "ft", "g", "gb", "ghz", "gw", "ha", "hr", "hrs", "hz", "k", "kg", "km", "kmh", "kph",
    "kw", "l", "lb", "lbs", "m", "mb", "mg", "mhz", "mi", "min", "ml", "mm", "mph", "mw", "nm", "oz", "sec",
    "tb", "yr", "yrs",
]);

/// Tells whether `stem` counts time, length, weight or the like, which anything can have.
pub(super) fn is_measure_stem(stem: &str) -> bool {
    MEASURE_STEMS.has(stem)
}

#[rustfmt::skip]
static MEASURE_STEMS: WordList<33> = WordList::new([
    "acr", "cent", "centuri", "cm", "day", "decad", "degre", "foot", "gallon", "gw", "hectar", "hour",
    "inch", "kilogram", "kilomet", "liter", "meter", "mg", "mile", "minut", "ml", "mm", "month", "mph",
    "mw", "pound", "second", "time", "ton", "week", "yard", "year", "year old",
]);

/// Tells whether `lower` looks like a plural noun.
pub(super) fn is_plural(lower: &str) -> bool {
    let ending = lower.len() > 3
        && lower.ends_with('s')
        && !["ss", "us", "is", "'s"].iter().any(|end| lower.ends_with(end));
    (ending && !NO_PLURALS.has(lower)) || PLURALS.has(lower)
}

#[rustfmt::skip]
static PLURALS: WordList<39> = WordList::new([
    "aircraft", "buses", "businessmen", "campuses", "cattle", "children", "countrymen", "criteria", "dead",
    "deer", "feet", "firemen", "fish", "fishermen", "gases", "gentlemen", "injured", "lawmen", "media",
    "men", "mice", "missing", "passersby", "people", "percent", "personnel", "police", "policemen",
    "series", "servicemen", "sheep", "spacecraft", "species", "staff", "teeth", "troops", "viruses",
    "women", "wounded",
]);

#[rustfmt::skip]
static NO_PLURALS: WordList<17> = WordList::new([
    "afterwards", "always", "becomes", "comes", "does", "gives", "goes", "includes", "makes", "means",
    "overseas", "perhaps", "remains", "says", "sometimes", "takes", "times",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        let lists = [
            GRAMMAR.is_sorted(),
            OPENERS.is_sorted(),
            RANKS.is_sorted(),
            OFFICES.is_sorted(),
            BODIES.is_sorted(),
            TIMES.is_sorted(),
            COMPANIES.is_sorted(),
            PARTICLES.is_sorted(),
            DIRECTIONS.is_sorted(),
            SPEECH.is_sorted(),
            MEASURES.is_sorted(),
            MEASURE_STEMS.is_sorted(),
            PLURALS.is_sorted(),
            NO_PLURALS.is_sorted(),
        ];
        assert_eq!(lists, [true; 14]);
    }

    #[test]
    fn plurals_are_told_by_their_ending() {
        let plural = ["divisions", "people", "aircraft"];
        let other = ["class", "status", "basis", "always", "is", "division"];
        assert!(plural.iter().all(|word| is_plural(word)) && !other.iter().any(|word| is_plural(word)));
    }
}
