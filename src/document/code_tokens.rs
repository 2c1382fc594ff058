//! Keywords, strings, comments, numbers and names in blocks of code, found by the grammars of syntect.

use std::sync::{Arc, LazyLock};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::document::{Block, BlockKind, Document};
use crate::text::Span;

/// The most code of a document that is looked at, in bytes.
const MOST_CODE: usize = 1 << 20;

/// The longest line that is looked at, in bytes: a grammar cannot be interrupted within a line.
const LONGEST_LINE: usize = 4096;

/// A part of a block of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeToken {
    /// Its bytes in the document's text.
    pub span: Span,
    /// What it is.
    pub kind: CodeTokenKind,
}

/// A kind of token that has a colour of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeTokenKind {
    /// A word of the language.
    Keyword,
    /// A text in quotes.
    String,
    /// A comment.
    Comment,
    /// A number or another constant of the language.
    Number,
    /// The name of something that is defined or called.
    Name,
}

/// The grammars, unpacked when code is first shown.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Names of languages that the grammars have under another name, or whose grammar is close enough.
const ALIASES: [(&str, &str); 8] = [
    ("console", "sh"),
    ("golang", "go"),
    ("jsonc", "json"),
    ("jsx", "js"),
    ("shell", "sh"),
    ("ts", "js"),
    ("tsx", "js"),
    ("typescript", "js"),
];

impl Document {
    /// Returns the tokens of the code whose language is known, in order and not overlapping; the rest of the
    /// code has none as soon as `goes_on`, which is asked before each line, says no.
    pub fn code_tokens(&self, goes_on: &dyn Fn() -> bool) -> Vec<CodeToken> {
        let mut found = Vec::new();
        let mut room = MOST_CODE;
        let mut state: Option<(Arc<str>, CodeTokenizer)> = None;
        for block in &*self.blocks {
            let BlockKind::Code(language) = &block.kind else { continue };
            let Some(language) = language.as_ref().or(self.code_language.as_ref()) else { continue };
            // The lines of a program are several blocks.
            let is_program = self.code_language.as_ref() == Some(language);
            let goes_on_here = |before: &Arc<str>| before == language && (is_program || !block.gap);
            let before = state.take().filter(|(before, _)| goes_on_here(before));
            let new = || Some((Arc::clone(language), CodeTokenizer::new(grammar(language)?)));
            let Some((language, mut tokenizer)) = before.or_else(new) else { continue };
            room = room.saturating_sub(block.span.len());
            if room == 0 || !tokenizer.read(self, block, goes_on, &mut found) {
                break;
            }
            state = Some((language, tokenizer));
        }
        found
    }
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    let alias = ALIASES.iter().find(|(alias, _)| language.eq_ignore_ascii_case(alias));
    GRAMMARS.find_syntax_by_token(alias.map_or(language, |(_, known)| known))
}

/// What a grammar knows after the lines read so far.
struct CodeTokenizer {
    state: ParseState,
    scopes: ScopeStack,
}

impl CodeTokenizer {
    fn new(grammar: &SyntaxReference) -> Self {
        Self { state: ParseState::new(grammar), scopes: ScopeStack::new() }
    }

    /// Adds the tokens of a block; tells whether it was read to its end.
    fn read(
        &mut self,
        document: &Document,
        block: &Block,
        goes_on: &dyn Fn() -> bool,
        found: &mut Vec<CodeToken>,
    ) -> bool {
        let mut start = block.span.start;
        for line in LinesWithEndings::from(document.passage(block.span)) {
            if !goes_on() {
                return false;
            }
            if line.len() <= LONGEST_LINE && self.read_line(line, start, found).is_none() {
                return false;
            }
            start += line.len();
        }
        true
    }

    /// Adds the tokens of a line that begins at the byte `start`; `None` when the grammar has a fault.
    fn read_line(&mut self, line: &str, start: usize, found: &mut Vec<CodeToken>) -> Option<()> {
        let changes = self.state.parse_line(line, &GRAMMARS).ok()?;
        let mut from = 0;
        for (at, change) in changes {
            self.add(Span::new(start + from, start + at), found);
            self.scopes.apply(&change).ok()?;
            from = at;
        }
        self.add(Span::new(start + from, start + line.len()), found);
        Some(())
    }

    fn add(&self, span: Span, found: &mut Vec<CodeToken>) {
        let mut scopes = self.scopes.as_slice().iter().rev();
        let known = scopes.find_map(|scope| KINDS.iter().find(|(known, _)| known.is_prefix_of(*scope)));
        if let Some((_, Some(kind))) = known
            && !span.is_empty()
        {
            let kind = *kind;
            match found.last_mut() {
                Some(last) if last.kind == kind && last.span.end == span.start => last.span.end = span.end,
                _ => found.push(CodeToken { span, kind }),
            }
        }
    }
}

/// The scopes of grammars by their first words, and the kinds of their tokens; those of none have no colour.
static KINDS: LazyLock<Vec<(Scope, Option<CodeTokenKind>)>> = LazyLock::new(|| {
    let kinds = [
        ("comment", Some(CodeTokenKind::Comment)),
        ("string", Some(CodeTokenKind::String)),
        ("constant.character", Some(CodeTokenKind::String)),
        ("constant", Some(CodeTokenKind::Number)),
        ("keyword.operator.word", Some(CodeTokenKind::Keyword)),
        ("keyword.operator.logical.python", Some(CodeTokenKind::Keyword)),
        ("keyword.operator", None),
        ("keyword", Some(CodeTokenKind::Keyword)),
        ("storage", Some(CodeTokenKind::Keyword)),
        ("entity.name", Some(CodeTokenKind::Name)),
        ("entity.other.attribute-name", Some(CodeTokenKind::Name)),
        ("support", Some(CodeTokenKind::Name)),
        ("variable.function", Some(CodeTokenKind::Name)),
    ];
    kinds.into_iter().filter_map(|(name, kind)| Some((Scope::new(name).ok()?, kind))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Draft, Frame};

    fn document(language: &str, code: &str) -> Document {
        let kind = BlockKind::Code(Some(language.into()));
        let block = Block { span: Span::new(0, code.len()), kind, frame: Frame::default(), gap: true };
        Draft { text: code.into(), blocks: vec![block], ..Draft::default() }.into()
    }

    fn tokens(language: &str, code: &str) -> Vec<(String, CodeTokenKind)> {
        let document = document(language, code);
        let tokens = document.code_tokens(&|| true);
        tokens.iter().map(|token| (document.passage(token.span).trim_end().into(), token.kind)).collect()
    }

    #[test]
    fn tokens_have_kinds() {
        use CodeTokenKind::{Comment, Keyword, Name, Number, String};
        for (language, code, expected) in [
            (
                "rust",
                "let ebb = rise(7, \"sea\\n\"); // low",
                &[
                    ("let", Keyword),
                    ("rise", Name),
                    ("7", Number),
                    ("\"sea\\n\"", String),
                    ("// low", Comment),
                ][..],
            ),
            (
                "Python",
                "def tide(at):\n    return not None  # nie",
                &[
                    ("def", Keyword),
                    ("tide", Name),
                    ("return", Keyword),
                    ("not", Keyword),
                    ("None", Number),
                    ("# nie", Comment),
                ],
            ),
            ("typescript", "if (a > 1) {}", &[("if", Keyword), ("1", Number)]),
            ("no language", "let ebb = 7;", &[]),
        ] {
            let expected: Vec<_> = expected.iter().map(|(word, kind)| ((*word).into(), *kind)).collect();
            assert_eq!(tokens(language, code), expected, "{language}");
        }
    }

    #[test]
    fn a_block_cut_in_two_is_read_as_one() {
        let code = "/* the\ntide */ let a = 1;";
        let kind = BlockKind::Code(Some("rust".into()));
        let block = |start, end, gap| Block {
            span: Span::new(start, end),
            kind: kind.clone(),
            frame: Frame::default(),
            gap,
        };
        let of = |gap| {
            let blocks = vec![block(0, 6, true), block(7, code.len(), gap)];
            let document = Document::from(Draft { text: code.into(), blocks, ..Draft::default() });
            let tokens = document.code_tokens(&|| true);
            tokens.iter().any(|token| document.passage(token.span).contains("tide"))
        };
        assert_eq!([of(false), of(true)], [true, false]);
    }

    #[test]
    fn long_lines_and_what_comes_too_late_are_plain() {
        let long = format!("let a = \"{}\";\nlet b = 1;", "x".repeat(LONGEST_LINE));
        assert_eq!(tokens("rust", &long).len(), 2);
        assert!(document("rust", "let a = 1;").code_tokens(&|| false).is_empty());
        assert!(tokens("rust", &"let a = 1;\n".repeat(MOST_CODE / 11 + 1)).is_empty());
    }
}
