//! Names that the tables list and the encoder passed over.

use tawatur_knowledge::entities::{EntityClass, EntityKind};
use tawatur_knowledge::gazetteer::{Before, PlaceKind};
use tawatur_knowledge::lexicon::WordClass;
use tawatur_record::MentionKind;
use tawatur_text::clitics;

use super::{FoundMention, Names};
use crate::sentence::{Pos, Sentence};

/// What a place weighs at least whose name counts though the encoder saw none.
const LEAST: u8 = 11;

impl Names {
    /// The tables' vote on word `at`, at which the encoder saw no name: a place of the
    /// gazetteer, where a word that announces places or a hashtag stands before it.
    /// Organisations and persons of the tables that the encoder passes over are wrong more
    /// often than right (docs/accuracy.md).
    pub(super) fn second_vote(
        &self,
        sentence: &Sentence<'_>,
        index: usize,
        at: usize,
    ) -> Option<FoundMention> {
        let word = &sentence.words[at];
        if !matches!(word.pos, Pos::Noun | Pos::Verb) {
            return None;
        }
        let mention = self.known(sentence, index, at, false)?;
        let tagged = at
            .checked_sub(1)
            .is_some_and(|i| matches!(sentence.words[i].sign(), Some('#' | '_')));
        let announced = tagged || self.before(sentence, at, "") == Before::Kind;
        // forty thousand hamlets have every second word of the language for a name
        let weighs = mention.state
            || mention
                .places
                .iter()
                .any(|&id| self.gazetteer.place(id).importance >= LEAST);
        (mention.kind == MentionKind::Place && announced && weighs).then_some(mention)
    }

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
            .take_while(|w| w.pos != Pos::Punct || w.sign() == Some('_'))
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
                    fine: None,
                    inner: false,
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
                        fine: None,
                        inner: false,
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
        // «الأحياء المدنية» has an adjective behind it, no name
        let bare = word.bare();
        let opens = !bare.starts_with("ال") || bare == "العاصمه" || bare == "المدينه";
        if opens && !self.gazetteer.kind_word(&bare).is_empty() {
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
}
