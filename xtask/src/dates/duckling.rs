//! Duckling's Arabic corpora: short expressions with Duckling's own values.
//!
//! How its values are compared with ours:
//! - `Day`, `Week`, `Month`, `Year` stand for all days of that unit; ours must cover just
//!   these. Where the words name an edge («بداية», «منتصف»), Duckling means one day of it,
//!   ours is a third: it is right where it holds that day.
//! - So many units from now («قبل سنة») are one unit finer with Duckling, as exact as the
//!   unit with ours, which must hold Duckling's. A stretch of so many days or months up to or
//!   from now has today's unit in it with us, not with Duckling.
//! - `Hour`, `Minute` and `Second` must be told to the minute, «now» to the day. A season
//!   is its number; it begins by the solstice with Duckling.
//! - An interval ends where Duckling's does, which is not in it. Parts of a day that are not
//!   told in hours («هذه الليلة») are days in the record, so the days are compared.
//! - A duration must be as long, a numeral and an ordinal equal.
//!
//! The reader looks forward, takes whole weeks, and knows the time of the reference.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use jiff::civil::DateTime;
use tawatur_text::numeral::{self, NumberKind};
use tawatur_time::{Direction, Options};

use super::value::{as_long, covers, day_before, days, holds, is_moment};
use super::{Outcome, Said, Tally, said};

#[derive(serde::Deserialize)]
struct Row {
    dim: String,
    value: String,
    text: String,
    reference_time: Option<String>,
}

pub(crate) fn score(text: &str) -> Result<Vec<(String, Tally)>> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let row: Row =
            serde_json::from_str(line).with_context(|| format!("line {}", number + 1))?;
        let outcome = match row.dim.as_str() {
            "time" | "duration" => time(&row),
            "numeral" | "ordinal" => numeral(&row),
            _ => Outcome::Out("another dimension"),
        };
        tallies
            .entry(row.dim.clone())
            .or_default()
            .add(&format!("{} ({})", row.text, row.value), outcome);
    }
    Ok(tallies.into_iter().collect())
}

fn time(row: &Row) -> Outcome {
    let reference: Option<DateTime> = row
        .reference_time
        .as_deref()
        .and_then(|time| time.get(..19)?.parse().ok());
    let options = Options {
        direction: Direction::Forward,
        time: reference.map(DateTime::time),
        whole_weeks: true,
    };
    let found = said(&row.text, reference.map(DateTime::date), options);
    // the expression is the whole text, small words before it left out
    let best = found.iter().max_by_key(|said| said.text.len());
    let good = best.is_some_and(|best| {
        if row.dim == "duration" {
            let mut words = row.value.split_whitespace().skip(1);
            let number: f64 = words.next().and_then(|n| n.parse().ok()).unwrap_or(-1.0);
            let wanted = match words.next() {
                Some("Second") => format!("PT{number}S"),
                Some("Minute") => format!("PT{number}M"),
                Some("Hour") => format!("PT{number}H"),
                Some("Day") => format!("P{number}D"),
                Some("Week") => format!("P{number}W"),
                Some("Month") => format!("P{number}M"),
                Some("Quarter") => format!("P{}M", 3.0 * number),
                _ => format!("P{number}Y"),
            };
            best.length.as_deref().is_some_and(|l| as_long(l, &wanted))
        } else {
            is_time(best, row, reference)
        }
    });
    if good {
        return Outcome::Hit;
    }
    Outcome::Miss(format!(
        "said {}",
        found
            .iter()
            .map(Said::to_string)
            .collect::<Vec<_>>()
            .join("; ")
    ))
}

fn is_time(said: &Said, row: &Row, reference: Option<DateTime>) -> bool {
    let Some(value) = said.value.as_deref() else {
        return false;
    };
    let moments = moments(&row.value);
    let grain = row
        .value
        .split(')')
        .next_back()
        .and_then(|tail| tail.split_whitespace().next())
        .unwrap_or_default();
    if let [first, end] = moments[..] {
        if let Some((year, season)) = value.split_once("-2").filter(|_| value.len() == 7) {
            // seasons begin three weeks earlier with us
            let begins = ["3", "6", "9", "12"]
                .iter()
                .position(|month| *month == first.month().to_string());
            return year == first.year().to_string()
                && begins.is_some_and(|at| season == (at + 1).to_string());
        }
        let hours = value.split('/').all(|end| end.contains('T'));
        if grain == "Hour" && hours {
            // an interval of hours ends with the hour before its end
            let mut ends = value.split('/');
            let last = end.checked_sub(jiff::Span::new().hours(1)).unwrap_or(end);
            return ends.next().is_some_and(|v| is_moment(v, first))
                && ends
                    .next()
                    .is_some_and(|v| is_moment(v, last) || is_moment(v, end));
        }
        let last = match grain {
            "Second" | "Minute" => end.date(),
            _ => day_before(end),
        };
        let (start, now) = (first.date(), reference.map(DateTime::date));
        let counted = said.length.is_some()
            && days(value).is_some_and(|(from, to)| {
                let (Some(from), Some(to), Some(now)) = (from, to, now) else {
                    return false;
                };
                // today's unit, or all but today's
                (from == start
                    || from <= now
                        && now <= start
                        && now.until(start).is_ok_and(|s| s.get_days() <= 31))
                    && (to == last || from == start && to >= now && last < now)
            });
        return covers(value, start, last) || counted;
    }
    let [at] = moments[..] else { return false };
    let day = at.date();
    let edge = ["بداي", "منتصف", "اول شهر", "نهاي", "اواخر", "اوائل", "مطلع"]
        .iter()
        .any(|word| row.text.contains(word));
    let counted = said.length.is_some() && !value.contains('/') && !value.contains('T');
    match grain {
        "Hour" | "Day" | "Month" if counted => holds(value, day),
        "Day" if edge => holds(value, day),
        "Day" => covers(value, day, day),
        "Week" => covers(value, day, day.saturating_add(jiff::Span::new().days(6))),
        "Month" => covers(value, day, day.last_of_month()),
        "Quarter" => covers(
            value,
            day,
            day.saturating_add(jiff::Span::new().months(2))
                .last_of_month(),
        ),
        "Year" => covers(value, day, day.last_of_year()),
        "Second" if Some(at) == reference => covers(value, day, day),
        _ => is_moment(value, at),
    }
}

/// The moments in one of Duckling's values: «datetime (2013, 2, 12, 4, 30, 0) Second».
fn moments(value: &str) -> Vec<DateTime> {
    value
        .split('(')
        .filter_map(|piece| {
            let numbers: Vec<i16> = piece
                .split(')')
                .next()?
                .split(',')
                .filter_map(|n| n.trim().parse().ok())
                .collect();
            let [year, month, day, hour, minute, second] = numbers[..] else {
                return None;
            };
            let small = |n: i16| i8::try_from(n).ok();
            DateTime::new(
                year,
                small(month)?,
                small(day)?,
                small(hour)?,
                small(minute)?,
                small(second)?,
                0,
            )
            .ok()
        })
        .collect()
}

fn numeral(row: &Row) -> Outcome {
    let wanted: f64 = row
        .value
        .split_whitespace()
        .nth(1)
        .and_then(|n| n.trim_matches(['(', ')']).parse().ok())
        .unwrap_or(f64::NAN);
    let found = numeral::whole_text(&row.text);
    let good = found.is_some_and(|(value, kind)| {
        (value - wanted).abs() < 1e-9 && (kind == NumberKind::Ordinal) == (row.dim == "ordinal")
    });
    if good {
        Outcome::Hit
    } else {
        Outcome::Miss(format!("said {found:?}"))
    }
}
