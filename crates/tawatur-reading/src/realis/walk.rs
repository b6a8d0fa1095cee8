//! Walking from a trigger to the operator that governs it.

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{EntryRef, Function, WordClass};
use tawatur_record::Realis;

use super::cues::{Reach, Takes};
use super::operators::Found;
use crate::sentence::{Pos, Sentence, Word};
use crate::trigger::Trigger;

/// How many words left of a trigger an operator may stand.
const LONGEST_WALK: usize = 40;

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
    let position = if trigger.words.start > trigger.head && trigger.carrier.is_none() {
        trigger.words.start
    } else {
        tensed
    };
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
            if takes(
                sentence,
                operator,
                (position, form.tense),
                all,
                verb,
                lexicon,
            ) {
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
        // from the noun to its own verb there is no wall
        if index < trigger.head.min(tensed) && is_wall(sentence, index, tensed, verb)
            || (index > tensed
                && index < position
                && trigger.carrier.is_some()
                && is_wall(sentence, index, position, verb))
        {
            return beyond_relative(sentence, trigger, operators, index);
        }
    }
    predicate(sentence, trigger, operators, verb)
}

/// «قرر القاضي في الجلسة التي عقدت أمس إخلاء سبيلهم»: the object of a verb that governs
/// behind a relative clause: an indefinite verbal noun that nothing before it holds.
fn beyond_relative<'o>(
    sentence: &Sentence<'_>,
    trigger: &Trigger,
    operators: &'o [Found],
    wall: usize,
) -> Option<&'o Found> {
    let words = &sentence.words;
    let (position, form) = trigger.tensed();
    let word = &words[position];
    let joined = word.conjunction == 1;
    let free = (form.tense == Tense::Masdar || trigger.words.len() > 1)
        && !word.definite()
        && word.attached().is_none()
        && trigger.enclitic.is_none();
    let held = position.checked_sub(1).is_none_or(|i| {
        words[i].function() == Some(Function::Prep)
            || (words[i].pos == Pos::Noun && !words[i].definite() && !joined)
    });
    let has_verb = words
        .get(wall..position)
        .unwrap_or_default()
        .iter()
        .any(|w| w.is_verb());
    if words[wall].function() != Some(Function::Rel) || !free || held || !has_verb {
        return None;
    }
    let sign = (0..wall)
        .rev()
        .find(|&i| matches!(words[i].sign(), Some('.' | '؛' | '،')))
        .map_or(0, |i| i + 1);
    operators.iter().rev().find(|o| {
        o.words.start >= sign
            && o.words.end <= wall
            && o.reach == Reach::Clause
            && o.complements.is_empty()
            && !o.subject
            && words[o.words.start].is_verb()
    })
}

/// Whether another event stands between an operator and the trigger. People named by what
/// befell them («سجينا», «المعتقلين») are no event here.
fn crosses(sentence: &Sentence<'_>, all: &[Trigger], range: Range<usize>) -> bool {
    all.iter().any(|t| {
        range.contains(&t.head)
            && t.words.start != range.end
            && !t.weak
            && !sentence.words[t.head].is(WordClass::People)
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
        // «لا يمضي شهر من دون أن»: one habit told in two pieces
        let habit =
            operator.words.end == inner.words.start && operator.realis == Some(Realis::Habitual);
        let joined = inner.negated
            && inner.realis.is_none()
            && operator.negated
            && operator.realis == Some(Realis::Unknown);
        if clear && (complement || joined || habit) {
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

/// The type of event that a trigger names.
fn kind_of<'l>(lexicon: &'l Lexicon, trigger: &Trigger) -> Option<&'l str> {
    lexicon
        .events
        .get(trigger.sense as usize)
        .map(|sense| sense.kind_type.as_str())
}

/// Up to three nouns without a preposition, or a stretch of time closed by «من» («بعد
/// أسبوعين من اغتياله»).
fn is_near(between: &[Word<'_>]) -> bool {
    let phrase = match between.split_last() {
        Some((last, rest)) if last.after_conjunction() == "من" && !rest.is_empty() => rest,
        _ => between,
    };
    phrase.len() <= 3
        && phrase.iter().all(|w| {
            matches!(w.pos, Pos::Noun | Pos::Number) && w.attached().is_none()
                || w.function() == Some(Function::Quant)
        })
}

/// Nothing of its clause stands before word `at`.
fn opens_clause(sentence: &Sentence<'_>, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|i| {
        let before = &sentence.words[i];
        before.function() == Some(Function::Sub) || before.sign().is_some()
    })
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
        Takes::Near => !verb && is_near(between),
        Takes::Opening => {
            !verb && between.is_empty() && opens_clause(sentence, operator.words.start)
        }
    };
    if !fits {
        return false;
    }
    // what is told in the perfect is no plan and no demand («وأن الوزير رفض» after «اتفقا»)
    if tense == Tense::Perfect
        && matches!(operator.realis, Some(Realis::Planned | Realis::Demanded))
    {
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
        let other = all
            .iter()
            .find(|t| t.head == position || t.words.start == position);
        if other.is_some_and(|t| {
            t.form.tense == Tense::Noun
                && kind_of(lexicon, t) == kind_of(lexicon, own)
                && t.head != own.head
        }) && operator.realis == Some(Realis::Planned)
        {
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
            let adjunct = inside.iter().skip(1).any(|w| {
                w.function() == Some(Function::Prep)
                    && matches!(w.after_conjunction(), "في" | "خلال" | "اثناء" | "علي")
            });
            !(next_only && crosses(sentence, all, at..position)) && (verb || clause || !adjunct)
        }
        None => {
            (operator.complements.iter().any(|c| c == "masdar") && !verb
                || operator.complements.iter().any(|c| c == "imperfect")
                    && tense == Tense::Imperfect)
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
                        || is_participle_opening(next.bare_str())
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
