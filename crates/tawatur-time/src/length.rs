//! How long a stretch is, as an ISO 8601 duration.

use std::fmt;

use crate::entry::Unit;

/// How many parts a duration may have («عام وشهر و21 يوما»).
const PARTS: usize = 4;

/// So many of each of some units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Length {
    parts: [Option<(f64, Unit)>; PARTS],
}

impl Length {
    /// So many of a unit; `None` for a unit without measure.
    pub(crate) fn of(number: f64, unit: Unit) -> Option<Self> {
        (unit != Unit::Period).then_some(Self {
            parts: [Some((number, unit)), None, None, None],
        })
    }

    /// With so many of another unit; `None` where there are too many, or one twice.
    pub(crate) fn and(mut self, other: Self) -> Option<Self> {
        for (number, unit) in other.parts.into_iter().flatten() {
            if self.parts.iter().flatten().any(|part| part.1 == unit) {
                return None;
            }
            *self.parts.iter_mut().find(|part| part.is_none())? = Some((number, unit));
        }
        Some(self)
    }

    /// True where no part has a fraction.
    pub(crate) fn is_whole(self) -> bool {
        let mut parts = self.parts.into_iter().flatten();
        parts.all(|(number, _)| number.fract() == 0.0)
    }

    /// Its smallest unit.
    pub(crate) fn finest(self) -> Option<Unit> {
        self.parts.into_iter().flatten().map(|part| part.1).min()
    }

    /// As months and days, fractions of a month being thirtieths, hours rounded to days.
    pub(crate) fn months_and_days(self) -> Option<(i64, i64)> {
        let (mut months, mut days) = (0.0, 0.0);
        for (number, unit) in self.parts.into_iter().flatten() {
            match unit {
                Unit::Century => months += 1200.0 * number,
                Unit::Decade => months += 120.0 * number,
                Unit::Year => months += 12.0 * number,
                Unit::Month => months += number,
                Unit::Week => days += 7.0 * number,
                Unit::Day => days += number,
                Unit::Hour => days += number / 24.0,
                Unit::Minute | Unit::Second | Unit::Period => {}
            }
        }
        days += months.fract() * 30.0;
        Some((whole(months.trunc())?, whole(days.round())?))
    }

    /// As seconds, where no part is a month or longer.
    pub(crate) fn seconds(self) -> Option<i64> {
        let mut seconds = 0.0;
        for (number, unit) in self.parts.into_iter().flatten() {
            seconds += number
                * match unit {
                    Unit::Week => 604_800.0,
                    Unit::Day => 86_400.0,
                    Unit::Hour => 3_600.0,
                    Unit::Minute => 60.0,
                    Unit::Second => 1.0,
                    _ => return None,
                };
        }
        whole(seconds.round())
    }

    /// Its parts, the greatest unit first.
    pub(crate) fn parts(self) -> Vec<(f64, Unit)> {
        let mut parts: Vec<(f64, Unit)> = self.parts.into_iter().flatten().collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.1));
        parts
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        let mut in_day = false;
        for (number, unit) in self.parts() {
            let (factor, letter) = match unit {
                Unit::Century => (100.0, 'Y'),
                Unit::Decade => (10.0, 'Y'),
                Unit::Year => (1.0, 'Y'),
                Unit::Month => (1.0, 'M'),
                Unit::Week => (1.0, 'W'),
                Unit::Day => (1.0, 'D'),
                Unit::Hour => (1.0, 'H'),
                Unit::Minute => (1.0, 'M'),
                Unit::Second => (1.0, 'S'),
                Unit::Period => continue,
            };
            if matches!(letter, 'H' | 'S') || unit == Unit::Minute {
                if !in_day {
                    f.write_str("T")?;
                }
                in_day = true;
            }
            write!(f, "{}{letter}", number * factor)?;
        }
        Ok(())
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the range was checked")]
fn whole(number: f64) -> Option<i64> {
    (number.abs() < 1e12).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_as_iso_8601() {
        let long = |parts: &[(f64, Unit)]| {
            let mut all = parts.iter().filter_map(|&(n, unit)| Length::of(n, unit));
            let first = all.next()?;
            all.try_fold(first, Length::and).map(|l| l.to_string())
        };
        for (parts, wanted) in [
            (&[(3.0, Unit::Day)][..], Some("P3D")),
            (&[(1.5, Unit::Hour)], Some("PT1.5H")),
            (&[(2.0, Unit::Decade)], Some("P20Y")),
            (&[(21.0, Unit::Day), (1.0, Unit::Year)], Some("P1Y21D")),
            (&[(2.0, Unit::Day), (30.0, Unit::Minute)], Some("P2DT30M")),
            (&[(2.0, Unit::Day), (1.0, Unit::Day)], None),
            (&[(2.0, Unit::Period)], None),
        ] {
            assert_eq!(long(parts).as_deref(), wanted, "{parts:?}");
        }
    }
}
