//! Finding operators in a sentence and walking from a trigger to the one that governs it.

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{EntryRef, Function, NounIs, Scope, WordClass};
use tawatur_record::{Certainty, Realis};

use super::RealisCues;
use super::cues::{Reach, Takes};
use crate::sentence::{Pos, Sentence};
use crate::trigger::Trigger;

/// How many words left of a trigger an operator may stand.
const LONGEST_WALK: usize = 40;

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
    takes: Takes,
    complements: Vec<String>,
    /// Governs its own subject («تواصلت الاشتباكات») rather than a complement.
    subject: bool,
    /// Opens a condition.
    condition: bool,
    /// Stands under a negation of its own.
    negated: bool,
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
            let yet = length == 1 && cue.takes == Takes::Near && (at.saturating_sub(8)..at).any(|i| sentence.words[i].after_conjunction() == "لم");
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
            let negated = negation(sentence, at).is_some() || (governed_by_lack(sentence, at) && operator.realis.is_some());
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

/// The operator that governs a trigger, if one does.
pub(super) fn governor<'o>(
    sentence: &Sentence<'_>,
    trigger: &Trigger,
    all: &[Trigger],
    operators: &'o [Found],
    lexicon: &Lexicon,
) -> Option<&'o Found> {
    let (tensed, form) = trigger.tensed();
    // «التزامها بهدنة»: where the noun alone is the trigger, its verb may govern it
    let position = if trigger.words.start > trigger.head && trigger.carrier.is_none() { trigger.words.start } else { tensed };
    let verb = matches!(form.tense, Tense::Perfect | Tense::Imperfect);
    let words = &sentence.words;
    let mut index = position;
    while index > 0 && position - index < LONGEST_WALK {
        index -= 1;
        let ending = operators
            .iter()
            .filter(|o| o.words.end == index + 1 && !o.subject && o.reach != Reach::Both);
        for operator in ending {
            // «استئناف المفاوضات»: the head of the trigger itself, which keeps it as it is
            if operator.realis.is_none() && operator.words.contains(&trigger.head) {
                continue;
            }
            if takes(sentence, operator, (position, form.tense), all, verb, lexicon) {
                return Some(outer(sentence, operator, operators));
            }
        }
        // a verb whose subject is this event
        if !verb {
            let ending = operators
                .iter()
                .find(|o| o.subject && o.words.end == index + 1);
            if let Some(operator) = ending {
                let clear = words[index + 1..position]
                    .iter()
                    .all(|w| !w.is_verb() && w.sign().is_none());
                if clear && !crosses(sentence, all, index + 1..position) {
                    return Some(operator);
                }
            }
        }
        if is_wall(sentence, index, position, verb) {
            return beyond_relative(sentence, trigger, operators, index);
        }
    }
    predicate(sentence, trigger, operators, verb)
}

/// «قرر القاضي في الجلسة التي عقدت أمس إخلاء سبيلهم»: the object of a verb that governs
/// behind a relative clause: an indefinite verbal noun that nothing before it holds.
fn beyond_relative<'o>(sentence: &Sentence<'_>, trigger: &Trigger, operators: &'o [Found], wall: usize) -> Option<&'o Found> {
    let words = &sentence.words;
    let (position, form) = trigger.tensed();
    let word = &words[position];
    let joined = word.conjunction == 1;
    let free = (form.tense == Tense::Masdar || trigger.words.len() > 1) && !word.definite() && word.attached().is_none() && trigger.enclitic.is_none();
    let held = position.checked_sub(1).is_none_or(|i| words[i].function() == Some(Function::Prep) || (words[i].pos == Pos::Noun && !words[i].definite() && !joined));
    let has_verb = words.get(wall..position).unwrap_or_default().iter().any(|w| w.is_verb());
    if words[wall].function() != Some(Function::Rel) || !free || held || !has_verb {
        return None;
    }
    let sign = (0..wall).rev().find(|&i| matches!(words[i].sign(), Some('.' | '؛' | '،'))).map_or(0, |i| i + 1);
    operators.iter().rev().find(|o| o.words.start >= sign && o.words.end <= wall && o.reach == Reach::Clause && o.complements.is_empty() && !o.subject && words[o.words.start].is_verb())
}

/// Whether another event stands between an operator and the trigger. People named by what
/// befell them («سجينا», «المعتقلين») are no event here.
fn crosses(sentence: &Sentence<'_>, all: &[Trigger], range: Range<usize>) -> bool {
    all.iter().any(|t| {
        range.contains(&t.head) && !t.weak && !sentence.words[t.head].is(WordClass::People)
    })
}

/// The operator of which a phrase is only the complement («لم يحل دون»), or the one that
/// is joined to a verb of no weight of its own («لم يؤكد ولم ينف»).
fn outer<'o>(sentence: &Sentence<'_>, inner: &'o Found, operators: &'o [Found]) -> &'o Found {
    let own: Vec<&str> = sentence.words[inner.words.clone()]
        .iter()
        .map(|w| w.after_conjunction())
        .collect();
    let own = own.join(" ");
    let left = operators
        .iter()
        .rev()
        .filter(|o| o.words.end <= inner.words.start && inner.words.start - o.words.end <= 9);
    for operator in left {
        let clear = !sentence.words[operator.words.end..inner.words.start]
            .iter()
            .any(|w| matches!(w.sign(), Some('.' | '؛' | '،')));
        let complement = operator.complements.contains(&own);
        let joined = inner.negated
            && inner.realis.is_none()
            && operator.negated
            && operator.realis == Some(Realis::Unknown);
        if clear && (complement || joined) {
            return operator;
        }
    }
    inner
}

/// An event noun at the head of its clause whose verb follows: «الاجتماع أُلغي».
fn predicate<'o>(
    sentence: &Sentence<'_>,
    trigger: &Trigger,
    operators: &'o [Found],
    verb: bool,
) -> Option<&'o Found> {
    if verb || trigger.carrier.is_some() {
        return None;
    }
    for index in trigger.words.end..(trigger.words.end + 10).min(sentence.words.len()) {
        let word = &sentence.words[index];
        if matches!(word.function(), Some(Function::Rel | Function::Clause))
            || matches!(word.sign(), Some('.' | '؛' | '،' | ':'))
        {
            return None;
        }
        if word.is_verb() {
            return operators
                .iter()
                .find(|o| o.subject && o.words.start == index);
        }
    }
    None
}

/// What the verb says whose subject is an event noun at the head of its clause: negated
/// («أن اتفاقا لن يتحقق») or, of an indefinite noun, still to come («أن لقاء سيجمعهما»).
pub(super) fn predicate_tense(sentence: &Sentence<'_>, trigger: &Trigger) -> Option<Realis> {
    let words = &sentence.words;
    if trigger.is_verb() || trigger.carrier.is_some() {
        return None;
    }
    let opens = trigger.head.checked_sub(1).is_none_or(|i| words[i].function() == Some(Function::Sub));
    if !opens || words[trigger.head].attached().is_some() {
        return None;
    }
    for at in trigger.words.end..(trigger.words.end + 10).min(words.len()) {
        let word = &words[at];
        if matches!(word.function(), Some(Function::Rel | Function::Clause | Function::Sub)) || matches!(word.sign(), Some('.' | '؛' | '،' | ':')) {
            return None;
        }
        if word.is_verb() {
            let future = word.readings.iter().any(|r| r.is_verb() && r.proclitics.contains('س')) || particle_before(sentence, at, &["سوف"]).is_some();
            return match (negation(sentence, at), future) {
                (Some(_), _) => Some(Realis::Denied),
                (None, true) if !words[trigger.head].definite() => Some(Realis::Planned),
                _ => None,
            };
        }
    }
    None
}

/// The type of event that a trigger names.
fn kind_of<'l>(lexicon: &'l Lexicon, trigger: &Trigger) -> Option<&'l str> {
    lexicon.events.get(trigger.sense as usize).map(|sense| sense.kind_type.as_str())
}

/// Whether the trigger can be what the operator's table row asks for.
fn takes(
    sentence: &Sentence<'_>,
    operator: &Found,
    (position, tense): (usize, Tense),
    all: &[Trigger],
    verb: bool,
    lexicon: &Lexicon,
) -> bool {
    let first = operator.words.end;
    let between = &sentence.words[first..position];
    let fits = match operator.takes {
        Takes::Any => true,
        Takes::Perfect => tense == Tense::Perfect && between.is_empty(),
        Takes::Imperfect => tense == Tense::Imperfect,
        Takes::Verb => verb,
        Takes::Masdar => !verb,
        // right after it: nouns of the same phrase only
        Takes::Near => {
            !verb
                && between.len() <= 3
                && between
                    .iter()
                    .all(|w| w.pos == Pos::Noun && w.attached().is_none())
        }
    };
    if !fits {
        return false;
    }
    let next_only = operator.reach == Reach::Next;
    if next_only
        && verb
        && !between.iter().any(|w| w.function() == Some(Function::Sub))
        && !operator.condition
        && operator.realis != Some(Realis::Expected)
    {
        return between.is_empty();
    }
    // what the act that names the operator already tells: «اتفقا على مذكرة تفاهم» is one accord
    if let Some(own) = all.iter().find(|t| t.head == operator.words.start) {
        let other = all.iter().find(|t| t.head == position || t.words.start == position);
        if other.is_some_and(|t| kind_of(lexicon, t) == kind_of(lexicon, own) && t.head != own.head) && operator.realis == Some(Realis::Planned) {
            return false;
        }
    }
    if operator.complements.is_empty() {
        return !(next_only && crosses(sentence, all, first..position));
    }
    // where the complement begins; what stands before it is the operator's own business
    let begins = (first..=position).find(|&at| {
        let word = &sentence.words[at];
        operator.complements.iter().any(|complement| {
            let attached = complement.chars().count() == 1
                && word.attached().is_some_and(|c| complement.starts_with(c));
            let own = at < position
                && (word.after_conjunction() == complement
                    || (complement == "ان"
                        && word.function() == Some(Function::Sub)
                        && word.after_conjunction().starts_with("ان")));
            attached || own
        })
    });
    match begins {
        // «الاتفاق على المذكرة في ختام محادثات»: an adjunct of time or place is outside
        Some(at) => {
            let inside = &sentence.words[at..position];
            let clause = inside.iter().any(|w| w.function() == Some(Function::Sub));
            let adjunct = inside.iter().skip(1).any(|w| w.function() == Some(Function::Prep) && matches!(w.after_conjunction(), "في" | "خلال" | "اثناء" | "علي"));
            !(next_only && crosses(sentence, all, at..position)) && (verb || clause || !adjunct)
        }
        None => {
            operator.complements.iter().any(|c| c == "masdar")
                && !verb
                && !(next_only && crosses(sentence, all, first..position))
        }
    }
}

/// A word at which the walk to the left ends: what stands left of it does not govern.
fn is_wall(sentence: &Sentence<'_>, index: usize, position: usize, verb: bool) -> bool {
    let words = &sentence.words;
    let word = &words[index];
    match word.pos {
        Pos::Punct => match word.sign() {
            Some('؛' | '.' | '!' | '؟' | '?') => true,
            Some('،' | ',') => {
                // «، وقال …»: a new main clause stands right of the comma
                words.get(index + 1).is_some_and(|next| {
                    next.function() == Some(Function::Clause)
                        || (next.is_verb() && next.conjunction == 1)
                        || next.function() == Some(Function::Conj)
                        || is_participle_opening(next.bare().as_str())
                })
            }
            _ => false,
        },
        // «كذّبت ما نشرته الصحف عن لقاء» goes through; «، ما أدى إلى مقتله» does not
        Pos::Function(Function::Rel) => {
            word.after_conjunction() != "ما"
                || index
                    .checked_sub(1)
                    .is_some_and(|i| words[i].sign().is_some())
        }
        Pos::Function(Function::Clause) => true,
        Pos::Function(Function::Conj) => matches!(
            word.after_conjunction(),
            "لكن" | "لكنه" | "لكنها" | "لكنهم" | "بل"
        ),
        // «أن تكون الطائرة قد قصفت»: the tense of the verb that follows
        Pos::Verb if word.is(WordClass::Auxiliary) && word.conjunction == 0 => false,
        Pos::Verb => {
            // a finite verb that is coordinated as a clause of its own
            let perfect = word.fitting().any(|r| r.form.tense == Tense::Perfect)
                && !word.fitting().any(|r| r.form.tense == Tense::Imperfect);
            if verb && index < position {
                // a verb under another verb only through «أن» or side by side («يأمل … تسمح», «ظلت تحلق»)
                let linked = words[index + 1..position]
                    .iter()
                    .any(|w| w.function() == Some(Function::Sub));
                let operator = word
                    .readings
                    .iter()
                    .any(|r| matches!(r.entry, EntryRef::Operator(_)));
                return !linked && !operator;
            }
            word.conjunction == 1 && perfect && position > index + 12
        }
        _ => false,
    }
}

/// «مضيفا», «مشيرة»: participles that open a new clause of speech.
fn is_participle_opening(bare: &str) -> bool {
    bare.starts_with('م') && bare.ends_with(['ا', 'ه']) && bare.chars().count() >= 5
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
                    matches!(w.sign(), Some('؛' | '.')) || (!o.condition && matches!(w.sign(), Some('،' | ',')))
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
    if !(trigger.form.tense == Tense::Masdar || trigger.words.len() > 1) || word.attached() != Some('ل') || word.definite() || trigger.carrier.is_some() {
        return false;
    }
    let Some(before) = trigger.head.checked_sub(1).map(|i| &sentence.words[i]) else { return false };
    let own = before.fitting().any(|r| match r.entry {
        EntryRef::Event(index) => lexicon.events.get(index as usize).is_some_and(|s| s.preps.iter().any(|(p, _)| p == "ل")),
        EntryRef::Light(index) => lexicon.lights.get(index as usize).is_some_and(|l| l.noun_is == NounIs::Prep("ل".to_owned())),
        EntryRef::Operator(index) => lexicon.operators.get(index as usize).is_some_and(|o| o.complements.iter().any(|c| c == "ل")),
        EntryRef::Say(_) | EntryRef::Plain => false,
    });
    // a verbal noun with its owner takes its object behind ل
    let owned = before.fitting().any(|r| r.enclitic.is_some() && matches!(r.entry, EntryRef::Event(_)));
    !own && !owned
}
