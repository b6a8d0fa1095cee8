//! Who wrote it and who published it.

use super::blocks::Block;
use super::jsonld::Article;
use super::metadata::Said;
use super::prune::Marked;
use crate::Outlet;
use crate::furniture::{Field, key, tables};
use crate::outlets::host;

/// Every name the site goes by, as keys: to be taken off titles and not taken for authors.
pub(super) fn site_names(
    said: &Said,
    row: Option<&Outlet>,
    url: Option<&str>,
    given: Option<&str>,
) -> Vec<String> {
    let mut names: Vec<String> = said
        .values(Field::Site)
        .chain(given)
        .chain(said.sites().iter().map(String::as_str))
        .map(key)
        .collect();
    names.extend(row.iter().flat_map(|o| [key(&o.name_ar), key(&o.name_en)]));
    if let Some(host) = url.and_then(host) {
        names.extend(host.split('.').filter(|l| l.len() > 3).map(key));
        names.push(key(&host));
    }
    // «الصباح | Assabah» goes by both
    let parts: Vec<String> = said
        .values(Field::Site)
        .flat_map(|n| n.split(['|', '-', '–']).map(key).collect::<Vec<_>>())
        .collect();
    names.extend(parts);
    names.retain(|n| !n.is_empty());
    names.sort_unstable();
    names.dedup();
    names
}

/// The outlet's name as the page gives it, else what stands beside the title in the
/// `title` element, else its host.
pub(super) fn outlet(
    said: &Said,
    ld: Option<&Article>,
    tail: Option<String>,
    url: Option<&str>,
) -> Option<String> {
    let names = ld
        .and_then(|a| a.publisher.as_deref())
        .into_iter()
        .chain(said.values(Field::Site))
        .chain(said.sites().iter().map(String::as_str));
    let is_name = |n: &&str| {
        !n.trim().is_empty() && !n.contains("://") && !n.starts_with('@') && n.chars().count() <= 80
    };
    names
        .filter(is_name)
        .map(|n| n.trim().to_owned())
        .next()
        .or(tail)
        .or_else(|| url.and_then(host))
}

/// The author as printed.
pub(super) fn author(
    said: &Said,
    ld: Option<&Article>,
    marked: &Marked,
    body: &[Block],
    page: &[Block],
    title: &str,
    sites: &[String],
) -> Option<String> {
    let person = |name: &str| {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = key(&name);
        // «صحيفة الضفة» where the site is «الضفة»
        let bare = tables().without_medium(&folded);
        let site = sites.iter().any(|s| *s == folded || s == bare);
        let section = said.values(Field::Section).any(|s| key(s) == folded);
        (tables().is_name(&name) && !site && !section && folded != title)
            .then(|| tables().author(&name))
    };
    if let Some(ld) = ld {
        let mut names: Vec<String> = ld.authors.iter().filter_map(|n| person(n)).collect();
        names.dedup();
        if !names.is_empty() {
            return Some(names.join("، "));
        }
    }
    let metadata = said.values(Field::Author).find_map(person);
    let (head, tail) = super::blocks::edges(body);
    let edges = body.iter().take(head).chain(body.iter().skip(tail));
    let named = |b: &Block| tables().byline(&b.text).and_then(|n| person(&n));
    metadata
        .or_else(|| {
            marked
                .authors
                .iter()
                .filter(|n| full_name(n))
                .find_map(|n| person(n))
        })
        .or_else(|| edges.into_iter().find_map(named))
        .or_else(|| super::dates::around(page, title).find_map(named))
}

/// True for what a class alone says is an author: two words at least, and no number.
fn full_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (2..=7).contains(&words) && !text.chars().any(|c| tawatur_text::fold::digit(c).is_some())
}
