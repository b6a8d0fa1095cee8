//! Walks over a text and hands each place to the rules, the greedy ones first.

use jiff::civil::Date;

use crate::calendar::{self, Side};
use crate::entry::{Amount, Demonstrative, Entry, Fixed, Relative, Unit};
use crate::length::Length;
use crate::scan::{Lead, Scan};
use crate::table::TimeTable;
use crate::value::{Point, Value};
use crate::{Direction, Expression, Kind, Options};

/// What a rule has read.
#[derive(Debug, Clone)]
pub(crate) struct Read {
    /// Token after its last one.
    pub(crate) end: usize,
    pub(crate) value: Option<Value>,
    pub(crate) kind: Kind,
    pub(crate) conflict: Option<String>,
    /// So long, where a number of units is told.
    pub(crate) length: Option<Length>,
    /// A full calendar date, day to year.
    pub(crate) full: bool,
}

impl Read {
    pub(crate) const fn point(value: Option<Value>, end: usize) -> Self {
        Self {
            end,
            value,
            kind: Kind::Point,
            conflict: None,
            length: None,
            full: false,
        }
    }

    /// The same, so long.
    pub(crate) fn long(self, length: impl Into<Option<Length>>) -> Self {
        Self {
            length: length.into(),
            ..self
        }
    }

    pub(crate) const fn of(kind: Kind, value: Option<Value>, end: usize) -> Self {
        Self {
            end,
            value,
            kind,
            conflict: None,
            length: None,
            full: false,
        }
    }
}

pub(crate) struct Found {
    pub(crate) expression: Expression,
    /// The day, where a full calendar date is written.
    pub(crate) day: Option<Date>,
}

pub(crate) struct Reader<'a, 't> {
    pub(crate) scan: &'a Scan<'t>,
    table: &'a TimeTable,
    pub(crate) published: Option<Date>,
    pub(crate) options: Options,
    /// The last value that a text named, for «اليوم نفسه».
    pub(crate) last: Option<Value>,
}

/// How many words back the clause of an expression is looked through for cues.
const CLAUSE: usize = 14;

impl<'a, 't> Reader<'a, 't> {
    pub(crate) fn new(
        scan: &'a Scan<'t>,
        table: &'a TimeTable,
        published: Option<Date>,
        options: Options,
    ) -> Self {
        // nothing was published before the year 1, and EDTF writes such years otherwise
        let published = published.filter(|day| day.year() > 0);
        Self {
            scan,
            table,
            published,
            options,
            last: None,
        }
    }

    pub(crate) fn read(mut self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.scan.len() {
            if self.scan.hits(at).is_empty()
                && self.scan.number(at).is_none()
                && self.scan.digits(at).is_none()
                && !self.numeric_token(at)
                && !self.is_article(at)
            {
                at += 1;
                continue;
            }
            let Some(read) = self.expression(at) else {
                at += 1;
                continue;
            };
            let (start, end) = (self.scan.start(at), self.scan.end(read.end));
            let next = read.end.max(at + 1);
            if start < end && !self.is_name(at, &read) {
                if read.kind == Kind::Point && read.value.is_some() {
                    self.last = read.value;
                }
                found.push(Found {
                    day: if read.full {
                        read.value.and_then(Value::as_day)
                    } else {
                        None
                    },
                    expression: Expression {
                        start,
                        end,
                        value: read.value.map(Value::edtf),
                        kind: read.kind,
                        conflict: read.conflict,
                        length: read.length.map(|length| length.to_string()),
                    },
                });
            }
            at = next;
        }
        found
    }

    fn expression(&self, at: usize) -> Option<Read> {
        self.inside(at)
            .or_else(|| self.range(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.week_and_day(at))
            .or_else(|| self.stretch_expression(at))
            .or_else(|| self.date(at))
            .or_else(|| self.anaphor(at))
            .or_else(|| self.fixed(at))
            .or_else(|| self.clock_alone(at))
            .or_else(|| self.every(at))
            .or_else(|| self.duration(at))
            .or_else(|| self.part_alone(at))
    }

    /// «ثورة 25 يناير», «صلاة الجمعة»: what was read is part of a name.
    fn is_name(&self, at: usize, read: &Read) -> bool {
        let Some(before) = (0..at).rev().take(3).find(|&i| {
            !matches!(
                self.scan.punct(i),
                Some('"' | '«' | '»' | '“' | '”' | '(' | '\'')
            )
        }) else {
            return false;
        };
        if self.scan.has(before, Entry::BlockWeekday)
            && read.end == at + 1
            && self.weekday(at).is_some()
        {
            return true;
        }
        // «المصري اليوم», «قناة حلب اليوم», «"حلب اليوم"»
        if read.end == at + 1 && self.scan.has(at, Entry::Day(0)) {
            let two_before = before.checked_sub(1);
            let medium = two_before.is_some_and(|i| self.scan.has(i, Entry::Medium));
            let open = two_before.and_then(|i| self.scan.punct(i));
            let quoted = matches!(open, Some('"' | '«' | '“' | '”'))
                && matches!(self.scan.punct(read.end), Some('"' | '»' | '”' | '“'));
            if medium || quoted || self.scan.has(before, Entry::BlockToday) {
                return true;
            }
        }
        // a year makes it a date again: «هجمات 11 سبتمبر 2001»
        let yearless = !read.full
            && self
                .calendar(at)
                .is_some_and(|c| c.end == read.end && c.year.is_none() && c.relative.is_none());
        yearless && self.scan.has(before, Entry::BlockDate)
    }

    /// Which way an undated weekday or month in the words before `at` lies.
    pub(crate) fn side(&self, at: usize, end: usize) -> Side {
        let verb = |i: usize| {
            self.scan
                .folded
                .get(i)
                .is_some_and(|w| self.table.is_future_verb(w))
        };
        // «تستمر المعارك منذ الأحد»
        let since = at
            .checked_sub(1)
            .is_some_and(|b| self.scan.has(b, Entry::Since));
        if since {
            return Side::Past;
        }
        for i in (at.saturating_sub(CLAUSE)..at).rev() {
            match self.scan.punct(i) {
                Some('.' | '!' | '؟' | '?' | '؛' | ';' | '…') => break,
                Some(_) => continue,
                None => {}
            }
            if self.new_line_before(i + 1) {
                break;
            }
            if verb(i) || self.scan.has(i, Entry::Future) || self.scan.has(i, Entry::FutureVerb) {
                let was = i > 0
                    && self.scan.has(i - 1, Entry::PastCue)
                    && self.scan.has(i, Entry::FutureVerb);
                return if was { Side::Past } else { Side::Future };
            }
            if self.scan.has(i, Entry::PastCue) {
                return Side::Past;
            }
        }
        // «الأحد سيزور», but not «قال الأحد إنه سيزور»
        let opens = |i: usize| {
            self.scan
                .folded
                .get(i)
                .is_some_and(|w| w.starts_with("ان") && w.len() <= 8)
        };
        if (end..end + 2).take_while(|&i| !opens(i)).any(verb) {
            return Side::Future;
        }
        self.unsaid()
    }

    /// Which way lies what the words leave open.
    pub(crate) fn unsaid(&self) -> Side {
        match self.options.direction {
            Direction::Backward => Side::Neutral,
            Direction::Forward => Side::Ahead,
        }
    }

    /// True where what is not said lies ahead.
    pub(crate) fn forward(&self) -> bool {
        self.options.direction == Direction::Forward
    }

    /// True where a line ends between a token and the one before it.
    pub(crate) fn new_line_before(&self, at: usize) -> bool {
        self.scan.line_break(at)
    }

    /// «الـ» cut from the digits after it, with or without a proclitic.
    pub(crate) fn is_article(&self, at: usize) -> bool {
        self.scan.number(at + 1).is_some()
            && self
                .scan
                .folded
                .get(at)
                .is_some_and(|w| matches!(w.as_str(), "ال" | "وال" | "بال" | "لل"))
    }

    /// True where words before `at` tell of what is to come, or are a verb of the present
    /// with no past one after it («تنتهي المهلة بعد أسبوع»).
    pub(crate) fn is_coming(&self, at: usize, end: usize) -> bool {
        match self.side(at, end) {
            Side::Future | Side::Ahead => true,
            Side::Neutral => (at.saturating_sub(6)..at).any(|i| {
                let present =
                    |w: &String| (w.starts_with('ي') && w.len() >= 8) || w.starts_with("تنتهي");
                self.scan.folded.get(i).is_some_and(present) && self.scan.hits(i).is_empty()
            }),
            _ => false,
        }
    }

    /// «مؤخرا», «حاليا», «يوميا».
    fn fixed(&self, at: usize) -> Option<Read> {
        let (fixed, end, _) = self.scan.find(at, |e| match e {
            Entry::Fixed(fixed) => Some(fixed),
            _ => None,
        })?;
        if matches!(fixed, Fixed::Earlier | Fixed::Later) {
            // «في وقت سابق من اليوم», «في وقت لاحق هذا الأسبوع»
            let next = self.scan.after(end, Entry::From).unwrap_or(end);
            let day = if self.names_day(next) || self.part_of_day(next).is_some() {
                self.date(next)
            } else {
                self.stretch(next, false)
                    .map(|s| Read::point(s.value, s.end))
            };
            if let Some(day) = day {
                return Some(day);
            }
        }
        Some(match fixed {
            Fixed::VaguePast | Fixed::Earlier => Read::of(Kind::Vague, self.vague_past(), end),
            Fixed::NowSpoken if !self.forward() => return None,
            Fixed::Now | Fixed::NowSpoken => Read::point(self.published.map(Value::day), end),
            // «قريبا من المدينة» is no time
            Fixed::None if self.scan.after(end, Entry::From).is_some() => return None,
            Fixed::None | Fixed::Later => Read::of(Kind::Vague, None, end),
            Fixed::Set => Read::of(Kind::Set, None, end),
        })
    }

    pub(crate) fn vague_past(&self) -> Option<Value> {
        self.published
            .map(|day| Value::between(Point::Unknown, Point::Day(day)))
    }

    pub(crate) fn vague_future(&self) -> Option<Value> {
        self.published
            .map(|day| Value::between(Point::Day(day), Point::Unknown))
    }

    /// «كل يوم», «كل يوم اثنين», «كل جمعة».
    fn every(&self, at: usize) -> Option<Read> {
        let (_, next, _) = self.scan.find(at, |e| (e == Entry::Every).then_some(()))?;
        let unit = self.scan.bare(next, |e| match e {
            Entry::Unit {
                amount: Amount::One | Amount::Two,
                definite: false,
                unit,
            } if unit != Unit::Period => Some(()),
            Entry::Part {
                definite: false, ..
            } => Some(()),
            _ => None,
        });
        let weekday = |at| {
            self.scan
                .bare(at, |e| matches!(e, Entry::Weekday { .. }).then_some(()))
        };
        let end = match unit {
            Some((_, end)) => weekday(end).map_or(end, |(_, end)| end),
            None => weekday(next)?.1,
        };
        Some(Read::of(Kind::Set, None, end))
    }

    /// «اليوم نفسه», «ذلك اليوم», «في اليوم التالي», «العام نفسه»: by the last value before it.
    fn anaphor(&self, at: usize) -> Option<Read> {
        let definite = |at: usize| self.scan.find(at, Entry::calendar_unit);
        let demonstrative = self.scan.find(at, |e| match e {
            Entry::Demonstrative(Demonstrative::That | Demonstrative::Same) => Some(()),
            _ => None,
        });
        let (unit, end, days) = if let Some((_, next, _)) = demonstrative {
            let (unit, end, _) = definite(next).filter(|d| d.2 == Lead::None)?;
            (unit, end, 0)
        } else {
            let (unit, next, _) = definite(at)?;
            let (relative, end) = self.scan.bare(next, |e| match e {
                Entry::Relative(r) => Some(r),
                _ => None,
            })?;
            let days = match relative {
                Relative::Same => 0,
                Relative::Following if unit == Unit::Day => 1,
                Relative::Former if unit == Unit::Day => -1,
                _ => return None,
            };
            (unit, end, days)
        };
        let day = self.last.and_then(Value::first_day);
        let exact = self.last.and_then(Value::as_day);
        let value = match unit {
            Unit::Day => exact
                .and_then(|day| calendar::shift(day, days))
                .map(Value::day),
            Unit::Week => exact.and_then(calendar::monday).and_then(|monday| {
                Some(Value::between(
                    Point::Day(monday),
                    Point::Day(calendar::shift(monday, 6)?),
                ))
            }),
            Unit::Month => exact
                .or(day)
                .map(|day| Value::point(Point::Month(day.year(), day.month()))),
            _ => day.map(|day| Value::point(Point::Year(day.year()))),
        };
        Some(Read::point(value, end))
    }
}
