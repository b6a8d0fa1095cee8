//! Rows of `entities.tsv`: what they may hold, and how they are read.
//!
//! The embedded table is large and on the way of every start: its cells are taken as they
//! stand in the program, and what a test of ours holds true of it (dates, parents) is not
//! asked again. A user's rows are asked everything.

use std::borrow::Cow;
use std::path::Path;

use tawatur_record::NameStance;
use tawatur_text::edtf::Edtf;

use super::classes::{EntityClass, EntityKind};
use crate::table::{KnowledgeError, Row, Table};

pub(super) const FILE: &str = "entities.tsv";
const ENTITIES: &str = include_str!("../../../../lexicons/entities.tsv");

/// Columns that a table of actors needs; one with these alone is an old one, and read.
/// The columns of `entities.tsv` in the order in which a new table has them; `note` is for
/// people and is not read.
pub const COLUMNS: &[&str] = &[
    "id",
    "kind",
    "class",
    "country",
    "sector",
    "acled",
    "names_ar",
    "own_ar",
    "hostile_ar",
    "names_latin",
    "parents",
    "from",
    "to",
    "note",
];

const REQUIRED: &[&str] = &["id", "kind", "class", "names_ar"];

/// The values of a cell, `|` between them as the table has it.
#[derive(Debug, Clone, Default)]
pub struct List(Cow<'static, str>);

impl List {
    /// The values in order, without the `~` of names that need a head.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        list(&self.0).map(|value| value.strip_prefix('~').unwrap_or(value))
    }

    /// The first value.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.iter().next()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first().is_none()
    }
}

/// A known organisation or person.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Wikidata id, or `local:` with a slug.
    pub id: String,
    /// Person or organisation.
    pub kind: EntityKind,
    /// What sort of actor it is.
    pub class: EntityClass,
    /// ISO 3166-1 alpha-2 of its country; empty for international ones.
    pub country: String,
    /// PLOVER actor sector (`GOV`, `MIL`, `REB`…); may be empty.
    pub sector: Cow<'static, str>,
    /// ACLED's inter code, 1 to 8, where the table says one; [`Self::acled`] has the rule.
    pub acled_said: Option<u8>,
    /// Arabic names, the usual one first.
    pub names_ar: List,
    /// Names that it gives itself and others would not («الحشد المقدس»).
    pub own_ar: List,
    /// Names that its enemies give it («ميليشيات قسد»).
    pub hostile_ar: List,
    /// Latin names.
    pub names_latin: List,
    /// Ids of what it belongs to.
    pub parents: List,
    /// Since when there is it, EDTF; empty where not known.
    pub from: Cow<'static, str>,
    /// Until when, EDTF; empty where there is it still, or not known.
    pub to: Cow<'static, str>,
}

impl Entity {
    /// ACLED's inter code: what the table says, else by the class: 1 (state forces) for
    /// states, governments, ministries, armies and security services, 2 (rebel group) for
    /// armed groups, 4 (identity militia) for tribes; none for what does not fight. It is
    /// the code at home: abroad ACLED counts a state's forces as 8, which the event's
    /// country decides.
    #[must_use]
    pub fn acled(&self) -> Option<u8> {
        self.acled_said.or(match self.class {
            EntityClass::State
            | EntityClass::Government
            | EntityClass::Ministry
            | EntityClass::Army
            | EntityClass::Security => Some(1),
            EntityClass::ArmedGroup => Some(2),
            EntityClass::Tribe => Some(4),
            _ => None,
        })
    }

    /// All its Arabic names, those of its friends and enemies after the neutral ones.
    pub fn all_ar(&self) -> impl Iterator<Item = &str> {
        self.names_ar
            .iter()
            .chain(self.own_ar.iter())
            .chain(self.hostile_ar.iter())
    }
}

/// The cells of a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cells<'t> {
    pub(super) id: &'t str,
    kind: &'t str,
    class: &'t str,
    country: &'t str,
    sector: &'t str,
    acled: &'t str,
    names_ar: &'t str,
    own_ar: &'t str,
    hostile_ar: &'t str,
    names_latin: &'t str,
    parents: &'t str,
    from: &'t str,
    to: &'t str,
}

impl<'t> Cells<'t> {
    fn set(&mut self, column: &str, cell: &'t str) {
        let place = match column {
            "id" => &mut self.id,
            "kind" => &mut self.kind,
            "class" => &mut self.class,
            "country" => &mut self.country,
            "sector" => &mut self.sector,
            "acled" => &mut self.acled,
            "names_ar" => &mut self.names_ar,
            "own_ar" => &mut self.own_ar,
            "hostile_ar" => &mut self.hostile_ar,
            "names_latin" => &mut self.names_latin,
            "parents" => &mut self.parents,
            "from" => &mut self.from,
            "to" => &mut self.to,
            _ => return,
        };
        *place = cell;
    }

    fn of_row(row: &Row<'t>) -> Self {
        let mut cells = Self::default();
        for &column in COLUMNS {
            cells.set(column, row.get(column));
        }
        cells
    }

    /// The Arabic names as the table writes them, `~` included, and who calls it so.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'t str, Option<NameStance>)> {
        list(self.names_ar)
            .map(|name| (name, None))
            .chain(list(self.own_ar).map(|name| (name, Some(NameStance::Own))))
            .chain(list(self.hostile_ar).map(|name| (name, Some(NameStance::Hostile))))
    }

    /// The entity, or what is wrong with the row; `keep` keeps a cell.
    pub(super) fn entity(&self, keep: fn(&'t str) -> Cow<'static, str>) -> Result<Entity, String> {
        let names_ar = List(keep(self.names_ar));
        if self.id.is_empty() || names_ar.is_empty() {
            return Err("the row needs an id and an Arabic name (names_ar)".to_owned());
        }
        if !(self.country.is_empty()
            || self.country.len() == 2 && self.country.bytes().all(|b| b.is_ascii_uppercase()))
        {
            return Err(format!(
                "the country `{}` must be two capital letters (ISO 3166-1 alpha-2) or empty",
                self.country
            ));
        }
        let acled_said = match self.acled.as_bytes() {
            [] => None,
            [digit @ b'1'..=b'8'] => Some(digit - b'0'),
            _ => {
                return Err(format!(
                    "the ACLED inter code `{}` must be a digit from 1 to 8 or empty",
                    self.acled
                ));
            }
        };
        Ok(Entity {
            id: self.id.to_owned(),
            kind: EntityKind::parse(self.kind).ok_or_else(|| {
                format!(
                    "the kind is `{}`; it must be person or organisation",
                    self.kind
                )
            })?,
            class: EntityClass::parse(self.class)
                .ok_or_else(|| format!("there is no class of actor `{}`", self.class))?,
            country: self.country.to_owned(),
            sector: keep(self.sector),
            acled_said,
            names_ar,
            own_ar: List(keep(self.own_ar)),
            hostile_ar: List(keep(self.hostile_ar)),
            names_latin: List(keep(self.names_latin)),
            parents: List(keep(self.parents)),
            from: keep(self.from),
            to: keep(self.to),
        })
    }
}

/// What is wrong with an entity beyond its cells: its kind and class, its dates.
pub(super) fn check(entity: &Entity) -> Result<(), String> {
    let person = matches!(
        entity.class,
        EntityClass::Person | EntityClass::PersonOfficial
    );
    if person != (entity.kind == EntityKind::Person) {
        return Err(
            "the class does not fit the kind: person and person_official are people, all others organisations"
                .to_owned(),
        );
    }
    period(&entity.from, &entity.to).map(|_| ())
}

/// A time from one date to another, each empty or EDTF.
pub(crate) fn period(from: &str, to: &str) -> Result<(Option<Edtf>, Option<Edtf>), String> {
    let date = |column: &str, cell: &str| {
        match cell {
        "" => Ok(None),
        cell => cell.parse::<Edtf>().map(Some).map_err(|error| {
            format!("`{column}` is `{cell}`, which is no date ({error}); write 2019, 2019-12 or 2019-12-05")
        }),
    }
    };
    let (from, to) = (date("from", from)?, date("to", to)?);
    let start = from.and_then(Edtf::first_day);
    let end = to.and_then(Edtf::last_day);
    if start.zip(end).is_some_and(|(start, end)| start > end) {
        return Err("it ends (to) before it begins (from)".to_owned());
    }
    Ok((from, to))
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|')
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

/// The rows of the embedded table, each with its line.
///
/// # Errors
/// What `take` says of a row, or a row of too many cells, with the line.
pub(super) fn embedded(
    take: &mut dyn FnMut(Cells<'static>) -> Result<(), String>,
) -> Result<(), KnowledgeError> {
    rows_of(ENTITIES, take)
}

fn rows_of<'t>(
    text: &'t str,
    take: &mut dyn FnMut(Cells<'t>) -> Result<(), String>,
) -> Result<(), KnowledgeError> {
    let mut columns: Vec<&str> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let error = |message: String| KnowledgeError::Row {
            file: FILE.to_owned(),
            line: index + 1,
            message,
        };
        if columns.is_empty() {
            columns = line.split('\t').collect();
            continue;
        }
        let mut cells = Cells::default();
        for (at, cell) in line.split('\t').enumerate() {
            let column = columns
                .get(at)
                .ok_or_else(|| error("the row has more cells than the header".to_owned()))?;
            cells.set(column, cell);
        }
        take(cells).map_err(error)?;
    }
    Ok(())
}

/// The user's table, where there is one.
///
/// # Errors
/// A file that cannot be read, a header without the columns needed.
pub(super) fn own(user: Option<&Path>) -> Result<Option<Table>, KnowledgeError> {
    Table::own(FILE, user, REQUIRED)
}

/// A user's table from its text.
///
/// # Errors
/// A header without the columns needed, a row of too many cells.
pub(super) fn table(file: &str, text: &str) -> Result<Table, KnowledgeError> {
    Table::parse(file, text, REQUIRED)
}

/// A row of the user's table: what it holds, or the id that it takes away from ours.
pub(super) fn of_own<'t>(row: &Row<'t>) -> Result<Cells<'t>, &'t str> {
    match row.get("id").strip_prefix('-') {
        Some(taken) => Err(taken),
        None => Ok(Cells::of_row(row)),
    }
}

/// Names and rows of the embedded table, about: so much room is made at once.
pub(super) const NAMES: usize = 24_000;
pub(super) const ROWS: usize = 7_500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_of_ours_is_named_by_its_line() {
        let text = "# about\nid\tkind\n1\tperson\n2\tperson\tx\n";
        let error = rows_of(text, &mut |_| Ok(())).unwrap_err().to_string();
        assert!(error.starts_with("entities.tsv, line 4:"), "{error}");
        let error = rows_of(text, &mut |cells| cells.entity(Cow::Borrowed).map(|_| ()))
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("entities.tsv, line 3:"), "{error}");
    }

    #[test]
    fn dates_are_dates_and_in_order() {
        assert!(period("", "").is_ok() && period("2011-03", "2011").is_ok());
        assert!(period("2012", "2011-12-31").unwrap_err().contains("before"));
        assert!(period("soon", "").unwrap_err().contains("`from` is `soon`"));
    }
}
