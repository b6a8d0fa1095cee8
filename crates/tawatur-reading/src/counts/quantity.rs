//! The quantities of a sentence: numbers, vague amounts, duals, with their bounds and the
//! noun they count, before anything is said of what they count.

use std::ops::Range;

use tawatur_text::clitics::proclitics;
use tawatur_text::numeral::{NumberKind, numbers};
use tawatur_text::{Token, TokenKind};

use super::table::{Bound, Class, CountTable, Of, Phrase};
use super::words::{Word, phrase_at, phrase_before, phrase_taken};

/// An amount and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// Words of the amount with its bounds.
    pub(super) words: Range<usize>,
    /// First byte of the amount with its bounds, proclitics left out.
    pub(super) start: usize,
    /// Proclitics of its first word, folded.
    pub(super) lead: String,
    /// The amount's first word, bounds left out.
    pub(super) core: usize,
    pub(super) low: Option<u64>,
    pub(super) high: Option<u64>,
    pub(super) approx: bool,
    /// A bound stands beside it.
    pub(super) bounded: bool,
    /// The factor of «مثلهم», «ضعف ذلك».
    pub(super) same: Option<u64>,
    /// The word of its noun; within `words` for duals.
    pub(super) noun: Option<usize>,
    /// «خمسة من …»: the noun stands behind من.
    pub(super) partitive: bool,
    /// «خمسة منهم»: inside an earlier number.
    pub(super) of: bool,
    /// «حالة» between number and noun.
    pub(super) case: bool,
    /// No count whatever the verb: a date, a label's number, a share.
    pub(super) barred: bool,
    /// The whole of which another number is a part («من أصل»).
    pub(super) whole: bool,
    /// Word after the amount and its noun.
    pub(super) after: usize,
}

impl Quantity {
    /// One person, named by the word at `at`.
    pub(super) fn one(at: usize) -> Self {
        Self {
            noun: Some(at),
            ..Self::new(&[], at..at + 1, 0, Some(1), Some(1))
        }
    }

    fn new(
        all: &[Word<'_>],
        words: Range<usize>,
        taken: usize,
        low: Option<u64>,
        high: Option<u64>,
    ) -> Self {
        let first = all.get(words.start);
        Self {
            start: first.map_or(0, |w| w.span_after(taken).start),
            lead: first
                .map(|w| w.folded.chars().take(taken).collect())
                .unwrap_or_default(),
            core: words.start,
            after: words.end,
            words,
            partitive: false,
            low,
            high,
            approx: false,
            bounded: false,
            same: None,
            noun: None,
            of: false,
            case: false,
            barred: false,
            whole: false,
        }
    }
}

/// All quantities, in order.
pub(super) fn quantities(
    tokens: &[Token<'_>],
    words: &[Word<'_>],
    table: &CountTable,
) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let read = numbers(tokens);
    let mut is_number = vec![false; words.len()];
    for number in &read {
        for index in number.tokens.clone() {
            if let Some(slot) = is_number.get_mut(index) {
                *slot = true;
            }
        }
    }
    let mut numbers = read.into_iter().peekable();
    let nouns = Nouns {
        words,
        table,
        is_number,
    };
    let mut at = 0;
    while at < words.len() {
        while numbers.next_if(|n| n.tokens.start < at).is_some() {}
        if let Some((phrase, next, taken)) = phrase_taken(words, at, table) {
            let quantity = match phrase {
                Phrase::Vague(low, high) => {
                    Some(Quantity::new(words, at..next, taken, Some(low), high))
                }
                Phrase::Same(factor) => Some(Quantity {
                    same: Some(factor),
                    ..Quantity::new(words, at..next, taken, None, None)
                }),
                _ => None,
            };
            if let Some(mut quantity) = quantity {
                nouns.after(&mut quantity);
                at = quantity.after.max(next);
                found.push(quantity);
                continue;
            }
        }
        // «وإصابة ثالث»: a third one is one
        let another = words
            .get(at)
            .is_some_and(|w| !w.definite && w.is(Class::Person));
        if another
            && numbers
                .next_if(|n| n.tokens.start == at && n.kind == NumberKind::Ordinal)
                .is_some()
        {
            at += 1;
            continue;
        }
        if let Some(number) = numbers.next_if(|n| n.tokens.start == at) {
            let next = number.tokens.end;
            let value = number.value.exact();
            let taken = tokens.get(at).map_or(0, |t| {
                tawatur_text::fold(t.text.get(..number.start - t.start).unwrap_or_default())
                    .chars()
                    .count()
            });
            let mut quantity = Quantity::new(words, at..next, taken, value, value);
            quantity.barred = number.kind == NumberKind::Ordinal
                || value.is_none_or(|v| v == 0)
                || barred(words, &number.tokens);
            let year = value.is_some_and(|v| (1900..=2100).contains(&v))
                && words
                    .get(at)
                    .is_some_and(|w| w.kind == TokenKind::Number && w.span.len() <= 8)
                && next == at + 1;
            if !noun_before(words, &mut quantity, value, number.definite, &mut found) {
                nouns.after(&mut quantity);
            }
            // «في آن واحد», «يوم واحد»: a bare «واحد» belongs to what stands before it
            let one = value == Some(1) && quantity.noun.is_none() && quantity.lead.is_empty();
            quantity.barred |= one
                && at
                    .checked_sub(1)
                    .and_then(|i| words.get(i))
                    .is_some_and(|w| {
                        w.kind == TokenKind::Word
                            && !w.is(Class::Verb)
                            && !w.is(Class::Masdar)
                            && phrase_at(words, at - 1, table).is_none()
                    });
            // a bare figure of that size is a year
            quantity.barred |= year && quantity.noun.is_none();
            at = quantity.after.max(next);
            found.push(quantity);
            continue;
        }
        // «طفلين جريحين»: the second is an adjective
        let adjective = found
            .last()
            .is_some_and(|q| q.noun.is_some() && q.after == at && q.high == Some(2));
        if let Some(mut quantity) = dual(words, at).filter(|_| !adjective) {
            // «مدنيين اثنين»: the number comes next and takes the noun with it
            quantity.noun = Some(at);
            found.push(quantity);
        }
        at += 1;
    }
    bounds(words, &mut found, table);
    ranges(words, found)
}

/// An article alone, as before figures, with or without proclitics.
fn is_article(word: &Word<'_>) -> bool {
    word.kind == TokenKind::Word && proclitics(&word.folded).any(|(_, rest)| rest == "ال")
}

fn dual(words: &[Word<'_>], at: usize) -> Option<Quantity> {
    let word = words.get(at)?;
    let two = word
        .entries
        .iter()
        .any(|e| e.of == Of::Two && matches!(e.class, Class::Person | Class::Noun));
    let other = word.entries.iter().any(|e| e.of != Of::Two);
    (two && !other && !word.definite && !word.owned).then(|| Quantity {
        lead: word.lead.clone(),
        start: word.span.start,
        ..Quantity::new(words, at..at + 1, 0, Some(2), Some(2))
    })
}

/// «رجل واحد», «مدنيين اثنين», «الجرحى السبعة»: the noun stands before its number.
fn noun_before(
    words: &[Word<'_>],
    quantity: &mut Quantity,
    value: Option<u64>,
    definite: bool,
    found: &mut Vec<Quantity>,
) -> bool {
    let Some(mut at) = quantity.core.checked_sub(1) else {
        return false;
    };
    // «الجرحى الـ15»
    let article = words.get(at).is_some_and(is_article);
    if article {
        at = at.saturating_sub(1);
    }
    let Some(before) = words.get(at) else {
        return false;
    };
    let noun = before.is(Class::Person)
        || before.is(Class::Noun) && !before.is(Class::Masdar)
        || before.is_thing();
    let here = words.get(quantity.core);
    let plain = article || here.is_some_and(|w| w.kind == TokenKind::Word && w.lead.is_empty());
    let taken = found
        .last()
        .is_some_and(|q| q.words.start < at && q.after > at);
    // «وأسر اثنين» is a verb, not two families
    let verb = before.joins() && before.is(Class::Verb);
    let small = matches!(value, Some(1 | 2)) && !definite && !before.definite && !verb;
    let named = definite && (before.definite || before.owned);
    // «قادة الفيالق الثلاثة»: a definite number follows its noun, known or not
    let unknown = named && before.entries.is_empty() && before.kind == TokenKind::Word;
    if !(noun || unknown) || !plain || taken {
        return false;
    }
    if !small && !named {
        return false;
    }
    if found.last().is_some_and(|q| q.core == at) {
        found.pop();
    }
    quantity.noun = Some(at);
    if small {
        quantity.words.start = at;
        quantity.core = at;
        quantity.start = before.span.start;
        quantity.lead.clone_from(&before.lead);
    }
    true
}

/// Finds the noun that follows an amount.
struct Nouns<'w> {
    words: &'w [Word<'w>],
    table: &'w CountTable,
    /// Words that belong to a number.
    is_number: Vec<bool>,
}

impl Nouns<'_> {
    fn is_number(&self, at: usize) -> bool {
        self.is_number.get(at).copied().unwrap_or(false)
    }

    fn after(&self, quantity: &mut Quantity) {
        let words = self.words;
        let at = quantity.words.end;
        let Some(word) = words.get(at) else { return };
        if let Some((Phrase::Of, next)) =
            phrase_at(words, at, self.table).filter(|_| word.lead.is_empty())
        {
            let is_part = self.is_number(next)
                || matches!(
                    phrase_at(words, next, self.table),
                    Some((Phrase::Vague(..), _))
                );
            if !is_part {
                quantity.of = true;
                // «49 منهم أطفال»
                let named = words
                    .get(next)
                    .is_some_and(|w| w.is(Class::Person) && !w.definite && w.lead.is_empty());
                quantity.noun = Some(if named { next } else { next - 1 });
                quantity.after = if named { next + 1 } else { next };
            }
            return;
        }
        if word.folded == "من" {
            let noun = words
                .get(at + 1)
                .filter(|w| w.kind == TokenKind::Word && !w.is(Class::Time) && !w.is(Class::Toll));
            let whole = matches!(
                words.get(at + 1).map(|w| w.folded.as_str()),
                Some("اصل" | "بين" | "جمله" | "بينهم")
            );
            if noun.is_some() && !whole {
                quantity.partitive = true;
                quantity.noun = Some(at + 1);
                quantity.after = at + 2;
            }
            return;
        }
        // «30 بين قتيل وجريح»
        if word.folded == "بين" || word.folded == "ما" {
            let noun = at + if word.folded == "ما" { 2 } else { 1 };
            if words
                .get(noun)
                .is_some_and(|w| w.is(Class::Noun) && !w.definite)
            {
                quantity.noun = Some(noun);
                quantity.after = noun + 1;
            }
            return;
        }
        // «شيع عشرات الآلاف شهداء البلدة»: a definite amount takes no noun but by من
        // («آلاف» only folds like one)
        let vague = quantity.low.is_some() && quantity.high.is_none();
        if vague
            && quantity
                .words
                .end
                .checked_sub(1)
                .and_then(|i| words.get(i))
                .is_some_and(|w| w.definite && w.text.contains("ال"))
        {
            return;
        }
        // «(22) شخصا»
        let closed = word.is_sign(&[')'])
            && quantity.words.start > 0
            && words
                .get(quantity.words.start - 1)
                .is_some_and(|w| w.is_sign(&['(']));
        let at = at + usize::from(closed);
        let Some(word) = words.get(at) else { return };
        quantity.case = word.is(Class::Case) && word.lead.is_empty();
        let at = at + usize::from(quantity.case);
        // an opening quote may stand before the noun
        let quoted = words
            .get(at)
            .is_some_and(|w| w.is_sign(&['"', '«', '“', '”', '»']))
            && words.get(at + 1).is_some_and(|w| w.kind == TokenKind::Word);
        let at = at + usize::from(quoted);
        let Some(word) = words.get(at) else { return };
        let known = word.is(Class::Person)
            || word.is(Class::Noun)
            || word.is(Class::Thing)
            || quantity.case && word.is(Class::Masdar);
        if word.kind == TokenKind::Word
            && word.lead.is_empty()
            && !word.owned
            && (known || self.may_be_noun(at, word))
        {
            quantity.noun = Some(at);
            quantity.after = at + 1;
        }
    }

    /// A word unknown to the table that nothing speaks against.
    fn may_be_noun(&self, at: usize, word: &Word<'_>) -> bool {
        let other = word.is(Class::Time)
            || word.is(Class::Label)
            || word.is(Class::Verb)
            || word.is(Class::Masdar);
        !other
            && !word.clings()
            && !self.is_number(at)
            && phrase_at(self.words, at, self.table).is_none()
    }
}

/// Numbers that count nothing: shares, times, dates in figures, what a label announces.
fn barred(words: &[Word<'_>], number: &Range<usize>) -> bool {
    let after = words.get(number.end);
    let before = number.start.checked_sub(1).and_then(|i| words.get(i));
    let touching = |word: Option<&Word<'_>>, signs: &[char]| word.is_some_and(|w| w.is_sign(signs));
    let figure = |i: usize| words.get(i).is_some_and(|w| w.kind == TokenKind::Number);
    if touching(after, &['%', '٪']) || touching(before, &['%', '٪', '$', '€', '#']) {
        return true;
    }
    if touching(after, &['$', '€']) || (touching(after, &[':', '/']) && figure(number.end + 1)) {
        return true;
    }
    if touching(before, &[':', '/']) && number.start >= 2 && figure(number.start - 2) {
        return true;
    }
    if after.is_some_and(|w| matches!(w.folded.as_str(), "بالمءه" | "بالماءه" | "بالميه" | "%"))
    {
        return true;
    }
    if after.is_some_and(|w| w.folded == "في")
        && words
            .get(number.end + 1)
            .is_some_and(|w| matches!(w.folded.as_str(), "المءه" | "الماءه" | "الميه"))
    {
        return true;
    }
    // «930ر996» is a figure with a decimal mark of old
    if after.is_some_and(|w| w.folded == "ر") || before.is_some_and(|w| w.folded == "ر") {
        return true;
    }
    // «لكل واحد منهم»
    if before.is_some_and(|w| w.rest == "كل") {
        return true;
    }
    // «في المئة» itself
    if words.get(number.start).is_some_and(|w| {
        let share = |text: &str| matches!(text, "المءه" | "الماءه" | "الميه");
        w.folded.strip_prefix('ب').is_some_and(share)
            || share(&w.folded) && before.is_some_and(|b| b.folded == "في")
    }) {
        return true;
    }
    let person = after.is_some_and(|w| !w.definite && (w.is(Class::Person) || w.is(Class::Noun)));
    // «المجموعة وثلاثة من أفرادها»: another begins with و
    let person = person
        || words.get(number.start).is_some_and(|w| {
            w.kind == TokenKind::Word && w.folded.starts_with('و') && !w.folded.starts_with("واحد")
        });
    !person && before.is_some_and(|w| w.is(Class::Label))
}

/// Takes the bounds before and after each amount into it.
fn bounds(words: &[Word<'_>], found: &mut [Quantity], table: &CountTable) {
    for quantity in found {
        if quantity.same.is_some() {
            continue;
        }
        let mut bound = None;
        // «قرابة الـ30»: the article stands alone before figures
        if let Some(article) = quantity
            .words
            .start
            .checked_sub(1)
            .and_then(|i| words.get(i))
            && is_article(article)
        {
            quantity.words.start -= 1;
            if quantity.lead.is_empty() {
                quantity.lead = article.folded.chars().take_while(|c| *c != 'ا').collect();
            }
        }
        while let Some(last) = quantity
            .words
            .start
            .checked_sub(1)
            .and_then(|i| words.get(i))
        {
            // a bound of one word may carry the proclitics («ونحو»)
            let step = proclitics(&last.folded).find_map(|(_, key)| {
                phrase_before(
                    words,
                    quantity.words.start,
                    table.bounds_ending(key).iter().map(|(p, b)| (p, *b)),
                )
            });
            let Some((start, taken, found)) = step else {
                break;
            };
            if found == Bound::About {
                quantity.approx = true;
            } else {
                bound = Some(found);
            }
            quantity.words.start = start;
            if let Some(first) = words.get(start) {
                quantity.start = first.span_after(taken).start;
                quantity.lead = first.folded.chars().take(taken).collect();
            }
            // «8 قتلى على الأقل ونحو 20»: what stands before و is another's
            if taken > 0 {
                break;
            }
        }
        for at in [
            quantity.words.end,
            quantity.after,
            quantity.after + 1,
            quantity.after + 2,
        ] {
            if at > quantity.after
                && words.get(quantity.after..at).is_none_or(|w| {
                    w.iter()
                        .any(|w| w.kind != TokenKind::Word || !w.lead.is_empty())
                })
            {
                break;
            }
            if let Some((Phrase::After(found), _)) = phrase_at(words, at, table) {
                if found == Bound::About {
                    quantity.approx = true;
                } else {
                    bound = bound.or(Some(found));
                }
                break;
            }
        }
        quantity.whole = quantity
            .words
            .start
            .checked_sub(1)
            .and_then(|i| words.get(i))
            .is_some_and(|last| {
                phrase_before(
                    words,
                    quantity.words.start,
                    table.wholes_ending(&last.folded).iter().map(|p| (p, ())),
                )
                .is_some()
            });
        if let Some(bound) = bound {
            quantity.set(bound);
        }
    }
}

impl Quantity {
    /// Makes an exact amount a bound.
    pub(super) fn set(&mut self, bound: Bound) {
        let value = self.low;
        self.bounded = true;
        (self.low, self.high) = match bound {
            Bound::More => (value.map(|v| v.saturating_add(1)), None),
            Bound::Least => (value, None),
            Bound::Less => (None, self.high.or(value).map(|v| v.saturating_sub(1))),
            Bound::Most => (None, self.high.or(value)),
            Bound::About => (self.low, self.high),
        };
        self.approx |= bound == Bound::About;
    }
}

/// Joins the two ends of a range: «بين 20 و30», «من 5 إلى 7», «20-30».
fn ranges(words: &[Word<'_>], found: Vec<Quantity>) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(found.len());
    for quantity in found {
        if let Some(first) = joined.last_mut()
            && first.words.end <= quantity.core
            && first.noun.is_none_or(|n| n >= first.words.end)
            && let Some(start) = range_start(words, first, &quantity)
        {
            if let Some(word) = words.get(start).filter(|_| start < first.words.start) {
                first.start = word.span.start;
                first.lead.clone_from(&word.lead);
            }
            // «ما بين 20 و30 ألفا»: the scale goes for both
            if let (Some(low), Some(high)) = (first.low, quantity.high)
                && quantity.words.len() > 1
                && first.words.len() == 1
                && low < 1000
            {
                let scale = [1_000_000_000, 1_000_000, 1000]
                    .into_iter()
                    .find(|s| high % s == 0 && low < high / s);
                first.low = Some(low.saturating_mul(scale.unwrap_or(1)));
            }
            first.words = start..quantity.words.end;
            first.high = quantity.high;
            first.barred |= quantity.barred;
            first.noun = quantity.noun;
            first.of = quantity.of;
            first.partitive = quantity.partitive;
            first.case = quantity.case;
            first.after = quantity.after;
            first.bounded = true;
            continue;
        }
        joined.push(quantity);
    }
    joined
}

fn range_start(words: &[Word<'_>], first: &Quantity, second: &Quantity) -> Option<usize> {
    let ordered = first.low.is_some()
        && second.high.is_some()
        && first.low <= second.high
        && !first.bounded
        && !second.bounded;
    if !ordered || first.same.is_some() || second.same.is_some() {
        return None;
    }
    let word = |i: usize| words.get(i).map(|w| w.rest.as_str()).unwrap_or_default();
    let before = first.words.start.checked_sub(1);
    let opened = |with: &str| before.filter(|&i| word(i) == with);
    let gap = words.get(first.words.end..second.core)?;
    let gap_is =
        |texts: &[&str]| gap.len() == 1 && gap.iter().all(|w| texts.contains(&w.folded.as_str()));
    let and = gap.is_empty() && second.lead == "و" || gap_is(&["و"]);
    if and {
        let between = opened("بين")?;
        return Some(if between > 0 && word(between - 1) == "ما" {
            between - 1
        } else {
            between
        });
    }
    if gap_is(&["الي", "حتي"]) {
        return Some(
            opened("من")
                .or_else(|| opened("بين"))
                .unwrap_or(first.words.start),
        );
    }
    gap_is(&["-", "–", "—", "او", ""]).then_some(first.words.start)
}
