//! Names in the text: persons, organisations, places.
//!
//! This version works by tables and patterns: known entities, the gazetteer, a head noun
//! of an organisation with what follows it, titles and given names with the words after
//! them. One name is one stretch of words; the longest wins, a known one before a pattern.

use std::collections::HashSet;
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
use crate::phrase::{noun_phrase, prefixed};
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

    /// A known entity or place that begins at word `at`.
    fn known(
        &self,
        sentence: &Sentence<'_>,
        index: usize,
        at: usize,
        joined: bool,
    ) -> Option<FoundMention> {
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
            let headed = at.checked_sub(1).is_some_and(|i| {
                self.entities
                    .words()
                    .org_head(&words[i].bare(), &[])
                    .is_some()
                    || self.is_title(&words[i].bare())
            });
            let entity = if headed {
                self.entities.longest_after_head(&split.rest, &rest)
            } else {
                self.entities.longest(&split.rest, &rest)
            };
            // a verb is no name («فتح», «أمل») unless something heads it
            let verb = word.is_verb() && split.taken == 0 && !headed;
            if let Some((length, entity)) = entity.filter(|(length, _)| !verb || *length > 1)
                && best.as_ref().is_none_or(|b| at + length > b.words.end)
            {
                // a capital that stands for its government is a place that can act
                let rest_of_name = rest.get(..length - 1).unwrap_or_default();
                let places = self
                    .gazetteer
                    .longest_after(Before::Kind, &split.rest, rest_of_name)
                    .filter(|(n, _)| *n == length)
                    .map(|(_, p)| p.to_vec())
                    .unwrap_or_default();
                let state = entity.class == EntityClass::State
                    || (entity.class == EntityClass::Government && !places.is_empty());
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
                    entity: (entity.class != EntityClass::Government || !state)
                        .then(|| entity.id.clone()),
                    places: if state { places } else { Vec::new() },
                    state,
                    class: Some(entity.class),
                });
            }
            let before = match self.before(sentence, at, &split.proclitics) {
                Before::Nothing if joined && split.proclitics == "و" => Before::Preposition,
                before => before,
            };
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
    fn unlisted_place(
        &self,
        sentence: &Sentence<'_>,
        index: usize,
        at: usize,
    ) -> Option<FoundMention> {
        let words = &sentence.words;
        let before = at.checked_sub(1).map(|i| &words[i])?;
        if !before.is(WordClass::PlaceKind)
            || before.definite()
            || self.gazetteer.kind_word(&before.bare()).is_empty()
        {
            return None;
        }
        let is_name = |word: &Word<'_>| {
            let bare = word.bare();
            let ordinary = !word.readings.is_empty()
                || word.classes != ClassSet::default()
                || self.is_demonym(&bare)
                || self.is_title(&bare);
            word.pos == Pos::Noun
                && word.taken == 0
                && !ordinary
                && bare.chars().count() >= 3
                && !bare.ends_with('ا')
        };
        // villages and quarters are called by ordinary words too: «حي الميدان»
        let settlement = matches!(
            before.bare().as_str(),
            "قريه" | "بلده" | "حي" | "ناحيه" | "مخيم" | "ضاحيه" | "مدينه"
        );
        let bare = words[at].bare();
        let called = settlement
            && words[at].pos == Pos::Noun
            && words[at].definite()
            && words[at].attached().is_none()
            && !self.is_demonym(&bare)
            && !self.is_title(&bare)
            && !words[at].is(WordClass::Force)
            && !words[at].is(WordClass::Adjective);
        // «تل زعرورة», «عين العرب»
        let mound = settlement
            && words[at].is(WordClass::PlaceKind)
            && !words[at].definite()
            && words.get(at + 1).is_some_and(&is_name);
        if mound {
            return Some(unlisted(index, words, at..at + 2));
        }
        if called {
            return Some(unlisted(index, words, at..at + 1));
        }
        if !is_name(&words[at]) {
            return None;
        }
        // names of two words: «تل رفعت», «كفر نبل», «أم القعود»
        let two = words
            .get(at + 1)
            .is_some_and(|next| is_name(next) && bare.chars().count() <= 4);
        Some(unlisted(
            index,
            words,
            at..if two { at + 2 } else { at + 1 },
        ))
    }

    /// A building or ground with its name, kind included: «مسجد الإمام الصادق», «سجن حماة».
    fn facility(&self, sentence: &Sentence<'_>, index: usize, at: usize) -> Option<FoundMention> {
        let words = &sentence.words;
        let head = &words[at];
        if head.definite() || !self.facilities.contains(&head.bare()) {
            return None;
        }
        let phrase = noun_phrase(sentence, at)?;
        let name = words.get(at + 1).filter(|_| phrase.end > at + 1)?;
        let bare = name.bare();
        // «مستشفى ميداني», «سوق شعبي»: described, not named
        let described = !name.definite()
            && (self.is_demonym(&bare)
                || name.is(WordClass::Adjective)
                || bare.ends_with('ي')
                || bare.ends_with('ه'));
        let other = matches!(
            bare.as_str(),
            "المدينه" | "البلده" | "القريه" | "المنطقه" | "المحافظه"
        );
        if name.pos != Pos::Noun
            || described
            || other
            || !name.readings.is_empty() && !name.definite()
        {
            return None;
        }
        let end = phrase.end.min(at + 4);
        Some(unlisted(index, words, at..end))
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
        let rest: Vec<&str> = words[at + 1..]
            .iter()
            .take(2)
            .take_while(|w| w.pos != Pos::Punct)
            .map(|w| w.folded.as_str())
            .collect();
        let (_, head) = self.entities.words().org_head(&word.bare(), &rest)?;
        // «حملة الدهم», «مؤتمر السلام»: what happens, not who acts
        if word
            .readings
            .iter()
            .any(|r| matches!(r.entry, EntryRef::Event(_)) && r.form.tense == Tense::Noun)
        {
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
                || (words[end - 1].definite() && next.pos == Pos::Noun && !next.definite())
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
        if word.pos != Pos::Noun
            || word.attached().is_some()
            || word.conjunction == 1
            || prefixed(word)
        {
            return false;
        }
        let bare = word.bare();
        if self.given(&bare).is_some() || bare == "الله" {
            return true;
        }
        // «نظيره»: a pronoun at the end
        if word.text.ends_with('ه') && bare.chars().count() >= 5 {
            return false;
        }
        let words = self.entities.words();
        let ordinary = !word.readings.is_empty()
            || word.classes != ClassSet::default()
            || words.org_head(&bare, &[]).is_some()
            || self.is_title(&bare)
            || self.is_demonym(&bare);
        // a feminine noun with its article is seldom a name
        !ordinary && bare.chars().count() >= 2 && !(bare.starts_with("ال") && bare.ends_with('ه'))
    }

    /// Whether a title ends right before word `at`, of one or more words, an adjective
    /// behind it allowed («المبعوث الأممي»).
    fn titled(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let words = &sentence.words;
        let ends = |end: usize| {
            (1..=4.min(end)).any(|length| {
                let first = end - length;
                if words[first].pos != Pos::Noun {
                    return false;
                }
                let bare = words[first].bare();
                let rest: Vec<&str> = words[first + 1..end]
                    .iter()
                    .map(|w| w.folded.as_str())
                    .collect();
                self.entities
                    .words()
                    .title(&bare, &rest)
                    .is_some_and(|(found, _)| found == length)
            })
        };
        let adjective = at > 1
            && words.get(at - 1).is_some_and(|w| {
                w.definite()
                    && (self.is_demonym(&w.bare())
                        || w.bare().ends_with('ي')
                        || w.bare().ends_with("يه"))
            });
        ends(at) || (adjective && ends(at - 1))
    }

    /// A person: a title and a name, or a given name and what follows.
    fn person(&self, sentence: &Sentence<'_>, index: usize, at: usize) -> Option<FoundMention> {
        let words = &sentence.words;
        if at >= words.len() {
            return None;
        }
        // «بمحمد», «ولأحمد»: the name shows that a preposition stands before it
        let mut bare = words[at].bare();
        let mut taken = words[at].taken;
        if self.given(&bare).is_none() && !words[at].is_verb() {
            let sure =
                |rest: &str| matches!(self.given(rest), Some(GivenName::Male | GivenName::Female));
            if let Some(split) = clitics::splits(&words[at].folded)
                .into_iter()
                .find(|s| s.taken > words[at].taken && !s.proclitics.contains('س') && sure(&s.rest))
            {
                taken = split.taken;
                bare = split.rest;
            }
        }
        // «المتحدث باسم الجيش»: the title goes on
        let goes_on = at.checked_sub(1).is_some_and(|i| {
            self.entities
                .words()
                .title(&words[i].bare(), &[words[at].folded.as_str()])
                .is_some_and(|(length, _)| length > 1)
        });
        if goes_on {
            return None;
        }
        let titled = self.titled(sentence, at);
        let known = self.given(&bare);
        let sure = matches!(
            known,
            Some(GivenName::Male | GivenName::Female | GivenName::Either)
        );
        let particle = known == Some(GivenName::Particle);
        let given = sure || particle || (known.is_some() && titled);
        // «سامر» is no verb of the first person («سآمر») behind a rank
        let unlikely_verb = titled
            && words[at].is_verb()
            && words[at]
                .readings
                .iter()
                .all(|r| r.form.person == 1 || r.proclitics.contains('س'));
        if !(titled || given) || (!given && !unlikely_verb && !self.can_be_name(&words[at])) {
            return None;
        }
        // «طبيب بارز»: a title without its article has a name behind it only where it is one
        if titled && !given && at.checked_sub(1).is_some_and(|i| !words[i].definite()) {
            return None;
        }
        if titled && !given && words[at].definite() {
            return None;
        }
        if (words[at].pos != Pos::Noun && !unlikely_verb && !particle)
            || words[at].is(WordClass::People)
        {
            return None;
        }
        let mut end = at + 1;
        while end < words.len() && end - at < LONGEST_PERSON && self.can_be_name(&words[end]) {
            // «سامر الخضر فجر الأحد»: a word that is also an ordinary one opens no name behind
            // a family name
            if words[end - 1].definite()
                && self.given(&words[end].bare()) == Some(GivenName::Ordinary)
            {
                break;
            }
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
            span: words[at].core_after(if unlikely_verb { 0 } else { taken })..words[end - 1].end,
            entity: None,
            places: Vec::new(),
            state: false,
            class: Some(EntityClass::Person),
        })
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
