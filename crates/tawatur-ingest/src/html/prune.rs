//! Takes off a page what its markup says is not the report.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::blocks::SILENT;
use crate::furniture::{ClassKind, key, tables};

/// Texts of elements whose class tells what they are.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// Of dates.
    pub(super) dates: Vec<String>,
    /// Of authors.
    pub(super) authors: Vec<String>,
    /// Keys of first paragraphs that stand apart from the rest.
    pub(super) leads: Vec<String>,
}

/// Class and id of an element.
pub(super) fn names(node: &NodeRef<'_>) -> String {
    let mut names = node
        .attr("class")
        .map(|c| c.to_string())
        .unwrap_or_default();
    if let Some(id) = node.attr("id") {
        names.push(' ');
        names.push_str(&id);
    }
    names
}

/// True where the markup itself says: this holds the article's text.
pub(super) fn says_body(node: &NodeRef<'_>) -> bool {
    let property = |name: &str| {
        node.attr(name)
            .is_some_and(|v| v.to_ascii_lowercase().contains("articlebody"))
    };
    property("itemprop") || property("property")
}

/// Removes navigation, boxes and hidden parts. What holds the title's heading or the
/// article's text is kept whatever it is called.
pub(super) fn prune(tree: &Document, title: &str) {
    let root = tree.root();
    let sizes = sizes(&root);
    let whole = tree
        .body()
        .map_or(0, |b| sizes.get(&b.id).copied().unwrap_or(0))
        .max(1);
    let mut kept: HashSet<NodeId> = HashSet::new();
    for node in root.descendants_it() {
        let heading = node.has_name("h1") && (title.is_empty() || key(&node.text()) == title);
        if heading || says_body(&node) {
            kept.extend(node.ancestors_it(None).map(|a| a.id));
            kept.insert(node.id);
        }
    }
    let hinted = root
        .descendants_it()
        .filter(|n| n.is_element() && tables().class(&names(n), ClassKind::Body));
    if let Some(largest) = hinted.max_by_key(|n| sizes.get(&n.id).copied().unwrap_or(0)) {
        kept.extend(largest.ancestors_it(None).map(|a| a.id));
        kept.insert(largest.id);
    }
    let mut doomed = Vec::new();
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        if node.is_comment()
            || (node.is_element() && !kept.contains(&node.id) && unwanted(&node, &sizes, whole))
        {
            doomed.push(node);
            continue;
        }
        stack.extend(node.children_it(false));
    }
    for node in doomed {
        node.remove_from_parent();
    }
}

/// Number of bytes of text below each element.
fn sizes(root: &NodeRef<'_>) -> HashMap<NodeId, usize> {
    let mut sizes: HashMap<NodeId, usize> = HashMap::new();
    // parents come before their children in the order; backwards, children are done first
    let mut order = Vec::new();
    let mut stack = vec![*root];
    while let Some(node) = stack.pop() {
        if node.is_element() && SILENT.contains(&&*node.node_name().unwrap_or_default()) {
            continue;
        }
        stack.extend(node.children_it(false));
        order.push(node);
    }
    for node in order.iter().rev() {
        let own = if node.is_text() {
            node.text().trim().len()
        } else {
            0
        };
        let size = sizes.get(&node.id).copied().unwrap_or(0) + own;
        sizes.insert(node.id, size);
        if let Some(parent) = node.parent() {
            *sizes.entry(parent.id).or_default() += size;
        }
    }
    sizes
}

fn unwanted(node: &NodeRef<'_>, sizes: &HashMap<NodeId, usize>, whole: usize) -> bool {
    let name = node.node_name().unwrap_or_default();
    match &*name {
        "html" | "body" | "head" | "main" | "h1" | "title" | "meta" | "link" | "base" => {
            return false;
        }
        "nav" | "aside" | "button" | "dialog" | "menu" | "figcaption" | "select" | "textarea"
        | "input" | "label" | "iframe" | "noscript" | "style" | "script" | "svg" | "template"
        | "object" | "embed" | "amp-ad" | "amp-sidebar" | "amp-social-share" | "amp-analytics" => {
            return true;
        }
        _ => {}
    }
    let size = sizes.get(&node.id).copied().unwrap_or(0);
    if size * 2 > whole {
        return false;
    }
    // an article's own footer often holds its date
    if &*name == "footer" && !node.ancestors_it(None).any(|a| a.has_name("article")) {
        return true;
    }
    let hidden = node.has_attr("hidden")
        || node.attr("style").is_some_and(|s| {
            let s: String = s
                .chars()
                .filter(|c| !c.is_whitespace())
                .take(2_000)
                .collect::<String>()
                .to_ascii_lowercase();
            s.contains("display:none") || s.contains("visibility:hidden")
        })
        || node.attr("role").is_some_and(|r| {
            matches!(
                &*r,
                "navigation" | "complementary" | "contentinfo" | "dialog" | "search" | "menu"
            )
        });
    hidden || tables().class(&names(node), ClassKind::Drop)
}

/// Dates and authors by class, on a page already pruned.
pub(super) fn marked(tree: &Document) -> Marked {
    let mut marked = Marked::default();
    for node in tree.root().descendants_it() {
        if !node.is_element() {
            continue;
        }
        let names = names(&node);
        let rel_author = node
            .attr("rel")
            .is_some_and(|r| r.split_whitespace().any(|r| r == "author"));
        let summary = node
            .attr("itemprop")
            .is_some_and(|p| p.split_whitespace().any(|p| p == "description"));
        if summary || tables().class(&names, ClassKind::Lead) {
            let text = node.text();
            if text.len() < 4_000 {
                marked.leads.push(key(&text));
            }
        }
        if names.trim().is_empty() && !rel_author {
            continue;
        }
        let (date, author) = (
            tables().class(&names, ClassKind::Date),
            rel_author || tables().class(&names, ClassKind::Author),
        );
        if !date && !author {
            continue;
        }
        let text = node.text();
        if text.len() > 400 {
            continue;
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if date {
            marked.dates.push(text.clone());
        }
        if author && !text.is_empty() {
            marked.authors.push(text);
        }
    }
    marked
}
