//! What is remembered from one run to the next.
#![expect(clippy::disallowed_methods, reason = "the tests make the files that the program reads")]

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use reader::storage::store::Store;
use reader::ui::settings::OpenAt;
use tempfile::TempDir;

use crate::test_app::TestApp;

/// Numbered paragraphs.
fn prose(name: &str, paragraphs: usize) -> String {
    (0..paragraphs).fold(String::new(), |mut text, number| {
        writeln!(text, "{name} number {number} was seen at dawn.\n").unwrap();
        text
    })
}

/// Documents, and a store in which runs remember.
struct Files(TempDir);

impl Files {
    fn new() -> Self {
        let files = Files(tempfile::tempdir().unwrap());
        fs::create_dir(files.0.path().join("in")).unwrap();
        for (name, length) in [("a.txt", 60), ("b.txt", 80), ("c.txt", 3)] {
            files.write(name, &prose(&name[..1].to_uppercase(), length));
        }
        files
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join("in").join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn store(&self) -> PathBuf {
        self.0.path().join("data/store.sqlite")
    }

    fn open(&self, name: &str) -> TestApp {
        self.open_at(name, &[], OpenAt::Beginning)
    }

    fn open_at(&self, name: &str, keywords: &[&str], opening: OpenAt) -> TestApp {
        TestApp::open_with_store(&[&self.path(name)], keywords, opening, &self.store())
    }

    fn folder(&self) -> TestApp {
        self.open("")
    }
}

/// The name and the number in the first row of the text.
fn first_row(app: &TestApp) -> String {
    let screen = app.screen();
    let rows = screen.lines().skip(1).filter(|row| row.contains(" was seen"));
    let words: Vec<&str> = rows.flat_map(|row| row.split_whitespace()).collect();
    let at = words.iter().position(|word| *word == "was").unwrap();
    words[at - 3..at].join(" ")
}

fn status(app: &TestApp) -> String {
    app.screen().lines().last().unwrap().trim().to_owned()
}

#[test]
fn a_document_opens_where_it_was_left() {
    let files = Files::new();
    let mut app = files.open("a.txt");
    assert_eq!(first_row(&app), "A number 0");
    app.press("50%");
    let left = first_row(&app);
    assert!(left.contains("number 2") || left.contains("number 3"), "{left}");
    app.leave();
    let app = files.open("a.txt");
    assert_eq!(first_row(&app), left);
    assert!(status(&app).contains("opened where you left off · g goes to the beginning"), "{}", status(&app));
    app.leave();
    // Edited before the place, then renamed, then both.
    files.write("a.txt", &format!("{}{}", prose("New", 7), prose("A", 60)));
    let app = files.open("a.txt");
    assert_eq!(first_row(&app), left);
    app.leave();
    fs::rename(files.path("a.txt"), files.path("renamed.txt")).unwrap();
    assert_eq!(first_row(&files.open("renamed.txt")), left);
    files.write("renamed.txt", &format!("{}{}", prose("Newer", 2), prose("A", 60)));
    assert_eq!(first_row(&files.open("renamed.txt")), left);
    // The command line goes first.
    let app = files.open_at("renamed.txt", &[], OpenAt::Line(1));
    assert_eq!(first_row(&app), "Newer number 0");
}

#[test]
fn a_key_goes_before_what_is_remembered() {
    let files = Files::new();
    let mut app = files.open("a.txt");
    app.press("50%");
    app.leave();
    let mut app = files.open("b.txt");
    app.press("50%");
    let here = first_row(&app);
    app.press("j");
    app.leave();
    let mut app = files.open("b.txt");
    assert_ne!(first_row(&app), "B number 0");
    app.press("g");
    app.leave();
    assert_eq!(first_row(&files.open("b.txt")), "B number 0");
    assert!(here.contains("number"));
}

#[test]
fn a_document_never_opened_is_marked() {
    let files = Files::new();
    let mut app = files.folder();
    let marked = |app: &TestApp| -> Vec<String> {
        let rows = app.rows_with("•").into_iter();
        rows.map(|row| row.split('•').nth(1).unwrap().trim().chars().take(1).collect()).collect()
    };
    assert_eq!(marked(&app), ["A", "B", "C"]);
    app.press("<tab>");
    assert_eq!(marked(&app), ["B", "C"]);
    app.press("<tab>j<tab>");
    assert_eq!(marked(&app), ["C"]);
    app.leave();
    assert_eq!(marked(&files.folder()), ["C"]);
    let without = TestApp::open(&[&files.path("")]);
    assert_eq!(marked(&without), [""; 0], "nothing is known without a store");
}

#[test]
fn the_list_says_how_far_a_document_was_read() {
    let files = Files::new();
    let mut app = files.folder();
    app.resize(110, 12).press("<tab>");
    let read = |app: &TestApp| -> Option<usize> {
        let rows = app.rows_with("words · ");
        let words = rows
            .first()?
            .split_once(" words · ")?
            .1
            .split(" %")
            .next()?
            .split_whitespace()
            .last()?
            .to_owned();
        words.parse().ok()
    };
    let first = read(&app).unwrap_or_else(|| panic!("{}", app.screen()));
    assert!((3..20).contains(&first), "{first}");
    app.press("50%");
    let half = read(&app).unwrap_or_else(|| panic!("{}", app.screen()));
    assert!((50..70).contains(&half), "{half}");
    app.press("g");
    assert_eq!(read(&app), Some(half), "the furthest place counts");
    app.leave();
    let mut app = files.folder();
    app.resize(110, 12);
    assert_eq!(read(&app), Some(half));
    app.press("G");
    assert_eq!(read(&app), None, "all of it is read: {}", app.screen());
}

#[test]
fn a_folder_opens_as_it_was_left() {
    let files = Files::new();
    let mut app = files.folder();
    app.press("j<tab>50%").press(":sort length<enter>");
    app.press(".adawn<enter><esc>");
    assert!(app.screen().contains("‹dawn›"), "{}", app.screen());
    let (left, list) = (first_row(&app), app.line(0));
    app.leave();
    let app = files.folder();
    assert_eq!((first_row(&app), app.line(0)), (left.clone(), list));
    assert!(!app.app.in_list() && app.screen().contains("‹dawn›"), "{}", app.screen());
    app.leave();
    // Keywords on the command line go first, and another place has none.
    let app = files.open_at("", &["seen"], OpenAt::Beginning);
    assert!(app.screen().contains("‹seen›") && !app.screen().contains("‹dawn›"), "{}", app.screen());
    assert!(!files.open("b.txt").screen().contains('‹'));
}

#[test]
fn the_headings_of_a_folder_are_those_it_was_left_with() {
    let files = Files::new();
    let moss = "A beetle of Tarnby eats only moss, says Inga Holm.";
    files.write("d.txt", moss);
    files.write("e.txt", "Inga Holm saw it: the beetle of Tarnby lives on moss alone.");
    for by_story in [false, true, false] {
        let mut app = files.folder();
        app.press("Z");
        let list = app.line(0);
        app.leave();
        let app = files.folder();
        assert_eq!(app.line(0), list);
        assert_eq!(list.contains("stor"), by_story, "{list}");
        app.leave();
    }
}

#[test]
fn what_is_forgotten_is_not_gone_back_to() {
    let files = Files::new();
    let leave = || {
        let mut app = files.folder();
        app.press("j<tab>50%mq");
        let here = first_row(&app);
        app.leave();
        here
    };
    let here = leave();
    assert_eq!(first_row(&files.folder()), here);
    let path = |name: &str| fs::canonicalize(files.path(name)).unwrap();
    let mut store = Store::open(&files.store()).unwrap().unwrap();
    let document = store.document_at(&path("b.txt")).unwrap().unwrap();
    store.forget(&[document.id], &[path("b.txt")]).unwrap();
    let app = files.folder();
    assert_eq!((first_row(&app).as_str(), app.app.bookmarks.iter().count()), ("A number 0", 0));
    // What was chosen in the folder: the keys went to the text.
    assert!(!app.app.in_list());
    store.forget(&[], &[path("")]).unwrap();
    assert!(files.folder().app.in_list());
    leave();
    store.forget_all().unwrap();
    let mut app = files.folder();
    assert_eq!((first_row(&app).as_str(), app.rows_with("•").len()), ("A number 0", 3));
    app.press("j<tab>");
    assert_eq!(first_row(&app), "B number 0");
}

#[test]
fn bookmarks_and_histories_are_kept() {
    let files = Files::new();
    let mut app = files.folder();
    app.press("<tab>50%mqgmw").press("/number 9<enter>").press(":weak 0.4<enter>");
    app.leave();
    let mut app = files.folder();
    app.press("'q");
    assert!(
        first_row(&app).contains("number 2") || first_row(&app).contains("number 3"),
        "{}",
        first_row(&app)
    );
    app.press("/<up>");
    assert!(status(&app).contains("number 9"), "{}", status(&app));
    app.press("<esc>:<up>");
    assert!(status(&app).contains("weak 0.4"), "{}", status(&app));
    assert!(!app.app.dimensions().legend);
    app.press("<esc>K");
    app.leave();
    let mut app = files.folder();
    assert!(app.app.dimensions().legend);
    // The letter becomes that of another document.
    app.press("<esc><tab>j<tab>mq");
    app.leave();
    let mut app = files.folder();
    app.press("'q");
    assert!(app.app.pane().unwrap().document.text.starts_with("B number"));
    assert_eq!(app.app.bookmarks.iter().map(|(letter, _)| letter).collect::<String>(), "qw");
}

#[test]
fn sets_of_keywords_have_names() {
    let files = Files::new();
    let mut app = files.open_at("a.txt", &["dawn=red", "word:seen"], OpenAt::Beginning);
    app.press(":keywords save light<enter>");
    assert_eq!(status(&app), "saving the keywords as 'light'");
    app.leave();
    let mut app = files.open_at("b.txt", &["number"], OpenAt::Beginning);
    app.press(":keywords load dark<enter>");
    assert_eq!(status(&app), "no set of keywords is called 'dark'; saved: light");
    app.press(":keywords load light<enter>");
    let keywords: Vec<String> = app.app.keywords.iter().map(|(_, keyword)| keyword.to_string()).collect();
    assert_eq!(keywords, ["dawn=red", "word:seen"]);
    let mut app = TestApp::open(&[&files.path("a.txt")]);
    app.press(":keywords load light<enter>");
    assert!(status(&app).contains("--no-state"), "{}", status(&app));
}

#[test]
fn what_was_chosen_in_a_comparison_is_kept() {
    let files = Files::new();
    files.write("b.txt", "Ferries lay in the harbour.\n\nA moon rose over the mole.\n");
    files.write("c.txt", "Nobody came.\n\nThe tower was cold and dark.\n");
    fs::remove_file(files.path("a.txt")).unwrap();
    let compared = |app: &mut TestApp| {
        app.resize(100, 20).press("c");
        let reader::ui::views::View::Comparison(view) = &app.app.views.top else { panic!("no comparison") };
        let comparison = view.findings.comparison().unwrap();
        let links = comparison.counterparts(reader::compare::Side::Left, 0, view.levels).count();
        (view.levels.strong, links)
    };
    let mut app = files.folder();
    assert_eq!(compared(&mut app), (0.7, 0));
    app.press(":anchor<enter>").press("<tab>:anchor<enter>").press(":strong 0.9<enter>");
    app.leave();
    let mut app = files.folder();
    assert_eq!(compared(&mut app), (0.9, 1));
}

#[test]
fn nothing_is_kept_of_standard_input() {
    let files = Files::new();
    let app = files.open("c.txt");
    app.leave();
    let mut app = TestApp::open_with_store(&[], &[], OpenAt::Beginning, &files.store());
    let piped = prose("Secret", 60);
    let effects =
        reader::ui::update::open(&mut app.app, Vec::new(), Some(piped.as_bytes().into()), OpenAt::Beginning);
    app.take(effects);
    app.work().press("50%ma");
    assert!(first_row(&app).starts_with("Secret"));
    app.leave();
    for file in fs::read_dir(files.store().parent().unwrap()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(memchr::memmem::find(&bytes, b"Secret").is_none());
    }
    let store = Store::open(&files.store()).unwrap().unwrap();
    assert_eq!(store.opened().unwrap().len(), 1);
}

#[test]
fn a_damaged_store_is_said_and_left() {
    let files = Files::new();
    fs::create_dir_all(files.store().parent().unwrap()).unwrap();
    fs::write(files.store(), "no store at all").unwrap();
    let mut app = files.folder();
    app.resize(200, 20);
    assert!(
        status(&app).contains("store.sqlite: this file of notes and positions is damaged"),
        "{}",
        status(&app)
    );
    app.press("<tab>50%ma");
    assert!(app.screen().contains("number 3"), "{}", app.screen());
    app.leave();
    assert_eq!(fs::read_to_string(files.store()).unwrap(), "no store at all");
}
