//! Reading EDTF level 1 from text.

use super::{Bound, Date, Detail, Edtf, EdtfError, Qualifier};

pub(super) fn value(text: &str) -> Result<Edtf, EdtfError> {
    let form = || EdtfError::Form(text.to_owned());
    match text.split_once('/') {
        None => date(text).map(Edtf::Date),
        Some((start, end)) => {
            let (start, end) = (bound(start)?, bound(end)?);
            if !matches!(start, Bound::Date(_)) && !matches!(end, Bound::Date(_)) {
                return Err(form());
            }
            Edtf::interval(start, end).ok_or_else(|| EdtfError::Order(text.to_owned()))
        }
    }
}

fn bound(text: &str) -> Result<Bound, EdtfError> {
    match text {
        "" => Ok(Bound::Unknown),
        ".." => Ok(Bound::Open),
        _ => date(text).map(Bound::Date),
    }
}

fn date(text: &str) -> Result<Date, EdtfError> {
    let form = || EdtfError::Form(text.to_owned());
    let (body, qualifier) = match text.as_bytes().last() {
        Some(b'~') => (text.get(..text.len() - 1), Qualifier::Approximate),
        Some(b'?') => (text.get(..text.len() - 1), Qualifier::Uncertain),
        Some(b'%') => (text.get(..text.len() - 1), Qualifier::Both),
        _ => (Some(text), Qualifier::None),
    };
    let body = body.ok_or_else(form)?;
    let (calendar, clock) = match body.split_once('T') {
        Some((calendar, clock)) => (calendar, Some(clock)),
        None => (body, None),
    };
    let (negative, unsigned) = calendar
        .strip_prefix('-')
        .map_or((false, calendar), |rest| (true, rest));
    let mut parts = unsigned.split('-');
    let (year, hidden) = year(parts.next().ok_or_else(form)?).ok_or_else(form)?;
    if negative && (hidden > 0 || year == 0) {
        return Err(form());
    }
    let year = if negative { -year } else { year };
    let (second, third) = (parts.next(), parts.next());
    if parts.next().is_some() || (hidden > 0 && second.is_some()) {
        return Err(form());
    }
    let detail = match (second, third) {
        (None, _) => Detail::Year { hidden },
        (Some("XX"), None) => Detail::HiddenMonth { day: false },
        (Some("XX"), Some("XX")) => Detail::HiddenMonth { day: true },
        (Some(month), Some("XX")) => Detail::HiddenDay(two(month).ok_or_else(form)?),
        (Some(month), None) => match two(month).ok_or_else(form)? {
            season @ 21..=24 => Detail::Season(season),
            month => Detail::Month(month),
        },
        (Some(month), Some(day)) => {
            Detail::Day(two(month).ok_or_else(form)?, two(day).ok_or_else(form)?)
        }
    };
    let detail = match (clock, detail) {
        (None, detail) => detail,
        (Some(clock), Detail::Day(month, day)) => {
            let mut parts = clock.strip_suffix('Z').unwrap_or(clock).split(':');
            let hour = parts.next().and_then(two).ok_or_else(form)?;
            let mut next = || {
                parts
                    .next()
                    .map(|part| two(part).ok_or_else(form))
                    .transpose()
            };
            let (minute, second) = (next()?, next()?);
            if parts.next().is_some() {
                return Err(form());
            }
            Detail::Time(month, day, hour, minute, second)
        }
        (Some(_), _) => return Err(form()),
    };
    Date::checked(year, detail)
        .map(|d| d.with(qualifier))
        .ok_or_else(|| EdtfError::Calendar(text.to_owned()))
}

/// Four characters, digits with `X` for the last ones: the first year meant, and how many `X`.
fn year(text: &str) -> Option<(i32, u8)> {
    if text.len() != 4 || !text.is_ascii() {
        return None;
    }
    let digits = text.trim_end_matches('X');
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hidden = u8::try_from(4 - digits.len()).ok()?;
    let value = if digits.is_empty() {
        0
    } else {
        digits.parse::<i32>().ok()?
    };
    Some((value * 10_i32.pow(u32::from(hidden)), hidden))
}

fn two(text: &str) -> Option<u8> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}
