//! Times of the day: «الساعة 14:30», «الثامنة والنصف مساء».

use jiff::civil::Date;
use tawatur_text::numeral::NumberKind;
use tawatur_text::token::TokenKind;

use crate::Kind;
use crate::entry::{Entry, Part, Unit};
use crate::reader::{Read, Reader};
use crate::scan::Lead;
use crate::value::{Point, Value};

/// A time as written, not yet brought to 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: u8,
    pub(crate) minute: Option<u8>,
    /// The part of the day beside it.
    pub(crate) part: Option<Part>,
    pub(crate) end: usize,
}

impl Clock {
    /// Hour (0 to 23) and minute; `None` where the text leaves open which half of the day.
    pub(crate) fn in_day(self, part: Option<Part>) -> Option<(u8, Option<u8>)> {
        let hour = match (self.part.or(part), self.hour) {
            (_, 24) => 0,
            (_, hour @ (0 | 13..=23)) => hour,
            (Some(Part::Night), 12) => 0,
            (Some(Part::Night), hour @ 6..=11) => hour + 12,
            (Some(Part::Morning | Part::Dawn), 12) => 0,
            (Some(Part::Morning | Part::Dawn | Part::Night), hour) => hour,
            (Some(Part::Noon), hour @ (10..=12)) => hour,
            (Some(Part::Afternoon | Part::Evening), 12) => 12,
            (Some(Part::Noon | Part::Afternoon | Part::Evening), hour) => hour + 12,
            // «09:15» is written by the 24 hours
            (None, hour) if self.minute.is_some() => hour,
            (None, _) => return None,
        };
        (hour < 24).then_some((hour, self.minute))
    }

    /// As written, where nothing says which half of the day.
    pub(crate) const fn as_written(self) -> (u8, Option<u8>) {
        (self.hour % 24, self.minute)
    }

    /// Without a day: of the reference day, and where the half is open the next such hour
    /// after `now`.
    fn coming(self, now: Option<jiff::civil::Time>) -> Option<(u8, Option<u8>)> {
        if self.part.is_some() || self.hour > 12 || self.hour == 0 {
            return self.in_day(None);
        }
        let minute = self.minute.unwrap_or(0);
        let now = now?;
        [self.hour % 12, self.hour % 12 + 12]
            .into_iter()
            .find(|&hour| {
                (i32::from(hour), i32::from(minute))
                    >= (i32::from(now.hour()), i32::from(now.minute()))
            })
            .map(|hour| (hour, self.minute))
    }
}

impl Reader<'_, '_> {
    /// A time of the day at a token.
    pub(crate) fn clock(&self, at: usize) -> Option<Clock> {
        let scan = self.scan;
        let head = scan.find(at, |e| (e == Entry::Clock).then_some(()));
        let mut i = head.map_or(at, |(_, end, _)| end);
        if head.is_some()
            && scan.is_word(i, "ال")
            && scan
                .tokens
                .get(i + 1)
                .is_some_and(|t| t.kind == TokenKind::Number)
        {
            i += 1;
        }
        let (hour, mut minute, mut end) = if let Some(read) = self.colon(i) {
            read
        } else if let Some(read) = head.and_then(|_| self.dotted_clock(i)) {
            read
        } else {
            let (hour, kind, lead, end) = scan.whole(i)?;
            let ordinal = kind == NumberKind::Ordinal;
            if lead != Lead::None && head.is_some() {
                return None;
            }
            // without «الساعة» only an hour that is told as one: «الثامنة والنصف», «الثامنة مساء», «8 مساء»
            let told = scan.bare(end, |e| {
                (matches!(
                    e,
                    Entry::ClockAdd(_) | Entry::PartAfter(_) | Entry::Part { .. }
                ) || self.forward() && matches!(e, Entry::PartLetter(_)))
                .then_some(())
            });
            let told = told.or_else(|| {
                scan.after(end, Entry::From).and_then(|next| {
                    scan.bare(next, |e| matches!(e, Entry::Part { .. }).then_some(()))
                })
            });
            let told = told.or_else(|| self.minutes(end).map(|(_, end)| ((), end)));
            // «الواحدة» is no ordinal, but an hour as the others
            let ordinal = ordinal || scan.is_word(i, "الواحده");
            let feminine = scan.folded.get(i).is_some_and(|w| w.ends_with('ه'))
                || scan.folded.get(i + 1).is_some_and(|w| w == "عشره");
            if head.is_none()
                && (told.is_none()
                    || (ordinal && !feminine)
                    || (!ordinal && scan.digits(i).is_none()))
            {
                return None;
            }
            (u8::try_from(hour).ok()?, None, end)
        };
        let mut hour = hour;
        if hour > 24 || minute.is_some_and(|m| m > 59) {
            return None;
        }
        if let Some((add, next)) = scan
            .find(end, |e| {
                if let Entry::ClockAdd(m) = e {
                    Some(m)
                } else {
                    None
                }
            })
            .map(|(m, e, _)| (m, e))
            && minute.is_none()
        {
            if add < 0 {
                hour = hour.checked_sub(1)?;
            }
            minute = u8::try_from(i16::from(add).rem_euclid(60)).ok();
            end = next;
        }
        if minute.is_none()
            && let Some((less, next)) = self.less_minutes(end)
        {
            hour = if hour == 0 { 23 } else { hour - 1 };
            minute = Some(60 - less);
            end = next;
        }
        if minute.is_none()
            && let Some((told, next)) = self.minutes(end)
        {
            minute = Some(told);
            end = next;
        }
        let exact = head.is_some() || minute.is_some() || self.forward();
        let mut part = None;
        for _ in 0..2 {
            if let Some((_, next, _)) = scan.find(end, |e| (e == Entry::Zone).then_some(())) {
                end = next;
            }
            // «10:15 ص»
            let letter = scan.bare(end, |e| match e {
                Entry::PartLetter(part) if exact => Some(part),
                _ => None,
            });
            if part.is_none()
                && let Some((found, next)) = letter.or_else(|| self.part_after(end))
            {
                part = Some(found);
                end = next;
            }
        }
        Some(Clock {
            hour,
            minute,
            part,
            end,
        })
    }

    /// «إلا خمس دقائق», «إلا عشرا» after an hour.
    fn less_minutes(&self, at: usize) -> Option<(u8, usize)> {
        let scan = self.scan;
        if !scan.is_word(at, "الا") {
            return None;
        }
        let (minutes, _, _, end) = scan.whole(at + 1)?;
        let unit = scan.bare(end, |e| match e {
            Entry::Unit {
                unit: Unit::Minute,
                definite: false,
                ..
            } => Some(()),
            _ => None,
        });
        let minutes = u8::try_from(minutes).ok().filter(|m| (1..60).contains(m))?;
        let alone = matches!(minutes, 5 | 10 | 20);
        (unit.is_some() || alone).then(|| (minutes, unit.map_or(end, |(_, end)| end)))
    }

    /// «و15 دقيقة», «وخمس دقائق» after an hour.
    fn minutes(&self, at: usize) -> Option<(u8, usize)> {
        let scan = self.scan;
        let at = if scan.is_word(at, "و") { at + 1 } else { at };
        let (minutes, _, lead, end) = scan.whole(at)?;
        let joined = lead == Lead::And || at > 0 && scan.is_word(at - 1, "و");
        let (_, end) = scan.bare(end, |e| match e {
            Entry::Unit {
                unit: Unit::Minute,
                definite: false,
                ..
            } => Some(()),
            _ => None,
        })?;
        let minutes = u8::try_from(minutes).ok().filter(|m| *m < 60)?;
        joined.then_some((minutes, end))
    }

    /// «14:30», «14:30:05».
    fn colon(&self, at: usize) -> Option<(u8, Option<u8>, usize)> {
        let scan = self.scan;
        let (hour, width) = scan.digits(at)?;
        if width > 2
            || scan.punct(at + 1) != Some(':')
            || !scan.touches(at + 1)
            || !scan.touches(at + 2)
        {
            return None;
        }
        let (minute, width) = scan.digits(at + 2)?;
        if width != 2 {
            return None;
        }
        let mut end = at + 3;
        if scan.punct(end) == Some(':')
            && scan.touches(end)
            && scan.touches(end + 1)
            && scan.digits(end + 1).is_some_and(|d| d.1 == 2)
        {
            end += 2;
        }
        Some((
            u8::try_from(hour).ok()?,
            Some(u8::try_from(minute).ok()?),
            end,
        ))
    }

    /// «10.30» after «الساعة».
    fn dotted_clock(&self, at: usize) -> Option<(u8, Option<u8>, usize)> {
        let token = self
            .scan
            .tokens
            .get(at)
            .filter(|t| t.kind == TokenKind::Number)?;
        let folded = self.scan.folded.get(at)?;
        if token.text.len() > 10 {
            return None;
        }
        let (hour, minute) = folded.split_once(['.', ','])?;
        if minute.len() != 2 || hour.is_empty() || hour.len() > 2 {
            return None;
        }
        Some((hour.parse().ok()?, Some(minute.parse().ok()?), at + 1))
    }

    /// A part of the day after an hour or a day: «مساء», «بعد الظهر», «من صباح» is none.
    pub(crate) fn part_after(&self, at: usize) -> Option<(Part, usize)> {
        // «مساء أمس» is a part of the day named after it, and belongs to that
        if self
            .part_of_day(at)
            .is_some_and(|(_, next)| self.names_day(next))
        {
            return None;
        }
        self.scan.bare(at, |e| match e {
            Entry::PartAfter(part)
            | Entry::Part {
                part,
                definite: true,
            } => Some(part),
            _ => None,
        })
    }

    /// A time without a day.
    pub(crate) fn clock_alone(&self, at: usize) -> Option<Read> {
        let clock = self.clock(at)?;
        let moment = self
            .published
            .filter(|_| self.forward())
            .and_then(|day| Some(at_clock(day, clock.coming(self.options.time)?)));
        Some(match moment {
            Some(moment) => Read::point(Some(Value::point(moment)), clock.end),
            None => Read::of(Kind::Vague, None, clock.end),
        })
    }

    /// «الثالثة» where the other end of a range says that hours are meant.
    fn hour_alone(&self, at: usize) -> Option<Clock> {
        let (hour, kind, lead, end) = self.scan.whole(at)?;
        let hour = u8::try_from(hour).ok().filter(|h| (1..=12).contains(h))?;
        let good = kind == NumberKind::Ordinal && lead == Lead::None && self.is_feminine(at);
        good.then_some(Clock {
            hour,
            minute: None,
            part: None,
            end,
        })
    }

    /// «من الثالثة إلى الخامسة عصرا», «بين الساعة 8 و10 مساء الأحد».
    pub(crate) fn clocks(&self, at: usize, next: usize) -> Option<Read> {
        let scan = self.scan;
        let mut first = self.clock(next).or_else(|| self.hour_alone(next))?;
        let to = scan
            .find(first.end, |e| (e == Entry::To).then_some(()))
            .map(|(_, end, _)| scan.after(end, Entry::To).unwrap_or(end))
            .or_else(|| scan.is_word(first.end, "و").then_some(first.end + 1));
        let to = to.unwrap_or(first.end);
        let fields = self.fields(to).filter(|f| f.clock.is_some());
        let last = fields
            .as_ref()
            .and_then(|f| f.clock)
            .or_else(|| self.clock(to))?;
        if at == next || last.end <= to {
            return None;
        }
        let part = last.part.or(fields.as_ref().and_then(|f| f.part));
        first.part = first.part.or(part);
        let end = fields.as_ref().map_or(last.end, |f| f.end);
        let day = match &fields {
            Some(fields) => self.resolve(fields, to).value.and_then(Value::as_day),
            None => self.published.filter(|_| self.forward()),
        };
        let value = day.and_then(|day| {
            let (from, to) = (first.in_day(part)?, last.in_day(part)?);
            (from < to).then(|| Value::between(at_clock(day, from), at_clock(day, to)))
        });
        Some(match value {
            Some(value) => Read::point(Some(value), end),
            None => Read::of(Kind::Vague, None, end),
        })
    }
}

pub(crate) const fn at_clock(day: Date, (hour, minute): (u8, Option<u8>)) -> Point {
    match minute {
        Some(minute) => Point::Minute(day, hour, minute),
        None => Point::Hour(day, hour),
    }
}
