//! Classes of ordinary words (`lexicons/words.tsv`): people, forces, kinds of place …

use rustc_hash::FxHashMap as HashMap;
use std::path::Path;

use crate::inflect::{self, Tense};
use crate::table::{KnowledgeError, Table};

/// A class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum WordClass {
    /// Human beings: «مدنيين», «طفل».
    People = 1,
    /// Bodies that act with force or authority: «قوات», «الجيش».
    Force = 1 << 1,
    /// Kinds of place: «مدينة», «ريف».
    PlaceKind = 1 << 2,
    /// Things that are acted on: «سيارة», «منزل».
    Thing = 1 << 3,
    /// Words after which «من» belongs to the phrase: «عدد من».
    Partitive = 1 << 4,
    /// Words that head no party: times, events, abstractions.
    NoActor = 1 << 5,
    /// Directions: «شمال», «شرقي».
    Direction = 1 << 6,
    /// Adjectives that events carry: «عنيفة», «جوي».
    Adjective = 1 << 7,
    /// Forms of address before a name.
    Title = 1 << 8,
    /// Forms of كان, which carry the tense of another verb.
    Auxiliary = 1 << 9,
    /// Words after which an event noun is part of a name: «ذكرى», «لجنة», «مكافحة».
    Naming = 1 << 10,
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClassSet(u16);

impl ClassSet {
    /// Whether `class` is in the set.
    #[must_use]
    pub const fn has(self, class: WordClass) -> bool {
        self.0 & class as u16 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

pub(super) fn load(user: Option<&Path>) -> Result<HashMap<String, ClassSet>, KnowledgeError> {
    let table = Table::with_user(
        "words.tsv",
        include_str!("../../../../lexicons/words.tsv"),
        user,
        &["word", "class"],
    )?;
    let mut classes: HashMap<String, ClassSet> = HashMap::default();
    for row in table.rows() {
        let class = match row.get("class") {
            "people" => WordClass::People,
            "force" => WordClass::Force,
            "place_kind" => WordClass::PlaceKind,
            "thing" => WordClass::Thing,
            "partitive" => WordClass::Partitive,
            "no_actor" => WordClass::NoActor,
            "direction" => WordClass::Direction,
            "adjective" => WordClass::Adjective,
            "title" => WordClass::Title,
            "naming" => WordClass::Naming,
            "auxiliary" => WordClass::Auxiliary,
            other => return Err(row.error(format!("«{other}» is no class of words"))),
        };
        if class == WordClass::Auxiliary {
            // listed form by form
            let set = classes
                .entry(tawatur_text::fold(row.get("word")))
                .or_default();
            *set = set.union(ClassSet(class as u16));
            continue;
        }
        let people = class == WordClass::People;
        for (spelling, _) in inflect::nominal(row.get("word"), Tense::Noun, 1, people) {
            let set = classes.entry(spelling).or_default();
            *set = set.union(ClassSet(class as u16));
        }
    }
    Ok(classes)
}
