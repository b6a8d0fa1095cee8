//! The subject and object of a verb.

use std::ops::Range;

use tawatur_knowledge::lexicon::{EventSense, Function, Part, WordClass};
use tawatur_record::{ActorRole, PlaceRole};

use super::{Filled, Frame};
use crate::phrase::coordinated;
use crate::sentence::Pos;
use crate::trigger::Trigger;

impl Frame<'_, '_> {
    pub(super) fn verb(&self, trigger: &Trigger, sense: &EventSense, filled: &mut Filled) {
        let words = &self.sentence.words;
        let at = trigger.head;
        let word = &words[at];
        // where the noun alone is the trigger («توصل الطرفان إلى هدنة») its verb's subject stands between
        let after = if trigger.words.start > at {
            at + 1
        } else {
            trigger.words.end.max(at + 1)
        };
        let next = self.next_phrase(after, false);
        let transitive = !matches!(sense.object, Part::None);
        let opened = at.checked_sub(1).map(|i| &words[i]);
        let relative = opened.is_some_and(|w| w.function() == Some(Function::Rel));
        let before = if word.conjunction == 0 && !relative {
            self.phrase_before(at)
        } else {
            None
        };
        if self.is_passive(trigger, sense, next.as_ref(), before.is_some()) {
            // «المدينة التي دُمرت» tells of the city, «التي قُتل ثلاثة من أهلها» of the three
            let told = if relative
                && next.as_ref().is_none_or(|p| {
                    !self.is_object_like(p.clone())
                        || self.sentence.words[p.start].bare().ends_with('ا')
                }) {
                at.checked_sub(1).and_then(|i| self.antecedent(i))
            } else {
                None
            };
            if let Some(victim) = told.or(next).or(before) {
                self.add(sense.object_or_recipient(), victim, filled);
            }
            return;
        }
        // «التي قصفتها الطائرات»: the pronoun is the object, the phrase after it the subject
        let relative_head = if relative {
            at.checked_sub(1).and_then(|i| self.antecedent(i))
        } else {
            None
        };
        if trigger.enclitic.is_some() {
            if let Some(subject) = next {
                self.add(sense.subject, subject, filled);
            } else if let Some(subject) = before {
                self.add(sense.subject, subject, filled);
            }
            if let Some(object) = relative_head {
                self.add(sense.object, object, filled);
            }
            return;
        }
        if let Some(subject) = before {
            // subject first; what follows is the object
            self.add(sense.subject, subject, filled);
            if let Some(object) = next {
                self.add(sense.object, object, filled);
            }
            return;
        }
        let first_object = next
            .as_ref()
            .is_some_and(|phrase| self.is_object_like(phrase.clone()));
        if let Some(subject) = relative_head {
            // «المسلحين الذين هاجموا القرية»
            let own = word.fitting().any(|r| r.form.number == 3)
                || next.as_ref().is_none_or(|_| !transitive)
                || first_object
                || next.is_some();
            if own {
                self.add(sense.subject, subject, filled);
            }
            if let Some(object) = next {
                self.add(sense.object, object, filled);
            }
            return;
        }
        let plural = word
            .fitting()
            .any(|r| r.is_verb() && r.form.number == 3 && r.form.person == 3);
        if let Some(phrase) = next {
            let joined_end = coordinated(self.sentence, phrase.end)
                .last()
                .map_or(phrase.end, |r| r.end);
            let second = if transitive {
                self.next_phrase(joined_end, true)
            } else {
                None
            };
            // a verb in the plural, or a coordinated one followed by its object alone, has its subject before
            let subject_is_earlier = plural
                || (word.conjunction == 1 && transitive && first_object && second.is_none())
                || (word.conjunction == 1
                    && second.is_none()
                    && self.shares_subject(trigger, sense, &phrase));
            if subject_is_earlier {
                if let Some(earlier) = self.earlier_subject(at) {
                    self.add(sense.subject, earlier, filled);
                }
                self.add(sense.object, phrase, filled);
            } else {
                self.add(sense.subject, phrase, filled);
                if let Some(object) = second {
                    self.add(sense.object, object, filled);
                }
            }
        } else if let Some(earlier) = self.earlier_subject(at) {
            self.add(sense.subject, earlier, filled);
        }
    }

    /// The subject of the verb before this one in the sentence: what a coordinated verb
    /// shares with it.
    pub(super) fn earlier_subject(&self, at: usize) -> Option<Range<usize>> {
        let words = &self.sentence.words;
        let verb = (0..at).rev().find(|&i| words[i].is_verb())?;
        self.next_phrase(verb + 1, false)
            .filter(|p| p.end <= at)
            .or_else(|| self.phrase_before(verb))
    }

    /// «…، وطالبت مجلس الأمن بإرسال بعثة»: the one phrase behind a coordinated verb is its
    /// object where a complement follows it and the subject before agrees with the verb.
    pub(super) fn shares_subject(
        &self,
        trigger: &Trigger,
        sense: &EventSense,
        phrase: &Range<usize>,
    ) -> bool {
        if !matches!(sense.object, Part::Actor(_)) {
            return false;
        }
        let words = &self.sentence.words;
        let complement = words.get(phrase.end).is_some_and(|w| {
            w.attached() == Some('ب')
                || (w.folded.starts_with('ب') && w.pos == Pos::Noun)
                || matches!(w.after_conjunction(), "الي" | "علي" | "بان" | "ان")
        });
        let Some(earlier) = self.earlier_subject(trigger.head).filter(|_| complement) else {
            return false;
        };
        let word = &words[trigger.head];
        let stem = word.after_conjunction();
        let feminine_verb = stem.ends_with('ت') || stem.starts_with('ت');
        let feminine = |range: &Range<usize>| {
            let bare = words[range.start].bare();
            bare.ends_with('ه') || bare.ends_with("ات") || bare.ends_with('ا')
        };
        feminine(&earlier) == feminine_verb || feminine(phrase) != feminine_verb
    }

    /// A number, people without a name or an indefinite noun: rarely a subject that acts.
    pub(super) fn is_object_like(&self, phrase: Range<usize>) -> bool {
        let first = &self.sentence.words[phrase.start];
        let bare = first.bare();
        matches!(first.pos, Pos::Number | Pos::Function(Function::Quant))
            || self.is_number_word(&bare)
            || bare.ends_with('ا')
            || first.is(WordClass::People)
            || (!first.definite() && first.is(WordClass::Thing))
    }

    pub(super) fn is_passive(
        &self,
        trigger: &Trigger,
        sense: &EventSense,
        next: Option<&Range<usize>>,
        has_subject: bool,
    ) -> bool {
        let word = &self.sentence.words[trigger.head];
        if trigger.form.passive || word.has_passive_mark() {
            return true;
        }
        let harms = matches!(
            sense.object,
            Part::Actor(ActorRole::Recipient) | Part::Place(PlaceRole::Location)
        ) && matches!(sense.subject, Part::Actor(ActorRole::Initiator));
        if !harms || has_subject || trigger.enclitic.is_some() || trigger.form.number == 3 {
            return false;
        }
        let Some(phrase) = next else { return false };
        let first = &self.sentence.words[phrase.start];
        let counted = matches!(first.pos, Pos::Number | Pos::Function(Function::Quant))
            // «المحتجون» with the article act; «قتل المدنيون» suffer
            || (first.is(WordClass::People) && (!first.definite() || sense.harm))
            || self.is_number_word(first.bare_str());
        let after = self.sentence.words.get(phrase.end);
        let by =
            after.is_some_and(|w| self.is_by(w.after_conjunction()) || w.attached() == Some('ب'));
        let second = self.next_phrase(phrase.end, false);
        (counted && second.is_none()) || (by && second.is_none() && counted)
    }
}

/// What a passive's subject is.
trait ObjectRole {
    fn object_or_recipient(&self) -> Part;
}

impl ObjectRole for EventSense {
    fn object_or_recipient(&self) -> Part {
        if self.object == Part::None {
            Part::Actor(ActorRole::Recipient)
        } else {
            self.object
        }
    }
}
