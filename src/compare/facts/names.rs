//! Capitalised names, without a dictionary.
//!
//! A capital inside a sentence is evidence; one that opens a sentence or stands in a headline is
//! none, unless the document writes the word with a capital elsewhere. Titles in front of a person
//! and the possessive behind are cut, so that "Russian President Vladimir Putin’s" names Vladimir
//! Putin (and Russia).

use std::collections::HashSet;

use crate::compare::facts::conjunctions::is_inside_name;
use crate::compare::facts::lexicon::{
    is_office, is_office_word, is_opener, is_particle, is_plural, is_rank, is_speech, is_time_word,
};
use crate::compare::facts::spellings::{is_country_word, is_demonym, spelling};
use crate::compare::facts::tokens::{Shape, Token};

/// What a document tells about its capitals.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    /// Words written with a capital where only a name has one.
    capital: HashSet<&'a str>,
    /// Words written with a capital that no "and" joins to another.
    alone: HashSet<&'a str>,
    /// Words written in lower case.
    plain: HashSet<&'a str>,
    /// The words inside sentences.
    inner: Inner,
}

/// How many words stand inside sentences, and what sort they are.
#[derive(Debug, Default)]
struct Inner {
    words: usize,
    capital: usize,
    /// Words of English grammar.
    grammar: usize,
}

/// The most tokens of a name; a longer row of capitals is a table or a shout.
const LONGEST: usize = 16;

/// From how many words on their sort tells something.
const ENOUGH: usize = 60;

/// The percentages that tell a language with capital nouns: English news can have 30 % capitals
/// too, but then a third of its words are English grammar.
const CAPITALS: usize = 20;
const GRAMMAR: usize = 20;

/// One name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Folded: lower case, no titles, one spelling.
    pub(super) key: String,
    /// Its first token.
    pub(super) start: usize,
    /// The token after it.
    pub(super) end: usize,
}

impl<'a> Evidence<'a> {
    /// Learns from the words of one sentence.
    pub(super) fn learn(&mut self, tokens: &[Token<'a>]) {
        let headline = is_headline(tokens);
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
            let inner = !headline && !opens(tokens, at);
            self.inner.words += usize::from(inner);
            self.inner.capital += usize::from(inner && token.is_capital());
            self.inner.grammar += usize::from(inner && token.grammar);
            if !token.is_capital() {
                self.plain.insert(token.text);
            } else if inner && !is_hyphened(tokens, at) {
                self.capital.insert(token.text);
                if !is_conjoined(tokens, at) {
                    self.alone.insert(token.text);
                }
            }
        }
    }

    /// Tells whether nouns have capitals too, as in German; a lone capital then is no evidence.
    fn has_capital_nouns(&self) -> bool {
        let Inner { words, capital, grammar } = self.inner;
        words >= ENOUGH && capital * 100 > words * CAPITALS && grammar * 100 < words * GRAMMAR
    }

    /// Tells whether a word that opens a sentence or stands in a headline is a name elsewhere.
    fn is_name(&self, token: &Token<'_>) -> bool {
        self.capital.contains(token.text) && !self.plain.contains(&*token.lower)
    }

    /// Tells whether a capital that opens a sentence can begin a name of several words.
    fn can_begin(&self, token: &Token<'_>) -> bool {
        self.capital.contains(token.text) || !self.plain.contains(&*token.lower)
    }
}

/// Tells whether an "and" joins the capital at `at` to another one.
fn is_conjoined(tokens: &[Token<'_>], at: usize) -> bool {
    let capital = |at: usize| tokens.get(at).is_some_and(Token::is_capital);
    let behind = tokens.get(at + 1).is_some_and(|t| t.is("and")) && capital(at + 2);
    behind || (at >= 2 && tokens[at - 1].is("and") && capital(at - 2))
}

/// Tells whether token `at` is joined to another by a hyphen: half a name is none.
fn is_hyphened(tokens: &[Token<'_>], at: usize) -> bool {
    let dash = |token: &Token<'_>| token.is_dash() && token.glued && token.text != "—";
    let before = tokens[at].glued && at.checked_sub(1).is_some_and(|at| dash(&tokens[at]));
    before || tokens.get(at + 1).is_some_and(|t| dash(t) && tokens.get(at + 2).is_some_and(|t| t.glued))
}

/// Tells whether capitals mean nothing in this sentence: a heading, or a line all in capitals.
fn is_headline(tokens: &[Token<'_>]) -> bool {
    let words = || tokens.iter().filter(|t| t.is_word() && !t.grammar);
    let (all, capital) = (words().count(), words().filter(|t| t.is_capital()).count());
    let shouting = words().filter(|t| t.is_acronym()).count();
    let closed = tokens.last().is_some_and(|t| matches!(t.text, "." | "!" | "?" | "…" | "”" | "\""));
    all >= 4 && ((!closed && capital * 10 >= all * 7) || shouting * 10 >= all * 7)
}

/// How many marks may stand before the first word of a sentence.
const LEAD: usize = 8;

/// Tells whether token `at` would have a capital whatever it is.
fn opens(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &tokens[at]) else { return true };
    matches!(before.text, "“" | "\"" | "‘" | "'" | "«" | "„" | ":" | "?" | "!" | "•" | "*" | "#")
        || (before.text == "." && !abbreviates(tokens, at - 1))
        || (at <= LEAD && tokens[..at].iter().all(|t| t.shape == Shape::Mark))
}

/// Tells whether the dot at `at` ends a title or an initial instead of a sentence.
fn abbreviates(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(word) = at.checked_sub(1).map(|at| &tokens[at]) else { return false };
    tokens[at].glued
        && word.is_word()
        && (word.text.chars().count() == 1 || is_rank(&word.lower) || word.is("st"))
}

/// Returns the names of one sentence in order; `taken` tells which tokens are part of something else.
pub(super) fn names(tokens: &[Token<'_>], evidence: &Evidence<'_>, taken: &[bool]) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = 0;
    let headline = is_headline(tokens).then_some(evidence);
    for (long, short) in definitions(tokens) {
        collect(&tokens[..long.start], evidence, taken, headline, at, &mut found);
        at = short.end;
        found.extend([long, short]);
    }
    collect(tokens, evidence, taken, headline, at, &mut found);
    found
}

/// Adds the names from token `at` on.
fn collect(
    tokens: &[Token<'_>],
    evidence: &Evidence<'_>,
    taken: &[bool],
    headline: Option<&Evidence<'_>>,
    mut at: usize,
    found: &mut Vec<Name>,
) {
    while at < tokens.len() {
        match run(tokens, at, taken, evidence, headline) {
            Some(end) => {
                push(tokens, evidence, at, end, found);
                at = end;
            }
            None => at += 1,
        }
    }
}

/// Returns the token after the run of name words that begins at `at`; in a headline only words
/// that are names elsewhere count.
fn run(
    tokens: &[Token<'_>],
    at: usize,
    taken: &[bool],
    evidence: &Evidence<'_>,
    headline: Option<&Evidence<'_>>,
) -> Option<usize> {
    let part = |at: usize| {
        tokens.get(at).is_some_and(|t| {
            t.is_capital() && !taken[at] && is_part(t) && headline.is_none_or(|known| known.is_name(t))
        })
    };
    if !part(at) {
        return None;
    }
    let mut end = at + 1;
    let alone = |token: &Token<'_>| evidence.alone.contains(token.text);
    loop {
        end = match following(tokens, end, &part) {
            Some(next) => next,
            None if part(end + 1) && is_inside_name(tokens, end, &alone) => end + 2,
            None => break,
        };
    }
    Some(end)
}

fn is_part(token: &Token<'_>) -> bool {
    token.is_acronym() || !matches!(&*token.lower, "i" | "i'm" | "i've" | "i'll" | "i'd")
}

/// Returns the token after the next word of a name that has come to `end`, over what may join two.
fn following(tokens: &[Token<'_>], end: usize, part: &impl Fn(usize) -> bool) -> Option<usize> {
    let token = tokens.get(end)?;
    let last = &tokens[end - 1];
    if part(end) && !token.glued {
        return (!token.grammar || token.is_acronym()).then_some(end + 1);
    }
    let joint = match token.text {
        "-" | "‑" | "‐" if token.glued => tokens.get(end + 1).is_some_and(|t| t.glued),
        "&" => true,
        "." => abbreviates(tokens, end),
        "of" => !is_rank(&last.lower),
        "for" => is_office(&last.lower),
        _ => token.is_word() && is_particle(token.text),
    };
    let article = usize::from(token.text == "of" && tokens.get(end + 1).is_some_and(|t| t.text == "the"));
    let next = end + 1 + article;
    let word = tokens.get(next)?;
    let twice = is_particle(word.text) && is_particle(token.text);
    match (joint, twice) {
        (true, true) if part(next + 1) => Some(next + 2),
        (true, _) if part(next) && !word.grammar => Some(next + 1),
        _ => None,
    }
}

/// Adds the names in the run `at..end`: the run without what merely opens the sentence or titles it.
fn push(tokens: &[Token<'_>], evidence: &Evidence<'_>, at: usize, end: usize, found: &mut Vec<Name>) {
    let mut start = at;
    while start < end && skips(tokens, evidence, start, end) {
        start += 1;
    }
    if end - start > LONGEST {
        return;
    }
    let titled = titles(tokens, start, end);
    let run = &tokens[titled..end];
    let unsure = run.len() == 1 || run.iter().any(|t| t.is_word() && !t.is_capital());
    if unsure && evidence.has_capital_nouns() && !run.iter().any(Token::is_acronym) {
        return;
    }
    if titled > start && is_demonym(&tokens[start].lower) {
        found.push(name(tokens, start, start + 1));
    }
    if titled < end && tokens[titled].is_word() && !(titled + 1 == end && is_time_word(&tokens[titled].lower))
    {
        found.extend(parted(tokens, evidence, titled, end));
    }
}

/// Returns the name of the tokens `start..end`, or two where a hyphen pairs names that the document
/// also writes apart: "India-Russia", but not "Almaz-Antey".
fn parted(tokens: &[Token<'_>], evidence: &Evidence<'_>, start: usize, end: usize) -> Vec<Name> {
    if let [first, dash, second] = &tokens[start..end]
        && dash.is_dash()
        && evidence.is_name(first)
        && evidence.is_name(second)
    {
        return vec![name(tokens, start, start + 1), name(tokens, start + 2, end)];
    }
    vec![name(tokens, start, end)]
}

/// Tells whether the word at `at` of a run that ends before `end` is no part of the name.
fn skips(tokens: &[Token<'_>], evidence: &Evidence<'_>, at: usize, end: usize) -> bool {
    let token = &tokens[at];
    if !token.is_word() || (token.text.chars().count() == 1 && at + 1 == end) {
        return true;
    }
    if token.is_acronym() {
        return false;
    }
    if token.grammar {
        return true;
    }
    let alone = at + 1 == end;
    opens(tokens, at)
        && (is_opener(&token.lower)
            || if alone {
                !evidence.is_name(token) && !speaks(tokens, at)
            } else {
                !evidence.can_begin(token)
            })
}

/// Tells whether the capital at `at` is a speaker: "Reuters reported", but not "Doctors said".
fn speaks(tokens: &[Token<'_>], at: usize) -> bool {
    let many = is_plural(&tokens[at].lower) && !tokens[at].is("reuters");
    !many && tokens.get(at + 1).is_some_and(|t| is_speech(&t.lower))
}

/// Returns the token after the titles that begin at `start`, `start` when there are none.
fn titles(tokens: &[Token<'_>], start: usize, end: usize) -> usize {
    let leads = |t: &Token<'_>| {
        is_rank(&t.lower) || is_demonym(&t.lower) || is_office_word(&t.lower) || t.text == "."
    };
    let leading = tokens[start..end].iter().take_while(|t| leads(t)).count();
    let last = tokens[start..start + leading].iter().rposition(|t| is_rank(&t.lower));
    let after = last.map_or(start, |last| start + last + 1);
    let dot = usize::from(after > start && tokens.get(after).is_some_and(|t| t.text == "."));
    (after + dot).min(end)
}

fn name(tokens: &[Token<'_>], start: usize, end: usize) -> Name {
    Name { key: key(&tokens[start..end]), start, end }
}

/// Returns the words of a name folded and joined; hyphens stay, articles and single initials go.
pub(super) fn key(tokens: &[Token<'_>]) -> String {
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let mut key = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let initial = at > 0 && at + 1 < tokens.len() && token.text.chars().count() == 1;
        if !(token.is_word() || token.shape == Shape::Digits) || token.is("the") || initial {
            continue;
        }
        let hyphened = at > 0 && tokens[at - 1].is_dash();
        if !key.is_empty() {
            key.push(if hyphened { '-' } else { ' ' });
        }
        let first = key.is_empty() && (words == 1 || is_demonym(&token.lower));
        let folded =
            if first || !is_country_word(&token.lower) { spelling(&token.lower) } else { &token.lower };
        key.push_str(folded);
    }
    key
}

/// Returns the long forms that an acronym in brackets follows, each with the acronym: both name
/// the same thing, as in "Countering America’s Adversaries Through Sanctions Act (CAATSA)".
fn definitions(tokens: &[Token<'_>]) -> Vec<(Name, Name)> {
    let bracketed = |at: usize| {
        let three = tokens.get(at..at + 3)?;
        let fits = three[0].text == "(" && three[2].text == ")" && three[1].is_acronym();
        fits.then_some(&three[1])
    };
    let found = (1..tokens.len()).filter_map(|at| {
        let start = spelled_out(tokens, at, &bracketed(at)?.lower)?;
        let long = name(tokens, start, at);
        let short = Name { key: long.key.clone(), start: at + 1, end: at + 2 };
        Some((long, short))
    });
    let mut last = 0;
    found.filter(|(long, short)| std::mem::replace(&mut last, short.end) <= long.start).collect()
}

/// Returns where the words before token `end` begin whose initials are `acronym`.
fn spelled_out(tokens: &[Token<'_>], end: usize, acronym: &str) -> Option<usize> {
    let mut letters = acronym.chars().rev().peekable();
    for at in (0..end).rev() {
        let token = &tokens[at];
        if !(token.is_word() || token.shape == Shape::Possessive || token.is_dash()) {
            return None;
        }
        if !token.is_word() {
            continue;
        }
        if token.lower.chars().next() == letters.peek().copied() {
            letters.next();
            if letters.peek().is_none() {
                return token.is_capital().then_some(at);
            }
        } else if !token.grammar {
            return None;
        }
    }
    None
}
