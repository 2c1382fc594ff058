//! A small reader of the HTML written here, for tests: are elements balanced, do links arrive?

use std::collections::HashSet;

const VOID: [&str; 3] = ["meta", "hr", "!DOCTYPE"];

enum Piece<'a> {
    Text(&'a str),
    Tag(&'a str),
}

/// Returns tags without their brackets, and the text between them.
fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map_or(rest.len(), |length| at + length + 1);
        pieces.push(Piece::Text(&rest[..at]));
        pieces.push(Piece::Tag(rest[at..end].trim_start_matches('<').trim_end_matches('>')));
        rest = &rest[end..];
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// Returns what is wrong with the nesting of the elements of `html`, or with its text.
pub(crate) fn balanced(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) if text.contains('>') && open.last() != Some(&"style") => {
                return Err(format!("a bare '>' in {text:?}"));
            }
            Piece::Text(_) => {}
            Piece::Tag(tag) => match tag.strip_prefix('/') {
                Some(name) if open.pop() == Some(name) => {}
                Some(name) => return Err(format!("</{name}> closes nothing")),
                None => {
                    let name = tag.split(' ').next().unwrap_or_default();
                    if name.is_empty() || tag.matches('"').count() % 2 != 0 {
                        return Err(format!("<{tag}> is no tag"));
                    }
                    if name == "a" && open.contains(&"a") {
                        return Err("a link in a link".into());
                    }
                    if !VOID.contains(&name) {
                        open.push(name);
                    }
                }
            },
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} never close")) }
}

/// Returns what is wrong with the links within `html`: one that leads nowhere, a place named twice.
pub(crate) fn linked(html: &str) -> Result<(), String> {
    let mut places = HashSet::new();
    for place in values(html, "id") {
        if !places.insert(place) {
            return Err(format!("two places are called {place}"));
        }
    }
    for target in values(html, "href") {
        match target.strip_prefix('#') {
            Some(place) if places.contains(place) => {}
            _ => return Err(format!("{target} leads nowhere")),
        }
    }
    Ok(())
}

fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let key = format!(" {name}=\"");
    let tags = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Tag(tag) => Some(tag),
        Piece::Text(_) => None,
    });
    tags.filter_map(|tag| tag.split(&key).nth(1)?.split('"').next()).collect()
}

/// Returns what a browser would show of character data, before white space is collapsed.
pub(crate) fn text_of(html: &str) -> String {
    let text = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Tag(_) => None,
    });
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.collect::<String>(), |text, (entity, sign)| text.replace(entity, sign))
}

#[test]
fn the_checker_finds_what_is_wrong() {
    for wrong in ["<p>", "<p></b>", "</p>", "<a><a></a></a>", "a > b", "<p class=\"x>a</p>", "< b></ b>"] {
        assert!(balanced(wrong).is_err(), "{wrong}");
    }
    assert_eq!(balanced("<p>a<hr><i x=\"y\">b</i></p>"), Ok(()));
    assert!(linked("<a href=\"#x\"></a>").is_err() && linked("<p id=\"x\"></p><p id=\"x\"></p>").is_err());
    assert_eq!(linked("<a href=\"#x\"></a><p id=\"x\"></p>"), Ok(()));
}
