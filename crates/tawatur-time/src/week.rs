//! Days of a week that is named, what is left of a stretch, quarters without a year.

use crate::calendar;
use crate::entry::{Amount, Entry, Unit};
use crate::reader::{Read, Reader};
use crate::scan::Lead;
use crate::thirds::share;
use crate::value::{Point, Value};

impl Reader<'_, '_> {
    /// «الأسبوع المقبل يوم الجمعة», «هذا الأسبوع من الثلاثاء إلى الخميس», «أسبوع 15 أيلول».
    pub(crate) fn week_and_day(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let week = |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Week,
                    amount: Amount::One,
                    ..
                }
            )
            .then_some(())
        };
        if let Some((_, next, _)) = scan.find(at, week)
            && let next = scan.after(next, Entry::At).unwrap_or(next)
            && let Some(date) = self.calendar(next).filter(|d| d.day.is_some())
        {
            let side = self.side(at, date.end);
            let day = self
                .calendar_value(&date, side, None)
                .and_then(Value::as_day);
            let value = day.and_then(calendar::monday).and_then(|monday| {
                let sunday = calendar::shift(monday, 6)?;
                Some(Value::between(Point::Day(monday), Point::Day(sunday)))
            });
            return Some(Read::point(value, date.end));
        }
        let whole = self
            .this(at)
            .or_else(|| self.unit_with_adjective(at))
            .filter(|s| s.grain == Unit::Week)?;
        if scan.line_break(whole.end) {
            return None;
        }
        let head = |at: usize| {
            let at = scan.after(at, Entry::At).unwrap_or(at);
            let day = Entry::one(Unit::Day, false);
            scan.bare(at, day).map_or(at, |(_, end)| end)
        };
        let in_week = |weekday: jiff::civil::Weekday| {
            let monday = whole.value.and_then(Value::first_day)?;
            calendar::shift(monday, i64::from(weekday.to_monday_zero_offset()))
        };
        let between = scan.find(whole.end, |e| {
            matches!(e, Entry::Between | Entry::From).then_some(())
        });
        if let Some((_, next, Lead::None)) = between {
            let (first, end) = self.weekday(head(next))?;
            let to = scan.find(end, |e| (e == Entry::To).then_some(()));
            let (last, end) = self.weekday(head(to.map_or(end, |(_, end, _)| end)))?;
            let value = in_week(first).zip(in_week(last)).filter(|(a, b)| a < b);
            let value = value.map(|(a, b)| Value::between(Point::Day(a), Point::Day(b)));
            return Some(Read::point(value, end));
        }
        let (day, end) = self.weekday(head(whole.end))?;
        let apart = scan
            .hits(whole.end)
            .first()
            .is_some_and(|h| h.lead != Lead::None);
        (!apart && self.relative(end).is_none())
            .then(|| Read::point(in_week(day).map(Value::day), end))
    }

    /// «بقية الشهر», «باقي العام»: from now to its end.
    pub(crate) fn rest(&self, at: usize) -> Option<Read> {
        let (_, next, _) = self.scan.find(at, |e| (e == Entry::Rest).then_some(()))?;
        let whole = self.stretch(next, true).filter(|s| s.grain <= Unit::Year)?;
        let value = self.published.and_then(|now| {
            let whole = whole.value?;
            let last = whole.end.unwrap_or(whole.start).last_day()?;
            (whole.first_day()? <= now && now <= last)
                .then(|| Value::between(Point::Day(now), Point::Day(last)))
        });
        Some(Read::point(value, whole.end))
    }

    /// «الربع الثالث» with no year: the last one that has begun, or this year's for who looks
    /// ahead. Only quarters: a first half may be one of a match.
    pub(crate) fn share_unsaid(&self, parts: u8, which: i64, end: usize) -> Option<Option<Value>> {
        // «الربع الأخير» is mostly one of a match
        if self.scan.has(end.saturating_sub(1), Entry::LastOf) {
            return None;
        }
        if parts != 4 || !(1..=4).contains(&which) || !self.closed(end) {
            return None;
        }
        if self.scan.after(end, Entry::From).is_some() {
            return None;
        }
        let Some(now) = self.published else {
            return Some(None);
        };
        let first = i64::from((now.month() - 1) / 3) + 1;
        let back = !self.forward() && which > first;
        let year = now.year().checked_sub(i16::from(back))?;
        Some(share(Value::point(Point::Year(year)), 4, which))
    }
}
