//! Names in the text: persons, organisations, places.
//!
//! The encoder says which words are a name and of what ([`tawatur_language`]); the tables
//! say which one it is: the known entity, the places of that name. Names that the tables
//! list and the encoder passed over are a second vote, taken where the table is sure of
//! the name whatever stands around it. One name is one stretch of words.

use std::collections::HashSet;
mod known;
mod link;

use std::ops::Range;
use std::path::Path;

use tawatur_knowledge::KnowledgeError;
use tawatur_knowledge::entities::{Entities, EntityClass};
use tawatur_knowledge::gazetteer::{Before, Gazetteer, PlaceId, PlaceKind};
use tawatur_knowledge::listed::ListedNames;
use tawatur_language::{Name, NameKind};
use tawatur_record::{LinkKind, MentionKind};

use crate::attribution::NameLookup;
use crate::sentence::Sentence;

/// A name found in the text.
#[derive(Debug, Clone)]
pub struct FoundMention {
    /// What it names.
    pub kind: MentionKind,
    /// Its sentence.
    pub sentence: usize,
    /// Its words there.
    pub words: Range<usize>,
    /// Its bytes in the document's text, proclitics left out.
    pub span: Range<usize>,
    /// Id of the entity, where known.
    pub entity: Option<String>,
    /// Places that it may be.
    pub places: Vec<PlaceId>,
    /// A state, or a capital that stands for one: a place that can also act.
    pub state: bool,
    /// Class of the entity, else what the encoder's kind says of it.
    pub class: Option<EntityClass>,
    /// What the encoder took it for; `None` for names of the tables alone.
    pub fine: Option<NameKind>,
    /// No table has the name: [`Self::places`] are those of a name inside it («مطار دير
    /// الزور العسكري»), empty where there is none.
    pub inner: bool,
}

/// Everything names are found from.
#[derive(Debug)]
pub struct Names {
    /// The gazetteer.
    pub gazetteer: Gazetteer,
    /// Known organisations and persons, titles, given names, demonyms.
    pub entities: Entities,
    /// Names by kind, without entities: hints for the encoder.
    pub listed: ListedNames,
    /// Kinds of buildings and grounds that have names of their own, folded.
    facilities: HashSet<String>,
}
impl Names {
    /// The tables that come with the program and those of the folder `user` on top.
    ///
    /// # Errors
    /// A row that cannot be used, with file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        Ok(Self {
            gazetteer: match user {
                Some(folder) => Gazetteer::with_user(folder)?,
                None => Gazetteer::embedded()?,
            },
            entities: Entities::load(user)?,
            listed: ListedNames::load(user)?,
            facilities: crate::tables::facilities(user)?,
        })
    }

    /// The country (ISO 3166 alpha-2) that a folded word names the people of.
    #[must_use]
    pub fn demonym(&self, bare: &str) -> Option<&str> {
        let words = self.entities.words();
        let plain = bare.strip_suffix('ا').unwrap_or(bare);
        words
            .demonym(bare)
            .or_else(|| words.demonym(plain))
            .map(|d| d.country.as_str())
    }

    /// Whether a folded word names the people of a country («سوري», «الروسية»).
    #[must_use]
    pub fn is_demonym(&self, bare: &str) -> bool {
        self.demonym(bare).is_some()
    }

    /// Whether a folded word is a title or rank («اللواء», «النائب»).
    #[must_use]
    pub fn is_title(&self, bare: &str) -> bool {
        self.entities.words().title(bare, &[]).is_some()
    }

    /// Whether a folded word, article or not, is a kind of building or ground that has a
    /// name of its own («مسجد», «السوق»).
    #[must_use]
    pub fn is_facility(&self, bare: &str) -> bool {
        self.facilities
            .contains(bare.strip_prefix("ال").unwrap_or(bare))
    }

    /// The names of a sentence, in order, none inside another: those that the encoder
    /// found, each looked up in the tables, and those of the tables beside them.
    #[must_use]
    pub fn find(&self, sentence: &Sentence<'_>, index: usize, names: &[Name]) -> Vec<FoundMention> {
        let mut found: Vec<FoundMention> = names
            .iter()
            .filter_map(|name| self.link(sentence, index, name))
            .collect();
        found.dedup_by(|next, before| next.words.start < before.words.end);
        let seen: Vec<Range<usize>> = found.iter().map(|m| m.words.clone()).collect();
        let mut at = 0;
        while at < sentence.words.len() {
            let taken = seen.iter().find(|words| words.contains(&at));
            if let Some(words) = taken {
                at = words.end;
                continue;
            }
            let mention = self.second_vote(sentence, index, at).filter(|m| {
                !seen
                    .iter()
                    .any(|w| w.start < m.words.end && m.words.start < w.end)
            });
            match mention {
                Some(mention) => {
                    at = mention.words.end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found.sort_by_key(|m| m.words.start);
        found
    }
}

/// The kind of source that a class of entities is.
fn link_kind(class: EntityClass) -> LinkKind {
    match class {
        EntityClass::Agency => LinkKind::Agency,
        EntityClass::Outlet => LinkKind::Outlet,
        EntityClass::State
        | EntityClass::Government
        | EntityClass::Army
        | EntityClass::Ministry
        | EntityClass::Security
        | EntityClass::PersonOfficial => LinkKind::Official,
        EntityClass::ArmedGroup
        | EntityClass::Party
        | EntityClass::Tribe
        | EntityClass::Company
        | EntityClass::Civil => LinkKind::Party,
        EntityClass::Monitor | EntityClass::Ngo | EntityClass::Igo => LinkKind::Monitor,
        EntityClass::Person => LinkKind::Person,
    }
}

/// The kind of name that a class of entities has.
pub(crate) fn kind_of_class(class: EntityClass) -> NameKind {
    match class {
        EntityClass::State => NameKind::Country,
        EntityClass::Government
        | EntityClass::Army
        | EntityClass::Ministry
        | EntityClass::Security => NameKind::Government,
        EntityClass::ArmedGroup => NameKind::Armed,
        EntityClass::Party => NameKind::Party,
        EntityClass::Agency | EntityClass::Outlet => NameKind::Medium,
        EntityClass::Igo => NameKind::International,
        EntityClass::Monitor
        | EntityClass::Ngo
        | EntityClass::Tribe
        | EntityClass::Company
        | EntityClass::Civil => NameKind::Organisation,
        EntityClass::PersonOfficial | EntityClass::Person => NameKind::Person,
    }
}

impl NameLookup for Names {
    fn class(&self, folded_words: &[&str]) -> Option<LinkKind> {
        let (first, rest) = folded_words.split_first()?;
        if let Some((length, entity)) = self.entities.longest(first, rest)
            && length == folded_words.len()
        {
            return Some(link_kind(entity.class));
        }
        // a state or a capital speaks for its government
        let (length, places) = self.gazetteer.longest_after(Before::Nothing, first, rest)?;
        let state = places
            .iter()
            .any(|&id| matches!(self.gazetteer.place(id).kind, PlaceKind::Country));
        (length == folded_words.len() && state).then_some(LinkKind::Official)
    }
}
