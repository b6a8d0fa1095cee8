//! Days: weekdays, words like «أمس», calendar dates, feasts, and all of these together.

use jiff::civil::{Date, Weekday};
use tawatur_text::numeral::NumberKind;

use crate::calendar;
use crate::clock::Clock;
use crate::entry::{Amount, Calendar, Demonstrative, Entry, FeastRule, Part, Relative, Unit};
use crate::reader::{Read, Reader};
use crate::resolve::weeks;
use crate::scan::Lead;

/// How the month of a date is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Month {
    Named(u8),
    /// «الشهر الجاري».
    Relative(Relative),
    /// «يوم 27».
    Unsaid,
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
    pub(crate) rule: FeastRule,
    /// Which of its days, 1 for the first.
    pub(crate) day: u8,
    /// Hijri or Gregorian.
    pub(crate) year: Option<i32>,
    pub(crate) relative: Option<Relative>,
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
    /// «السبت السادس عشر»: the day that is both.
    pub(crate) agreed: Option<Date>,
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
                .bare(next, |e| {
                    matches!(e, Entry::Feast(rule) if rule != FeastRule::Eid).then_some(())
                })
                .is_some()
            || self.calendar(next).is_some_and(|d| d.day.is_some())
    }

    /// The token after «يوم», «نهار», «ليلة» and the like before a day's name.
    fn day_head(&self, at: usize) -> Option<usize> {
        self.scan
            .find(at, |e| {
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
            .map(|(_, end, _)| end)
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
            let week = Entry::one(Unit::Week, true);
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
        // «الجمعة العظيمة», «ليلة رأس السنة»: the longer name wins
        let feast_first = scan
            .hits(at)
            .first()
            .is_some_and(|hit| matches!(hit.entry, Entry::Feast(rule) if rule != FeastRule::Eid));
        if feast_first
            && link.is_none()
            && !fields.has_day()
            && let Some((feast, next)) = self.feast_at(at)
        {
            fields.feast = Some(feast);
            return Some(next);
        }
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
        if first && let Some((date, next)) = self.day_of_month(at) {
            fields.dates.push(date);
            return Some(next);
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
        // «الساعة 11 هذا الصباح», «الساعة 8 الليلة»
        if link.is_none()
            && fields.clock.is_some()
            && !fields.has_day()
            && let Some((part, next)) = self.this_part(at)
        {
            (fields.offset, fields.part) = (Some(0), fields.part.or(Some(part)));
            return Some(next);
        }
        if plain
            && fields.offset.is_none()
            && fields.feast.is_none()
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

    /// «الماضي», «من الأسبوع الماضي», «السادس عشر» after a weekday.
    fn weekday_tail(&self, at: usize, fields: &mut Fields) -> usize {
        if let Some(day) = fields.weekday
            && let Some((agreed, end)) = self.weekday_number(at, day, self.side(at, at))
        {
            // «اليوم الخميس 20»: today, or no day at all
            let today = fields.offset.and_then(|days| {
                let day = calendar::shift(self.published?, i64::from(days))?;
                Some(calendar::days_between(agreed, day).abs() <= 1)
            });
            if today != Some(false) {
                fields.agreed = Some(agreed);
                return end;
            }
        }
        if let Some((relative, end)) = self.relative(at) {
            fields.weekday_relative = Some(relative);
            return end;
        }
        let next = self.scan.after(at, Entry::From).unwrap_or(at);
        let next = self.scan.after(next, Entry::At).unwrap_or(next);
        let week = Entry::one(Unit::Week, true);
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
                r @ (Relative::Past
                | Relative::Current
                | Relative::Next
                | Relative::BeforeLast
                | Relative::AfterNext),
            ) => Some(r),
            _ => None,
        })
    }
}
