//! The English words that readers of facts must know: grammar, titles, demonyms, spellings.
//!
//! Short on purpose. A list here only ever makes a reader more silent or joins two spellings of
//! one thing; nothing depends on a list being complete.

/// Tells whether `lower` is a word of grammar: it ends a noun phrase and is no part of a name.
pub(super) fn is_grammar(lower: &str) -> bool {
    matches!(
        lower,
        "a" | "an"
            | "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "some"
            | "any"
            | "each"
            | "every"
            | "both"
            | "all"
            | "no"
            | "not"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "so"
            | "yet"
            | "if"
            | "than"
            | "then"
            | "as"
            | "at"
            | "by"
            | "for"
            | "from"
            | "in"
            | "into"
            | "of"
            | "off"
            | "on"
            | "onto"
            | "out"
            | "over"
            | "to"
            | "under"
            | "up"
            | "down"
            | "upon"
            | "via"
            | "with"
            | "within"
            | "without"
            | "about"
            | "above"
            | "across"
            | "after"
            | "against"
            | "along"
            | "amid"
            | "among"
            | "around"
            | "before"
            | "behind"
            | "below"
            | "beneath"
            | "beside"
            | "besides"
            | "between"
            | "beyond"
            | "despite"
            | "during"
            | "except"
            | "inside"
            | "like"
            | "near"
            | "outside"
            | "per"
            | "since"
            | "through"
            | "throughout"
            | "till"
            | "toward"
            | "towards"
            | "until"
            | "unlike"
            | "while"
            | "i"
            | "you"
            | "he"
            | "she"
            | "it"
            | "we"
            | "they"
            | "me"
            | "him"
            | "her"
            | "us"
            | "them"
            | "my"
            | "your"
            | "his"
            | "its"
            | "our"
            | "their"
            | "who"
            | "whom"
            | "whose"
            | "which"
            | "what"
            | "when"
            | "where"
            | "why"
            | "how"
            | "there"
            | "here"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "shall"
            | "should"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "because"
            | "although"
            | "though"
            | "unless"
            | "whether"
            | "also"
            | "just"
            | "only"
            | "even"
            | "still"
            | "already"
            | "again"
            | "ever"
            | "never"
            | "very"
            | "too"
            | "once"
            | "such"
            | "later"
            | "earlier"
            | "ago"
    )
}

/// Tells whether `lower` often opens a sentence in front of a name without being part of it.
pub(super) fn is_opener(lower: &str) -> bool {
    is_grammar(lower)
        || (lower.len() > 4 && lower.ends_with("ly"))
        || matches!(
            lower,
            "however"
                | "meanwhile"
                | "moreover"
                | "furthermore"
                | "nevertheless"
                | "nonetheless"
                | "therefore"
                | "thus"
                | "hence"
                | "instead"
                | "indeed"
                | "perhaps"
                | "maybe"
                | "today"
                | "yesterday"
                | "tomorrow"
                | "now"
                | "soon"
                | "often"
                | "sometimes"
                | "according"
                | "given"
                | "following"
                | "including"
                | "regarding"
                | "concerning"
                | "citing"
                | "quoting"
                | "speaking"
                | "asked"
                | "based"
                | "born"
                | "called"
                | "known"
                | "led"
                | "made"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "several"
                | "many"
                | "most"
                | "more"
                | "other"
                | "another"
                | "few"
                | "much"
                | "half"
                | "thousands"
                | "hundreds"
                | "dozens"
                | "millions"
                | "first"
                | "second"
                | "third"
                | "last"
                | "next"
                | "former"
                | "new"
                | "old"
                | "young"
                | "late"
                | "early"
                | "recent"
                | "yes"
                | "oh"
                | "well"
                | "let"
                | "look"
                | "see"
                | "note"
                | "officials"
                | "police"
                | "authorities"
                | "people"
                | "experts"
                | "analysts"
                | "critics"
                | "supporters"
                | "reports"
                | "sources"
                | "please"
                | "whatever"
                | "whoever"
                | "wherever"
                | "whenever"
                | "long"
                | "fellow"
                | "top"
                | "senior"
                | "rather"
                | "quite"
                | "both"
                | "either"
                | "neither"
                | "back"
                | "neighbouring"
                | "neighboring"
        )
}

/// Tells whether `lower` is a title in front of a person's name.
pub(super) fn is_rank(lower: &str) -> bool {
    matches!(
        lower,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "prof"
            | "professor"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "president"
            | "premier"
            | "chancellor"
            | "minister"
            | "secretary"
            | "senator"
            | "sen"
            | "rep"
            | "representative"
            | "congressman"
            | "congresswoman"
            | "governor"
            | "gov"
            | "mayor"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "emperor"
            | "pope"
            | "gen"
            | "lieutenant"
            | "col"
            | "colonel"
            | "capt"
            | "captain"
            | "sgt"
            | "sergeant"
            | "admiral"
            | "adm"
            | "marshal"
            | "judge"
            | "director"
            | "chairman"
            | "chairwoman"
            | "ceo"
            | "spokesman"
            | "spokeswoman"
            | "ambassador"
            | "detective"
            | "inspector"
            | "rev"
            | "reverend"
            | "actor"
            | "actress"
            | "singer"
            | "coach"
            | "lawyer"
    )
}

/// Tells whether `lower` names a body that may be "for" something: "Centre for Policy Research".
pub(super) fn is_office(lower: &str) -> bool {
    matches!(
        lower,
        "centre"
            | "center"
            | "institute"
            | "ministry"
            | "department"
            | "agency"
            | "council"
            | "committee"
            | "office"
            | "organisation"
            | "organization"
            | "campaign"
            | "fund"
            | "bureau"
            | "commissioner"
            | "association"
            | "society"
            | "foundation"
            | "alliance"
            | "centers"
    )
}

/// Tells whether `lower` is a month or a day of the week, which alone is no name.
pub(super) fn is_time_word(lower: &str) -> bool {
    matches!(
        lower,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "gmt"
            | "utc"
            | "usd"
            | "eur"
            | "inr"
            | "rs"
    )
}

/// Tells whether `lower` behind a name says only what sort of body it is.
pub(super) fn is_company(lower: &str) -> bool {
    matches!(
        lower,
        "corporation"
            | "corp"
            | "company"
            | "co"
            | "inc"
            | "ltd"
            | "limited"
            | "plc"
            | "llc"
            | "group"
            | "gmbh"
            | "ag"
            | "holdings"
    )
}

/// Tells whether a lower-case `lower` may stand inside a name ("Ludwig van Beethoven").
pub(super) fn is_particle(lower: &str) -> bool {
    matches!(
        lower,
        "van"
            | "von"
            | "der"
            | "den"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "el"
            | "al"
            | "bin"
            | "ibn"
            | "ben"
            | "ul"
            | "ter"
            | "zu"
    )
}

/// Tells whether `lower` is a compass word, which makes another name of the name behind it.
pub(super) fn is_direction(lower: &str) -> bool {
    matches!(
        lower,
        "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "upper"
            | "lower"
            | "greater"
            | "new"
            | "great"
            | "saint"
            | "san"
            | "santa"
            | "los"
            | "las"
    )
}

/// Returns one spelling of `lower`: "defence" for "defense", "russia" for "russian".
pub(super) fn spelling(lower: &str) -> &str {
    if let Some(country) = country(lower) {
        return country;
    }
    match lower {
        "defense" => "defence",
        "center" => "centre",
        "theater" => "theatre",
        "labor" => "labour",
        "harbor" => "harbour",
        "organization" => "organisation",
        "armored" => "armoured",
        "program" => "programme",
        "honor" => "honour",
        "color" => "colour",
        "gray" => "grey",
        "kiev" => "kyiv",
        "offense" => "offence",
        _ => lower,
    }
}

/// Returns the country a demonym or a short form stands for.
fn country(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "us" | "usa" | "america" | "american" | "americans" => "united states",
        "uk" | "britain" | "british" | "briton" | "britons" => "united kingdom",
        "eu" => "european union",
        "un" => "united nations",
        "russian" | "russians" => "russia",
        "indian" | "indians" | "indo" => "india",
        "chinese" => "china",
        "pakistani" | "pakistanis" => "pakistan",
        "ukrainian" | "ukrainians" => "ukraine",
        "german" | "germans" => "germany",
        "french" => "france",
        "italian" | "italians" => "italy",
        "spanish" => "spain",
        "polish" => "poland",
        "turkish" | "turkiye" | "türkiye" => "turkey",
        "greek" | "greeks" => "greece",
        "israeli" | "israelis" => "israel",
        "iranian" | "iranians" => "iran",
        "iraqi" | "iraqis" => "iraq",
        "syrian" | "syrians" => "syria",
        "egyptian" | "egyptians" => "egypt",
        "japanese" => "japan",
        "korean" | "koreans" => "korea",
        "australian" | "australians" => "australia",
        "canadian" | "canadians" => "canada",
        "mexican" | "mexicans" => "mexico",
        "brazilian" | "brazilians" => "brazil",
        "dutch" => "netherlands",
        "swedish" => "sweden",
        "norwegian" => "norway",
        "danish" => "denmark",
        "finnish" => "finland",
        "irish" => "ireland",
        "scottish" => "scotland",
        "swiss" => "switzerland",
        "austrian" => "austria",
        "hungarian" => "hungary",
        "afghan" | "afghans" => "afghanistan",
        "saudi" | "saudis" => "saudi arabia",
        "palestinian" | "palestinians" => "palestine",
        "african" | "africans" => "africa",
        "european" | "europeans" => "europe",
        "asian" | "asians" => "asia",
        "indonesian" | "indonesians" => "indonesia",
        "vietnamese" => "vietnam",
        "cuban" | "cubans" => "cuba",
        _ => return None,
    })
}

/// Tells whether `lower` is another word for a country.
pub(super) fn is_country_word(lower: &str) -> bool {
    country(lower).is_some()
}

/// Tells whether `lower` is a people or their adjective rather than a place.
pub(super) fn is_demonym(lower: &str) -> bool {
    country(lower).is_some() && !matches!(lower, "us" | "usa" | "america" | "uk" | "britain" | "eu" | "un")
}

/// Tells whether `lower` looks like a plural noun.
pub(super) fn is_plural(lower: &str) -> bool {
    matches!(
        lower,
        "people"
            | "men"
            | "women"
            | "children"
            | "aircraft"
            | "police"
            | "troops"
            | "personnel"
            | "staff"
            | "sheep"
            | "fish"
            | "deer"
            | "feet"
            | "teeth"
            | "mice"
            | "cattle"
            | "species"
            | "series"
            | "fishermen"
            | "policemen"
            | "firemen"
            | "servicemen"
            | "spacecraft"
            | "media"
            | "criteria"
            | "passersby"
            | "gentlemen"
            | "countrymen"
            | "lawmen"
            | "businessmen"
            | "injured"
            | "wounded"
            | "missing"
            | "dead"
            | "buses"
            | "gases"
            | "viruses"
            | "campuses"
            | "percent"
    ) || (lower.len() > 3
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is")
        && !lower.ends_with("'s")
        && !matches!(
            lower,
            "always"
                | "perhaps"
                | "sometimes"
                | "afterwards"
                | "says"
                | "takes"
                | "makes"
                | "means"
                | "overseas"
                | "times"
                | "does"
                | "goes"
                | "comes"
                | "gives"
                | "remains"
                | "becomes"
                | "includes"
        ))
}

/// Tells whether `lower` abbreviates a unit of measure.
pub(super) fn is_measure(lower: &str) -> bool {
    matches!(
        lower,
        "km" | "kg"
            | "cm"
            | "mm"
            | "m"
            | "g"
            | "mg"
            | "lb"
            | "lbs"
            | "ft"
            | "mi"
            | "mph"
            | "kph"
            | "ha"
            | "mw"
            | "gw"
            | "kw"
            | "gb"
            | "tb"
            | "mb"
            | "ghz"
            | "mhz"
            | "hz"
            | "ml"
            | "l"
            | "hrs"
            | "hr"
            | "min"
            | "sec"
            | "c"
            | "f"
            | "k"
            | "yr"
            | "yrs"
            | "kmh"
            | "nm"
            | "oz"
    )
}

/// Tells whether `stem` counts time, length, weight or the like, which anything can have.
pub(super) fn is_measure_stem(stem: &str) -> bool {
    matches!(
        stem,
        "year"
            | "month"
            | "week"
            | "day"
            | "hour"
            | "minut"
            | "second"
            | "decad"
            | "kilomet"
            | "meter"
            | "mile"
            | "foot"
            | "inch"
            | "kilogram"
            | "ton"
            | "pound"
            | "degre"
            | "acr"
            | "hectar"
            | "mph"
            | "year old"
            | "cm"
            | "mm"
            | "mg"
            | "ml"
            | "centuri"
            | "time"
            | "cent"
            | "mw"
            | "gw"
            | "yard"
            | "gallon"
            | "liter"
    )
}

/// Tells whether `lower` is a verb of telling.
pub(super) fn is_speech(lower: &str) -> bool {
    matches!(
        lower,
        "said"
            | "says"
            | "told"
            | "tells"
            | "reported"
            | "reports"
            | "stated"
            | "states"
            | "wrote"
            | "writes"
            | "added"
            | "adds"
            | "noted"
            | "notes"
            | "emphasized"
            | "emphasised"
            | "stressed"
            | "claimed"
            | "claims"
            | "warned"
            | "argued"
            | "insisted"
            | "explained"
            | "acknowledged"
            | "confirmed"
            | "tweeted"
    )
}
