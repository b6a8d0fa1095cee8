//! Page furniture by tables: lines, class names, byline cues and metadata names that tell
//! what of a page is not the report. `lexicons/furniture*.tsv` hold the knowledge.

use std::collections::HashSet;
use std::sync::LazyLock;

use tawatur_text::fold::{fold, is_ignorable};

/// The rows of a table: line number and cells; comments, blank lines and the header left out.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .skip(1)
        .map(|(number, line)| (number, line.split('\t').map(str::trim).collect()))
}

/// A text for comparing: folded, letters and digits only, words parted by one space.
pub(crate) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_alphanumeric() {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// What a line's words make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum LineKind {
    /// Furniture where the line is nothing else.
    Whole,
    /// Furniture where a short line begins so.
    Start,
    /// Furniture where a short line holds it.
    Inside,
    /// Heads a list of other reports: furniture together with the links below it.
    Heading,
    /// Furniture where a short line begins with this sign.
    Sign,
    /// The report has ended: this and all that follows is furniture.
    End,
}

/// What an element's class or id makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ClassKind {
    /// Not part of the report.
    Drop,
    /// Holds the report's text.
    Body,
    /// Holds the date.
    Date,
    /// Holds the author.
    Author,
    /// Holds the report's first paragraph, apart from the rest.
    Lead,
}

/// What a metadata name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// The title.
    Title,
    /// The author.
    Author,
    /// The publication date.
    Date,
    /// The outlet.
    Site,
    /// The address.
    Url,
    /// A summary, often the first paragraph.
    Summary,
    /// The section it stands in.
    Section,
}

/// How a byline begins.
pub(crate) struct Cue {
    words: String,
    colon: bool,
}

/// All tables, as compared.
pub(crate) struct Furniture {
    lines: Vec<(String, LineKind)>,
    whole: HashSet<String>,
    classes: Vec<(Vec<String>, ClassKind)>,
    cues: Vec<Cue>,
    nobody: Vec<String>,
    never: Vec<String>,
    media: Vec<String>,
    metadata: Vec<(String, Field)>,
}

static TABLES: LazyLock<Furniture> = LazyLock::new(|| load().0);

/// The tables built in.
pub(crate) fn tables() -> &'static Furniture {
    &TABLES
}

/// The tables, and what of them cannot be used.
fn load() -> (Furniture, Vec<String>) {
    let mut bad = Vec::new();
    let mut furniture = Furniture {
        lines: Vec::new(),
        whole: HashSet::new(),
        classes: Vec::new(),
        cues: Vec::new(),
        nobody: Vec::new(),
        never: Vec::new(),
        media: Vec::new(),
        metadata: Vec::new(),
    };
    for (number, cells) in rows(include_str!("../../../lexicons/furniture.tsv")) {
        let kind = match cells.get(1) {
            Some(&"whole") => LineKind::Whole,
            Some(&"start") => LineKind::Start,
            Some(&"inside") => LineKind::Inside,
            Some(&"heading") => LineKind::Heading,
            Some(&"end") => LineKind::End,
            Some(&"sign") => LineKind::Sign,
            _ => {
                bad.push(format!("furniture.tsv:{number}"));
                continue;
            }
        };
        let phrase = cells.first().copied().unwrap_or_default();
        let phrase = if kind == LineKind::Sign {
            phrase.to_owned()
        } else {
            key(phrase)
        };
        if kind == LineKind::Whole {
            furniture.whole.insert(phrase.clone());
        }
        furniture.lines.push((phrase, kind));
    }
    for (number, cells) in rows(include_str!("../../../lexicons/furniture_classes.tsv")) {
        let kind = match cells.get(1) {
            Some(&"drop") => ClassKind::Drop,
            Some(&"body") => ClassKind::Body,
            Some(&"date") => ClassKind::Date,
            Some(&"author") => ClassKind::Author,
            Some(&"lead") => ClassKind::Lead,
            _ => {
                bad.push(format!("furniture_classes.tsv:{number}"));
                continue;
            }
        };
        let parts = cells
            .first()
            .map(|c| c.split(' ').map(str::to_owned).collect())
            .unwrap_or_default();
        furniture.classes.push((parts, kind));
    }
    for (number, cells) in rows(include_str!("../../../lexicons/furniture_bylines.tsv")) {
        let words = cells.first().map(|c| key(c)).unwrap_or_default();
        match cells.get(1) {
            Some(&"colon") => furniture.cues.push(Cue { words, colon: true }),
            Some(&"free") => furniture.cues.push(Cue {
                words,
                colon: false,
            }),
            Some(&"nobody") => furniture.nobody.push(words),
            Some(&"never") => furniture.never.push(words),
            Some(&"medium") => furniture.media.push(words),
            _ => bad.push(format!("furniture_bylines.tsv:{number}")),
        }
    }
    for (number, cells) in rows(include_str!("../../../lexicons/furniture_metadata.tsv")) {
        let field = match cells.get(1) {
            Some(&"title") => Field::Title,
            Some(&"author") => Field::Author,
            Some(&"date") => Field::Date,
            Some(&"site") => Field::Site,
            Some(&"url") => Field::Url,
            Some(&"summary") => Field::Summary,
            Some(&"section") => Field::Section,
            _ => {
                bad.push(format!("furniture_metadata.tsv:{number}"));
                continue;
            }
        };
        furniture.metadata.push((
            cells
                .first()
                .map(|c| c.to_ascii_lowercase())
                .unwrap_or_default(),
            field,
        ));
    }
    furniture
        .cues
        .sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
    (furniture, bad)
}

/// Longest line, in words, that furniture words begin or stand in.
const SHORT: usize = 22;

impl Furniture {
    /// What a line is by its words; `None` for the report.
    pub(crate) fn line(&self, line: &str) -> Option<LineKind> {
        let printed = line.trim();
        let line = key(line);
        if line.is_empty() {
            return Some(LineKind::Whole);
        }
        let lone_address = printed.contains("://") && !printed.contains(char::is_whitespace);
        if lone_address || self.bar(&line) {
            return Some(LineKind::Whole);
        }
        // «3 دقائق قراءة», «120 مشاهدة»: the number says nothing
        let unnumbered = key(&line.replace(|c: char| c.is_ascii_digit(), " "));
        let words = line.split(' ').count();
        let mut found = None;
        for (phrase, kind) in &self.lines {
            let hit = match kind {
                LineKind::Whole => line == *phrase || unnumbered == *phrase,
                LineKind::Sign => words <= SHORT && printed.starts_with(phrase.as_str()),
                LineKind::Start | LineKind::Heading | LineKind::End => {
                    words <= SHORT
                        && line
                            .strip_prefix(phrase.as_str())
                            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                }
                LineKind::Inside => words <= SHORT && holds(&line, phrase),
            };
            if hit {
                // the strongest meaning wins
                found = match (found, kind) {
                    (Some(LineKind::End), _) | (_, LineKind::End) => Some(LineKind::End),
                    (Some(LineKind::Heading), _) | (_, LineKind::Heading) => {
                        Some(LineKind::Heading)
                    }
                    _ => Some(*kind),
                };
            }
        }
        found
    }

    /// True for a bar of buttons run together: «فيسبوك تويتر واتساب طباعة».
    fn bar(&self, line: &str) -> bool {
        let words: Vec<&str> = line.split(' ').collect();
        let mut at = 0;
        while at < words.len() {
            let rest = words.get(at..).unwrap_or_default();
            let step = (1..=rest.len().min(4)).rev().find(|length| {
                let phrase = rest.get(..*length).unwrap_or_default().join(" ");
                self.whole.contains(&phrase)
            });
            let Some(step) = step else { return false };
            at += step;
        }
        words.len() <= SHORT
    }

    /// True where an element's class or id names this kind of thing.
    pub(crate) fn class(&self, names: &str, kind: ClassKind) -> bool {
        names.split_whitespace().take(64).any(|name| {
            let parts = parts(name);
            self.classes.iter().any(|(wanted, k)| {
                *k == kind
                    && !wanted.is_empty()
                    && parts
                        .windows(wanted.len())
                        .any(|window| window == wanted.as_slice())
            })
        })
    }

    /// The name in a byline («بقلم: …», «كتبت …»); `None` where the line is no byline.
    pub(crate) fn byline(&self, line: &str) -> Option<String> {
        let line = line.trim();
        if line.split_whitespace().count() > 12 || line.ends_with(['.', '؟', '!', ':', '،']) {
            return None;
        }
        // «تونس/ متابعة: …»: a place may stand before the cue
        let starts = line
            .char_indices()
            .filter(|(_, c)| matches!(c, '/' | '-' | '–' | '—' | '|' | '(' | ')'))
            .map(|(at, c)| at + c.len_utf8())
            .filter(|at| {
                line.get(..*at)
                    .is_some_and(|before| before.split_whitespace().count() <= 4)
            });
        std::iter::once(0)
            .chain(starts)
            .find_map(|at| self.cued(line.get(at..)?, false))
    }

    /// The name in the text of an element that is an author's by its markup.
    pub(crate) fn author(&self, text: &str) -> String {
        let name = self.byline(text).or_else(|| self.cued(text, true));
        name.unwrap_or_else(|| text.trim().to_owned())
    }

    /// The name behind a cue at the start of a line; `loose` where no colon is needed.
    fn cued(&self, line: &str, loose: bool) -> Option<String> {
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let folded = key(line);
        for cue in &self.cues {
            if !folded
                .strip_prefix(cue.words.as_str())
                .is_some_and(|rest| rest.starts_with(' '))
            {
                continue;
            }
            // the same number of letters into the line as it was printed
            let mut left = cue.words.chars().filter(|c| *c != ' ').count();
            let at = line.char_indices().find(|(_, c)| {
                if left == 0 {
                    return !is_ignorable(*c);
                }
                left -= usize::from(c.is_alphanumeric() && !is_ignorable(*c));
                false
            });
            let Some((at, _)) = at else { continue };
            let name = line.get(at..).unwrap_or_default().trim_start();
            let name = match name.strip_prefix([':', '-', '–', '—', '/', '|', '؛', '：']) {
                Some(name) => name.trim_start_matches(|c: char| !c.is_alphanumeric()),
                None if cue.colon && !loose => continue,
                None => name,
            };
            let name = undated(name);
            if self.is_name(&name) && name.split_whitespace().count() <= 7 {
                return Some(name);
            }
        }
        None
    }

    /// True where words can be an author's name: short, with letters, and not a word that
    /// stands for nobody («admin», «المحرر»).
    pub(crate) fn is_name(&self, name: &str) -> bool {
        let folded = key(name);
        !folded.is_empty()
            && name.chars().count() <= 90
            && folded.split(' ').count() <= 10
            && folded.chars().any(char::is_alphabetic)
            && !name.contains("://")
            && !name.contains('@')
            && !self.nobody.contains(&folded)
            && !self
                .never
                .iter()
                .any(|start| folded.starts_with(start.as_str()))
    }

    /// A site's name (as a key) without the word for what it is: «صحيفة», «وكالة».
    pub(crate) fn without_medium<'n>(&self, name: &'n str) -> &'n str {
        let bare = |word: &String| name.strip_prefix(word.as_str())?.strip_prefix(' ');
        self.media.iter().find_map(bare).unwrap_or(name)
    }

    /// Metadata names that tell `field`, best first.
    pub(crate) fn metadata(&self, field: Field) -> impl Iterator<Item = &str> {
        self.metadata
            .iter()
            .filter(move |(_, f)| *f == field)
            .map(|(name, _)| name.as_str())
    }
}

/// A name without a date, a time or an agency's dash behind it.
fn undated(name: &str) -> String {
    let name = match tawatur_time::calendar_date(name) {
        Some((range, _)) => name.get(..range.start).unwrap_or(name),
        None => name,
    };
    let digits = |c: char| tawatur_text::fold::digit(c).is_some();
    let name = name.split(digits).next().unwrap_or_default();
    name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '–'
                    | '—'
                    | '|'
                    | ','
                    | '،'
                    | ':'
                    | '/'
                    | ')'
                    | '('
                    | ']'
                    | '['
                    | '.'
                    | '*'
                    | '"'
            )
    })
    .to_owned()
}

/// True where `line` holds `phrase` as whole words.
fn holds(line: &str, phrase: &str) -> bool {
    line.match_indices(phrase).any(|(at, _)| {
        let before = line
            .get(..at)
            .is_some_and(|b| b.is_empty() || b.ends_with(' '));
        let after = line
            .get(at + phrase.len()..)
            .is_some_and(|a| a.is_empty() || a.starts_with(' '));
        before && after
    })
}

/// The words of a class name: `relatedNews-box` gives related, news, box.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut lower = false;
    let mut fresh = true;
    for c in name.chars().take(128) {
        if !c.is_alphanumeric() {
            fresh = true;
            lower = false;
            continue;
        }
        if fresh || (lower && c.is_uppercase()) {
            parts.push(String::new());
        }
        fresh = false;
        lower = c.is_lowercase();
        if let Some(last) = parts.last_mut() {
            last.extend(c.to_lowercase());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole_and_their_examples_hold() {
        let (_, bad) = load();
        assert_eq!(bad, Vec::<String>::new());
        for (number, cells) in rows(include_str!("../../../lexicons/furniture.tsv")) {
            let example = cells.get(2).copied().unwrap_or_default();
            assert!(!example.is_empty(), "line {number} has no example");
            assert!(tables().line(example).is_some(), "line {number}: {example}");
        }
        for (number, cells) in rows(include_str!("../../../lexicons/furniture_bylines.tsv")) {
            let example = cells.get(2).copied().unwrap_or_default();
            match (
                cells.get(1),
                example
                    .split_once('[')
                    .and_then(|(a, b)| b.split_once(']').map(|(b, c)| (a, b, c))),
            ) {
                (Some(&"medium"), _) => {
                    let name = format!("{} الضفه", key(cells.first().unwrap_or(&"")));
                    assert_eq!(tables().without_medium(&name), "الضفه", "line {number}");
                }
                (Some(&("nobody" | "never")), _) => assert!(
                    !tables().is_name(cells.first().unwrap_or(&"")),
                    "line {number}"
                ),
                (_, Some((before, name, after))) => {
                    assert_eq!(
                        tables()
                            .byline(&format!("{before}{name}{after}"))
                            .as_deref(),
                        Some(name),
                        "line {number}"
                    );
                }
                _ => panic!("line {number} has no example with [name]"),
            }
        }
        for (number, cells) in rows(include_str!("../../../lexicons/furniture_classes.tsv")) {
            let example = cells.get(2).copied().unwrap_or_default();
            let kinds = [
                ("drop", ClassKind::Drop),
                ("body", ClassKind::Body),
                ("date", ClassKind::Date),
                ("author", ClassKind::Author),
                ("lead", ClassKind::Lead),
            ];
            let kind = kinds
                .iter()
                .find(|(name, _)| Some(name) == cells.get(1))
                .map(|(_, kind)| *kind);
            assert!(
                kind.is_some_and(|kind| tables().class(example, kind)),
                "line {number}: {example}"
            );
        }
    }

    #[test]
    fn bars_of_buttons_are_furniture() {
        for line in [
            "فيسبوك تويتر واتساب طباعة",
            "Facebook | Twitter | WhatsApp",
            "https://example.org/a.jpg",
        ] {
            assert_eq!(tables().line(line), Some(LineKind::Whole), "{line}");
        }
        assert_eq!(tables().line("تويتر تغلق حساب الوزارة"), None);
    }

    #[test]
    fn sentences_of_reports_are_no_furniture() {
        for line in [
            "اقرأ الوزير البيان أمام الصحفيين",
            "شارك في الاجتماع ممثلون عن ثلاث وزارات",
            "وتابع الناطق أن الأضرار اقتصرت على الطابق الأول",
            "المزيد من القوات وصل إلى البلدة مساء أمس",
            "المصدر: وكالة الأنباء",
        ] {
            assert_eq!(tables().line(line), None, "{line}");
        }
    }

    #[test]
    fn bylines() {
        let name = |line: &str| tables().byline(line);
        assert_eq!(
            name("كتبت: سلمى الحداد - الثلاثاء 9 مارس 2021").as_deref(),
            Some("سلمى الحداد")
        );
        assert_eq!(
            name("كتب الوزير على صفحته أن الطريق مغلق حتى إشعار آخر بسبب السيول"),
            None
        );
        assert_eq!(name("حوار بين الطرفين"), None);
        assert_eq!(name("كتب مدرسية جديدة"), None);
        assert_eq!(
            name("تونس/ متابعة: سامي بن عمر").as_deref(),
            Some("سامي بن عمر")
        );
        assert_eq!(name("بقلم: admin"), None);
    }

    #[test]
    fn class_words() {
        assert_eq!(parts("relatedNews-box_2"), ["related", "news", "box", "2"]);
        assert_eq!(parts(""), Vec::<String>::new());
    }
}
