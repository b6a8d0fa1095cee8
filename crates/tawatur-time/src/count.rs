//! Measured and unmeasured stretches: «قبل ثلاثة أيام», «منذ سنوات», «خلال الـ24 ساعة
//! الماضية», «الأيام القليلة المقبلة», «لمدة عامين».

use tawatur_text::numeral::NumberKind;

use crate::Kind;
use crate::calendar;
use crate::entry::{Amount, Entry, Relative, Unit};
use crate::reader::{Read, Reader};
use crate::scan::Lead;
use crate::value::{Point, Value};

/// So many of a unit.
#[derive(Debug, Clone, Copy)]
struct Count {
    /// `None` where it is not told («سنوات», «بضعة أيام», «أكثر من عام»).
    number: Option<i64>,
    unit: Unit,
    about: bool,
    /// «ونصف» after it.
    half: bool,
    /// The number is told, by a word, digits or the dual.
    told: bool,
    end: usize,
}

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
                let coming =
                    self.is_coming(at, count.end) && scan.after(count.end, Entry::From).is_none();
                let value = if coming {
                    count.number.and_then(|n| self.moved(count.unit, n))
                } else {
                    None
                };
                Some(if value.is_some() {
                    Read::point(value, count.end)
                } else {
                    Read::of(Kind::Duration, None, count.end)
                })
            }
            _ => self.measured(next).or_else(|| {
                self.count(next)
                    .filter(|c| c.unit != Unit::Period)
                    .map(|c| Read::of(Kind::Duration, None, c.end))
            }),
        }
    }

    /// «قبل ثلاثة أيام», «منذ سنوات».
    fn ago(&self, count: Count, before: bool) -> Read {
        let scan = self.scan;
        if let Some(from) = scan.after(count.end, Entry::From).filter(|_| before) {
            // «قبل يومين من الانتخابات» counts from there, «من الآن» from now
            let now = scan.find(from, |e| (e == Entry::OfNow).then_some(()));
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
        match count.number {
            Some(number) => {
                // «قبل عام ونصف» is so many months ago
                let value = match count.unit {
                    Unit::Year if count.half => self.moved(Unit::Month, -number * 12 - 6),
                    unit => self.moved(unit, -number),
                };
                Read::point(
                    if count.about {
                        value.map(Value::approximately)
                    } else {
                        value
                    },
                    count.end,
                )
            }
            None => Read::of(Kind::Vague, self.vague_past(), count.end),
        }
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

    /// The unit that lies `number` units from now, as exact as the unit is.
    fn moved(&self, unit: Unit, number: i64) -> Option<Value> {
        let published = self.published?;
        match unit {
            Unit::Second | Unit::Minute | Unit::Period => Some(Value::day(published)),
            Unit::Hour => Some(Value::day(calendar::shift(published, number / 24)?)),
            Unit::Week => Some(Value::day(calendar::shift(
                published,
                number.checked_mul(7)?,
            )?)),
            _ => self.unit_from_now(unit, number),
        }
    }

    /// So many units at a token.
    fn count(&self, at: usize) -> Option<Count> {
        let scan = self.scan;
        let mut i = at;
        let (mut about, mut more) = (false, false);
        for _ in 0..2 {
            if let Some(next) = scan.after(i, Entry::About) {
                (about, i) = (true, next);
            } else if let Some(next) = scan.after(i, Entry::More) {
                (more, i) = (true, next);
            }
        }
        let unit = |at: usize, amounts: &[Amount]| {
            scan.bare(at, |e| match e {
                Entry::Unit {
                    unit,
                    amount,
                    definite: false,
                } if amounts.contains(&amount) => Some(unit),
                _ => None,
            })
        };
        let finish = |number: Option<i64>, unit: Unit, told: bool, end: usize| {
            let half = scan
                .find(end, |e| matches!(e, Entry::ClockAdd(30)).then_some(()))
                .filter(|_| number.is_some());
            let end = half.map_or(end, |(_, next, _)| next);
            let end = scan
                .bare(end, |e| (e == Entry::Few).then_some(()))
                .filter(|_| number.is_none())
                .map_or(end, |(_, next)| next);
            Count {
                number: number.filter(|_| !more),
                unit,
                about,
                half: half.is_some(),
                told,
                end,
            }
        };
        if scan.is_word(i, "ال") && scan.number(i + 1).is_some() {
            i += 1;
        }
        if let Some((number, NumberKind::Cardinal, lead, end)) = scan.whole(i) {
            if lead != Lead::None && i != at {
                return None;
            }
            let (unit, end) = unit(end, &[Amount::One, Amount::Many])?;
            return Some(finish(Some(i64::from(number)), unit, true, end));
        }
        let first = |amounts: &[Amount]| {
            scan.find(i, |e| match e {
                Entry::Unit {
                    unit,
                    amount,
                    definite: false,
                } if amounts.contains(&amount) => Some(unit),
                _ => None,
            })
        };
        if let Some((unit, end, _)) = first(&[Amount::Two]) {
            return Some(finish(Some(2), unit, true, end));
        }
        if let Some((_, next, _)) = scan.find(i, |e| (e == Entry::Few).then_some(())) {
            let (unit, end) = unit(next, &[Amount::Many])?;
            return Some(finish(None, unit, false, end));
        }
        if let Some((unit, end, _)) = first(&[Amount::One]) {
            // «يوم الأحد», «شهر رمضان», «عام 2016», «ساعة» of a clock
            let named = scan
                .bare(end, |e| {
                    matches!(
                        e,
                        Entry::Weekday { .. }
                            | Entry::Month { .. }
                            | Entry::Day(_)
                            | Entry::Relative(_)
                    )
                    .then_some(())
                })
                .is_some();
            let one = scan
                .whole(end)
                .filter(|n| n.0 == 1 && n.1 == NumberKind::Cardinal && n.2 == Lead::None);
            if named || one.is_none() && scan.number(end).is_some() {
                return None;
            }
            // «منذ فترة» measures nothing
            let number = (unit != Unit::Period).then_some(1);
            return Some(finish(number, unit, false, one.map_or(end, |n| n.3)));
        }
        let (unit, end, _) = first(&[Amount::Many])?;
        Some(finish(None, unit, false, end))
    }

    /// «الأيام الثلاثة الماضية», «الـ24 ساعة الأخيرة», «السنوات المقبلة», «آخر 24 ساعة»,
    /// «الفترة الماضية».
    fn measured(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        if let Some((_, next, _)) = scan.find(at, |e| (e == Entry::Last).then_some(())) {
            let count = self
                .count(next)
                .filter(|c| c.told && c.unit <= Unit::Year)?;
            return Some(Read::point(
                count.number.and_then(|n| self.span(count.unit, -n)),
                count.end,
            ));
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
            let (unit, end) = scan.bare(end, |e| {
                if let Entry::Unit { unit, .. } = e {
                    Some(unit)
                } else {
                    None
                }
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
        match (number.filter(|_| unit != Unit::Period), relative) {
            (_, Relative::Current) => Read::of(Kind::Vague, None, end),
            (Some(n), _) => Read::point(self.span(unit, if back { -n } else { n }), end),
            (None, _) if back => Read::of(Kind::Vague, self.vague_past(), end),
            (None, _) => Read::of(Kind::Vague, self.vague_future(), end),
        }
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
            .filter(|c| c.told && c.unit != Unit::Period)?;
        if count.unit == Unit::Year {
            let told = (at.saturating_sub(3)..at).any(|i| scan.has(i, Entry::Age));
            let bracketed = at.checked_sub(1).and_then(|b| scan.punct(b)) == Some('(')
                && scan.punct(count.end) == Some(')');
            if told || bracketed {
                return None;
            }
        }
        Some(Read::of(Kind::Duration, None, count.end))
    }
}
