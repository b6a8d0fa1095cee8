//! Measured and unmeasured stretches: «قبل ثلاثة أيام», «منذ سنوات», «خلال الـ24 ساعة
//! الماضية», «الأيام القليلة المقبلة», «لمدة عامين».

use jiff::civil::Date;
use tawatur_text::numeral::NumberKind;

use crate::Kind;
use crate::calendar::{self, Side};
use crate::entry::{Amount, Entry, Relative, Unit};
use crate::length::Length;
use crate::quantity::Count;
use crate::reader::{Read, Reader};
use crate::scan::Lead;
use crate::value::{Point, Value};

impl Reader<'_, '_> {
    /// Expressions that count units, with the preposition before them.
    pub(crate) fn counted(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let preposition = scan.find(at, |e| {
            matches!(
                e,
                Entry::Since | Entry::Ago | Entry::After | Entry::Within | Entry::Over
            )
            .then_some(e)
        });
        let Some((kind, next, _)) = preposition else {
            return self.measured(at);
        };
        match kind {
            Entry::Since | Entry::Ago => {
                // «منذ عام 2016» counts nothing
                let count = self
                    .count(next)
                    .filter(|_| self.stretch(next, true).is_none());
                match (count, kind) {
                    (Some(count), _) => Some(self.ago(count, kind == Entry::Ago)),
                    (None, Entry::Since) => self.since(next),
                    _ => None,
                }
            }
            Entry::After => {
                let count = self
                    .count(next)
                    .filter(|c| c.unit != Unit::Period && self.stretch(next, true).is_none())?;
                // «بعد عامين من الحرب» counts from there, «من الآن» from now
                let of_time = scan
                    .after(count.end, Entry::From)
                    .and_then(|from| scan.after(from, Entry::OfTime));
                let now = self.of_now(count.end);
                let coming = now.is_some()
                    || self.is_coming(at, count.end)
                        && (of_time.is_some() || scan.after(count.end, Entry::From).is_none());
                let end = now.or(of_time).unwrap_or(count.end);
                let value = if coming { self.moved(&count, 1) } else { None };
                let read = if value.is_some() {
                    Read::point(value, end)
                } else {
                    Read::of(Kind::Duration, None, end)
                };
                Some(read.long(count.length))
            }
            _ => self
                .measured(next)
                .or_else(|| {
                    let count = self.count(next).filter(|c| c.unit != Unit::Period)?;
                    Some(self.within(at, kind, count))
                })
                .or_else(|| self.whole_unit(next, kind == Entry::Within)),
        }
    }

    /// «لمدة عام», «في غضون شهرين»: so long; what is to come about within it lies between
    /// now and then.
    fn within(&self, at: usize, kind: Entry, count: Count) -> Read {
        let side = self.side(at, count.end);
        let term = kind == Entry::Within && self.scan.has(at, Entry::Horizon);
        let coming = term && matches!(side, Side::Future | Side::Ahead);
        let now = self.of_now(count.end);
        let elsewhere = now.is_none() && self.scan.after(count.end, Entry::From).is_some();
        let then = count
            .length
            .filter(|_| coming && count.number.is_some() && !elsewhere)
            // some hours are a speed, or a day
            .filter(|length| length.months_and_days().is_some_and(|far| far != (0, 0)))
            .and_then(|length| self.day_away(length, 1));
        let end = now.unwrap_or(count.end);
        let read = match (self.published, then) {
            (Some(now), Some(then)) => {
                Read::point(Some(Value::between(Point::Day(now), Point::Day(then))), end)
            }
            _ => Read::of(Kind::Duration, None, end),
        };
        read.long(count.length)
    }

    /// «طوال الأسبوع», «خلال العام» with nothing behind that says which.
    fn whole_unit(&self, at: usize, within: bool) -> Option<Read> {
        let scan = self.scan;
        let (unit, end) = scan.bare(at, Entry::calendar_unit)?;
        let further = !scan.hits(end).is_empty()
            || scan.number(end).is_some()
            || scan.folded.get(end).is_some_and(|w| w.starts_with("ال"));
        if further && !scan.line_break(end) {
            return None;
        }
        let read = match unit {
            Unit::Day if within => Read::point(self.published.map(Value::day), end),
            _ => Read::of(Kind::Duration, None, end),
        };
        Some(read.long(Length::of(1.0, unit)))
    }

    /// The token after «من الآن», «من اليوم».
    fn of_now(&self, at: usize) -> Option<usize> {
        let from = self.scan.after(at, Entry::From)?;
        self.scan.after(from, Entry::OfNow)
    }

    /// «قبل ثلاثة أيام», «منذ سنوات».
    fn ago(&self, count: Count, before: bool) -> Read {
        let scan = self.scan;
        if let Some(from) = scan.after(count.end, Entry::From).filter(|_| before) {
            // «قبل يومين من الانتخابات» counts from there, «من الآن» from now
            let now = scan.find(from, |e| {
                matches!(e, Entry::OfNow | Entry::OfTime).then_some(())
            });
            match now {
                Some((_, end, _)) => {
                    return Read {
                        end,
                        ..self.ago(Count { end, ..count }, false)
                    };
                }
                None => return Read::of(Kind::Duration, None, count.end),
            }
        }
        if count.number.is_none() {
            return Read::of(Kind::Vague, self.vague_past(), count.end).long(count.length);
        }
        let value = self.moved(&count, -1);
        let end = self.of_now(count.end).unwrap_or(count.end);
        let read = Read::point(
            if count.about {
                value.map(Value::approximately)
            } else {
                value
            },
            end,
        );
        read.long(count.length)
    }

    /// «منذ عام 2016», «منذ الأحد», «منذ الصباح»: up to the day of publication.
    fn since(&self, next: usize) -> Option<Read> {
        let scan = self.scan;
        // «منذ عام 2011 حتى 2015» ends where it says
        if let Some(range) = self.open_close(next, next) {
            return Some(range);
        }
        if scan
            .find(next, |e| {
                matches!(e, Entry::Edge(_) | Entry::Share(_)).then_some(())
            })
            .is_some()
        {
            return None;
        }
        if scan
            .hits(next)
            .first()
            .is_some_and(|h| h.lead != Lead::None)
        {
            return None;
        }
        if let Some((_, end)) = scan.bare(next, |e| {
            matches!(e, Entry::Part { definite: true, .. }).then_some(())
        }) && !self.names_day(end)
            && self.tonight(next).is_none()
        {
            return Some(Read::point(self.published.map(Value::day), end));
        }
        if let Some(period) = self.measured(next) {
            return Some(Read {
                value: period.value,
                ..period
            });
        }
        let inner = self
            .stretch(next, true)
            .map(|s| Read::point(s.value, s.end))
            .or_else(|| self.tonight(next))
            .or_else(|| self.date(next))?;
        let value = inner
            .value
            .map(|value| match (self.published, value.first_day()) {
                (Some(day), Some(first)) if first < day => {
                    Value::between(value.start, Point::Day(day))
                }
                _ => value,
            });
        Some(Read {
            value,
            full: false,
            ..inner
        })
    }

    /// What lies so far from now, forward or back (`sign` 1 or -1), as exact as the count is:
    /// a year, a month, a day; an hour where the time of the reference is known.
    fn moved(&self, count: &Count, sign: i64) -> Option<Value> {
        let published = self.published?;
        let number = count.number?;
        let length = count.length;
        let plain = length.is_none_or(|l| l.parts().len() == 1 && l.is_whole());
        if let (Some(length), Some(time), true) =
            (length, self.options.time, count.unit <= Unit::Hour)
        {
            let seconds = length.seconds()?.checked_mul(sign)?;
            let then = published
                .to_datetime(time)
                .checked_add(jiff::Span::new().try_seconds(seconds).ok()?)
                .ok()?;
            let (hour, minute) = (
                u8::try_from(then.hour()).ok()?,
                u8::try_from(then.minute()).ok()?,
            );
            return (then.year() > 0)
                .then(|| Value::point(Point::Minute(then.date(), hour, minute)));
        }
        if !plain && let Some(length) = length {
            let day = self.day_away(length, sign)?;
            // «قبل عام ونصف» is a month, «قبل شهر ونصف» a day
            return Some(match length.finest() {
                Some(Unit::Month) if length.is_whole() => {
                    Value::point(Point::Month(day.year(), day.month()))
                }
                Some(Unit::Year) => Value::point(Point::Month(day.year(), day.month())),
                Some(Unit::Decade | Unit::Century) => Value::point(Point::Year(day.year())),
                _ => Value::day(day),
            });
        }
        let number = number.checked_mul(sign)?;
        match count.unit {
            Unit::Second | Unit::Minute | Unit::Period => Some(Value::day(published)),
            Unit::Hour => Some(Value::day(calendar::shift(published, number / 24)?)),
            Unit::Week => Some(Value::day(calendar::shift(
                published,
                number.checked_mul(7)?,
            )?)),
            unit => self.unit_from_now(unit, number),
        }
    }

    /// The day so far from now, forward or back.
    fn day_away(&self, length: Length, sign: i64) -> Option<Date> {
        let (months, days) = length.months_and_days()?;
        let months = jiff::Span::new()
            .try_months(months.checked_mul(sign)?)
            .ok()?;
        let moved = self.published?.checked_add(months).ok()?;
        calendar::shift(moved, days.checked_mul(sign)?).filter(|day| day.year() > 0)
    }

    /// «الأيام الثلاثة الماضية», «الـ24 ساعة الأخيرة», «السنوات المقبلة», «آخر 24 ساعة»,
    /// «الفترة الماضية».
    fn measured(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        if let Some((_, next, _)) = scan.find(at, |e| (e == Entry::Last).then_some(())) {
            if self.forward()
                && let Some((day, end)) = scan.bare(next, |e| match e {
                    Entry::Weekday { day, .. } => Some(day),
                    _ => None,
                })
            {
                // «آخر ثلاثاء» and nothing that it is the last of
                let day = self
                    .published
                    .and_then(|now| calendar::nearest_weekday(day, Side::StrictlyPast, now));
                return Some(Read::point(day.map(Value::day), end));
            }
            let count = self.count(next).filter(|c| {
                let hour = self.forward() && c.unit <= Unit::Hour && c.number.is_some();
                (c.told || hour) && c.unit <= Unit::Year
            })?;
            let value = count.number.and_then(|n| self.span(count.unit, -n));
            return Some(Read::point(value, count.end).long(count.length));
        }
        let relative = |at: usize| {
            scan.bare(at, |e| match e {
                Entry::Relative(
                    r @ (Relative::Past | Relative::Former | Relative::Next | Relative::Current),
                ) => Some(r),
                _ => None,
            })
        };
        let article = if self.is_article(at) { at + 1 } else { at };
        if let Some((number, NumberKind::Cardinal, _, end)) = scan.whole(article) {
            let (unit, end) = scan.bare(end, |e| match e {
                // «23 الشهر المقبل» are not so many months, «الـ48 الساعة المقبلة» so many hours
                Entry::Unit {
                    amount: Amount::One,
                    definite: true,
                    ..
                } if article == at => None,
                Entry::Unit { unit, .. } => Some(unit),
                _ => None,
            })?;
            let (relative, end) =
                relative(end).filter(|(r, _)| matches!(r, Relative::Past | Relative::Next))?;
            return Some(self.counted_span(Some(i64::from(number)), unit, relative, end));
        }
        let ((unit, amount), next, _) = scan.find(at, |e| match e {
            Entry::Unit {
                unit,
                amount,
                definite: true,
            } if amount != Amount::One || unit == Unit::Period => Some((unit, amount)),
            _ => None,
        })?;
        if amount == Amount::Two {
            let (relative, end) = relative(next)?;
            return Some(self.counted_span(Some(2), unit, relative, end));
        }
        // the number or «القليلة» stands before or after the adjective
        let mut i = next;
        let (mut number, mut found) = (None, None);
        for _ in 0..3 {
            if let Some((r, end)) = relative(i).filter(|_| found.is_none()) {
                (found, i) = (Some(r), end);
                continue;
            }
            // «الأيام الماضية عدة صفقات»: only with its article
            let definite = scan.folded.get(i).is_some_and(|w| w.starts_with("ال"));
            if let Some(end) = scan.after(i, Entry::Few).filter(|_| definite) {
                i = end;
                continue;
            }
            let after_article = if scan.is_word(i, "ال") { i + 1 } else { i };
            match scan.whole(after_article) {
                Some((n, NumberKind::Cardinal, Lead::None, end))
                    if number.is_none()
                        && (found.is_none()
                            || scan.number(after_article).is_some_and(|n| n.definite)) =>
                {
                    number = Some(i64::from(n));
                    i = end;
                }
                _ => break,
            }
        }
        Some(self.counted_span(number, unit, found?, i))
    }

    fn counted_span(
        &self,
        number: Option<i64>,
        unit: Unit,
        relative: Relative,
        end: usize,
    ) -> Read {
        let back = matches!(relative, Relative::Past | Relative::Former);
        #[allow(clippy::cast_precision_loss, reason = "no one counts so far")]
        let length = number.and_then(|n| Length::of(n as f64, unit));
        let read = match (number.filter(|_| unit != Unit::Period), relative) {
            (_, Relative::Current) => Read::of(Kind::Vague, None, end),
            (Some(n), _) => Read::point(self.span(unit, if back { -n } else { n }), end),
            (None, _) if back => Read::of(Kind::Vague, self.vague_past(), end),
            (None, _) => Read::of(Kind::Vague, self.vague_future(), end),
        };
        read.long(length)
    }

    /// From `number` units away to now, or from now on.
    fn span(&self, unit: Unit, number: i64) -> Option<Value> {
        let published = self.published?;
        let (far, now) = match unit {
            Unit::Second | Unit::Minute => return Some(Value::day(published)),
            Unit::Hour => {
                // some hours touch the day before or after
                let days = (number.checked_abs()? + 12) / 24;
                (
                    Value::day(calendar::shift(published, days * number.signum())?),
                    Value::day(published),
                )
            }
            Unit::Day => (
                self.unit_from_now(Unit::Day, number)?,
                Value::day(published),
            ),
            Unit::Week => (
                self.unit_from_now(Unit::Day, number.checked_mul(7)?)?,
                Value::day(published),
            ),
            Unit::Decade => (
                self.unit_from_now(Unit::Year, number.checked_mul(10)?)?,
                self.unit_from_now(Unit::Year, 0)?,
            ),
            Unit::Century => (
                self.unit_from_now(Unit::Year, number.checked_mul(100)?)?,
                self.unit_from_now(Unit::Year, 0)?,
            ),
            _ => (
                self.unit_from_now(unit, number)?,
                self.unit_from_now(unit, 0)?,
            ),
        };
        Some(if number < 0 {
            Value::between(far.start, now.start)
        } else {
            Value::between(now.start, far.start)
        })
    }

    /// «ثلاثة أيام», «عامين»: so long, where it is no one's age.
    pub(crate) fn duration(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let count = self
            .count(at)
            .filter(|c| {
                let now = c.number.is_some() && self.of_now(c.end).is_some();
                (c.told || c.few || now) && c.unit != Unit::Period
            })
            .or_else(|| self.so_long_alone(at))?;
        if count.unit == Unit::Year {
            let told = (at.saturating_sub(3)..at).any(|i| scan.has(i, Entry::Age));
            let bracketed = at.checked_sub(1).and_then(|b| scan.punct(b)) == Some('(')
                && scan.punct(count.end) == Some(')');
            if told || bracketed {
                return None;
            }
        }
        // «عقدان من الزمن»
        let of_time = scan
            .after(count.end, Entry::From)
            .and_then(|from| scan.after(from, Entry::OfTime));
        if let Some(end) = of_time {
            return Some(Read::of(Kind::Duration, None, end).long(count.length));
        }
        // «عام واحد وشهر من الآن»
        let end = self.of_now(count.end);
        if let Some(end) = end.filter(|_| count.number.is_some()) {
            let sign = if self.is_coming(at, end) { 1 } else { -1 };
            return Some(Read::point(self.moved(&count, sign), end).long(count.length));
        }
        Some(Read::of(Kind::Duration, None, count.end).long(count.length))
    }

    /// «في أسبوع», «أسبوع» and nothing else in the text: so long.
    fn so_long_alone(&self, at: usize) -> Option<Count> {
        let alone = |end: usize| end == self.scan.len() && at <= 1;
        self.count(at)
            .filter(|c| c.number.is_some() && c.unit >= Unit::Second && alone(c.end))
    }
}
