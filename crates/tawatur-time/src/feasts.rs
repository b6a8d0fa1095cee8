//! Feasts: «عيد الفطر», «ثاني أيام عيد الأضحى», «الجمعة العظيمة».

use jiff::civil::Date;
use tawatur_text::numeral::NumberKind;

use crate::calendar::{self, Side};
use crate::dates::Feast;
use crate::entry::{Calendar, Entry, FeastRule, Unit};
use crate::reader::Reader;

impl Reader<'_, '_> {
    /// «عيد الفطر», «ثاني أيام عيد الأضحى», «اليوم الأول من عيد الفطر الماضي».
    pub(crate) fn feast_at(&self, at: usize) -> Option<(Feast, usize)> {
        let scan = self.scan;
        let feast = |at| {
            scan.find(at, |e| match e {
                Entry::Feast(rule) => Some(rule),
                _ => None,
            })
        };
        let day_of = |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Day,
                    ..
                }
            )
            .then_some(())
        };
        let mut day = 1;
        let named = feast(at).filter(|f| f.0 != FeastRule::Eid);
        let (rule, next, _) = named.or_else(|| {
            let number = |at| {
                scan.whole(at)
                    .filter(|n| n.1 == NumberKind::Ordinal && (1..=9).contains(&n.0))
            };
            let (which, end) = match number(at) {
                Some((which, _, _, end)) => (which, scan.bare(end, day_of)?.1),
                None => {
                    let (_, end, _) = scan.find(at, day_of)?;
                    let (which, _, _, end) = number(end)?;
                    (which, scan.after(end, Entry::From).unwrap_or(end))
                }
            };
            day = u8::try_from(which).ok()?;
            feast(end)
        })?;
        let (year, relative, end) = match self.year_after(next, Calendar::Gregorian) {
            Some((year, _, end)) => (Some(year), None, end),
            None => match self.relative(next) {
                Some((relative, end)) => (None, Some(relative), end),
                None => (None, None, next),
            },
        };
        Some((
            Feast {
                rule,
                day,
                year,
                relative,
            },
            end,
        ))
    }

    /// The first day of a feast: in the year written, else the one that the words around
    /// it look to.
    pub(crate) fn feast(&self, feast: &Feast, side: Side, published: Date) -> Option<Date> {
        let fixed = |calendar, month, day| match feast.year {
            Some(year) => feast_in(calendar, month, day, year),
            None => calendar::implied(calendar, month, Some(day), side, None, published)
                .map(|(first, _)| first),
        };
        match feast.rule {
            FeastRule::Fixed(calendar, month, day, days) => {
                calendar::shift(fixed(calendar, month, day)?, i64::from(days))
            }
            // «ثاني أيام العيد»: whichever of the two is nearer
            FeastRule::Eid => [(10, 1), (12, 10)]
                .into_iter()
                .filter_map(|(month, day)| {
                    let found = |side| {
                        calendar::implied(Calendar::Hijri, month, Some(day), side, None, published)
                    };
                    found(Side::Current).map(|(first, _)| first)
                })
                .min_by_key(|day| calendar::days_between(*day, published).abs()),
            FeastRule::Easter { eastern, days } => {
                let on = |year: i16| {
                    let easter = if eastern {
                        calendar::eastern_easter(year)
                    } else {
                        calendar::easter(year)
                    };
                    calendar::shift(easter?, i64::from(days))
                };
                if let Some(year) = feast.year {
                    return on(i16::try_from(year).ok()?);
                }
                let mut found: Vec<Date> = (-1..=1)
                    .filter_map(|y| on(published.year().checked_add(y)?))
                    .collect();
                match side {
                    Side::Current => {}
                    Side::Future | Side::StrictlyFuture | Side::Ahead => {
                        found.retain(|d| *d >= published)
                    }
                    _ => found.retain(|d| *d <= published),
                }
                found
                    .into_iter()
                    .min_by_key(|d| calendar::days_between(*d, published).abs())
            }
        }
    }
}

/// The day of a feast that falls into a year, Hijri or Gregorian.
fn feast_in(calendar: Calendar, month: u8, day: u8, year: i32) -> Option<Date> {
    let on = |year| calendar::days(calendar, year, month, Some(day)).map(|(first, _)| first);
    let hijri_year = (1300..1500).contains(&year);
    if hijri_year == (calendar == Calendar::Hijri) {
        return on(year);
    }
    if hijri_year {
        return None;
    }
    let from = calendar::hijri_year(Date::new(i16::try_from(year).ok()?, 1, 1).ok()?)?;
    (from..=from + 1)
        .filter_map(on)
        .find(|day| i32::from(day.year()) == year)
}
