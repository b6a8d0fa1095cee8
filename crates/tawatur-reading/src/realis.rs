//! Realis: whether what a trigger names came about, in the words of whoever tells it.
//!
//! Two tables decide: `lexicons/operators.tsv` (verbs) and `lexicons/realis.tsv` (phrases).
//! An operator governs the trigger that it reaches: walking left from the trigger, the
//! first operator whose content the trigger can be decides, and its own negation turns it.
//! A relative clause, a temporal clause or a new main clause shuts operators out: what is
//! told there keeps its own value.

mod beside;
mod cues;
mod operators;
mod walk;

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::Aspect;
use tawatur_record::{Certainty, Realis};

use crate::sentence::Sentence;
use crate::trigger::Trigger;

pub use cues::RealisCues;

/// What was decided for a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Whether it came about.
    pub realis: Realis,
    /// How sure the innermost source is.
    pub certainty: Certainty,
    /// Bytes of the words that decided, empty for the plain reading.
    pub cues: Vec<Range<usize>>,
    /// Taken for granted by what is told («بعد اغتياله»): it came before.
    pub presupposed: bool,
}

/// Where in the document a sentence stands, as far as realis cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// A headline: its imperfects tell what happened.
    pub headline: bool,
}

/// Decides each trigger of a sentence.
#[must_use]
pub fn decide(
    sentence: &Sentence<'_>,
    triggers: &[Trigger],
    lexicon: &Lexicon,
    cues: &RealisCues,
    place: Place,
) -> Vec<Decided> {
    let operators = operators::operators(sentence, triggers, lexicon, cues);
    triggers
        .iter()
        .map(|trigger| one(sentence, trigger, triggers, &operators, lexicon, place))
        .collect()
}

/// Whether a negation stands right before the verb at word `at`.
#[must_use]
pub fn is_negated(sentence: &Sentence<'_>, at: usize) -> bool {
    operators::negation(sentence, at).is_some()
}

fn one(
    sentence: &Sentence<'_>,
    trigger: &Trigger,
    all: &[Trigger],
    operators: &[operators::Found],
    lexicon: &Lexicon,
    place: Place,
) -> Decided {
    let plain = plain(sentence, trigger, lexicon, place);
    let governed = walk::governor(sentence, trigger, all, operators, lexicon);
    let mut decided = match governed {
        Some(operator) => under(sentence, trigger, operator, &plain),
        None => plain,
    };
    if governed.is_none_or(|o| o.realis.is_none()) {
        if let Some(realis) = beside::predicate_tense(sentence, trigger) {
            decided.realis = realis;
        }
        if beside::is_purpose(sentence, trigger, lexicon) {
            // «لمنع دخولهم»: the aim of what is told
            decided.realis = Realis::Planned;
        }
    }
    if let Some(operator) = beside::around(sentence, trigger, operators)
        && let Some(realis) = beside_changes(sentence, trigger, operator, decided.realis)
    {
        decided = Decided::by(operator, realis);
    }
    if matches!(decided.realis, Realis::Hypothetical | Realis::Unknown) {
        decided.certainty = Certainty::Possible;
    }
    decided
}

impl Decided {
    /// Decided by an operator's words.
    fn by(operator: &operators::Found, realis: Realis) -> Self {
        Self {
            realis,
            certainty: operator.certainty,
            cues: vec![operator.span.clone()],
            presupposed: false,
        }
    }
}

/// What an operator makes of the trigger that it governs.
fn under(
    sentence: &Sentence<'_>,
    trigger: &Trigger,
    operator: &operators::Found,
    plain: &Decided,
) -> Decided {
    let firm = matches!(
        operator.realis,
        Some(Realis::Hypothetical | Realis::Unknown)
    );
    match operator.realis {
        // «لم» under a plan or a demand: what is planned is that it does not happen
        Some(_) if plain.realis == Realis::Denied && !firm => plain.clone(),
        // «من المرجح أن الحكومة أفرجت»: a past under a guess is a guess about the past
        Some(Realis::Expected) if tells_past(sentence, trigger) => {
            Decided::by(operator, plain.realis)
        }
        Some(realis) => Decided::by(operator, realis),
        // it takes the event for granted: the plain reading stands
        None => Decided {
            presupposed: operator.is_presupposing(),
            ..plain.clone()
        },
    }
}

/// What an operator beside the trigger makes of it; `None`: nothing.
fn beside_changes(
    sentence: &Sentence<'_>,
    trigger: &Trigger,
    operator: &operators::Found,
    so_far: Realis,
) -> Option<Realis> {
    let past = trigger.tensed().1.tense == Tense::Perfect;
    let open = matches!(so_far, Realis::Happened | Realis::Ongoing) && !past;
    let realis = operator.realis?;
    let changes = match realis {
        // «كل يوم», «حاليا», «هجوم وشيك», «خبر توقيفه لا أساس له»
        // «وقف القصف المستمر»: what is to end goes on
        Realis::Ongoing if operator.follows(trigger) => !past,
        Realis::Habitual | Realis::Ongoing | Realis::Expected | Realis::Denied => open,
        // «هدد بقطعه ما لم …»: threatened or promised under a condition
        Realis::Hypothetical
            if operator.condition
                && matches!(so_far, Realis::Expected | Realis::Planned)
                && !past =>
        {
            true
        }
        Realis::Hypothetical => {
            so_far != Realis::Unknown
                && (beside::is_consequence(sentence, trigger, operator)
                    || (operator.is_beside() && open))
        }
        _ => false,
    };
    changes.then_some(realis)
}

/// «يكون قد فجّر», «أن الحكومة أفرجت»: a perfect, or one behind «قد».
fn tells_past(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    let (at, form) = trigger.tensed();
    form.tense == Tense::Perfect && !(at > 0 && sentence.words[at - 1].folded == "ان")
}

/// What tense and the words right before it say.
fn plain(sentence: &Sentence<'_>, trigger: &Trigger, lexicon: &Lexicon, place: Place) -> Decided {
    let (at, form) = trigger.tensed();
    let word = &sentence.words[at];
    let mut decided = Decided {
        realis: Realis::Happened,
        certainty: Certainty::Certain,
        cues: Vec::new(),
        presupposed: false,
    };
    let verb = matches!(form.tense, Tense::Perfect | Tense::Imperfect);
    // «استمرار احتجازهم», «استمرت الاشتباكات»; «لم تتوقف الاشتباكات»
    let aspect = trigger
        .carrier
        .and_then(|c| lexicon.lights.get(c.light as usize))
        .map(|l| l.aspect);
    let negated = operators::negation(sentence, at).is_some();
    if matches!(
        (aspect, negated),
        (Some(Aspect::Continue), false) | (Some(Aspect::End), true)
    ) {
        decided.realis = Realis::Ongoing;
        decided.cues.push(word.start..word.end);
        return decided;
    }
    if !verb {
        // «غير معلنة» and the like change nothing; a noun tells what took place
        return decided;
    }
    if let Some(negation) = operators::negation(sentence, at) {
        decided.realis = Realis::Denied;
        decided
            .cues
            .push(sentence.words[negation].start..sentence.words[negation].end);
        return decided;
    }
    if form.tense == Tense::Imperfect {
        let future = word
            .readings
            .iter()
            .any(|r| r.is_verb() && r.proclitics.contains('س'))
            || word.after_conjunction().starts_with('س') && word.readings.is_empty()
            || operators::particle_before(sentence, at, &["سوف"]).is_some();
        if future {
            decided.realis = Realis::Planned;
            return decided;
        }
        if let Some(particle) = operators::particle_before(sentence, at, &["قد"]) {
            decided.realis = Realis::Expected;
            decided.certainty = Certainty::Possible;
            decided
                .cues
                .push(sentence.words[particle].start..sentence.words[particle].end);
            return decided;
        }
        decided.realis = if place.headline || operators::was_before(sentence, at) {
            Realis::Happened
        } else {
            Realis::Ongoing
        };
    }
    decided
}
