//! Who acts and speaks: states, armies, armed groups, agencies, outlets, monitors, people,
//! and the words that make such names (titles, heads of organisations, given names,
//! adjectives of nations).
//!
//! Tables (`lexicons/`): `entities.tsv`, `given_names.tsv`, `titles.tsv`, `org_heads.tsv`,
//! `demonyms.tsv`. Words are looked up folded, without proclitics.

mod classes;
mod words;

use rustc_hash::FxHashMap as HashMap;
use std::path::Path;
use std::sync::OnceLock;

use tawatur_text::{fold, token};

use crate::names;
use crate::table::{KnowledgeError, Row, Table};

pub use classes::{EntityClass, EntityKind, TitleClass};
pub use words::{Demonym, GivenName, NameWords, OrgHead, Title};

const ENTITIES: &str = include_str!("../../../lexicons/entities.tsv");

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
    pub sector: String,
    /// Arabic names, the usual one first.
    pub names_ar: Vec<String>,
    /// Latin names.
    pub names_latin: Vec<String>,
}

/// Whose name it is, and whether something must stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    entity: u32,
    /// Only after a word that heads such names («وكالة», «حركة», a title).
    needs_head: bool,
}

/// All entities and name words.
#[derive(Debug)]
pub struct Entities {
    entities: Vec<Entity>,
    /// Folded names, one space between words.
    names: HashMap<String, Named>,
    /// First word of names of several words: how many words the longest has.
    longest: HashMap<String, usize>,
    by_id: HashMap<String, u32>,
    words: NameWords,
    by_key: OnceLock<HashMap<String, Vec<u32>>>,
}

/// The words of a name as they come out of a text: folded, one space between.
fn words_of(name: &str) -> String {
    if name
        .chars()
        .all(|c| c == ' ' || tawatur_text::fold::is_arabic_letter(c))
    {
        return fold(name);
    }
    let words: Vec<String> = token::tokens(name)
        .iter()
        .map(token::Token::folded)
        .filter(|word| word != "-")
        .collect();
    words.join(" ")
}

impl Entity {
    fn of(row: &Row<'_>) -> Result<Self, KnowledgeError> {
        let names_ar: Vec<String> = row.list("names_ar").map(str::to_owned).collect();
        if row.get("id").is_empty() || names_ar.is_empty() {
            return Err(row.error("the row needs an id and an Arabic name (names_ar)"));
        }
        let country = row.get("country");
        if !(country.is_empty()
            || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()))
        {
            return Err(row.error(format!(
                "the country `{country}` must be two capital letters (ISO 3166-1 alpha-2) or empty"
            )));
        }
        let class = row.get("class");
        let kind = row.get("kind");
        Ok(Self {
            id: row.get("id").to_owned(),
            kind: EntityKind::parse(kind).ok_or_else(|| {
                row.error(format!(
                    "the kind is `{kind}`; it must be person or organisation"
                ))
            })?,
            class: EntityClass::parse(class)
                .ok_or_else(|| row.error(format!("there is no class of actor `{class}`")))?,
            country: country.to_owned(),
            sector: row.get("sector").to_owned(),
            names_ar,
            names_latin: row.list("names_latin").map(str::to_owned).collect(),
        })
    }
}

impl Entities {
    /// The tables that come with the program, and those of the folder `user` on top.
    ///
    /// # Errors
    /// A row that cannot be used, with its file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let table = Table::with_user(
            "entities.tsv",
            ENTITIES,
            user,
            &["id", "kind", "class", "names_ar"],
        )?;
        let mut entities = Self {
            entities: Vec::new(),
            names: HashMap::default(),
            longest: HashMap::default(),
            by_id: HashMap::default(),
            words: NameWords::load(user)?,
            by_key: OnceLock::new(),
        };
        for row in table.rows() {
            let entity = Entity::of(&row)?;
            let number = u32::try_from(entities.entities.len()).unwrap_or(u32::MAX);
            if entities.by_id.insert(entity.id.clone(), number).is_some() {
                return Err(row.error(format!("the id `{}` is there twice", entity.id)));
            }
            for name in &entity.names_ar {
                // a name after `~` counts only after a word that heads such names
                let (name, needs_head) = name
                    .strip_prefix('~')
                    .map_or((name.as_str(), false), |name| (name, true));
                entities.add_name(
                    &words_of(name),
                    Named {
                        entity: number,
                        needs_head,
                    },
                );
            }
            let mut entity = entity;
            for name in &mut entity.names_ar {
                if let Some(bare) = name.strip_prefix('~') {
                    *name = bare.to_owned();
                }
            }
            entities.entities.push(entity);
        }
        Ok(entities)
    }

    fn add_name(&mut self, words: &str, named: Named) {
        if words.is_empty() {
            return;
        }
        if let Some((first, rest)) = words.split_once(' ') {
            let count = 2 + rest.matches(' ').count();
            let most = self.longest.entry(first.to_owned()).or_insert(0);
            *most = count.max(*most);
        }
        // the first row that has a name keeps it: rows stand weightiest first
        self.names.entry(words.to_owned()).or_insert(named);
    }

    /// The longest name that begins with the folded word `first` (no proclitic on it) and
    /// goes on with the folded tokens `rest`; `_` between words (hashtags) is passed over.
    /// Gives the number of tokens and the entity. Names that are ordinary words too
    /// («الوطن») are found by [`Self::longest_after_head`] only.
    #[must_use]
    pub fn longest(&self, first: &str, rest: &[&str]) -> Option<(usize, &Entity)> {
        self.find(first, rest, false)
    }

    /// As [`Self::longest`], where a word that heads such names («وكالة», «صحيفة», a
    /// title) stands before.
    #[must_use]
    pub fn longest_after_head(&self, first: &str, rest: &[&str]) -> Option<(usize, &Entity)> {
        self.find(first, rest, true)
    }

    fn find(&self, first: &str, rest: &[&str], headed: bool) -> Option<(usize, &Entity)> {
        let Some(&most) = self.longest.get(first) else {
            let named = self
                .names
                .get(first)
                .filter(|named| headed || !named.needs_head)?;
            return Some((1, self.entities.get(named.entity as usize)?));
        };
        let (joined, ends) = crate::joined::join(first, rest, most);
        ends.iter().rev().find_map(|&(end, used)| {
            let named = self
                .names
                .get(joined.get(..end)?)
                .filter(|named| headed || !named.needs_head)?;
            Some((used, self.entities.get(named.entity as usize)?))
        })
    }

    /// The entity with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Entity> {
        self.entities.get(*self.by_id.get(id)? as usize)
    }

    /// All entities, in the order of the table.
    #[must_use]
    pub fn all(&self) -> &[Entity] {
        &self.entities
    }

    /// Given names, titles, heads of organisations, adjectives of nations.
    #[must_use]
    pub fn words(&self) -> &NameWords {
        &self.words
    }

    /// Entities that are written so, in any usual spelling, Arabic or Latin: those with
    /// exactly this name, or where there is none those whose name can be spelled like
    /// this; a person also by the last part of the name («السيسي», «Sisi»).
    #[must_use]
    pub fn lookup(&self, spelling: &str) -> Vec<&Entity> {
        let spelling = spelling.trim();
        if spelling.is_empty() {
            return Vec::new();
        }
        let folded = fold(spelling);
        let keys = self.by_key.get_or_init(|| self.index_keys());
        let near = keys
            .get(&names::spelling_key(spelling))
            .map_or(&[][..], Vec::as_slice);
        let spelled = |number: u32, test: &dyn Fn(&Entity, &str) -> bool| {
            self.entities.get(number as usize).is_some_and(|entity| {
                entity
                    .names_ar
                    .iter()
                    .chain(&entity.names_latin)
                    .any(|name| test(entity, name))
            })
        };
        let mut found: Vec<u32> = self
            .names
            .get(&words_of(spelling))
            .map(|named| named.entity)
            .into_iter()
            .collect();
        found.extend(
            near.iter()
                .filter(|&&number| spelled(number, &|_, name| fold(name) == folded)),
        );
        if found.is_empty() {
            let alike = |entity: &Entity, name: &str| {
                names::same_name(name, spelling)
                    || last_name(entity, name).is_some_and(|last| names::same_name(last, spelling))
            };
            found.extend(near.iter().filter(|&&number| spelled(number, &alike)));
        }
        let mut seen = std::collections::HashSet::new();
        found.retain(|number| seen.insert(*number));
        found
            .into_iter()
            .filter_map(|number| self.entities.get(number as usize))
            .collect()
    }

    fn index_keys(&self) -> HashMap<String, Vec<u32>> {
        let mut keys: HashMap<String, Vec<u32>> = HashMap::default();
        for (number, entity) in (0_u32..).zip(&self.entities) {
            let spellings = entity.names_ar.iter().chain(&entity.names_latin);
            for name in spellings
                .flat_map(|name| [Some(name.as_str()), last_name(entity, name)])
                .flatten()
            {
                let list = keys.entry(names::spelling_key(name)).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        keys
    }
}

/// The last word of a person's name of several words.
fn last_name<'n>(entity: &Entity, name: &'n str) -> Option<&'n str> {
    let (_, last) = name
        .rsplit_once(' ')
        .filter(|_| entity.kind == EntityKind::Person)?;
    Some(last)
}

#[cfg(test)]
mod tests;
