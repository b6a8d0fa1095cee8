//! The title, without the name of the site behind or before it.

use std::collections::HashSet;

use super::blocks::Block;
use super::metadata::Said;
use crate::furniture::{Field, key};

/// What sites put between the parts of the `title` element.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " • ", " · ", " ~ ", "| ", " |", " -",
];

/// A title, and the part of the `title` element that was taken off it.
#[derive(Debug, Default)]
pub(super) struct Title {
    /// The title as shown.
    pub(super) text: Option<String>,
    /// What names the site, by its place.
    pub(super) site: Option<String>,
}

/// The page's title. `page`: all lines that it shows.
pub(super) fn choose(said: &Said, sites: &[String], page: &[Block]) -> Title {
    let lines = page.iter().filter(|b| !b.is_link() && b.text.len() < 600);
    let lines = lines.map(|b| key(&b.text)).filter(|k| k.contains(' '));
    let shown: HashSet<String> = said.headings.iter().map(|h| key(h)).chain(lines).collect();
    let named = said.ld_titles().chain(said.values(Field::Title));
    let metadata = named.map(|t| without_site(t, sites, &shown, false).0);
    let headings = said
        .headings
        .iter()
        .map(|t| without_site(t, sites, &shown, false).0);
    let head = said
        .head
        .as_deref()
        .map(|t| without_site(t, sites, &shown, true));
    let site = head
        .as_ref()
        .and_then(|(title, site)| site.clone().filter(|_| shown.contains(&key(title))));
    let head = head.map(|(title, _)| title);
    // a heading that the `title` element does not repeat may be the site's own
    let (sure, unsure): (Vec<String>, Vec<String>) =
        headings.partition(|h| head.as_ref().is_none_or(|t| key(t).contains(&key(h))));
    let usable = |t: &String| t.chars().any(char::is_alphabetic) && !sites.contains(&key(t));
    let all: Vec<String> = metadata
        .chain(sure)
        .chain(head)
        .chain(unsure)
        .filter(usable)
        .collect();
    let Some(first) = all.first() else {
        return Title::default();
    };
    // metadata cuts long titles; the page itself does not
    let cut = first.trim_end_matches(['.', '…', ' ']);
    let whole = (cut.len() < first.len()).then(|| {
        let start = key(cut);
        all.iter()
            .find(|t| key(t).starts_with(&start) && key(t).len() > start.len())
    });
    let text = Some(whole.flatten().unwrap_or(first).clone());
    Title { text, site }
}

/// A title with segments that are names of the site taken off; of the `title` element
/// also what stands beside a line that the page shows, or one short last segment. With
/// the outermost part taken off the `title` element.
fn without_site(
    title: &str,
    sites: &[String],
    shown: &HashSet<String>,
    head: bool,
) -> (String, Option<String>) {
    let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = |t: &str| shown.contains(&key(t));
    let mut site = None;
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
        let part = |from: usize, to: usize| title.get(from..to).unwrap_or_default().trim();
        let (start, tail) = (part(0, last), part(last + last_len, title.len()));
        let (lead, end) = (part(0, first), part(first + first_len, title.len()));
        let (next, off) = if names_site(tail, sites) || (head && shown(start)) {
            (start, tail)
        } else if names_site(lead, sites) || (head && shown(end)) {
            (end, lead)
        } else if head && short_tail(start, tail) {
            (start, tail)
        } else {
            break;
        };
        if site.is_none()
            && head
            && off.split(' ').count() <= 5
            && off.chars().any(char::is_alphabetic)
        {
            site = Some(off.to_owned());
        }
        title = next.to_owned();
    }
    (title, site)
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
