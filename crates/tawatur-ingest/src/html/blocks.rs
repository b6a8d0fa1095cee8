//! A tree as a list of lines: one for each block that shows text, in order.

use dom_query::NodeRef;

/// What sort of element a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text.
    Text,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its text, spaces collapsed; never empty.
    pub(super) text: String,
    /// How many of its letters and digits stand in links.
    pub(super) linked: usize,
    /// How many letters and digits it has.
    pub(super) letters: usize,
    /// Where it stands.
    pub(super) kind: Kind,
}

impl Block {
    /// True where (nearly) all of it is a link.
    pub(super) fn is_link(&self) -> bool {
        self.letters > 0 && self.linked * 10 >= self.letters * 8
    }
}

/// Elements that begin a new line.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "amp-accordion",
    "amp-list",
];
/// Elements that show no text of the page.
pub(super) const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
    "textarea", "button", "head", "audio", "video", "canvas", "datalist", "input",
];

/// How many lines at the start and at the end of an article may be bylines, datelines and
/// the like: those before the first paragraph and one after it, and the last three.
pub(super) fn edges(blocks: &[Block]) -> (usize, usize) {
    /// Fewest letters of a paragraph.
    const PARAGRAPH: usize = 60;
    let first = blocks
        .iter()
        .take(15)
        .position(|b| b.letters >= PARAGRAPH && !b.is_link());
    let head = first.map_or(4, |at| at + 2).max(4).min(blocks.len());
    (head, blocks.len().saturating_sub(3).max(head))
}

enum Step<'t> {
    Enter(NodeRef<'t>),
    Leave { block: Option<Kind>, link: bool },
}

/// The lines below `root`.
pub(super) fn blocks(root: &NodeRef<'_>) -> Vec<Block> {
    let mut lines = Lines {
        done: Vec::new(),
        text: String::new(),
        space: false,
        linked: 0,
        letters: 0,
    };
    let mut steps = vec![Step::Enter(*root)];
    let mut kinds = vec![Kind::Text];
    let mut links = 0usize;
    while let Some(step) = steps.pop() {
        let kind = kinds.last().copied().unwrap_or(Kind::Text);
        match step {
            Step::Leave { block, link } => {
                if block.is_some() {
                    lines.flush(kind);
                    kinds.pop();
                }
                links -= usize::from(link);
            }
            Step::Enter(node) if node.is_text() => lines.push(&node.text(), links > 0),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                let name: &str = &name;
                if SILENT.contains(&name) {
                    continue;
                }
                if name == "br" {
                    lines.flush(kind);
                    continue;
                }
                let block = BLOCK.contains(&name).then_some(match name {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
                    "li" | "dt" | "dd" => Kind::Item,
                    "p" | "div" | "section" | "article" | "blockquote" => kind,
                    _ => Kind::Text,
                });
                if let Some(inner) = block {
                    lines.flush(kind);
                    kinds.push(inner);
                }
                let link = name == "a";
                links += usize::from(link);
                steps.push(Step::Leave { block, link });
                steps.extend(node.children_it(true).map(Step::Enter));
            }
        }
    }
    lines.flush(Kind::Text);
    lines.done
}

struct Lines {
    done: Vec<Block>,
    text: String,
    space: bool,
    linked: usize,
    letters: usize,
}

impl Lines {
    fn push(&mut self, text: &str, linked: bool) {
        for c in text.chars() {
            if c.is_whitespace() || c == '\u{0}' {
                self.space = true;
                continue;
            }
            if self.space && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.space = false;
            self.text.push(c);
            if c.is_alphanumeric() {
                self.letters += 1;
                self.linked += usize::from(linked);
            }
        }
    }

    fn flush(&mut self, kind: Kind) {
        self.space = false;
        let (linked, letters) = (
            std::mem::take(&mut self.linked),
            std::mem::take(&mut self.letters),
        );
        if !self.text.is_empty() {
            self.done.push(Block {
                text: std::mem::take(&mut self.text),
                linked,
                letters,
                kind,
            });
        }
    }
}

/// Refuses a tree over the limits.
pub(super) fn measure(root: &NodeRef<'_>, nodes: usize, depth: usize) -> Result<(), String> {
    let mut stack = vec![(*root, 0usize)];
    let (mut count, mut levels) = (0usize, 0usize);
    while let Some((node, level)) = stack.pop() {
        count += 1;
        if count > nodes {
            return Err(format!(
                "it has more than {nodes} elements and texts, the limit for one page"
            ));
        }
        if level > depth {
            return Err(format!(
                "its elements are nested more than {depth} deep, the limit for one page"
            ));
        }
        // extractors look at the whole text of each element, so a text costs as often as
        // elements lie above it
        levels += level;
        if levels / 32 > nodes {
            return Err(format!(
                "its elements are nested {} deep on average and there are {count} of them, more than the limit allows for together",
                levels / count
            ));
        }
        stack.extend(node.children_it(false).map(|child| (child, level + 1)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_as_a_browser_breaks_them() {
        let tree = dom_query::Document::from(
            "<body><h2>عنوان</h2><div>أول <b>سطر</b>\n تابع<br>ثان<p>ثالث&nbsp;هنا</div><ul><li><a href=x>رابط</a></ul><script>x</script>",
        );
        let got: Vec<_> = blocks(&tree.root())
            .into_iter()
            .map(|b| (b.text.clone(), b.kind, b.is_link()))
            .collect();
        let want = [
            ("عنوان", Kind::Heading, false),
            ("أول سطر تابع", Kind::Text, false),
            ("ثان", Kind::Text, false),
            ("ثالث هنا", Kind::Text, false),
            ("رابط", Kind::Item, true),
        ];
        assert_eq!(got, want.map(|(t, k, l)| (t.to_owned(), k, l)));
    }

    #[test]
    fn trees_over_the_limits_are_refused() {
        let tree = dom_query::Document::from("<div>".repeat(40));
        assert!(measure(&tree.root(), 1000, 100).is_ok());
        assert!(measure(&tree.root(), 1000, 20).is_err());
        assert!(measure(&tree.root(), 20, 100).is_err());
    }
}
