//! Who speaks: the subject of a verb of saying, and whether such a verb follows it.
//!
//! A subject is a name, or a noun phrase whose head is a person or a body: "a spokesman for
//! Nordlast", "Russian officials". Its verb may stand behind an apposition ("officials, including
//! President Putin, have"), an auxiliary and adverbs. A phrase that hangs on a preposition is no
//! subject: in "a friend of the mayor said" the mayor said nothing.

use crate::compare::facts::lexicon::{is_plural, is_speech};
use crate::compare::facts::names::{Name, key};
use crate::compare::facts::tokens::{Shape, Token};
use crate::compare::facts::wordlist::WordList;

/// Who a sentence gives as its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// Folded like a name.
    pub(super) key: String,
    /// Its first token.
    pub(super) start: usize,
    /// The token after it, over "citing …" too.
    pub(super) end: usize,
}

/// The most tokens from the start of a phrase to its head, and of what hangs on it.
const REACH: usize = 5;

/// The most tokens of an apposition between a subject and its verb.
const APPOSED: usize = 14;

/// Returns the name or noun phrase that begins at token `at` and can be the subject of a verb of
/// saying, given the names from there on.
pub(super) fn subject(tokens: &[Token<'_>], names: &[Name], at: usize) -> Option<Source> {
    let hangs = at.checked_sub(1).is_some_and(|before| is_preposition(&tokens[before]));
    if let Some(name) = names.first().filter(|name| name.start == at)
        && !tokens.get(name.end).is_some_and(|t| SPEAKERS.has(&t.lower))
    {
        return (!hangs).then(|| Source { key: name.key.clone(), start: at, end: name.end });
    }
    let determined = is_determiner(&tokens[at]);
    let bare = at + usize::from(determined);
    let inside = at.checked_sub(1).is_some_and(|before| continues(&tokens[before]));
    if hangs || (inside && !determined) {
        return None;
    }
    let head = head(tokens, names, bare).filter(|&head| determined || is_plural(&tokens[head].lower))?;
    let end = complement(tokens, names, head + 1);
    Some(Source { key: key(&tokens[bare..end]), start: at, end })
}

/// Tells whether `token` before a phrase without an article makes it the rest of a longer one.
fn continues(token: &Token<'_>) -> bool {
    let opens = matches!(token.text, "," | ";" | ":" | "“" | "\"" | "—" | "." | "•");
    !opens && !matches!(&*token.lower, "and" | "but" | "as" | "that" | "while" | "when" | "said" | "says")
}

/// Returns where the last word of a phrase from `from` is, if it is a person or a body.
fn head(tokens: &[Token<'_>], names: &[Name], from: usize) -> Option<usize> {
    let named = |at: usize| names.iter().any(|name| (name.start..name.end).contains(&at));
    let part = |at: &usize| {
        let token = &tokens[*at];
        named(*at)
            || token.shape == Shape::Possessive
            || (token.is_dash() && token.glued)
            || (token.is_word() && !token.grammar && !is_saying(tokens, *at))
    };
    let last = (from..tokens.len().min(from + REACH)).take_while(part).last()?;
    (SPEAKERS.has(&tokens[last].lower) && tokens[last].is_word()).then_some(last)
}

/// Returns the token after "for Nordlast", "of the union", "at the scene" behind a head.
fn complement(tokens: &[Token<'_>], names: &[Name], at: usize) -> usize {
    let joint =
        tokens.get(at).is_some_and(|t| matches!(&*t.lower, "for" | "of" | "at" | "from" | "in" | "with"));
    if !joint {
        return at;
    }
    let start = at + 1 + usize::from(tokens.get(at + 1).is_some_and(is_determiner));
    if let Some(name) = names.iter().find(|name| name.start == start) {
        return name.end;
    }
    let inside = |at: &usize| tokens[*at].is_word() && !tokens[*at].grammar && !is_saying(tokens, *at);
    let last = (start..tokens.len().min(start + REACH)).take_while(inside).last();
    last.map_or(at, |last| last + 1)
}

/// Tells whether a verb of saying follows a subject that ends before token `at`.
pub(super) fn speaks(tokens: &[Token<'_>], at: usize) -> bool {
    let verb = |at: usize| {
        let auxiliary = tokens.get(at).is_some_and(|t| matches!(&*t.lower, "has" | "have" | "had"));
        let from = at + usize::from(auxiliary);
        let adverbs = tokens.iter().skip(from).take(2).take_while(|t| is_adverb(t)).count();
        is_saying(tokens, from + adverbs)
    };
    verb(at) || behind_apposition(tokens, at).is_some_and(verb)
}

/// Returns the token after ", including President Putin," or ", a spokesman for the mayor,".
fn behind_apposition(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let comma = |t: &Token<'_>| t.text == ",";
    tokens.get(at).filter(|t| comma(t))?;
    let first = tokens.get(at + 1)?;
    if !(first.is("including") || first.is("who") || is_determiner(first) || first.shape == Shape::Digits) {
        return None;
    }
    let close = tokens.iter().skip(at + 2).take(APPOSED).position(comma)?;
    Some(at + 3 + close)
}

fn is_adverb(token: &Token<'_>) -> bool {
    let word = &*token.lower;
    (word.len() > 4 && word.ends_with("ly"))
        || matches!(
            word,
            "also" | "later" | "earlier" | "then" | "again" | "once" | "long" | "often" | "since"
        )
}

fn is_saying(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|t| t.is_word() && !t.is_capital()) else { return false };
    let says = |at: usize| tokens.get(at).is_some_and(|t| matches!(&*t.lower, "comment" | "say"));
    is_speech(&token.lower)
        || VERBS.has(&token.lower)
        || (token.is("declined") && tokens.get(at + 1).is_some_and(|t| t.is("to")) && says(at + 2))
}

fn is_determiner(token: &Token<'_>) -> bool {
    matches!(&*token.lower, "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "one" | "another")
}

fn is_preposition(token: &Token<'_>) -> bool {
    const PREPOSITIONS: [&str; 13] =
        ["about", "against", "at", "between", "by", "for", "from", "in", "near", "of", "on", "to", "with"];
    PREPOSITIONS.contains(&&*token.lower)
}

#[rustfmt::skip]
static VERBS: WordList<25> = WordList::new([
    "announced", "argue", "argues", "asserted", "asserts", "claim", "declared", "emphasise", "emphasises", "emphasize", "emphasizes", "insist", "insists", "maintained", "maintains", "say", "stress", "stresses", "suggested", "suggests", "tell", "testified", "warn", "warns", "write",
]);

/// Persons and bodies that are quoted without a name.
#[rustfmt::skip]
static SPEAKERS: WordList<126> = WordList::new([
    "activist", "activists", "administration", "agency", "aide", "aides", "ambassador", "analyst",
    "analysts", "army", "attorney", "author", "authorities", "authority", "authors", "bank", "board",
    "captain", "chairman", "chairwoman", "chief", "client", "coach", "commander", "commission",
    "committee", "company", "coroner", "council", "court", "critics", "department", "detective",
    "detectives", "developer", "diplomat", "diplomats", "director", "doctor", "doctors", "economist",
    "economists", "editor", "executive", "executives", "expert", "experts", "eyewitness", "eyewitnesses",
    "family", "father", "firm", "foundation", "government", "governor", "group", "historian", "insider",
    "insiders", "institute", "investigators", "judge", "king", "lawmaker", "lawmakers", "lawyer",
    "lawyers", "leader", "leaders", "maker", "manager", "mayor", "military", "minister", "ministry",
    "mother", "navy", "neighbour", "neighbours", "newspaper", "nurse", "office", "officer", "officers",
    "official", "officials", "operator", "opposition", "organisation", "organization", "owner", "owners",
    "party", "police", "president", "prosecutor", "prosecutors", "publisher", "regulator", "regulators",
    "report", "reporter", "representative", "representatives", "researcher", "researchers", "resident",
    "residents", "scientist", "scientists", "secretary", "senator", "senators", "source", "sources",
    "spokesman", "spokesmen", "spokesperson", "spokeswoman", "teacher", "team", "union", "university",
    "victims", "witness", "witnesses",
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::extract::facts;
    use crate::compare::facts::fact::Kind;

    #[test]
    fn the_lists_are_sorted() {
        assert!(VERBS.is_sorted() && SPEAKERS.is_sorted());
    }

    #[test]
    fn who_speaks_is_a_subject_of_saying() {
        let cases: [(&str, &[&str]); 21] = [
            ("The ministry said the bridge was safe.", &["The ministry"]),
            ("On Monday the union said it would strike.", &["the union"]),
            ("He left, but a spokesman for Nordlast declined to comment.", &["a spokesman for Nordlast"]),
            ("Since then Narendra Modi has repeatedly emphasized peace.", &["Narendra Modi"]),
            (
                "Russian officials, including President Putin, have repeatedly emphasized it.",
                &["Russian officials"],
            ),
            ("“It is over,” said the mayor.", &["the mayor"]),
            ("“It is over,” said a senior official at the ministry.", &["a senior official at the ministry"]),
            ("Police said nobody was hurt.", &["Police"]),
            ("The defence ministry later added that it had begun.", &["The defence ministry"]),
            ("It is, the company’s director says, too late.", &["the company’s director"]),
            ("A friend of the mayor said so.", &[]),
            ("A letter from the ministry said so.", &[]),
            ("The house said nothing.", &[]),
            ("The ministry was told of it.", &[]),
            ("The ministry declined the offer.", &[]),
            ("The report to the committee stated so.", &[]),
            ("She told the police.", &[]),
            ("The mayor’s house burnt.", &[]),
            ("What the president says goes.", &["the president"]),
            ("It was said the mayor had left.", &[]),
            ("The union has long opposed it.", &[]),
        ];
        for (text, expected) in cases {
            let facts = facts(&[text]);
            let found = facts.iter().filter(|fact| fact.kind() == Kind::Source);
            let found: Vec<&str> = found.map(|fact| fact.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
