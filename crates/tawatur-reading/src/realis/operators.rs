//! The operators at work in a sentence: verbs and phrases that change whether what they
//! speak of came about, with their own negation.

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::lexicon::{EntryRef, Function, Scope, WordClass};
use tawatur_record::{Certainty, Realis};

use super::RealisCues;
use super::cues::{Reach, Takes};
use crate::sentence::{Pos, Sentence};
use crate::trigger::Trigger;

/// An operator at work in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Its bytes.
    pub(super) span: Range<usize>,
    pub(super) realis: Option<Realis>,
    pub(super) certainty: Certainty,
    pub(super) reach: Reach,
    pub(super) takes: Takes,
    pub(super) complements: Vec<String>,
    /// Governs its own subject («تواصلت الاشتباكات») rather than a complement.
    pub(super) subject: bool,
    /// Opens a condition.
    pub(super) condition: bool,
    /// Stands under a negation of its own.
    pub(super) negated: bool,
}

impl Found {
    /// An adjective right behind the trigger («القصف المستمر»).
    pub(super) fn follows(&self, trigger: &Trigger) -> bool {
        self.words.start >= trigger.words.end
            && self.words.start - trigger.words.end <= 1
            && self.words.len() == 1
    }

    /// Takes its event for granted as something that came before («بعد», «إثر»).
    pub(super) fn is_presupposing(&self) -> bool {
        self.realis.is_none() && self.takes == Takes::Near
    }

    /// Says something of the clause that it stands in («رهن», «كل يوم»).
    pub(super) fn is_beside(&self) -> bool {
        self.reach == Reach::Both
    }
}

/// The negation right before word `at` («لم», «لا», «لن», «ليس», «ما» before a perfect).
pub(super) fn negation(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut index = at;
    for _ in 0..3 {
        index = index.checked_sub(1)?;
        let word = &sentence.words[index];
        match word.function() {
            Some(Function::Neg) => return Some(index),
            // «ما زال», «ما برح»; «ما قصف» is rare and looks like a relative
            Some(Function::Rel) if word.after_conjunction() == "ما" && index + 1 == at => {
                let stays = sentence.words[at].readings.iter().any(|r| r.is_verb());
                return (stays && is_staying(sentence, at)).then_some(index);
            }
            Some(Function::Part | Function::Adv) => {}
            _ if word.folded == "الا" || word.folded == "بالا" => return Some(index),
            _ => return None,
        }
    }
    None
}

/// The verbs that affirm under negation: زال، برح، فتئ، انفك.
fn is_staying(sentence: &Sentence<'_>, at: usize) -> bool {
    let bare = sentence.words[at].bare();
    ["زال", "برح", "فت", "انفك", "ينفك", "يزال", "تزال"]
        .iter()
        .any(|stem| bare.starts_with(stem))
}

/// One of the particles among the two words before `at`.
pub(super) fn particle_before(
    sentence: &Sentence<'_>,
    at: usize,
    particles: &[&str],
) -> Option<usize> {
    (at.saturating_sub(1)..at)
        .rev()
        .find(|&i| particles.contains(&sentence.words[i].after_conjunction()))
}

/// «كانت … تقصف»: a form of كان in the same clause before word `at`.
pub(super) fn was_before(sentence: &Sentence<'_>, at: usize) -> bool {
    for index in (at.saturating_sub(6)..at).rev() {
        let word = &sentence.words[index];
        if word.is(WordClass::Auxiliary) {
            return true;
        }
        if word.is_verb() || matches!(word.pos, Pos::Punct) {
            return false;
        }
    }
    false
}

/// All operators of the sentence, in order.
pub(super) fn operators(
    sentence: &Sentence<'_>,
    triggers: &[Trigger],
    lexicon: &Lexicon,
    cues: &RealisCues,
) -> Vec<Found> {
    let mut found = Vec::new();
    for at in 0..sentence.words.len() {
        for (cue, length) in cues.at(sentence, at) {
            // «لم ينته بعد»: not yet, no time
            let yet = length == 1
                && cue.takes == Takes::Near
                && (at.saturating_sub(8)..at)
                    .any(|i| sentence.words[i].after_conjunction() == "لم");
            if yet && sentence.words[at].after_conjunction() == "بعد" {
                continue;
            }
            found.push(Found {
                words: at..at + length,
                span: sentence.words[at].start..sentence.words[at + length - 1].end,
                realis: cue.realis,
                certainty: cue.certainty,
                reach: cue.reach,
                takes: cue.takes,
                complements: Vec::new(),
                subject: false,
                condition: cue.realis == Some(Realis::Hypothetical),
                negated: false,
            });
        }
        for reading in sentence.words[at].fitting() {
            let EntryRef::Operator(index) = reading.entry else {
                continue;
            };
            let Some(operator) = lexicon.operators.get(index as usize) else {
                continue;
            };
            let carried = triggers
                .iter()
                .any(|t| t.carrier.is_some_and(|c| c.word == at));
            let negated = negation(sentence, at).is_some()
                || (governed_by_lack(sentence, at) && operator.realis.is_some());
            if carried && operator.scope == Scope::Subject && !negated {
                continue;
            }
            found.push(Found {
                words: at..at + 1,
                span: sentence.words[at].start..sentence.words[at].end,
                realis: if negated {
                    operator.negated
                } else {
                    operator.realis
                },
                certainty: operator.certainty.unwrap_or(Certainty::Certain),
                reach: if operator.scope == Scope::Next {
                    Reach::Next
                } else {
                    Reach::Clause
                },
                takes: Takes::Any,
                complements: operator.complements.clone(),
                subject: operator.scope == Scope::Subject,
                condition: false,
                negated,
            });
        }
    }
    found
}

/// «عدم قدرته», «دون أن»: a noun of lack before a verbal noun.
fn governed_by_lack(sentence: &Sentence<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|i| sentence.words[i].bare() == "عدم")
}
