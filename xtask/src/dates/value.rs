//! Values compared: ours are EDTF, theirs moments and stretches of time.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use tawatur_text::edtf::{Day, Edtf};

/// First and last day of an EDTF value; an end that is not known is `None`.
pub(crate) fn days(value: &str) -> Option<(Option<Date>, Option<Date>)> {
    let value: Edtf = value.parse().ok()?;
    Some((
        value.first_day().and_then(date),
        value.last_day().and_then(date),
    ))
}

fn date(day: Day) -> Option<Date> {
    Date::new(
        i16::try_from(day.year).ok()?,
        i8::try_from(day.month).ok()?,
        i8::try_from(day.day).ok()?,
    )
    .ok()
}

/// True where the value covers just these days.
pub(crate) fn covers(value: &str, first: Date, last: Date) -> bool {
    days(value) == Some((Some(first), Some(last)))
}

/// True where a day lies in the value.
pub(crate) fn holds(value: &str, day: Date) -> bool {
    days(value).is_some_and(|(first, last)| {
        first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
    })
}

/// The last day of a stretch that ends before `end`.
pub(crate) fn day_before(end: DateTime) -> Date {
    end.checked_sub(1.second())
        .map_or(end.date(), DateTime::date)
}

/// True where the value is this hour, or this minute of it.
pub(crate) fn is_moment(value: &str, at: DateTime) -> bool {
    let hour = format!("{}T{:02}", at.date(), at.hour());
    value == format!("{hour}:{:02}", at.minute()) || at.minute() == 0 && value == hour
}

/// Months and seconds of an ISO 8601 duration.
pub(crate) fn length(text: &str) -> Option<(f64, f64)> {
    let (mut months, mut seconds) = (0.0, 0.0);
    let mut number = String::new();
    let mut time = false;
    for c in text.strip_prefix('P')?.chars() {
        if c.is_ascii_digit() || c == '.' {
            number.push(c);
            continue;
        }
        if c == 'T' {
            time = true;
            continue;
        }
        let n: f64 = std::mem::take(&mut number).parse().ok()?;
        match (c, time) {
            ('Y', _) => months += 12.0 * n,
            ('M', false) => months += n,
            ('W', _) => seconds += 604_800.0 * n,
            ('D', _) => seconds += 86_400.0 * n,
            ('H', _) => seconds += 3_600.0 * n,
            ('M', true) => seconds += 60.0 * n,
            ('S', _) => seconds += n,
            _ => return None,
        }
    }
    Some((months, seconds))
}

/// True where two durations are as long.
pub(crate) fn as_long(a: &str, b: &str) -> bool {
    match (length(a), length(b)) {
        (Some(a), Some(b)) => (a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6,
        _ => false,
    }
}
