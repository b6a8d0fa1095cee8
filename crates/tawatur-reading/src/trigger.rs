//! Triggers: the words of a sentence that name an event, a state or an act of speech.

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::inflect::{Form, Tense};
use tawatur_knowledge::lexicon::{EntryRef, EventSense, Function, LightVerb, NounIs, TriggerSpan};

use crate::sentence::{Pos, Sentence};

/// How many words after a verb the word that it needs may stand.
const WITH_REACH: usize = 7;
/// How many words after a light verb its event noun may stand.
const LIGHT_REACH: usize = 9;

/// A light verb that carries a trigger's event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carrier {
    /// Word index of the light verb.
    pub word: usize,
    /// Index into `Lexicon::lights`.
    pub light: u32,
    /// The verb's form.
    pub form: Form,
}

/// A word that names an event.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// Words of the trigger.
    pub words: Range<usize>,
    /// The word that carries the form (verb or noun).
    pub head: usize,
    /// Its bytes in the document's text, proclitics left out.
    pub span: Range<usize>,
    /// Index into `Lexicon::events`.
    pub sense: u32,
    /// The head's form.
    pub form: Form,
    /// The pronoun at the head's end, folded.
    pub enclitic: Option<&'static str>,
    /// The light verb that carries it.
    pub carrier: Option<Carrier>,
    /// The word that the sense asks for is not there: counts only under an operator of
    /// realis («رفضت تسليمه»), where what is refused or planned is an act all the same.
    pub weak: bool,
}

impl Trigger {
    /// The word whose tense tells when: the light verb's where there is one.
    #[must_use]
    pub fn tensed(&self) -> (usize, Form) {
        self.carrier
            .map_or((self.head, self.form), |c| (c.word, c.form))
    }

    /// The trigger itself is a finite verb.
    #[must_use]
    pub fn is_verb(&self) -> bool {
        matches!(self.form.tense, Tense::Perfect | Tense::Imperfect)
    }
}

/// True where `bare` (folded, proclitics off) is a form of `stem`: article, plural,
/// dual, accusative and possessive endings allowed.
pub(crate) fn is_form_of(bare: &str, stem: &str) -> bool {
    let bare = bare
        .strip_prefix("ال")
        .filter(|rest| rest.chars().count() >= 2 && !stem.starts_with("ال"))
        .unwrap_or(bare);
    let Some(rest) = bare.strip_prefix(stem) else {
        // «محكمة» / «محكمتهم», «حياة» / «حياته»
        return stem.strip_suffix('ه').is_some_and(|s| {
            bare.strip_prefix(s)
                .is_some_and(|r| r.starts_with('ت') && r.chars().count() <= 4)
        });
    };
    matches!(
        rest,
        "" | "ا"
            | "ات"
            | "ان"
            | "ين"
            | "ون"
            | "ه"
            | "ها"
            | "هم"
            | "هما"
            | "هن"
            | "نا"
            | "و"
            | "ي"
            | "يه"
            | "اته"
            | "اتها"
            | "اتهم"
            | "تين"
            | "تان"
            | "تا"
            | "تي"
    )
}

/// The triggers of a sentence in text order. `masked` says for each word whether it is
/// part of a name or a time expression, where no event is named.
#[must_use]
pub fn triggers(sentence: &Sentence<'_>, lexicon: &Lexicon, masked: &[bool]) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        if masked.get(at).copied().unwrap_or(false) {
            at += 1;
            continue;
        }
        if let Some(trigger) = phrase(sentence, lexicon, at).or_else(|| word(sentence, lexicon, at))
        {
            at = trigger.words.end.max(at + 1);
            found.push(trigger);
        } else {
            at += 1;
        }
    }
    carry(sentence, lexicon, &mut found);
    found
}

fn phrase(sentence: &Sentence<'_>, lexicon: &Lexicon, at: usize) -> Option<Trigger> {
    let word = &sentence.words[at];
    if word.pos != Pos::Noun {
        return None;
    }
    let bare = word.bare();
    let first = bare.strip_prefix("ال").unwrap_or(&bare);
    for phrase in lexicon.phrases(first) {
        let end = at + phrase.words.len();
        if end > sentence.words.len() {
            continue;
        }
        let fits = phrase.words[1..]
            .iter()
            .zip(&sentence.words[at + 1..end])
            .all(|(want, have)| is_form_of(&have.folded, want) || have.folded == *want);
        if fits {
            return Some(Trigger {
                words: at..end,
                head: at,
                span: word.core()..sentence.words[end - 1].end,
                sense: phrase.sense,
                form: Form {
                    tense: Tense::Noun,
                    person: 0,
                    feminine: false,
                    number: 1,
                    passive: false,
                    jussive: false,
                    suffixed: false,
                },
                enclitic: None,
                carrier: None,
                weak: false,
            });
        }
    }
    None
}

fn word(sentence: &Sentence<'_>, lexicon: &Lexicon, at: usize) -> Option<Trigger> {
    let word = &sentence.words[at];
    if !matches!(word.pos, Pos::Noun | Pos::Verb) {
        return None;
    }
    let mut best: Option<(u8, Trigger)> = None;
    for reading in word.fitting() {
        let EntryRef::Event(index) = reading.entry else {
            continue;
        };
        let Some(sense) = lexicon.events.get(index as usize) else {
            continue;
        };
        // «نسب» he ascribed, not "we insult": the first person speaks in quotations only
        if reading.form.person == 1 && !sentence.quoted.get(at).copied().unwrap_or(false) {
            continue;
        }
        let needed = if sense.with.is_empty() {
            None
        } else {
            needed_word(sentence, at, sense)
        };
        let weak = needed.is_none() && !sense.with.is_empty();
        // without its word a sense of two words is another verb
        if weak && sense.span != TriggerSpan::Verb {
            continue;
        }
        let core = word.core_after(reading.taken);
        let (words, span) = match (needed, sense.span) {
            (Some(other), TriggerSpan::Both) if other > at => {
                (at..other + 1, core..sentence.words[other].end)
            }
            (Some(other), TriggerSpan::Noun) => (
                other..other + 1,
                sentence.words[other].core()..sentence.words[other].end,
            ),
            _ => (at..at + 1, core..word.end),
        };
        // a sense that found the word it needs is surer than one that needs none
        let rank = match (needed.is_some(), sense.noun, sense.strict) {
            _ if weak => u8::from(!sense.strict),
            (true, ..) => 5,
            (false, true, false) => 4,
            (false, false, false) => 3,
            (false, _, true) => 2,
        };
        if best.as_ref().is_none_or(|(r, _)| rank > *r) {
            best = Some((
                rank,
                Trigger {
                    words,
                    head: at,
                    span,
                    sense: index,
                    form: reading.form,
                    enclitic: reading.enclitic,
                    carrier: None,
                    weak,
                },
            ));
        }
    }
    best.map(|(_, trigger)| trigger)
}

/// Whether the words from `index` on are the folded words `need`, forms allowed.
fn stands(sentence: &Sentence<'_>, index: usize, need: &str) -> bool {
    need.split(' ').zip(index..).all(|(part, at)| {
        sentence.words.get(at).is_some_and(|word| {
            word.folded == part
                || word.after_conjunction() == part
                || (word.pos == Pos::Noun && is_form_of(word.bare_str(), part))
        })
    })
}

/// The word near `at` that the sense needs, within its clause.
fn needed_word(sentence: &Sentence<'_>, at: usize, sense: &EventSense) -> Option<usize> {
    let reach = if sense.noun { 4 } else { WITH_REACH };
    for (index, word) in sentence.words.iter().enumerate().skip(at + 1).take(reach) {
        match word.pos {
            Pos::Punct if matches!(word.sign(), Some('.' | '؛' | '!' | '؟' | ':')) => break,
            Pos::Function(Function::Rel | Function::Clause) if !sense.noun => break,
            Pos::Verb if index > at + 1 && !sense.noun => break,
            _ => {
                if sense.with.iter().any(|need| stands(sentence, index, need)) {
                    return Some(index);
                }
            }
        }
    }
    // «الطريق أُغلق», «اندلعت مواجهات»: the needed word may stand before
    let reach = if sense.noun { 2 } else { 6 };
    (at.saturating_sub(reach)..at)
        .rev()
        .take_while(|&before| {
            !matches!(
                sentence.words[before].pos,
                Pos::Verb | Pos::Function(Function::Sub | Function::Clause)
            ) || sense.noun
        })
        .find(|&before| {
            let word = &sentence.words[before];
            (word.pos == Pos::Noun || sense.noun)
                && sense
                    .with
                    .iter()
                    .any(|need| !need.contains(' ') && stands(sentence, before, need))
        })
}

/// Ties nominal triggers to the light verbs that carry them.
fn carry(sentence: &Sentence<'_>, lexicon: &Lexicon, found: &mut [Trigger]) {
    for at in 0..sentence.words.len() {
        for reading in sentence.words[at].fitting() {
            let EntryRef::Light(index) = reading.entry else {
                continue;
            };
            let Some(light) = lexicon.lights.get(index as usize) else {
                continue;
            };
            let target = found.iter_mut().find(|t| {
                t.head > at
                    && t.head <= at + LIGHT_REACH
                    && !t.is_verb()
                    && t.carrier.is_none()
                    && allowed(lexicon, light, t)
                    && reaches(sentence, at, t.head, &light.noun_is)
            });
            // «التوقيع … سيجري»: the noun as subject before its verb
            let target = match target {
                None if light.noun_is == NounIs::Subject
                    || sentence.words[at].has_passive_mark() =>
                {
                    found.iter_mut().rfind(|t| {
                        t.head < at
                            && t.head + LIGHT_REACH + 4 >= at
                            && !t.is_verb()
                            && t.carrier.is_none()
                            && allowed(lexicon, light, t)
                            && leads_to(sentence, t, at)
                    })
                }
                other => other,
            };
            if let Some(trigger) = target {
                trigger.carrier = Some(Carrier {
                    word: at,
                    light: index,
                    form: reading.form,
                });
                break;
            }
        }
    }
}

/// Whether an event noun opens the clause whose verb stands at `verb`.
fn leads_to(sentence: &Sentence<'_>, trigger: &Trigger, verb: usize) -> bool {
    let between = sentence
        .words
        .get(trigger.words.end..verb)
        .unwrap_or_default();
    let opens = trigger.head == 0 || {
        let before = &sentence.words[trigger.head - 1];
        matches!(
            before.function(),
            Some(Function::Sub | Function::Clause | Function::Conj)
        ) || before.pos == Pos::Punct
    };
    let relative = between
        .last()
        .is_some_and(|w| w.function() == Some(Function::Rel))
        && between.len() <= 4;
    (opens || relative)
        && !between.iter().any(|w| {
            w.is_verb()
                || matches!(w.sign(), Some('.' | '؛' | ':'))
                || (!relative && w.function() == Some(Function::Rel))
        })
}

/// Whether a light verb that takes only some nouns takes this one.
fn allowed(lexicon: &Lexicon, light: &LightVerb, trigger: &Trigger) -> bool {
    light.only.is_empty()
        || lexicon.events.get(trigger.sense as usize).is_some_and(|s| {
            light
                .only
                .iter()
                .any(|w| tawatur_text::fold(&s.lemma).starts_with(w.as_str()))
        })
}

/// Whether nothing stands between a light verb and its noun that ends its clause.
fn reaches(sentence: &Sentence<'_>, verb: usize, noun: usize, noun_is: &NounIs) -> bool {
    let between = sentence.words.get(verb + 1..noun).unwrap_or_default();
    if between.iter().any(|w| {
        w.pos == Pos::Verb
            || matches!(
                w.function(),
                Some(Function::Rel | Function::Clause | Function::Sub)
            )
            || matches!(w.sign(), Some('.' | '؛' | ':'))
    }) {
        return false;
    }
    // «تعلن التزامها بهدنة»: what is told is the pledge
    if between.iter().any(|w| {
        w.fitting()
            .any(|r| !r.is_verb() && matches!(r.entry, EntryRef::Operator(_)))
    }) {
        return false;
    }
    let word = &sentence.words[noun];
    let prep_before = noun
        .checked_sub(1)
        .and_then(|i| sentence.words[i].function())
        == Some(Function::Prep);
    match noun_is {
        NounIs::Object | NounIs::Subject => word.attached().is_none() && !prep_before,
        NounIs::Prep(preposition) => {
            let attached = word
                .attached()
                .is_some_and(|c| preposition.chars().eq(std::iter::once(c)));
            attached
                || (prep_before
                    && noun.checked_sub(1).is_some_and(|i| {
                        sentence.words[i].after_conjunction() == preposition.as_str()
                    }))
        }
    }
}
