//! The title, without the name of the site behind or before it.

use super::metadata::Said;
use crate::furniture::{Field, key};

const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " ~ ", "| ", " |", " -",
];

/// The page's title.
pub(super) fn choose(said: &Said, sites: &[String]) -> Option<String> {
    let named = said
        .ld_titles()
        .chain(said.values(Field::Title))
        .map(|t| (t, false));
    let shown = said.headings.iter().map(|t| (t.as_str(), false));
    let head = said.head.iter().map(|t| (t.as_str(), true));
    let all: Vec<String> = named
        .chain(shown)
        .chain(head)
        .map(|(t, head)| without_site(t, sites, said, head))
        .filter(|t| t.chars().any(char::is_alphabetic) && !sites.contains(&key(t)))
        .collect();
    let first = all.first()?;
    // metadata cuts long titles; the page itself does not
    let cut = first.trim_end_matches(['.', '…', ' ']);
    if cut.len() < first.len() {
        let start = key(cut);
        if let Some(whole) = all
            .iter()
            .find(|t| key(t).starts_with(&start) && key(t).len() > start.len())
        {
            return Some(whole.clone());
        }
    }
    Some(first.clone())
}

/// A title with segments that are names of the site taken off; of the `title` element
/// also one short last segment that no heading shows.
fn without_site(title: &str, sites: &[String], said: &Said, head: bool) -> String {
    let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = |t: &str| said.headings.iter().any(|h| key(h) == key(t));
    for _ in 0..6 {
        if shown(&title) {
            break;
        }
        let last = SEPARATORS
            .iter()
            .filter_map(|s| title.rfind(s).map(|at| (at, s.len())))
            .max();
        let first = SEPARATORS
            .iter()
            .filter_map(|s| title.find(s).map(|at| (at, s.len())))
            .min();
        let (Some((last, last_len)), Some((first, first_len))) = (last, first) else {
            break;
        };
        let (start, tail) = (
            title.get(..last).unwrap_or_default(),
            title.get(last + last_len..).unwrap_or_default(),
        );
        let (lead, end) = (
            title.get(..first).unwrap_or_default(),
            title.get(first + first_len..).unwrap_or_default(),
        );
        let next = if names_site(tail, sites) || (head && (shown(start) || short_tail(start, tail)))
        {
            start
        } else if names_site(lead, sites) {
            end
        } else {
            break;
        };
        title = next.trim().to_owned();
    }
    title
}

fn names_site(segment: &str, sites: &[String]) -> bool {
    let segment = key(segment);
    segment.is_empty() || sites.contains(&segment)
}

fn short_tail(start: &str, tail: &str) -> bool {
    let (start, tail) = (key(start), key(tail));
    tail.split(' ').count() <= 3
        && start.split(' ').count() >= 4
        && !tail.chars().any(|c| c.is_ascii_digit())
}
