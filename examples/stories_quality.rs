//! Measures how well documents are grouped into stories, on articles labelled by event.
//!
//! `cargo run --release --example stories_quality -- [--names] FILE.jsonl…`
//!
//! Each line of a file is one article: `{"id": …, "event": "12a", "text": "one sentence a line"}`; events whose
//! names differ only in the letters at the end are of one topic. A row says how well one selection of the
//! articles is grouped, by B-cubed precision, recall and F1 (Bagga and Baldwin 1998), where each article counts
//! alike: `all`; `lone`, in which every third event has one article left; `ten`, ten topics; `halves`, in which
//! each article is two, its odd and its even sentences; `copies`, to which each fourth article is added four
//! times, each time without one of its sentences. `--names` prints the stories of `all` with their events.
#![expect(clippy::disallowed_methods, reason = "an example reads its files")]
#![expect(clippy::print_stdout, reason = "the printed figures are its result")]

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result};
use reader::compare::{Stories, StoryProfile, StoryProfiler, stories};
use serde::Deserialize;

#[derive(Clone, Deserialize)]
struct Article {
    id: String,
    event: String,
    text: String,
}

impl Article {
    fn topic(&self) -> &str {
        self.event.trim_end_matches(char::is_alphabetic)
    }

    fn with_sentences(&self, keep: impl Fn(usize) -> bool) -> Self {
        let kept = self.text.lines().enumerate().filter(|(at, _)| keep(*at)).map(|(_, line)| line);
        Self { text: kept.collect::<Vec<_>>().join("\n"), ..self.clone() }
    }
}

fn main() -> Result<()> {
    let (options, files): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|word| word == "--names");
    for file in &files {
        let text = std::fs::read_to_string(file).with_context(|| file.clone())?;
        let articles = text.lines().map(serde_json::from_str).collect::<Result<Vec<Article>, _>>()?;
        println!(
            "{file}\n{:<10}{:>9}{:>9}{:>6}{:>6}{:>6}",
            "selection", "articles", "stories", "P", "R", "F1"
        );
        for (name, selection) in selections(&articles) {
            let found = grouped(&selection);
            let [precision, recall, f1] = b_cubed(&selection, &found);
            let (articles, stories) = (selection.len(), found.stories.len());
            println!("{name:<10}{articles:>9}{stories:>9}{precision:>6.3}{recall:>6.3}{f1:>6.3}");
        }
        if !options.is_empty() {
            print_stories(&articles);
        }
    }
    Ok(())
}

fn grouped(articles: &[Article]) -> Stories {
    let mut profiler = StoryProfiler::default();
    let profile = |article: &Article| profiler.profile(&article.text.lines().collect::<Vec<_>>(), None);
    let profiles: Vec<StoryProfile> = articles.iter().map(profile).collect();
    stories(&profiles.iter().collect::<Vec<_>>(), &|| true).unwrap_or_default()
}

/// Returns the selections with their names.
fn selections(articles: &[Article]) -> Vec<(&'static str, Vec<Article>)> {
    let number = |names: BTreeSet<&str>| -> HashMap<String, usize> {
        names.into_iter().enumerate().map(|(number, name)| (name.to_owned(), number)).collect()
    };
    let events = number(articles.iter().map(|article| article.event.as_str()).collect());
    let topics = number(articles.iter().map(Article::topic).collect());
    let lone = |third: usize| {
        let mut seen = BTreeSet::new();
        let is_kept =
            |article: &&Article| events[&article.event] % 3 != third || seen.insert(article.event.clone());
        articles.iter().filter(is_kept).cloned().collect()
    };
    let ten = |third: usize| {
        let is_kept =
            |article: &&Article| topics[article.topic()] % 3 == third && topics[article.topic()] < 30;
        articles.iter().filter(is_kept).cloned().collect()
    };
    let half = |article: &Article| [0, 1].map(|half| article.with_sentences(|at| at % 2 == half));
    let copies = |article: &Article| {
        let count = article.text.lines().count().max(1);
        [1, 4, 7, 10].map(|left_out| article.with_sentences(|at| at != left_out % count))
    };
    let with_copies = articles.iter().cloned().chain(articles.iter().step_by(4).flat_map(copies)).collect();
    vec![
        ("all", articles.to_vec()),
        ("lone 1", lone(0)),
        ("lone 2", lone(1)),
        ("lone 3", lone(2)),
        ("ten 1", ten(0)),
        ("ten 2", ten(1)),
        ("ten 3", ten(2)),
        ("halves", articles.iter().flat_map(half).collect()),
        ("copies", with_copies),
    ]
}

/// Returns precision, recall and F1, the means over all articles.
fn b_cubed(articles: &[Article], found: &Stories) -> [f64; 3] {
    let groups = found.stories.iter().map(|story| story.documents.clone());
    let groups: Vec<Vec<usize>> = groups.chain(found.alone.iter().map(|at| vec![*at])).collect();
    let events_of = |group: &[usize]| {
        let mut events: HashMap<&str, usize> = HashMap::new();
        for at in group {
            *events.entry(&articles[*at].event).or_default() += 1;
        }
        events
    };
    let sizes = events_of(&(0..articles.len()).collect::<Vec<_>>());
    let (mut precision, mut recall) = (0.0, 0.0);
    for group in &groups {
        for (event, count) in events_of(group) {
            let right = (count * count) as f64;
            precision += right / group.len() as f64;
            recall += right / sizes[event] as f64;
        }
    }
    let count = articles.len() as f64;
    let (precision, recall) = (precision / count, recall / count);
    [precision, recall, 2.0 * precision * recall / (precision + recall)]
}

fn print_stories(articles: &[Article]) {
    let found = grouped(articles);
    for story in &found.stories {
        let mut events: BTreeMap<&str, usize> = BTreeMap::new();
        for at in &story.documents {
            *events.entry(&articles[*at].event).or_default() += 1;
        }
        let days = story.days.map_or(String::new(), |(first, last)| format!(" ({first} to {last})"));
        println!("{:>4}  {}{days}  {events:?}", story.documents.len(), story.name);
    }
    for at in found.alone {
        println!("   1  {} {}", articles[at].event, articles[at].id);
    }
}
