//! Choosing, sorting and grouping: from what is asked of the list to its rows.
//!
//! A pure function over what it is given, called at once for a short list and as a job for a long
//! one. It asks now and then whether anybody still wants the answer.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::collections::hash_map::{Entry, HashMap};
use std::path::Path;
use std::sync::Arc;

use crate::search::{Fuzzy, Scorer};
use crate::tasks::entry::EntryId;
use crate::tasks::listing::names::Names;
use crate::tasks::listing::order::{Direction, Filter, Folders, Order, Ranking, Wish};
use crate::tasks::listing::rows::{Group, Rows};

/// Names looked at between two questions whether anybody still wants the answer.
const STRETCH: usize = 256;

/// All that is needed to arrange a list.
#[derive(Clone, Debug)]
pub struct ArrangeRequest {
    /// What is asked for.
    pub wish: Wish,
    /// What the entries are called.
    pub names: Names,
    /// The place of each entry in the order, the highest first; 0 for one that has none. Without any
    /// the order is that of the numbers.
    pub keys: Vec<u64>,
    /// The entries to choose from; all without them.
    pub among: Option<Vec<u32>>,
    /// Those that are no more.
    pub gone: Arc<BTreeSet<EntryId>>,
}

/// The rows of a list, and what they were made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    /// The rows.
    pub rows: Rows,
    /// What chose them; all were chosen without it.
    pub fuzzy: Option<Arc<Fuzzy>>,
    /// The version of the names.
    pub version: u64,
}

/// Returns the rows asked for; nothing when nobody wants them any more.
pub fn arrange(task: &ArrangeRequest, wanted: &dyn Fn() -> bool) -> Option<Arranged> {
    let fuzzy = task.wish.filter.as_ref().map(|filter| Arc::clone(&filter.fuzzy));
    Some(Arranged { rows: rows(task, wanted)?, fuzzy, version: task.names.version() })
}

fn rows(task: &ArrangeRequest, wanted: &dyn Fn() -> bool) -> Option<Rows> {
    let all: Vec<u32> = match &task.among {
        Some(among) => among.clone(),
        None => (0..task.names.len() as u32).collect(),
    };
    let mut chosen = choose(task, &all, wanted)?;
    chosen.sort_unstable_by_key(|(score, id)| (Reverse(*score), task.place(*id), *id));
    let ids: Vec<u32> = chosen.into_iter().map(|(_, id)| id).collect();
    match task.wish.folders {
        Folders::InRows => Some(Rows::these(ids, Vec::new())),
        Folders::AsGroups => Some(group(&task.names, &ids)),
    }
}

/// The entries that fit, with how well; all alike when the fit is not what they are sorted by.
fn choose(task: &ArrangeRequest, all: &[u32], wanted: &dyn Fn() -> bool) -> Option<Vec<(u32, u32)>> {
    let mut scorer = Scorer::default();
    let mut path = String::new();
    let mut chosen = Vec::new();
    for stretch in all.chunks(STRETCH) {
        if !wanted() {
            return None;
        }
        for id in stretch {
            let entry = EntryId(*id as usize);
            if !task.gone.is_empty() && task.gone.contains(&entry) {
                continue;
            }
            match &task.wish.filter {
                None => chosen.push((0, *id)),
                Some(Filter { fuzzy, ranking }) => {
                    task.names.write_path(entry, &mut path);
                    let score = scorer.score(fuzzy, &path, task.names.title(entry));
                    let by_score = *ranking == Ranking::BestFirst;
                    chosen.extend(score.map(|score| (if by_score { score } else { 0 }, *id)));
                }
            }
        }
    }
    Some(chosen)
}

impl ArrangeRequest {
    /// Where an entry stands in the order asked for, the lowest first.
    fn place(&self, id: u32) -> u64 {
        let key = match self.wish.order {
            Order::Name if self.keys.is_empty() => u64::MAX - u64::from(id),
            _ => self.keys.get(id as usize).copied().unwrap_or(0),
        };
        match self.wish.direction {
            _ if key == 0 => u64::MAX,
            Direction::Usual => u64::MAX - key,
            Direction::Reversed => key,
        }
    }
}

/// The entries of one folder together, in the order in which the folders come up.
fn group(names: &Names, ids: &[u32]) -> Rows {
    let mut numbers: HashMap<&Path, usize> = HashMap::new();
    let mut folders: Vec<(&Path, Vec<u32>)> = Vec::new();
    let mut last: Option<(&Path, usize)> = None;
    for id in ids {
        let folder = names.folder(EntryId(*id as usize));
        let number = match last {
            Some((before, number)) if before == folder => number,
            _ => match numbers.entry(folder) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    folders.push((folder, Vec::new()));
                    *new.insert(folders.len() - 1)
                }
            },
        };
        last = Some((folder, number));
        folders[number].1.push(*id);
    }
    let mut rows = Vec::with_capacity(ids.len());
    let mut groups = Vec::with_capacity(folders.len());
    for (folder, entries) in folders {
        groups.push(Group { first: rows.len(), folder: names.shown_folder(folder).into_owned() });
        rows.extend(entries);
    }
    Rows::these(rows, groups)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::entry::Listed;
    use crate::tasks::listing::home::Home;
    use crate::tasks::listing::names::Titles;
    use crate::tasks::paths::Paths;
    use proptest::prelude::*;

    fn task(paths: &[&str]) -> ArrangeRequest {
        task_with(paths, Titles::default())
    }

    fn task_with(named: &[&str], titles: Titles) -> ArrangeRequest {
        let mut paths = Paths::default();
        paths.add(named.iter().map(|path| Listed::File(path.into())).collect());
        let names = Names::new(paths, titles, Home::default());
        ArrangeRequest { wish: Wish::default(), names, keys: Vec::new(), among: None, gone: Arc::default() }
    }

    fn filter(typed: &str) -> Filter {
        Filter { fuzzy: Arc::new(Fuzzy::parse(typed)), ranking: Ranking::BestFirst }
    }

    fn shown(task: &ArrangeRequest) -> Vec<usize> {
        rows(task, &|| true).unwrap().iter().map(|id| id.0).collect()
    }

    #[test]
    fn what_fits_best_comes_first_and_ties_keep_their_order() {
        let mut task = task(&["m/o/o/n", "tide", "b/moon", "a/moon"]);
        task.wish.filter = Some(filter("moon"));
        assert_eq!(shown(&task), [2, 3, 0]);
        task.wish.direction = Direction::Reversed;
        assert_eq!(shown(&task), [3, 2, 0]);
        let mut titles = Titles::default();
        titles.set(EntryId(1), "moonlight");
        let mut titled = task_with(&["a", "b"], titles);
        titled.wish.filter = Some(filter("moon"));
        assert_eq!(shown(&titled), [1], "a title is a name, too");
    }

    #[test]
    fn what_has_no_place_in_an_order_comes_last_in_both_directions() {
        let mut task = task(&["a", "b", "c", "d"]);
        task.wish.order = Order::Date;
        task.keys = vec![5, 0, 7, 5];
        assert_eq!(shown(&task), [2, 0, 3, 1]);
        task.wish.direction = Direction::Reversed;
        assert_eq!(shown(&task), [0, 3, 2, 1]);
        (task.wish.order, task.keys) = (Order::Name, Vec::new());
        assert_eq!(shown(&task), [3, 2, 1, 0]);
    }

    #[test]
    fn a_folder_stands_together_where_its_first_entry_would() {
        let mut task = task(&["x/a", "y/b", "x/c", "d"]);
        task.wish.folders = Folders::AsGroups;
        let rows = rows(&task, &|| true).unwrap();
        assert_eq!(rows.iter().map(|id| id.0).collect::<Vec<_>>(), [0, 2, 1, 3]);
        let groups: Vec<(usize, &str)> =
            rows.groups().iter().map(|group| (group.first, group.folder.as_str())).collect();
        assert_eq!(groups, [(0, "x"), (2, "y"), (3, "")]);
        assert_eq!((rows.size_of(0), rows.size_of(2)), (2, 1));
    }

    #[test]
    fn nobody_waits_for_what_nobody_wants() {
        assert_eq!(arrange(&task(&["a"]), &|| false), None);
    }

    proptest! {
        #[test]
        fn choosing_among_what_was_chosen_changes_nothing(
            paths in proptest::collection::vec("[ab/]{0,5}", 0..30), before in "[ab]{0,2}", more in "[ab ^']{0,2}",
        ) {
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            let mut task = task(&paths);
            task.wish.filter = Some(filter(&before));
            let former = shown(&task).into_iter().map(|id| id as u32).collect();
            let both = format!("{before}{more}");
            task.wish.filter = Some(filter(&both));
            let anew = shown(&task);
            if Fuzzy::parse(&both).narrows(&Fuzzy::parse(&before)) {
                task.among = Some(former);
                prop_assert_eq!(shown(&task), anew);
            }
        }

        #[test]
        fn every_entry_that_is_there_is_shown_once(
            paths in proptest::collection::vec("([ab]/){0,3}[ab]", 0..30),
            keys in proptest::collection::vec(0u64..4, 30),
            order in 0usize..5, reversed: bool, grouped: bool,
            gone in proptest::collection::btree_set(0usize..30, 0..5),
        ) {
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            let mut task = task(&paths);
            task.keys = keys;
            task.wish.order = Order::ALL[order];
            task.wish.direction = if reversed { Direction::Reversed } else { Direction::Usual };
            task.wish.folders = if grouped { Folders::AsGroups } else { Folders::InRows };
            task.gone = Arc::new(gone.iter().copied().map(EntryId).collect());
            let rows = rows(&task, &|| true).unwrap();
            let mut ids: Vec<usize> = rows.iter().map(|id| id.0).collect();
            for (at, group) in rows.groups().iter().enumerate() {
                for id in &ids[group.first..group.first + rows.size_of(at)] {
                    prop_assert_eq!(&task.names.shown_folder(task.names.folder(EntryId(*id))), &group.folder);
                }
            }
            ids.sort_unstable();
            let there: Vec<usize> = (0..paths.len()).filter(|at| !gone.contains(at)).collect();
            prop_assert_eq!(ids, there);
        }
    }
}
