//! The names of stories, made of what their accounts have in common and others have not.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt};

use crate::compare::stories::profile::{StoryProfile, WrittenPhrase};

/// The most phrases in a name.
const MOST: usize = 4;

/// The most names in a name: a word says what happened.
const MOST_NAMES: usize = 3;

/// The fewest phrases that are taken even if they are much less telling than the first.
const FEWEST: usize = 2;

/// The least part of the weight of the first phrase that further ones have.
const LEAST: f64 = 0.4;

/// How much more a name tells than another word.
const NAME: f64 = 1.5;

/// In how many documents of a library each phrase is.
pub(super) struct PhraseFrequencies {
    documents: HashMap<u64, usize>,
}

/// A phrase of several accounts of one story.
struct CandidateName<'a> {
    /// The accounts, by their index, that have it.
    accounts: BTreeSet<usize>,
    last: u64,
    is_name: bool,
    /// How many accounts write it in each form.
    forms: BTreeMap<&'a str, usize>,
}

impl<'a> CandidateName<'a> {
    /// Returns the form of most accounts, of several the first by letter.
    fn text(&self) -> &'a str {
        self.forms.iter().max_by_key(|(text, count)| (**count, Reverse(**text))).map_or("", |(text, _)| text)
    }
}

impl PhraseFrequencies {
    /// Counts the phrases of a library.
    pub(super) fn of(profiles: &[&StoryProfile]) -> Self {
        let mut documents = HashMap::new();
        for phrase in profiles.iter().flat_map(|profile| &profile.phrases) {
            *documents.entry(phrase.key).or_default() += 1;
        }
        Self { documents }
    }

    /// Returns the name of the story that these documents tell: two to four names and words, names first.
    pub(super) fn name(&self, accounts: &[&StoryProfile]) -> String {
        let candidates = candidates(accounts);
        let mut weighed: Vec<(f64, &CandidateName<'_>)> = candidates
            .iter()
            .map(|(key, candidate)| (self.weight(*key, candidate, accounts.len()), candidate))
            .collect();
        weighed.sort_by(|(one, a), (other, b)| other.total_cmp(one).then_with(|| a.text().cmp(b.text())));
        let most = weighed.first().map_or(0.0, |(weight, _)| *weight);
        let mut chosen: Vec<&CandidateName<'_>> = Vec::new();
        for (weight, candidate) in weighed {
            if chosen.len() == MOST || (chosen.len() >= FEWEST && weight < LEAST * most) {
                break;
            }
            let has_room = !candidate.is_name || chosen.iter().filter(|one| one.is_name).count() < MOST_NAMES;
            if has_room && !chosen.iter().any(|other| shares_word(other.text(), candidate.text())) {
                chosen.push(candidate);
            }
        }
        chosen.sort_by_key(|candidate| !candidate.is_name);
        chosen.iter().map(|candidate| candidate.text()).collect::<Vec<_>>().join(", ")
    }

    /// Returns how telling a phrase is: the part of the accounts that have it, and the part of the documents
    /// that have it that are accounts of this story.
    fn weight(&self, key: u64, candidate: &CandidateName<'_>, accounts: usize) -> f64 {
        let with = candidate.accounts.len() as f64;
        let all = self.documents.get(&key).copied().unwrap_or(1).max(candidate.accounts.len()) as f64;
        with / accounts as f64 * (with / all).sqrt() * if candidate.is_name { NAME } else { 1.0 }
    }
}

/// Returns the phrases of accounts by their keys. A last word alone counts as the one name that ends with it.
fn candidates<'a>(accounts: &[&'a StoryProfile]) -> BTreeMap<u64, CandidateName<'a>> {
    let mut candidates: BTreeMap<u64, CandidateName<'a>> = BTreeMap::new();
    for (account, profile) in accounts.iter().enumerate() {
        for WrittenPhrase { key, last, text, is_name } in &profile.phrases {
            let new = || CandidateName {
                accounts: BTreeSet::new(),
                last: *last,
                is_name: *is_name,
                forms: BTreeMap::new(),
            };
            let candidate = candidates.entry(*key).or_insert_with(new);
            candidate.accounts.insert(account);
            *candidate.forms.entry(text).or_default() += 1;
        }
    }
    let is_single = |candidate: &CandidateName<'_>| !candidate.text().contains(' ');
    let mut full: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for (key, candidate) in candidates.iter().filter(|(_, one)| one.is_name && !is_single(one)) {
        full.entry(candidate.last).or_default().push(*key);
    }
    let short: Vec<(u64, u64)> = candidates
        .iter()
        .filter(|(_, candidate)| candidate.is_name && is_single(candidate))
        .filter_map(|(key, candidate)| match full.get(&candidate.last)?[..] {
            [name] => Some((*key, name)),
            _ => None,
        })
        .collect();
    for (key, name) in short {
        if let (Some(form), Some(whole)) = (candidates.remove(&key), candidates.get_mut(&name)) {
            whole.accounts.extend(form.accounts);
        }
    }
    candidates
}

/// Tells whether two phrases have a word in common, in any case.
fn shares_word(one: &str, other: &str) -> bool {
    let words = |text: &str| text.to_lowercase().split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    !words(one).is_disjoint(&words(other))
}
