//! The number words, loaded once from the table beside this file.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::NumberValue;

/// What a number word may do in a number; the table's header explains each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Digits,
    One,
    Unit,
    Teen,
    Ten,
    Tens,
    Hundred,
    Hundreds,
    Scale,
    Scales,
    Dual,
    Fraction,
    Parts,
    Ordinal,
    OrdinalBefore,
    Never,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) class: Class,
    pub(super) value: NumberValue,
}

static WORDS: LazyLock<HashMap<String, Entry>> =
    LazyLock::new(|| rows().filter_map(|row| read(row).ok()).collect());

/// The entry of a folded word without proclitics and article.
pub(super) fn word(folded: &str) -> Option<Entry> {
    WORDS.get(folded).copied()
}

fn rows() -> impl Iterator<Item = &'static str> {
    include_str!("words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
}

fn read(row: &str) -> Result<(String, Entry), String> {
    let mut cells = row.split('\t');
    let (Some(spelling), Some(class), Some(value), None) =
        (cells.next(), cells.next(), cells.next(), cells.next())
    else {
        return Err(format!("a row of words.tsv has not three cells: {row}"));
    };
    let class = match class {
        "one" => Class::One,
        "unit" => Class::Unit,
        "teen" => Class::Teen,
        "ten" => Class::Ten,
        "tens" => Class::Tens,
        "hundred" => Class::Hundred,
        "hundreds" => Class::Hundreds,
        "scale" => Class::Scale,
        "scales" => Class::Scales,
        "dual" => Class::Dual,
        "fraction" => Class::Fraction,
        "parts" => Class::Parts,
        "ordinal" => Class::Ordinal,
        "ordinal_before" => Class::OrdinalBefore,
        "never" => Class::Never,
        other => return Err(format!("words.tsv knows no class {other}: {row}")),
    };
    let number = |text: &str| {
        text.parse::<u64>()
            .map_err(|_| format!("a value of words.tsv is no number: {row}"))
    };
    let value = match value.split_once('/') {
        Some((above, below)) => NumberValue::Decimal(
            NumberValue::Exact(number(above)?).as_f64()
                / NumberValue::Exact(number(below)?).as_f64(),
        ),
        None => NumberValue::Exact(number(value)?),
    };
    Ok((crate::fold(spelling), Entry { class, value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_no_two_disagree() {
        let mut seen: HashMap<String, Entry> = HashMap::new();
        for row in rows() {
            let (folded, entry) = read(row).unwrap_or_else(|error| panic!("{error}"));
            if let Some(before) = seen.insert(folded, entry) {
                assert_eq!(
                    (before.class, before.value),
                    (entry.class, entry.value),
                    "{row}"
                );
            }
        }
        assert!(seen.len() > 100);
    }
}
