//! Numbers in digits and words.
//!
//! In: the tokens of a text. Out: where numbers stand and what they are worth:
//! «١٬٢٠٠», «ثلاثة وأربعين», «120 ألفا», «ربع مليون», «الحادي عشر». Broken agreement
//! («ثلاث رجال», «ثلاث عشرة رجلا») is read like the right one. The words are in
//! `numeral/words.tsv`.

use std::ops::Range;

use crate::clitics::proclitics;
use crate::fold::{digit, raw_prefix};
use crate::token::{Token, TokenKind};

mod digits;
mod lexicon;
mod whole;

pub use digits::parse_digits;
use lexicon::{Class, word};
pub use whole::whole_text;

/// What a number is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberValue {
    /// A whole number.
    Exact(u64),
    /// A number with a fraction, or one too great for 64 bits.
    Decimal(f64),
}

impl NumberValue {
    /// The whole number, where it is one.
    #[must_use]
    pub const fn exact(self) -> Option<u64> {
        match self {
            Self::Exact(value) => Some(value),
            Self::Decimal(_) => None,
        }
    }

    /// The value as a floating-point number, rounded where it has more than 53 bits.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "said in the documentation")]
    pub const fn as_f64(self) -> f64 {
        match self {
            Self::Exact(value) => value as f64,
            Self::Decimal(value) => value,
        }
    }

    fn times(self, factor: u64) -> Self {
        match self {
            Self::Exact(value) => value.checked_mul(factor).map_or(
                Self::Decimal(self.as_f64() * Self::Exact(factor).as_f64()),
                Self::Exact,
            ),
            Self::Decimal(value) => Self::of(value * Self::Exact(factor).as_f64()),
        }
    }

    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Exact(a), Self::Exact(b)) => a
                .checked_add(b)
                .map_or(Self::Decimal(self.as_f64() + other.as_f64()), Self::Exact),
            _ => Self::of(self.as_f64() + other.as_f64()),
        }
    }

    /// Exact where the fraction is gone after rounding to a millionth.
    fn of(value: f64) -> Self {
        let whole = value.round();
        if (value - whole).abs() < 1e-6 && (0.0..9e15).contains(&whole) {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the range was checked"
            )]
            return Self::Exact(whole as u64);
        }
        Self::Decimal(value)
    }
}

/// How many, or the how manieth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// «خمسة», «25».
    Cardinal,
    /// «الخامس», «الحادي عشر».
    Ordinal,
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Indices of its tokens in the slice that was given.
    pub tokens: Range<usize>,
    /// First byte, proclitics of the first word left out («بثلاثة» starts at the tha).
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// What it is worth.
    pub value: NumberValue,
    /// Cardinal or ordinal.
    pub kind: NumberKind,
    /// True where it has the article («الثلاثة», «الـ35»).
    pub definite: bool,
}

/// All numbers among `tokens`, in order, none overlapping. Takes time linear in the
/// number of tokens. Dates and versions in one token («12.05.2019») are no numbers;
/// «عشرات», «مئات», «آلاف» alone name no number and are left out.
#[must_use]
pub fn numbers(tokens: &[Token<'_>]) -> Vec<Number> {
    let mut reader = Reader {
        tokens,
        cache: Vec::new(),
        cached_from: 0,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.number(at) {
            Some(number) => {
                at = number.tokens.end.max(at + 1);
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

/// A number word or a run of digits, read on its own.
#[derive(Debug, Clone, Copy)]
struct Piece {
    class: Class,
    value: NumberValue,
    /// Folded characters of proclitics before it.
    taken: usize,
    /// The proclitic, where there is exactly one and it is و.
    and: bool,
    /// True where there is any other proclitic.
    bound: bool,
    definite: bool,
}

struct Reader<'a, 't> {
    tokens: &'a [Token<'t>],
    /// Pieces from `cached_from` on, so that looking ahead folds each word once.
    cache: Vec<Option<Piece>>,
    cached_from: usize,
}

impl Reader<'_, '_> {
    fn piece(&mut self, at: usize) -> Option<Piece> {
        if at < self.cached_from || at >= self.tokens.len() {
            return None;
        }
        while self.cached_from + self.cache.len() <= at {
            let index = self.cached_from + self.cache.len();
            let ten_next = self
                .tokens
                .get(index + 1)
                .is_some_and(|t| t.kind == TokenKind::Word && t.folded() == "عشر");
            let next = self
                .tokens
                .get(index)
                .and_then(|token| read_piece(token, ten_next));
            self.cache.push(next);
        }
        self.cache.get(at - self.cached_from).copied().flatten()
    }

    /// The piece at `at` where it continues a number: no article, no proclitic.
    fn bare(&mut self, at: usize) -> Option<Piece> {
        self.piece(at).filter(|p| p.taken == 0)
    }

    /// A piece joined by و, written onto it or standing alone before it; and the index after it.
    fn joined(&mut self, at: usize) -> Option<(Piece, usize)> {
        if let Some(piece) = self.piece(at).filter(|p| p.and && !p.bound) {
            return Some((piece, at));
        }
        let is_and = self
            .tokens
            .get(at)
            .is_some_and(|t| t.kind == TokenKind::Word && t.text == "و");
        if !is_and {
            return None;
        }
        self.bare(at + 1).map(|piece| (piece, at + 1))
    }

    fn number(&mut self, at: usize) -> Option<Number> {
        let first = self.piece(at)?;
        let found = match first.class {
            Class::Ordinal | Class::OrdinalBefore => self.ordinal(at, first),
            _ => self
                .cardinal(at, first)
                .map(|(value, next)| (value, next, NumberKind::Cardinal)),
        };
        let (value, next, kind) = found?;
        let (token, last) = (self.tokens.get(at)?, self.tokens.get(next.checked_sub(1)?)?);
        let before = at.checked_sub(1).and_then(|i| self.tokens.get(i));
        let definite = first.definite
            || before.is_some_and(|t| {
                token.kind == TokenKind::Number && t.end == token.start && is_article(t)
            });
        let start = token.start + raw_prefix(token.text, first.taken);
        // what was read is never read again
        if next > self.cached_from + self.cache.len() {
            self.cache.clear();
        } else {
            self.cache.drain(..next - self.cached_from);
        }
        self.cached_from = next;
        Some(Number {
            tokens: at..next,
            start,
            end: last.end,
            value,
            kind,
            definite,
        })
    }

    fn ordinal(&mut self, at: usize, first: Piece) -> Option<(NumberValue, usize, NumberKind)> {
        if let Some(ten) = self
            .bare(at + 1)
            .filter(|p| p.class == Class::Ten && !p.definite)
        {
            return Some((first.value.plus(ten.value), at + 2, NumberKind::Ordinal));
        }
        if first.definite
            && let Some((tens, last)) = self
                .joined(at + 1)
                .filter(|(p, _)| p.class == Class::Tens && p.definite)
        {
            return Some((first.value.plus(tens.value), last + 1, NumberKind::Ordinal));
        }
        (first.class == Class::Ordinal).then_some((first.value, at + 1, NumberKind::Ordinal))
    }

    /// A cardinal at `at`: groups below a thousand with falling scales, joined by و.
    fn cardinal(&mut self, at: usize, first: Piece) -> Option<(NumberValue, usize)> {
        let (mut total, mut scale, mut next) = self.scaled(at, first)?;
        while scale > 1 {
            let Some((piece, start)) = self.joined(next) else {
                break;
            };
            if piece.class == Class::Fraction {
                // «مليون ونصف», «مليونين ونصف المليون»
                let repeated = self.piece(start + 1).filter(|p| {
                    p.class == Class::Scale && p.taken == 0 && p.value == NumberValue::Exact(scale)
                });
                let alone = scale >= 1_000_000 && !piece.definite;
                if repeated.is_none() && !alone {
                    break;
                }
                total = total.plus(NumberValue::of(
                    piece.value.as_f64() * NumberValue::Exact(scale).as_f64(),
                ));
                next = start + if repeated.is_some() { 2 } else { 1 };
                break;
            }
            let Some((value, lower, after)) = self.scaled(start, piece) else {
                break;
            };
            if lower >= scale || value.as_f64() >= NumberValue::Exact(scale).as_f64() {
                break;
            }
            total = total.plus(value);
            scale = lower;
            next = after;
        }
        Some((total, next))
    }

    /// One group and the scale words after it: value, scale, index after it.
    fn scaled(&mut self, at: usize, first: Piece) -> Option<(NumberValue, u64, usize)> {
        let (mut value, mut scale, mut next) = match first.class {
            Class::Scale => {
                let unit = first.value.exact()?;
                // «ألفا قتيل» is two thousand, «ألفًا» with tanween one thousand
                let text = self.tokens.get(at)?.text;
                let dual = crate::fold(text).ends_with("فا")
                    || crate::fold(text).ends_with("ونا")
                    || crate::fold(text).ends_with("ارا");
                let tanween = text.contains('\u{064B}');
                (
                    NumberValue::Exact(if dual && !tanween {
                        unit.checked_mul(2)?
                    } else {
                        unit
                    }),
                    unit,
                    at + 1,
                )
            }
            Class::Dual => (first.value.times(2), first.value.exact()?, at + 1),
            Class::Fraction => {
                let unit = self
                    .piece(at + 1)
                    .filter(|p| p.class == Class::Scale && p.taken == 0)?;
                let value = NumberValue::of(first.value.as_f64() * unit.value.as_f64());
                return Some((value, unit.value.exact()?, at + 2));
            }
            Class::Unit if self.bare(at + 1).is_some_and(|p| p.class == Class::Parts) => {
                let parts = self.bare(at + 1)?;
                let unit = self.bare(at + 2).filter(|p| p.class == Class::Scale)?;
                let value = first.value.as_f64() * parts.value.as_f64() * unit.value.as_f64();
                return Some((NumberValue::of(value), unit.value.exact()?, at + 3));
            }
            _ => {
                let (value, next) = self.group(at, first)?;
                (value, 1, next)
            }
        };
        // «ثلاثمئة ألف», «ألف مليار»
        while let Some(piece) = self
            .bare(next)
            .filter(|p| matches!(p.class, Class::Scale | Class::Scales))
        {
            let Some(factor) = piece.value.exact().filter(|&f| f > scale) else {
                break;
            };
            value = value.times(factor);
            scale = factor;
            next += 1;
        }
        Some((value, scale, next))
    }

    /// A number below a thousand in words, or one token of digits; and the index after it.
    fn group(&mut self, at: usize, first: Piece) -> Option<(NumberValue, usize)> {
        match first.class {
            Class::Digits => Some((first.value, at + 1)),
            Class::Hundred | Class::Hundreds => Some(self.after_hundreds(first.value, at + 1)),
            Class::Unit => {
                if let Some(hundred) = self
                    .bare(at + 1)
                    .filter(|p| p.class == Class::Hundred && !p.definite)
                {
                    let hundreds = first.value.times(hundred.value.exact()?);
                    return Some(self.after_hundreds(hundreds, at + 2));
                }
                self.below_hundred(at, first)
            }
            _ => self.below_hundred(at, first),
        }
    }

    fn after_hundreds(&mut self, hundreds: NumberValue, next: usize) -> (NumberValue, usize) {
        if let Some((piece, at)) = self.joined(next)
            && let Some((rest, after)) = self.below_hundred(at, piece)
        {
            return (hundreds.plus(rest), after);
        }
        (hundreds, next)
    }

    fn below_hundred(&mut self, at: usize, first: Piece) -> Option<(NumberValue, usize)> {
        match first.class {
            Class::Tens | Class::Ten => Some((first.value, at + 1)),
            Class::One | Class::Unit | Class::Teen => {
                if let Some(ten) = self
                    .bare(at + 1)
                    .filter(|p| p.class == Class::Ten && !p.definite)
                {
                    // «عشرة» after a unit is the ten of a teen only where the unit may have one
                    if first.class != Class::One {
                        return Some((first.value.plus(ten.value), at + 2));
                    }
                }
                if let Some((tens, last)) =
                    self.joined(at + 1).filter(|(p, _)| p.class == Class::Tens)
                {
                    return Some((first.value.plus(tens.value), last + 1));
                }
                (first.class != Class::Teen).then_some((first.value, at + 1))
            }
            _ => None,
        }
    }
}

fn is_article(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word && proclitics(&token.folded()).any(|(_, rest)| rest == "ال")
}

/// Reads one token; `ten_next` says that «عشر» follows it.
fn read_piece(token: &Token<'_>, ten_next: bool) -> Option<Piece> {
    match token.kind {
        TokenKind::Number => {
            let value = parse_digits(token.text)?;
            Some(Piece {
                class: Class::Digits,
                value,
                taken: 0,
                and: false,
                bound: false,
                definite: false,
            })
        }
        TokenKind::Word => {
            let folded = token.folded();
            for (taken, rest) in proclitics(&folded) {
                let lead: String = folded.chars().take(taken).collect();
                let (definite, entry) = match word(rest) {
                    Some(entry) => (false, Some(entry)),
                    // «لل…»: the article has lost its alef to the lam before it
                    None if lead.ends_with('ل') && rest.starts_with('ل') => {
                        (true, rest.strip_prefix('ل').and_then(word))
                    }
                    // «الاثنين» is Monday
                    None => (
                        true,
                        rest.strip_prefix("ال")
                            .filter(|r| *r != "اثنين")
                            .and_then(word),
                    ),
                };
                let Some(entry) = entry else { continue };
                // «وأحد» is و and «أحد», whose fold is that of «واحد»: eleven before «عشر»
                if entry.class == Class::One && ten_next && rest == "واحد" {
                    continue;
                }
                let one_of = entry.class == Class::One && token.text.contains('أ');
                if entry.class == Class::Never || one_of {
                    return None;
                }
                let bound = lead.chars().any(|c| c != 'و');
                return Some(Piece {
                    class: entry.class,
                    value: entry.value,
                    taken,
                    and: lead.starts_with('و'),
                    bound,
                    definite,
                });
            }
            None
        }
        TokenKind::Punct => None,
    }
}

/// A noun of two by its form: «جنديان», «فتاتين».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dual<'w> {
    /// The word without its ending («جندي», «فتات»).
    pub stem: &'w str,
    /// True where the ending cannot be that of a plural («ان», «تين»); «ين» may be either.
    pub certain: bool,
}

/// Reads a folded word, without proclitics, as a dual by its ending. Many words end so
/// without being duals («لبنان», «ميادين»): ask only of words known to be nouns.
#[must_use]
pub fn dual(folded: &str) -> Option<Dual<'_>> {
    let (stem, certain) = if let Some(stem) = folded.strip_suffix("ان") {
        (stem, true)
    } else {
        let stem = folded.strip_suffix("ين")?;
        (stem, stem.ends_with('ت'))
    };
    (stem.chars().count() >= 3).then_some(Dual { stem, certain })
}

/// True where a token holds nothing but digits (no marks between them).
#[must_use]
pub fn is_plain_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| digit(c).is_some())
}

#[cfg(test)]
mod tests;
