//! The words of time, loaded from tables.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Weekday;
use tawatur_text::{fold, token};

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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calendar {
    Gregorian,
    Hijri,
}

/// Where a month's name may be taken for a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum License {
    Alone,
    Headed,
    Madda,
    Strong,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
    Period,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    One,
    Two,
    Many,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relative {
    Past,
    Former,
    Current,
    Next,
    BeforeLast,
    Following,
    Same,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demonstrative {
    This,
    That,
    Same,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    Middle,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fixed {
    VaguePast,
    Now,
    None,
    Set,
    Earlier,
    Later,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FeastRule {
    Fixed(Calendar, u8, u8),
    Easter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Month {
        calendar: Calendar,
        number: u8,
        license: License,
    },
    Epithet,
    Era(Calendar),
    Corresponding,
    Weekday {
        day: Weekday,
        definite: bool,
    },
    Day(i8),
    Part {
        part: Part,
        definite: bool,
    },
    PartAfter(Part),
    PartLetter(Part),
    Feast(FeastRule),
    Unit {
        unit: Unit,
        amount: Amount,
        definite: bool,
    },
    Season {
        number: u8,
        definite: bool,
    },
    Decade(u8),
    Relative(Relative),
    Demonstrative(Demonstrative),
    Edge(Edge),
    /// Parts that a stretch is cut into.
    Share(u8),
    First,
    Since,
    Ago,
    After,
    Within,
    Over,
    Between,
    From,
    To,
    In,
    /// As [`Entry::In`], and may join a day and its hour.
    At,
    /// «من الزمن», «من الآن».
    OfNow,
    Pair,
    DateHead,
    Clock,
    /// Minutes.
    ClockAdd(i8),
    Zone,
    About,
    More,
    Few,
    Last,
    LastOf,
    Every,
    Fixed(Fixed),
    Future,
    FutureVerb,
    PastCue,
    BlockDate,
    BlockWeekday,
    BlockToday,
    Medium,
    NotToday,
    Age,
    Tonight,
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

fn entry(class: &str, arg: &str) -> Result<Entry, String> {
    let args: Vec<&str> = arg.split_whitespace().collect();
    let wrong = || {
        format!(
            "the class `{class}` does not know the argument `{arg}`; the comment at the head of the table tells them"
        )
    };
    let number = |at: usize| {
        args.get(at)
            .and_then(|n| n.parse::<u8>().ok())
            .ok_or_else(wrong)
    };
    let calendar = || match args.first() {
        Some(&"gregorian") => Ok(Calendar::Gregorian),
        Some(&"hijri") => Ok(Calendar::Hijri),
        _ => Err(wrong()),
    };
    let choose = |names: &[(&str, Entry)]| {
        names
            .iter()
            .find(|(name, _)| *name == arg)
            .map(|(_, e)| *e)
            .ok_or_else(wrong)
    };
    let part = || {
        Ok::<Part, String>(match arg {
            "dawn" => Part::Dawn,
            "morning" => Part::Morning,
            "noon" => Part::Noon,
            "afternoon" => Part::Afternoon,
            "evening" => Part::Evening,
            "night" => Part::Night,
            _ => return Err(wrong()),
        })
    };
    Ok(match class {
        "month" => {
            let license = match args.get(2) {
                Some(&"alone") => License::Alone,
                Some(&"headed") => License::Headed,
                Some(&"madda") => License::Madda,
                Some(&"strong") => License::Strong,
                _ => return Err(wrong()),
            };
            let number = number(1)?;
            if !(1..=12).contains(&number) {
                return Err(wrong());
            }
            Entry::Month {
                calendar: calendar()?,
                number,
                license,
            }
        }
        "epithet" => Entry::Epithet,
        "era" => Entry::Era(calendar()?),
        "corresponding" => Entry::Corresponding,
        "weekday" => {
            let day = match arg {
                "monday" => Weekday::Monday,
                "tuesday" => Weekday::Tuesday,
                "wednesday" => Weekday::Wednesday,
                "thursday" => Weekday::Thursday,
                "friday" => Weekday::Friday,
                "saturday" => Weekday::Saturday,
                "sunday" => Weekday::Sunday,
                _ => return Err(wrong()),
            };
            Entry::Weekday {
                day,
                definite: true,
            }
        }
        "day" => Entry::Day(arg.parse().map_err(|_| wrong())?),
        "part" => Entry::Part {
            part: part()?,
            definite: false,
        },
        "part_after" => Entry::PartAfter(part()?),
        "part_letter" => Entry::PartLetter(part()?),
        "medium" => Entry::Medium,
        "feast" => match args.first() {
            Some(&"easter") => Entry::Feast(FeastRule::Easter),
            _ => Entry::Feast(FeastRule::Fixed(calendar()?, number(1)?, number(2)?)),
        },
        "unit" => Entry::Unit {
            unit: unit(args.first()).ok_or_else(wrong)?,
            amount: amount(args.get(1)).ok_or_else(wrong)?,
            definite: false,
        },
        "season" => Entry::Season {
            number: number(0)
                .ok()
                .filter(|n| (21..=24).contains(n))
                .ok_or_else(wrong)?,
            definite: false,
        },
        "decade" => Entry::Decade(number(0).ok().filter(|n| *n <= 9).ok_or_else(wrong)?),
        "relative" => choose(&[
            ("past", Entry::Relative(Relative::Past)),
            ("former", Entry::Relative(Relative::Former)),
            ("current", Entry::Relative(Relative::Current)),
            ("next", Entry::Relative(Relative::Next)),
            ("before_last", Entry::Relative(Relative::BeforeLast)),
            ("following", Entry::Relative(Relative::Following)),
            ("same", Entry::Relative(Relative::Same)),
        ])?,
        "demonstrative" => choose(&[
            ("this", Entry::Demonstrative(Demonstrative::This)),
            ("that", Entry::Demonstrative(Demonstrative::That)),
            ("same", Entry::Demonstrative(Demonstrative::Same)),
        ])?,
        "edge" => choose(&[
            ("start", Entry::Edge(Edge::Start)),
            ("middle", Entry::Edge(Edge::Middle)),
            ("end", Entry::Edge(Edge::End)),
        ])?,
        "share" => choose(&[
            ("half", Entry::Share(2)),
            ("third", Entry::Share(3)),
            ("quarter", Entry::Share(4)),
        ])?,
        "first" => Entry::First,
        "since" => Entry::Since,
        "ago" => Entry::Ago,
        "after" => Entry::After,
        "within" => Entry::Within,
        "over" => Entry::Over,
        "between" => Entry::Between,
        "from" => Entry::From,
        "to" => Entry::To,
        "in" => Entry::In,
        "at" => Entry::At,
        "of_now" => Entry::OfNow,
        "pair" => Entry::Pair,
        "date_head" => Entry::DateHead,
        "clock" => Entry::Clock,
        "clock_add" => Entry::ClockAdd(
            arg.parse::<i8>()
                .ok()
                .filter(|m| (-30..=45).contains(m))
                .ok_or_else(wrong)?,
        ),
        "zone" => Entry::Zone,
        "about" => Entry::About,
        "more" => Entry::More,
        "few" => Entry::Few,
        "last" => Entry::Last,
        "last_of" => Entry::LastOf,
        "every" => Entry::Every,
        "fixed" => choose(&[
            ("vague_past", Entry::Fixed(Fixed::VaguePast)),
            ("now", Entry::Fixed(Fixed::Now)),
            ("none", Entry::Fixed(Fixed::None)),
            ("set", Entry::Fixed(Fixed::Set)),
            ("earlier", Entry::Fixed(Fixed::Earlier)),
            ("later", Entry::Fixed(Fixed::Later)),
        ])?,
        "future" => Entry::Future,
        "future_verb" => Entry::FutureVerb,
        "past" => Entry::PastCue,
        "block" => choose(&[
            ("date", Entry::BlockDate),
            ("weekday", Entry::BlockWeekday),
            ("today", Entry::BlockToday),
        ])?,
        "not_today" => Entry::NotToday,
        "age" => Entry::Age,
        "tonight" => Entry::Tonight,
        other => {
            return Err(format!(
                "there is no class `{other}`; the comment at the head of the table tells them"
            ));
        }
    })
}

fn unit(name: Option<&&str>) -> Option<Unit> {
    Some(match *name? {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "period" => Unit::Period,
        _ => return None,
    })
}

fn amount(name: Option<&&str>) -> Option<Amount> {
    Some(match *name? {
        "one" => Amount::One,
        "two" => Amount::Two,
        "many" => Amount::Many,
        _ => return None,
    })
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
        assert!(load("كلمة\tsince").contains("2 cells"));
        assert!(TimeTable::load(&[("mine.tsv", "a\tb")]).is_err());
        assert!(TimeTable::load(&[("mine.tsv", "")]).is_err());
    }
}
