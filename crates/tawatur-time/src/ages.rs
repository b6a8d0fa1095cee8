//! Years, seasons, decades and centuries: «عام 2016», «صيف 2017», «تسعينيات القرن الماضي».

use jiff::civil::Date;
use tawatur_text::numeral::NumberKind;

use crate::calendar;
use crate::entry::{Amount, Calendar, Entry, Unit};
use crate::reader::{Read, Reader};
use crate::resolve::weeks;
use crate::scan::Lead;
use crate::stretch::Stretch;
use crate::value::{Point, Value};

impl Reader<'_, '_> {
    /// The calendar of a year's number and the token after its «هـ» or «م».
    pub(crate) fn era(&self, at: usize, year: i32) -> (Calendar, usize) {
        let found = self.scan.bare(at, |e| {
            if let Entry::Era(era) = e {
                Some(era)
            } else {
                None
            }
        });
        let guess = if (1300..1500).contains(&year) {
            Calendar::Hijri
        } else {
            Calendar::Gregorian
        };
        found.map_or((guess, at), |(era, end)| (era, end))
    }

    /// «عام 2016», «سنة 1400 هـ», «العام ألفين وثلاثة».
    pub(crate) fn year(&self, at: usize) -> Option<Stretch> {
        let (_, next, _) = self.scan.find(at, |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Year,
                    amount: Amount::One,
                    ..
                }
            )
            .then_some(())
        })?;
        // «العام الهجري 1441»
        let before = self.scan.bare(next, |e| match e {
            Entry::Era(era) => Some(era),
            _ => None,
        });
        let next = before.map_or(next, |(_, end)| end);
        let (year, kind, lead, number_end) = self.scan.whole(next)?;
        let (calendar, end) = self.era(number_end, year);
        let calendar = before.map_or(calendar, |(era, _)| era);
        let with_era = end > number_end || before.is_some();
        let plausible = (1000..2200).contains(&year) || with_era && (100..1000).contains(&year);
        if kind != NumberKind::Cardinal || lead != Lead::None || !plausible {
            return None;
        }
        Some(Stretch {
            value: calendar::year_value(calendar, year),
            grain: Unit::Year,
            end,
        })
    }

    /// «في 2016», «منذ 2011».
    pub(crate) fn bare_year(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let before = at.checked_sub(1)?;
        let headed = scan
            .find(before, |e| {
                matches!(e, Entry::In | Entry::At | Entry::Since).then_some(())
            })
            .is_some();
        if headed && let Some((year, end)) = self.year_in_words(at).filter(|y| y.1 >= at + 3) {
            let value = calendar::year_value(Calendar::Gregorian, year);
            return self.closed(end).then(|| Read::point(value, end));
        }
        // «في 1442هـ»
        if headed
            && let Some((year, 3 | 4)) = scan.digits(at)
            && let (calendar, end) = self.era(at + 1, year)
            && end > at + 1
        {
            return Some(Read::point(calendar::year_value(calendar, year), end));
        }
        let year = self.year_digits(at)?;
        if !headed || !(1900..2100).contains(&year) {
            return None;
        }
        // a number of things: «في 2000 قرية» cannot be told from a year, but «2000 من» and «2000 يوم» can
        let counts = scan
            .bare(at + 1, |e| {
                matches!(e, Entry::Unit { .. } | Entry::From).then_some(())
            })
            .is_some()
            || scan.number(at).is_some_and(|n| n.tokens.end > at + 1)
            || year % 100 == 0 && scan.punct(at + 1).is_none() && at + 1 < scan.len()
            || matches!(scan.punct(at + 1), Some('%' | '٪' | '$' | ':'))
            || scan.whole(at + 1).is_some() && !scan.line_break(at + 1);
        (!counts).then(|| Read::point(calendar::year_value(Calendar::Gregorian, year), at + 1))
    }

    /// «صيف عام 2016», «الصيف الماضي», «شتاء العام الماضي».
    pub(crate) fn season(&self, at: usize, lenient: bool) -> Option<Stretch> {
        let scan = self.scan;
        let ((season, definite), next, _) = scan.find(at, |e| {
            if let Entry::Season { number, definite } = e {
                Some((number, definite))
            } else {
                None
            }
        })?;
        let at_year = |year: i16, end| Stretch {
            value: Some(Value::point(Point::Season(year, season))),
            grain: Unit::Month,
            end,
        };
        if let Some((year, Calendar::Gregorian, end)) = self.year_after(next, Calendar::Gregorian) {
            // «شتاء 2013-2014»
            let two = matches!(scan.punct(end), Some('-' | '–' | '/'))
                && scan
                    .digits(end + 1)
                    .is_some_and(|(y, _)| y == year + 1 || y == (year + 1) % 100);
            let end = if two { end + 2 } else { end };
            return Some(at_year(i16::try_from(year).ok()?, end));
        }
        let from = scan.after(next, Entry::From).unwrap_or(next);
        if let Some(year) = self
            .this(from)
            .or_else(|| self.unit_with_adjective(from))
            .filter(|s| s.grain == Unit::Year)
        {
            let value = year.value.and_then(|v| {
                if let Point::Year(y) = v.start {
                    Some(Value::point(Point::Season(y, season)))
                } else {
                    None
                }
            });
            return Some(Stretch {
                value,
                grain: Unit::Month,
                end: year.end,
            });
        }
        let relative = self.relative(next).filter(|_| definite);
        let (steps, end) = match relative {
            Some((relative, end)) => (weeks(relative)?, end),
            None if lenient && definite => (0, next),
            None => return None,
        };
        let value = self.published.and_then(|day| {
            // a season belongs to the year in which it begins
            let begins = (i8::try_from(season).ok()? - 20) * 3;
            let this = if day.month() >= begins {
                day.year()
            } else {
                day.year() - 1
            };
            let ended = season_end(this, begins)? < day;
            let year = match steps {
                0 => this,
                1 => this + 1,
                _ if ended => this,
                _ => this - 1,
            };
            Some(Value::point(Point::Season(year, season)))
        });
        Some(Stretch {
            value,
            grain: Unit::Month,
            end,
        })
    }

    /// «تسعينيات القرن الماضي», «الثمانينيات».
    pub(crate) fn decade(&self, at: usize) -> Option<Stretch> {
        let (tens, next, _) = self.scan.find(at, |e| {
            if let Entry::Decade(tens) = e {
                Some(tens)
            } else {
                None
            }
        })?;
        let from = self.scan.after(next, Entry::From).unwrap_or(next);
        if self
            .scan
            .find(from, |e| (e == Entry::Age).then_some(()))
            .is_some()
        {
            // «في الثلاثينيات من عمره»
            return None;
        }
        let century = self.century(from).or_else(|| {
            self.unit_with_adjective(from)
                .filter(|s| s.grain == Unit::Century)
        });
        let (start, end) = match century {
            Some(Stretch {
                value: Some(value),
                end,
                ..
            }) => match value.start {
                Point::Century(year) => (Some(year), end),
                _ => (None, end),
            },
            Some(Stretch {
                value: None, end, ..
            }) => (None, end),
            None => (Some(1900), next),
        };
        let value = start.map(|year| Value::point(Point::Decade(year + i16::from(tens) * 10)));
        Some(Stretch {
            value,
            grain: Unit::Decade,
            end,
        })
    }

    /// «القرن العشرين», «القرن التاسع عشر», «القرن الـ19».
    pub(crate) fn century(&self, at: usize) -> Option<Stretch> {
        let scan = self.scan;
        let (_, mut next, _) = scan.find(at, Entry::one(Unit::Century, true))?;
        if scan.is_word(next, "ال") {
            next += 1;
        }
        let (which, _, lead, end) = scan.whole(next)?;
        if lead != Lead::None || !(1..=30).contains(&which) {
            return None;
        }
        let (calendar, end) = self.era(end, 0);
        let value = (calendar == Calendar::Gregorian)
            .then(|| {
                i16::try_from((which - 1) * 100)
                    .ok()
                    .map(|year| Value::point(Point::Century(year)))
            })
            .flatten();
        Some(Stretch {
            value,
            grain: Unit::Century,
            end,
        })
    }
}

fn season_end(year: i16, begins: i8) -> Option<Date> {
    let (year, month) = calendar::shift_month(year, begins, 2)?;
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}
