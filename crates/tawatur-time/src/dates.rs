//! Days: weekdays, words like «أمس», calendar dates, feasts, and all of these together.

use jiff::civil::{Date, Weekday};
use tawatur_text::numeral::NumberKind;

use crate::Kind;
use crate::calendar::{self, Side};
use crate::clock::Clock;
use crate::reader::{Read, Reader};
use crate::scan::Lead;
use crate::table::{
    Amount, Calendar, Demonstrative, Entry, FeastRule, License, Part, Relative, Unit,
};
use crate::value::{Point, Value};

/// How the month of a date is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Month {
    Named(u8),
    /// «الشهر الجاري».
    Relative(Relative),
}

/// A date of a calendar as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CalendarDate {
    pub(crate) calendar: Calendar,
    pub(crate) year: Option<i32>,
    pub(crate) month: Month,
    pub(crate) day: Option<u8>,
    pub(crate) relative: Option<Relative>,
    pub(crate) end: usize,
}

/// A day of a feast as written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Feast {
    rule: FeastRule,
    /// Which of its days, 1 for the first.
    day: u8,
    /// Hijri or Gregorian.
    year: Option<i32>,
    relative: Option<Relative>,
}

/// What one expression says of a day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields {
    pub(crate) part: Option<Part>,
    pub(crate) clock: Option<Clock>,
    /// Days from publication.
    pub(crate) offset: Option<i8>,
    pub(crate) weekday: Option<Weekday>,
    pub(crate) weekday_relative: Option<Relative>,
    /// «الاثنين من الأسبوع الماضي»: weeks from this one.
    pub(crate) week: Option<i64>,
    pub(crate) dates: Vec<CalendarDate>,
    pub(crate) feast: Option<Feast>,
    pub(crate) end: usize,
}

impl Fields {
    fn has_day(&self) -> bool {
        self.offset.is_some()
            || self.weekday.is_some()
            || self.feast.is_some()
            || !self.dates.is_empty()
    }
}

impl Reader<'_, '_> {
    /// A day at a token, with all that stands beside it.
    pub(crate) fn date(&self, at: usize) -> Option<Read> {
        let fields = self.fields(at)?;
        Some(self.resolve(&fields, at))
    }

    pub(crate) fn part_of_day(&self, at: usize) -> Option<(Part, usize)> {
        self.scan
            .find(at, |e| {
                if let Entry::Part { part, .. } = e {
                    Some(part)
                } else {
                    None
                }
            })
            .map(|(part, end, _)| (part, end))
    }

    /// True where a day is named at a token («أمس», «يوم الأحد», «السبت»).
    pub(crate) fn names_day(&self, at: usize) -> bool {
        let next = self.day_head(at).unwrap_or(at);
        self.offset(next).is_some()
            || self.weekday(next).is_some()
            || self
                .scan
                .bare(next, |e| matches!(e, Entry::Feast(_)).then_some(()))
                .is_some()
            || self.calendar(next).is_some_and(|d| d.day.is_some())
    }

    /// The token after «يوم», «نهار», «ليلة» and the like before a day's name.
    fn day_head(&self, at: usize) -> Option<usize> {
        self.scan
            .bare(at, |e| {
                let head = matches!(
                    e,
                    Entry::Unit {
                        unit: Unit::Day,
                        amount: Amount::One,
                        definite: false
                    } | Entry::Part {
                        definite: false,
                        ..
                    } | Entry::DateHead
                );
                head.then_some(())
            })
            .map(|(_, end)| end)
    }

    /// A weekday's name: the day and the token after it. Without its article only after a head.
    pub(crate) fn weekday(&self, at: usize) -> Option<(Weekday, usize)> {
        let headed = || {
            at.checked_sub(1).is_some_and(|before| {
                self.scan
                    .find(before, |e| {
                        matches!(
                            e,
                            Entry::Unit {
                                unit: Unit::Day,
                                ..
                            }
                        )
                        .then_some(())
                    })
                    .is_some()
            })
        };
        // «ثلاثاء الأسبوع الماضي»
        let of_week = || {
            let week = |e| {
                matches!(
                    e,
                    Entry::Unit {
                        unit: Unit::Week,
                        amount: Amount::One,
                        definite: true
                    }
                )
                .then_some(())
            };
            let next = self.scan.bare(at + 1, week);
            next.is_some_and(|(_, end)| self.relative(end).is_some())
        };
        let ((day, definite), end, lead) = self.scan.find(at, |e| match e {
            Entry::Weekday { day, definite } if definite || headed() || of_week() => {
                Some((day, definite))
            }
            _ => None,
        })?;
        // «يوم واحد» is one day
        (definite || lead == Lead::None).then_some((day, end))
    }

    fn offset(&self, at: usize) -> Option<(i8, usize)> {
        let (days, end, _) = self.scan.find(at, |e| {
            if let Entry::Day(days) = e {
                Some(days)
            } else {
                None
            }
        })?;
        // «اليوم العالمي», «اليوم الأول», «ذلك اليوم», «اليوم نفسه» are not today; nor is
        // «أمس الحاجة» yesterday
        let bound = |e| match e {
            Entry::NotToday => Some(()),
            Entry::Relative(_) if days == 0 => Some(()),
            _ => None,
        };
        let which = self
            .scan
            .number(end)
            .is_some_and(|n| n.kind == NumberKind::Ordinal && n.definite);
        let that = at.checked_sub(1).is_some_and(|b| self.is_that(b));
        if self.scan.bare(end, bound).is_some()
            || days == 0 && (which || that || self.is_article(end))
        {
            return None;
        }
        Some((days, end))
    }

    /// «ذلك», «نفس» at a token.
    pub(crate) fn is_that(&self, at: usize) -> bool {
        self.scan.has(at, Entry::Demonstrative(Demonstrative::That))
            || self.scan.has(at, Entry::Demonstrative(Demonstrative::Same))
    }

    pub(crate) fn fields(&self, at: usize) -> Option<Fields> {
        let scan = self.scan;
        let mut fields = Fields {
            end: at,
            ..Fields::default()
        };
        let mut i = at;
        // no expression has more pieces than this
        for step in 0..12 {
            let first = step == 0;
            let next = if first {
                Some((i, None))
            } else {
                self.link(i, &fields)
            };
            let Some((j, link)) = next else { break };
            if first
                && let Some((_, next, _)) = scan.find(j, |e| (e == Entry::About).then_some(()))
                && self
                    .part_of_day(next)
                    .is_some_and(|(_, after)| self.names_day(after))
            {
                i = next;
                continue;
            }
            if !first
                && scan
                    .hits(j)
                    .first()
                    .is_some_and(|hit| hit.lead != Lead::None)
            {
                break;
            }
            let Some(next) = self.atom(j, first, link, &mut fields) else {
                break;
            };
            i = next;
            if link == Some('(') && scan.punct(i) == Some(')') {
                i += 1;
            }
            fields.end = i;
        }
        fields.has_day().then_some(fields)
    }

    /// What may stand between two pieces: the token after it, and which kind it was
    /// (`(`, `,`, `-`, `=` for «الموافق», `في`, `من` by their first letter); `None` where the
    /// expression ends.
    fn link(&self, at: usize, fields: &Fields) -> Option<(usize, Option<char>)> {
        let scan = self.scan;
        if scan.line_break(at) {
            return None;
        }
        if let Some(next) = scan.after(at, Entry::Corresponding) {
            return Some((next, Some('=')));
        }
        if self.part_after(at).is_some() {
            return Some((at, None));
        }
        let found = match scan.punct(at) {
            Some('(' | '[') => Some('('),
            Some('،' | ',') => Some(','),
            Some('-' | '–' | '—' | '/' | '|') => Some('-'),
            Some(_) => return None,
            None => None,
        };
        if let Some(kind) = found {
            let next = scan.after(at + 1, Entry::Corresponding);
            return Some((
                next.unwrap_or(at + 1),
                Some(if next.is_some() { '=' } else { kind }),
            ));
        }
        if let Some(next) = scan.after(at, Entry::From).filter(|_| !fields.has_day()) {
            return Some((next, Some('م')));
        }
        if let Some(next) = scan.after(at, Entry::At) {
            return Some((next, Some('ف')));
        }
        Some((at, None))
    }

    /// Reads one piece into `fields`; the token after it.
    fn atom(
        &self,
        at: usize,
        first: bool,
        link: Option<char>,
        fields: &mut Fields,
    ) -> Option<usize> {
        let scan = self.scan;
        let plain = matches!(link, None | Some('(' | 'م'));
        if fields.clock.is_none()
            && (plain || link == Some('ف') || link == Some(','))
            && let Some(clock) = self.clock(at).filter(|_| self.calendar(at).is_none())
        {
            fields.clock = Some(clock);
            return Some(clock.end);
        }
        let headed = self.day_head(at);
        if plain
            && fields.part.is_none()
            && !fields.has_day()
            && let Some((part, next)) = self.part_of_day(at)
        {
            let from = scan.after(next, Entry::From).unwrap_or(next);
            if self.names_day(from) {
                fields.part = Some(part);
                return Some(from);
            }
        }
        if first
            && scan
                .find(at, |e| (e == Entry::DateHead).then_some(()))
                .is_some()
        {
            // «بتاريخ» is no part of the expression
            return None;
        }
        if let Some(next) =
            headed.filter(|&next| self.names_day(next) || self.numeric(next, true).is_some())
        {
            // «يوم», «بتاريخ»: the day comes next
            let part = scan
                .bare(at, |e| matches!(e, Entry::Part { .. }).then_some(()))
                .is_some();
            let apart = link == Some(',') || part && link == Some('ف');
            return (!apart).then_some(next);
        }
        if fields.dates.len() < 2 {
            let after_day = at.checked_sub(1).is_some_and(|b| {
                scan.has(b, Entry::DateHead)
                    || scan
                        .find(b, |e| {
                            matches!(
                                e,
                                Entry::Unit {
                                    unit: Unit::Day,
                                    ..
                                } | Entry::Weekday { .. }
                            )
                            .then_some(())
                        })
                        .is_some()
            });
            let date = self
                .numeric(at, after_day || link == Some('='))
                .or_else(|| self.calendar(at));
            if let Some(date) = date.filter(|d| first || d.day.is_some()) {
                let other = fields
                    .dates
                    .iter()
                    .all(|d| d.day.is_some() && (d.calendar != date.calendar || link == Some('=')));
                if other {
                    fields.dates.push(date);
                    return Some(date.end);
                }
            }
        }
        if plain
            && fields.offset.is_none()
            && fields.dates.is_empty()
            && (fields.weekday.is_none() || link.is_none())
            && let Some((days, next)) = self.offset(at)
        {
            fields.offset = Some(days);
            return Some(next);
        }
        // «أمس، الأحد،», «اليوم، السبت 2 أيلول»
        let apposed = link == Some(',') && fields.offset.is_some();
        if (plain || apposed || link == Some('='))
            && fields.weekday.is_none()
            && (fields.dates.is_empty() || link.is_none())
            && let Some((day, next)) = self
                .weekday(at)
                .filter(|_| first || fields.dates.is_empty() || !scan.line_break(at))
        {
            fields.weekday = Some(day);
            return Some(self.weekday_tail(next, fields));
        }
        if link.is_none()
            && !fields.has_day()
            && let Some((feast, next)) = self.feast_at(at)
        {
            fields.feast = Some(feast);
            return Some(next);
        }
        if link.is_none()
            && fields.has_day()
            && fields.part.is_none()
            && let Some((part, next)) = self
                .part_after(at)
                .filter(|_| scan.folded.get(at).is_some_and(|w| w.len() > 2))
        {
            fields.part = Some(part);
            return Some(next);
        }
        None
    }

    /// «عيد الفطر», «ثاني أيام عيد الأضحى», «اليوم الأول من عيد الفطر الماضي».
    fn feast_at(&self, at: usize) -> Option<(Feast, usize)> {
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
        let (rule, next, _) = feast(at).or_else(|| {
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

    /// «الماضي», «من الأسبوع الماضي» after a weekday.
    fn weekday_tail(&self, at: usize, fields: &mut Fields) -> usize {
        if let Some((relative, end)) = self.relative(at) {
            fields.weekday_relative = Some(relative);
            return end;
        }
        let next = self.scan.after(at, Entry::From).unwrap_or(at);
        let week = |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Week,
                    amount: Amount::One,
                    definite: true
                }
            )
            .then_some(())
        };
        if let Some(after) = self
            .scan
            .after(next, Entry::Demonstrative(Demonstrative::This))
            && let Some((_, end)) = self.scan.bare(after, week)
        {
            fields.week = Some(0);
            return end;
        }
        if let Some((_, end)) = self.scan.bare(next, week)
            && let Some((relative, end)) = self.relative(end)
        {
            fields.week = weeks(relative);
            return end;
        }
        at
    }

    /// «الماضي», «المقبل» at a token.
    pub(crate) fn relative(&self, at: usize) -> Option<(Relative, usize)> {
        self.scan.bare(at, |e| match e {
            Entry::Relative(
                r @ (Relative::Past | Relative::Current | Relative::Next | Relative::BeforeLast),
            ) => Some(r),
            _ => None,
        })
    }

    /// The day that `fields` mean, as an expression.
    pub(crate) fn resolve(&self, fields: &Fields, at: usize) -> Read {
        let (value, full) = self.day_value(fields, at);
        let mut conflict = None;
        let day = value.and_then(Value::as_day).map(|day| {
            let Some(said) = fields.weekday.filter(|&said| said != day.weekday()) else {
                return day;
            };
            conflict = Some(format!(
                "{said:?} is written, but {day} is a {:?}",
                day.weekday()
            ));
            if fields.dates.is_empty() && fields.offset.is_some() {
                // «اليوم (الاثنين)» in a page stored on Tuesday: the weekday knows better by a day
                for near in [-1, 1] {
                    if let Some(other) = calendar::shift(day, near).filter(|d| d.weekday() == said)
                    {
                        return other;
                    }
                }
            }
            day
        });
        let value = match (day, fields.clock.and_then(|c| c.in_day(fields.part))) {
            (Some(day), Some((hour, Some(minute)))) => {
                Some(Value::point(Point::Minute(day, hour, minute)))
            }
            (Some(day), Some((hour, None))) => Some(Value::point(Point::Hour(day, hour))),
            (Some(day), None) => Some(Value::day(day)),
            (None, _) => value,
        };
        Read {
            end: fields.end,
            value,
            kind: Kind::Point,
            conflict,
            full,
        }
    }

    fn day_value(&self, fields: &Fields, at: usize) -> (Option<Value>, bool) {
        let side = || self.side(at, fields.end);
        if !fields.dates.is_empty() {
            let full = fields
                .dates
                .iter()
                .find(|d| d.year.is_some() && d.day.is_some());
            // the Gregorian one of two; Hijri months may begin a day sooner or later
            let best = fields
                .dates
                .iter()
                .find(|d| d.calendar == Calendar::Gregorian)
                .or(fields.dates.first());
            let Some(best) = best else {
                return (None, false);
            };
            let mut best = *best;
            if let (None, Some(other)) = (best.year, full) {
                // the other calendar's date has the year
                let day = other.year.and_then(|year| self.of_month(other, year));
                if let (Some(day), Month::Named(month)) =
                    (day.and_then(Value::first_day), best.month)
                {
                    let found =
                        calendar::implied(best.calendar, month, best.day, Side::Current, None, day);
                    return (found.map(|(first, _)| Value::day(first)), true);
                }
                best = *other;
            }
            let near = self
                .published
                .and_then(|p| calendar::shift(p, i64::from(fields.offset?)));
            let value = match near {
                Some(near) if best.year.is_none() => match best.month {
                    Month::Named(month) => {
                        calendar::implied(best.calendar, month, best.day, Side::Current, None, near)
                            .map(|(first, _)| Value::day(first))
                    }
                    Month::Relative(_) => self.calendar_value(&best, side(), fields.weekday),
                },
                _ => self.calendar_value(&best, side(), fields.weekday),
            };
            return (value, full.is_some());
        }
        let Some(published) = self.published else {
            return (None, false);
        };
        if let Some(days) = fields.offset {
            return (
                calendar::shift(published, i64::from(days)).map(Value::day),
                false,
            );
        }
        if let Some(weekday) = fields.weekday {
            let day = match fields.week {
                Some(weeks) => calendar::monday(published).and_then(|monday| {
                    calendar::shift(
                        monday,
                        weeks * 7 + i64::from(weekday.to_monday_zero_offset()),
                    )
                }),
                None => {
                    let side = match fields.weekday_relative {
                        Some(relative) => side_of(relative),
                        None => side(),
                    };
                    let day = calendar::nearest_weekday(weekday, side, published);
                    if fields.weekday_relative == Some(Relative::BeforeLast) {
                        day.and_then(|d| calendar::shift(d, -7))
                    } else {
                        day
                    }
                }
            };
            return (day.map(Value::day), false);
        }
        if let Some(feast) = fields.feast {
            let side = feast.relative.map_or_else(side, side_of);
            let first = self.feast(feast.rule, feast.year, side, published);
            let day = first.and_then(|d| calendar::shift(d, i64::from(feast.day) - 1));
            return (day.map(Value::day), false);
        }
        (None, false)
    }

    fn feast(
        &self,
        rule: FeastRule,
        year: Option<i32>,
        side: Side,
        published: Date,
    ) -> Option<Date> {
        // with a Gregorian year the feast that falls into it
        let (published, side) = match year {
            Some(year) => (
                Date::new(i16::try_from(year).ok()?, 7, 1).ok()?,
                Side::Current,
            ),
            None => (published, side),
        };
        match rule {
            FeastRule::Fixed(kind, month, day) => {
                calendar::implied(kind, month, Some(day), side, None, published)
                    .map(|(first, _)| first)
            }
            FeastRule::Easter => {
                let easters =
                    (-1..=1).filter_map(|y| calendar::easter(published.year().checked_add(y)?));
                let mut found: Vec<Date> = easters.collect();
                match side {
                    Side::Current => {}
                    Side::Future | Side::StrictlyFuture => found.retain(|d| *d >= published),
                    _ => found.retain(|d| *d <= published),
                }
                found
                    .into_iter()
                    .min_by_key(|d| calendar::days_between(*d, published).abs())
            }
        }
    }

    fn of_month(&self, date: &CalendarDate, year: i32) -> Option<Value> {
        let Month::Named(month) = date.month else {
            return None;
        };
        let (first, last) = calendar::days(date.calendar, year, month, date.day)?;
        Some(match (date.day, date.calendar) {
            (Some(_), _) => Value::day(first),
            (None, Calendar::Gregorian) => Value::point(Point::Month(first.year(), first.month())),
            (None, Calendar::Hijri) => Value::between(Point::Day(first), Point::Day(last)),
        })
    }

    /// The value of one calendar date.
    pub(crate) fn calendar_value(
        &self,
        date: &CalendarDate,
        side: Side,
        said: Option<Weekday>,
    ) -> Option<Value> {
        let month = match date.month {
            Month::Named(month) => month,
            Month::Relative(relative) => {
                let (base, steps) = match relative {
                    Relative::Same => (self.last?.first_day()?, 0),
                    Relative::Following => (self.last?.first_day()?, 1),
                    _ => (self.published?, weeks(relative)?),
                };
                let (year, month) = calendar::shift_month(base.year(), base.month(), steps)?;
                return Some(Value::day(
                    Date::new(year, month, i8::try_from(date.day?).ok()?).ok()?,
                ));
            }
        };
        if let Some(year) = date.year {
            if date.calendar == Calendar::Hijri && year > 1700 {
                // «رمضان 2019»: the one that begins in that year
                let from = calendar::hijri_year(Date::new(i16::try_from(year).ok()?, 1, 1).ok()?)?;
                let inside = (from..=from + 1).find(|&y| {
                    calendar::hijri_month(y, month).is_some_and(|d| i32::from(d.year()) == year)
                })?;
                return self.of_month(date, inside);
            }
            return self.of_month(date, year);
        }
        let side = date.relative.map_or(side, side_of);
        let (first, last) =
            calendar::implied(date.calendar, month, date.day, side, said, self.published?)?;
        Some(match (date.day, date.calendar) {
            (Some(_), _) => Value::day(first),
            (None, Calendar::Gregorian) => Value::point(Point::Month(first.year(), first.month())),
            (None, Calendar::Hijri) => Value::between(Point::Day(first), Point::Day(last)),
        })
    }

    /// A calendar date at a token: day and month, month alone, with or without a year.
    pub(crate) fn calendar(&self, at: usize) -> Option<CalendarDate> {
        self.numeric(at, false)
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_alone(at))
    }

    /// A day of a month as a number at a token.
    pub(crate) fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        if let Some((_, end, _)) = self.scan.find(at, |e| (e == Entry::First).then_some(())) {
            return Some((1, end));
        }
        // «الـ15 من آذار»
        let at = if self.is_article(at) { at + 1 } else { at };
        let (value, kind, _, end) = self.scan.whole(at)?;
        if kind == NumberKind::Ordinal && self.is_feminine(at) {
            return None;
        }
        let day = u8::try_from(value).ok().filter(|d| (1..=31).contains(d))?;
        Some((day, end))
    }

    fn day_month(&self, at: usize) -> Option<CalendarDate> {
        let scan = self.scan;
        let (day, end) = self.day_number(at)?;
        let mut i = end;
        let slash = matches!(scan.punct(i), Some('/' | '-' | '–'));
        if slash {
            i += 1;
        }
        let from = scan.after(i, Entry::From);
        i = from.unwrap_or(i);
        let digits = scan.digits(end.saturating_sub(1)).is_some();
        let ordinal = scan
            .number(at)
            .is_none_or(|n| n.kind == NumberKind::Ordinal);
        if from.is_some() && !digits && !ordinal {
            // «ثلاثة من أيار» are three of something
            return None;
        }
        if let Some((calendar, month, end)) = self.month_name(i, true) {
            let end = if slash
                && matches!(scan.punct(end), Some('/' | '-' | '–'))
                && scan.digits(end + 1).is_some_and(|d| d.1 == 4)
            {
                end + 1
            } else {
                end
            };
            let date = self.with_year(CalendarDate {
                calendar,
                year: None,
                month: Month::Named(month),
                day: Some(day),
                relative: None,
                end,
            });
            // «6-صفر» is a result
            let dashed = slash && scan.punct(i - 1) != Some('/');
            return (!dashed || date.year.is_some()).then_some(date);
        }
        // «20 من الشهر الجاري», «العاشر من الجاري», «25 الجاري»
        let month = |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Month,
                    amount: Amount::One,
                    ..
                }
            )
            .then_some(())
        };
        let this = scan.after(i, Entry::Demonstrative(Demonstrative::This));
        if let (Some(_), Some((_, end))) = (this, scan.bare(this.unwrap_or(i), month)) {
            return Some(CalendarDate {
                calendar: Calendar::Gregorian,
                year: None,
                month: Month::Relative(Relative::Current),
                day: Some(day),
                relative: None,
                end,
            });
        }
        let named = scan.bare(i, month);
        // «التاسع من الشهر نفسه»
        let same = named.filter(|_| from.is_some()).and_then(|(_, end)| {
            scan.after(end, Entry::Relative(Relative::Same))
                .or_else(|| scan.after(end, Entry::Relative(Relative::Following)))
                .map(|next| (end, next))
        });
        if let Some((word, end)) = same {
            let next = scan.has(word, Entry::Relative(Relative::Following));
            return Some(CalendarDate {
                calendar: Calendar::Gregorian,
                year: None,
                month: Month::Relative(if next {
                    Relative::Following
                } else {
                    Relative::Same
                }),
                day: Some(day),
                relative: None,
                end,
            });
        }
        let (relative, end) = self.relative(named.map_or(i, |(_, end)| end))?;
        let enough = named.is_some() && from.is_some()
            || relative == Relative::Current && (from.is_some() || scan.digits(at).is_some());
        enough.then_some(CalendarDate {
            calendar: Calendar::Gregorian,
            year: None,
            month: Month::Relative(relative),
            day: Some(day),
            relative: None,
            end,
        })
    }

    fn month_alone(&self, at: usize) -> Option<CalendarDate> {
        let (calendar, month, end) = self.month_name(at, false)?;
        // «ديسمبر 5, 2019»
        if let Some((day, _)) = self
            .scan
            .digits(end)
            .filter(|&(d, w)| w <= 2 && (1..=31).contains(&d))
            && let Some((year, _, after)) = self.year_after(end + 1, calendar)
        {
            return Some(CalendarDate {
                calendar,
                year: Some(year),
                month: Month::Named(month),
                day: u8::try_from(day).ok(),
                relative: None,
                end: after,
            });
        }
        if let Some((day, year)) = self
            .scan
            .folded
            .get(end)
            .and_then(|w| w.split_once([',', '.']))
            .filter(|(d, y)| d.len() <= 2 && y.len() == 4)
            && let (Ok(day), Ok(year)) = (day.parse::<u8>(), year.parse::<i32>())
            && (1..=31).contains(&day)
            && (1000..2200).contains(&year)
        {
            return Some(CalendarDate {
                calendar,
                year: Some(year),
                month: Month::Named(month),
                day: Some(day),
                relative: None,
                end: end + 1,
            });
        }
        Some(self.with_year(CalendarDate {
            calendar,
            year: None,
            month: Month::Named(month),
            day: None,
            relative: None,
            end,
        }))
    }

    /// Adds the year or «الماضي» that follows.
    fn with_year(&self, mut date: CalendarDate) -> CalendarDate {
        if let Some((year, calendar, end)) = self.year_after(date.end, date.calendar) {
            date.year = Some(year);
            date.end = end;
            if calendar == Calendar::Hijri && date.calendar == Calendar::Gregorian {
                date.year = None;
            }
            return date;
        }
        if let Some((year, end)) = self.relative_year(date.end, date.calendar) {
            date.year = Some(year);
            date.end = end;
            return date;
        }
        if let Some((relative, end)) = self.relative(date.end) {
            date.relative = Some(relative);
            date.end = end;
        }
        date
    }

    /// «2019», «من عام 2019», «1441 هـ» after a month: the year, its calendar, the token after it.
    pub(crate) fn year_after(
        &self,
        at: usize,
        calendar: Calendar,
    ) -> Option<(i32, Calendar, usize)> {
        let scan = self.scan;
        let mut i = at;
        if matches!(scan.punct(i), Some(',' | '،')) {
            i += 1;
        }
        i = scan.after(i, Entry::From).unwrap_or(i);
        let unit = scan.find(i, |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Year,
                    amount: Amount::One,
                    ..
                }
            )
            .then_some(())
        });
        let (year, mut end) = if let Some((_, next, _)) = unit {
            let (year, _, lead, end) = scan.whole(next)?;
            if lead != Lead::None {
                return None;
            }
            (year, end)
        } else {
            let (year, width) = scan.digits(i)?;
            if !(3..=4).contains(&width) {
                return None;
            }
            (year, i + 1)
        };
        // «25 ربيع الآخر 583هـ»: a short number is a year where the era is written
        let era = |e| {
            if let Entry::Era(era) = e {
                Some(era)
            } else {
                None
            }
        };
        let with_era = (100..1000).contains(&year) && scan.bare(end, era).is_some();
        if !(1000..2200).contains(&year) && !with_era {
            return None;
        }
        let mut calendar = if (1300..1500).contains(&year) {
            Calendar::Hijri
        } else {
            calendar
        };
        if let Some((era, after)) = scan.bare(end, era) {
            calendar = era;
            end = after;
        }
        Some((year, calendar, end))
    }

    /// «من العام الماضي», «هذا العام» after a month: the year.
    fn relative_year(&self, at: usize, calendar: Calendar) -> Option<(i32, usize)> {
        let scan = self.scan;
        let i = scan.after(at, Entry::From).unwrap_or(at);
        let unit = |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Year,
                    amount: Amount::One,
                    definite: true
                }
            )
            .then_some(())
        };
        let this = match calendar {
            Calendar::Gregorian => i32::from(self.published?.year()),
            Calendar::Hijri => calendar::hijri_year(self.published?)?,
        };
        if let Some(next) = scan.after(i, Entry::Demonstrative(Demonstrative::This)) {
            return scan.bare(next, unit).map(|(_, end)| (this, end));
        }
        let (_, next) = scan.bare(i, unit)?;
        let (relative, end) = self.relative(next)?;
        Some((this + i32::try_from(weeks(relative)?).ok()?, end))
    }

    /// A month's name, with «شهر» before it and its other name after it: calendar, number, token after it.
    pub(crate) fn month_name(&self, at: usize, strong: bool) -> Option<(Calendar, u8, usize)> {
        let scan = self.scan;
        let unit = scan.find(at, |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Month,
                    amount: Amount::One,
                    ..
                }
            )
            .then_some(())
        });
        let (i, named) = unit.map_or((at, false), |(_, end, _)| (end, true));
        let ((calendar, number, license), mut end, lead) = scan.find(i, |e| {
            if let Entry::Month {
                calendar,
                number,
                license,
            } = e
            {
                Some((calendar, number, license))
            } else {
                None
            }
        })?;
        if (strong || named) && lead != Lead::None {
            return None;
        }
        if let Some((_, next)) = scan.bare(end, |e| (e == Entry::Epithet).then_some(())) {
            end = next;
        }
        let doubled = self.second_name(end, calendar, number);
        end = doubled.unwrap_or(end);
        let headed = || {
            lead == Lead::Preposition
                || at.checked_sub(1).is_some_and(|b| {
                    scan.find(b, |e| {
                        matches!(
                            e,
                            Entry::In
                                | Entry::At
                                | Entry::Edge(_)
                                | Entry::To
                                | Entry::From
                                | Entry::Since
                                | Entry::Within
                                | Entry::Ago
                                | Entry::After
                        )
                        .then_some(())
                    })
                    .is_some()
                })
        };
        let sure = || {
            strong
                || named
                || doubled.is_some()
                || self.year_after(end, calendar).is_some()
                || self.relative(end).is_some()
        };
        let licensed = match license {
            License::Alone => true,
            License::Headed => sure() || headed(),
            License::Madda => {
                sure() || headed() && scan.tokens.get(i).is_some_and(|t| t.text.contains('آ'))
            }
            License::Strong => sure(),
        };
        licensed.then_some((calendar, number, end))
    }

    /// «/تشرين الأول», «(مايو)», «أكتوبر» after the same month's other name.
    fn second_name(&self, at: usize, calendar: Calendar, number: u8) -> Option<usize> {
        let scan = self.scan;
        let mark = scan.punct(at);
        let i = match mark {
            Some('/' | '-' | '–' | '(' | '\\' | '،' | ',' | '|') => at + 1,
            Some(_) => return None,
            None => at,
        };
        let (_, end) = scan.bare(i, |e| {
            if let Entry::Month {
                calendar: c,
                number: n,
                ..
            } = e
            {
                (c == calendar && n == number).then_some(())
            } else {
                None
            }
        })?;
        if mark == Some('(') {
            return (scan.punct(end) == Some(')')).then_some(end + 1);
        }
        Some(end)
    }
}

/// Which way an adjective points.
pub(crate) const fn side_of(relative: Relative) -> Side {
    match relative {
        Relative::Past | Relative::BeforeLast | Relative::Former => Side::StrictlyPast,
        Relative::Next => Side::StrictlyFuture,
        Relative::Current | Relative::Following | Relative::Same => Side::Current,
    }
}

/// How many units an adjective is away.
pub(crate) const fn weeks(relative: Relative) -> Option<i64> {
    Some(match relative {
        Relative::Past | Relative::Former => -1,
        Relative::BeforeLast => -2,
        Relative::Current => 0,
        Relative::Next => 1,
        Relative::Following | Relative::Same => return None,
    })
}
