//! The words of time, loaded from tables.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::sync::LazyLock;

use tawatur_text::{fold, token};

use crate::entry::{Entry, entry};

/// The tables that the program carries.
const DEFAULT: &[(&str, &str)] = &[
    (
        "time_months.tsv",
        include_str!("../../../lexicons/time_months.tsv"),
    ),
    (
        "time_days.tsv",
        include_str!("../../../lexicons/time_days.tsv"),
    ),
    (
        "time_units.tsv",
        include_str!("../../../lexicons/time_units.tsv"),
    ),
    (
        "time_words.tsv",
        include_str!("../../../lexicons/time_words.tsv"),
    ),
];

const COLUMNS: [&str; 7] = [
    "forms",
    "class",
    "arg",
    "example",
    "published",
    "value",
    "source",
];

/// What is wrong with a table of time words, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {message}")]
pub struct TimeTableError {
    /// Name of the file.
    pub file: String,
    /// Line in it, counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// A form of one or more folded words.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// The words after the first.
    pub(crate) rest: Vec<String>,
    pub(crate) entry: Entry,
    /// The first word has lost its alef to a lam before it («للأسبوع»).
    pub(crate) after_lam: bool,
}

/// The words that time expressions are made of: months of all families, weekdays, feasts,
/// units, and what stands around them.
#[derive(Debug, Clone, Default)]
pub struct TimeTable {
    phrases: HashMap<String, Vec<Phrase>>,
    future_prefixes: Vec<String>,
    not_future: Vec<String>,
    not_future_words: HashSet<String>,
    /// Sentences of the tables with what must be found in them, for the tests.
    #[cfg(test)]
    pub(crate) examples: Vec<Example>,
}

#[cfg(test)]
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) place: String,
    pub(crate) text: String,
    pub(crate) published: String,
    pub(crate) value: String,
}

impl TimeTable {
    /// The tables that come with the program.
    #[must_use]
    pub fn default_table() -> Self {
        Self::shared().clone()
    }

    /// The tables that come with the program: file names and texts.
    #[must_use]
    pub const fn files() -> &'static [(&'static str, &'static str)] {
        DEFAULT
    }

    /// The tables that come with the program, loaded once. That they load is tested.
    pub(crate) fn shared() -> &'static Self {
        static TABLE: LazyLock<TimeTable> =
            LazyLock::new(|| TimeTable::load(DEFAULT).unwrap_or_default());
        &TABLE
    }

    /// Loads tables from `(name, text)` pairs; rows of all of them count.
    ///
    /// # Errors
    /// A header or row that cannot be used; the error names file and line.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, TimeTableError> {
        let mut table = Self::default();
        for (file, text) in files {
            table.read(file, text)?;
        }
        for phrases in table.phrases.values_mut() {
            phrases.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        Ok(table)
    }

    pub(crate) fn phrases(&self, word: &str) -> &[Phrase] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// True where a folded word begins like a verb of the future («سيزور»).
    pub(crate) fn is_future_verb(&self, folded: &str) -> bool {
        let word = folded.strip_prefix(['و', 'ف']).unwrap_or(folded);
        // four letters at least: the prefix, the person, two of the root
        word.len() >= 8
            && self
                .future_prefixes
                .iter()
                .any(|p| word.starts_with(p.as_str()))
            && !self.not_future.iter().any(|p| word.starts_with(p.as_str()))
            && !self.not_future_words.contains(word)
    }

    fn read(&mut self, file: &str, text: &str) -> Result<(), TimeTableError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut header = false;
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let error = |message: String| TimeTableError {
                file: (*file).to_owned(),
                line: index + 1,
                message,
            };
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if !header {
                if cells != COLUMNS {
                    return Err(error(format!(
                        "the header must be {} with a tab between them",
                        COLUMNS.join(", ")
                    )));
                }
                header = true;
                continue;
            }
            let [forms, class, arg, example, published, value, source] = cells[..] else {
                return Err(error(format!(
                    "the row has {} cells, it needs {}",
                    cells.len(),
                    COLUMNS.len()
                )));
            };
            if forms.is_empty() || source.is_empty() || example.is_empty() || value.is_empty() {
                return Err(error(
                    "a row needs forms, an example with its value, and a source".to_owned(),
                ));
            }
            let _ = published;
            self.row(forms, class, arg).map_err(error)?;
            #[cfg(test)]
            self.examples.push(Example {
                place: format!("{file}, line {}", index + 1),
                text: example.to_owned(),
                published: published.to_owned(),
                value: value.to_owned(),
            });
        }
        if header {
            Ok(())
        } else {
            Err(TimeTableError {
                file: file.to_owned(),
                line: 1,
                message: "the table has no header".to_owned(),
            })
        }
    }

    fn row(&mut self, forms: &str, class: &str, arg: &str) -> Result<(), String> {
        for form in forms.split('|').map(str::trim).filter(|f| !f.is_empty()) {
            match class {
                "future_prefix" => {
                    self.future_prefixes.push(fold(form));
                    continue;
                }
                "not_future" => {
                    self.not_future.push(fold(form));
                    continue;
                }
                "not_future_word" => {
                    self.not_future_words.insert(fold(form));
                    continue;
                }
                _ => {}
            }
            let words: Vec<String> = token::tokens(form)
                .iter()
                .map(token::Token::folded)
                .collect();
            let entry = entry(class, arg)?;
            match entry {
                Entry::Weekday { day, .. } => {
                    let bare = words
                        .first()
                        .and_then(|w| w.strip_prefix("ال"))
                        .ok_or("a weekday is written with its article")?;
                    self.add(
                        vec![bare.to_owned()],
                        Entry::Weekday {
                            day,
                            definite: false,
                        },
                    )?;
                }
                Entry::Unit { unit, amount, .. } => self.add(
                    articled(&words),
                    Entry::Unit {
                        unit,
                        amount,
                        definite: true,
                    },
                )?,
                Entry::Part { part, .. } => self.add(
                    articled(&words),
                    Entry::Part {
                        part,
                        definite: true,
                    },
                )?,
                Entry::Season { number, .. } => self.add(
                    articled(&words),
                    Entry::Season {
                        number,
                        definite: true,
                    },
                )?,
                Entry::Decade(_) | Entry::Few => self.add(articled(&words), entry)?,
                _ => {}
            }
            self.add(words, entry)?;
        }
        Ok(())
    }

    fn add(&mut self, words: Vec<String>, entry: Entry) -> Result<(), String> {
        let mut words = words.into_iter();
        let first = words.next().ok_or("an empty form; take the | away")?;
        let rest: Vec<String> = words.collect();
        if let Some(tail) = first.strip_prefix("ال").filter(|t| !t.is_empty()) {
            let key = format!("ل{tail}");
            self.phrases.entry(key).or_default().push(Phrase {
                rest: rest.clone(),
                entry,
                after_lam: true,
            });
        }
        self.phrases.entry(first).or_default().push(Phrase {
            rest,
            entry,
            after_lam: false,
        });
        Ok(())
    }
}

/// The form with the article on its last word («منتصف الليل»).
fn articled(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        last.insert_str(0, "ال");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_tables_load() {
        let table = TimeTable::load(DEFAULT).unwrap_or_else(|error| panic!("{error}"));
        assert!(table.phrases.len() > 300);
    }

    #[test]
    fn errors_name_file_and_line() {
        let header = COLUMNS.join("\t");
        let load = |rows: &str| {
            TimeTable::load(&[("mine.tsv", &format!("{header}\n{rows}"))])
                .unwrap_err()
                .to_string()
        };
        assert!(
            load("شهر جديد\tmonth\tgregorian 13 alone\tx\t\t2020\tmine")
                .starts_with("mine.tsv, line 2:")
        );
        assert!(load("كلمة\tnonsense\t\tx\t\t2020\tmine").contains("no class `nonsense`"));
        for arg in ["gregorian 13 1", "hijri 1 32", "easter soon", "julian 1 1"] {
            let error = load(&format!("عيد\tfeast\t{arg}\tx\t\t2020\tmine"));
            assert!(error.contains("line 2") && error.contains(arg), "{error}");
        }
        for arg in ["3", "0/2", "2/1", "one half"] {
            assert!(load(&format!("جزء\tfraction\t{arg}\tx\t\t2020\tmine")).contains(arg));
        }
        assert!(load("كلمة\tsince").contains("2 cells"));
        assert!(TimeTable::load(&[("mine.tsv", "a\tb")]).is_err());
        assert!(TimeTable::load(&[("mine.tsv", "")]).is_err());
    }
}
