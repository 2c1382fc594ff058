//! Documents by similarity: those like one that is named, or the nearest of each.

use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::args::Cli;
use crate::cli::gather::{Gathered, InFolder, files, is_document_lost, is_lost, passed_over, sentences};
use crate::cli::output::{Exit, Sink, complain};
use crate::compare::{ALIKE, Neighbours, Profile};
use crate::document::Document;
use crate::report::{DocumentHeading, Question, SimilarPair, SimilarReport, Writer};
use crate::storage::is_same;

/// Prints which of the documents gathered are alike: like the first one if that is a file, else
/// the nearest of each.
///
/// What is in a folder and cannot be read is only told; what was named costs the exit code.
pub(crate) fn similar(cli: &Cli, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let question = question(&gathered)?;
    let mut sink = Sink::open(cli, &files(&gathered))?;
    let mut looked = Looked { headings: Vec::new(), profiles: Vec::new(), exit: Exit::Fine };
    for one in gathered {
        looked.at(one, question)?;
    }
    let Looked { headings: documents, profiles, exit } = looked;
    let pairs = pairs(&Neighbours::new(profiles), documents.len(), question);
    let none = if pairs.is_empty() { Exit::No } else { Exit::Fine };
    if pairs.is_empty() {
        complain(nothing(&documents, question));
    }
    writer.open("Documents by similarity", &mut sink)?;
    writer.write(&SimilarReport { documents, pairs, question }, &mut sink)?;
    writer.close(&mut sink)?;
    sink.finish()?;
    Ok(exit.max(none))
}

/// Returns what is asked, or why nothing can be.
fn question(gathered: &[Gathered]) -> Result<Question> {
    match gathered {
        [Gathered::Document(source)] => {
            let path = source.path().display();
            bail!("--similar needs documents to look among; name a folder or more files beside {path}")
        }
        [Gathered::Lost(words), ..] => bail!("{words}"),
        [Gathered::Document(_), ..] => Ok(Question::LikeTheFirst),
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

/// What is known of the documents looked at so far.
struct Looked {
    headings: Vec<DocumentHeading>,
    profiles: Vec<Option<Profile>>,
    exit: Exit,
}

impl Looked {
    fn at(&mut self, one: Gathered, question: Question) -> Result<()> {
        match one {
            Gathered::Document(source) => match source.load() {
                Ok(document) => self.add(source.path(), &document, question),
                // Nothing is like a file that cannot be read.
                Err(error) if self.headings.is_empty() && question == Question::LikeTheFirst => {
                    bail!(source.named_lost(&error))
                }
                Err(error) => self.lose(&source.named_lost(&error)),
            },
            Gathered::Folder(_, found) => found.into_iter().for_each(|found| self.found(found, question)),
            Gathered::Lost(words) => self.lose(&words),
        }
        Ok(())
    }

    fn found(&mut self, found: InFolder, question: Question) {
        match found {
            InFolder::Skipped(skipped) => {
                complain(&passed_over(&skipped));
                if is_lost(&skipped.why) {
                    self.exit = Exit::Trouble;
                }
            }
            InFolder::Document(source) => match source.load() {
                Ok(document) => self.add(source.path(), &document, question),
                Err(error) => {
                    complain(&source.lost(&error));
                    if is_document_lost(&error) {
                        self.exit = Exit::Trouble;
                    }
                }
            },
        }
    }

    /// Takes a document in, unless it is the one asked about, met again in its folder.
    fn add(&mut self, path: &Path, document: &Document, question: Question) {
        let asked = self.headings.first().filter(|_| question == Question::LikeTheFirst);
        if asked.is_some_and(|asked| is_same(&asked.path, path)) {
            return;
        }
        self.profiles.push(Some(Profile::of(&sentences(document))));
        self.headings.push(DocumentHeading::new(path, document));
    }

    fn lose(&mut self, words: &str) {
        complain(words);
        self.exit = Exit::Trouble;
    }
}

fn pairs(neighbours: &Neighbours, documents: usize, question: Question) -> Vec<SimilarPair> {
    let alike = |(_, likeness): &(usize, f64)| *likeness >= ALIKE;
    match question {
        Question::LikeTheFirst => {
            let others = neighbours.of(0).into_iter().take_while(alike);
            others.map(|(other, likeness)| SimilarPair::new(0, other, likeness)).collect()
        }
        Question::NearestOfEach => (0..documents)
            .filter_map(|document| {
                let (other, likeness) = neighbours.best(document).filter(alike)?;
                Some(SimilarPair::new(document, other, likeness))
            })
            .collect(),
    }
}
