//! The program without a terminal: keys in, screen out.
//!
//! `work` does the tasks that were started one after another in this thread, so a test is the same in
//! every run; after `use_threads` they are done by worker threads, as in the program, and `wait_until`
//! takes their replies. `screen` shows the screen as text, with marks for colours:
//! `«sea»` is a match of the search, `‹sea›` a keyword, `{sea}` a word in which two sentences differ.
#![expect(clippy::disallowed_methods, reason = "tests write the documents they read")]
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part of the app")]

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crossterm::event::MouseEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use reader::search::{Defaults, Keywords, parse_argument};
use reader::storage::store::SharedStore;
use reader::storage::{ConversionCache, FileChange};
use reader::tasks::{Perform, Reply, Task, TaskContext, Ticket, Workers, perform};
use reader::ui::app::App;
use reader::ui::drawing::{Role, Theme, draw};
use reader::ui::input::{Key, Keymap};
use reader::ui::memory::SessionMemory;
use reader::ui::message::{Effect, Message};
use reader::ui::settings::{OpenAt, Settings};
use reader::ui::update::memory::remember_all;
use reader::ui::update::{list_missing, open, update};

/// The longest a test waits for worker threads before it fails.
const DEADLINE: Duration = Duration::from_mins(1);

/// The program without a terminal.
pub(crate) struct TestApp {
    pub app: App,
    pub theme: Theme,
    waiting: VecDeque<(Ticket, Task)>,
    threads: Option<Threads>,
    /// The ticket of the task that watches files.
    watching: Option<Ticket>,
    pub cache: ConversionCache,
    /// Effects other than tasks.
    pub asked: Vec<Effect>,
    folder: Option<tempfile::TempDir>,
}

/// Worker threads and their replies.
struct Threads {
    workers: Workers,
    replies: Receiver<(Ticket, Reply)>,
}

impl TestApp {
    /// Opens paths in a window of 60 by 12.
    pub(crate) fn open(paths: &[&str]) -> Self {
        Self::open_with(paths, &[], OpenAt::Beginning)
    }

    /// Opens paths with keywords and a place to begin at.
    pub(crate) fn open_with(paths: &[&str], keywords: &[&str], opening: OpenAt) -> Self {
        Self::start(paths, keywords, opening, SessionMemory::default())
    }

    /// Opens paths with a store in which it remembers, and from which it gets back what was remembered.
    pub(crate) fn open_with_store(paths: &[&str], keywords: &[&str], opening: OpenAt, store: &Path) -> Self {
        let store = Arc::new(SharedStore::new(store.to_owned()));
        Self::start(paths, keywords, opening, SessionMemory::new(store))
    }

    fn start(paths: &[&str], keywords: &[&str], opening: OpenAt, memory: SessionMemory) -> Self {
        let mut set = Keywords::default();
        for keyword in keywords {
            set.add(parse_argument(keyword, Defaults::default()).unwrap());
        }
        let size = Size { width: 60, height: 12 };
        let keymap = Arc::new(Keymap::with(None).unwrap());
        let mut app = App::new(size, Settings::default(), keymap, Arc::new(set));
        app.memory = memory;
        let roots = paths.iter().map(PathBuf::from).collect();
        let effects = open(&mut app, roots, None, opening);
        let mut app = Self {
            app,
            theme: Theme::dark(),
            waiting: VecDeque::new(),
            threads: None,
            watching: None,
            cache: ConversionCache::default(),
            asked: Vec::new(),
            folder: None,
        };
        app.take(effects);
        app.work();
        app
    }

    /// Writes documents into a folder of their own and opens it.
    pub(crate) fn with_documents(documents: &[(&str, &str)]) -> Self {
        Self::with_documents_and(documents, &[], OpenAt::Beginning)
    }

    /// Writes documents into a folder of their own and opens it with keywords.
    pub(crate) fn with_documents_and(documents: &[(&str, &str)], keywords: &[&str], opening: OpenAt) -> Self {
        let folder = tempfile::Builder::new().prefix("app").tempdir().unwrap();
        for (name, text) in documents {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut app = Self::open_with(&[folder.path().to_str().unwrap()], keywords, opening);
        app.folder = Some(folder);
        app
    }

    /// Writes files of any bytes into a folder of their own and opens it.
    pub fn with_files(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::Builder::new().prefix("app").tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let mut app = Self::open(&[folder.path().to_str().unwrap()]);
        app.folder = Some(folder);
        app
    }

    /// Opens bytes from standard input.
    pub fn with_piped(bytes: &[u8]) -> Self {
        let mut app = Self::open(&[]);
        let effects = open(&mut app.app, Vec::new(), Some(bytes.into()), OpenAt::Beginning);
        app.take(effects);
        app.work();
        app
    }

    /// Overwrites one of its documents.
    pub fn rewrite(&self, name: &str, text: &str) {
        std::fs::write(self.folder.as_ref().unwrap().path().join(name), text).unwrap();
    }

    /// Returns the path of a file in its folder.
    pub fn path(&self, name: &str) -> String {
        self.folder.as_ref().unwrap().path().join(name).to_str().unwrap().to_string()
    }

    /// Returns the content of a file in its folder, if there is one.
    pub fn file(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.path(name)).ok()
    }

    /// Removes one of its documents.
    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.folder.as_ref().unwrap().path().join(name)).unwrap();
    }

    /// Reports changes of its documents, as the watching task does, and does the tasks this starts.
    pub fn report_changes(&mut self, changes: Vec<FileChange>) -> &mut Self {
        let ticket = self.watching.expect("changes are heard of once everything is found");
        self.send(Message::Replied(ticket, Reply::Changed(changes)));
        self.work()
    }

    /// Writes documents and opens them beside a path that leads to nothing.
    pub fn with_missing(documents: &[(&str, &str)], missing: &str) -> Self {
        let mut app = Self::with_documents(&[]);
        let folder = app.folder.take().unwrap();
        for (name, text) in documents {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        list_missing(&mut app.app, vec![(PathBuf::from(missing), "no such file or folder".into())]);
        let effects = open(&mut app.app, vec![folder.path().to_path_buf()], None, OpenAt::Beginning);
        app.folder = Some(folder);
        app.take(effects);
        app.work();
        app
    }

    /// Keeps what is to be remembered, as the program does when it ends.
    pub(crate) fn leave(mut self) {
        let effects = remember_all(&mut self.app);
        self.take(effects);
        self.work();
    }

    /// Resizes the window.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Message::Resize(Size { width, height }))
    }

    /// Presses keys written as in the key map and does the tasks they start.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).unwrap() {
            self.send(Message::Key(key));
            self.work();
        }
        self
    }

    /// Presses keys but does none of the tasks they start.
    pub(crate) fn press_only(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).unwrap() {
            self.send(Message::Key(key));
        }
        self
    }

    /// Uses the mouse.
    pub(crate) fn mouse(&mut self, mouse: MouseEvent) -> &mut Self {
        self.send(Message::Mouse(mouse));
        self.work();
        self
    }

    /// Sends a message.
    pub(crate) fn send(&mut self, message: Message) -> &mut Self {
        let effects = update(&mut self.app, message);
        self.take(effects);
        self
    }

    /// Does the tasks that were started, and those that their replies start.
    pub(crate) fn work(&mut self) -> &mut Self {
        while let Some((ticket, task)) = self.waiting.pop_front() {
            for message in replies_to(ticket, task, &self.cache) {
                self.send(message);
            }
        }
        self
    }

    /// Does the tasks that were started and returns their replies instead of sending them, so that a
    /// test can act between two replies.
    pub(crate) fn replies(&mut self) -> Vec<Message> {
        let tasks = self.waiting.drain(..);
        tasks.flat_map(|(ticket, task)| replies_to(ticket, task, &self.cache)).collect()
    }

    /// Lets worker threads do all tasks from now on, by `perform`.
    pub(crate) fn use_threads(&mut self, perform: Perform) {
        let (sender, replies) = channel();
        // A test may end before its last task does.
        let deliver = Arc::new(move |ticket, reply| drop(sender.send((ticket, reply))));
        self.threads = Some(Threads { workers: Workers::with(perform, deliver), replies });
    }

    /// Takes the replies of worker threads until a condition holds; `what` names it.
    pub(crate) fn wait_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) -> &mut Self {
        while !is_so(self) {
            let (ticket, reply) = self.next_reply().unwrap_or_else(|| panic!("{what}:\n{}", self.screen()));
            self.send(Message::Replied(ticket, reply));
        }
        self
    }

    /// Waits for the next reply of a worker thread without sending it on; `None` when none arrives.
    pub(crate) fn next_reply(&mut self) -> Option<(Ticket, Reply)> {
        self.threads.as_ref()?.replies.recv_timeout(DEADLINE).ok()
    }

    /// Takes effects: tasks are done when they are asked for.
    pub(crate) fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match (effect, &mut self.threads) {
                (Effect::Start(ticket, Task::Watch(..)), _) => self.watching = Some(ticket),
                (Effect::Start(ticket, task), Some(threads)) => threads.workers.start(ticket, task),
                (Effect::Start(ticket, task), None) => {
                    self.waiting.retain(|(other, _)| other.kind != ticket.kind);
                    self.waiting.push_back((ticket, task));
                }
                (Effect::Cancel(kind), Some(threads)) => threads.workers.cancel(kind),
                (Effect::Cancel(kind), None) => self.waiting.retain(|(other, _)| other.kind != kind),
                (other, _) => self.asked.push(other),
            }
        }
    }

    /// Returns the status the program was left with, if it was.
    pub(crate) fn left_with(&self) -> Option<u8> {
        self.asked.iter().find_map(|effect| match effect {
            Effect::Quit(status) => Some(*status),
            _ => None,
        })
    }

    /// Returns what was given to the clipboard of the terminal last.
    pub(crate) fn copied(&self) -> Option<&str> {
        self.asked.iter().rev().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Returns the bottom row.
    pub(crate) fn status(&self) -> String {
        self.line(self.app.size.height - 1)
    }

    /// Returns the cells of the screen.
    pub(crate) fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, self.app.size)));
        draw(&self.app, &self.theme, &mut buffer);
        buffer
    }

    /// Returns the screen as text, each row without the spaces at its end.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        let rows: Vec<String> = (0..buffer.area.height).map(|y| self.row(&buffer, y)).collect();
        rows.join("\n")
    }

    /// Returns one row of the screen.
    pub(crate) fn line(&self, y: u16) -> String {
        self.row(&self.buffer(), y)
    }

    /// Returns the rows that hold `text`.
    pub(crate) fn rows_with(&self, text: &str) -> Vec<String> {
        self.screen().lines().filter(|row| row.contains(text)).map(str::to_string).collect()
    }

    fn row(&self, buffer: &Buffer, y: u16) -> String {
        let mut row = String::new();
        let mut open: Option<char> = None;
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let mark = self.mark(cell);
            if open != mark {
                row.extend(open.map(closing));
                row.extend(mark);
                open = mark;
            }
            row.push_str(cell.symbol());
            skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
        }
        row.extend(open.map(closing));
        row.trim_end().to_string()
    }

    /// The mark for the colours of a cell.
    fn mark(&self, cell: &ratatui::buffer::Cell) -> Option<char> {
        let has = |role: Role| {
            let style = self.theme.style(role);
            style.bg.is_some_and(|bg| bg == cell.bg)
        };
        if has(Role::Match) || has(Role::MatchHere) {
            return Some('«');
        }
        let is_keyword = self.app.keywords.iter().any(|(number, keyword)| {
            self.theme.keyword(number, keyword.colour()).bg.is_some_and(|bg| bg == cell.bg)
        });
        if is_keyword {
            return Some('‹');
        }
        let found = self.theme.style(Role::Found).add_modifier;
        if cell.modifier.contains(found) && cell.underline_color == ratatui::style::Color::Reset {
            return Some('⟨');
        }
        let differing = self.theme.style(Role::Differing);
        (Some(cell.fg) == differing.fg && cell.modifier.contains(differing.add_modifier)).then_some('{')
    }
}

/// The closing mark of an opening one.
fn closing(open: char) -> char {
    match open {
        '«' => '»',
        '{' => '}',
        '⟨' => '⟩',
        _ => '›',
    }
}

/// Does a task and returns its replies.
fn replies_to(ticket: Ticket, task: Task, cache: &ConversionCache) -> Vec<Message> {
    let messages = RefCell::new(Vec::new());
    let tell = |reply| messages.borrow_mut().push(Message::Replied(ticket, reply));
    perform(task, TaskContext { cache, tell: &tell, wanted: &|| true });
    tell(Reply::Ended(Ok(())));
    messages.into_inner()
}
