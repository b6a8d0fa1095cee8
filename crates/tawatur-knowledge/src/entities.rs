//! Who acts and speaks: states, armies, armed groups, agencies, outlets, monitors, people,
//! and the words that make such names (titles, heads of organisations, given names,
//! adjectives of nations).
//!
//! Tables (`lexicons/`): `entities.tsv`, `given_names.tsv`, `titles.tsv`, `org_heads.tsv`,
//! `demonyms.tsv`. Words are looked up folded, without proclitics. Who is meant and how he
//! was called are kept apart: a name that an actor gives itself or that its enemies give it
//! leads to the same entity, and [`Called::stance`] says which it was.

mod classes;
mod people;
mod row;
mod words;

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use tawatur_record::NameStance;
use tawatur_text::{fold, token};

use crate::names;
use crate::table::{KnowledgeError, Table};

pub use classes::{EntityClass, EntityKind, TitleClass};
pub(crate) use row::period;
pub use row::{COLUMNS, Entity, List};
pub use words::{Demonym, GivenName, NameWords, OrgHead, Title};

/// Whose name it is, and whether something must stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    entity: u32,
    /// Only after a word that heads such names («وكالة», «حركة», a title).
    needs_head: bool,
    /// Who calls it so, where a side does.
    stance: Option<NameStance>,
    /// Two people have it, and neither more than the other: nobody is meant by it alone.
    shared: bool,
    /// It comes from the user's table.
    own: bool,
}

/// A name found, whose it is and how it calls him.
#[derive(Debug, Clone, Copy)]
pub struct Called<'e> {
    /// Whose name it is.
    pub entity: &'e Entity,
    /// Tokens that the name takes.
    pub words: usize,
    /// `None` for a neutral name.
    pub stance: Option<NameStance>,
    /// It is an ordinary word or a common name too, and counts only after a title or head.
    pub weak: bool,
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
    people: OnceLock<people::People>,
}

/// The words of a name as they come out of a text: folded, one space between.
fn words_of(name: &str) -> String {
    if let Some(folded) = quick_fold(name) {
        return folded;
    }
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

/// [`fold`] for what nearly all names of the table are: the letters of Arabic and single
/// spaces. It works on their two bytes, as the table is folded at every start.
fn quick_fold(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    let mut folded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            folded.push(byte);
            at += 1;
            continue;
        }
        let pair = match (byte, *bytes.get(at + 1)?) {
            // أ إ آ, ة, ى, ؤ ئ
            (0xD8, 0xA2 | 0xA3 | 0xA5) => [0xD8, 0xA7],
            (0xD8, 0xA9) => [0xD9, 0x87],
            (0xD9, 0x89) => [0xD9, 0x8A],
            (0xD8, 0xA4 | 0xA6) => [0xD8, 0xA1],
            (0xD8, second @ 0xA1..=0xBA) => [0xD8, second],
            (0xD9, second @ 0x81..=0x8A) => [0xD9, second],
            _ => return None,
        };
        folded.extend_from_slice(&pair);
        at += 2;
    }
    String::from_utf8(folded).ok()
}

impl Entities {
    /// The tables that come with the program, and those of the folder `user` on top: a row
    /// of his replaces ours of the same id, an id after `-` takes ours away, and a name that
    /// he gives is his actor's, whoever has it in our table.
    ///
    /// # Errors
    /// A row that cannot be used, with its file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        Self::with(row::own(user)?.as_ref(), user)
    }

    /// The tables that come with the program and `text`, a user's `entities.tsv`, on top;
    /// errors name `file`. For a table that is not yet in its place.
    ///
    /// # Errors
    /// A row that cannot be used, with its file and line.
    pub fn with_table(file: &str, text: &str) -> Result<Self, KnowledgeError> {
        Self::with(Some(&row::table(file, text)?), None)
    }

    fn with(own: Option<&Table>, user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let mut entities = Self {
            entities: Vec::with_capacity(row::ROWS),
            names: HashMap::with_capacity_and_hasher(row::NAMES, rustc_hash::FxBuildHasher),
            longest: HashMap::default(),
            by_id: HashMap::with_capacity_and_hasher(row::ROWS, rustc_hash::FxBuildHasher),
            words: NameWords::load(user)?,
            by_key: OnceLock::new(),
            people: OnceLock::new(),
        };
        // his rows first: the first row that has a name keeps it
        let mut hidden: HashSet<&str> = HashSet::default();
        for row in own.into_iter().flat_map(Table::rows) {
            match row::of_own(&row) {
                Ok(cells) => {
                    hidden.insert(cells.id);
                    let entity = cells.entity(|cell| Cow::Owned(cell.to_owned()));
                    let known = entity.and_then(|entity| entities.take(&cells, entity, true));
                    known.map_err(|message| row.error(message))?;
                }
                Err(id) => {
                    hidden.insert(id);
                }
            }
        }
        row::embedded(&mut |cells| {
            if hidden.contains(cells.id) {
                return Ok(());
            }
            let entity = cells.entity(Cow::Borrowed)?;
            entities.take(&cells, entity, false)
        })?;
        for row in own.into_iter().flat_map(Table::rows) {
            if let Some(unknown) = row
                .list("parents")
                .find(|parent| !entities.by_id.contains_key(*parent))
            {
                return Err(row.error(format!(
                    "there is no actor `{unknown}` that it could belong to; `parents` takes ids, | between them"
                )));
            }
        }
        Ok(entities)
    }

    /// Takes a row in, or says what is wrong with it.
    fn take(&mut self, cells: &row::Cells<'_>, entity: Entity, own: bool) -> Result<(), String> {
        if own {
            row::check(&entity)?;
        }
        let number = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        if self.by_id.insert(entity.id.clone(), number).is_some() {
            return Err(format!("the id `{}` is there twice", entity.id));
        }
        let person = entity.kind == EntityKind::Person;
        self.entities.push(entity);
        for (name, stance) in cells.names() {
            // a name after `~` counts only after a word that heads such names
            let (name, needs_head) = name
                .strip_prefix('~')
                .map_or((name, false), |name| (name, true));
            let named = Named {
                entity: number,
                needs_head,
                stance,
                shared: false,
                own,
            };
            self.add_name(words_of(name), named, person);
        }
        Ok(())
    }

    fn add_name(&mut self, words: String, named: Named, person: bool) {
        if words.is_empty() {
            return;
        }
        if let Some((first, rest)) = words.split_once(' ') {
            let count = 2 + rest.matches(' ').count();
            match self.longest.get_mut(first) {
                Some(most) => *most = count.max(*most),
                None => {
                    self.longest.insert(first.to_owned(), count);
                }
            }
        }
        match self.names.entry(words) {
            Entry::Vacant(free) => {
                free.insert(named);
            }
            Entry::Occupied(mut taken) => {
                // the first row that has a name keeps it: rows stand weightiest first
                let old = taken.get_mut();
                if !person || old.own && !named.own || old.entity == named.entity {
                    return;
                }
                let other = self.entities.get(old.entity as usize);
                if other.is_some_and(|other| other.kind == EntityKind::Person) {
                    // two people of one name: who has it without `~` is meant, else nobody
                    if old.needs_head && !named.needs_head {
                        *old = named;
                    } else if old.needs_head == named.needs_head {
                        old.shared = true;
                    }
                }
            }
        }
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
        if !self.longest.contains_key(first) {
            let named = self
                .names
                .get(first)
                .filter(|named| !named.shared && (headed || !named.needs_head))?;
            return Some((1, self.entities.get(named.entity as usize)?));
        }
        let called = self
            .called(first, rest)
            .find(|called| headed || !called.weak)?;
        Some((called.words, called.entity))
    }

    /// The names that begin with the folded word `first` and go on with `rest`, the longest
    /// first, with how each of them calls its actor. Names that two people share are none.
    pub fn called<'e>(
        &'e self,
        first: &str,
        rest: &[&str],
    ) -> impl Iterator<Item = Called<'e>> + use<'e> {
        let most = self.longest.get(first).copied().unwrap_or(1);
        let (joined, ends) = crate::joined::join(first, rest, most);
        ends.into_iter().rev().filter_map(move |(end, words)| {
            let named = self.names.get(joined.get(..end)?).filter(|n| !n.shared)?;
            Some(Called {
                entity: self.entities.get(named.entity as usize)?,
                words,
                stance: named.stance,
                weak: named.needs_head,
            })
        })
    }

    /// Who is called exactly so, in Arabic; not where two people are.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Called<'_>> {
        let words = words_of(name);
        let named = self.names.get(&words).filter(|named| !named.shared)?;
        Some(Called {
            entity: self.entities.get(named.entity as usize)?,
            words: 1 + words.matches(' ').count(),
            stance: named.stance,
            weak: named.needs_head,
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

    /// The people whose Arabic name may be spelled so; a single word is a last name or a
    /// name of one word, as it stands if somebody has it so, else by its sound.
    #[must_use]
    pub fn people(&self, name: &str) -> Vec<&Entity> {
        self.people
            .get_or_init(|| people::People::of(&self.entities))
            .called(name, &self.entities)
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
                    .all_ar()
                    .chain(entity.names_latin.iter())
                    .any(|name| test(entity, name))
            })
        };
        let mut found: Vec<u32> = self
            .names
            .get(&words_of(spelling))
            .filter(|named| !named.shared)
            .map(|named| named.entity)
            .into_iter()
            .collect();
        found.extend(
            near.iter()
                .filter(|&&number| spelled(number, &|_, name| fold(name) == folded)),
        );
        if found.is_empty() {
            // Arabic letters tell more than Latin ones: what is asked for in Arabic is not
            // looked for among Latin spellings («البرتقالة», the orange, is not Portugal)
            let arabic = |text: &str| text.chars().any(tawatur_text::fold::is_arabic_letter);
            let alike = |entity: &Entity, name: &str| {
                (arabic(name) || !arabic(spelling))
                    && (names::same_name(name, spelling)
                        || last_name(entity, name)
                            .is_some_and(|last| names::same_name(last, spelling)))
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
            let spellings = entity.all_ar().chain(entity.names_latin.iter());
            for name in spellings
                .flat_map(|name| [Some(name), last_name(entity, name)])
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
