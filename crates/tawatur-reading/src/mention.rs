//! Names in the text: persons, organisations, places.
//!
//! This version works by tables and patterns: known entities, the gazetteer, a head noun
//! of an organisation with what follows it, titles and given names with the words after
//! them. One name is one stretch of words; the longest wins, a known one before a pattern.

use std::collections::HashSet;
mod known;
mod organisation;
mod person;

use std::ops::Range;
use std::path::Path;

use tawatur_knowledge::KnowledgeError;
use tawatur_knowledge::Lexicon;
use tawatur_knowledge::entities::{Entities, EntityClass, GivenName};
use tawatur_knowledge::gazetteer::{Before, Gazetteer, PlaceId, PlaceKind};
use tawatur_record::{LinkKind, MentionKind};

use crate::attribution::NameLookup;
use crate::sentence::{Pos, Sentence, Word};

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
    /// Class of the entity or of the head noun, where known.
    pub class: Option<EntityClass>,
}

/// Everything names are found from.
#[derive(Debug)]
pub struct Names {
    /// The gazetteer.
    pub gazetteer: Gazetteer,
    /// Known organisations and persons, titles, given names, demonyms.
    pub entities: Entities,
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

    fn given(&self, bare: &str) -> Option<GivenName> {
        self.entities.words().given_name(bare)
    }

    /// The names of a sentence, in order, none inside another.
    #[must_use]
    pub fn find(
        &self,
        sentence: &Sentence<'_>,
        index: usize,
        lexicon: &Lexicon,
    ) -> Vec<FoundMention> {
        let words = &sentence.words;
        let mut found: Vec<FoundMention> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if !matches!(words[at].pos, Pos::Noun | Pos::Verb) {
                at += 1;
                continue;
            }
            // «محافظة ذي قار» is a place, no office
            let governed = !self.gazetteer.kind_word(&words[at].bare()).is_empty()
                && at + 1 < words.len()
                && self
                    .known(sentence, index, at + 1, false)
                    .is_some_and(|m| m.kind == MentionKind::Place);
            // «البصرة والعمارة»: what is joined to a place is one
            let joined = found
                .last()
                .is_some_and(|m| m.kind == MentionKind::Place && m.words.end == at)
                && words[at].folded.starts_with('و');
            let known = self.known(sentence, index, at, joined);
            let person = self.person(sentence, index, at);
            let village = self.unlisted_place(sentence, index, at);
            let facility = self.facility(sentence, index, at);
            // «اللواء حسن …» is a rank, «مسجد …» a place
            let rank =
                self.is_title(&words[at].bare()) && self.person(sentence, index, at + 1).is_some();
            let organisation = if rank || governed || facility.is_some() {
                None
            } else {
                self.organisation(sentence, index, at, lexicon)
            };
            let best = [known, organisation, person, village, facility]
                .into_iter()
                .flatten()
                .max_by_key(|m| {
                    (
                        m.words.end,
                        std::cmp::Reverse(m.words.start),
                        m.entity.is_some() || !m.places.is_empty(),
                    )
                });
            match best {
                Some(mention) => {
                    at = mention.words.end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found
    }
}

/// A place that no table lists, of these words.
fn unlisted(sentence: usize, words: &[Word<'_>], range: Range<usize>) -> FoundMention {
    let span = words[range.start].core()..words[range.end - 1].end;
    FoundMention {
        kind: MentionKind::Place,
        sentence,
        words: range,
        span,
        entity: None,
        places: Vec::new(),
        state: false,
        class: None,
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
