//! Reports on a collection of documents: by similarity, in stories, and in order of time.

use anyhow::{Result, bail};

use crate::cli::args::Cli;
use crate::cli::gather::{CandidateFile, Gathered, ReadDocuments, candidates, files, read_all};
use crate::cli::output::{Exit, OutputTarget, complain};
use crate::compare::{
    self, LEAST_SIMILARITY, MOST_GROUPED, Neighbours, Profile, STORY_WORDS, StoryProfile, StoryProfiler,
};
use crate::document::Document;
use crate::report::{
    Account, DocumentHeading, NamedDocument, Question, SimilarPair, SimilarReport, StoriesReport,
    TimelineReport, Writer,
};
use crate::storage::is_same;
use crate::tasks::story_profile;

/// Prints which of the documents gathered are alike: like the first one if that is a file, else
/// the nearest of each.
///
/// Unreadable files of a folder are left out; an unreadable path of the command line changes the exit status.
pub(crate) fn similar(cli: &Cli, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let question = question(&gathered)?;
    let sink = OutputTarget::open(cli, &files(&gathered))?;
    let mut exit = Exit::Fine;
    let (mut documents, mut profiles) = (Vec::<DocumentHeading>::new(), Vec::new());
    for candidate in candidates(gathered) {
        let first = documents.first().filter(|_| question == Question::LikeTheFirst);
        match candidate.load() {
            // The document asked about may be in a folder as well.
            Ok(_) if first.is_some_and(|first| is_same(&first.path, candidate.path())) => {}
            Ok(document) => {
                profiles.push(Some(Profile::of(&document.sentence_texts())));
                documents.push(DocumentHeading::new(candidate.path(), &document));
            }
            // Nothing is like a file that cannot be read.
            Err(failure) if documents.is_empty() && question == Question::LikeTheFirst => bail!(failure),
            Err(failure) => exit = exit.max(failure.complain()),
        }
    }
    let pairs = pairs(&Neighbours::new(profiles), documents.len(), question);
    if pairs.is_empty() {
        complain(no_pair(&documents, question));
        exit = exit.max(Exit::No);
    }
    let report = SimilarReport { documents, pairs, question };
    sink.print(writer, "Documents by similarity", &report)?;
    Ok(exit)
}

/// Returns the question to answer, or an error when there are too few documents.
fn question(gathered: &[Gathered]) -> Result<Question> {
    match gathered {
        [Gathered::Named(first), rest @ ..] => match &first.obstacle {
            Some(failure) => bail!(failure.clone()),
            None if rest.is_empty() => {
                let path = first.path().display();
                bail!("--similar needs documents to compare {path} with; add a folder or more files")
            }
            None => Ok(Question::LikeTheFirst),
        },
        _ => Ok(Question::NearestOfEach),
    }
}

/// Returns why no pair of these documents is alike.
fn no_pair(documents: &[DocumentHeading], question: Question) -> &'static str {
    match (question, documents) {
        (Question::LikeTheFirst, [first, ..]) if first.words == 0 => "the first document has no words",
        (_, []) => "there are no documents",
        (Question::LikeTheFirst, [_]) => "there is no other document to compare it with",
        (Question::NearestOfEach, [_]) => "there is only one document",
        (Question::LikeTheFirst, _) => "no other document is similar to the first",
        (Question::NearestOfEach, _) => "no two documents are similar",
    }
}

fn pairs(neighbours: &Neighbours, documents: usize, question: Question) -> Vec<SimilarPair> {
    let is_similar = |(_, similarity): &(usize, f64)| *similarity >= LEAST_SIMILARITY;
    match question {
        Question::LikeTheFirst => {
            let others = neighbours.of(0).into_iter().take_while(is_similar);
            others.map(|(other, similarity)| SimilarPair::new(0, other, similarity)).collect()
        }
        Question::NearestOfEach => (0..documents)
            .filter_map(|document| {
                let (other, similarity) = neighbours.best(document).filter(is_similar)?;
                Some(SimilarPair::new(document, other, similarity))
            })
            .collect(),
    }
}

/// Prints the stories that the documents gathered tell.
pub(crate) fn stories(cli: &Cli, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let sink = OutputTarget::open(cli, &files(&gathered))?;
    let ReadDocuments { documents, not_read, mut exit } = read_all(gathered, &|| {
        let mut profiler = StoryProfiler::default();
        move |candidate: &CandidateFile| {
            let opening = candidate.opening(STORY_WORDS)?;
            Ok((opening.title.as_str().to_owned(), story_profile(&mut profiler, &opening)))
        }
    });
    let (accounts, profiles): (Vec<Account>, Vec<StoryProfile>) =
        documents.into_iter().map(|(path, (title, profile))| (Account { path, title }, profile)).unzip();
    if let Some(left_out @ 1..) = profiles.len().checked_sub(MOST_GROUPED) {
        complain(&format!(
            "only the first {MOST_GROUPED} documents are grouped; the other {left_out} stand alone"
        ));
    }
    let found = compare::stories(&profiles.iter().collect::<Vec<_>>(), &|| true)?;
    if found.stories.is_empty() {
        complain(no_story(profiles.len()));
        exit = exit.max(Exit::No);
    }
    let report = StoriesReport::new(found, accounts, not_read);
    if !report.not_read.is_empty() {
        complain(&report.figures());
    }
    sink.print(writer, "Stories", &report)?;
    Ok(exit)
}

/// Returns why nothing is grouped.
fn no_story(documents: usize) -> &'static str {
    match documents {
        0 => "there are no documents",
        1 => "there is only one document",
        _ => "no two documents tell the same story",
    }
}

/// Prints the dated statements of everything gathered.
pub(crate) fn timeline(cli: &Cli, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let sink = OutputTarget::open(cli, &files(&gathered))?;
    let ReadDocuments { documents, not_read, mut exit } = read_all(gathered, &|| CandidateFile::load);
    let texts: Vec<&Document> = documents.iter().map(|(_, document)| &**document).collect();
    let timeline = compare::timeline(&texts, &|| true)?;
    let named: Vec<NamedDocument<'_>> =
        documents.iter().map(|(path, document)| NamedDocument { path, document }).collect();
    let report = TimelineReport::new(&named, &timeline, not_read);
    if report.statements.is_empty() {
        complain("no dated statements were found");
        exit = exit.max(Exit::No);
    }
    sink.print(writer, "Timeline", &report)?;
    Ok(exit)
}
