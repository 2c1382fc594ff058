//! Tests of the paragraphs of plain text.

use proptest::prelude::*;

use super::*;
use crate::document::Document;

/// Returns one line for each block: `¶` after a gap, `|` for kept lines, the text with `⏎` at line ends.
fn shown(text: &str) -> Vec<String> {
    let draft = draft(text.to_owned(), false);
    let show = |block: &Block| {
        let gap = if block.gap { "¶" } else { "" };
        let kept = match block.kind {
            BlockKind::Code(_) => "|",
            BlockKind::Rule => "---",
            _ => "",
        };
        format!("{gap}{kept}{}", block.span.of(text).replace('\n', "⏎"))
    };
    draft.blocks.iter().map(show).collect()
}

#[test]
fn every_line_of_the_first_article_is_a_paragraph_with_air() {
    let blocks = shown(include_str!("../../../seeds/000_ac5e6907902fcfd7.txt"));
    assert_eq!(blocks.len(), 28);
    assert!(blocks[1..].iter().all(|block| block.starts_with('¶') && !block.contains('⏎')));
}

#[test]
fn short_lines_stay_apart_and_close() {
    assert_eq!(shown("Milk\nBread\nSix eggs\n\nTea\n"), ["Milk", "Bread", "Six eggs", "¶Tea"]);
    let poem = "Tyger Tyger, burning bright,\n  In the forests of the night;\n";
    assert_eq!(shown(poem), ["Tyger Tyger, burning bright,", "In the forests of the night;"]);
    assert_eq!(draft(poem.to_owned(), false).blocks[1].frame.cells(), 2);
}

#[test]
fn filled_lines_are_joined_and_others_are_kept() {
    let prose = "When the tide is out the whole bay lies bare, and one can walk across it to the \
                 island, if one knows where the quicksand is and when to be back. ";
    let filled = textwrap::fill(&prose.repeat(3), 64);
    let text = format!("THE BAY\n\n{filled}\n\nThings to take:\n- a lamp\n- a rope\n\n  {filled}\n> no\n");
    let one = filled.replace('\n', "⏎");
    let indented = filled.replace('\n', "⏎");
    assert_eq!(
        shown(&text),
        [
            "THE BAY",
            &format!("¶{one}"),
            "¶Things to take:",
            "- a lamp",
            "- a rope",
            &format!("¶{indented}"),
            "no"
        ]
    );
}

#[test]
fn a_word_cut_at_a_line_end_joins_lines_of_any_width() {
    for (text, blocks) in [
        ("A note on sum-\nmer\n", &["A note on sum-⏎mer"][..]),
        (
            "We asked for infor-\nmation on the tides of all the bays, but got only a leaf\u{2010}\nlet.\nBen",
            &[
                "We asked for infor-⏎mation on the tides of all the bays, but got only a leaf\u{2010}⏎let.",
                "¶Ben",
            ],
        ),
        ("1. Ropes for win-\n   ter\n2. Lamps", &["1. Ropes for win-⏎   ter", "¶2. Lamps"]),
        ("Milk -\nbread\nBaden-\nWürttemberg", &["Milk -", "bread", "Baden-", "Württemberg"]),
    ] {
        assert_eq!(shown(text), blocks, "{text:?}");
    }
}

#[test]
fn tables_and_programs_keep_their_lines() {
    let text = "Ages of people in the town:\n\n  Name     Age\n  Ann       12\n\nThat is all.";
    assert_eq!(
        shown(text),
        ["Ages of people in the town:", "¶|  Name     Age⏎  Ann       12", "¶That is all."]
    );
    let program = "fn main() {\n    let x = f(1);\n\n    print(x)\n}\n";
    assert_eq!(shown(program), ["|fn main() {⏎    let x = f(1);", "¶|    print(x)⏎}"]);
}

#[test]
fn a_form_feed_is_a_rule() {
    assert_eq!(shown("\u{c}One.\n\u{c}Two."), ["One.", "¶---", "¶Two."]);
}

#[test]
fn a_giant_line_is_cut() {
    let text = "Some words without end ".repeat(5000);
    let blocks = draft(text, false).blocks;
    assert!(blocks.len() > 10 && blocks.iter().all(|block| !block.gap && block.span.len() < 9000));
}

#[test]
fn blank_lines_and_form_feeds_part_stanzas() {
    let text = "\n a\nb\n \n\nc\u{c}d\n\u{c}\n\u{c}e";
    let found: Vec<(String, Option<usize>)> = stanzas(text, false)
        .iter()
        .map(|stanza| (stanza.lines.iter().map(|line| line.span.of(text)).collect(), stanza.form_feed))
        .collect();
    let all = [("ab", None), ("c", None), ("d", Some(10)), ("e", Some(13))];
    assert_eq!(found, all.map(|(lines, page)| (lines.to_owned(), page)));
}

const WIDTHS: [usize; 14] = [20, 24, 32, 40, 45, 52, 60, 72, 80, 100, 110, 120, 150, 200];

/// Returns the sentences of a text, without regard to white space.
fn sentences(text: &str) -> Vec<String> {
    let document = Document::from(draft(text.to_owned(), false));
    let texts = document.sentence_texts();
    texts.iter().map(|text| text.split_whitespace().collect::<String>()).collect()
}

/// Returns paragraphs filled to a width, each with margins before the first line and the others.
fn filled(paragraphs: &[&str], width: usize, [first, rest]: [&str; 2]) -> String {
    let options = textwrap::Options::new(width).break_words(false);
    let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
    let options = options.initial_indent(first).subsequent_indent(rest);
    let filled = paragraphs.iter().map(|paragraph| textwrap::fill(paragraph, &options));
    filled.collect::<Vec<_>>().join(&format!("\n{}\n", if rest == "> " { ">" } else { "" }))
}

#[test]
fn filling_to_another_width_changes_no_sentence() {
    let texts: [&[&str]; 6] = [
        &[
            "The harbour was closed in May, since the pilots of the port had not been paid for three months. \
             Two ships waited outside. Mr. Berg said that he would pay them on Monday, if the bank agreed.",
            "Nobody believed him. The captain of the first ship, an old man from Norway, went ashore in a boat \
             and asked for water; he was given bread as well. Then it rained until the end of the week.",
        ],
        &[
            "Der Hafen wurde im Mai geschlossen, weil die Lotsen seit drei Monaten kein Geld bekommen hatten. \
             Zwei Schiffe warteten vor der Küste auf die Flut und auf die Antwort der Bank in Hamburg.",
            "Niemand glaubte dem Bürgermeister. Der Kapitän des ersten Schiffes, ein alter Mann aus Norwegen, \
             kam mit einem Boot an Land und bat um Wasser, und man gab ihm auch Brot.",
        ],
        &[
            "Порт закрыли в мае, потому что лоцманам три месяца не платили. Два корабля ждали у берега прилива \
             и ответа банка. Капитан первого корабля, старик из Норвегии, сошёл на берег и попросил воды.",
        ],
        &[
            "港は五月に閉鎖された。水先案内人たちが三か月のあいだ給料を受け取っていなかったからである。二隻の船が沖で\
             潮が満ちるのを待っていた。船長は小さな舟で岸に上がり、水とパンを分けてもらった。",
            "町の人たちは誰も市長の言葉を信じなかった。それから週の終わりまで雨が降り続き、港の通りには人の姿がなかった。",
        ],
        &[
            "أُغلق الميناء في شهر مايو، لأن المرشدين لم يتسلموا أجورهم منذ ثلاثة أشهر. وانتظرت سفينتان قبالة الساحل \
             حتى يأتي المد ويصل جواب البنك. ثم نزل القبطان إلى الشاطئ وطلب الماء، فأعطوه الخبز أيضا.",
        ],
        &[
            "THE HARBOUR IS PROVIDED AS IT IS, WITHOUT ANY WARRANTY OF DEPTH OR SHELTER. IN NO EVENT SHALL THE TOWN \
             BE LIABLE FOR ANY DAMAGE TO SHIPS, HOWEVER CAUSED, EVEN IF IT WAS TOLD OF THE ROCKS BEFORE.",
        ],
    ];
    for paragraphs in texts {
        let whole = sentences(&paragraphs.join("\n\n"));
        assert!(whole.len() > 1);
        for width in WIDTHS {
            let all = [["", ""], ["    ", ""], ["> ", "> "], ["  ", "  "]];
            for margins in all.into_iter().filter(|[_, rest]| width >= 20 + rest.len()) {
                let text = filled(paragraphs, width, margins);
                assert_eq!(sentences(&text), whole, "{width} {margins:?}:\n{text}");
            }
        }
    }
}

#[test]
fn items_and_messages_go_on_in_indented_lines() {
    let words = "you may copy and keep the charts of the harbour as you got them, in any form, if you give the \
                 names of the makers on each copy. The town asks for no money.";
    for [first, rest] in [
        ["1. ", "   "],
        ["(a) ", "    "],
        ["• ", "  "],
        ["1.1  ", "     "],
        ["", "    "],
        ["ANNA: ", "      "],
    ] {
        let whole = sentences(&format!("{first}{words}"));
        for width in WIDTHS.into_iter().filter(|width| *width >= 32) {
            let text = filled(&[words, words], width, [first, rest]);
            assert_eq!(sentences(&text), [whole.clone(), whole.clone()].concat(), "{width}:\n{text}");
        }
    }
}

#[test]
fn short_paragraphs_without_blank_lines_are_joined() {
    let (long, short) =
        ("the tide rises and falls twice a day, because the moon pulls at the water.", "It ebbs.");
    for width in [24, 40, 60] {
        let long = textwrap::fill(&format!("In this bay {long} Then {long}"), width);
        for text in [format!("{long}\n{short}\n{short}"), format!("{long}\n{short}\n{long}\n{short}")] {
            let parts = text.matches(short).count() + text.matches("In this").count() * 2;
            assert_eq!(sentences(&text).len(), parts, "{width}:\n{text}");
        }
    }
    let text = "渡し船は潮が満ちるのを待っていたので、港の町に住む\n人たちは皆、岸に立っていた。そして夕方になると\n\
                雨がやんだ。\n次の日は晴れた。\n";
    assert_eq!(sentences(text).len(), 3, "{:?}", sentences(text));
    let source =
        "Jansen, A., & Berg, B. (2004). Tides of the bay of Delft. Journal of the Sea,\n    12(3), 112–119.";
    assert_eq!(shown(source).len(), 1);
}

#[test]
fn data_beside_sentences_does_not_hide_them() {
    for (text, expected) in [
        (
            "JAN:\tThe mill was closed. It rained.\nMIA:\tHe left at nine.\n",
            vec!["The mill was closed.", "It rained.", "He left at nine."],
        ),
        (
            "Scope\t1\nTerms\t4\nCosts\t9\n\nThe tenant pays. The owner mends.",
            vec!["The tenant pays.", "The owner mends."],
        ),
        (
            "Scope ........ 1\nTerms ........ 4\nThe tenant pays the rent.\n",
            vec!["The tenant pays the rent."],
        ),
        (
            "[12:03] <jan> The mill is shut.\n[12:04] <mia> Since when?\n",
            vec!["The mill is shut.", "Since when?"],
        ),
        (
            "(12:03:11) jan_d: The mill is shut.\n(12:04:00) mia: Since when?\n",
            vec!["The mill is shut.", "Since when?"],
        ),
        (
            "[12:03]\tJan\tThe mill is shut.\n[12:04]\tMia Berg\tSince when?\n",
            vec!["The mill is shut.", "Since when?"],
        ),
        (
            "12:03 <@jan> The mill is shut.\n12:04 < mia> Since when?\n",
            vec!["The mill is shut.", "Since when?"],
        ),
        (
            "jan  12:03 PM\nThe mill is shut, they say\nmia  12:04 PM\nsince when?\n",
            vec!["The mill is shut, they say", "since when?"],
        ),
        (
            "Speaker 1 (00:03)\nThe mill is shut.\n\nSpeaker 2 (00:09)\nYes.",
            vec!["The mill is shut.", "Yes."],
        ),
        ("Q.   Is the mill shut?\nA.   It is. It was.\n", vec!["Is the mill shut?", "It is.", "It was."]),
        ("Q: Is the mill shut?\nA: It is. It was.\n", vec!["Is the mill shut?", "It is.", "It was."]),
        ("jan,12,Delft\nmia,13,Gouda\n\nThey met.", vec!["They met."]),
        ("int f(int x) {\n    return x + 1;\n}\n\nIt adds one.", vec!["It adds one."]),
    ] {
        let document = Document::from(draft(text.to_owned(), false));
        assert_eq!(document.sentence_texts(), expected, "{text}");
    }
}

#[test]
fn quotations_of_a_mail_are_paragraphs_of_their_level() {
    let text = "Jan wrote:\n> The mill was closed in the winter, since the\n> river had no water for the wheel.\n>\n>> And the\n>> owner?\n> He left.\n\nI know.\n";
    let draft = draft(text.to_owned(), false);
    let found: Vec<(usize, &str)> =
        draft.blocks.iter().map(|block| (block.frame.cells() / 2, block.span.of(&draft.text))).collect();
    let first = "The mill was closed in the winter, since the\n  river had no water for the wheel.";
    assert_eq!(found[..2], [(0, "Jan wrote:"), (1, first)]);
    assert_eq!(found.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [0, 1, 2, 2, 1, 0]);
}

proptest! {
    #[test]
    fn every_visible_character_is_in_one_block(
        text in "([a-z]{1,9}|[ \t\n\u{c}\u{a0}。]|> |- |1\\. |   |[{}=;|]|\\. [A-Z]){0,200}"
    ) {
        let draft = draft(text.clone(), false);
        let text = blank_marks(text);
        prop_assert_eq!(&draft.text, &text);
        let mut at = 0;
        for block in &draft.blocks {
            prop_assert!(block.span.start >= at && text.get(block.span.start..block.span.end).is_some());
            prop_assert!(text[at..block.span.start].trim().is_empty());
            at = block.span.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}

#[test]
fn a_program_has_the_language_that_its_name_ends_with() {
    let read = |name: &str| {
        let source = SourceBytes::new(name.as_ref(), b"import tide\n\n\ndef ebb():\n    pass\n");
        Document::from(parse(&source).unwrap())
    };
    assert_eq!(read("ebb.PY").code_language.as_deref(), Some("PY"));
    assert_eq!(read("ebb.txt").code_language, None);
    assert_eq!(read("ebb.py").code_tokens(&|| true).len(), 4);
}

#[test]
fn the_title_of_a_text_in_org_mode_is_that_of_its_keywords() {
    for (text, title) in [
        ("#+author: Ann\n#+TITLE: The tides \n\nThey rise.\n", "The tides"),
        ("#+author: Ann\n\n#+title: The tides\n", "The tides"),
        ("The tides rise.\n\n#+title: No tides\n", "The tides rise."),
    ] {
        let draft = parse(&SourceBytes::new("a.org".as_ref(), text.as_bytes())).unwrap();
        assert_eq!(draft.choose_title().as_str(), title, "{text}");
    }
}

#[test]
fn a_line_with_a_date_alone_is_a_title_only_where_there_is_no_other_line() {
    for (text, title) in [
        ("Tuesday, May 24, 2005\n\nThe tides\n\nThey rise.\n", "The tides"),
        (
            "Tuesday, May 24, 2005\nThe tides rise every day of the week.\n",
            "The tides rise every day of the week.",
        ),
        ("Tuesday, May 24, 2005\n", "Tuesday, May 24, 2005"),
    ] {
        assert_eq!(draft(text.to_owned(), false).choose_title().as_str(), title, "{text}");
    }
}
