//! Noun phrases: from a word to the shortest phrase that names a party or thing.

use std::ops::Range;

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{ClassSet, Function, WordClass};

use crate::sentence::{Pos, Sentence, Word, is_quote};

/// Longest noun phrase in words; a bound so that a bad sentence costs little.
const LONGEST: usize = 10;

/// The noun phrase that begins at word `at`: a noun or number with its genitives and
/// adjectives, a quoted name, a name after its kind, «من» after a word of quantity. Word
/// indices; `None` where no noun phrase begins.
#[must_use]
pub fn noun_phrase(sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let words = &sentence.words;
    let first = words.get(at)?;
    let mut end = match first.pos {
        Pos::Noun | Pos::Number | Pos::Function(Function::Quant) => at + 1,
        Pos::Punct if first.sign().is_some_and(is_quote) => {
            return quoted_name(sentence, at).map(|end| at..end);
        }
        _ => return None,
    };
    let mut partitive = matches!(first.pos, Pos::Number | Pos::Function(Function::Quant))
        || first.is(WordClass::Partitive);
    while end < words.len() && end - at < LONGEST {
        let word = &words[end];
        match word.pos {
            Pos::Noun | Pos::Function(Function::Quant)
                if word.conjunction == 0 && word.attached().is_none() =>
            {
                if !goes_on(&words[at..end], word) {
                    break;
                }
                partitive |= word.is(WordClass::Partitive);
                end += 1;
            }
            Pos::Number
                if matches!(
                    words[end - 1].bare().as_str(),
                    "اللواء" | "لواء" | "الفرقه" | "فرقه" | "الكتيبه" | "كتيبه" | "الفوج"
                ) =>
            {
                end += 1
            }
            Pos::Function(Function::Prep)
                if partitive
                    && word.folded == "من"
                    && words
                        .get(end + 1)
                        .is_some_and(|w| matches!(w.pos, Pos::Noun | Pos::Punct)) =>
            {
                partitive = false;
                end += 1;
                if let Some(close) = quoted_name(sentence, end) {
                    return Some(at..close);
                }
            }
            // a name in marks ends its phrase
            Pos::Punct if word.sign().is_some_and(is_quote) => {
                end = quoted_name(sentence, end).unwrap_or(end);
                break;
            }
            _ => break,
        }
    }
    Some(at..end)
}

/// The end of a quoted name of up to five words whose opening mark stands at `at`.
fn quoted_name(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let words = &sentence.words;
    if !words.get(at)?.sign().is_some_and(is_quote) {
        return None;
    }
    let close =
        (at + 2..(at + 9).min(words.len())).find(|&i| words[i].sign().is_some_and(is_quote))?;
    let inside = &words[at + 1..close];
    let names = inside.iter().all(|w| {
        matches!(w.pos, Pos::Noun | Pos::Number) || matches!(w.sign(), Some('/' | '-' | '–'))
    });
    (names && inside.iter().filter(|w| w.pos == Pos::Noun).count() <= 6).then_some(close + 1)
}

/// Whether `word` can go on a noun phrase: as the genitive of its last noun while that is
/// indefinite, as an adjective after that.
fn goes_on(phrase: &[Word<'_>], word: &Word<'_>) -> bool {
    let Some(last) = phrase.last() else {
        return true;
    };
    if !matches!(last.pos, Pos::Noun) {
        return true;
    }
    let (before, bare) = (last.bare(), word.bare());
    // a noun with nunation or the nun of the plural takes no genitive
    let closed = ends_open(&before, "ون", 5) || (before.ends_with('ا') && is_accusative(&before));
    if closed {
        return !word.definite()
            && ends_alike(&before, &bare)
            && (before.ends_with("ون") || like_adjective(word, &bare));
    }
    if last.is(WordClass::People)
        && (ends_open(&before, "ين", 5) || ends_open(&before, "ان", 5))
        && !last.definite()
    {
        return !word.definite() && (ends_alike(&before, &bare) || bare.ends_with('ي'));
    }
    if last.definite() {
        return if word.definite() {
            agrees(phrase, word)
        } else {
            // names rarely carry the article
            bare.chars().count() >= 3
                && word.pos == Pos::Noun
                && !prefixed(word)
                && !bare.ends_with('ا')
                && !is_thing(word)
                && !ends_open(&bare, "ين", 5)
        };
    }
    // «طائرات حربية غارات»: behind an adjective stand adjectives
    let adjective = phrase.len() > 1 && !last.definite() && is_nisba(last, &before);
    if adjective {
        return !word.definite() && !is_thing(word) && !is_noun_of_event(word);
    }
    true
}

/// A definite word after a definite phrase: its adjective, not the next noun.
fn agrees(phrase: &[Word<'_>], word: &Word<'_>) -> bool {
    let bare = word.bare();
    let feminine = |w: &str| w.ends_with('ه') || w.ends_with("ات");
    let nouns = || phrase.iter().filter(|w| w.pos == Pos::Noun).map(Word::bare);
    let all_feminine = nouns().all(|w| feminine(&w));
    if all_feminine && !feminine(&bare) {
        return false;
    }
    // the sound plural of people is an adjective of such plurals only
    if ends_open(&bare, "ون", 6) || ends_open(&bare, "ين", 6) {
        return phrase.iter().any(|w| w.is(WordClass::People))
            || nouns().any(|w| w.ends_with("ون") || w.ends_with("ين"));
    }
    if word.is(WordClass::Adjective) || is_nisba(word, &bare) {
        return true;
    }
    let people = word.is(WordClass::People) && !bare.ends_with('ه');
    !(people
        || word.is(WordClass::Title)
        || word.is(WordClass::PlaceKind)
        || word.is(WordClass::Force)
        || word.is(WordClass::Thing)
        || is_noun_of_event(word))
}

/// «بصرف», «بعبوة»: a preposition that was not told from the word.
pub(crate) fn prefixed(word: &Word<'_>) -> bool {
    word.readings
        .iter()
        .any(|r| r.proclitics.ends_with('ب') || r.proclitics.ends_with('ل'))
        || (word.folded.starts_with('ب')
            && word.folded.ends_with('ه')
            && word.folded.chars().count() > 4)
}

/// Named by a class as something that acts or is acted on.
fn is_thing(word: &Word<'_>) -> bool {
    (word.is(WordClass::People)
        || word.is(WordClass::Thing)
        || word.is(WordClass::Force)
        || word.is(WordClass::Title))
        && !word.is(WordClass::Adjective)
}

/// «هجوم», «الاتهامات»: a noun of the lexicon that names an event, no participle.
fn is_noun_of_event(word: &Word<'_>) -> bool {
    word.readings
        .iter()
        .any(|r| matches!(r.form.tense, Tense::Masdar | Tense::Noun))
}

/// A relational adjective: «إسرائيلية», «العسكري».
fn is_nisba(word: &Word<'_>, bare: &str) -> bool {
    let stem = bare.strip_prefix("ال").unwrap_or(bare);
    !is_noun_of_event(word)
        && !word.is(WordClass::PlaceKind)
        && (stem.ends_with("يه") || stem.ends_with('ي'))
        && stem.chars().count() >= 4
}

fn like_adjective(word: &Word<'_>, bare: &str) -> bool {
    word.is(WordClass::Adjective)
        || word.classes == ClassSet::default()
        || is_nisba(word, bare)
        || !is_thing(word)
}

/// The same ending of number and case: «مسلحون مجهولون», «طبيبا شابا».
fn ends_alike(before: &str, bare: &str) -> bool {
    ["ون", "ين", "ان", "ا", "ات"]
        .iter()
        .any(|ending| before.ends_with(ending) && bare.ends_with(ending))
}

fn ends_open(bare: &str, ending: &str, letters: usize) -> bool {
    bare.ends_with(ending) && bare.chars().count() >= letters
}

/// An ا that is the ending of the accusative, not of a name («سوريا», «فرنسا»).
fn is_accusative(bare: &str) -> bool {
    bare.chars().count() >= 4
        && !bare.starts_with("ال")
        && !["يا", "سا", "كا", "ندا", "ما"]
            .iter()
            .any(|e| bare.ends_with(e))
}

/// The noun phrases joined to the one that ends before word `end` by و or ،و: each a range.
#[must_use]
pub fn coordinated(sentence: &Sentence<'_>, mut end: usize) -> Vec<Range<usize>> {
    let words = &sentence.words;
    let mut found = Vec::new();
    while let Some(word) = words.get(end) {
        let at =
            if word.sign() == Some('،') && words.get(end + 1).is_some_and(|w| w.conjunction == 1) {
                end + 1
            } else {
                end
            };
        let Some(next) = words.get(at) else { break };
        let joins = next.pos == Pos::Noun
            && next.conjunction == 1
            && next.folded.starts_with('و')
            && next.attached().is_none();
        let bare_and = next.folded == "و"
            && words
                .get(at + 1)
                .is_some_and(|w| matches!(w.pos, Pos::Noun | Pos::Punct));
        let from = if joins {
            at
        } else if bare_and {
            at + 1
        } else {
            break;
        };
        let Some(range) = noun_phrase(sentence, from) else {
            break;
        };
        end = range.end;
        found.push(range);
    }
    found
}
