//! From what an expression says of a day to the day: against the day of publication, the
//! words around it, and the other calendar's date beside it.

use jiff::civil::{Date, Weekday};

use crate::Kind;
use crate::calendar::{self, Side};
use crate::clock::at_clock;
use crate::dates::{CalendarDate, Fields, Month};
use crate::entry::{Calendar, Relative};
use crate::reader::{Read, Reader};
use crate::value::{Point, Value};

impl Reader<'_, '_> {
    /// The day that `fields` mean, as an expression.
    pub(crate) fn resolve(&self, fields: &Fields, at: usize) -> Read {
        let (value, full) = self.day_value(fields, at);
        let mut conflict = None;
        let day = value.and_then(Value::as_day).map(|day| {
            let Some(said) = fields.weekday.filter(|&said| said != day.weekday()) else {
                return day;
            };
            conflict = Some(format!(
                "{said:?} is written, but {day} is a {:?}",
                day.weekday()
            ));
            if fields.dates.is_empty() && fields.offset.is_some() {
                // «اليوم (الاثنين)» in a page stored on Tuesday: the weekday knows better by a day
                for near in [-1, 1] {
                    if let Some(other) = calendar::shift(day, near).filter(|d| d.weekday() == said)
                    {
                        return other;
                    }
                }
            }
            day
        });
        let clock = fields.clock.and_then(|c| {
            let written = self.forward().then(|| c.as_written());
            c.in_day(fields.part).or(written)
        });
        let value = match (day, clock) {
            (Some(day), Some(time)) => Some(Value::point(at_clock(day, time))),
            (Some(day), None) => Some(Value::day(day)),
            (None, _) => value,
        };
        Read {
            end: fields.end,
            value,
            kind: Kind::Point,
            conflict,
            length: None,
            full,
        }
    }

    fn day_value(&self, fields: &Fields, at: usize) -> (Option<Value>, bool) {
        let side = || self.side(at, fields.end);
        if !fields.dates.is_empty() {
            let full = fields
                .dates
                .iter()
                .find(|d| d.year.is_some() && d.day.is_some());
            // the Gregorian one of two; Hijri months may begin a day sooner or later
            let best = fields
                .dates
                .iter()
                .find(|d| d.calendar == Calendar::Gregorian)
                .or(fields.dates.first());
            let Some(best) = best else {
                return (None, false);
            };
            let mut best = *best;
            if let (None, Some(other)) = (best.year, full) {
                // the other calendar's date has the year
                let day = other.year.and_then(|year| self.of_month(other, year));
                if let (Some(day), Month::Named(month)) =
                    (day.and_then(Value::first_day), best.month)
                {
                    let found =
                        calendar::implied(best.calendar, month, best.day, Side::Current, None, day);
                    return (found.map(|(first, _)| Value::day(first)), true);
                }
                best = *other;
            }
            let near = self
                .published
                .and_then(|p| calendar::shift(p, i64::from(fields.offset?)));
            let value = match near {
                Some(near) if best.year.is_none() => match best.month {
                    Month::Named(month) => {
                        calendar::implied(best.calendar, month, best.day, Side::Current, None, near)
                            .map(|(first, _)| Value::day(first))
                    }
                    Month::Relative(_) | Month::Unsaid => {
                        self.calendar_value(&best, side(), fields.weekday)
                    }
                },
                _ => self.calendar_value(&best, side(), fields.weekday),
            };
            return (value, full.is_some());
        }
        let Some(published) = self.published else {
            return (None, false);
        };
        if let Some(day) = fields.agreed {
            return (Some(Value::day(day)), false);
        }
        if let Some(days) = fields.offset {
            return (
                calendar::shift(published, i64::from(days)).map(Value::day),
                false,
            );
        }
        if let Some(weekday) = fields.weekday {
            let day = match fields.week {
                Some(weeks) => calendar::monday(published).and_then(|monday| {
                    calendar::shift(
                        monday,
                        weeks * 7 + i64::from(weekday.to_monday_zero_offset()),
                    )
                }),
                None => {
                    let side = match fields.weekday_relative {
                        Some(relative) => side_of(relative),
                        None => side(),
                    };
                    let day = calendar::nearest_weekday(weekday, side, published);
                    let further = match fields.weekday_relative {
                        Some(Relative::BeforeLast) => -7,
                        Some(Relative::AfterNext) => 7,
                        _ => 0,
                    };
                    day.and_then(|d| calendar::shift(d, further))
                }
            };
            return (day.map(Value::day), false);
        }
        if let Some(feast) = fields.feast {
            let side = feast.relative.map_or_else(side, side_of);
            let first = self.feast(&feast, side, published);
            let day = first.and_then(|d| calendar::shift(d, i64::from(feast.day) - 1));
            return (day.map(Value::day), false);
        }
        (None, false)
    }

    fn of_month(&self, date: &CalendarDate, year: i32) -> Option<Value> {
        let Month::Named(month) = date.month else {
            return None;
        };
        let (first, last) = calendar::days(date.calendar, year, month, date.day)?;
        Some(match (date.day, date.calendar) {
            (Some(_), _) => Value::day(first),
            (None, Calendar::Gregorian) => Value::point(Point::Month(first.year(), first.month())),
            (None, Calendar::Hijri) => Value::between(Point::Day(first), Point::Day(last)),
        })
    }

    /// The value of one calendar date.
    pub(crate) fn calendar_value(
        &self,
        date: &CalendarDate,
        side: Side,
        said: Option<Weekday>,
    ) -> Option<Value> {
        let month = match date.month {
            Month::Named(month) => month,
            Month::Unsaid => {
                return calendar::day_of_month(date.day?, side, self.published?).map(Value::day);
            }
            Month::Relative(relative) => {
                let (base, steps) = match relative {
                    Relative::Same => (self.last?.first_day()?, 0),
                    Relative::Following => (self.last?.first_day()?, 1),
                    _ => (self.published?, weeks(relative)?),
                };
                let (year, month) = calendar::shift_month(base.year(), base.month(), steps)?;
                return Some(Value::day(
                    Date::new(year, month, i8::try_from(date.day?).ok()?).ok()?,
                ));
            }
        };
        if let Some(year) = date.year {
            if date.calendar == Calendar::Hijri && year > 1700 {
                // «رمضان 2019»: the one that begins in that year
                let from = calendar::hijri_year(Date::new(i16::try_from(year).ok()?, 1, 1).ok()?)?;
                let inside = (from..=from + 1).find(|&y| {
                    calendar::hijri_month(y, month).is_some_and(|d| i32::from(d.year()) == year)
                })?;
                return self.of_month(date, inside);
            }
            return self.of_month(date, year);
        }
        let side = date.relative.map_or(side, side_of);
        let (first, last) =
            calendar::implied(date.calendar, month, date.day, side, said, self.published?)?;
        Some(match (date.day, date.calendar) {
            (Some(_), _) => Value::day(first),
            (None, Calendar::Gregorian) => Value::point(Point::Month(first.year(), first.month())),
            (None, Calendar::Hijri) => Value::between(Point::Day(first), Point::Day(last)),
        })
    }
}

/// Which way an adjective points.
pub(crate) const fn side_of(relative: Relative) -> Side {
    match relative {
        Relative::Past | Relative::BeforeLast | Relative::Former => Side::StrictlyPast,
        Relative::Next | Relative::AfterNext => Side::StrictlyFuture,
        Relative::Current | Relative::Following | Relative::Same => Side::Current,
    }
}

/// How many units an adjective is away.
pub(crate) const fn weeks(relative: Relative) -> Option<i64> {
    Some(match relative {
        Relative::Past | Relative::Former => -1,
        Relative::BeforeLast => -2,
        Relative::Current => 0,
        Relative::Next => 1,
        Relative::AfterNext => 2,
        Relative::Following | Relative::Same => return None,
    })
}
