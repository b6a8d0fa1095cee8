//! Which part of a page is the article.

use std::collections::HashMap;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks::{Block, blocks};
use super::prune::{names, says_body};
use crate::furniture::{ClassKind, key, tables};

/// Fewest letters of a text that can be an article's.
const FEWEST: usize = 80;

/// The lines of the article: of the element that says it holds it, or of what the
/// extractor finds; where the page repeats its text in JSON-LD, of that which is nearest
/// to it.
pub(super) fn choose(tree: Document, url: Option<&str>, told: Option<&str>) -> Vec<Block> {
    let marked = by_markup(&tree);
    let shown = blocks(&tree.root());
    let found = by_score(tree, url);
    let told = told.filter(|t| t.chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST);
    if let Some(told) = told {
        let wanted = words(told.split('\n').map(str::to_owned));
        let near =
            |blocks: &[Block]| likeness(&words(blocks.iter().map(|b| b.text.clone())), &wanted);
        let best = [marked.clone(), found.clone()]
            .into_iter()
            .max_by(|a, b| near(a).total_cmp(&near(b)))
            .unwrap_or_default();
        if near(&best) >= 0.5 {
            return best;
        }
        let lines = told.split('\n').map(str::trim).filter(|l| !l.is_empty());
        let text: Vec<Block> = lines
            .map(|line| Block {
                text: line.split_whitespace().collect::<Vec<_>>().join(" "),
                linked: 0,
                letters: line.chars().filter(|c| c.is_alphanumeric()).count(),
                kind: super::blocks::Kind::Text,
            })
            .collect();
        if letters(&text) >= letters(&best) {
            return text;
        }
    }
    let (by_markup, by_score) = (letters(&marked), letters(&found));
    if by_markup >= FEWEST && by_markup * 10 >= by_score * 5 {
        return marked;
    }
    if by_score >= FEWEST {
        return found;
    }
    // a page too short for either: what stands on it outside its furniture
    [marked, found, shown]
        .into_iter()
        .max_by_key(|b| letters(b))
        .unwrap_or_default()
}

/// The first paragraph often stands apart, between title and text: it is put back where
/// its class says so, or where the page's summary of itself repeats it.
pub(super) fn with_lead(
    body: Vec<Block>,
    page: &[Block],
    title: &str,
    leads: &[String],
    summary: Option<&str>,
) -> Vec<Block> {
    /// Fewest letters and spaces that tell two paragraphs to be one.
    const ENOUGH: usize = 25;
    let Some(first) = body.first() else {
        return body;
    };
    let Some(start) = page.iter().position(|b| b == first) else {
        return body;
    };
    let summary: String = summary
        .map(key)
        .unwrap_or_default()
        .chars()
        .take(60)
        .collect();
    let above = page
        .get(start.saturating_sub(10)..start)
        .unwrap_or_default();
    // what stands above the title belongs to something else
    let from = above
        .iter()
        .rposition(|b| key(&b.text) == title)
        .map_or(0, |at| at + 1);
    let lead = above.get(from..).unwrap_or_default().iter().find(|block| {
        let text = key(&block.text);
        let long = block.letters >= ENOUGH && !block.is_link() && text != title;
        let told = summary.chars().count() >= ENOUGH
            && (text.starts_with(&summary)
                || (block.letters >= 2 * ENOUGH && summary.starts_with(&text)));
        long && (told || leads.contains(&text))
            && !body.iter().take(3).any(|b| key(&b.text).starts_with(&text))
    });
    match lead {
        Some(lead) => std::iter::once(lead.clone()).chain(body).collect(),
        None => body,
    }
}

fn letters(blocks: &[Block]) -> usize {
    blocks.iter().map(|b| b.letters - b.linked).sum()
}

/// The lines of the element that markup or class says holds the article's text: of
/// several the one with most text; parts that lie side by side are joined.
fn by_markup(tree: &Document) -> Vec<Block> {
    let mut best: Vec<Block> = Vec::new();
    let mut said: Vec<Block> = Vec::new();
    let mut stack = vec![tree.root()];
    while let Some(node) = stack.pop() {
        if says_body(&node) && !node.has_name("meta") {
            said.extend(blocks(&node));
            continue;
        }
        if node.is_element()
            && !matches!(
                &*node.node_name().unwrap_or_default(),
                "body" | "html" | "main"
            )
            && tables().class(&names(&node), ClassKind::Body)
        {
            let here = blocks(&node);
            if letters(&here) > letters(&best) {
                best = here;
            }
        }
        stack.extend(node.children_it(true));
    }
    if letters(&said) >= FEWEST { said } else { best }
}

/// The lines of what the extractor takes for the article.
fn by_score(tree: Document, url: Option<&str>) -> Vec<Block> {
    let config = Config {
        disable_json_ld: true,
        char_threshold: 250,
        ..Config::default()
    };
    let url = url.filter(|u| u.starts_with("http://") || u.starts_with("https://"));
    let Ok(mut reader) = Readability::with_document(tree, url, Some(config)) else {
        return Vec::new();
    };
    match reader.parse() {
        Ok(article) => blocks(&Document::from(article.content).root()),
        Err(_) => Vec::new(),
    }
}

fn words(lines: impl Iterator<Item = String>) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for line in lines {
        for word in key(&line).split(' ') {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    words
}

/// Token F1 of two bags of words.
fn likeness(a: &HashMap<String, usize>, b: &HashMap<String, usize>) -> f64 {
    let shared: usize = a
        .iter()
        .map(|(word, n)| b.get(word).map_or(0, |m| *n.min(m)))
        .sum();
    let total: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    #[allow(clippy::cast_precision_loss, reason = "counts of words of one page")]
    let share = |n: usize| n as f64;
    if total == 0 {
        0.0
    } else {
        2.0 * share(shared) / share(total)
    }
}
