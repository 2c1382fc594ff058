//! Hearing of files that come, go and are written while the program runs.
//!
//! The system says that something happened to a name, in an order and a number of pieces of its own.
//! So nothing is concluded from that: the names are gathered for a moment, and then the disk is
//! asked what stands there now. Only the folders that a walk would enter are watched, so a busy
//! `target` folder that is ignored costs nothing; where the system watches whole trees, it is
//! listened to with the same rules.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::storage::folder::{Folder, Item, Ruled, Rules, without_dot};
use crate::storage::why::Why;

/// How long names are gathered once something happened.
const BURST: Duration = Duration::from_millis(80);

/// What became of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A file came, or another took its place.
    Created(PathBuf),
    /// Something came that is not read, and why.
    Skipped(PathBuf, Why),
    /// A file was written.
    Written(PathBuf),
    /// A file is gone, or a folder with everything in it.
    Removed(PathBuf),
}

/// What is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// What became of names.
    Seen(Vec<Seen>),
    /// So much happened that some was lost; this is all that is there now.
    Missed(Vec<Seen>),
}

/// Watches the files and folders that were named.
pub struct Watch {
    system: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: Vec<Root>,
    /// The files that were named, by their paths as the system tells them.
    files: BTreeMap<PathBuf, PathBuf>,
    rules: Rules,
    /// Why not everything is watched.
    trouble: Option<String>,
}

/// A folder that was named, as it is called here and as the system calls it.
#[derive(Debug)]
struct Root {
    /// Its number among all roots.
    number: usize,
    named: PathBuf,
    absolute: PathBuf,
    /// Without links, as some systems tell it.
    real: PathBuf,
}

impl Watch {
    /// Begins to watch what lies under `roots`, of a file that was named itself only that name.
    /// Returns with it what came since the walk: the files that `known` does not know.
    pub fn new(roots: &[PathBuf], known: &dyn Fn(&Path) -> bool) -> Result<(Self, Vec<Seen>), String> {
        let (sender, events) = channel();
        let tell = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, is_news) {
                drop(sender.send(event));
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let system = RecommendedWatcher::new(tell, config).map_err(|error| error.to_string())?;
        let rules = Rules::new(&roots.into());
        let (folders, files) = (Vec::new(), BTreeMap::new());
        let mut watch = Self { system, events, folders, files, rules, trouble: None };
        let mut seen = Vec::new();
        for (number, named) in roots.iter().enumerate() {
            match Root::new(number, named) {
                Some(root) => watch.begin(root, &mut seen),
                None => watch.add_file(named),
            }
        }
        let homes: BTreeSet<PathBuf> =
            watch.files.keys().filter_map(|file| Some(file.parent()?.to_owned())).collect();
        for folder in &homes {
            watch.watch(folder, RecursiveMode::NonRecursive);
        }
        seen.retain(|seen| matches!(seen, Seen::Created(path) if !known(path)));
        Ok((watch, seen))
    }

    /// Returns why not everything is watched, once.
    pub fn trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    /// Waits until something happens and returns what came of it; `None` when nothing ever will.
    pub fn wait(&mut self) -> Option<Heard> {
        let mut names = BTreeMap::new();
        let mut missed = gather(self.events.recv().ok()?, &mut names);
        let until = Instant::now() + BURST;
        while let Ok(event) = self.events.recv_timeout(until.saturating_duration_since(Instant::now())) {
            missed |= gather(event, &mut names);
        }
        if missed {
            return Some(Heard::Missed(self.list()));
        }
        let mut seen = Vec::new();
        for (path, news) in names {
            self.look(&path, news, &mut seen);
        }
        Some(Heard::Seen(seen))
    }

    /// Returns all that is there now, as if it had just come; folders that came are watched.
    fn list(&mut self) -> Vec<Seen> {
        let named = self.files.values().filter(|named| fs::metadata(named).is_ok());
        let mut seen: Vec<Seen> = named.map(|named| Seen::Created(named.clone())).collect();
        let starts: Vec<Folder> = self.folders.iter().map(Root::start).collect();
        for folder in starts {
            self.enter(folder, &mut seen);
        }
        seen
    }

    fn begin(&mut self, root: Root, seen: &mut Vec<Seen>) {
        if !PER_FOLDER {
            self.watch(&root.absolute, RecursiveMode::Recursive);
        }
        let folder = root.start();
        self.folders.push(root);
        self.enter(folder, seen);
    }

    fn add_file(&mut self, named: &Path) {
        let real = if PER_FOLDER { None } else { fs::canonicalize(named).ok() };
        for path in std::path::absolute(named).ok().into_iter().chain(real) {
            self.files.insert(path, named.to_owned());
        }
    }

    /// Watches a folder and those in it, and lists its files. It is watched before it is listed, so
    /// that nothing can come between.
    fn enter(&mut self, folder: Folder, seen: &mut Vec<Seen>) {
        let mut open = vec![folder];
        while let Some(folder) = open.pop() {
            if PER_FOLDER {
                let opened = folder.opened().to_owned();
                self.watch(&opened, RecursiveMode::NonRecursive);
            }
            for item in self.rules.list(&folder) {
                match item {
                    Item::File(name) => seen.push(Seen::Created(folder.path.join(name))),
                    Item::Skipped(path, why) => seen.push(Seen::Skipped(path, why)),
                    Item::Folder(folder) => open.push(folder),
                }
            }
        }
    }

    /// What cannot be watched any more, because the system watches only so many, is said once.
    fn watch(&mut self, path: &Path, mode: RecursiveMode) {
        if self.trouble.is_none()
            && let Err(error) = self.system.watch(path, mode)
        {
            match error.kind {
                notify::ErrorKind::PathNotFound => {}
                notify::ErrorKind::Io(ref error) if error.kind() == std::io::ErrorKind::NotFound => {}
                kind => self.trouble = Some(words(&kind)),
            }
        }
    }

    /// Asks what a name stands for now.
    fn look(&mut self, path: &Path, news: News, seen: &mut Vec<Seen>) {
        if let Some(named) = self.files.get(path) {
            let is_there = fs::metadata(named).is_ok();
            seen.push(if is_there { news.of(named.clone()) } else { Seen::Removed(named.clone()) });
        }
        let places: Vec<_> = self.folders.iter().filter_map(|root| root.place(path)).collect();
        for (folder, name) in places {
            match self.rules.look(&folder, &name) {
                Some(Item::File(_)) => seen.push(news.of(folder.path.join(name))),
                Some(Item::Skipped(path, why)) => seen.push(Seen::Skipped(path, why)),
                Some(Item::Folder(folder)) if news == News::Came => self.enter(folder, seen),
                Some(Item::Folder(_)) => {}
                None => seen.push(Seen::Removed(folder.path.join(name))),
            }
        }
    }
}

impl Root {
    /// `None` for what is no folder.
    fn new(number: usize, named: &Path) -> Option<Self> {
        fs::metadata(named).ok().filter(fs::Metadata::is_dir)?;
        let (absolute, real) = (std::path::absolute(named).ok()?, fs::canonicalize(named).ok()?);
        Some(Self { number, named: named.to_owned(), absolute, real })
    }

    fn start(&self) -> Folder {
        Folder::of_root(self.number, &self.named)
    }

    /// The folder and the name in it that a path of the system's is here; `None` when it does not
    /// lie under this root.
    fn place(&self, path: &Path) -> Option<(Folder, OsString)> {
        let below = path.strip_prefix(&self.absolute).or_else(|_| path.strip_prefix(&self.real)).ok()?;
        let named = without_dot(&self.named).join(below.parent()?);
        Some((
            Folder { root: self.number, path: named.into(), ruled: Ruled::Perhaps },
            below.file_name()?.to_owned(),
        ))
    }
}

/// Whether each folder is watched by itself: on Linux a tree is watched no other way.
const PER_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// What happened to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum News {
    /// What stands there was changed.
    Changed,
    /// Something came or went.
    Came,
}

impl News {
    fn of(self, path: PathBuf) -> Seen {
        match self {
            News::Came => Seen::Created(path),
            News::Changed => Seen::Written(path),
        }
    }
}

/// Tells whether an event can mean that a list or a text is not what it was; that a file was read
/// is none.
fn is_news(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => true,
    }
}

/// Keeps the names of an event; tells whether the system says that others were lost.
fn gather(event: notify::Result<Event>, names: &mut BTreeMap<PathBuf, News>) -> bool {
    let Ok(event) = event else { return false };
    let missed = event.need_rescan();
    let news = match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_)) => News::Changed,
        _ => News::Came,
    };
    for path in event.paths {
        let known = names.entry(path).or_insert(news);
        *known = news.max(*known);
    }
    missed
}

fn words(kind: &notify::ErrorKind) -> String {
    match kind {
        notify::ErrorKind::MaxFilesWatch => "there are more folders than the system watches".into(),
        notify::ErrorKind::Io(error) => Why::from(error).to_string(),
        notify::ErrorKind::Generic(words) => words.clone(),
        _ => "the system cannot".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Does something to a folder that is watched and waits until all that is expected was seen.
    fn expect(watch: &mut Watch, mut expected: Vec<Seen>) {
        while !expected.is_empty() {
            let Some(Heard::Seen(seen)) = watch.wait() else { panic!("something was missed") };
            expected.retain(|wanted| !seen.contains(wanted));
        }
    }

    #[test]
    fn what_comes_goes_and_is_written_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("inner")).unwrap();
        fs::write(at("inner/old.txt"), "old").unwrap();
        fs::write(at("missed.txt"), "came after the walk").unwrap();
        fs::write(at(".ignore"), "*.me\n").unwrap();
        let known = |path: &Path| path.ends_with("old.txt");
        let (mut watch, came) = Watch::new(&[folder.path().into()], &known).unwrap();
        assert_eq!(came, [Seen::Created(at("missed.txt"))]);
        assert_eq!(watch.trouble(), None);

        fs::write(at("skip.me"), "").unwrap();
        fs::write(at(".hidden"), "").unwrap();
        fs::write(at("inner/new.txt"), "new").unwrap();
        expect(&mut watch, vec![Seen::Created(at("inner/new.txt"))]);
        fs::write(at("inner/old.txt"), "changed").unwrap();
        expect(&mut watch, vec![Seen::Written(at("inner/old.txt"))]);
        fs::rename(at("inner/old.txt"), at("moved.txt")).unwrap();
        expect(&mut watch, vec![Seen::Removed(at("inner/old.txt")), Seen::Created(at("moved.txt"))]);
        fs::rename(at("inner"), at("outer")).unwrap();
        expect(&mut watch, vec![Seen::Removed(at("inner")), Seen::Created(at("outer/new.txt"))]);
        fs::write(at("outer/late.txt"), "in a folder that came").unwrap();
        expect(&mut watch, vec![Seen::Created(at("outer/late.txt"))]);
        let all = ["moved.txt", "missed.txt", "outer/late.txt", "outer/new.txt"];
        let mut now = watch.list();
        now.sort_by_key(|seen| all.iter().position(|name| *seen == Seen::Created(at(name))));
        assert_eq!(now, all.map(|name| Seen::Created(at(name))));
    }

    #[test]
    fn of_a_named_file_only_that_name_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.txt"), "one").unwrap();
        let (mut watch, _) = Watch::new(&[at("a.txt")], &|_| true).unwrap();
        fs::write(at("b.txt"), "two").unwrap();
        fs::write(at("a.txt"), "three").unwrap();
        loop {
            let Some(Heard::Seen(seen)) = watch.wait() else { panic!("something was missed") };
            assert!(seen.iter().all(|seen| *seen == Seen::Written(at("a.txt"))), "{seen:?}");
            if !seen.is_empty() {
                break;
            }
        }
        fs::remove_file(at("a.txt")).unwrap();
        expect(&mut watch, vec![Seen::Removed(at("a.txt"))]);
    }
}
