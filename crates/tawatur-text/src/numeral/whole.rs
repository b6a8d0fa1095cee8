//! A text that is a number and nothing else.

use super::{NumberKind, NumberValue, numbers, parse_digits};
use crate::token::{TokenKind, tokens};

/// The number that a whole text is, for a field or an answer and not for running text: in
/// words or digits, with a sign («-١٬٢٠٠»), as a fraction («٧٧/١٠٠»), with its point said
/// («واحد فاصلة خمسة») or nothing before it («٫٧٧»), and «صفر». `None` where it is
/// anything else, or more than that.
#[must_use]
pub fn whole_text(text: &str) -> Option<(f64, NumberKind)> {
    let text = text.trim();
    let (sign, rest) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => match ["سالب ", "ناقص "]
            .iter()
            .find_map(|word| text.strip_prefix(word))
        {
            Some(rest) => (-1.0, rest.trim_start()),
            None => (1.0, text),
        },
    };
    let (value, kind) = unsigned(rest)?;
    let whole = sign > 0.0 || kind == NumberKind::Cardinal;
    whole.then_some((sign * value, kind))
}

fn unsigned(text: &str) -> Option<(f64, NumberKind)> {
    let cardinal = |value: f64| Some((value, NumberKind::Cardinal));
    if let Some((above, below)) = text.split_once(['/', '⁄']) {
        let (above, below) = (digits(above)?, digits(below)?);
        return (below != 0.0).then(|| cardinal(above / below)).flatten();
    }
    if let Some(fraction) = text.strip_prefix(['.', ',', '٫']) {
        return cardinal(tail(fraction)?);
    }
    if let Some(value) = parse_digits(text) {
        return cardinal(value.as_f64());
    }
    for point in ["فاصلة", "فاصله", "نقطة", "نقطه"] {
        if let Some((whole, fraction)) = text.split_once(point) {
            let (NumberKind::Cardinal, whole) = swap(one(whole)?) else {
                return None;
            };
            // «واحد فاصلة خمسة» is 1.5, «واحد فاصلة صفر خمسة» 1.05
            let mut rest = fraction.trim();
            let mut scale = 1.0;
            while let Some(next) = rest.strip_prefix("صفر ") {
                scale /= 10.0;
                rest = next.trim_start();
            }
            let fraction = match parse_digits(rest) {
                Some(_) => tail(rest)?,
                None => shifted(one(rest)?.0),
            };
            return cardinal(whole + fraction * scale);
        }
    }
    one(text)
}

fn swap((value, kind): (f64, NumberKind)) -> (NumberKind, f64) {
    (kind, value)
}

/// One number in words or digits.
fn one(text: &str) -> Option<(f64, NumberKind)> {
    let tokens = tokens(text);
    if let [only] = tokens[..]
        && only.kind == TokenKind::Word
        && matches!(only.folded().as_str(), "صفر" | "صفرا")
    {
        return Some((0.0, NumberKind::Cardinal));
    }
    let found = numbers(&tokens);
    match &found[..] {
        [number] if number.tokens == (0..tokens.len()) && number.start == tokens.first()?.start => {
            // «العشرون» is the twentieth where it stands alone, «الواحد والعشرون» the 21st,
            // «الإحدى عشرة» the eleventh
            let word = tokens.first()?.kind == TokenKind::Word;
            let value = number.value.exact().unwrap_or(0);
            let last_definite = tokens
                .last()
                .is_some_and(|t| t.folded().trim_start_matches('و').starts_with("ال"));
            let ordinal = number.definite
                && word
                && (value == 11 || (20..100).contains(&value) && last_definite);
            let kind = if ordinal {
                NumberKind::Ordinal
            } else {
                number.kind
            };
            Some((number.value.as_f64(), kind))
        }
        _ => None,
    }
}

fn digits(text: &str) -> Option<f64> {
    parse_digits(text.trim()).map(NumberValue::as_f64)
}

/// Digits behind a decimal point.
fn tail(digits: &str) -> Option<f64> {
    let plain = super::is_plain_digits(digits);
    plain
        .then(|| parse_digits(&format!("0٫{digits}")))?
        .map(NumberValue::as_f64)
}

/// «خمسة» behind a point is five tenths, «خمسة وعشرون» twenty-five hundredths.
fn shifted(mut value: f64) -> f64 {
    while value >= 1.0 {
        value /= 10.0;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_and_nothing_else() {
        for (text, wanted) in [
            ("صفر", 0.0),
            ("٧", 7.0),
            ("-١٬٢٠٠", -1200.0),
            ("سالب خمسة", -5.0),
            ("٣/٤", 0.75),
            ("٫٥", 0.5),
            ("خمسمائة و ستة", 506.0),
            ("2 فاصلة 25", 2.25),
            ("واحد فاصلة خمسة", 1.5),
            ("واحد فاصلة صفر خمسة", 1.05),
            ("اثنا عشر ألفا", 12000.0),
        ] {
            let (value, kind) = whole_text(text).unwrap_or_else(|| panic!("nothing in {text}"));
            assert!((value - wanted).abs() < 1e-9, "{text}: {value}");
            assert_eq!(kind, NumberKind::Cardinal, "{text}");
        }
        for (text, wanted) in [
            ("الحادي عشر", 11.0),
            ("الواحدة والعشرون", 21.0),
            ("السبعون", 70.0),
            ("ثالث", 3.0),
        ] {
            assert_eq!(
                whole_text(text),
                Some((wanted, NumberKind::Ordinal)),
                "{text}"
            );
        }
        for text in [
            "",
            "خمسة رجال",
            "قتل 5",
            "1/0",
            "-الأول",
            "12.05.2019",
            "فاصلة",
            "٫",
            "-",
        ] {
            assert_eq!(whole_text(text), None, "{text}");
        }
    }
}
