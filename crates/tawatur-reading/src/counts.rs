//! Numbers of people in a sentence: the dead, the hurt, the held, the missing, those
//! driven from home, those present.
//!
//! In: a text, the byte range of one sentence, and the table of words. Out: the counts in
//! text order, in bytes. A number counts people where a word says so: the noun counted
//! («قتيل»), a verb or verbal noun before it («أصيب», «مقتل») or after it («قتلوا»), a total
//! («عدد الجرحى»), or an earlier count that it continues («و5 جنود») or is inside of («بينهم»).
//! Every other number (dates, distances, vehicles, units, the freed, the attackers) is left alone.

use std::ops::Range;

use tawatur_record::CountKind;

mod decide;
mod govern;
mod quantity;
mod single;
mod table;
mod words;

#[cfg(test)]
mod tests;

pub use table::{CountTable, CountTableError};

/// A number of people in a text. All offsets are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCount {
    /// What is counted.
    pub what: CountKind,
    /// The counted noun, without proclitics; `None` where the text leaves it out.
    pub whom: Option<Range<usize>>,
    /// Lower bound.
    pub low: Option<u64>,
    /// Upper bound.
    pub high: Option<u64>,
    /// First byte of the number and its modifiers, proclitics left out.
    pub start: usize,
    /// Byte after them.
    pub end: usize,
    /// «نحو», «قرابة».
    pub approx: bool,
    /// A number inside another one («بينهم»).
    pub part: bool,
    /// The word that says what is counted; may be the counted noun itself.
    pub cue: Range<usize>,
}

/// Longest sentence read, in words: beyond it, text is no sentence but a list or a dump.
const LONGEST: usize = 2000;

/// The counts of `sentence`, a byte range of `text`, in text order. Empty where the range
/// does not lie on character boundaries or the sentence has more than 2,000 words.
#[must_use]
pub fn counts(text: &str, sentence: Range<usize>, table: &CountTable) -> Vec<FoundCount> {
    let Some(piece) = text.get(sentence.clone()) else {
        return Vec::new();
    };
    let tokens = tawatur_text::token::tokens(piece);
    if tokens.len() > LONGEST {
        return Vec::new();
    }
    let words = words::words(&tokens, table);
    let quantities = quantity::quantities(&tokens, &words, table);
    let mut found = govern::counts(&words, &quantities, table);
    let by = sentence.start;
    let shift = |range: Range<usize>| range.start + by..range.end + by;
    for count in &mut found {
        count.start += by;
        count.end += by;
        count.whom = count.whom.take().map(shift);
        count.cue = shift(count.cue.clone());
    }
    found
}
