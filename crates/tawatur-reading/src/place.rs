//! Places of events: which place names of a sentence say where, whence or whither.

use std::ops::Range;

use tawatur_knowledge::lexicon::{Function, WordClass};
use tawatur_record::{MentionKind, PlaceRole};

use crate::mention::FoundMention;
use crate::sentence::{Pos, Sentence};

/// A place that a phrase of the sentence gives for the events of its clause.
#[derive(Debug, Clone)]
pub struct FoundPlace {
    /// Index of its mention in the sentence's list; `None` for a place without a name
    /// («القرية»).
    pub mention: Option<usize>,
    /// First word of the place's name.
    pub word: usize,
    /// Its bytes in the document's text.
    pub span: Range<usize>,
    /// What its preposition makes it.
    pub role: PlaceRole,
}

/// Words between two names of one chain («صلهام جنوب شرق الشدادي بريف …»).
fn links(sentence: &Sentence<'_>, range: Range<usize>) -> bool {
    sentence.words[range].iter().all(|w| match w.pos {
        Pos::Noun => {
            (w.is(WordClass::Direction) || w.is(WordClass::PlaceKind) || is_link_word(&w.bare()))
                && w.conjunction == 0
        }
        Pos::Function(Function::Prep) => w.conjunction == 0,
        Pos::Punct => matches!(
            w.sign(),
            Some('،' | ',' | '(' | ')' | '-' | '"' | '«' | '»' | '“' | '”' | '/')
        ),
        _ => false,
    })
}

fn is_link_word(bare: &str) -> bool {
    matches!(
        bare.strip_prefix("ال").unwrap_or(bare),
        "تابعه"
            | "تابع"
            | "واقعه"
            | "واقع"
            | "كائنه"
            | "كائن"
            | "قريبه"
            | "قريب"
            | "مجاوره"
            | "حدوديه"
            | "حدودي"
            | "محاذاه"
            | "عاصمه"
            | "سوريه"
            | "سوري"
            | "عراقيه"
            | "ساحليه"
            | "جنوبيه"
            | "شماليه"
            | "بمحاذاه"
    )
}

/// The places of a sentence in order, the most specific of each chain only. Names that are
/// part of a party («الجيش السوري», «حكومة العراق») give none.
#[must_use]
pub fn places(sentence: &Sentence<'_>, mentions: &[FoundMention]) -> Vec<FoundPlace> {
    let words = &sentence.words;
    let mut found: Vec<FoundPlace> = Vec::new();
    // last word of the chain that the last place opened
    let mut chain_end = 0;
    for (index, mention) in mentions.iter().enumerate() {
        if mention.kind != MentionKind::Place {
            continue;
        }
        let at = mention.words.start;
        if chain_end > 0
            && at >= chain_end
            && words[at].conjunction == 0
            && links(sentence, chain_end..at)
            && at > chain_end.saturating_sub(1)
            && chained(sentence, chain_end, at)
        {
            chain_end = mention.words.end;
            continue;
        }
        let Some((role, first)) = role_of(sentence, at) else {
            continue;
        };
        let coordinated = words[at].conjunction == 1 && chain_end == at;
        let role = if coordinated {
            found.last().map_or(role, |p| p.role)
        } else {
            role
        };
        let _ = first;
        found.push(FoundPlace {
            mention: Some(index),
            word: at,
            span: mention.span.clone(),
            role,
        });
        chain_end = mention.words.end;
        // a direction after the name belongs to it («ريف الحسكة الجنوبي»)
    }
    found
}

/// Two names stand in one chain only when a preposition, direction or kind joins them.
fn chained(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    let own = sentence.words[to].attached().is_some();
    own || sentence.words[from..to]
        .iter()
        .any(|w| matches!(w.pos, Pos::Noun | Pos::Function(Function::Prep)))
        || sentence.words[from..to]
            .iter()
            .any(|w| matches!(w.sign(), Some('،' | ',')))
}

/// What the words before a place name make it, with the first word of its phrase; `None`
/// where it is no place of an event (genitive of a party, subject).
fn role_of(sentence: &Sentence<'_>, at: usize) -> Option<(PlaceRole, usize)> {
    let words = &sentence.words;
    match words[at].attached() {
        Some('ب') => return Some((PlaceRole::Location, at)),
        Some('ل') => return None,
        _ => {}
    }
    let mut index = at;
    let mut stepped = false;
    while index > 0 {
        let before = &words[index - 1];
        match before.pos {
            Pos::Function(Function::Prep) => {
                return match before.after_conjunction() {
                    "في" | "قرب" | "عند" | "داخل" | "خارج" | "وسط" | "فوق" | "امام" | "قباله"
                    | "لدي" | "حول" | "عبر" | "ضمن" | "بمحاذاه" | "بجانب" => {
                        Some((PlaceRole::Location, index - 1))
                    }
                    "الي" | "باتجاه" | "نحو" | "صوب" | "تجاه" => {
                        Some((PlaceRole::Destination, index - 1))
                    }
                    "من" => Some((PlaceRole::Origin, index - 1)),
                    // «هجوم على المدينة», «بين المدينتين»
                    "علي" | "بين" => Some((PlaceRole::Location, index - 1)),
                    _ => None,
                };
            }
            Pos::Noun if before.is(WordClass::Direction) || before.is(WordClass::PlaceKind) => {
                stepped = true;
                if before.attached() == Some('ب') {
                    return Some((PlaceRole::Location, index - 1));
                }
                index -= 1;
                // «شمال سامراء», «جنوبي محافظة طرطوس» need no preposition
                if before.is(WordClass::Direction)
                    && !matches!(
                        words.get(index.wrapping_sub(1)).map(|w| w.pos),
                        Some(Pos::Function(Function::Prep))
                    )
                    && !words
                        .get(index.wrapping_sub(1))
                        .is_some_and(|w| w.is(WordClass::PlaceKind) || w.is(WordClass::Direction))
                {
                    return Some((PlaceRole::Location, index));
                }
            }
            Pos::Noun if words[at].conjunction == 1 => return Some((PlaceRole::Location, at)),
            Pos::Punct
                if before.sign() == Some('"')
                    || before.sign() == Some('«')
                    || before.sign() == Some('“') =>
            {
                index -= 1
            }
            _ => break,
        }
    }
    // a kind of place as object: «استهدف بلدة كفرنبل» — the frame of the verb decides
    if stepped {
        Some((PlaceRole::Location, index))
    } else {
        None
    }
}
