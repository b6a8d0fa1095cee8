//! The parties of an event noun: its genitive, its adjective of origin, its light verb's subject.

use std::ops::Range;

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{EventSense, Function, NounIs, Part, WordClass};
use tawatur_record::{ActorRole, MentionKind, PlaceRole};

use super::{Filled, FoundActor, Frame};
use crate::sentence::{Pos, is_quote};
use crate::trigger::Trigger;

impl Frame<'_, '_> {
    pub(super) fn noun(&self, trigger: &Trigger, sense: &EventSense, filled: &mut Filled) {
        let words = &self.sentence.words;
        if let Some(carrier) = trigger.carrier
            && let Some(light) = self.lexicon.lights.get(carrier.light as usize)
            && light.noun_is != NounIs::Subject
        {
            // «قصف نفذته القوات»: the verb after its noun, the subject after the verb
            let after = carrier.word > trigger.head;
            let subject = self
                .next_phrase(carrier.word + 1, false)
                .filter(|p| after || p.end <= trigger.head)
                .or_else(|| {
                    let passive = after
                        || words[carrier.word].has_passive_mark()
                        || words[carrier.word].conjunction == 1;
                    if passive {
                        None
                    } else {
                        self.phrase_before(carrier.word)
                    }
                });
            let shared = || {
                if words[carrier.word].conjunction == 1 {
                    self.earlier_subject(carrier.word)
                } else {
                    None
                }
            };
            if let Some(subject) = subject.or_else(shared) {
                self.add(light.subject, subject, filled);
            }
            self.prepositions(carrier.word + 1..trigger.head, &light.preps, filled);
        }
        // adjectives of origin and the genitive, behind the noun's own adjectives
        let mut at = trigger.words.end;
        let plain_noun = sense.noun || !matches!(trigger.form.tense, Tense::Masdar);
        if let Some(word) = words.get(at) {
            let genitive = word.pos == Pos::Noun
                && word.conjunction == 0
                && word.attached().is_none()
                && trigger.enclitic.is_none();
            let quoted = word.sign().is_some_and(is_quote);
            let counted = matches!(word.pos, Pos::Number | Pos::Function(Function::Quant));
            let adjective = genitive && self.agrees_as_adjective(trigger, at);
            if (genitive || quoted || counted)
                && !adjective
                && !self.timed[at]
                && let Some(phrase) = self.phrase(at)
            {
                let part = self.genitive_part(sense, trigger, phrase.clone(), plain_noun);
                at = phrase.end;
                self.add(part, phrase, filled);
                if matches!(part, Part::Actor(ActorRole::Initiator)) {
                    // «اعتقال الجيش ثلاثة شبان»
                    if let Some(object) = self
                        .next_phrase(at, false)
                        .filter(|p| self.is_object_like(p.clone()))
                    {
                        self.add(sense.object, object, filled);
                    }
                }
            }
        }
        for (index, word) in words.iter().enumerate().skip(trigger.words.end).take(4) {
            if word.pos != Pos::Noun || word.attached().is_some() {
                break;
            }
            let Part::Actor(role) = sense.nisba else {
                break;
            };
            if self.names.is_demonym(&word.bare())
                && self.agrees_as_adjective(trigger, index)
                && filled.actors.iter().all(|a| a.role != role)
            {
                let span = word.core()..word.end;
                filled.actors.push(FoundActor { role, span });
                break;
            }
        }
    }

    /// An adjective of the trigger: definite like it, or known as a demonym.
    pub(super) fn agrees_as_adjective(&self, trigger: &Trigger, at: usize) -> bool {
        let head = &self.sentence.words[trigger.head];
        let word = &self.sentence.words[at];
        let adjective = self.names.is_demonym(&word.bare()) || word.is(WordClass::Adjective);
        adjective || (head.definite() && word.definite())
    }

    pub(super) fn genitive_part(
        &self,
        sense: &EventSense,
        trigger: &Trigger,
        phrase: Range<usize>,
        plain_noun: bool,
    ) -> Part {
        let force = self.sentence.words[phrase.start].is(WordClass::Force) || {
            let bytes = self.sentence.span(phrase);
            self.mentions
                .iter()
                .any(|m| m.kind == MentionKind::Organisation && m.span.start == bytes.start)
        };
        match sense.genitive {
            // «قصف الطيران», «استهداف التنظيم»: a force does it; «اعتقال» and «مقتل» take their victim
            Part::Actor(ActorRole::Recipient)
                if force && !plain_noun && trigger.carrier.is_none() && acts_in_genitive(sense) =>
            {
                sense.subject
            }
            Part::Place(PlaceRole::Location) if force && acts_in_genitive(sense) => {
                Part::Actor(ActorRole::Initiator)
            }
            other => other,
        }
    }
}

/// «قصف الطيران» is by the air force; «مقتل» and «اعتقال» take their victim.
fn acts_in_genitive(sense: &EventSense) -> bool {
    sense.kind_type != "ASSAULT" || !sense.harm
}
