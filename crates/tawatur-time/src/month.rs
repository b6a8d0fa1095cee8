//! Calendar dates in words: «الرابع من نيسان/أبريل 2017», «رمضان 1441», «25 الجاري»,
//! «ديسمبر 5, 2019».

use tawatur_text::numeral::NumberKind;

use crate::calendar;
use crate::dates::{CalendarDate, Month};
use crate::entry::{Amount, Calendar, Demonstrative, Entry, License, Relative, Unit};
use crate::reader::Reader;
use crate::resolve::weeks;
use crate::scan::Lead;

impl Reader<'_, '_> {
    /// A calendar date at a token: day and month, month alone, with or without a year.
    pub(crate) fn calendar(&self, at: usize) -> Option<CalendarDate> {
        self.numeric(at, false)
            .or_else(|| self.month_of_year(at))
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
        if kind == NumberKind::Ordinal && self.is_feminine(at) && value <= 12 {
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
            .is_none_or(|n| n.kind == NumberKind::Ordinal || n.definite && n.tokens.len() == 1);
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
            let dashed = slash && scan.punct(i - 1) != Some('/') && calendar == Calendar::Hijri;
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
        // «في 22 الشهر الماضي», but «قتل 22 الشهر الماضي»
        let headed = digits
            && at.checked_sub(1).is_some_and(|b| {
                let head = |e| matches!(e, Entry::At | Entry::DateHead).then_some(());
                scan.find(b, head).is_some()
            });
        let enough = named.is_some() && (from.is_some() || headed)
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
        // «شهر رمضان الأول» is the first such month
        let named = self.scan.find(at, |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Month,
                    ..
                }
            )
            .then_some(())
        });
        if let Some((day, after)) = self
            .day_behind(end)
            .filter(|d| named.is_none() || d.0 > 12 || self.scan.digits(d.1 - 1).is_some())
        {
            return Some(self.with_year(CalendarDate {
                calendar,
                year: None,
                month: Month::Named(month),
                day: Some(day),
                relative: None,
                end: after,
            }));
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

    /// The day behind a month's name: «أيار الحادي والعشرين», «يناير 5» and nothing to count.
    fn day_behind(&self, at: usize) -> Option<(u8, usize)> {
        let scan = self.scan;
        let at = if scan.punct(at) == Some('-') && scan.touches(at) && scan.touches(at + 1) {
            at + 1
        } else {
            at
        };
        let (value, kind, lead, end) = scan.whole(at)?;
        let day = u8::try_from(value).ok().filter(|d| (1..=31).contains(d))?;
        let ordinal = kind == NumberKind::Ordinal
            && scan.number(at).is_some_and(|n| n.definite)
            && !self.is_feminine(at)
            && (scan.after(end, Entry::From).is_none()
                || self.year_after(end, Calendar::Gregorian).is_some());
        let digits = scan.digits(at).is_some_and(|d| d.1 <= 2)
            && (end >= scan.len()
                || scan.line_break(end)
                || matches!(scan.punct(end), Some('.' | ',' | '،' | '؛' | ')')));
        (lead == Lead::None && (ordinal || digits) && !scan.line_break(at)).then_some((day, end))
    }

    /// Adds the year or «الماضي» that follows.
    pub(crate) fn with_year(&self, mut date: CalendarDate) -> CalendarDate {
        // «17 حزيران/يونيو/2020»
        let mark = date.end;
        let slash = matches!(self.scan.punct(mark), Some('/' | '-'))
            && self.scan.touches(mark)
            && self.scan.touches(mark + 1)
            && self.scan.digits(mark + 1).is_some_and(|d| d.1 == 4);
        if slash && let Some(found) = self.year_after(mark + 1, date.calendar) {
            (date.year, date.end) = (Some(found.0), found.2);
            return date;
        }
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
        let unit_at = |at| {
            scan.find(at, |e| {
                matches!(
                    e,
                    Entry::Unit {
                        unit: Unit::Year,
                        amount: Amount::One,
                        ..
                    }
                )
                .then_some(())
            })
            .filter(|u| u.2 != Lead::And)
        };
        // «سبتمبر في سنة 2014»
        let at_year = scan.after(i, Entry::At).and_then(unit_at);
        let unit = unit_at(i).or(at_year);
        let (year, mut end) = if let Some((_, next, _)) = unit {
            let (year, _, lead, end) = scan.whole(next)?;
            if lead != Lead::None {
                return None;
            }
            (year, end)
        } else if let Some((year, end)) = self.year_in_words(i) {
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

    /// «ألفين وثمانية عشر» after a month, and nothing that it could count.
    pub(crate) fn year_in_words(&self, at: usize) -> Option<(i32, usize)> {
        let scan = self.scan;
        if scan.digits(at).is_some() || scan.line_break(at) {
            return None;
        }
        let (year, kind, lead, end) = scan.whole(at)?;
        let good = kind == NumberKind::Cardinal
            && lead == Lead::None
            && (1000..2100).contains(&year)
            && (end >= scan.len()
                || scan.line_break(end)
                || matches!(scan.punct(end), Some('.' | ',' | '،' | '؛' | ')'))
                || end >= at + 3);
        good.then_some((year, end))
    }

    /// «من العام الماضي», «هذا العام» after a month: the year.
    fn relative_year(&self, at: usize, calendar: Calendar) -> Option<(i32, usize)> {
        let scan = self.scan;
        let i = scan.after(at, Entry::From).unwrap_or(at);
        let unit = Entry::one(Unit::Year, true);
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
        if named && let Some((month, end)) = self.numbered_month(i, strong) {
            return Some((Calendar::Gregorian, month, end));
        }
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
                                | Entry::About
                                | Entry::Unit {
                                    unit: Unit::Day,
                                    ..
                                }
                                | Entry::After
                        )
                        .then_some(())
                    })
                    .is_some()
                })
        };
        // «أواخر ماي», «منتصف شعبان»
        let after_edge = || {
            let edge = |b| {
                self.scan
                    .find(b, |e| matches!(e, Entry::Edge(_)).then_some(()))
            };
            at.checked_sub(1).is_some_and(|b| edge(b).is_some())
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
            License::Headed => sure() || headed() || self.forward(),
            License::Madda => {
                sure() || headed() && scan.tokens.get(i).is_some_and(|t| t.text.contains('آ'))
            }
            License::Strong => sure() || after_edge(),
            License::Full => named || strong && self.year_after(end, calendar).is_some(),
        };
        licensed.then_some((calendar, number, end))
    }

    /// «شهر 3», «شهر عشرة»: the month by its number, where it is none of so many months.
    fn numbered_month(&self, at: usize, strong: bool) -> Option<(u8, usize)> {
        let scan = self.scan;
        let (number, kind, lead, end) = scan.whole(at)?;
        let month = u8::try_from(number).ok().filter(|m| (1..=12).contains(m))?;
        let digits = scan.digits(at).is_some();
        let one = month == 1 && !digits;
        let good = kind == NumberKind::Cardinal
            && lead == Lead::None
            && !one
            && !scan.number(at).is_some_and(|n| n.definite)
            && (self.closed(end) || self.year_after(end, Calendar::Gregorian).is_some());
        (good && (strong || digits || self.closed(end))).then_some((month, end))
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
