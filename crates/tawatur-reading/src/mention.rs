//! Names in the text: persons, organisations, places.
//!
//! This version works by tables and patterns: known entities, the gazetteer, a head noun
//! of an organisation with what follows it, titles and given names with the words after
//! them. One name is one stretch of words; the longest wins, a known one before a pattern.

use std::ops::Range;
use std::path::Path;

use tawatur_knowledge::KnowledgeError;
use tawatur_knowledge::Lexicon;
use tawatur_knowledge::entities::{Entities, EntityClass, EntityKind, GivenName};
use tawatur_knowledge::gazetteer::{Before, Gazetteer, PlaceId, PlaceKind};
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{ClassSet, EntryRef, WordClass};
use tawatur_record::{LinkKind, MentionKind};
use tawatur_text::clitics;

use crate::attribution::NameLookup;
use crate::phrase::noun_phrase;
use crate::sentence::{Pos, Sentence, Word, is_quote};

/// Longest name of a person in words, title left out.
const LONGEST_PERSON: usize = 5;

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
        })
    }

    /// The country (ISO 3166 alpha-2) that a folded word names the people of.
    #[must_use]
    pub fn demonym(&self, bare: &str) -> Option<&str> {
        let words = self.entities.words();
        let plain = bare.strip_suffix('ا').unwrap_or(bare);
        words.demonym(bare).or_else(|| words.demonym(plain)).map(|d| d.country.as_str())
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
            let known = self.known(sentence, index, at);
            let organisation = self.organisation(sentence, index, at, lexicon);
            let person = self.person(sentence, index, at);
            let village = self.unlisted_place(sentence, index, at);
            let best = [known, organisation, person, village]
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

    /// A known entity or place that begins at word `at`.
    fn known(&self, sentence: &Sentence<'_>, index: usize, at: usize) -> Option<FoundMention> {
        let words = &sentence.words;
        let word = &words[at];
        let rest: Vec<&str> = words[at + 1..]
            .iter()
            .take(7)
            .take_while(|w| w.pos != Pos::Punct)
            .map(|w| w.folded.as_str())
            .collect();
        let mut best: Option<FoundMention> = None;
        for split in clitics::splits(&word.folded) {
            if split.proclitics.contains('س') || split.proclitics.contains('ك') {
                continue;
            }
            let headed = at.checked_sub(1).is_some_and(|i| self.entities.words().org_head(&words[i].bare(), &[]).is_some() || self.is_title(&words[i].bare()));
            let entity = if headed { self.entities.longest_after_head(&split.rest, &rest) } else { self.entities.longest(&split.rest, &rest) };
            // a verb is no name («فتح», «أمل») unless something heads it
            let verb = word.is_verb() && split.taken == 0 && !headed;
            if let Some((length, entity)) = entity.filter(|(length, _)| !verb || *length > 1) {
                if best.as_ref().is_none_or(|b| at + length > b.words.end) {
                    // a capital that stands for its government is a place that can act
                    let rest_of_name = rest.get(..length - 1).unwrap_or_default();
                    let places = self.gazetteer.longest_after(Before::Kind, &split.rest, rest_of_name).filter(|(n, _)| *n == length).map(|(_, p)| p.to_vec()).unwrap_or_default();
                    let state = entity.class == EntityClass::State || (entity.class == EntityClass::Government && !places.is_empty());
                    let kind = match entity.kind {
                        _ if state => MentionKind::Place,
                        EntityKind::Person => MentionKind::Person,
                        EntityKind::Organisation => MentionKind::Organisation,
                    };
                    best = Some(FoundMention {
                        kind,
                        sentence: index,
                        words: at..at + length,
                        span: word.core_after(split.taken)..words[at + length - 1].end,
                        entity: (entity.class != EntityClass::Government || !state).then(|| entity.id.clone()),
                        places: if state { places } else { Vec::new() },
                        state,
                        class: Some(entity.class),
                    });
                }
            }
            let before = self.before(sentence, at, &split.proclitics);
            if let Some((length, places)) = self.gazetteer.longest_after(before, &split.rest, &rest)
            {
                let verb = word.is_verb() && split.taken == 0 && length == 1;
                let longer = best.as_ref().is_none_or(|b| {
                    at + length > b.words.end
                        || (at + length == b.words.end && (before == Before::Kind || b.state))
                });
                if !verb && longer {
                    let state = places
                        .iter()
                        .any(|&id| self.gazetteer.place(id).kind == PlaceKind::Country);
                    best = Some(FoundMention {
                        kind: MentionKind::Place,
                        sentence: index,
                        words: at..at + length,
                        span: word.core_after(split.taken)..words[at + length - 1].end,
                        entity: None,
                        places: places.to_vec(),
                        state,
                        class: None,
                    });
                }
            }
            if best.is_some() && split.taken == 0 {
                break;
            }
        }
        best
    }

    /// What stands before a word: how much it says that a place's name follows.
    fn before(&self, sentence: &Sentence<'_>, at: usize, proclitics: &str) -> Before {
        let Some(word) = at.checked_sub(1).map(|i| &sentence.words[i]) else {
            return if proclitics.ends_with('ب') {
                Before::Preposition
            } else {
                Before::Nothing
            };
        };
        if !self.gazetteer.kind_word(&word.bare()).is_empty() {
            return Before::Kind;
        }
        let preposition = word.function().is_some()
            && matches!(
                word.after_conjunction(),
                "في" | "قرب"
                    | "الي"
                    | "من"
                    | "نحو"
                    | "باتجاه"
                    | "صوب"
                    | "عبر"
                    | "داخل"
                    | "خارج"
            );
        if preposition || proclitics.ends_with('ب') || word.is(WordClass::Direction) {
            Before::Preposition
        } else {
            Before::Nothing
        }
    }

    /// A place that no table lists, behind a word that says what it is: «قرية صلهام».
    fn unlisted_place(&self, sentence: &Sentence<'_>, index: usize, at: usize) -> Option<FoundMention> {
        let words = &sentence.words;
        let before = at.checked_sub(1).map(|i| &words[i])?;
        if !before.is(WordClass::PlaceKind) || before.definite() || self.gazetteer.kind_word(&before.bare()).is_empty() {
            return None;
        }
        let is_name = |word: &Word<'_>| {
            let bare = word.bare();
            let ordinary = !word.readings.is_empty() || word.classes != ClassSet::default() || self.is_demonym(&bare) || self.is_title(&bare);
            word.pos == Pos::Noun && word.taken == 0 && !ordinary && bare.chars().count() >= 3 && !bare.ends_with('ا')
        };
        if !is_name(&words[at]) {
            return None;
        }
        // names of two words: «تل رفعت», «كفر نبل», «أم القعود»
        let two = words.get(at + 1).is_some_and(|next| is_name(next) && words[at].bare().chars().count() <= 4);
        let end = if two { at + 2 } else { at + 1 };
        Some(FoundMention {
            kind: MentionKind::Place,
            sentence: index,
            words: at..end,
            span: words[at].core()..words[end - 1].end,
            entity: None,
            places: Vec::new(),
            state: false,
            class: None,
        })
    }

    /// A head noun of an organisation with what names it.
    fn organisation(
        &self,
        sentence: &Sentence<'_>,
        index: usize,
        at: usize,
        lexicon: &Lexicon,
    ) -> Option<FoundMention> {
        let words = &sentence.words;
        let word = &words[at];
        if word.pos != Pos::Noun {
            return None;
        }
        let rest: Vec<&str> = words[at + 1..].iter().take(2).take_while(|w| w.pos != Pos::Punct).map(|w| w.folded.as_str()).collect();
        let (_, head) = self.entities.words().org_head(&word.bare(), &rest)?;
        // «حملة الدهم», «مؤتمر السلام»: what happens, not who acts
        if word.readings.iter().any(|r| matches!(r.entry, EntryRef::Event(_)) && r.form.tense == Tense::Noun) {
            return None;
        }
        let class = head.class;
        let phrase = noun_phrase(sentence, at)?;
        let mut end = at + 1;
        while end < phrase.end {
            let next = &words[end];
            // adjectives of praise or blame and plain verbs of state are no part of a name
            let event = next
                .readings
                .iter()
                .any(|r| matches!(r.entry, EntryRef::Event(_)))
                && !next.definite();
            if event
                || next.pos == Pos::Function(tawatur_knowledge::lexicon::Function::Prep)
                || (next.is(WordClass::People) && !next.definite() && !words[at].definite())
            {
                break;
            }
            end += 1;
        }
        let _ = lexicon;
        let named = words[at + 1..end]
            .iter()
            .any(|w| w.pos == Pos::Noun || w.sign().is_some_and(is_quote));
        if end == at + 1 || !named {
            return None;
        }
        Some(FoundMention {
            kind: MentionKind::Organisation,
            sentence: index,
            words: at..end,
            span: word.core()..words[end - 1].end,
            entity: None,
            places: Vec::new(),
            state: false,
            class: Some(class),
        })
    }

    /// Whether a word can stand in a person's name.
    fn can_be_name(&self, word: &Word<'_>) -> bool {
        if word.pos != Pos::Noun || word.attached().is_some() || word.conjunction == 1 {
            return false;
        }
        let bare = word.bare();
        if self.given(&bare).is_some() {
            return true;
        }
        let words = self.entities.words();
        let ordinary = !word.readings.is_empty() || word.classes != ClassSet::default() || words.org_head(&bare, &[]).is_some() || self.is_title(&bare) || self.is_demonym(&bare);
        // a feminine noun with its article is seldom a name
        !ordinary && bare.chars().count() >= 2 && !(bare.starts_with("ال") && bare.ends_with('ه'))
    }

    /// A person: a title and a name, or a given name and what follows.
    fn person(&self, sentence: &Sentence<'_>, index: usize, at: usize) -> Option<FoundMention> {
        let words = &sentence.words;
        let bare = words[at].bare();
        let titled = at.checked_sub(1).is_some_and(|i| {
            self.is_title(&words[i].bare())
                || (i > 0
                    && self.is_demonym(&words[i].bare())
                    && self.is_title(&words[i - 1].bare()))
        });
        let known = self.given(&bare);
        let sure = matches!(known, Some(GivenName::Male | GivenName::Female | GivenName::Either));
        let particle = known == Some(GivenName::Particle);
        let given = sure || particle || (known.is_some() && titled);
        if !(titled || given) || (!given && !self.can_be_name(&words[at])) {
            return None;
        }
        if titled && !given && words[at].definite() {
            return None;
        }
        if words[at].pos != Pos::Noun || words[at].is(WordClass::People) {
            return None;
        }
        let mut end = at + 1;
        while end < words.len() && end - at < LONGEST_PERSON && self.can_be_name(&words[end]) {
            // an indefinite accusative ends a name
            if words[end].bare().ends_with('ا')
                && self.given(&words[end].bare()).is_none()
                && words[end].bare().chars().count() > 4
                && end - at >= 2
            {
                break;
            }
            end += 1;
        }
        let only_particle = particle && end == at + 1;
        if only_particle || (!titled && end == at + 1) {
            return None;
        }
        Some(FoundMention {
            kind: MentionKind::Person,
            sentence: index,
            words: at..end,
            span: words[at].core()..words[end - 1].end,
            entity: None,
            places: Vec::new(),
            state: false,
            class: Some(EntityClass::Person),
        })
    }
}

/// The kind of source that a class of entities is.
fn link_kind(class: EntityClass) -> LinkKind {
    match class {
        EntityClass::Agency => LinkKind::Agency,
        EntityClass::Outlet => LinkKind::Outlet,
        EntityClass::State | EntityClass::Government | EntityClass::Army | EntityClass::Ministry | EntityClass::Security | EntityClass::PersonOfficial => LinkKind::Official,
        EntityClass::ArmedGroup | EntityClass::Party | EntityClass::Tribe | EntityClass::Company | EntityClass::Civil => LinkKind::Party,
        EntityClass::Monitor | EntityClass::Ngo | EntityClass::Igo => LinkKind::Monitor,
        EntityClass::Person => LinkKind::Person,
    }
}

impl NameLookup for Names {
    fn class(&self, folded_words: &[&str]) -> Option<LinkKind> {
        let (first, rest) = folded_words.split_first()?;
        if let Some((length, entity)) = self.entities.longest(first, rest) {
            if length == folded_words.len() {
                return Some(link_kind(entity.class));
            }
        }
        // a state or a capital speaks for its government
        let (length, places) = self.gazetteer.longest_after(Before::Nothing, first, rest)?;
        let state = places
            .iter()
            .any(|&id| matches!(self.gazetteer.place(id).kind, PlaceKind::Country));
        (length == folded_words.len() && state).then_some(LinkKind::Official)
    }
}
