//! Documents by similarity: those similar to a given document, or the most similar one for each document.

use anyhow::{Result, bail};

use crate::cli::args::Cli;
use crate::cli::gather::{Gathered, candidates, files};
use crate::cli::output::{Exit, Sink, complain};
use crate::compare::{LEAST_SIMILARITY, Neighbours, Profile};
use crate::report::{DocumentHeading, Question, SimilarPair, SimilarReport, Writer};
use crate::storage::is_same;

/// Prints which of the documents gathered are alike: like the first one if that is a file, else
/// the nearest of each.
///
/// Unreadable files of a folder are left out; an unreadable path of the command line changes the exit status.
pub(crate) fn similar(cli: &Cli, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let question = question(&gathered)?;
    let sink = Sink::open(cli, &files(&gathered))?;
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
        complain(nothing(&documents, question));
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
                bail!("--similar needs documents to look among; name a folder or more files beside {path}")
            }
            None => Ok(Question::LikeTheFirst),
        },
        _ => Ok(Question::NearestOfEach),
    }
}

/// Returns why no pair of these documents is alike.
fn nothing(documents: &[DocumentHeading], question: Question) -> &'static str {
    match (question, documents) {
        (Question::LikeTheFirst, [first, ..]) if first.words == 0 => "the first document has no words",
        (_, []) => "there is no document to look at",
        (Question::LikeTheFirst, [_]) => "there is no other document to look among",
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
