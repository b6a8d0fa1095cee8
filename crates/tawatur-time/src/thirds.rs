//! The beginning, middle and end of a stretch, and its equal parts.

use jiff::civil::Date;

use crate::calendar;
use crate::entry::{Edge, Unit};
use crate::value::{Point, Value};

/// The beginning, middle or end of a stretch; the stretch itself where it has no thirds.
pub(crate) fn third(value: Value, edge: Edge, grain: Unit) -> Option<Value> {
    let days = |from: Date, to: Date| Value::between(Point::Day(from), Point::Day(to));
    let nth = match edge {
        Edge::Start => 0,
        Edge::Middle => 1,
        Edge::End => 2,
    };
    match (value.start, value.end) {
        (Point::Year(year), None) => {
            let first = nth * 4 + 1;
            Some(Value::between(
                Point::Month(year, first),
                Point::Month(year, first + 3),
            ))
        }
        (Point::Month(year, month), None) => {
            let first = Date::new(year, month, nth * 10 + 1).ok()?;
            Some(days(
                first,
                if nth == 2 {
                    first.last_of_month()
                } else {
                    calendar::shift(first, 9)?
                },
            ))
        }
        (Point::Day(first), Some(Point::Day(last))) if grain == Unit::Month => {
            let from = calendar::shift(first, i64::from(nth) * 10)?;
            Some(days(
                from,
                if nth == 2 {
                    last
                } else {
                    calendar::shift(from, 9)?
                },
            ))
        }
        (Point::Day(first), Some(Point::Day(last))) if grain == Unit::Week => Some(match edge {
            Edge::Start => days(first, calendar::shift(first, 1)?),
            Edge::Middle => days(calendar::shift(first, 2)?, calendar::shift(first, 4)?),
            Edge::End => days(calendar::shift(last, -1)?, last),
        }),
        _ => Some(value),
    }
}

/// The `which`th of `parts` equal parts of a year (in months) or month (in days).
pub(crate) fn share(value: Value, parts: i64, which: i64) -> Option<Value> {
    if !(1..=parts).contains(&which) {
        return None;
    }
    match (value.start, value.end) {
        (Point::Year(year), None) => {
            let size = 12 / parts;
            let (first, last) = (
                i8::try_from((which - 1) * size + 1).ok()?,
                i8::try_from(which * size).ok()?,
            );
            Some(Value::between(
                Point::Month(year, first),
                Point::Month(year, last),
            ))
        }
        (Point::Month(..), None) => {
            let first = value.first_day()?;
            let size = 30 / parts;
            let from = calendar::shift(first, (which - 1) * size)?;
            let to = if which == parts {
                first.last_of_month()
            } else {
                calendar::shift(first, which * size - 1)?
            };
            Some(Value::between(Point::Day(from), Point::Day(to)))
        }
        _ => Some(value),
    }
}
