//! The real binary without a terminal: what it prints, where, and how it exits.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the tests make the files that the program reads"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use assert_cmd::Command;
use assert_cmd::cargo::{cargo_bin, cargo_bin_cmd};
use tempfile::TempDir;

const SEEDS: [&str; 2] = ["seeds/000_ac5e6907902fcfd7.txt", "seeds/004_cb8979b45471d89b.txt"];

/// A folder to run the program in, without the user's settings.
struct Room(TempDir);

/// The exit code and the output of a run.
struct Outcome {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Room {
    fn with(files: &[(&str, &str)]) -> Self {
        let room = Room(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = room.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = cargo_bin_cmd!("reader");
        command.current_dir(self.0.path());
        command.env("XDG_CONFIG_HOME", self.path("config")).env("XDG_DATA_HOME", self.path("data"));
        command.args(words);
        command
    }

    fn run(&self, words: &[&str]) -> Outcome {
        Outcome::of(&mut self.command(words))
    }

    fn run_with(&self, input: &str, words: &[&str]) -> Outcome {
        Outcome::of(self.command(words).write_stdin(input))
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

impl Outcome {
    fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Outcome {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Fails unless the run succeeded without messages; returns its output.
    fn assert_success(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// Fails unless the run had exit code 2, no output, and one line with `words` on standard error.
    fn assert_error(self, words: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(2), ""), "{}", self.err);
        assert!(self.err.starts_with("reader: ") && self.err.matches('\n').count() == 1, "{}", self.err);
        assert!(self.err.contains(words), "{:?} in {}", words, self.err);
    }
}

fn seeds() -> [String; 2] {
    SEEDS.map(|seed| Path::new(env!("CARGO_MANIFEST_DIR")).join(seed).to_str().unwrap().to_owned())
}

fn harbour() -> Room {
    Room::with(&[
        ("two/a.txt", "Five ferries crossed the frozen harbour on Monday.\n\nNobody expected ice.\n"),
        ("two/b.txt", "Tickets are cheap.\n\nFive ferries crossed the frozen harbour on Monday.\n"),
        ("three/1.txt", "One.\n"),
        ("three/2.txt", "Two.\n"),
        ("three/10.txt", "Three.\n"),
        ("empty", ""),
    ])
}

#[test]
fn a_file_prints_its_text_as_it_is() {
    let room = harbour();
    for seed in &seeds() {
        let (out, text) = (room.run(&[seed]).assert_success(), fs::read_to_string(seed).unwrap());
        assert_eq!(out.trim_end_matches('\n'), text.trim_end_matches('\n'));
        assert!(out.ends_with('\n'));
    }
    assert_eq!(room.run(&["empty"]).assert_success(), "");
}

#[test]
fn a_width_wraps() {
    let [seed, _] = seeds();
    let out = harbour().run(&["--width", "40", &seed]).assert_success();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert!(out.lines().all(|line| line.chars().count() <= 40), "{out}");
    assert_eq!(words(&out), words(&fs::read_to_string(&seed).unwrap()));
}

#[test]
fn several_files_are_printed_under_their_names() {
    let out = harbour().run(&["three/2.txt", "three/1.txt"]).assert_success();
    assert_eq!(out, "==> three/2.txt <==\nTwo.\n\n==> three/1.txt <==\nOne.\n");
}

#[test]
fn a_bad_path_among_good_ones_changes_only_the_exit_code() {
    let outcome = harbour().run(&["three/1.txt", "tree", "three/2.txt"]);
    assert_eq!(outcome.code, Some(2));
    assert_eq!(outcome.err, "reader: tree: no such file or folder (did you mean 'three'?)\n");
    assert!(outcome.out.contains("One.") && outcome.out.contains("Two."), "{}", outcome.out);
}

#[test]
fn a_folder_prints_its_list() {
    let room = harbour();
    let out = room.run(&["three"]).assert_success();
    let paths: Vec<&str> = out.lines().skip(1).map(|line| line.rsplit(' ').next().unwrap()).collect();
    assert_eq!(paths, ["three/1.txt", "three/2.txt", "three/10.txt"]);
    assert_eq!(room.run(&["--list", "three"]).assert_success(), out);
    assert_eq!(room.run(&["--list", "three/1.txt", "three/2.txt", "three/10.txt"]).assert_success(), out);
}

#[test]
fn a_list_counts_keywords() {
    let room = harbour();
    fs::write(room.path("words"), "# the sea\nferries\n\nre:har.our=red\n").unwrap();
    let words = ["two", "-k", "TICKETS", "-i", "-K", "words", "--format", "json"];
    let list: serde_json::Value = serde_json::from_str(&room.run(&words).assert_success()).unwrap();
    assert_eq!(list["keywords"], serde_json::json!(["TICKETS", "ferries", "har.our"]));
    let hits = |index: usize| list["documents"][index]["hits"].clone();
    assert_eq!((hits(0), hits(1)), (serde_json::json!([0, 1, 1]), serde_json::json!([1, 1, 1])));
    let out = room.run(&["two", "-k", "ferries"]).assert_success();
    assert!(out.lines().next().unwrap().ends_with("Words  Minutes  ferries  Path"), "{out}");
    room.run(&["two", "-k", "re:("]).assert_error("keyword 're:(': cannot read");
    fs::write(room.path("words"), "a\nre:(\n").unwrap();
    room.run(&["two", "-K", "words"]).assert_error("words: line 2: cannot read");
}

#[test]
fn the_keys_in_force_are_printed() {
    let room = Room::with(&[
        ("own.toml", "[keys.everywhere]\nhelp = [\"<f1>\"]\n"),
        ("wrong.toml", "[keys.everywhere]\nhepl = [\"x\"]\n"),
    ]);
    let line = |words: &[&str]| {
        let out = room.run(words).assert_success();
        out.lines().find(|line| line.contains(" help ")).unwrap().to_owned()
    };
    assert!(line(&["--print-keys"]).starts_with("? "));
    assert!(line(&["--print-keys", "--config", "own.toml"]).starts_with("F1 "));
    room.run(&["--print-keys", "--config", "wrong.toml"]).assert_error("wrong.toml: ");
}

#[test]
fn without_a_path_the_input_is_read_if_there_is_one() {
    let room = harbour();
    assert_eq!(room.run_with("piped\n", &[]).assert_success(), "piped\n");
    assert_eq!(room.run_with("piped\n", &["-"]).assert_success(), "piped\n");
    let mut silent = std::process::Command::new(cargo_bin!("reader"));
    let output = silent.current_dir(room.path("three")).stdin(Stdio::null()).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("  10.txt\n"), "{output:?}");
}

#[test]
fn paths_can_be_listed() {
    let room = harbour();
    let wanted = "==> three/2.txt <==\nTwo.\n\n==> three/1.txt <==\nOne.\n";
    fs::write(room.path("names"), "three/2.txt\n\nthree/1.txt\n").unwrap();
    assert_eq!(room.run(&["--files-from", "names"]).assert_success(), wanted);
    let nul = "three/2.txt\0three/1.txt\0";
    assert_eq!(room.run_with(nul, &["--files-from", "-"]).assert_success(), wanted);
    room.run_with("\n", &["--files-from", "-"]).assert_error("names no path");
    room.run_with("x", &["--files-from", "-", "-"]).assert_error("only once");
    room.run(&["--files-from", "gone"]).assert_error("gone: no such file or folder");
}

#[test]
fn a_comparison_prints_a_report() {
    let room = harbour();
    let out = room.run(&["--compare", "two/a.txt", "two/b.txt"]).assert_success();
    assert!(out.contains("Two versions of one text: 1 unchanged"), "{out}");
    assert_eq!(room.run(&["-d", "two"]).assert_success(), out, "a folder stands for its documents");
    let markdown = room.run(&["-c", "two", "--format", "markdown"]).assert_success();
    assert!(markdown.contains("> **B 1**: Tickets are cheap"), "{markdown}");
}

#[test]
fn a_comparison_of_the_seeds_follows_the_schema_and_repeats() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../assets/schema/comparison.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let [left, right] = seeds();
    let room = harbour();
    let words = ["-c", "--format", "json", left.as_str(), right.as_str()];
    let out = room.run(&words).assert_success();
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let errors: Vec<_> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    for (side, seed) in [&left, &right].into_iter().enumerate() {
        let text = fs::read_to_string(seed).unwrap();
        for sentence in report["documents"][side]["sentences"].as_array().unwrap() {
            let place = |key: &str| sentence[key].as_u64().unwrap() as usize;
            assert_eq!(&text[place("start")..place("end")], sentence["text"].as_str().unwrap());
        }
    }
    assert_eq!(room.run(&words).assert_success(), out);
}

#[test]
fn a_comparison_takes_two_documents_or_more() {
    let room = harbour();
    room.run(&["-c", "two/a.txt"]).assert_error("two/a.txt; name another");
    room.run(&["-c", "two", "gone"]).assert_error("gone: no such file or folder");
    fs::write(room.path("two/picture.png"), b"\x89PNG\0\0").unwrap();
    let outcome = room.run(&["-c", "two"]);
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.err.starts_with("reader: two/picture.png: "), "{}", outcome.err);
    room.run(&["-c", "two/a.txt", "two/picture.png"]).assert_error("two/picture.png: ");
}

#[test]
fn copied_passages_are_quoted_with_their_places() {
    let room = Room::with(&[
        (
            "a.txt",
            "Snow fell on the coast. The mayor said that nobody had expected the heavy ice, and left. Nine boats sank.\n",
        ),
        (
            "b.txt",
            "It was cold. \u{201c}Nobody had expected the heavy ice,\u{201d} she wrote. Trains ran late all week, too. Schools closed.\n",
        ),
        (
            "c.txt",
            "Snow fell on the coast. The mayor said that nobody had foreseen the heavy ice, and left. Nine boats sank.\n",
        ),
    ]);
    let line = "6 words, A 2 and B 2: “nobody had expected the heavy ice";
    for format in ["text", "markdown"] {
        let out = room.run(&["-c", "a.txt", "b.txt", "--format", format]).assert_success();
        assert!(out.contains(line) && !out.contains("Two versions"), "{out}");
    }
    let report = compared(&room, "a.txt", "b.txt");
    let places = report["copies"][0]["items"].as_array().unwrap();
    assert_eq!((&report["copies"][0]["words"], places.len()), (&6.into(), 2));
    assert!(report.get("edition").is_none());
}

#[test]
fn a_draft_and_its_edited_version_print_the_changes() {
    let room = Room::with(&[
        (
            "a.md",
            "Snow fell on the coast.\n\nThe mayor thanked both crews on Monday.\n\nNine boats sank near the pier.\n\nTickets remain cheap.\n",
        ),
        (
            "b.md",
            "Snow fell on the coast.\n\nThe mayor thanked both crews on Tuesday.\n\nSchools closed early.\n\nNine boats sank near the pier.\n",
        ),
    ]);
    for format in ["text", "markdown", "html"] {
        let out = room.run(&["-c", "a.md", "b.md", "--format", format]).assert_success();
        assert!(
            out.contains("Two versions of one text: 2 unchanged, 1 edited, 0 moved, 1 added, 1 removed."),
            "{out}"
        );
    }
    let out = room.run(&["-c", "a.md", "b.md"]).assert_success();
    for part in [
        "A 2 and B 2: edited",
        "Only A says “Monday”; only B says “Tuesday”.",
        "Removed\n   A 4: Tickets",
        "Added\n   B 3: Schools",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
    assert!(out.contains("Only in A (removed): 1 of 4 sentences. Only in B (added): 1 of 4"), "{out}");
    // In reading order, before everything else, and not a second time as links.
    let places = [
        "Two versions of one text\n",
        "B 2: edited",
        "Added\n   B 3",
        "Removed\n   A 4",
        "Only in A\n\n1 of 4 sentences, removed.",
    ];
    let places = places.map(|part| out.find(part));
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?} in {out}");
    assert!(!out.contains("Linked sentences"), "{out}");
    let report = compared(&room, "a.md", "b.md");
    assert_eq!(
        (&report["edition"]["edited"], &report["edition"]["pairs"][1]["change"]),
        (&1.into(), &"edited".into())
    );
    assert_eq!(report["only"], serde_json::json!([[3], [2]]));
    assert!(room.run(&["-c", "a.md", "a.md"]).assert_success().contains("\nNothing changed.\n"));
}

/// Returns the JSON that `--compare --format json` prints for two files; fails unless it follows the
/// schema.
#[test]
fn the_article_of_a_page_is_printed_and_a_wrong_name_is_said() {
    let paragraph = "<p>The sea rises twice a day, as the moon pulls it, and falls again, as those who live by it \
                     know, and the boats lie on the sand until it comes back in the evening.</p>";
    let page =
        format!("<html><body><nav>Front page</nav><article>{}</article></body></html>", paragraph.repeat(6));
    let room = Room::with(&[("page.html", &page), ("page.txt", &page)]);
    let article = room.run(&["page.html"]).assert_success();
    assert!(article.contains("The sea rises") && !article.contains("Front page"), "{article}");
    assert!(room.run(&["--whole", "page.html"]).assert_success().contains("Front page"));
    assert_eq!(room.run_with(&page, &["-"]).assert_success(), article);
    let misnamed = room.run(&["page.txt"]);
    assert_eq!((misnamed.code, misnamed.out), (Some(0), article));
    assert_eq!(misnamed.err, "reader: page.txt: web page, though its name ends with .txt\n");
}

fn compared(room: &Room, left: &str, right: &str) -> serde_json::Value {
    let report = room.run(&["-c", "--format", "json", left, right]).assert_success();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../assets/schema/comparison.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    report
}

#[test]
fn a_comparison_as_html_is_one_page_that_needs_nothing_else() {
    let room = harbour();
    let words = ["-c", "two", "--format", "html"];
    let page = room.run(&words).assert_success();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && page.ends_with("</html>\n"), "{page}");
    assert!(page.contains("<a href=\"#b2\">B 2</a>") && page.contains("<li id=\"b2\""), "{page}");
    assert!(!page.contains("http") && !page.contains("<script"), "{page}");
    assert_eq!(room.run(&words).assert_success(), page);
    for words in [
        &["two"][..],
        &["--list", "two"],
        &["two/a.txt", "two/b.txt"],
        &["empty"],
        &["-c", "two", "three/1.txt"],
        &["--similar", "two"],
    ] {
        let page = room.run(&[words, &["--format", "html"]].concat()).assert_success();
        let times = |tag: &str| page.matches(tag).count();
        assert_eq!((times("<!DOCTYPE"), times("<main>"), times("</html>")), (1, 1, 1), "{words:?} {page}");
    }
    room.run(&["gone", "--format", "html"]).assert_error("gone: no such file");
}

#[test]
fn empty_documents_are_compared_all_the_same() {
    let room = harbour();
    fs::write(room.path("blank"), "\n \n").unwrap();
    for format in ["text", "markdown", "html"] {
        let report = |left, right| room.run(&["-c", left, right, "--format", format]).assert_success();
        assert!(report("empty", "two/a.txt").contains("A has no text"), "{format}");
        assert!(report("two/a.txt", "empty").contains("B has no text"), "{format}");
        let neither = report("empty", "blank");
        assert!(neither.contains("Neither has any text") && !neither.contains("Two versions"), "{format}");
    }
    let report = compared(&room, "empty", "two/a.txt");
    assert_eq!(
        (&report["only"], &report["summary"]["likeness"]),
        (&serde_json::json!([[], [0, 1]]), &0.into())
    );
    let code = |left, right| room.run(&["-c", "--exit-code", left, right]).code;
    assert_eq!((code("empty", "blank"), code("empty", "two/a.txt")), (Some(0), Some(1)));
}

#[test]
fn one_sentence_is_found_in_a_book() {
    let room = harbour();
    let sentence = |n: usize| format!("Chapter {n} tells how clerk {} lost ledger {}.\n\n", n * 7, n * 13);
    let book: String = (0..2000).map(sentence).collect();
    fs::write(room.path("book"), book).unwrap();
    fs::write(room.path("one"), sentence(1234)).unwrap();
    for (left, right, place) in [("one", "book", [0, 1234]), ("book", "one", [1234, 0])] {
        let report = compared(&room, left, right);
        let strong: Vec<_> =
            report["links"].as_array().unwrap().iter().filter(|link| link["level"] == "strong").collect();
        assert_eq!(strong.len(), 1, "{strong:?}");
        assert_eq!([&strong[0]["left"], &strong[0]["right"]], place);
    }
}

#[test]
fn equal_documents_are_wholly_alike() {
    let room = harbour();
    let [seed, _] = seeds();
    fs::copy(&seed, room.path("copy")).unwrap();
    let report = compared(&room, &seed, "copy");
    let linked = report["links"].as_array().unwrap().len();
    assert_eq!(
        (&report["summary"]["likeness"], &report["only"]),
        (&100.into(), &serde_json::json!([[], []]))
    );
    assert_eq!(report["documents"][0]["sentences"].as_array().unwrap().len(), linked);
    let outcome = room.run(&["-c", "--exit-code", &seed, "copy"]);
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.out.contains("Nothing differs, except perhaps the wrapping of lines"), "{}", outcome.out);
}

#[test]
fn different_languages_are_named() {
    let room = Room::with(&[
        (
            "en",
            "The president of Mexico, Claudia Sheinbaum, said on Monday that it was the first time that 4,500 people had been there.\n",
        ),
        (
            "es",
            "La presidenta de México, Claudia Sheinbaum, dijo el lunes que era la primera vez que 4.500 personas habían estado allí.\n",
        ),
        (
            "ru",
            "Президент сообщила в понедельник, что там впервые побывали 4500 человек, и это было очень хорошо.\n",
        ),
    ]);
    for (left, right, words) in [
        ("en", "es", "In different languages (English and Spanish): linked by names and numbers only."),
        ("es", "en", "In different languages (Spanish and English): linked by names and numbers only."),
        ("ru", "en", "In different languages (Russian and English): linked by names and numbers only."),
    ] {
        for format in ["text", "html"] {
            let out = room.run(&["-c", left, right, "--format", format]).assert_success();
            assert!(out.contains(words), "{words} in {out}");
        }
        assert_eq!(compared(&room, left, right)["summary"]["languages"], "different");
    }
    assert!(!room.run(&["-c", "en", "en"]).assert_success().contains("different languages"));
}

#[test]
fn a_file_that_is_too_long_is_named_with_the_limit() {
    let room = harbour();
    fs::File::create(room.path("huge")).unwrap().set_len((256 << 20) + 1).unwrap();
    room.run(&["-c", "huge", "huge"]).assert_error("huge: longer than 256 MB");
    room.run(&["-c", "two/a.txt", "huge"]).assert_error("huge: longer than 256 MB");
    fs::write(room.path("many"), "No ice.\n\n".repeat(200_001)).unwrap();
    room.run(&["-c", "two/a.txt", "many", "-o", "report"])
        .assert_error("many: too long to compare: 200001 sentences; at most 200000");
    assert!(!room.path("report").exists());
}

#[test]
fn a_file_that_is_no_text_is_named_with_the_reason() {
    let room = harbour();
    fs::write(room.path("binary"), b"\x7fELF\x02\x01\0\0\0\0\xff\xfe\0").unwrap();
    for words in [["binary", "two/a.txt"], ["two/a.txt", "binary"], ["binary", "binary"]] {
        room.run(&[&["-c"], &words[..]].concat()).assert_error("binary: ELF program, not a text file");
    }
}

#[test]
fn an_exit_code_tells_equal_from_different() {
    let room = harbour();
    let code = |words: &[&str]| room.run(words).code;
    assert_eq!(code(&["-c", "--exit-code", "two/a.txt", "two/a.txt"]), Some(0));
    assert_eq!(code(&["-c", "--exit-code", "two/a.txt", "two/b.txt"]), Some(1));
    assert_eq!(code(&["-c", "two/a.txt", "two/b.txt"]), Some(0));
    let room = Room::with(&[
        ("a.md", "Snow fell.\n\nNobody was hurt on the coast, she said.\n"),
        ("wrapped.md", "Snow fell.\n\nNobody was hurt\non the coast, she said.\n"),
        ("case.md", "Snow fell.\n\nnobody was hurt on the coast, she said.\n"),
    ]);
    for (other, code, words) in
        [("wrapped.md", 0, "2 unchanged, 0 edited"), ("case.md", 1, "A 2 and B 2: edited (case only)")]
    {
        let outcome = room.run(&["-c", "--exit-code", "a.md", other]);
        assert_eq!(outcome.code, Some(code), "{other}");
        assert!(outcome.out.contains(words), "{}", outcome.out);
    }
}

#[test]
fn a_weak_level_above_the_strong_one_is_refused() {
    let room = harbour();
    room.run(&["-c", "two", "--strong", "0.2"]).assert_error("--strong and --weak together");
    room.run(&["-c", "two", "--strong", "0.2", "--weak", "0.1"]).assert_success();
}

#[test]
fn a_report_goes_to_a_file_that_was_not_there() {
    let room = harbour();
    let report = room.run(&["-c", "two"]).assert_success();
    assert_eq!(room.run(&["-c", "two", "-o", "report.txt"]).assert_success(), "");
    assert_eq!(room.read("report.txt"), report);
    room.run(&["three/1.txt", "-o", "report.txt"]).assert_error("report.txt: already exists; --force");
    assert_eq!(room.read("report.txt"), report);
    room.run(&["three/1.txt", "-o", "report.txt", "--force"]).assert_success();
    assert_eq!(room.read("report.txt"), "One.\n");
    assert_eq!(room.run(&["three/1.txt", "-o", "-"]).assert_success(), "One.\n");
}

#[test]
fn the_name_of_the_output_tells_the_format_unless_an_option_does() {
    let room = harbour();
    for (words, beginning) in [
        (&["-o", "ab.md"][..], "# Comparison"),
        (&["-o", "ab.HTM"], "<!DOCTYPE html>"),
        (&["-o", "ab.json"], "{\"schema\""),
        (&["-o", "ab.txt"], "Comparison"),
        (&["-o", "ab.html", "--format", "markdown"], "# Comparison"),
    ] {
        room.run(&[&["-c", "two"], words].concat()).assert_success();
        assert!(room.read(words[1]).to_lowercase().starts_with(&beginning.to_lowercase()), "{words:?}");
    }
    room.run(&["--list", "two", "-o", "list.json"]).assert_success();
    assert!(room.read("list.json").starts_with("{\"schema\":\"reader.list/1\""));
}

#[test]
fn a_place_that_cannot_be_written_is_named_with_the_reason() {
    let room = harbour();
    for (place, reason) in [
        ("two", "two: a folder; name a file in it"),
        ("gone/report", "gone/report: cannot write: its folder does not exist"),
        ("empty/report", "empty/report: cannot write: its folder is a file"),
    ] {
        for format in ["text", "html"] {
            room.run(&["-c", "two/a.txt", "two/b.txt", "--format", format, "-o", place]).assert_error(reason);
        }
    }
}

#[test]
fn a_document_is_never_overwritten() {
    let room = harbour();
    for words in [
        &["-c", "two", "-o", "two/a.txt", "--force"][..],
        &["two/a.txt", "-o", "./two/../two/a.txt", "--force"],
        &["--list", ".", "-o", "two/a.txt", "--force"],
    ] {
        room.run(words).assert_error("a document being read is not overwritten");
    }
    assert!(room.read("two/a.txt").starts_with("Five ferries"));
}

#[test]
fn the_settings_print_and_read_back() {
    let room = Room::with(&[
        ("config/reader/config.toml", "theme = \"light\"\nkeywords = [\"ice\"]\n"),
        ("words", "# the north\nberg=blue\n\n"),
    ]);
    assert!(room.run(&["--print-config"]).assert_success().contains("strong = 0.7\n"));
    let printed =
        room.run(&["--print-config", "-k", "S-400", "-K", "words", "--weak", "0.5"]).assert_success();
    for line in ["theme = \"light\"", "weak = 0.5", "keywords = [\"ice\", \"S-400\", \"berg=blue\"]"] {
        assert!(printed.contains(line), "{line} in {printed}");
    }
    fs::write(room.path("mine.toml"), &printed).unwrap();
    assert_eq!(room.run(&["--config", "mine.toml", "--print-config"]).assert_success(), printed);
}

#[test]
fn a_bad_setting_is_named() {
    let room = Room::with(&[("bad.toml", "theme = \"dark\"\nstong = 1\n")]);
    room.run(&["--config", "bad.toml", "--print-config"])
        .assert_error("bad.toml: line 2: stong: unknown field");
    room.run(&["--config", "gone.toml"]).assert_error("gone.toml: no such file or folder");
}

/// The options of every mode that prints.
const MODES: [&[&str]; 8] = [
    &[],
    &["--list"],
    &["-c"],
    &["--similar"],
    &["--stories"],
    &["--timeline"],
    &["--search", "ice"],
    &["--format", "markdown"],
];

#[test]
fn a_wrong_name_is_an_error_that_names_the_choices_in_every_mode() {
    let room = harbour();
    fs::create_dir_all(room.path("config/reader/themes")).unwrap();
    fs::write(room.path("config/reader/themes/dusk.toml"), "").unwrap();
    for mode in MODES {
        let run = |words: &[&str]| room.run(&[mode, words, &["two"]].concat());
        run(&["--theme", "nosuch"]).assert_error(
            "the themes are auto, dark, light, high-contrast, catppuccin, gruvbox, solarized, plain, dusk",
        );
        run(&["--theme", "nosuch", "--color", "never"]).assert_error("nosuch.toml: no such file");
        if !mode.iter().any(|word| ["--similar", "--search", "--stories", "--timeline"].contains(word)) {
            run(&["-k", "ice=blurple"]).assert_error("'blurple' is not a colour: use red, orange, yellow, ");
        }
        if !mode.contains(&"--format") {
            run(&["-o", "out.pdf"]).assert_error("out.pdf: the extension must be .txt, .md, .html or .json");
            assert!(!room.path("out.pdf").exists());
        }
    }
    room.run(&["-o", "list.log", "--format", "text", "two"]).assert_success();
    assert_eq!(room.run(&["-o", "config.toml", "--print-config"]).assert_success(), "");
    room.run(&["--theme", "nosuch", "--print-config"]).assert_error("the themes are");
}

#[test]
fn letters_that_are_no_colour_are_refused_with_a_way_out() {
    let room = Room::with(&[("a.txt", "Kyiv=mauve, and E=mc².\n"), ("words", "ice\nKyiv=mauve\n")]);
    room.run(&["-k", "Kyiv=mauve", "a.txt"]).assert_error("literal:Kyiv=mauve");
    room.run(&["-K", "words", "a.txt"]).assert_error("words: line 2: 'mauve' is not a colour: use red, ");
    let list = room.run(&["--list", "-k", "literal:Kyiv=mauve", "-k", "E=mc²", "--format", "json", "a.txt"]);
    let list: serde_json::Value = serde_json::from_str(&list.assert_success()).unwrap();
    assert_eq!(list["documents"][0]["hits"], serde_json::json!([1, 1]));
    let printed = room.run(&["--print-config", "-k", "literal:Kyiv=mauve"]).assert_success();
    assert!(printed.contains("keywords = [\"literal:Kyiv=mauve\"]"), "{printed}");
}

#[test]
fn a_pattern_may_begin_with_a_hyphen() {
    let room = Room::with(&[("a.txt", "It was -5 degrees.\n")]);
    assert_eq!(room.run(&["--search", "-5", "a.txt"]).assert_success(), "a.txt:1: It was -5 degrees.\n");
    let list = room.run(&["-k", "-5=red", "--list", "a.txt"]).assert_success();
    assert!(list.contains("  -5  "), "{list}");
}

#[test]
fn equal_titles_are_told_apart_by_their_files() {
    let room = Room::with(&[
        ("a/one.md", "# Tides\n\nThe sea rises twice a day.\n"),
        ("a/two.md", "# Tides\n\nTwice a day the sea rises.\n"),
        ("a/three.md", "# Sand\n\nThe sea leaves sand.\n"),
    ]);
    let page = room.run(&["-c", "a/one.md", "a/two.md", "--format", "html"]).assert_success();
    let title = "<title>Tides (a/one.md) compared with Tides (a/two.md)</title>";
    assert!(page.contains(title), "{page}");
    let page = room.run(&["-c", "a/one.md", "a/three.md", "--format", "html"]).assert_success();
    assert!(page.contains("<title>Tides compared with Sand</title>"), "{page}");
    for words in [
        &["--list", "a"][..],
        &["--similar", "a/one.md", "a"],
        &["--stories", "a/one.md", "a/two.md"],
        &["-c", "a/one.md", "a/two.md"],
        &["-c", "a"],
        &["--search", "sea", "a"],
    ] {
        for format in ["text", "markdown", "html", "json"] {
            let out = room.run(&[words, &["--format", format]].concat()).assert_success();
            assert!(
                out.contains("two.md") && (out.contains("one.md") || words.len() == 3),
                "{words:?} {out}"
            );
        }
    }
}

#[test]
fn a_timeline_tells_what_is_dated_and_what_could_not_be_read() {
    let room = Room::with(&[
        ("a/one.md", "---\ndate: 2023-05-10\n---\n\n# Ferry\n\nThe *Aurora* sank on Tuesday.\n"),
        ("a/two.txt", "The mill burned in 1929. It was rebuilt.\n"),
        ("a/three.bin", "\u{0}\u{1}\u{2}"),
        ("b.txt", "Nobody knows when.\n"),
    ]);
    let printed = room.run(&["--timeline", "a"]).assert_success();
    let expected = "1929 · a/two.txt:1: The mill burned in 1929.\n\
                    9 May 2023 (“Tuesday”) · a/one.md:7: The Aurora sank on Tuesday.\n";
    assert_eq!(printed, expected);
    let data = room.run(&["--timeline", "a", "--format", "json"]).assert_success();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["schema"], "reader.timeline/1");
    assert_eq!(data["not_read"][0]["path"], "a/three.bin");
    let row = &data["statements"][1];
    let told = ["date", "path", "title", "published"].map(|field| row[field].as_str().unwrap());
    assert_eq!(told, ["2023-05-09", "a/one.md", "Ferry", "2023-05-10"]);
    let nothing = room.run(&["--timeline", "b.txt"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (Some(1), ""));
    assert!(nothing.err.contains("no dated statement"), "{}", nothing.err);
    let lost = room.run(&["--timeline", "a/two.txt", "gone.txt"]);
    assert_eq!(lost.code, Some(2));
    assert!(lost.out.starts_with("1929 · ") && lost.err.contains("gone.txt: no such file"), "{}", lost.err);
}

#[test]
fn a_mistake_on_the_command_line_exits_with_2() {
    let outcome = harbour().run(&["--fromat", "json"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.err.contains("--format"), "{}", outcome.err);
}

#[test]
fn printed_text_holds_no_control_sequences() {
    let evil = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}a\u{7f}";
    let text = format!("{evil} title\n\nA sentence{evil} of 5 May 2023.\n");
    let room = Room::with(&[("d/a\u{1b}[31m\u{202e}.txt", text.as_str()), ("d/b.txt", text.as_str())]);
    let missing = format!("gone{evil}");
    let option = format!("--{evil}");
    let place = format!("+{evil}");
    for words in [
        &["d"][..],
        &["d/b.txt", "d/a\u{1b}[31m\u{202e}.txt"],
        &["d/b.txt", "--width", "9"],
        &["d/b.txt", "--format", "markdown"],
        &["-c", "d"],
        &["-c", "d", "--format", "markdown"],
        &["-c", "d", "--format", "html"],
        &["d", "--format", "html"],
        &["d/b.txt", "d/a\u{1b}[31m\u{202e}.txt", "--format", "html"],
        &["-c", "d", "--format", "json"],
        &["--list", "d", "--format", "json"],
        &["-c", "d", "d"],
        &["-c", "d", "d", "--format", "markdown"],
        &["-c", "d", "d", "--format", "json"],
        &["--similar", "d"],
        &["--similar", "d", "--format", "markdown"],
        &["--similar", "d", "--format", "json"],
        &["--stories", "d"],
        &["--stories", "d", "--format", "html"],
        &["--timeline", "d"],
        &["--timeline", "d", "--format", "html"],
        &["--list", "d", "--color", "always"],
        &[missing.as_str()],
        &[option.as_str()],
        &[place.as_str()],
        &["--config", missing.as_str()],
        &["-K", missing.as_str()],
        &["-o", "d", "--force", missing.as_str()],
        &["-k", evil, "--print-config"],
    ] {
        for forced in ["0", "1"] {
            let outcome = Outcome::of(room.command(words).env("CLICOLOR_FORCE", forced));
            let steers = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
            let all = outcome.out + &outcome.err;
            assert!(!all.contains(steers), "{words:?} prints {all:?}");
            assert!(!all.is_empty(), "{words:?} prints nothing");
        }
    }
}

#[test]
fn a_broken_pipe_is_silent() {
    let room = Room::with(&[("long", &"one line after another\n".repeat(20_000))]);
    for words in [&["long"][..], &["--format", "json", "long"], &["--width", "10", "long"]] {
        let mut child = std::process::Command::new(cargo_bin!("reader"))
            .current_dir(room.0.path())
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{words:?}");
    }
}

#[test]
fn pipes_and_links_out_of_the_folder_are_listed_and_not_read() {
    use std::os::unix::fs::symlink;
    let room = Room::with(&[("in/a.txt", "Here.\n"), ("out/secret", "Elsewhere.\n")]);
    let made = std::process::Command::new("mkfifo").arg(room.path("in/pipe")).status().unwrap();
    assert!(made.success());
    symlink(room.path("out/secret"), room.path("in/link")).unwrap();
    symlink("/dev/zero", room.path("in/zero")).unwrap();
    symlink(room.path("in"), room.path("in/loop")).unwrap();
    let out = room.run(&["in", "--format", "markdown"]).assert_success();
    assert!(!out.contains("Elsewhere"), "{out}");
    for words in ["a pipe, ", "a link to a file outside", "a device, ", "a link to a folder"] {
        assert!(out.contains(words), "{words} in {out}");
    }
    room.run(&["in/pipe"]).assert_error("in/pipe: a pipe");
    room.run(&["in/zero"]).assert_error("in/zero: a device");
    let out = room.run(&["in", "--format", "json"]).assert_success();
    let list: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(list["skipped"].as_array().map(Vec::len), Some(4), "{out}");
}

#[test]
fn an_unreadable_document_in_a_folder_is_reported_and_changes_the_exit_code() {
    let room = harbour();
    fs::write(room.path("two/picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\xff").unwrap();
    let outcome = room.run(&["-c", "two"]);
    assert_eq!(outcome.code, Some(0), "no document, nothing lost");
    assert!(!outcome.out.contains("left out"), "{}", outcome.out);
    std::os::unix::fs::symlink("gone", room.path("two/lost.txt")).unwrap();
    for words in [&["-c", "two"][..], &["-c", "--exit-code", "two"], &["--list", "two"], &["two"]] {
        let outcome = room.run(words);
        assert_eq!(outcome.code, Some(2), "{words:?}");
        assert!(outcome.out.contains("a.txt"), "what could be done was done: {}", outcome.out);
    }
    let out = room.run(&["-c", "two"]).out;
    assert!(out.contains("1 document left out: could not be read."), "{out}");
    let json = room.run(&["-c", "two", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["summary"]["left_out"], 1);
    let three = room.path("three/lost.txt");
    std::os::unix::fs::symlink("gone", three).unwrap();
    assert_eq!(room.run(&["-c", "three"]).code, Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf_8_opens() {
    use std::os::unix::ffi::OsStrExt;
    let room = Room::with(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    fs::write(room.0.path().join(name), "Coffee.\n").unwrap();
    let mut command = room.command(&[]);
    assert_eq!(Outcome::of(command.arg(name)).assert_success(), "Coffee.\n");
    assert!(room.run(&["."]).assert_success().contains("caf\u{fffd}.txt"));
}

/// Two stories, each in two documents, and a file that is no document.
fn news() -> Room {
    Room::with(&[
        (
            "news/1 ferry.txt",
            "The ferry Aurora ran aground off Wexley on Monday. The coast guard brought 212 people ashore.\n",
        ),
        (
            "news/2 schools.txt",
            "The council of Marden voted to close two schools. Parents said it was a shock.\n",
        ),
        (
            "news/3 rescue.txt",
            "On Monday the coast guard brought 212 people of a ferry ashore. Near Wexley the Aurora had run \
             aground.\n",
        ),
        ("news/4 vote.txt", "Two schools in Marden will close, its council decided. Parents are shocked.\n"),
        ("alone/moss.txt", "A beetle eats only moss.\n"),
        ("alone/rent.txt", "Rents rose again in most cities.\n"),
    ])
}

#[test]
fn similar_documents_are_listed() {
    let room = news();
    let out = room.run(&["--similar", "news/1 ferry.txt", "news", "alone"]).assert_success();
    let lines = out.lines().skip(1).take_while(|line| !line.is_empty());
    let paths: Vec<&str> = lines.map(|line| line.rsplit("  ").next().unwrap()).collect();
    assert_eq!(paths, ["news/3 rescue.txt"], "itself and the other story are not in the list:\n{out}");
    assert_eq!(room.run(&["--similar", "./news/1 ferry.txt", "news", "alone"]).assert_success(), out);
    let piped = fs::read_to_string(room.path("news/2 schools.txt")).unwrap();
    let out = room.run_with(&piped, &["--similar", "-", "news"]).assert_success();
    assert!(out.lines().nth(1).unwrap().ends_with("  news/2 schools.txt"), "{out}");
    assert!(out.lines().nth(2).unwrap().ends_with("  news/4 vote.txt"), "{out}");
}

#[test]
fn the_nearest_of_each_document_is_listed() {
    let room = news();
    let out = room.run(&["--similar", "news", "alone", "--format", "json"]).assert_success();
    let similar: serde_json::Value = serde_json::from_str(&out).unwrap();
    let schema = serde_json::from_str(include_str!("../../assets/schema/similar.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&similar), "{out}");
    let nearest = |pair: &serde_json::Value| [pair["document"].clone(), pair["similar"].clone()];
    let nearest: Vec<_> = similar["pairs"].as_array().unwrap().iter().map(nearest).collect();
    assert_eq!(serde_json::json!(nearest), serde_json::json!([[0, 2], [1, 3], [2, 0], [3, 1]]));
    let markdown = room.run(&["--similar", "news", "--format", "markdown"]).assert_success();
    assert!(markdown.contains(" | news/1 ferry.txt | news/3 rescue.txt |\n"), "{markdown}");
}

#[test]
fn a_folder_is_sorted_into_stories() {
    let room = news();
    fs::write(room.path("news/picture.bin"), b"\x00\x01\x02\x00").unwrap();
    fs::create_dir(room.path("news/below")).unwrap();
    std::os::unix::fs::symlink("gone", room.path("news/below/lost.txt")).unwrap();
    let outcome = room.run(&["--stories", "news", "alone", "--format", "json"]);
    assert!(outcome.err.contains("lost.txt") && outcome.err.contains("2 not read"), "{}", outcome.err);
    let out = outcome.out;
    assert_eq!(outcome.code, Some(0), "a folder may hold other files than documents: {out}");
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    let schema = serde_json::from_str(include_str!("../../assets/schema/stories.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&found), "{out}");
    let paths = |documents: &serde_json::Value| -> Vec<String> {
        let path = |document: &serde_json::Value| document["path"].as_str().unwrap().to_owned();
        documents.as_array().unwrap().iter().map(path).collect()
    };
    let told: Vec<Vec<String>> =
        found["stories"].as_array().unwrap().iter().map(|story| paths(&story["documents"])).collect();
    assert_eq!(told, [["news/1 ferry.txt", "news/3 rescue.txt"], ["news/2 schools.txt", "news/4 vote.txt"]]);
    assert_eq!(paths(&found["alone"]), ["alone/moss.txt", "alone/rent.txt"]);
    assert_eq!(paths(&found["not_read"]).len(), 2);
    let again = room.run(&["--stories", "alone", "news", "--format", "json"]).out;
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["stories"], found["stories"], "whatever the order");
    let missing = room.run(&["--stories", "news", "nowhere"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.out.contains("2 accounts") && missing.err.contains("nowhere"), "{}", missing.err);
}

#[test]
fn nothing_grouped_exits_with_1() {
    let room = news();
    for (words, why) in [
        (&["alone"][..], "no two documents tell the same story"),
        (&["alone/moss.txt"], "there is only one document"),
    ] {
        let none = room.run(&[&["--stories"], words].concat());
        assert_eq!(none.code, Some(1), "{words:?}");
        assert!(none.err.contains(why) && none.out.contains("moss.txt"), "{words:?} {}", none.err);
    }
}

#[test]
fn no_similar_document_exits_with_1() {
    let room = news();
    let none = room.run(&["--similar", "alone/moss.txt", "news"]);
    assert_eq!((none.code, none.out.as_str()), (Some(1), ""));
    assert!(none.err.ends_with("no other document is similar to the first\n"), "{}", none.err);
    fs::create_dir(room.path("bare")).unwrap();
    fs::create_dir(room.path("lone")).unwrap();
    fs::copy(room.path("alone/moss.txt"), room.path("lone/moss.txt")).unwrap();
    fs::write(room.path("blank.txt"), " \n\n").unwrap();
    for (words, why) in [
        (&["alone"][..], "no two documents are similar"),
        (&["lone"], "there is only one document"),
        (&["bare"], "there are no documents"),
        (&["alone/moss.txt", "bare"], "there is no other document to compare it with"),
        (&["blank.txt", "news"], "the first document has no words"),
        (&["alone", "news/1 ferry.txt"], "no two documents are similar"),
    ] {
        let none = room.run(&[&["--similar"], words].concat());
        assert_eq!((none.code, none.err.lines().count()), (Some(1), 1), "{words:?} {}", none.err);
        assert!(none.err.contains(why), "{words:?} {}", none.err);
    }
    room.run(&["--similar", "news/1 ferry.txt"]).assert_error("add a folder or more files");
    room.run(&["--similar", "gone", "news"]).assert_error("gone: no such file or folder");
    fs::write(room.path("alone/picture.png"), b"\x89PNG\0\0").unwrap();
    room.run(&["--similar", "alone/picture.png", "news"]).assert_error("picture.png: ");
    let outcome = room.run(&["--similar", "news/1 ferry.txt", "news", "gone"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.out.contains("rescue"), "{}", outcome.out);
}

#[test]
fn three_documents_print_their_claims() {
    let room = news();
    let words = ["-c", "news/1 ferry.txt", "news/3 rescue.txt", "alone/moss.txt"];
    let out = room.run(&words).assert_success();
    assert!(out.contains("1. A and B; not in C\n   A 1 ("), "{out}");
    assert!(out.contains("\nOnly in C, as far as found\n\nC 1: A beetle"), "{out}");
    assert_eq!(room.run(&words).assert_success(), out);
    let markdown = room.run(&["-c", "news", "--format", "markdown"]).assert_success();
    assert!(
        markdown.contains("\n### 3. B and D; not in A and C\n\n> **B 1** (99 %): The council"),
        "{markdown}"
    );
    assert_eq!(room.run(&["-c", "news", "-o", "grid.md", "--format", "markdown"]).assert_success(), "");
    assert_eq!(room.read("grid.md"), markdown);
}

#[test]
fn documents_without_a_sentence_are_left_out_of_the_claims() {
    let room = news();
    fs::write(room.path("blank.txt"), " \n\n").unwrap();
    let words = ["-c", "news/1 ferry.txt", "blank.txt", "news/3 rescue.txt", "alone/moss.txt"];
    let outcome = room.run(&words);
    assert_eq!((outcome.code, outcome.err.lines().count()), (Some(0), 1), "{}", outcome.err);
    assert!(outcome.err.contains("have no sentences: blank.txt"), "{}", outcome.err);
    assert!(outcome.out.starts_with("Claims of 3 documents"), "{}", outcome.out);
    assert!(outcome.out.contains("A and B; not in C\n"), "{}", outcome.out);
    fs::copy(room.path("news/1 ferry.txt"), room.path("again.txt")).unwrap();
    let two = ["-c", "--exit-code", "news/1 ferry.txt", "again.txt"];
    assert_eq!(room.run(&two).code, Some(0));
    assert_eq!(room.run(&[&two[..], &["blank.txt"]].concat()).code, Some(1));
}

#[test]
fn the_claims_follow_their_schema_and_the_levels() {
    let [left, right] = seeds();
    let room = news();
    let claims = |weak: &str| -> serde_json::Value {
        let words = ["-c", &left, &right, "news/1 ferry.txt", "--format", "json", "--weak", weak];
        serde_json::from_str(&room.run(&words).assert_success()).unwrap()
    };
    let schema = serde_json::from_str(include_str!("../../assets/schema/claims.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let [loose, strict] = ["0.35", "0.7"].map(claims);
    for grid in [&loose, &strict] {
        let errors: Vec<_> = validator.iter_errors(grid).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let count = |grid: &serde_json::Value| grid["claims"].as_array().unwrap().len();
    assert!(count(&loose) > count(&strict) && count(&strict) > 0);
}

#[test]
fn an_exit_code_tells_whether_all_are_equal() {
    let room = harbour();
    let code = |words: &[&str]| room.run(words).code;
    assert_eq!(code(&["-c", "--exit-code", "two/a.txt", "two/a.txt", "two/a.txt"]), Some(0));
    assert_eq!(code(&["-c", "--exit-code", "two/a.txt", "two/a.txt", "two/b.txt"]), Some(1));
}

fn coast() -> Room {
    Room::with(&[
        ("coast/1 tides.txt", "The tides\n\nThe sea rises. Nobody sees the sea fall, nor any other sea.\n"),
        ("coast/2 sand.md", "# Sand\n\nSand is what the s*e*a leaves.\n"),
        ("coast/10 code.rs", "let sea = 1;\nlet land = 2;\n"),
        ("coast/3 moon.txt", "The moon is far.\n"),
    ])
}

#[test]
fn hits_are_printed_sentence_by_sentence() {
    let room = coast();
    let out = room.run(&["--search", "sea", "coast"]).assert_success();
    assert_eq!(
        out,
        "coast/1 tides.txt:3: The sea rises.\n\
         coast/1 tides.txt:3: Nobody sees the sea fall, nor any other sea.\n\
         coast/2 sand.md:3: Sand is what the sea leaves.\n\
         coast/10 code.rs:1: let sea = 1;\n"
    );
    assert_eq!(room.run(&["--search", "SEA", "coast"]).code, Some(1));
    assert_eq!(room.run(&["-i", "--search", "SEA", "coast"]).assert_success(), out);
    assert_eq!(room.run(&["--search", "re:s.a", "coast"]).assert_success(), out);
    assert_eq!(room.run(&["-w", "--search", "se", "coast"]).code, Some(1));
    let list = "coast/3 moon.txt\ncoast/2 sand.md\n";
    let listed = room.run_with(list, &["--files-from", "-", "--search", "the"]).assert_success();
    assert_eq!(
        listed,
        "coast/3 moon.txt:1: The moon is far.\ncoast/2 sand.md:3: Sand is what the sea leaves.\n"
    );
    let piped = room.run_with("One. A sea.\n", &["--search", "sea"]).assert_success();
    assert_eq!(piped, "-:1: A sea.\n");
}

#[test]
fn a_search_names_the_files_it_could_not_read() {
    let room = coast();
    fs::write(room.path("coast/4 picture.png"), b"\x89PNG\0\0\0").unwrap();
    let found = room.run(&["--search", "sea", "coast"]);
    let figures = "reader: 5 hits in 3 documents · 1 not searched\n";
    assert_eq!((found.code, found.err.as_str()), (Some(0), figures));
    let found = room.run(&["--search", "nowhere", "coast"]);
    assert_eq!((found.code, found.out.as_str()), (Some(1), ""));
    assert_eq!(found.err, "reader: 0 hits in 0 documents · 1 not searched\n");
    let found = room.run(&["--search", "sea", "coast", "coast/4 picture.png"]);
    assert_eq!((found.code, found.out.lines().count()), (Some(2), 4));
    assert!(found.err.ends_with("reader: 5 hits in 3 documents · 2 not searched\n"), "{}", found.err);
    let named = room.run(&["--search", "sea", "coast/4 picture.png", "coast/3 moon.txt", "nowhere"]);
    assert_eq!((named.code, named.out.as_str()), (Some(2), ""));
    assert!(
        named.err.contains("4 picture.png: PNG picture, not a text file") && named.err.contains("nowhere"),
        "{}",
        named.err
    );
    assert!(named.err.ends_with("reader: 0 hits in 0 documents · 2 not searched\n"), "{}", named.err);
    let wrong = room.run(&["--search", "re:(", "coast"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("unclosed group"), "{}", wrong.err);
    fs::write(room.path("steer.txt"), "The sea \u{1b}[2J is here.\n").unwrap();
    assert_eq!(
        room.run(&["--search", "sea", "steer.txt"]).assert_success(),
        "steer.txt:1: The sea ␛[2J is here.\n"
    );
}

#[test]
fn hits_follow_their_schema_and_their_places_are_right() {
    let room = coast();
    let out = room.run(&["--search", "sea", "--format", "json", "coast"]).assert_success();
    let schema = serde_json::from_str(include_str!("../../assets/schema/hits.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut documents: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = documents.pop().unwrap();
    let expected =
        serde_json::json!({"schema": "reader.search/1", "count": 5, "documents": 3, "not_searched": []});
    assert_eq!(summary, expected);
    for found in &documents {
        let errors: Vec<_> = validator.iter_errors(found).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let path = found["path"].as_str().unwrap();
        let whole = room.run(&["--format", "json", path]).assert_success();
        let whole: serde_json::Value = serde_json::from_str(&whole).unwrap();
        let text = whole["text"].as_str().unwrap();
        for hit in found["hits"].as_array().unwrap() {
            let at = |name: &str| hit[name].as_u64().unwrap() as usize;
            assert_eq!(&text[at("start")..at("end")], "sea", "{path}");
            assert_eq!(text[..at("start")].matches('\n').count() + 1, at("line"), "{path}");
            if let Some(sentence) = hit["sentence"].as_u64() {
                assert_eq!(whole["sentences"][sentence as usize]["text"], hit["text"], "{path}");
            }
        }
    }
    let counts: Vec<_> = documents.iter().map(|found| found["count"].as_u64().unwrap()).collect();
    assert_eq!(counts, [3, 1, 1]);
    assert_eq!(
        (&documents[0]["title"], &documents[0]["hits"][1]["sentence"]),
        (&"The tides".into(), &1.into()),
        "a heading is no sentence"
    );
    assert!(documents[2]["hits"][0]["sentence"].is_null());
    let mut bad = documents[0].clone();
    bad["hits"][0]["line"] = 0.into();
    assert!(!validator.is_valid(&bad));
}

#[test]
fn attached_documents_are_searched() {
    let room = Room::with(&[]);
    let file = |name: &str, content: &str| {
        format!("--x\nContent-Type: application/x-unknown; name=\"{name}\"\n\n{content}\n")
    };
    let files =
        [("log.md", "# Log\n\nThe sea rose."), ("chart.gif", "GIF89a\u{1}"), ("old.docx", "PK\u{3}\u{4}")];
    let files: String = files.iter().map(|(name, content)| file(name, content)).collect();
    let head = "Message-ID: <1@a>\nFrom: a@a.org\nContent-Type: multipart/mixed; boundary=x\n\n";
    fs::write(room.path("a.eml"), format!("{head}--x\n\nThe sea fell.\n{files}--x--\n")).unwrap();
    let run = room.run(&["--search", "sea", "a.eml"]);
    assert_eq!(run.out, "a.eml, paragraph 2: The sea fell.\na.eml › log.md:3: The sea rose.\n");
    assert!(run.err.starts_with("reader: a.eml: old.docx: ") && run.code == Some(2), "{}", run.err);
    assert!(run.err.ends_with("reader: 2 hits in 2 documents · 1 not searched\n"), "{}", run.err);
    let run = room.run(&["--search", "sea", "--format", "json", "."]);
    let found: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&found[0]["attached"], &found[1]["attached"][0]), (&serde_json::json!([]), &"log.md".into()));
    assert_eq!((run.code, &found[2]["not_searched"][0]["path"]), (Some(0), &"a.eml".into()));
}

#[test]
fn whatever_was_not_searched_is_in_the_data_with_its_reason() {
    let room = coast();
    fs::write(room.path("coast/5 scan.txt"), b"%PDF-1.7\nThe sea.\n").unwrap();
    fs::write(room.path("coast/6 data"), [b"no sea".as_slice(), &[0; 90]].concat()).unwrap();
    std::os::unix::fs::symlink("gone", room.path("coast/7 lost.txt")).unwrap();
    std::os::unix::fs::symlink("..", room.path("coast/8 up")).unwrap();
    let run = room.run(&["--search", "sand", "coast", "--format", "json"]);
    assert_eq!(run.code, Some(0), "no file was named");
    assert!(run.err.ends_with("reader: 2 hits in 1 document · 4 not searched\n"), "{}", run.err);
    let summary: serde_json::Value = serde_json::from_str(run.out.lines().last().unwrap()).unwrap();
    let schema = serde_json::from_str(include_str!("../../assets/schema/search.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&summary), "{summary}");
    let skipped: Vec<[&str; 2]> = summary["not_searched"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ["path", "reason"].map(|key| one[key].as_str().unwrap()))
        .collect();
    for ([path, reason], (expected, words)) in skipped.into_iter().zip([
        ("coast/5 scan.txt", "PDF"),
        ("coast/6 data", "not a text file"),
        ("coast/7 lost.txt", "nothing"),
        ("coast/8 up", "a link to a folder"),
    ]) {
        assert!(path == expected && reason.contains(words), "{path}: {reason}");
    }
    let html = room.run(&["--search", "sand", "coast", "--format", "html"]).out;
    assert!(html.contains("2 hits in 1 document · 4 not searched"), "{html}");
}

#[test]
fn hits_are_written_in_every_format() {
    let room = coast();
    let markdown = room.run(&["--search", "sea", "--format", "markdown", "coast"]).assert_success();
    assert!(markdown.contains("## The tides\n") && markdown.contains("The **sea** rises."), "{markdown}");
    let html = room.run(&["--search", "sea", "--format", "html", "coast"]).assert_success();
    assert!(html.contains("<mark>sea</mark>") && html.ends_with("</html>\n"), "{html}");
    room.run(&["--search", "sea", "-o", "hits.json", "coast"]).assert_success();
    assert_eq!(
        room.read("hits.json"),
        room.run(&["--search", "sea", "--format", "json", "coast"]).assert_success()
    );
    let kept = room.run(&["--search", "sea", "--force", "-o", "coast/2 sand.md", "coast"]);
    assert_eq!(kept.code, Some(2));
}

/// The same sentences in two encodings, and a file that is no text.
fn encodings() -> Room {
    let room = Room::with(&[("utf8.txt", RUSSIAN), ("marked.txt", &format!("\u{feff}{RUSSIAN}"))]);
    fs::write(room.path("koi8.txt"), encoding_rs::KOI8_R.encode(RUSSIAN).0).unwrap();
    fs::write(room.path("code.a"), b"!<arch>\nThe sea.\n").unwrap();
    room
}

const RUSSIAN: &str = "Синее море шумит.\n\nЖили-были старик со старухой у самого синего моря.\n";

#[test]
fn texts_are_decoded_in_every_mode() {
    let room = encodings();
    for name in ["utf8.txt", "marked.txt", "koi8.txt"] {
        assert_eq!(room.run(&[name]).assert_success(), RUSSIAN, "{name}");
    }
    let found = room.run(&["--search", "старик", "."]);
    assert_eq!((found.code, found.out.lines().count()), (Some(0), 3), "{}", found.out);
    assert_eq!(found.err, "reader: 3 hits in 3 documents · 1 not searched\n");
    room.run(&["-c", "--exit-code", "utf8.txt", "koi8.txt"]).assert_success();
    assert!(room.run(&["--similar", "utf8.txt", "koi8.txt"]).assert_success().contains("koi8.txt"));
    let list = room.run(&["--list", "--format", "json", "koi8.txt", "utf8.txt"]).assert_success();
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let [guessed, sure] = [&list["documents"][0], &list["documents"][1]];
    assert_eq!((&guessed["encoding"], &guessed["guessed"]), (&"KOI8-U".into(), &true.into()));
    assert_eq!((&sure["encoding"], sure.get("guessed")), (&"UTF-8".into(), None));
}

#[test]
fn an_encoding_named_is_used_and_a_mark_in_a_folder_is_stronger() {
    let room = encodings();
    let garbled = encoding_rs::WINDOWS_1252.decode(&fs::read(room.path("koi8.txt")).unwrap()).0.into_owned();
    assert_eq!(room.run(&["--encoding", "latin1", "koi8.txt"]).assert_success(), garbled);
    let mut piped = room.command(&["--encoding", "Latin-1"]);
    let piped = Outcome::of(piped.write_stdin(fs::read(room.path("koi8.txt")).unwrap()));
    assert_eq!(piped.assert_success(), garbled);
    let titles = room.run(&["--list", "--encoding", "latin1", "."]);
    assert!(titles.out.contains(garbled.lines().next().unwrap()), "{}", titles.out);
    let of = |name: &str| titles.out.lines().find(|line| line.contains(name)).unwrap().to_string();
    assert!(of("marked.txt").contains("Синее") && !of("utf8.txt").contains("Синее"), "{}", titles.out);
    assert!(of("code.a").contains("library archive, not a text file"), "{}", titles.out);
    for (name, words) in [("koi9-r", "did you mean 'koi8-r'?"), ("klingon", "known are utf-8")] {
        let refused = room.run(&["--encoding", name, "koi8.txt"]);
        assert!(refused.code == Some(2) && refused.err.contains(words), "{}", refused.err);
    }
}

#[test]
fn a_binary_file_is_refused_with_advice() {
    let room = encodings();
    let words = "code.a: library archive, not a text file: strings FILE | reader shows the text in it; --encoding NAME";
    room.run(&["code.a"]).assert_error(words);
    room.run(&["--search", "moon", "code.a"]).assert_error(words);
    room.run(&["-c", "code.a", "koi8.txt"]).assert_error(words);
    let listed = room.run(&["--list", "code.a"]);
    assert!(listed.code == Some(2) && listed.err.contains(words), "{}", listed.err);
    let piped = room.run_with("!<arch>\n", &[]);
    piped.assert_error("-: library archive, not a text file");
    let printed = room.run(&["--encoding", "utf-8", "code.a"]).assert_success();
    assert_eq!(printed, "!<arch>\nThe sea.\n");
    assert_eq!(
        room.run(&["--encoding", "utf-8", "--search", "sea", "code.a"]).assert_success().lines().count(),
        1
    );
}

/// Without a home folder there are no settings and no ignore rules of the user, and no other folder is
/// searched for them.
#[test]
fn documents_are_read_without_a_home() {
    let room = Room::with(&[("a.txt", "A text.\n"), (".gitignore", "b.txt"), ("b.txt", "Another.\n")]);
    fs::create_dir(room.path(".git")).unwrap();
    let mut command = room.command(&["--list", "."]);
    let list = Outcome::of(command.env_remove("HOME")).assert_success();
    assert!(list.contains("a.txt") && !list.contains("b.txt"), "{list}");
}

#[test]
fn every_shell_gets_a_completion_script() {
    let room = harbour();
    for (shell, sign) in [
        ("bash", "complete -F _reader"),
        ("zsh", "#compdef reader"),
        ("fish", "complete -c reader"),
        ("elvish", "edit:completion:arg-completer[reader]"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let script = room.run(&["--completions", shell]).assert_success();
        assert!(script.contains(sign) && script.contains("exit-code"), "{shell}: {script}");
        assert!(!script.contains("read-pdf"), "{shell} offers what is not for people");
    }
    let outcome = room.run(&["--completions", "csh"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.err.contains("powershell"), "{}", outcome.err);
    assert_eq!(room.run(&["--completions", "bash", "a.txt"]).code, Some(2));
}

/// Bash itself loads the script and completes an option; skipped where there is no bash.
#[test]
fn bash_completes_an_option() {
    let room = harbour();
    let script = "eval \"$(\"$READER\" --completions bash)\"
        COMP_WORDS=(reader --exit) COMP_CWORD=1
        _reader reader --exit reader
        printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = Command::new("bash");
    bash.args(["-c", script]).env("READER", cargo_bin("reader")).current_dir(room.path(""));
    let Ok(output) = bash.output() else { return };
    assert_eq!(String::from_utf8_lossy(&output.stdout), "--exit-code\n", "{output:?}");
}

#[test]
fn the_manual_page_has_every_option() {
    let page = harbour().run(&["--man"]).assert_success();
    for part in [
        ".TH reader 1",
        ".SH SYNOPSIS",
        ".SH \"EXIT STATUS\"",
        ".SH FILES",
        "store.sqlite",
        "man tar | reader",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(page.contains("exit\\-code") && !page.contains("read\\-pdf"), "{page}");
    // Where there is groff, it has nothing to complain of.
    let mut groff = Command::new("groff");
    groff.args(["-man", "-Tutf8", "-ww", "-z", "-K", "utf8"]).write_stdin(page);
    if let Ok(output) = groff.output() {
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}
