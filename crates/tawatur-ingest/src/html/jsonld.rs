//! JSON-LD: articles and names, whatever the shape of the graph.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// What one article object says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Article {
    /// 0 for a report, 1 for another article, 2 for a page.
    pub(super) rank: u8,
    /// Headline.
    pub(super) title: Option<String>,
    /// Publication dates, best first, as printed.
    pub(super) dates: Vec<String>,
    /// Names of authors.
    pub(super) authors: Vec<String>,
    /// Name of the publisher.
    pub(super) publisher: Option<String>,
    /// Addresses.
    pub(super) urls: Vec<String>,
    /// The article's text.
    pub(super) body: Option<String>,
}

/// All that the scripts of a page say.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// Articles, in order.
    pub(super) articles: Vec<Article>,
    /// Names of sites and organisations.
    pub(super) sites: Vec<String>,
}

/// Reads the scripts; broken ones are mended where that is plain, else left out.
pub(super) fn read(scripts: &[String]) -> Graph {
    let values: Vec<Value> = scripts.iter().filter_map(|s| parse(s)).collect();
    let mut names = HashMap::new();
    let mut objects = Vec::new();
    // the parser allows no more than 128 levels; a stack is as easy as a recursion
    let mut stack: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(items) => stack.extend(items.iter().rev()),
            Value::Object(object) => {
                if let (Some(id), Some(name)) = (
                    object.get("@id").and_then(Value::as_str),
                    object.get("name").and_then(Value::as_str),
                ) {
                    names
                        .entry(id.to_owned())
                        .or_insert_with(|| name.to_owned());
                }
                objects.push(object);
                stack.extend(
                    object
                        .values()
                        .rev()
                        .filter(|v| v.is_array() || v.is_object()),
                );
            }
            _ => {}
        }
    }
    let mut graph = Graph::default();
    for object in objects {
        let types = types(object);
        if let Some(rank) = types.iter().filter_map(|t| rank(t)).min() {
            graph.articles.push(article(object, rank, &names));
        } else if types
            .iter()
            .any(|t| t == "website" || t.ends_with("organization"))
            && let Some(name) = object.get("name").and_then(Value::as_str)
        {
            graph.sites.push(clean(name));
        }
    }
    graph
}

fn types(object: &Map<String, Value>) -> Vec<String> {
    let word = |v: &Value| {
        v.as_str().map(|s| {
            s.rsplit(['/', '#', ':'])
                .next()
                .unwrap_or(s)
                .to_ascii_lowercase()
        })
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().filter_map(word).collect(),
        Some(value) => word(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn rank(kind: &str) -> Option<u8> {
    match kind {
        "newsarticle"
        | "reportagenewsarticle"
        | "analysisnewsarticle"
        | "opinionnewsarticle"
        | "backgroundnewsarticle"
        | "reviewnewsarticle"
        | "askpublicnewsarticle"
        | "liveblogposting"
        | "report" => Some(0),
        "article"
        | "blogposting"
        | "socialmediaposting"
        | "discussionforumposting"
        | "techarticle"
        | "scholarlyarticle" => Some(1),
        "webpage" | "itempage" => Some(2),
        _ => None,
    }
}

fn article(object: &Map<String, Value>, rank: u8, names: &HashMap<String, String>) -> Article {
    let text = |key: &str| {
        object
            .get(key)
            .and_then(Value::as_str)
            .map(clean)
            .filter(|s| !s.is_empty())
    };
    let date = |key: &str| {
        object
            .get(key)
            .and_then(|v| {
                if let Value::Array(a) = v {
                    a.first()
                } else {
                    Some(v)
                }
            })
            .and_then(|v| match v {
                Value::String(s) => Some(s.clone()),
                Value::Number(n) => Some(n.to_string()),
                _ => None,
            })
    };
    let people = |key: &str| {
        let mut found = Vec::new();
        let mut stack: Vec<&Value> = object.get(key).into_iter().collect();
        while let Some(value) = stack.pop() {
            match value {
                Value::Array(items) => stack.extend(items.iter().rev()),
                Value::String(name) => found.push(clean(name)),
                Value::Object(person) => {
                    let id = person
                        .get("@id")
                        .and_then(Value::as_str)
                        .and_then(|id| names.get(id));
                    match person.get("name") {
                        Some(Value::String(name)) => found.push(clean(name)),
                        Some(Value::Array(many)) => {
                            found.extend(many.iter().filter_map(Value::as_str).map(clean))
                        }
                        _ => found.extend(id.map(|name| clean(name))),
                    }
                }
                _ => {}
            }
        }
        found.retain(|name| !name.is_empty());
        found
    };
    let mut urls: Vec<String> = ["url", "@id"].iter().filter_map(|k| text(k)).collect();
    match object.get("mainEntityOfPage") {
        Some(Value::String(url)) => urls.push(url.clone()),
        Some(Value::Object(page)) => {
            urls.extend(page.get("@id").and_then(Value::as_str).map(str::to_owned))
        }
        _ => {}
    }
    Article {
        rank,
        title: text("headline").or_else(|| text("name")),
        dates: ["datePublished", "dateCreated", "uploadDate"]
            .iter()
            .filter_map(|k| date(k))
            .collect(),
        authors: [people("author"), people("creator")]
            .into_iter()
            .find(|p| !p.is_empty())
            .unwrap_or_default(),
        publisher: people("publisher").into_iter().next(),
        urls,
        body: text("articleBody"),
    }
}

/// A string as text: entities and tags in it taken as what they stand for.
fn clean(text: &str) -> String {
    let text = text.trim();
    if text.contains('&') || text.contains('<') {
        let tree = dom_query::Document::fragment(text);
        if super::blocks::measure(&tree.root(), 100_000, 512).is_err() {
            return String::new();
        }
        let blocks = super::blocks::blocks(&tree.root());
        return blocks
            .iter()
            .map(|b| b.text.as_str())
            .collect::<Vec<_>>()
            .join("\n");
    }
    text.to_owned()
}

/// Parses a script; line breaks within strings, comments around the whole and commas
/// before closing brackets are what sites get wrong most.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script
        .strip_prefix("<!--")
        .map_or(script, |s| s.strip_suffix("-->").unwrap_or(s))
        .trim();
    let script = script
        .strip_prefix("//<![CDATA[")
        .map_or(script, |s| s.strip_suffix("//]]>").unwrap_or(s))
        .trim();
    let script = script
        .strip_prefix("<![CDATA[")
        .map_or(script, |s| s.strip_suffix("]]>").unwrap_or(s))
        .trim();
    let script = script.strip_suffix(';').unwrap_or(script);
    serde_json::from_str(script)
        .ok()
        .or_else(|| serde_json::from_str(&mended(script)).ok())
}

fn mended(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in script.chars() {
        if quoted {
            match c {
                _ if c.is_control() => {
                    out.push(' ');
                    escaped = false;
                    continue;
                }
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = false,
                _ => {}
            }
        } else {
            match c {
                '"' => quoted = true,
                ']' | '}' => {
                    let kept = out.trim_end().trim_end_matches(',').len();
                    out.truncate(kept);
                }
                _ => {}
            }
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(script: &str) -> Article {
        read(&[script.to_owned()])
            .articles
            .into_iter()
            .next()
            .unwrap_or_default()
    }

    #[test]
    fn graphs_arrays_and_references() {
        let graph = r##"{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","name":"مدونة الضفة"},
            {"@type":["Article","NewsArticle"],"headline":"عنوان &quot;أول&quot;","datePublished":"2020-01-02","author":{"@id":"#a"},"publisher":{"@id":"#o"}},
            {"@type":"Person","@id":"#a","name":"ليلى ناصر"},{"@type":"Organization","@id":"#o","name":"دار الضفة"}]}"##;
        let read = read(&[graph.to_owned()]);
        assert_eq!(read.sites, ["مدونة الضفة", "دار الضفة"]);
        let article = read.articles.first().cloned().unwrap_or_default();
        assert_eq!(article.title.as_deref(), Some("عنوان \"أول\""));
        assert_eq!(article.authors, ["ليلى ناصر"]);
        assert_eq!(article.publisher.as_deref(), Some("دار الضفة"));
        assert_eq!(
            one(r#"[[{"@type":"http://schema.org/NewsArticle","datePublished":["2020-01-02"]}]]"#)
                .dates,
            ["2020-01-02"]
        );
    }

    #[test]
    fn broken_scripts_are_mended_or_left() {
        assert_eq!(
            one("{\"@type\":\"NewsArticle\",\"headline\":\"سطر\nثان\",}")
                .title
                .as_deref(),
            Some("سطر ثان")
        );
        assert!(
            read(&["{\"@type\":".to_owned(), String::new(), "[".repeat(100_000)])
                .articles
                .is_empty()
        );
    }
}
