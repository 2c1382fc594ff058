//! Documents grouped into stories: those that tell of the same event, from their texts alone.
//!
//! A document is reduced to a [`StoryProfile`]; `links` finds out how surely two documents tell the same story;
//! average linkage makes groups of them. Who arrives first does not matter: documents are taken in the order
//! of their contents. `docs/stories.md` has the method and its figures.

mod links;
mod names;
mod naming;
mod profile;
mod words;

pub use profile::{StoryProfile, StoryProfiler};
pub use words::STORY_WORDS;

use jiff::civil;

use crate::compare::Cancelled;
use crate::compare::clusters::clusters;
use crate::compare::stories::links::links;
use crate::compare::stories::naming::PhraseFrequencies;

/// The most documents that are grouped; further ones stand alone.
pub const MOST_GROUPED: usize = 10_000;

/// The least mean of the links between two groups that become one.
const LEAST: f64 = 0.9;

/// The stories among a number of documents. Each document is in one story or alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stories {
    /// The stories of two documents or more, the largest first, then the newest.
    pub stories: Vec<Story>,
    /// The documents that tell a story of their own, ascending.
    pub alone: Vec<usize>,
}

/// Documents that tell of the same event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Names and words that tell it from other stories, as they are written.
    pub name: String,
    /// The documents, ascending.
    pub documents: Vec<usize>,
    /// The first and the last day that its documents are of, as far as they say so.
    pub days: Option<(civil::Date, civil::Date)>,
}

/// Returns the stories among documents, of which the first [`MOST_GROUPED`] are grouped; an error as soon as
/// they are no longer `wanted`.
pub fn stories(profiles: &[&StoryProfile], wanted: &(dyn Fn() -> bool + Sync)) -> Result<Stories, Cancelled> {
    // In the order of contents, so that the groups depend on the documents alone.
    let mut order: Vec<usize> = (0..profiles.len().min(MOST_GROUPED)).collect();
    order.sort_by(|one, other| profiles[*one].terms.cmp(&profiles[*other].terms));
    let ordered: Vec<&StoryProfile> = order.iter().map(|at| profiles[*at]).collect();
    let links = links(&ordered, wanted)?;
    let numbers: Vec<usize> = (0..ordered.len()).collect();
    let groups = clusters(&numbers, &links, LEAST, wanted)?;
    drop(links);
    let naming = PhraseFrequencies::of(&ordered);
    let story = |group: &Vec<usize>| {
        let accounts: Vec<&StoryProfile> = group.iter().map(|at| ordered[*at]).collect();
        let mut documents: Vec<usize> = group.iter().map(|at| order[*at]).collect();
        documents.sort_unstable();
        let days = || accounts.iter().filter_map(|account| account.day);
        Story { name: naming.name(&accounts), documents, days: days().min().zip(days().max()) }
    };
    let mut stories: Vec<Story> = groups.iter().map(story).collect();
    let newest = |story: &Story| story.days.map(|(_, last)| last);
    stories.sort_by(|one, other| {
        let size = other.documents.len().cmp(&one.documents.len());
        size.then_with(|| newest(other).cmp(&newest(one))).then_with(|| one.documents.cmp(&other.documents))
    });
    let mut is_alone = vec![true; profiles.len()];
    stories.iter().flat_map(|story| &story.documents).for_each(|at| is_alone[*at] = false);
    let alone = (0..profiles.len()).filter(|at| is_alone[*at]).collect();
    Ok(Stories { stories, alone })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Two ferries in trouble and a beetle, each told three times in other words, then two tales of their own.
    const ACCOUNTS: [&str; 11] = [
        "The ferry Aurora ran aground off Wexley harbour early on Monday.\nAll 212 passengers were taken ashore by \
         the coast guard.\nCaptain Mette Aas blamed the fog, and her company promised an inquiry.",
        "Fog was to blame when a ferry hit a sandbank near Wexley, its captain, Mette Aas, said.\nBoats of the coast \
         guard brought 212 people from the Aurora to the shore.",
        "Passengers of the Aurora spoke of hours in the fog.\nThe ferry from Wexley had struck a sandbank with 212 \
         people aboard before the coast guard came.\nAas, its captain, was not hurt.",
        "Fire broke out in the engine room of the ferry Borealis on its way to Lund.\nThe crew put out the flames, \
         and 87 passengers were flown to Malmborg by helicopter.",
        "Helicopters flew 87 passengers of the burning Borealis to Malmborg.\nThe fire had begun in the engine room, \
         the owner of the ferry, Karl Nyberg, said in Lund.",
        "The owner of the Borealis, Karl Nyberg, has praised his crew.\nThey fought the fire in the engine room until \
         helicopters from Malmborg came for the passengers.",
        "Scientists in Tarnby have found a beetle that lives on nothing but moss.\nInga Holm and her students saw it \
         glow at night under the oaks.",
        "A glowing beetle eats only moss, says the zoologist Inga Holm of Tarnby.\nHer students found it under old oaks.",
        "What glows in the oaks of Tarnby is a beetle.\nInga Holm, a zoologist, has never seen it eat anything but moss.",
        "The council of Marden voted to close two schools.\nParents said the decision was a shock.",
        "Grain prices fell for the third week in a row.\nTraders in Oskarsburg expect a good harvest.",
    ];

    fn profiles(texts: &[&str]) -> Vec<StoryProfile> {
        let mut profiler = StoryProfiler::default();
        texts.iter().map(|text| profiler.profile(&text.lines().collect::<Vec<_>>(), None)).collect()
    }

    fn grouped(profiles: &[StoryProfile]) -> Stories {
        stories(&profiles.iter().collect::<Vec<_>>(), &|| true).unwrap()
    }

    /// Returns the documents of each story.
    fn groups(profiles: &[StoryProfile]) -> Vec<Vec<usize>> {
        grouped(profiles).stories.into_iter().map(|story| story.documents).collect()
    }

    #[test]
    fn accounts_of_one_event_are_one_story_and_others_stand_alone() {
        let found = grouped(&profiles(&ACCOUNTS));
        let documents: Vec<&[usize]> = found.stories.iter().map(|story| &*story.documents).collect();
        assert_eq!(documents, [[0, 1, 2], [3, 4, 5], [6, 7, 8]]);
        assert_eq!(found.alone, [9, 10]);
        let names: Vec<&str> = found.stories.iter().map(|story| &*story.name).collect();
        for (name, words) in
            names.iter().zip([["Aurora", "Wexley"], ["Borealis", "Malmborg"], ["Tarnby", "beetle"]])
        {
            assert!(words.iter().all(|word| name.contains(word)), "{names:?}");
        }
        assert!(names[0].contains("Mette Aas") || !names[0].contains("Aas"), "a name is whole: {names:?}");
    }

    #[test]
    fn small_libraries_are_grouped_too() {
        assert_eq!(groups(&profiles(&ACCOUNTS[..2])), [[0, 1]]);
        assert_eq!(groups(&profiles(&[ACCOUNTS[0], ACCOUNTS[3]])), [[0; 0]; 0]);
        assert_eq!(groups(&profiles(&[ACCOUNTS[9], ACCOUNTS[10], ACCOUNTS[6]])), [[0; 0]; 0]);
        assert_eq!(grouped(&profiles(&ACCOUNTS[..1])).alone, [0]);
        assert_eq!(grouped(&[]), Stories::default());
    }

    #[test]
    fn texts_without_words_are_alone() {
        let found = grouped(&profiles(&["", "…", ACCOUNTS[0], "", ACCOUNTS[1]]));
        assert_eq!(
            (found.stories[0].documents.as_slice(), found.alone.as_slice()),
            (&[2, 4][..], &[0, 1, 3][..])
        );
    }

    #[test]
    fn many_copies_of_an_account_do_not_push_others_out_of_its_story() {
        let copies = (0..20).map(|_| ACCOUNTS[0]);
        let texts: Vec<&str> =
            ACCOUNTS[3..].iter().copied().chain(copies).chain([ACCOUNTS[1], ACCOUNTS[2]]).collect();
        let found = grouped(&profiles(&texts));
        assert_eq!(found.stories[0].documents, (8..30).collect::<Vec<_>>());
        assert_eq!(found.stories.len(), 3);
    }

    #[test]
    fn a_story_has_the_days_of_its_accounts() {
        let text = |day: &str| format!("WEXLEY, {day} - {}", ACCOUNTS[0]);
        let texts = [text("5 May 2021"), ACCOUNTS[1].to_owned(), text("3 May 2021")];
        let found = grouped(&profiles(&texts.each_ref().map(String::as_str)));
        let days = found.stories[0].days.map(|(first, last)| [first.to_string(), last.to_string()]);
        assert_eq!(days.unwrap(), ["2021-05-03", "2021-05-05"]);
    }

    #[test]
    fn stories_that_are_no_longer_wanted_are_given_up() {
        let profiles = profiles(&ACCOUNTS);
        assert_eq!(stories(&profiles.iter().collect::<Vec<_>>(), &|| false), Err(Cancelled));
    }

    #[test]
    fn only_so_many_documents_are_grouped() {
        let profiles = profiles(&["", ACCOUNTS[0], ACCOUNTS[1]]);
        for (empty, found) in [(MOST_GROUPED - 2, 1), (MOST_GROUPED - 1, 0)] {
            let mut all = vec![&profiles[0]; empty];
            all.extend([&profiles[1], &profiles[2]]);
            let Stories { stories, alone } = stories(&all, &|| true).unwrap();
            assert_eq!((stories.len(), alone.len()), (found, all.len() - 2 * found));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn stories_depend_on_the_documents_and_not_on_their_order(
            order in Just((0..ACCOUNTS.len()).collect::<Vec<_>>()).prop_shuffle(),
            count in 1..ACCOUNTS.len(),
        ) {
            let chosen = &order[..count];
            let texts = |order: &[usize]| -> Vec<&str> { order.iter().map(|at| ACCOUNTS[*at]).collect() };
            let mut sorted = chosen.to_vec();
            sorted.sort_unstable();
            let named = |order: &[usize]| {
                let found = grouped(&profiles(&texts(order)));
                let mut named: Vec<(String, Vec<usize>)> = found.stories.into_iter().map(|story| {
                    let mut documents: Vec<usize> = story.documents.iter().map(|at| order[*at]).collect();
                    documents.sort_unstable();
                    (story.name, documents)
                }).collect();
                named.sort();
                named
            };
            prop_assert_eq!(named(chosen), named(&sorted));
        }
    }
}
