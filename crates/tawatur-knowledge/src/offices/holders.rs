//! `office_holders.tsv`: who held which office, from when to when.

use std::borrow::Cow;
use std::path::Path;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use tawatur_text::edtf::{Day, Edtf};

use super::OfficeKind;
use crate::entities::{Entities, EntityKind, period};
use crate::table::{KnowledgeError, Row, Table};

const FILE: &str = "office_holders.tsv";
const HOLDERS: &str = include_str!("../../../../lexicons/office_holders.tsv");
const REQUIRED: &[&str] = &["office", "country", "holder", "from", "to", "checked"];

type Text = Cow<'static, str>;

/// One time in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Slug of the office.
    pub office: Text,
    /// Country (ISO 3166-1 alpha-2) or id of the organisation whose office it is.
    pub of: Text,
    /// Id of the person.
    pub holder: Text,
    /// Since when, EDTF.
    pub from: Text,
    /// Until when, EDTF; empty where he held it at [`Self::checked`].
    pub to: Text,
    /// Up to when that was looked at, EDTF; empty where [`Self::to`] is said.
    pub checked: Text,
}

fn first(date: &str) -> Option<Day> {
    date.parse::<Edtf>().ok()?.first_day()
}

fn last(date: &str) -> Option<Day> {
    date.parse::<Edtf>().ok()?.last_day()
}

impl Holding {
    /// Whether he certainly held it on a day: months and years of change are not certain.
    #[must_use]
    pub fn is_certain(&self, day: Day) -> bool {
        let begun = last(&self.from).is_some_and(|from| from <= day);
        let end = if self.to.is_empty() {
            last(&self.checked)
        } else {
            first(&self.to)
        };
        begun && end.is_some_and(|end| day <= end)
    }

    /// Whether he may have held it on a day, as far as this row tells.
    #[must_use]
    pub fn is_possible(&self, day: Day) -> bool {
        let begun = first(&self.from).is_some_and(|from| from <= day);
        let end = if self.to.is_empty() {
            last(&self.checked)
        } else {
            last(&self.to)
        };
        begun && end.is_some_and(|end| day <= end)
    }

    fn check(&self, kinds: &[OfficeKind], entities: &Entities) -> Result<(), String> {
        if !kinds.iter().any(|kind| kind.slug == self.office) {
            return Err(format!(
                "there is no office `{}` in offices.tsv",
                self.office
            ));
        }
        let country = self.of.len() == 2 && self.of.bytes().all(|b| b.is_ascii_uppercase());
        if !country && entities.by_id(&self.of).is_none() {
            return Err(format!(
                "`{}` is neither a country (ISO 3166-1 alpha-2) nor the id of an actor",
                self.of
            ));
        }
        match entities.by_id(&self.holder) {
            Some(holder) if holder.kind == EntityKind::Person => {}
            Some(_) => return Err(format!("`{}` is no person", self.holder)),
            None => {
                return Err(format!(
                    "there is no actor `{}` in entities.tsv",
                    self.holder
                ));
            }
        }
        if self.from.is_empty() {
            return Err("`from` is empty; write when he took office".to_owned());
        }
        if self.to.is_empty() == self.checked.is_empty() {
            return Err(
                "one of `to` and `checked` must be given: until when he held it, or up to when that was looked at"
                    .to_owned(),
            );
        }
        period(&self.from, &self.to)?;
        period(&self.from, &self.checked).map(|_| ())
    }
}

/// All times in all offices.
#[derive(Debug, Default)]
pub(super) struct Holders {
    rows: Vec<Holding>,
    /// By office and whose it is, a tab between.
    by_office: HashMap<String, Vec<u32>>,
    by_person: OnceLock<HashMap<String, Vec<u32>>>,
}

fn key(office: &str, of: &str) -> String {
    format!("{office}\t{of}")
}

/// The rows of our own table, with their lines; what they hold is tested, not asked again.
fn embedded() -> impl Iterator<Item = (usize, Holding)> {
    let lines = (1..).zip(HOLDERS.lines());
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(|(number, line)| {
            let mut cells = line.split('\t');
            let mut next = || Cow::Borrowed(cells.next().unwrap_or(""));
            let holding = Holding {
                office: next(),
                of: next(),
                holder: next(),
                from: next(),
                to: next(),
                checked: next(),
            };
            (number, holding)
        })
}

fn of_row(row: &Row<'_>) -> Holding {
    let cell = |column: &str| Cow::Owned(row.get(column).to_owned());
    Holding {
        office: cell("office"),
        of: cell("country"),
        holder: cell("holder"),
        from: cell("from"),
        to: cell("to"),
        checked: cell("checked"),
    }
}

impl Holders {
    /// Our table with the user's on top: his row about a holder of an office replaces ours
    /// about the same; one with `-` before the office takes ours away, without a holder all.
    pub(super) fn load(
        user: Option<&Path>,
        kinds: &[OfficeKind],
        entities: &Entities,
    ) -> Result<Self, KnowledgeError> {
        let mut holders = Self::default();
        let mut hidden: HashSet<(String, String)> = HashSet::default();
        if let Some(own) = Table::own(FILE, user, REQUIRED)? {
            for row in own.rows() {
                let mut holding = of_row(&row);
                let removes = holding.office.starts_with('-');
                if removes {
                    holding.office = Cow::Owned(holding.office.trim_start_matches('-').to_owned());
                }
                hidden.insert((
                    key(&holding.office, &holding.of),
                    holding.holder.to_string(),
                ));
                if !removes {
                    holding
                        .check(kinds, entities)
                        .map_err(|message| row.error(message))?;
                    holders.add(holding);
                }
            }
        }
        for (_, holding) in embedded() {
            if !hidden.is_empty() {
                let office = key(&holding.office, &holding.of);
                let all = (office.clone(), String::new());
                if hidden.contains(&all) || hidden.contains(&(office, holding.holder.to_string())) {
                    continue;
                }
            }
            holders.add(holding);
        }
        Ok(holders)
    }

    fn add(&mut self, holding: Holding) {
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.by_office
            .entry(key(&holding.office, &holding.of))
            .or_default()
            .push(number);
        self.rows.push(holding);
    }

    fn rows(&self, numbers: Option<&Vec<u32>>) -> impl Iterator<Item = &Holding> {
        numbers
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter_map(|&number| self.rows.get(number as usize))
    }

    pub(super) fn of(&self, office: &str, of: &str) -> impl Iterator<Item = &Holding> {
        self.rows(self.by_office.get(&key(office, of)))
    }

    pub(super) fn by(&self, person: &str) -> impl Iterator<Item = &Holding> {
        let index = self.by_person.get_or_init(|| {
            let mut index: HashMap<String, Vec<u32>> = HashMap::default();
            for (number, holding) in (0_u32..).zip(&self.rows) {
                index
                    .entry(holding.holder.to_string())
                    .or_default()
                    .push(number);
            }
            index
        });
        self.rows(index.get(person))
    }

    /// Who certainly held an office on a day, where nobody else may have.
    pub(super) fn at(&self, office: &str, of: &str, day: Day) -> Option<&str> {
        let mut certain: Option<&str> = None;
        for holding in self.of(office, of) {
            if !holding.is_possible(day) {
                continue;
            }
            if certain.is_some_and(|known| known != holding.holder) {
                return None;
            }
            if holding.is_certain(day) {
                certain = Some(&holding.holder);
            } else if certain.is_none() {
                // he may have, so nobody else certainly did alone
                let others = self
                    .of(office, of)
                    .any(|other| other.holder != holding.holder && other.is_possible(day));
                if others {
                    return None;
                }
            }
        }
        certain
    }
}

#[cfg(test)]
impl Holders {
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }
}

#[cfg(test)]
pub(super) fn check_embedded(kinds: &[OfficeKind], entities: &Entities) -> Vec<String> {
    embedded()
        .filter_map(|(line, holding)| {
            let wrong = holding.check(kinds, entities).err()?;
            Some(format!("{FILE}, line {line}: {wrong}"))
        })
        .collect()
}
