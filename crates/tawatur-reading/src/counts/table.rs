//! The table `lexicons/counts.tsv`, checked on loading and laid out for look-up.

use std::collections::HashMap;
use std::sync::LazyLock;

use tawatur_record::CountKind;
use tawatur_text::fold;

const FILE: &str = "lexicons/counts.tsv";
const COLUMNS: [&str; 8] = [
    "class", "kind", "forms", "more", "flags", "with", "preps", "note",
];

/// Why a table of counts cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {message}")]
pub struct CountTableError {
    file: &'static str,
    line: usize,
    message: String,
}

/// What a word says of those it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Kind(CountKind),
    /// Freed, rescued, returned: never counted.
    Freed,
    /// Something else is done with them.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Verb,
    Masdar,
    Noun,
    Person,
    Thing,
    Label,
    Toll,
    Time,
    Case,
    Illness,
    VerbMore,
    VerbLess,
    VerbAbout,
    /// The noun after it is its name («ميدان الشهداء»).
    Named,
}

/// How many a form speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    One,
    /// Feminine singular of a verb, which also goes with groups.
    OneOrGroup,
    Two,
    Many,
}

/// One word form of the table.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) class: Class,
    pub(super) says: Says,
    pub(super) of: Of,
    /// Counts its object alone.
    pub(super) object: bool,
    /// A noun of its own kind decides against it; for nouns: a verb
    /// decides against it; for persons: an adjective as often.
    pub(super) weak: bool,
    /// An agent may stand between it and its number; for persons: an office, of which one is no count.
    pub(super) free: bool,
    /// Governs only what comes right after it.
    pub(super) near: bool,
    /// Only with عن or على before the number.
    pub(super) prep: bool,
    /// Holds only beside one of these.
    pub(super) with: Vec<String>,
    /// Prepositions allowed before the number.
    pub(super) preps: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    More,
    Least,
    Less,
    Most,
    About,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    Before(Bound),
    After(Bound),
    Vague(u64, Option<u64>),
    Same(u64),
    Part,
    Of,
    Whole,
    Stop,
    Not,
}

/// The words of counting, ready for look-up.
#[derive(Debug, Default)]
pub struct CountTable {
    entries: Vec<Entry>,
    words: HashMap<String, Vec<usize>>,
    /// By first word, longest first.
    phrases: HashMap<String, Vec<(Vec<String>, Phrase)>>,
    /// Bounds by their last word, longest first.
    before: HashMap<String, Vec<(Vec<String>, Bound)>>,
    /// The longest phrase that marks a whole, by last word.
    whole: HashMap<String, Vec<Vec<String>>>,
}

static DEFAULT: LazyLock<CountTable> = LazyLock::new(|| {
    CountTable::load(include_str!("../../../../lexicons/counts.tsv")).unwrap_or_default()
});

impl CountTable {
    /// The table that the program carries.
    #[must_use]
    pub fn default_table() -> &'static Self {
        &DEFAULT
    }

    /// Reads a table in the form of `lexicons/counts.tsv` (its header explains the columns).
    ///
    /// # Errors
    /// Names the line where a cell is missing or says something unknown.
    pub fn load(text: &str) -> Result<Self, CountTableError> {
        let mut table = Self::default();
        let mut header = false;
        for (index, row) in text.lines().enumerate() {
            if row.starts_with('#') || row.trim().is_empty() {
                continue;
            }
            let error = |message: String| CountTableError {
                file: FILE,
                line: index + 1,
                message,
            };
            let cells: Vec<&str> = row.split('\t').collect();
            if !header {
                if cells != COLUMNS {
                    return Err(error(format!("the columns must be {}", COLUMNS.join(", "))));
                }
                header = true;
                continue;
            }
            let &[class, kind, forms, more, flags, with, preps, _] = cells.as_slice() else {
                return Err(error(format!(
                    "has {} cells, {} are needed",
                    cells.len(),
                    COLUMNS.len()
                )));
            };
            if forms.is_empty() {
                return Err(error("has no forms".to_owned()));
            }
            table
                .row(class, kind, forms, more, flags, with, preps)
                .map_err(error)?;
        }
        if !header {
            return Err(CountTableError {
                file: FILE,
                line: 1,
                message: format!("has no header; the columns must be {}", COLUMNS.join(", ")),
            });
        }
        for list in table.phrases.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        for list in table.before.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        for list in table.whole.values_mut() {
            list.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        Ok(table)
    }

    /// The entries of a folded form without proclitics and article.
    pub(super) fn word(&self, folded: &str) -> &[usize] {
        self.words.get(folded).map_or(&[], Vec::as_slice)
    }

    pub(super) fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    pub(super) fn phrases(&self, first: &str) -> &[(Vec<String>, Phrase)] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    pub(super) fn bounds_ending(&self, last: &str) -> &[(Vec<String>, Bound)] {
        self.before.get(last).map_or(&[], Vec::as_slice)
    }

    pub(super) fn wholes_ending(&self, last: &str) -> &[Vec<String>] {
        self.whole.get(last).map_or(&[], Vec::as_slice)
    }

    #[allow(clippy::too_many_arguments, reason = "one for each column of a row")]
    fn row(
        &mut self,
        class: &str,
        kind: &str,
        forms: &str,
        more: &str,
        flags: &str,
        with: &str,
        preps: &str,
    ) -> Result<(), String> {
        let phrase = match class {
            "more" => Some(Phrase::Before(Bound::More)),
            "least" => Some(Phrase::Before(Bound::Least)),
            "less" => Some(Phrase::Before(Bound::Less)),
            "most" => Some(Phrase::Before(Bound::Most)),
            "about" => Some(Phrase::Before(Bound::About)),
            "after_least" => Some(Phrase::After(Bound::Least)),
            "after_most" => Some(Phrase::After(Bound::Most)),
            "after_about" => Some(Phrase::After(Bound::About)),
            "vague" => Some(range(kind)?),
            "same" => {
                Some(Phrase::Same(kind.parse().map_err(|_| {
                    format!("“{kind}” is no factor: write a whole number")
                })?))
            }
            "part" => Some(Phrase::Part),
            "of" => Some(Phrase::Of),
            "whole" => Some(Phrase::Whole),
            "stop" => Some(Phrase::Stop),
            "not" => Some(Phrase::Not),
            _ => None,
        };
        if let Some(phrase) = phrase {
            for form in list(forms) {
                self.phrase(&form, phrase);
            }
            return Ok(());
        }
        let class = match class {
            "verb" => Class::Verb,
            "masdar" => Class::Masdar,
            "noun" => Class::Noun,
            "person" => Class::Person,
            "thing" => Class::Thing,
            "label" => Class::Label,
            "toll" => Class::Toll,
            "time" => Class::Time,
            "case" => Class::Case,
            "illness" => Class::Illness,
            "verb_more" => Class::VerbMore,
            "verb_less" => Class::VerbLess,
            "verb_about" => Class::VerbAbout,
            "named" => Class::Named,
            other => {
                return Err(format!(
                    "“{other}” is no class; the table's header lists them"
                ));
            }
        };
        let says = match (class, kind) {
            (_, "freed") => Says::Freed,
            (_, "other") => Says::Other,
            (Class::Verb | Class::Masdar | Class::Noun, kind) => Says::Kind(
                CountKind::parse(kind)
                    .ok_or_else(|| format!("“{kind}” is no kind; the table's header lists them"))?,
            ),
            (_, "") => Says::Other,
            (_, kind) => return Err(format!("this class takes no kind, “{kind}” is given")),
        };
        let mut entry = Entry {
            class,
            says,
            of: Of::One,
            object: false,
            weak: false,
            free: false,
            near: false,
            prep: false,
            with: list(with),
            preps: list(preps),
        };
        for flag in flags.split_whitespace() {
            match flag {
                "object" => entry.object = true,
                "weak" | "adjective" => entry.weak = true,
                "free" | "office" => entry.free = true,
                "near" => entry.near = true,
                "prep" => entry.prep = true,
                other => {
                    return Err(format!(
                        "“{other}” is no flag; the table's header lists them"
                    ));
                }
            }
        }
        self.forms(&entry, forms, more);
        Ok(())
    }

    fn forms(&mut self, entry: &Entry, forms: &str, more: &str) {
        match entry.class {
            Class::Verb => {
                for form in forms.split('|').map(str::trim) {
                    for (spelling, of) in perfect(form) {
                        self.add(&spelling, entry, of);
                    }
                }
                for form in more.split('|').map(str::trim).filter(|f| !f.is_empty()) {
                    for (spelling, of) in imperfect(form) {
                        self.add(&spelling, entry, of);
                    }
                }
            }
            Class::Noun | Class::Person | Class::Thing => {
                let plurals: Vec<(String, Of)> = list(forms)
                    .iter()
                    .flat_map(|form| plurals(form, more))
                    .collect();
                for (spelling, of) in &plurals {
                    self.add(spelling, entry, *of);
                }
                for form in list(forms) {
                    self.add(&form, entry, Of::One);
                    let dual = form
                        .strip_suffix('ه')
                        .map_or_else(|| form.clone(), |stem| format!("{stem}ت"));
                    if dual == form {
                        self.add(&format!("{form}ا"), entry, Of::One);
                    }
                    // «إبان» is no two fathers
                    let long = form.chars().count() >= 3;
                    for ending in ["ان", "ين"].into_iter().filter(|_| long) {
                        let spelling = format!("{dual}{ending}");
                        // «مدنيين» may be a plural, «جنديين» is two
                        if !plurals.iter().any(|(plural, _)| *plural == spelling) {
                            self.add(&spelling, entry, Of::Two);
                        }
                    }
                }
            }
            _ => {
                for form in list(forms) {
                    self.add(&form, entry, Of::Many);
                    // the accusative («استقبل وفدا»)
                    if entry.class == Class::Masdar && !form.ends_with(['ه', 'ا']) {
                        self.add(&format!("{form}ا"), entry, Of::Many);
                    }
                }
            }
        }
    }

    fn add(&mut self, spelling: &str, entry: &Entry, of: Of) {
        let folded = fold(spelling);
        let list = self.words.entry(folded).or_default();
        let index = self.entries.len();
        let known = list.iter().filter_map(|&i| self.entries.get(i)).any(|e| {
            e.class == entry.class && e.says == entry.says && e.of == of && e.with == entry.with
        });
        if !known {
            list.push(index);
            self.entries.push(Entry {
                of,
                ..entry.clone()
            });
        }
    }

    fn phrase(&mut self, form: &str, phrase: Phrase) {
        let words: Vec<String> = form.split_whitespace().map(str::to_owned).collect();
        let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else {
            return;
        };
        match phrase {
            Phrase::Before(bound) => self.before.entry(last).or_default().push((words, bound)),
            Phrase::Whole => self.whole.entry(last).or_default().push(words),
            _ => self.phrases.entry(first).or_default().push((words, phrase)),
        }
    }
}

fn list(cell: &str) -> Vec<String> {
    cell.split('|')
        .map(|part| fold(part.trim()))
        .filter(|part| !part.is_empty())
        .collect()
}

fn range(cell: &str) -> Result<Phrase, String> {
    let wrong = || format!("“{cell}” is no range: write 20.. or 3..9");
    let (low, high) = cell.split_once("..").ok_or_else(wrong)?;
    let low = low.parse().map_err(|_| wrong())?;
    let high = if high.is_empty() {
        None
    } else {
        Some(high.parse().map_err(|_| wrong())?)
    };
    Ok(Phrase::Vague(low, high))
}

/// The forms of a perfect by its third person masculine singular, active and passive alike.
fn perfect(form: &str) -> Vec<(String, Of)> {
    let (stem, weak) = match form.strip_suffix('ى') {
        Some(stem) => (stem, true),
        None => (form, false),
    };
    let mut found = vec![(form.to_owned(), Of::One)];
    if form.ends_with("وا") || form.ends_with('ن') && form.chars().count() > 3 {
        return vec![(form.to_owned(), Of::Many)];
    }
    let dual = if weak { "يا" } else { "ا" };
    found.push((format!("{stem}ت"), Of::OneOrGroup));
    found.push((format!("{stem}{dual}"), Of::Two));
    found.push((format!("{stem}تا"), Of::Two));
    found.push((format!("{stem}وا"), Of::Many));
    found.push((format!("{stem}{}", if weak { "ين" } else { "ن" }), Of::Many));
    found
}

/// The forms of an imperfect by its third person masculine singular.
fn imperfect(form: &str) -> Vec<(String, Of)> {
    let mut found = Vec::new();
    let stem = form.strip_suffix(['ى', 'ي']).unwrap_or(form);
    let weak = stem.len() < form.len();
    let dual = if weak {
        format!("{stem}ي")
    } else {
        stem.to_owned()
    };
    let mut both = |spelling: String, of: Of| {
        if let Some(rest) = spelling.strip_prefix('ي') {
            found.push((
                format!("ت{rest}"),
                if of == Of::One { Of::OneOrGroup } else { of },
            ));
        }
        found.push((spelling, of));
    };
    both(form.to_owned(), Of::One);
    both(format!("{stem}ون"), Of::Many);
    both(format!("{stem}وا"), Of::Many);
    both(format!("{dual}ان"), Of::Two);
    both(format!("{dual}ن"), Of::Many);
    found
}

/// The plurals of one singular by the cell `more`.
fn plurals(form: &str, more: &str) -> Vec<(String, Of)> {
    let mut found = Vec::new();
    let feminine = form.strip_suffix('ه');
    for plural in more.split('|').map(str::trim).filter(|p| !p.is_empty()) {
        match plural {
            "+" if feminine.is_none() => {
                for ending in ["ون", "ين", "و", "ي"] {
                    found.push((format!("{form}{ending}"), Of::Many));
                }
            }
            "+" => {}
            "ات" => found.push((format!("{}ات", feminine.unwrap_or(form)), Of::Many)),
            _ => found.push((fold(plural), Of::Many)),
        }
    }
    found
}
