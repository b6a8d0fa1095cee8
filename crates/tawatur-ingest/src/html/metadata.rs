//! What a page says of itself: meta tags, microdata, RDFa, JSON-LD, headings.

use dom_query::{Document, NodeRef};

use super::jsonld::{self, Article, Graph};
use crate::furniture::{Field, key, tables};

/// Longest value kept, in bytes.
const LONGEST: usize = 4_000;

/// Most headings, and most values of a sort, that are looked at.
const MOST: usize = 32;

/// All statements of a page, in page order.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Names (lower case) and contents of meta tags, microdata and RDFa.
    pairs: Vec<(String, String)>,
    /// JSON-LD.
    graph: Graph,
    /// The `title` element.
    pub(super) head: Option<String>,
    /// Headings of the first level.
    pub(super) headings: Vec<String>,
    canonical: Option<String>,
    /// `datetime` and text of `time` elements that say they are the publication's.
    pub(super) times: Vec<String>,
}

/// Reads the statements of a page.
pub(super) fn collect(tree: &Document) -> Said {
    let mut said = Said::default();
    let mut scripts = Vec::new();
    let mut other_times = Vec::new();
    let mut microdata = Vec::new();
    for node in tree.root().descendants_it() {
        if !node.is_element() {
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        let attr = |name: &str| {
            node.attr(name)
                .map(|v| v.trim().to_owned())
                .filter(|v| !v.is_empty())
        };
        match &*name {
            "script"
                if attr("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) =>
            {
                scripts.push(node.text().to_string())
            }
            "meta" => {
                if let Some(content) = attr("content").filter(|c| c.len() <= LONGEST) {
                    for names in ["property", "name", "itemprop", "http-equiv"] {
                        for one in attr(names).unwrap_or_default().split_whitespace() {
                            said.pairs.push((one.to_ascii_lowercase(), content.clone()));
                        }
                    }
                }
            }
            "title" if said.head.is_none() && !inside(&node, "svg") => {
                said.head = short(&node.text())
            }
            "h1" if said.headings.len() < MOST => said.headings.extend(short(&node.text())),
            "link" if attr("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                said.canonical = said.canonical.take().or(attr("href"))
            }
            _ => {
                let names: Vec<String> = ["itemprop", "property"]
                    .iter()
                    .filter_map(|n| attr(n))
                    .flat_map(|v| {
                        v.split_whitespace()
                            .map(str::to_ascii_lowercase)
                            .collect::<Vec<_>>()
                    })
                    .collect();
                if !names.is_empty()
                    && let Some(value) = value(&node)
                {
                    microdata.extend(names.iter().map(|n| (n.clone(), value.clone())));
                }
                if &*name == "time" {
                    let published = attr("pubdate").is_some()
                        || node.has_attr("pubdate")
                        || attr("class")
                            .is_some_and(|c| c.to_ascii_lowercase().contains("publish"));
                    let value = attr("datetime").or_else(|| short(&node.text()));
                    if published {
                        &mut said.times
                    } else {
                        &mut other_times
                    }
                    .extend(value);
                }
            }
        }
    }
    // what stands in the head goes before what stands in the body
    said.pairs.append(&mut microdata);
    said.times.append(&mut other_times);
    said.graph = jsonld::read(&scripts);
    said
}

/// The value of an element with `itemprop` or `property`.
fn value(node: &NodeRef<'_>) -> Option<String> {
    let attr = |name: &str| {
        node.attr(name)
            .map(|v| v.trim().to_owned())
            .filter(|v| !v.is_empty() && v.len() <= LONGEST)
    };
    if let Some(value) = attr("content").or_else(|| attr("datetime")) {
        return Some(value);
    }
    if node.has_attr("itemscope") {
        // a thing of its own: its name stands for it
        return node
            .descendants_it()
            .filter(|n| {
                n.attr("itemprop")
                    .is_some_and(|p| p.split_whitespace().any(|p| p == "name"))
            })
            .find_map(|n| {
                n.attr("content")
                    .map(|c| c.trim().to_owned())
                    .filter(|c| !c.is_empty())
                    .or_else(|| short(&n.text()))
            });
    }
    short(&node.text())
}

fn inside(node: &NodeRef<'_>, name: &str) -> bool {
    node.ancestors_it(None).any(|a| a.has_name(name))
}

/// A text on one line, where it is short enough to be a title or a name.
fn short(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.len() <= 1_000).then_some(text)
}

impl Said {
    /// All values of a field, best name first.
    pub(super) fn values(&self, field: Field) -> impl Iterator<Item = &str> {
        tables().metadata(field).flat_map(move |wanted| {
            self.pairs
                .iter()
                .filter(move |(name, _)| name == wanted)
                .map(|(_, content)| content.as_str())
        })
    }

    /// The address the page gives itself.
    pub(super) fn url(&self) -> Option<String> {
        let values = self
            .canonical
            .as_deref()
            .into_iter()
            .chain(self.values(Field::Url));
        let own = values.filter(|u| u.starts_with("http://") || u.starts_with("https://"));
        let own = own
            .filter(|u| crate::outlets::host(u).is_some())
            .map(str::to_owned)
            .next();
        own.or_else(|| {
            self.graph
                .articles
                .iter()
                .filter(|a| a.rank < 2)
                .flat_map(|a| &a.urls)
                .find(|u| crate::outlets::host(u).is_some())
                .cloned()
        })
    }

    /// The page's summary of itself.
    pub(super) fn summary(&self) -> Option<&str> {
        self.values(Field::Summary).next()
    }

    /// Names of sites and organisations in JSON-LD.
    pub(super) fn sites(&self) -> &[String] {
        &self.graph.sites
    }

    /// Titles of articles in JSON-LD that are the page's own, as far as can be told.
    pub(super) fn ld_titles(&self) -> impl Iterator<Item = &str> {
        let shown: Vec<String> = self.headings.iter().map(|h| key(h)).collect();
        let head = self.head.as_deref().map(key).unwrap_or_default();
        self.graph
            .articles
            .iter()
            .filter(|a| a.rank < 2)
            .filter_map(|a| a.title.as_deref())
            .filter(move |title| {
                let title = key(title);
                !title.is_empty()
                    && (shown.contains(&title)
                        || head.contains(&title)
                        || self.graph.articles.iter().filter(|a| a.rank < 2).count() == 1)
            })
    }

    /// The JSON-LD article that is the page's own: by address, by title, else the first.
    pub(super) fn article(&self, url: Option<&str>, title: &str) -> Option<&Article> {
        let best = self.graph.articles.iter().map(|a| a.rank).min()?;
        let own = |a: &&Article| {
            let same_title = a
                .title
                .as_deref()
                .is_some_and(|t| !title.is_empty() && key(t) == title);
            same_title
                || url.is_some_and(|url| {
                    a.urls
                        .iter()
                        .any(|u| u.trim_end_matches('/') == url.trim_end_matches('/'))
                })
        };
        let ranked = || self.graph.articles.iter().filter(|a| a.rank == best);
        ranked().find(own).or_else(|| ranked().next())
    }
}
