//! Web pages: the article's text and what the page says of itself.

mod blocks;
mod body;
mod clean;
mod dates;
mod jsonld;
mod metadata;
mod people;
mod prune;
mod title;

use jiff::civil::Date;
use tawatur_record::{Document, PublishedBasis};

use crate::worker::{self, Lost};
use crate::{Given, Limits, ProblemKind, Refused, freeze, guard};

/// One document of a page.
pub(crate) fn document(
    id: &str,
    page: String,
    given: &Given,
    published: Option<Date>,
    limits: &Limits,
) -> Result<Document, Refused> {
    if page.trim().is_empty() {
        return Err((ProblemKind::Empty, "it is empty".to_owned()));
    }
    if page.len() > limits.bytes.saturating_mul(2) {
        return Err((
            ProblemKind::Limit,
            format!("it has {} bytes as text, more than the limit", page.len()),
        ));
    }
    guard::check(&page, limits).map_err(|reason| (ProblemKind::Limit, reason))?;
    let (url, today, outlet) = (given.url.clone(), given.today, given.outlet.clone());
    let (nodes, depth) = (limits.nodes, limits.depth);
    let found = worker::run(limits.time, move || {
        read(page, url, outlet, today, nodes, depth)
    })
    .map_err(|lost| match lost {
        Lost::Time => (
            ProblemKind::Limit,
            format!(
                "reading the page took longer than {:?}, the limit for one page",
                limits.time
            ),
        ),
        Lost::Panic => (
            ProblemKind::Broken,
            "the page broke the reader; the rest of the run goes on".to_owned(),
        ),
        Lost::Thread => (
            ProblemKind::Broken,
            "the system gave no thread to read the page with".to_owned(),
        ),
    })??;
    let (date, basis) = match (published, found.published) {
        (Some(date), _) => (Some(date), PublishedBasis::Given),
        (None, Some((date, basis))) => (Some(date), basis),
        (None, None) => (None, PublishedBasis::None),
    };
    let document = Document {
        id: id.to_owned(),
        url: given.url.clone().or(found.url),
        outlet: given.outlet.clone().or(found.outlet),
        title: given.title.clone().or(found.title),
        author: found.author,
        published: date.map(|d| d.to_string()),
        published_basis: basis,
        ..Document::default()
    };
    freeze(document, found.text, limits)
}

/// What a page gives.
struct Found {
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    author: Option<String>,
    published: Option<(Date, PublishedBasis)>,
    text: String,
}

fn read(
    page: String,
    url: Option<String>,
    outlet: Option<String>,
    today: Option<Date>,
    nodes: usize,
    depth: usize,
) -> Result<Found, Refused> {
    let tree = dom_query::Document::from(page);
    blocks::measure(&tree.root(), nodes, depth).map_err(|reason| (ProblemKind::Limit, reason))?;
    let said = metadata::collect(&tree);
    let url = url.or_else(|| said.url());
    let row = url.as_deref().and_then(crate::outlet_of);
    let sites = people::site_names(&said, row, url.as_deref(), outlet.as_deref());
    let title = title::choose(&said, &sites, &blocks::blocks(&tree.root()));
    let (title, tail) = (title.text, title.site);
    let title_key = title
        .as_deref()
        .map(crate::furniture::key)
        .unwrap_or_default();
    let ld = said.article(url.as_deref(), &title_key);

    prune::prune(&tree, &title_key);
    let lines = blocks::blocks(&tree.root());
    let marked = prune::marked(&tree);
    let raw = body::choose(tree, url.as_deref(), ld.and_then(|a| a.body.as_deref()));
    let raw = body::with_lead(raw, &lines, &title_key, &marked.leads, said.summary());

    let author = people::author(&said, ld, &marked, &raw, &lines, &title_key, &sites);
    let published = dates::choose(
        &said,
        ld,
        &marked,
        &raw,
        &lines,
        &title_key,
        url.as_deref(),
        today,
    );
    let text = clean::text(raw, &title_key, author.as_deref());
    if !text.chars().any(char::is_alphanumeric) {
        return Err((
            ProblemKind::NoArticle,
            "no article text was found on this page".to_owned(),
        ));
    }
    let outlet = row
        .map(|o| o.name_ar.clone())
        .or_else(|| people::outlet(&said, ld, tail, url.as_deref()));
    Ok(Found {
        url,
        outlet,
        title,
        author,
        published,
        text,
    })
}
