//! Names that tables list, places that none lists, buildings.

use tawatur_knowledge::entities::{EntityClass, EntityKind};
use tawatur_knowledge::gazetteer::{Before, PlaceKind};
use tawatur_knowledge::lexicon::{ClassSet, WordClass};
use tawatur_record::MentionKind;
use tawatur_text::clitics;

use super::{FoundMention, Names, unlisted};
use crate::phrase::noun_phrase;
use crate::sentence::{Pos, Sentence, Word};

impl Names {
    /// A known entity or place that begins at word `at`.
    pub(super) fn known(
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
    pub(super) fn before(&self, sentence: &Sentence<'_>, at: usize, proclitics: &str) -> Before {
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
    pub(super) fn unlisted_place(
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
    pub(super) fn facility(
        &self,
        sentence: &Sentence<'_>,
        index: usize,
        at: usize,
    ) -> Option<FoundMention> {
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
}
