//! Numbers written in digits: European, Arabic-Indic and Persian, grouped or not.

use super::NumberValue;
use crate::fold::digit;

/// The value of one token of digits with grouping or decimal marks: «1,200», «1.200»,
/// «١٬٢٠٠», «12.7», «١٢٫٧», «1,234.5». Three digits after each mark mean grouping.
/// `None` where it is no number («12.05.2019», «1,2,3») or has other characters.
#[must_use]
pub fn parse_digits(text: &str) -> Option<NumberValue> {
    let mut groups: Vec<String> = vec![String::new()];
    let mut marks: Vec<char> = Vec::new();
    for c in text.chars() {
        if let Some(d) = digit(c) {
            groups.last_mut()?.push(char::from(b'0' + d));
        } else if matches!(c, '.' | ',' | '٫' | '٬') {
            marks.push(c);
            groups.push(String::new());
        } else {
            return None;
        }
    }
    if groups.iter().any(String::is_empty) {
        return None;
    }
    let (whole, fraction) = match marks.last() {
        None => (groups.concat(), String::new()),
        Some(&last) => {
            let same = marks.iter().all(|&m| m == last);
            let first = groups.first()?;
            let grouped = |from: &[String]| {
                from.iter().all(|g| g.len() == 3) && first.len() <= 3 && !first.starts_with('0')
            };
            if same && last != '٫' && grouped(groups.get(1..)?) {
                (groups.concat(), String::new())
            } else {
                // the last mark is a decimal one: what stands before it is grouped or plain
                let (tail, head) = groups.split_last()?;
                let before = marks.split_last()?.1;
                if before.contains(&last) || !(head.len() == 1 || grouped(head.get(1..)?)) {
                    return None;
                }
                (head.concat(), tail.clone())
            }
        }
    };
    if fraction.bytes().all(|b| b == b'0')
        && let Ok(value) = whole.parse::<u64>()
    {
        return Some(NumberValue::Exact(value));
    }
    format!("{whole}.{fraction}0")
        .parse::<f64>()
        .ok()
        .filter(|v| v.is_finite())
        .map(NumberValue::Decimal)
}
