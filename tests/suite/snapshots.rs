//! Every view at three sizes of the window, as files in `tests/snapshots/` that are compared whole.
//! `UPDATE_SNAPSHOTS=1 cargo test snapshots` writes them anew: read what changed before you commit it.
#![expect(clippy::disallowed_methods, reason = "the snapshots are files")]

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use reader::ui::settings::OpenAt;

use crate::test_app::TestApp;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (60, 15)];

const DOCUMENTS: [(&str, &str); 3] = [
    (
        "causeway.md",
        "# Causeway to Skarholm opens\n\nThe causeway to Skarholm opened on Tuesday after 14 months of work. It cost \
         3.2 million euros, said the engineer Ada Brink.[^1] See the [timetable](https://skarholm.example/times).\n\n\
         ## Traffic\n\n> We expect 400 cars a day.\n\nThe old ferry Tern stays in the harbour until May. Children \
         walked across first.\n\n```python\ndef crossing(cars):  # a day\n    return cars * 2\n```\n\n\
         | month | cars |\n|---|---|\n| April | 410 |\n| May | 395 |\n\n[^1]: In a letter to the parish.\n",
    ),
    (
        "island/ferry.txt",
        "Skarholm loses its ferry\n\nOn Tuesday the causeway to Skarholm was opened after 16 months of work. The engineer \
         Ada Brink said it cost 3.2 million euros. The ferry Tern will be sold in June. Its crew of six has found \
         work at the shipyard.\n",
    ),
    (
        "parish.txt",
        "Letter of the parish\n\nThe parish of Skarholm thanks all who built the causeway. The causeway to Skarholm cost \
         3.2 million euros. We shall miss the ferry Tern.\n",
    ),
];

/// The views: the name of the file, the keywords, and the keys that lead there from the list.
const VIEWS: [(&str, &[&str], &str); 16] = [
    ("list", &["ferry"], ""),
    ("reader", &[], "<enter>"),
    ("keywords-in-text", &["causeway", "ferry"], "<enter>)"),
    ("search", &[], "<enter>/skarholm<enter>"),
    ("search-everywhere", &[], "\\ferry<enter>"),
    ("comparison", &[], "<space><space>c"),
    ("summary", &[], "<space><space>cD"),
    ("facts", &[], "<space><space>c:facts<enter>"),
    ("grid", &[], "<space><space><space>c"),
    ("help", &[], "?"),
    ("outline", &[], "<enter>i"),
    ("links", &[], "<enter>L"),
    ("keywords", &["causeway", "ferry"], "<enter>."),
    ("bookmarks", &[], "<enter>)ma)mbM"),
    ("prompt", &[], "<enter>:sort "),
    ("message", &[], "<enter><f7>"),
];

#[test]
fn every_view_is_as_its_snapshot() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let mut outdated = Vec::new();
    for (name, keywords, keys) in VIEWS {
        let mut text = String::new();
        for (width, height) in SIZES {
            let mut app = TestApp::with_documents_and(&DOCUMENTS, keywords, OpenAt::Beginning);
            app.resize(width, height).press(keys);
            writeln!(text, "{width}x{height}\n{}", app.screen()).unwrap();
        }
        let path = folder.join(format!("{name}.txt"));
        if env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != text {
            outdated.push(format!("{}:\n{text}", path.display()));
        }
    }
    assert!(
        outdated.is_empty(),
        "UPDATE_SNAPSHOTS=1 cargo test snapshots writes them anew\n{}",
        outdated.join("\n")
    );
}
