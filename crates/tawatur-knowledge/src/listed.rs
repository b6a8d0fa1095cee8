//! Names by kind, without saying whose: companies, clubs, media, given and family names,
//! places abroad. They are hints for the encoder, not entities: a listed name has no id
//! and is no mention by itself.

use std::path::Path;

use rustc_hash::FxHashMap;
use tawatur_text::token;

use crate::joined::join;
use crate::table::{KnowledgeError, Table};

const FILE: &str = "known_names.tsv";
const TABLE: &str = include_str!("../../../lexicons/known_names.tsv");

/// What a listed name is used for: a set, since «ليفربول» is a town and a club.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uses(u8);

impl Uses {
    /// Of an organisation.
    pub const ORGANISATION: Self = Self(1);
    /// Given to a person.
    pub const GIVEN: Self = Self(2);
    /// Of a family.
    pub const FAMILY: Self = Self(4);
    /// Of a place.
    pub const PLACE: Self = Self(8);
    /// An ordinary word too.
    pub const ORDINARY: Self = Self(16);

    /// Whether all of `other` are among these.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The classes that the table knows, and what their names are used for.
const CLASSES: &[(&str, Uses)] = &[
    ("company", Uses::ORGANISATION),
    ("club", Uses::ORGANISATION),
    ("medium", Uses::ORGANISATION),
    ("party", Uses::ORGANISATION),
    ("armed", Uses::ORGANISATION),
    ("university", Uses::ORGANISATION),
    ("body", Uses::ORGANISATION),
    ("given", Uses::GIVEN),
    ("family", Uses::FAMILY),
    ("country", Uses::PLACE),
    ("town", Uses::PLACE),
    ("region", Uses::PLACE),
    ("water", Uses::PLACE),
    ("mountain", Uses::PLACE),
    ("quarter", Uses::PLACE),
];

/// The table `lexicons/known_names.tsv`.
#[derive(Debug, Default)]
pub struct ListedNames {
    /// Folded names, one space between words.
    names: FxHashMap<Box<str>, Uses>,
    /// For the first word of a name of several words: how many words the longest has.
    longest: FxHashMap<Box<str>, usize>,
}

impl ListedNames {
    /// The program's table with that of the folder `user` on top.
    ///
    /// # Errors
    /// A row that cannot be used, with its file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let mut listed = Self::default();
        for row in Table::with_user(FILE, TABLE, user, &["names", "class", "ordinary"])?.rows() {
            let uses = CLASSES
                .iter()
                .find(|(class, _)| *class == row.get("class"))
                .map(|(_, uses)| *uses)
                .ok_or_else(|| {
                    let known: Vec<&str> = CLASSES.iter().map(|(class, _)| *class).collect();
                    row.error(format!(
                        "the class is `{}`; it must be one of {}",
                        row.get("class"),
                        known.join(", ")
                    ))
                })?;
            let uses = match row.get("ordinary") {
                "" => uses,
                "yes" => uses.with(Uses::ORDINARY),
                other => {
                    return Err(
                        row.error(format!("`ordinary` is `{other}`; it must be yes or empty"))
                    );
                }
            };
            for name in row.list("names") {
                listed.add(name, uses);
            }
        }
        Ok(listed)
    }

    fn add(&mut self, name: &str, uses: Uses) {
        let words: Vec<String> = token::tokens(name)
            .iter()
            .map(token::Token::folded)
            .filter(|word| !word.is_empty())
            .collect();
        let Some(first) = words.first() else {
            return;
        };
        if words.len() > 1 {
            let longest = self.longest.entry(first.as_str().into()).or_default();
            *longest = (*longest).max(words.len());
        }
        let known = self.names.entry(words.join(" ").into()).or_default();
        *known = known.with(uses);
    }

    /// The longest listed name that begins with the folded word `first` and goes on with
    /// the folded tokens `rest`: how many tokens it has and what it is used for.
    #[must_use]
    pub fn longest(&self, first: &str, rest: &[&str]) -> Option<(usize, Uses)> {
        let Some(&most) = self.longest.get(first) else {
            return self.names.get(first).map(|&uses| (1, uses));
        };
        let (joined, ends) = join(first, rest, most);
        ends.iter().rev().find_map(|&(end, used)| {
            let uses = self.names.get(joined.get(..end)?)?;
            Some((used, *uses))
        })
    }

    /// How many names are listed, folded spellings counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_and_more_words() {
        let mut listed = ListedNames::default();
        listed.add("ليفربول", Uses::ORGANISATION);
        listed.add("ليفربول", Uses::PLACE);
        listed.add("ريال مدريد", Uses::ORGANISATION);
        listed.add("ريال", Uses::ORDINARY);
        let (words, uses) = listed.longest("ليفربول", &[]).expect("listed");
        assert_eq!(words, 1);
        assert!(uses.has(Uses::ORGANISATION) && uses.has(Uses::PLACE));
        assert_eq!(
            listed.longest("ريال", &["مدريد", "امس"]).map(|f| f.0),
            Some(2)
        );
        assert_eq!(
            listed.longest("ريال", &["سعودي"]),
            Some((1, Uses::ORDINARY))
        );
        assert_eq!(listed.longest("مدريد", &[]), None);
    }

    #[test]
    fn the_programs_table_loads() {
        let listed = ListedNames::load(None).expect("the table");
        assert!(!listed.is_empty());
    }
}
