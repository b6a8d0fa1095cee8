//! EDTF level 1 values (ISO 8601-2): `2019-12-05`, `2019-10~`, `199X`, `2019-21`,
//! `2019-12-05T20`, `2019-10-10/2019-10-12`, `/2019-12-05`, `2019-12-05/..`.
//!
//! A value that exists is valid: months, days, hours and the order of an interval's ends
//! are checked when it is made or parsed. Years go from -9999 to 9999.

use std::fmt;
use std::str::FromStr;

mod parse;

/// A day of the proleptic Gregorian calendar, ordered in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year; 0 is 1 BC.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Day {
    /// The day, where the calendar has it.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let real = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        (real && YEARS.contains(&year)).then_some(Self { year, month, day })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_year(f, self.year)?;
        write!(f, "-{:02}-{:02}", self.month, self.day)
    }
}

const YEARS: std::ops::RangeInclusive<i32> = -9999..=9999;

/// Days of a month, 28 to 31; 0 where there is no such month.
#[must_use]
pub const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// How sure a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Qualifier {
    /// As it stands.
    #[default]
    None,
    /// `~`: about.
    Approximate,
    /// `?`: perhaps.
    Uncertain,
    /// `%`: perhaps and about.
    Both,
}

/// How finely a date is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Detail {
    /// The last digits of the year, 0 to 4 of them, are not given.
    Year {
        hidden: u8,
    },
    /// 21 spring, 22 summer, 23 autumn, 24 winter.
    Season(u8),
    /// `2019-XX`, and with `day` `2019-XX-XX`.
    HiddenMonth {
        day: bool,
    },
    Month(u8),
    /// `2019-10-XX`.
    HiddenDay(u8),
    Day(u8, u8),
    /// Month, day, hour, minute, second.
    Time(u8, u8, u8, Option<u8>, Option<u8>),
}

/// One date: a year, season, month, day or hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    year: i32,
    detail: Detail,
    qualifier: Qualifier,
}

impl Date {
    /// A year.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        Self::checked(year, Detail::Year { hidden: 0 })
    }

    /// A decade, by any of its years (`199X`).
    #[must_use]
    pub fn decade(year: i32) -> Option<Self> {
        Self::checked(year - year.rem_euclid(10), Detail::Year { hidden: 1 })
            .filter(|d| d.year >= 0)
    }

    /// A century, by any of its years (`19XX`).
    #[must_use]
    pub fn century(year: i32) -> Option<Self> {
        Self::checked(year - year.rem_euclid(100), Detail::Year { hidden: 2 })
            .filter(|d| d.year >= 0)
    }

    /// A season of a year: 21 spring, 22 summer, 23 autumn, 24 winter.
    #[must_use]
    pub fn season(year: i32, season: u8) -> Option<Self> {
        Self::checked(year, Detail::Season(season))
    }

    /// A month.
    #[must_use]
    pub fn month(year: i32, month: u8) -> Option<Self> {
        Self::checked(year, Detail::Month(month))
    }

    /// A day.
    #[must_use]
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        Self::checked(year, Detail::Day(month, day))
    }

    /// An hour of a day, 0 to 23.
    #[must_use]
    pub fn hour(year: i32, month: u8, day: u8, hour: u8) -> Option<Self> {
        Self::checked(year, Detail::Time(month, day, hour, None, None))
    }

    /// A minute of a day.
    #[must_use]
    pub fn minute(year: i32, month: u8, day: u8, hour: u8, minute: u8) -> Option<Self> {
        Self::checked(year, Detail::Time(month, day, hour, Some(minute), None))
    }

    /// The same date, qualified.
    #[must_use]
    pub const fn with(self, qualifier: Qualifier) -> Self {
        Self { qualifier, ..self }
    }

    /// How sure it is.
    #[must_use]
    pub const fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    fn checked(year: i32, detail: Detail) -> Option<Self> {
        let valid = match detail {
            Detail::Year { hidden } => hidden <= 4,
            Detail::Season(season) => (21..=24).contains(&season),
            Detail::HiddenMonth { .. } => true,
            Detail::Month(month) | Detail::HiddenDay(month) => (1..=12).contains(&month),
            Detail::Day(month, day) => Day::new(year, month, day).is_some(),
            Detail::Time(month, day, hour, minute, second) => {
                Day::new(year, month, day).is_some()
                    && hour < 24
                    && minute.is_none_or(|m| m < 60)
                    && second.is_none_or(|s| s < 60)
            }
        };
        (valid && YEARS.contains(&year)).then_some(Self {
            year,
            detail,
            qualifier: Qualifier::None,
        })
    }

    /// The first day it may be. Seasons are the meteorological ones of the north, winter
    /// beginning in December of its year.
    #[must_use]
    pub fn first_day(self) -> Day {
        let (month, day) = match self.detail {
            Detail::Year { .. } | Detail::HiddenMonth { .. } => (1, 1),
            Detail::Season(season) => (3 * (season - 20), 1),
            Detail::Month(month) | Detail::HiddenDay(month) => (month, 1),
            Detail::Day(month, day) | Detail::Time(month, day, ..) => (month, day),
        };
        Day {
            year: self.year,
            month,
            day,
        }
    }

    /// The last day it may be.
    #[must_use]
    pub fn last_day(self) -> Day {
        let (year, month) = match self.detail {
            Detail::Year { hidden } => (self.year + 10_i32.pow(u32::from(hidden)) - 1, 12),
            Detail::HiddenMonth { .. } => (self.year, 12),
            Detail::Season(24) => (self.year + 1, 2),
            Detail::Season(season) => (self.year, 3 * (season - 20) + 2),
            Detail::Month(month) | Detail::HiddenDay(month) => (self.year, month),
            Detail::Day(month, day) | Detail::Time(month, day, ..) => {
                return Day {
                    year: self.year,
                    month,
                    day,
                };
            }
        };
        Day {
            year,
            month,
            day: days_in_month(year, month),
        }
    }

    /// The day, where it is given to the day or finer.
    #[must_use]
    pub const fn as_day(self) -> Option<Day> {
        match self.detail {
            Detail::Day(month, day) | Detail::Time(month, day, ..) => Some(Day {
                year: self.year,
                month,
                day,
            }),
            _ => None,
        }
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        Self {
            year: day.year,
            detail: Detail::Day(day.month, day.day),
            qualifier: Qualifier::None,
        }
    }
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A date.
    Date(Date),
    /// `..`: it has no end there.
    Open,
    /// Nothing written: it has an end there, not known.
    Unknown,
}

impl From<Date> for Bound {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

/// An EDTF level 1 value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One date.
    Date(Date),
    /// From one end to another; made by [`Edtf::interval`], which checks their order.
    Interval(Interval),
}

/// An interval, its ends in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    start: Bound,
    end: Bound,
}

impl Interval {
    /// Its start.
    #[must_use]
    pub const fn start(self) -> Bound {
        self.start
    }

    /// Its end.
    #[must_use]
    pub const fn end(self) -> Bound {
        self.end
    }
}

impl Edtf {
    /// An interval; `None` where it ends before it starts or neither end is a date.
    #[must_use]
    pub fn interval(start: impl Into<Bound>, end: impl Into<Bound>) -> Option<Self> {
        let (start, end) = (start.into(), end.into());
        let ordered = match (start, end) {
            (Bound::Date(a), Bound::Date(b)) => a.first_day() <= b.last_day(),
            (Bound::Date(_), _) | (_, Bound::Date(_)) => true,
            _ => false,
        };
        ordered.then_some(Self::Interval(Interval { start, end }))
    }

    /// The first day it may cover; `None` where its start is open or not known.
    #[must_use]
    pub fn first_day(self) -> Option<Day> {
        match self {
            Self::Date(date)
            | Self::Interval(Interval {
                start: Bound::Date(date),
                ..
            }) => Some(date.first_day()),
            Self::Interval(_) => None,
        }
    }

    /// The last day it may cover; `None` where its end is open or not known.
    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        match self {
            Self::Date(date)
            | Self::Interval(Interval {
                end: Bound::Date(date),
                ..
            }) => Some(date.last_day()),
            Self::Interval(_) => None,
        }
    }
}

impl From<Date> for Edtf {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

/// Why a text is no EDTF value that we read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    /// It has not the form of one.
    #[error(
        "“{0}” is no date in EDTF: write it like 2019-12-05, 2019-12, 2019, 2019-12-05/2019-12-09 or /2019-12-05"
    )]
    Form(String),
    /// It has, but no calendar has such a date.
    #[error("“{0}” is a date that no calendar has: check its month, day and hour")]
    Calendar(String),
    /// An interval that ends before it starts.
    #[error("“{0}” ends before it starts")]
    Order(String),
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        parse::value(text)
    }
}

fn write_year(f: &mut fmt::Formatter<'_>, year: i32) -> fmt::Result {
    if year < 0 {
        write!(f, "-{:04}", year.unsigned_abs())
    } else {
        write!(f, "{year:04}")
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Detail::Year { hidden } = self.detail {
            let shown = format!("{:04}", self.year.unsigned_abs());
            let kept = shown.len().saturating_sub(usize::from(hidden));
            let sign = if self.year < 0 { "-" } else { "" };
            write!(
                f,
                "{sign}{}{}",
                shown.get(..kept).unwrap_or_default(),
                "X".repeat(usize::from(hidden))
            )?;
        } else {
            write_year(f, self.year)?;
        }
        match self.detail {
            Detail::Year { .. } => {}
            Detail::Season(part) | Detail::Month(part) => write!(f, "-{part:02}")?,
            Detail::HiddenMonth { day } => f.write_str(if day { "-XX-XX" } else { "-XX" })?,
            Detail::HiddenDay(month) => write!(f, "-{month:02}-XX")?,
            Detail::Day(month, day) => write!(f, "-{month:02}-{day:02}")?,
            Detail::Time(month, day, hour, minute, second) => {
                write!(f, "-{month:02}-{day:02}T{hour:02}")?;
                for part in [minute, second].into_iter().flatten() {
                    write!(f, ":{part:02}")?;
                }
            }
        }
        f.write_str(match self.qualifier {
            Qualifier::None => "",
            Qualifier::Approximate => "~",
            Qualifier::Uncertain => "?",
            Qualifier::Both => "%",
        })
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Interval(Interval { start, end }) => write!(f, "{start}/{end}"),
        }
    }
}

#[cfg(test)]
mod tests;
