//! Sources and quotations: whom a statement is attributed to, and the words in quotation marks.
//!
//! A source follows "according to" or "citing", or is the subject of a verb of saying: a name, or a
//! noun phrase whose head is a person or a body ("a spokesman for Nordlast", "Russian officials").
//! The verb may follow an apposition ("officials, including President Putin, have"), an auxiliary
//! and adverbs. A phrase that hangs on a preposition is not a subject: in "a friend of the mayor said"
//! the mayor said nothing.

use crate::compare::facts::lexicon::{WordClass, is_plural};
use crate::compare::facts::names::{Name, key};
use crate::compare::facts::tokens::{FactToken, Shape, TokenAccess};
use crate::text::Span;

/// How many tokens may be between "according to" and the name.
const REACH: usize = 6;

/// The most tokens from the start of a noun phrase to its head, and of its complement.
const PHRASE: usize = 5;

/// The most tokens of an apposition between a subject and its verb.
const APPOSED: usize = 14;

/// The fewest words that make a quotation; fewer are a title or a word used with a distance.
const QUOTED: usize = 3;

/// Returns the sources of one sentence in order, given its names in order.
pub(super) fn sources(tokens: &[FactToken<'_>], names: &[Name]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for at in 0..tokens.len() {
        let ahead = &names[names.partition_point(|name| name.start < at)..];
        let Some(source) = source(tokens, ahead, at) else { continue };
        match found.last_mut() {
            Some(last) if cites(tokens, at) && last.end <= at && at <= last.end + 2 => last.end = source.end,
            Some(last) if source.start < last.end => {}
            _ => found.push(source),
        }
    }
    found
}

/// Returns the source that token `at` introduces or begins, given the names from there on.
fn source(tokens: &[FactToken<'_>], names: &[Name], at: usize) -> Option<Name> {
    if tokens[at].is("according") && tokens.at(at + 1).is("to") {
        return cited(tokens, names, at + 2);
    }
    if cites(tokens, at) {
        return cited(tokens, names, at + 1);
    }
    let subject = subject(tokens, names, at)?;
    (says_behind(tokens, subject.end) || is_inverted(tokens, at)).then_some(subject)
}

fn cites(tokens: &[FactToken<'_>], at: usize) -> bool {
    tokens[at].is("citing") || tokens[at].is("quoting")
}

/// Returns the source that begins at `at` behind "according to" or "citing": a near name, else the
/// words up to a comma.
fn cited(tokens: &[FactToken<'_>], names: &[Name], at: usize) -> Option<Name> {
    let reach = tokens.len().min(at + REACH + 1);
    let stop = (at..reach).find(|&at| ends_phrase(tokens, at)).unwrap_or(reach);
    if let Some(name) = names.iter().find(|name| (at..stop).contains(&name.start)) {
        return Some(name.clone());
    }
    let article = |t: &&FactToken<'_>| {
        matches!(&*t.lower, "the" | "a" | "an" | "some" | "its" | "his" | "her" | "their")
    };
    let bare = at + tokens.get(at..stop)?.iter().take_while(article).count();
    let key = key(tokens.get(bare..stop)?);
    (!key.is_empty() && stop - bare <= REACH).then_some(Name { key, start: at, end: stop })
}

fn ends_phrase(tokens: &[FactToken<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let mark = token.shape == Shape::Mark && (!token.is_glued_dash() || token.is("—"));
    mark || matches!(
        &*token.lower,
        "that" | "who" | "which" | "and" | "as" | "has" | "have" | "is" | "was" | "are"
    )
}

/// Tells whether the subject at `at` follows its verb: ", said spokesman Dmitry Peskov".
fn is_inverted(tokens: &[FactToken<'_>], at: usize) -> bool {
    let inverts =
        |t: &FactToken<'_>| matches!(&*t.lower, "said" | "says" | "added" | "wrote" | "told" | "stated");
    for back in (at.saturating_sub(4)..at).rev() {
        let token = &tokens[back];
        if inverts(token) {
            // Outside the sentence is a mark too.
            return tokens.back(back, 1).shape == Shape::Mark;
        }
        if !token.is_word() || (token.grammar && !token.is_in(WordClass::Title) && !token.is("the")) {
            return false;
        }
    }
    false
}

/// Returns the name or noun phrase that begins at token `at` and can be the subject of a verb of
/// saying, given the names from there on.
fn subject(tokens: &[FactToken<'_>], names: &[Name], at: usize) -> Option<Name> {
    let before = tokens.back(at, 1);
    let hangs = before.is_in(WordClass::Preposition);
    if let Some(name) = names.first().filter(|name| name.start == at)
        && !tokens.at(name.end).is_in(WordClass::Speaker)
    {
        return (!hangs).then(|| name.clone());
    }
    let determined = tokens[at].is_in(WordClass::Determiner);
    let bare = at + usize::from(determined);
    if hangs || (at > 0 && continues(before) && !determined) {
        return None;
    }
    let head = head(tokens, names, bare).filter(|&head| determined || is_plural(&tokens[head].lower))?;
    let end = complement_end(tokens, names, head + 1);
    Some(Name { key: key(&tokens[bare..end]), start: at, end })
}

/// Tells whether `token` before a phrase without an article makes it the rest of a longer one.
fn continues(token: &FactToken<'_>) -> bool {
    let opens = matches!(token.text, "," | ";" | ":" | "“" | "\"" | "—" | "." | "•");
    !opens && !matches!(&*token.lower, "and" | "but" | "as" | "that" | "while" | "when" | "said" | "says")
}

/// Returns the last word of the phrase that begins at `from`, if it is a person or a body.
fn head(tokens: &[FactToken<'_>], names: &[Name], from: usize) -> Option<usize> {
    let is_part = |at: &usize| {
        let token = &tokens[*at];
        names.iter().any(|name| (name.start..name.end).contains(at))
            || token.shape == Shape::Possessive
            || token.is_glued_dash()
            || (token.is_word() && !token.grammar && !is_saying(tokens, *at))
    };
    let last = (from..tokens.len().min(from + PHRASE)).take_while(is_part).last()?;
    (tokens[last].is_in(WordClass::Speaker) && tokens[last].is_word()).then_some(last)
}

/// Returns the token after "for Nordlast", "of the union", "at the scene" behind a head.
fn complement_end(tokens: &[FactToken<'_>], names: &[Name], at: usize) -> usize {
    if !matches!(&*tokens.at(at).lower, "for" | "of" | "at" | "from" | "in" | "with") {
        return at;
    }
    let start = at + 1 + usize::from(tokens.at(at + 1).is_in(WordClass::Determiner));
    if let Some(name) = names.iter().find(|name| name.start == start) {
        return name.end;
    }
    let inside = |at: &usize| tokens[*at].is_word() && !tokens[*at].grammar && !is_saying(tokens, *at);
    let last = (start..tokens.len().min(start + PHRASE)).take_while(inside).last();
    last.map_or(at, |last| last + 1)
}

/// Tells whether a verb of saying follows a subject that ends before token `at`.
fn says_behind(tokens: &[FactToken<'_>], at: usize) -> bool {
    let verb = |at: usize| {
        let from = at + usize::from(matches!(&*tokens.at(at).lower, "has" | "have" | "had"));
        let adverbs = tokens.iter().skip(from).take(2).take_while(|t| is_adverb(t)).count();
        is_saying(tokens, from + adverbs)
    };
    verb(at) || apposition_end(tokens, at).is_some_and(verb)
}

/// Returns the token after ", including President Putin," or ", a spokesman for the mayor,".
fn apposition_end(tokens: &[FactToken<'_>], at: usize) -> Option<usize> {
    let first = tokens.at(at + 1);
    let apposed =
        first.is("including") || first.is("who") || first.is_in(WordClass::Determiner) || first.is_digits();
    let close = tokens.iter().skip(at + 2).take(APPOSED).position(|t| t.is(","))?;
    (tokens.at(at).is(",") && apposed).then_some(at + 3 + close)
}

fn is_adverb(token: &FactToken<'_>) -> bool {
    let word = &*token.lower;
    (word.len() > 4 && word.ends_with("ly"))
        || matches!(
            word,
            "also" | "later" | "earlier" | "then" | "again" | "once" | "long" | "often" | "since"
        )
}

fn is_saying(tokens: &[FactToken<'_>], at: usize) -> bool {
    let token = tokens.at(at);
    let declined = token.is("declined")
        && tokens.at(at + 1).is("to")
        && matches!(&*tokens.at(at + 2).lower, "comment" | "say");
    let says = token.is_in(WordClass::Speech) || token.is_in(WordClass::Saying);
    token.is_word() && !token.is_capital() && (says || declined)
}

/// Returns the quotations of a sentence, marks excluded. A quotation that runs on into the next
/// sentence ends with this one.
pub(super) fn quotes(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    if text.bytes().all(|byte| byte.is_ascii() && byte != b'"') {
        return found;
    }
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((start, close)) if c == close || (close == '”' && c == '“') => {
                found.push(Span::new(start, at));
                open = None;
            }
            None => open = closing(c).map(|close| (at + c.len_utf8(), close)),
            Some(_) => {}
        }
    }
    if let Some((start, _)) = open.filter(|(_, close)| *close != '"') {
        found.push(Span::new(start, text.len()));
    }
    let bare = |span: Span| {
        let inner = span.trimmed(text);
        let kept = inner.of(text).trim_end_matches([',', '.', '!', '?', '…', '”', '"']);
        Span::new(inner.start, inner.start + kept.len())
    };
    let is_quotation = |span: &Span| folded_words(span.of(text)).split_whitespace().count() >= QUOTED;
    found.into_iter().map(bare).filter(is_quotation).collect()
}

/// Returns the mark that closes a quotation opened by `open`.
fn closing(open: char) -> Option<char> {
    match open {
        '“' => Some('”'),
        '"' => Some('"'),
        '„' => Some('“'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Returns the words of a quotation in lower case, single spaces between.
pub(super) fn folded_words(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '‑');
    let words = text.split(|c| !is_part(c)).filter(|word| word.contains(char::is_alphanumeric));
    words.collect::<Vec<_>>().join(" ").to_lowercase().replace('’', "'").replace('‑', "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::extract::facts;
    use crate::compare::facts::fact::FactKind;

    #[test]
    fn quotations_of_three_words_count() {
        let cases = [
            ("He said: “We will not stop.”", vec!["We will not stop"]),
            ("\"We will go,\" he said, \"and never come back.\"", vec!["We will go", "and never come back"]),
            ("the so-called “hot war” there", vec![]),
            ("“We will go on and", vec!["We will go on and"]),
            ("5\" pipes and no end of it", vec![]),
            ("„Wir gehen jetzt heim“, sagte er", vec!["Wir gehen jetzt heim"]),
        ];
        for (text, expected) in cases {
            let got: Vec<_> = quotes(text).into_iter().map(|span| span.of(text)).collect();
            assert_eq!(got, expected, "{text}");
        }
    }

    #[test]
    fn folding_leaves_the_words() {
        assert_eq!(folded_words("We’ll  STOP, now"), "we'll stop now");
    }

    #[test]
    fn a_source_is_the_subject_of_a_verb_of_saying() {
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
            let found = facts.iter().filter(|fact| fact.kind() == FactKind::Source);
            let found: Vec<&str> = found.map(|fact| fact.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
