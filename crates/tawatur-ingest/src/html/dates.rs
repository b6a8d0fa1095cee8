//! The publication date: what the page says of it, then what it shows, then its address.

use jiff::civil::Date;
use tawatur_record::PublishedBasis;

use super::blocks::{Block, Kind};
use super::jsonld::Article;
use super::metadata::Said;
use super::prune::Marked;
use crate::date::{address, credible, line, metadata};
use crate::furniture::{Field, key};

/// The first credible date, and what it rests on.
#[allow(
    clippy::too_many_arguments,
    reason = "each is a place where dates stand"
)]
pub(super) fn choose(
    said: &Said,
    ld: Option<&Article>,
    marked: &Marked,
    body: &[Block],
    page: &[Block],
    title: &str,
    url: Option<&str>,
    today: Option<Date>,
) -> Option<(Date, PublishedBasis)> {
    let good = |date: &Date| credible(*date, today);
    let ld = ld
        .into_iter()
        .flat_map(|a| a.dates.iter().map(String::as_str));
    let told = ld
        .chain(said.values(Field::Date))
        .chain(said.times.iter().map(String::as_str));
    if let Some(date) = told.filter_map(metadata).find(good) {
        return Some((date, PublishedBasis::Metadata));
    }
    let (head, tail) = super::blocks::edges(body);
    let (head, tail) = (body.iter().take(head), body.iter().skip(tail).rev());
    let shown = around(page, title).map(|b| b.text.as_str());
    let shown = shown
        .chain(head.map(|b| b.text.as_str()))
        .chain(marked.dates.iter().map(String::as_str))
        .chain(tail.map(|b| b.text.as_str()));
    if let Some(date) = shown.filter_map(line).find(good) {
        return Some((date, PublishedBasis::Text));
    }
    url.and_then(address)
        .filter(good)
        .map(|date| (date, PublishedBasis::Address))
}

/// Lines that stand near the title: those after it first, then the few before it.
pub(super) fn around<'b>(page: &'b [Block], title: &str) -> impl Iterator<Item = &'b Block> {
    let is_title = |b: &Block| !title.is_empty() && b.text.len() < 2_000 && key(&b.text) == title;
    let headings = page.iter().any(|b| b.kind == Kind::Heading && is_title(b));
    let mut places: Vec<usize> = Vec::new();
    for (at, block) in page.iter().enumerate() {
        // a page may show its title more than once; headings are surer than other lines
        if places.len() < 4 && is_title(block) && (!headings || block.kind == Kind::Heading) {
            places.push(at);
        }
    }
    let after = places
        .clone()
        .into_iter()
        .flat_map(|at| page.iter().skip(at + 1).take(8));
    let before = places.into_iter().flat_map(|at| {
        page.get(at.saturating_sub(3)..at)
            .unwrap_or_default()
            .iter()
            .rev()
    });
    after.chain(before)
}
