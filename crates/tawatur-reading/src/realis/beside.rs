//! What stands beside a trigger without governing it: habits, conditions, aims, the verb
//! whose subject it is.

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{EntryRef, Function, NounIs};
use tawatur_record::Realis;

use super::cues::Reach;
use super::operators::{Found, negation, particle_before};
use crate::sentence::Sentence;
use crate::trigger::Trigger;

/// What the verb says whose subject is an event noun at the head of its clause: negated
/// («أن اتفاقا لن يتحقق») or, of an indefinite noun, still to come («أن لقاء سيجمعهما»).
pub(super) fn predicate_tense(sentence: &Sentence<'_>, trigger: &Trigger) -> Option<Realis> {
    let words = &sentence.words;
    if trigger.is_verb() || trigger.carrier.is_some() {
        return None;
    }
    let opens = trigger
        .head
        .checked_sub(1)
        .is_none_or(|i| words[i].function() == Some(Function::Sub));
    if !opens || words[trigger.head].attached().is_some() {
        return None;
    }
    for at in trigger.words.end..(trigger.words.end + 10).min(words.len()) {
        let word = &words[at];
        if matches!(
            word.function(),
            Some(Function::Rel | Function::Clause | Function::Sub)
        ) || matches!(word.sign(), Some('.' | '؛' | '،' | ':'))
        {
            return None;
        }
        if word.is_verb() {
            let future = word
                .readings
                .iter()
                .any(|r| r.is_verb() && r.proclitics.contains('س'))
                || particle_before(sentence, at, &["سوف"]).is_some();
            return match (negation(sentence, at), future) {
                (Some(_), _) => Some(Realis::Denied),
                (None, true) if !words[trigger.head].definite() => Some(Realis::Planned),
                _ => None,
            };
        }
    }
    None
}

/// The nearest adverbial operator of the trigger's clause, and conditions beside it.
pub(super) fn around<'o>(
    sentence: &Sentence<'_>,
    trigger: &Trigger,
    operators: &'o [Found],
) -> Option<&'o Found> {
    let (position, _) = trigger.tensed();
    operators
        .iter()
        .filter(|o| o.reach == Reach::Both || o.condition)
        .filter(|o| {
            let (from, to) = if o.words.start < position {
                (o.words.end, position)
            } else {
                (position + 1, o.words.start)
            };
            from <= to
                && !sentence.words[from..to].iter().any(|w| {
                    matches!(w.sign(), Some('؛' | '.'))
                        || (!o.condition && matches!(w.sign(), Some('،' | ',')))
                        || (!o.condition
                            && (w.function() == Some(Function::Clause)
                                || (w.is_verb() && w.conjunction == 1)))
                        || (!o.condition && w.function() == Some(Function::Rel))
                })
        })
        .min_by_key(|o| o.words.start.abs_diff(position))
}

/// The trigger is what would follow from the condition: a future, a threat or a
/// consequence in the clause before or after it.
pub(super) fn is_consequence(
    sentence: &Sentence<'_>,
    trigger: &Trigger,
    condition: &Found,
) -> bool {
    let (position, form) = trigger.tensed();
    let word = &sentence.words[position];
    let future = form.tense == Tense::Imperfect
        && (word.readings.iter().any(|r| r.proclitics.contains('س'))
            || word.folded.starts_with('س'));
    let lam = word.attached() == Some('ل') || word.folded.starts_with('ل');
    let then = word.folded.starts_with('ف') && word.conjunction == 1;
    let negated_future =
        negation(sentence, position).is_some_and(|i| sentence.words[i].after_conjunction() == "لن");
    let after = position > condition.words.end;
    let walls = |range: Range<usize>| {
        sentence
            .words
            .get(range)
            .unwrap_or_default()
            .iter()
            .any(|w| {
                w.function() == Some(Function::Rel)
                    || w.function() == Some(Function::Clause)
                    || matches!(w.sign(), Some('؛' | '.'))
            })
    };
    if after {
        return (future || then || (lam && form.tense == Tense::Perfect) || negated_future)
            && !walls(condition.words.end..position);
    }
    (future
        || negated_future
        || (form.tense == Tense::Masdar && sentence.words[position].attached() == Some('ب')))
        && !walls(position..condition.words.start)
}

/// A verbal noun of aim: ل on an indefinite noun that no word before it takes as its
/// complement («لطرد المسلحين»; not «تعرض لقصف», «إدانتها لقصف»).
pub(super) fn is_purpose(sentence: &Sentence<'_>, trigger: &Trigger, lexicon: &Lexicon) -> bool {
    let word = &sentence.words[trigger.head];
    if !(trigger.form.tense == Tense::Masdar || trigger.words.len() > 1)
        || word.attached() != Some('ل')
        || word.definite()
        || trigger.carrier.is_some()
    {
        return false;
    }
    let Some(before) = trigger.head.checked_sub(1).map(|i| &sentence.words[i]) else {
        return false;
    };
    let own = before.fitting().any(|r| match r.entry {
        EntryRef::Event(index) => lexicon
            .events
            .get(index as usize)
            .is_some_and(|s| s.preps.iter().any(|(p, _)| p == "ل")),
        EntryRef::Light(index) => lexicon
            .lights
            .get(index as usize)
            .is_some_and(|l| l.noun_is == NounIs::Prep("ل".to_owned())),
        EntryRef::Operator(index) => lexicon
            .operators
            .get(index as usize)
            .is_some_and(|o| o.complements.iter().any(|c| c == "ل")),
        EntryRef::Say(_) | EntryRef::Plain => false,
    });
    // a verbal noun with its owner takes its object behind ل
    let owned = before
        .fitting()
        .any(|r| r.enclitic.is_some() && matches!(r.entry, EntryRef::Event(_)));
    !own && !owned
}
