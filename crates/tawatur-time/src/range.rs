//! Ranges: «بين 12 و15 أيار», «من 20 إلى 25 نونبر 2021», «ليل الأحد-الاثنين»,
//! «يومي السبت والأحد», «2011-2015».

use jiff::civil::Weekday;
use tawatur_text::numeral::NumberKind;

use crate::calendar::{self, Side};
use crate::dates::{CalendarDate, Month};
use crate::entry::{Calendar, Demonstrative, Entry, Part, Relative, Unit};
use crate::reader::{Read, Reader};
use crate::resolve::side_of;
use crate::scan::Lead;
use crate::value::{Point, Value};

/// One end of a range as written.
#[derive(Debug, Clone)]
enum End {
    /// A number that may be a day of the other end's month.
    Day(u8),
    Year(i32),
    Date(CalendarDate),
    Weekday(Weekday),
    Value(Value),
}

impl Reader<'_, '_> {
    pub(crate) fn range(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        if let Some((head, next, _)) = scan.find(at, |e| {
            matches!(e, Entry::Between | Entry::From | Entry::Pair).then_some(e)
        }) {
            let found = match head {
                Entry::From => self
                    .open_close(at, next)
                    .or_else(|| self.clocks(at, next))
                    .or_else(|| self.dashed(next).filter(|r| r.value.is_some())),
                Entry::Between => {
                    // «بين عامي 2011 و2015», «بين يومي»
                    let next = scan.after(next, Entry::Pair).unwrap_or(next);
                    self.and(at, next)
                        .or_else(|| self.clocks(at, next))
                        .or_else(|| self.dashed(next))
                }
                _ => self.and(at, next),
            };
            if found.is_some() {
                return found;
            }
        }
        self.weekdays(at)
            .or_else(|| self.weekday_pair(at))
            .or_else(|| self.dashed(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.headless(at))
    }

    pub(crate) fn open_close(&self, at: usize, next: usize) -> Option<Read> {
        let scan = self.scan;
        let (a, end) = self.end(next)?;
        let (_, to, _) = scan.find(end, |e| (e == Entry::To).then_some(()))?;
        // «وحتى»
        let to = scan.after(to, Entry::To).unwrap_or(to);
        let (b, end) = self.end(to)?;
        self.join(at, a, b, end)
    }

    /// «تموز 13-15», «نوفمبر بين 15 و19».
    fn month_first(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let (calendar, month, end) = self.month_name(at, false)?;
        let between = scan.after(end, Entry::Between);
        let (first, next) = self.day_number(between.unwrap_or(end))?;
        let dash = matches!(scan.punct(next), Some('-' | '–' | '—')) && between.is_none();
        let and = between.is_some()
            && (scan.is_word(next, "و") || scan.whole(next).is_some_and(|n| n.2 == Lead::And));
        if !dash && !and {
            return None;
        }
        let next = if dash || scan.is_word(next, "و") {
            next + 1
        } else {
            next
        };
        let (last, end) = self.day_number(next)?;
        let date = self.with_year(CalendarDate {
            calendar,
            year: None,
            month: Month::Named(month),
            day: Some(last),
            relative: None,
            end,
        });
        let end = date.end;
        self.join(at, End::Day(first), End::Date(date), end)
    }

    /// «اليوم حتى الغد», «2 أكتوبر إلى 22 أكتوبر»: «إلى» only between dates, as one goes to
    /// a place, and puts off to a day.
    fn headless(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let fields = self.fields(at).filter(|f| f.clock.is_none())?;
        let dated = fields.dates.iter().any(|d| d.day.is_some());
        let dash = dated && matches!(scan.punct(fields.end), Some('-' | '–' | '—'));
        let to = scan.find(fields.end, |e| (e == Entry::To).then_some(()));
        let next = match to {
            Some((_, next, Lead::None)) => next,
            _ if dash => fields.end + 1,
            _ => return None,
        };
        let until = scan
            .folded
            .get(fields.end)
            .is_some_and(|w| w.ends_with("حتي") || w.ends_with("لغايه"));
        let (a, _) = self.end(at)?;
        let (b, end) = self.end(next)?;
        let both = dated && matches!(b, End::Date(date) if date.day.is_some());
        if !(until || both) || matches!(b, End::Day(_) | End::Year(_)) || scan.line_break(next) {
            return None;
        }
        self.join(at, a, b, end)
            .filter(|read| read.value.is_some() || self.published.is_none())
    }

    fn and(&self, at: usize, next: usize) -> Option<Read> {
        let scan = self.scan;
        let (a, end) = self.end(next)?;
        let (b, end) = if scan.is_word(end, "و") {
            self.end(end + 1)?
        } else {
            let and = scan.hits(end).first().is_some_and(|h| h.lead == Lead::And)
                || scan.whole(end).is_some_and(|n| n.2 == Lead::And);
            if !and {
                return None;
            }
            self.end(end)?
        };
        // «أيام السبت والأحد والاثنين»: from the first to the last
        let (mut b, mut end) = (b, end);
        while let End::Weekday(day) = b
            && let Some((next, after)) = self.and_weekday(end)
            && next == day.next()
        {
            (b, end) = (End::Weekday(next), after);
        }
        self.join(at, a, b, end)
    }

    /// «والأحد»: the weekday and the token after it.
    fn and_weekday(&self, at: usize) -> Option<(Weekday, usize)> {
        let scan = self.scan;
        let (day, end, lead) = scan.find(at, |e| match e {
            Entry::Weekday {
                day,
                definite: true,
            } => Some(day),
            _ => None,
        })?;
        (lead == Lead::And && !scan.line_break(at)).then_some((day, end))
    }

    /// «السبت والأحد الماضيين»: an adjective of two belongs to both.
    fn weekday_pair(&self, at: usize) -> Option<Read> {
        let (first, next) = self.weekday(at)?;
        let (second, end) = self.and_weekday(next)?;
        let (relative, after) = self.relative(end)?;
        let two = self.scan.folded.get(end).is_some_and(|w| w.ends_with("ين"));
        if !two || second != first.next() {
            return None;
        }
        let value = self.published.and_then(|published| {
            let day = calendar::nearest_weekday(first, side_of(relative), published)?;
            let next = calendar::shift(day, 1)?;
            Some(Value::between(Point::Day(day), Point::Day(next)))
        });
        Some(Read::point(value, after))
    }

    /// «12-15 أيار», «12 و13 أيار» after «في», «2011-2015», «5/5/2019 - 7/5/2019».
    fn dashed(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let (a, end) = match (self.day_number(at), scan.digits(at)) {
            (_, Some((year, 4)))
                if (1900..2100).contains(&year) && self.numeric(at, false).is_none() =>
            {
                (End::Year(year), at + 1)
            }
            (Some((day, end)), _) if self.calendar(at).is_none() => (End::Day(day), end),
            _ => return None,
        };
        let dash = matches!(scan.punct(end), Some('-' | '–' | '—'));
        let slash = scan.punct(end) == Some('/') && matches!(a, End::Year(_));
        let to = scan
            .after(end, Entry::To)
            .filter(|_| matches!(a, End::Day(_)));
        let and = scan.is_word(end, "و")
            && at.checked_sub(1).is_some_and(|b| {
                scan.find(b, |e| {
                    matches!(
                        e,
                        Entry::In
                            | Entry::At
                            | Entry::Pair
                            | Entry::DateHead
                            | Entry::Unit {
                                unit: Unit::Day,
                                ..
                            }
                    )
                    .then_some(())
                })
                .is_some()
            });
        let mut next = to.or_else(|| (dash || slash || and).then_some(end + 1))?;
        // «2 و3 و4 أيار»: from the first to the last
        for _ in 0..6 {
            match self.day_number(next).filter(|_| and) {
                Some((_, end)) if scan.is_word(end, "و") && self.calendar(next).is_none() => {
                    next = end + 1;
                }
                _ => break,
            }
        }
        let (b, end) = self.end(next)?;
        match (&a, &b) {
            (End::Day(_), End::Date(_)) => {}
            (End::Year(x), End::Year(y))
                if x < y && y - x < 200 && scan.touches(next) && scan.touches(next - 1) => {}
            _ => return None,
        }
        self.join(at, a, b, end)
    }

    /// Two weekdays in a row: «ليل الأحد-الاثنين», «ليلة السبت الأحد», «السبت/الأحد».
    fn weekdays(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let part = self.part_of_day(at);
        let night = part.is_some_and(|(p, _)| p == Part::Night);
        let mut i = part.map_or(at, |(_, end)| end);
        let day = Entry::one(Unit::Day, false);
        i = scan.bare(i, day).map_or(i, |(_, end)| end);
        // «ليلة أمس السبت - الأحد»
        if night {
            let yesterday = scan.bare(i, |e| matches!(e, Entry::Day(-1)).then_some(()));
            i = yesterday.map_or(i, |(_, end)| end);
        }
        let (first, end) = self.weekday(i)?;
        if i != at && scan.hits(i).first().is_some_and(|h| h.lead != Lead::None) {
            return None;
        }
        let next = match scan.punct(end) {
            Some('-' | '–' | '—' | '/' | '\\' | '|') => end + 1,
            Some(_) => return None,
            None if night => scan
                .find(end, |e| (e == Entry::To).then_some(()))
                .map_or(end, |(_, next, _)| next),
            None => return None,
        };
        let next = if night && scan.is_word(next, "علي") {
            next + 1
        } else {
            next
        };
        let (second, end) = self.weekday(next)?;
        if second != first.next() || scan.line_break(next) {
            return None;
        }
        let (relative, end) = self
            .relative(end)
            .map_or((None, end), |(r, e)| (Some(r), e));
        let side = relative.map_or_else(|| self.side(at, end), side_of);
        let value = self.published.and_then(|published| {
            // the night has begun when its first day is named
            let day = calendar::nearest_weekday(first, side, published)?;
            Some(Value::between(
                Point::Day(day),
                Point::Day(calendar::shift(day, 1)?),
            ))
        });
        Some(Read::point(value, end))
    }

    fn end(&self, at: usize) -> Option<(End, usize)> {
        let scan = self.scan;
        if let Some(read) = self.edge(at) {
            return Some((End::Value(read.value?), read.end));
        }
        if let Some(fields) = self.fields(at).filter(|f| f.clock.is_none()) {
            if let Some(date) = fields.dates.first() {
                return Some((End::Date(*date), fields.end));
            }
            if fields.agreed.is_none()
                && let (Some(day), None, None, None) = (
                    fields.weekday,
                    fields.offset,
                    fields.week,
                    fields.weekday_relative,
                )
            {
                return Some((End::Weekday(day), fields.end));
            }
            let read = self.resolve(&fields, at);
            return Some((End::Value(read.value?), read.end));
        }
        if let Some(stretch) = self.stretch(at, false) {
            return Some((End::Value(stretch.value?), stretch.end));
        }
        if let Some(year) = self.year_digits(at) {
            return (1900..2100)
                .contains(&year)
                .then_some((End::Year(year), at + 1));
        }
        if let Some((_, end, _)) = scan.find(at, |e| {
            (e == Entry::Fixed(crate::entry::Fixed::Now)).then_some(())
        }) {
            return Some((End::Value(Value::day(self.published?)), end));
        }
        if let Some((year, NumberKind::Cardinal, Lead::None, end)) = scan.whole(at)
            && (1900..2100).contains(&year)
        {
            return Some((End::Year(year), end));
        }
        let (day, end) = self.day_number(at)?;
        if let Some((relative, end)) = self.month_seen_from_now(end) {
            let date = CalendarDate {
                calendar: Calendar::Gregorian,
                year: None,
                month: Month::Relative(relative),
                day: Some(day),
                relative: None,
                end,
            };
            return Some((End::Date(date), end));
        }
        Some((End::Day(day), end))
    }

    /// «الشهر المقبل», «من هذا الشهر» after the last day of a range.
    fn month_seen_from_now(&self, at: usize) -> Option<(Relative, usize)> {
        let scan = self.scan;
        let next = scan.after(at, Entry::From).unwrap_or(at);
        let next = scan.after(next, Entry::At).unwrap_or(next);
        let month = Entry::one(Unit::Month, true);
        if let Some(this) = scan.after(next, Entry::Demonstrative(Demonstrative::This)) {
            let (_, end) = scan.bare(this, month)?;
            return Some((Relative::Current, end));
        }
        let (_, end) = scan.bare(next, month)?;
        self.relative(end)
    }

    fn join(&self, at: usize, a: End, b: End, end: usize) -> Option<Read> {
        let side = self.side(at, end);
        let value = match (a, b) {
            (End::Day(first), End::Date(last)) => {
                let day = last.day?;
                if first >= day {
                    return None;
                }
                let value = self.calendar_value(&last, side, None);
                value.and_then(|v| {
                    let last = v.as_day()?;
                    Some(Value::between(
                        Point::Day(calendar::shift(last, i64::from(first) - i64::from(day))?),
                        Point::Day(last),
                    ))
                })
            }
            (End::Date(first), End::Date(last)) => self.dates(first, last, side),
            (End::Year(first), End::Year(last)) => {
                if first >= last {
                    return None;
                }
                calendar::year_value(Calendar::Gregorian, first)?
                    .to(calendar::year_value(Calendar::Gregorian, last)?)
            }
            (End::Weekday(first), End::Weekday(last)) => self.published.and_then(|published| {
                let relative = self.relative(end);
                let side = relative.map_or(side, |(r, _)| side_of(r));
                let from = calendar::nearest_weekday(first, side, published)?;
                let to = calendar::shift(from, i64::from(from.weekday().until(last)))?;
                Some(Value::between(Point::Day(from), Point::Day(to)))
            }),
            (End::Day(_), _) | (_, End::Day(_)) => return None,
            (a, b) => {
                let (a, b) = (self.end_value(&a, side)?, self.end_value(&b, side)?);
                a.to(b)
            }
        };
        let end = self.relative(end).map_or(end, |(_, next)| next);
        Some(Read::point(value, end))
    }

    fn end_value(&self, end: &End, side: Side) -> Option<Value> {
        match end {
            End::Day(_) => None,
            End::Year(year) => calendar::year_value(Calendar::Gregorian, *year),
            End::Date(date) => self.calendar_value(date, side, None),
            End::Weekday(day) => {
                calendar::nearest_weekday(*day, side, self.published?).map(Value::day)
            }
            End::Value(value) => Some(*value),
        }
    }

    /// Two calendar dates, of which the first may leave its year to the second.
    fn dates(&self, mut first: CalendarDate, last: CalendarDate, side: Side) -> Option<Value> {
        let to = self.calendar_value(&last, side, None)?;
        if first.year.is_none()
            && first.relative.is_none()
            && matches!(first.month, Month::Named(_))
        {
            let year = match last.calendar {
                Calendar::Gregorian => i32::from(to.first_day()?.year()),
                Calendar::Hijri => calendar::hijri_year(to.first_day()?)?,
            };
            first.year = Some(year);
            let from = self.calendar_value(&first, side, None)?;
            if let Some(value) = from.to(to) {
                return Some(value);
            }
            first.year = Some(year - 1);
        }
        self.calendar_value(&first, side, None)?.to(to)
    }
}
