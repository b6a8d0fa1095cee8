//! A look at a page's tags before any parser builds a tree of them.
//!
//! Parsers are linear on what people write and quadratic, or worse, on what people write
//! to break them: nesting without end, thousands of attributes, formatting tags that are
//! never closed and are therefore opened anew in every paragraph. This counts what a
//! parser would build, in one pass and with little memory.

use crate::Limits;

/// Elements that never hold anything.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];
/// Elements whose end tag is left out by right: a sibling of the same name closes them.
const AUTO: &[&str] = &[
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "rp",
    "rt", "a", "nobr", "form",
];
/// Elements that a parser opens anew where they were not closed.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements that hold text and no tags.
const RAW: &[&str] = &[
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
];
/// Elements at whose end open formatting is forgotten.
const SCOPE: &[&str] = &[
    "td", "th", "caption", "button", "object", "applet", "marquee", "template",
];

/// Which of these properties an element has.
#[derive(Clone, Copy)]
struct Open {
    name: u64,
    tag: u64,
    formatting: bool,
    scope: bool,
}

/// Refuses a page that would make a tree over the limits, saying why.
pub(crate) fn check(page: &str, limits: &Limits) -> Result<(), String> {
    let bytes = page.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut unclosed: Vec<Open> = Vec::new();
    let (mut nodes, mut tags) = (0usize, 0usize);
    let mut at = 0usize;
    // what a lenient parser closes by itself is not all known here
    let deepest = limits.depth.saturating_mul(2).saturating_add(64);
    while let Some(from) = find(bytes, at, b"<") {
        if from > at {
            nodes += 1 + reopen(&mut open, &mut unclosed);
        }
        at = from + 1;
        let Some(&next) = bytes.get(at) else { break };
        if next == b'!' || next == b'?' {
            at = if bytes.get(at..).is_some_and(|r| r.starts_with(b"!--")) {
                find(bytes, at + 1, b"-->").map_or(bytes.len(), |end| end + 3)
            } else {
                find(bytes, at, b">").map_or(bytes.len(), |end| end + 1)
            };
            continue;
        }
        let closing = next == b'/';
        let start = at + usize::from(closing);
        let name: Vec<u8> = bytes
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take(32)
            .take_while(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0C | b'/' | b'>'))
            .map(u8::to_ascii_lowercase)
            .collect();
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let tag = tag(bytes, start + name.len());
        let length = tag.end - from;
        if length > limits.tag {
            return Err(format!(
                "one of its tags has {length} bytes, more than the limit of {}",
                limits.tag
            ));
        }
        if tag.attributes > limits.attributes {
            return Err(format!(
                "one of its tags has {} attributes, more than the limit of {}",
                tag.attributes, limits.attributes
            ));
        }
        let text = std::str::from_utf8(&name).unwrap_or_default();
        let is = |list: &[&str]| list.contains(&text);
        let element = Open {
            name: hash(&name),
            tag: hash(bytes.get(from..tag.end).unwrap_or_default()),
            formatting: is(FORMATTING),
            scope: is(SCOPE),
        };
        at = tag.end;
        tags += 1;
        if tags / 3 > limits.nodes {
            // end tags alone make no nodes, but each is looked for among the open ones
            return Err(format!(
                "it has more than {} tags, the limit for one page",
                limits.nodes.saturating_mul(3)
            ));
        }
        if closing {
            if element.formatting {
                unclosed.retain(|o| o.name != element.name);
            }
            close(&mut open, &mut unclosed, element, usize::MAX);
            continue;
        }
        nodes += 1;
        if is(AUTO) {
            close(&mut open, &mut unclosed, element, 8);
        }
        if element.formatting {
            nodes += reopen(&mut open, &mut unclosed);
        }
        if !is(VOID) && !tag.empty {
            open.push(element);
        }
        if is(RAW) {
            let end: Vec<u8> = [b"</".as_slice(), &name].concat();
            at = find_ignoring_case(bytes, at, &end).unwrap_or(bytes.len());
        }
        if nodes > limits.nodes {
            return Err(format!(
                "it has more than {} elements and texts, the limit for one page",
                limits.nodes
            ));
        }
        if open.len() > deepest {
            return Err(format!(
                "its elements are nested more than {} deep, the limit for one page",
                limits.depth
            ));
        }
    }
    Ok(())
}

/// Closes the innermost open element of that name, looking at most `far` elements back;
/// formatting inside it stays to be opened anew.
fn close(open: &mut Vec<Open>, unclosed: &mut Vec<Open>, element: Open, far: usize) {
    let Some(back) = open
        .iter()
        .rev()
        .take(far)
        .position(|o| o.name == element.name)
    else {
        return;
    };
    let keep = open.len() - back - 1;
    for inner in open.drain(keep..).skip(1) {
        // parsers keep no more than three that are alike
        if inner.formatting && unclosed.iter().filter(|o| o.tag == inner.tag).count() < 3 {
            unclosed.push(inner);
        }
    }
    if element.scope {
        unclosed.clear();
    }
}

/// Opens what was left unclosed; how many elements that makes.
fn reopen(open: &mut Vec<Open>, unclosed: &mut Vec<Open>) -> usize {
    let count = unclosed.len();
    open.append(unclosed);
    count
}

/// Where a tag ends, and what is in it.
struct Tag {
    end: usize,
    attributes: usize,
    empty: bool,
}

fn tag(bytes: &[u8], mut at: usize) -> Tag {
    let (mut attributes, mut between, mut slash) = (0usize, true, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => {
                return Tag {
                    end: at + 1,
                    attributes,
                    empty: slash,
                };
            }
            b'=' => {
                at += 1;
                while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                if let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) {
                    at = find(bytes, at + 1, &[quote]).map_or(bytes.len(), |end| end + 1);
                } else {
                    while bytes
                        .get(at)
                        .is_some_and(|b| !b.is_ascii_whitespace() && *b != b'>')
                    {
                        at += 1;
                    }
                }
                (between, slash) = (true, false);
                continue;
            }
            b'/' => (between, slash) = (true, true),
            _ if byte.is_ascii_whitespace() => between = true,
            _ => {
                attributes += usize::from(between);
                (between, slash) = (false, false);
            }
        }
        at += 1;
    }
    Tag {
        end: bytes.len(),
        attributes,
        empty: false,
    }
}

fn hash(bytes: &[u8]) -> u64 {
    // FNV-1a; only equal tags must be told from others, and a clash costs nothing
    bytes.iter().take(256).fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The next place of `needle` at or after `from`.
fn find(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == first)?;
        if bytes.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
}

fn find_ignoring_case(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let mut at = from;
    loop {
        at = find(bytes, at, b"<")?;
        if bytes
            .get(at..at + needle.len())
            .is_some_and(|here| here.eq_ignore_ascii_case(needle))
        {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(page: &str) -> Option<String> {
        check(page, &Limits::default()).err()
    }

    #[test]
    fn ordinary_pages_pass() {
        let page = format!(
            "<!doctype html><html><head><title>a < b</title><script>if (a<b) {{ '<div>' }}</script></head><body>{}</body>",
            "<div class='a'><p>نص <b>غليظ</b><p>نص<br><img src=x><ul><li>أ<li>ب</ul></div>"
                .repeat(500)
        );
        assert_eq!(refused(&page), None);
    }

    #[test]
    fn lists_and_tables_without_end_tags_are_not_deep() {
        assert_eq!(refused(&"<li>نص".repeat(5_000)), None);
        assert_eq!(
            refused(&format!("<table>{}", "<tr><td>نص<td>نص".repeat(5_000))),
            None
        );
        assert_eq!(refused(&"<p>نص".repeat(5_000)), None);
    }

    #[test]
    fn bombs_are_refused_with_a_reason() {
        assert!(refused(&"<div>".repeat(1_000_000)).is_some_and(|r| r.contains("deep")));
        assert!(refused(&"<b>".repeat(3_000)).is_some_and(|r| r.contains("deep")));
        assert!(refused(&"<br>".repeat(400_000)).is_some_and(|r| r.contains("elements")));
        assert!(
            refused(&format!("<p title=\"{}\">نص", "a".repeat(5 << 20)))
                .is_some_and(|r| r.contains("bytes"))
        );
        let many: String = (0..2_000).map(|n| format!(" a{n}=1")).collect();
        assert!(refused(&format!("<p{many}>نص")).is_some_and(|r| r.contains("attributes")));
    }

    #[test]
    fn formatting_opened_anew_in_each_paragraph_is_counted() {
        let fonts: String = (0..400).map(|n| format!("<font color={n}>")).collect();
        let page = format!("<p>{fonts}نص</p>{}", "<p>نص</p>".repeat(2_000));
        assert!(refused(&page).is_some_and(|r| r.contains("elements")));
    }

    #[test]
    fn unfinished_things_end_the_scan() {
        for page in [
            "<", "</", "<!--", "<p", "<p a=\"", "<script>", "<!", "<?", "<p a", "a<",
        ] {
            assert_eq!(refused(page), None, "{page}");
        }
    }
}
