//! The key map: the action of each key in each view.

use std::collections::{BTreeMap, HashMap};

use crate::ui::input::action::{Action, Context};
use crate::ui::input::key::{Key, KeyError};

/// The built-in key map.
pub const BUILT_IN: &str = include_str!("../../../assets/keymap.toml");

/// Returns the present name of a view, which had another one that a key map may still use.
fn present(view: &str) -> &str {
    match view {
        "grid" => "claims",
        "concordance" => "search-results",
        view => view,
    }
}

/// What is wrong with a key map.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum KeymapError {
    #[error(
        "the key map has no view '{0}': the views are {views}",
        views = Context::ALL.map(Context::name).join(", ")
    )]
    View(String),
    #[error("the key map names no action '{0}' in [{1}]: --print-keys lists them")]
    Action(String, &'static str),
    #[error("'{0}' in [{1}] needs a list of keys such as [\"j\", \"<down>\"]")]
    List(&'static str, &'static str),
    #[error("in [{1}]: {0}")]
    Key(KeyError, &'static str),
    #[error(
        "the key {key} means both '{first}' and '{second}' in [{view}]: give one of them another key, or none with []"
    )]
    Twice { key: String, first: &'static str, second: &'static str, view: &'static str },
    #[error("the key map cannot be read: {0}")]
    Toml(toml::de::Error),
}

/// The meaning of every key in every view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    /// The keys of each action, as written, per view.
    bindings: BTreeMap<(Context, Action), Vec<Key>>,
    meanings: HashMap<(Context, Key), Action>,
}

impl Keymap {
    /// Returns the built-in key map with the tables of `own` laid over it, action by action.
    pub fn with(own: Option<&toml::Table>) -> Result<Self, KeymapError> {
        let mut map = Keymap::default();
        let built_in: toml::Table = BUILT_IN.parse().map_err(KeymapError::Toml)?;
        map.lay(&built_in)?;
        if let Some(own) = own {
            map.lay(own)?;
        }
        map.settle()
    }

    /// Returns what `key` asks for in `context`.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        let own = self.meanings.get(&(context, key));
        own.or_else(|| self.meanings.get(&(Context::Everywhere, key))).copied()
    }

    /// Returns a context in which a key has a meaning of its own: `first` if it has one there.
    pub fn context_of(&self, key: Key, first: Context) -> Option<Context> {
        let all = std::iter::once(first).chain(Context::ALL);
        all.into_iter().find(|context| self.meanings.contains_key(&(*context, key)))
    }

    /// Returns the actions of one table and their keys, in the order of the help screen.
    pub fn bindings(&self, context: Context) -> impl Iterator<Item = (Action, &[Key])> {
        Action::ALL
            .iter()
            .filter_map(move |action| Some((*action, self.bindings.get(&(context, *action))?.as_slice())))
            .filter(|(_, keys)| !keys.is_empty())
    }

    /// Returns the first key of an action in `context`, as a person reads it.
    pub fn key_of(&self, context: Context, action: impl Into<Action>) -> Option<String> {
        let action = action.into();
        [context, Context::Everywhere]
            .iter()
            .find_map(|context| self.bindings.get(&(*context, action))?.first())
            .map(Key::to_string)
    }

    /// Returns a hint at the first key of an action, which follows a message: " · / searches". It is empty
    /// when the action has no key in `context`.
    pub fn hint(&self, context: Context, action: impl Into<Action>, does: &str) -> String {
        self.key_of(context, action).map_or_else(String::new, |key| format!(" · {key} {does}"))
    }

    fn lay(&mut self, tables: &toml::Table) -> Result<(), KeymapError> {
        for (name, table) in tables {
            let known = Context::ALL.into_iter().find(|context| context.name() == present(name));
            let (Some(context), Some(table)) = (known, table.as_table()) else {
                return Err(KeymapError::View(name.clone()));
            };
            for (name, keys) in table {
                let action =
                    Action::named(name).ok_or_else(|| KeymapError::Action(name.clone(), context.name()))?;
                self.bindings.insert((context, action), keys_of(keys, action, context)?);
            }
        }
        Ok(())
    }

    fn settle(mut self) -> Result<Self, KeymapError> {
        for ((context, action), keys) in &self.bindings {
            for key in keys {
                let first = self.meanings.insert((*context, *key), *action);
                if let Some(first) = first.filter(|first| first != action) {
                    return Err(KeymapError::Twice {
                        key: key.to_string(),
                        first: first.name(),
                        second: action.name(),
                        view: context.name(),
                    });
                }
            }
        }
        Ok(self)
    }
}

fn keys_of(value: &toml::Value, action: Action, context: Context) -> Result<Vec<Key>, KeymapError> {
    let wrong = || KeymapError::List(action.name(), context.name());
    value
        .as_array()
        .ok_or_else(wrong)?
        .iter()
        .map(|key| {
            let written = key.as_str().ok_or_else(wrong)?;
            written.parse().map_err(|error| KeymapError::Key(error, context.name()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::input::action::{ListAction, Motion, OpenAction, TextAction};

    fn with(own: &str) -> Result<Keymap, KeymapError> {
        Keymap::with(Some(&own.parse().unwrap()))
    }

    #[test]
    fn the_built_in_map_is_valid() {
        let map = Keymap::with(None).unwrap();
        assert_eq!(map.action(Context::Reader, Key::char('j')), Some(Action::Motion(Motion::Down)));
        assert_eq!(map.action(Context::List, Key::char(' ')), Some(Action::List(ListAction::Mark)));
        assert_eq!(map.action(Context::Reader, Key::char(' ')), Some(Action::Motion(Motion::PageDown)));
        assert_eq!(map.action(Context::Reader, Key::char('§')), None);
    }

    #[test]
    fn every_action_has_a_key_somewhere() {
        let map = Keymap::with(None).unwrap();
        for action in Action::ALL {
            assert!(
                Context::ALL.iter().any(|context| map.bindings.contains_key(&(*context, *action))),
                "{action:?}"
            );
        }
    }

    #[test]
    fn a_users_map_overrides_the_built_in_one() {
        let map = with("[reader]\nsearch-next = [\"ö\"]\nsearch-previous = []").unwrap();
        assert_eq!(map.action(Context::Reader, Key::char('ö')), Some(Action::Text(TextAction::SearchNext)));
        assert_eq!(map.action(Context::Reader, Key::char('n')), None);
        assert_eq!(map.action(Context::Reader, Key::char('N')), None);
    }

    #[test]
    fn former_names_of_views_are_known() {
        for (view, context) in [("grid", Context::Claims), ("concordance", Context::Search)] {
            let map = with(&format!("[{view}]\ntimeline = [\"ö\"]")).unwrap();
            assert_eq!(map.action(context, Key::char('ö')), Some(Action::Open(OpenAction::Timeline)));
        }
    }

    #[test]
    fn errors_name_the_mistake() {
        for (own, said) in [
            ("[reader]\ndown = [\"n\"]", "'search-next' and 'down'"),
            ("[reader]\nfly = [\"n\"]", "'fly'"),
            ("[attic]\ndown = [\"n\"]", "'attic'"),
            ("[reader]\ndown = \"n\"", "'down' in [reader] needs a list"),
            ("[reader]\ndown = [\"<nokey>\"]", "<nokey>"),
        ] {
            let error = with(own).unwrap_err().to_string();
            assert!(error.contains(said), "{own}: {error}");
        }
    }
}
