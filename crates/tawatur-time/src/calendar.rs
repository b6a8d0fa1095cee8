//! Calendars: Umm al-Qura and Gregorian months as days, Easter, and which year is meant
//! where none is written.

use icu_calendar::cal::Hijri;
use jiff::civil::{Date, Weekday};

use crate::entry::Calendar;
use crate::value::{Point, Value};

/// `date` moved by `days`; `None` before the year 0.
pub(crate) fn shift(date: Date, days: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(days).ok()?;
    let moved = date.checked_add(days).ok()?;
    (moved.year() >= 0).then_some(moved)
}

/// Year and month moved by `months`.
pub(crate) fn shift_month(year: i16, month: i8, months: i64) -> Option<(i16, i8)> {
    let index = i64::from(year)
        .checked_mul(12)?
        .checked_add(i64::from(month) - 1)?
        .checked_add(months)?;
    let year = i16::try_from(index.div_euclid(12))
        .ok()
        .filter(|y| (0..=9999).contains(y))?;
    Some((year, i8::try_from(index.rem_euclid(12)).ok()? + 1))
}

/// The Monday of `date`'s week.
pub(crate) fn monday(date: Date) -> Option<Date> {
    shift(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

/// First day of a Hijri month by the Umm al-Qura calendar.
pub(crate) fn hijri_month(year: i32, month: u8) -> Option<Date> {
    if !(1..=2000).contains(&year) {
        return None;
    }
    let hijri =
        icu_calendar::Date::try_new_hijri_with_calendar(year, month, 1, Hijri::new_umm_al_qura())
            .ok()?;
    let iso = hijri.to_calendar(icu_calendar::Iso);
    let year = i16::try_from(iso.year().extended_year()).ok()?;
    Date::new(
        year,
        i8::try_from(iso.month().ordinal).ok()?,
        i8::try_from(iso.day_of_month().0).ok()?,
    )
    .ok()
}

/// The Hijri year that holds `date`.
pub(crate) fn hijri_year(date: Date) -> Option<i32> {
    let (month, day) = (
        u8::try_from(date.month()).ok()?,
        u8::try_from(date.day()).ok()?,
    );
    let iso = icu_calendar::Date::try_new_iso(i32::from(date.year()), month, day).ok()?;
    Some(
        iso.to_calendar(Hijri::new_umm_al_qura())
            .year()
            .extended_year(),
    )
}

/// First and last day of a month, or of one day of it.
pub(crate) fn days(
    calendar: Calendar,
    year: i32,
    month: u8,
    day: Option<u8>,
) -> Option<(Date, Date)> {
    match calendar {
        Calendar::Gregorian => {
            let (year, month) = (
                i16::try_from(year)
                    .ok()
                    .filter(|y| (0..=9999).contains(y))?,
                i8::try_from(month).ok()?,
            );
            let first = Date::new(year, month, i8::try_from(day.unwrap_or(1)).ok()?).ok()?;
            Some((
                first,
                if day.is_some() {
                    first
                } else {
                    first.last_of_month()
                },
            ))
        }
        Calendar::Hijri => {
            let first = hijri_month(year, month)?;
            if let Some(day) = day.filter(|d| (1..=30).contains(d)) {
                // the 30th of a month that has 29 days by this calendar is the day after them:
                // another authority saw the moon a day later
                let date = shift(first, i64::from(day) - 1)?;
                return Some((date, date));
            }
            let next = if month == 12 {
                hijri_month(year + 1, 1)
            } else {
                hijri_month(year, month + 1)
            }?;
            Some((first, shift(next, -1)?))
        }
    }
}

/// A Gregorian value for the years of a Hijri or Gregorian year.
pub(crate) fn year_value(calendar: Calendar, year: i32) -> Option<Value> {
    match calendar {
        Calendar::Gregorian => Some(Value::point(Point::Year(
            i16::try_from(year)
                .ok()
                .filter(|y| (1..=9999).contains(y))?,
        ))),
        Calendar::Hijri => {
            let (first, next) = (hijri_month(year, 1)?, hijri_month(year + 1, 1)?);
            Some(Value::between(
                Point::Day(first),
                Point::Day(shift(next, -1)?),
            ))
        }
    }
}

/// Easter Sunday of the Western churches.
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century) = (y % 19, y / 100);
    let sun =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (y % 100 / 4) - sun - y % 100 % 4) % 7;
    let late = (golden + 11 * sun + 22 * week) / 451;
    let index = sun + week - 7 * late + 114;
    Date::new(
        year,
        i8::try_from(index / 31).ok()?,
        i8::try_from(index % 31 + 1).ok()?,
    )
    .ok()
}

/// Easter Sunday of the Eastern churches, which reckon by the Julian calendar.
pub(crate) fn eastern_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let moon = (19 * (y % 19) + 15) % 30;
    let week = (2 * (y % 4) + 4 * (y % 7) - moon + 34) % 7;
    let index = moon + week + 114;
    let julian = Date::new(
        year,
        i8::try_from(index / 31).ok()?,
        i8::try_from(index % 31 + 1).ok()?,
    )
    .ok()?;
    // by so many days the Julian calendar is behind
    let century = i64::from(y / 100);
    shift(julian, century - century / 4 - 2)
}

/// The day of that number in a month that is not named: the last or the coming one.
pub(crate) fn day_of_month(day: u8, side: Side, published: Date) -> Option<Date> {
    let day = i8::try_from(day).ok()?;
    let months = (-2..=2).filter_map(|steps| {
        let (year, month) = shift_month(published.year(), published.month(), steps)?;
        Date::new(year, month, day).ok()
    });
    let days: Vec<Date> = months.collect();
    match side {
        Side::Future | Side::StrictlyFuture | Side::Ahead => {
            days.into_iter().find(|d| *d >= published)
        }
        _ => days.into_iter().rev().find(|d| *d <= published),
    }
}

/// The day of that number in its month that is that weekday, near `published`: nobody
/// names both where they do not agree.
pub(crate) fn agreeing(day: u8, weekday: Weekday, side: Side, published: Date) -> Option<Date> {
    let day = i8::try_from(day).ok()?;
    let months = (-1..=1).filter_map(|steps| {
        let (year, month) = shift_month(published.year(), published.month(), steps)?;
        Date::new(year, month, day).ok()
    });
    let fits: Vec<Date> = months.filter(|d| d.weekday() == weekday).collect();
    let ahead = matches!(side, Side::Future | Side::StrictlyFuture | Side::Ahead);
    let wanted = fits.iter().copied().find(|d| (*d >= published) == ahead);
    wanted.or_else(|| {
        fits.into_iter()
            .min_by_key(|d| days_between(*d, published).abs())
    })
}

/// Which way a date without a year lies, by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// «الماضي»: before this month, or before today for weekdays.
    StrictlyPast,
    /// Nothing said: news looks back.
    Neutral,
    /// Nothing said, and the reader looks ahead: the coming one, the present month counting
    /// as coming, today not as its weekday.
    Ahead,
    /// The clause tells of the past.
    Past,
    /// The clause tells of the future.
    Future,
    /// «المقبل»: after today.
    StrictlyFuture,
    /// «الجاري»: the nearest.
    Current,
}

/// How far ahead a day without a year may lie where nothing says that it is to come.
const AHEAD: i64 = 31;

/// The days meant by a month (and day of it) without a year, seen from `published`.
pub(crate) fn implied(
    calendar: Calendar,
    month: u8,
    day: Option<u8>,
    side: Side,
    said: Option<Weekday>,
    published: Date,
) -> Option<(Date, Date)> {
    let this = match calendar {
        Calendar::Gregorian => i32::from(published.year()),
        Calendar::Hijri => hijri_year(published)?,
    };
    let candidates: Vec<(Date, Date)> = (this - 4..=this + 4)
        .filter_map(|year| days(calendar, year, month, day))
        .collect();
    let (month_first, month_last) = (published.first_of_month(), published.last_of_month());
    let latest = |limit: Date| candidates.iter().rev().find(|(first, _)| *first <= limit);
    let earliest = |limit: Date| candidates.iter().find(|(_, last)| *last >= limit);
    let holds = |c: &(Date, Date)| c.0 <= published && published <= c.1;
    let found = match side {
        Side::StrictlyPast if calendar == Calendar::Gregorian => {
            latest(month_first.yesterday().ok()?)
        }
        Side::StrictlyPast => candidates
            .iter()
            .rev()
            .find(|c| c.1 < published && !holds(c)),
        Side::StrictlyFuture if calendar == Calendar::Gregorian && day.is_none() => {
            candidates.iter().find(|c| c.0 > month_last)
        }
        Side::StrictlyFuture => candidates.iter().find(|c| c.0 > published),
        Side::Future => {
            // «قال إنه سيصعد في منتصف يوليو», read in August: it was to come then
            let (last, next) = (latest(published), earliest(published));
            let near = last.filter(|c| days_between(published, c.1) < 62);
            let far = next.is_none_or(|c| days_between(c.0, published) > 270);
            if far { near.or(next) } else { next }
        }
        Side::Current => candidates
            .iter()
            .min_by_key(|c| days_between(c.0, published).unsigned_abs()),
        Side::Past => latest(published),
        Side::Ahead if calendar == Calendar::Gregorian => candidates
            .iter()
            .find(|(_, last)| last.last_of_month() >= published),
        Side::Ahead => earliest(published),
        Side::Neutral => {
            let limit = if day.is_some() {
                shift(published, AHEAD)?
            } else {
                published
            };
            latest(limit)
        }
    }
    .copied()?;
    // a weekday beside it decides between the last and the coming one
    let fits = |c: &(Date, Date)| said.is_none_or(|weekday| c.0.weekday() == weekday);
    if day.is_some() && !fits(&found) {
        let near = candidates
            .iter()
            .filter(|c| fits(c) && (-366..=183).contains(&days_between(c.0, published)));
        if let Some(other) = near.min_by_key(|c| days_between(c.0, published).abs())
            && matches!(
                side,
                Side::Neutral | Side::Ahead | Side::Past | Side::Future
            )
        {
            return Some(*other);
        }
    }
    Some(found)
}

/// Days from `b` to `a`.
pub(crate) fn days_between(a: Date, b: Date) -> i64 {
    a.duration_since(b).as_hours() / 24
}

/// The weekday meant, seen from `published`.
pub(crate) fn nearest_weekday(weekday: Weekday, side: Side, published: Date) -> Option<Date> {
    let back = i64::from(published.weekday().since(weekday));
    let days = match side {
        Side::StrictlyPast => -(if back == 0 { 7 } else { back }),
        Side::Neutral | Side::Past | Side::Current => -back,
        Side::Future => (7 - back) % 7,
        Side::StrictlyFuture | Side::Ahead => 7 - back,
    };
    shift(published, days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn umm_al_qura_months() {
        assert_eq!(hijri_month(1441, 9), Some(date(2020, 4, 24)));
        assert_eq!(hijri_month(1441, 1), Some(date(2019, 8, 31)));
        assert_eq!(hijri_year(date(2020, 6, 17)), Some(1441));
        assert_eq!(
            days(Calendar::Hijri, 1441, 9, None),
            Some((date(2020, 4, 24), date(2020, 5, 23)))
        );
    }

    #[test]
    fn easter_sundays() {
        for (year, month, day) in [(2019, 4, 21), (2015, 4, 5), (2000, 4, 23), (2024, 3, 31)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn eastern_easter_sundays() {
        for (year, month, day) in [(2019, 4, 28), (2020, 4, 19), (2017, 4, 16), (2024, 5, 5)] {
            assert_eq!(eastern_easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn days_that_agree_with_a_weekday() {
        let published = date(2020, 6, 17);
        let found = |day, weekday, side| agreeing(day, weekday, side, published);
        assert_eq!(
            found(14, Weekday::Sunday, Side::Neutral),
            Some(date(2020, 6, 14))
        );
        assert_eq!(
            found(19, Weekday::Friday, Side::Neutral),
            Some(date(2020, 6, 19))
        );
        assert_eq!(found(15, Weekday::Sunday, Side::Neutral), None);
        assert_eq!(
            day_of_month(27, Side::Neutral, published),
            Some(date(2020, 5, 27))
        );
        assert_eq!(
            day_of_month(27, Side::Ahead, published),
            Some(date(2020, 6, 27))
        );
    }

    #[test]
    fn weekdays_on_both_sides_of_the_day() {
        let wednesday = date(2020, 6, 17);
        for (side, expected) in [
            (Side::StrictlyPast, 10),
            (Side::Neutral, 17),
            (Side::Future, 17),
            (Side::StrictlyFuture, 24),
        ] {
            assert_eq!(
                nearest_weekday(Weekday::Wednesday, side, wednesday),
                Some(date(2020, 6, expected)),
                "{side:?}"
            );
        }
    }

    #[test]
    fn years_that_are_not_written() {
        let published = date(2020, 6, 17);
        let year = |month, day, side| {
            implied(Calendar::Gregorian, month, day, side, None, published).map(|d| d.0.year())
        };
        assert_eq!(year(12, Some(5), Side::Neutral), Some(2019));
        assert_eq!(
            year(7, Some(5), Side::Neutral),
            Some(2020),
            "so near ahead that no one would mean last year's"
        );
        assert_eq!(year(7, Some(5), Side::Past), Some(2019));
        assert_eq!(year(12, Some(5), Side::Future), Some(2020));
        assert_eq!(year(6, None, Side::StrictlyPast), Some(2019));
        assert_eq!(year(6, None, Side::Neutral), Some(2020));
        assert_eq!(year(2, Some(29), Side::Neutral), Some(2020));
    }
}
