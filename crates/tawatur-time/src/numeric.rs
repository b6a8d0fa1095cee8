//! Dates in digits: «10/6/2014», «2019-12-05», «12.05.2019», «15/2/1437 هـ».

use tawatur_text::token::TokenKind;

use crate::dates::{CalendarDate, Month};
use crate::entry::{Calendar, Entry};
use crate::reader::Reader;

impl Reader<'_, '_> {
    /// True for one token that holds a whole date («12.05.2019»).
    pub(crate) fn numeric_token(&self, at: usize) -> bool {
        self.dotted(at).is_some()
    }

    /// Four digits that may be a year and begin no date in digits.
    pub(crate) fn year_digits(&self, at: usize) -> Option<i32> {
        let (year, width) = self.scan.digits(at)?;
        (width == 4 && self.numeric(at, false).is_none()).then_some(year)
    }

    /// A date in digits at a token, day first unless the year is. `headed`: a word before it
    /// says that a date follows, so that «5/12» and «5/12/19» are dates too.
    pub(crate) fn numeric(&self, at: usize, headed: bool) -> Option<CalendarDate> {
        let scan = self.scan;
        if let Some(([a, b, c], widths)) = self.dotted(at) {
            return self.in_order([a, b, c], widths, at + 1);
        }
        let first = scan.digits(at)?;
        let inside = at > 0
            && scan.touches(at)
            && matches!(scan.punct(at - 1), Some('/' | '-' | '.'))
            && at > 1
            && scan.digits(at - 2).is_some();
        let mark = scan
            .punct(at + 1)
            .filter(|c| matches!(c, '/' | '-' | '–' | '\\' | '.'))?;
        let second = scan.digits(at + 2)?;
        if inside || second.1 > 2 {
            return None;
        }
        // white space only around a slash
        let tight = scan.touches(at + 1) && scan.touches(at + 2);
        if !tight && !matches!(mark, '/' | '\\') {
            return None;
        }
        if scan.punct(at + 3) == Some(mark)
            && let Some(third) = scan.digits(at + 4)
        {
            if third.1 == 2 && first.1 <= 2 && headed {
                return self.in_order(
                    [first.0, second.0, 2000 + third.0],
                    [first.1, second.1, 4],
                    at + 5,
                );
            }
            if let Some(date) = self.in_order(
                [first.0, second.0, third.0],
                [first.1, second.1, third.1],
                at + 5,
            ) {
                return Some(date);
            }
        }
        // «16/04/21»
        if scan.punct(at + 3) == Some(mark)
            && mark == '/'
            && tight
            && let Some(third) = scan.digits(at + 4)
            && [first.1, second.1, third.1] == [2, 2, 2]
            && (1..=12).contains(&second.0)
            && self.closed(at + 5)
        {
            let year = 2000 + third.0;
            return self.in_order([first.0, second.0, year], [2, 2, 4], at + 5);
        }
        // «22/4» is hardly a fraction: one of the two is a day, and only a day
        let a_day = |n: i32| (13..=31).contains(&n);
        let a_month = |n: i32| (1..=12).contains(&n);
        if mark == '/' && tight && first.1 <= 2 && !headed && self.closed(at + 3) {
            let in_order = match (first.0, second.0) {
                (day, month) if a_day(day) && a_month(month) => Some((day, month)),
                (month, day) if a_day(day) && a_month(month) => Some((day, month)),
                _ => None,
            };
            if let Some((day, month)) = in_order {
                return Some(CalendarDate {
                    calendar: Calendar::Gregorian,
                    year: None,
                    month: Month::Named(u8::try_from(month).ok()?),
                    day: u8::try_from(day).ok(),
                    relative: None,
                    end: at + 3,
                });
            }
        }
        if headed && matches!(mark, '/' | '\\' | '-') && first.1 <= 2 && tight {
            let (day, month) = (u8::try_from(first.0).ok()?, u8::try_from(second.0).ok()?);
            if (1..=31).contains(&day) && (1..=12).contains(&month) {
                return Some(CalendarDate {
                    calendar: Calendar::Gregorian,
                    year: None,
                    month: Month::Named(month),
                    day: Some(day),
                    relative: None,
                    end: at + 3,
                });
            }
        }
        None
    }

    /// «3/2015», «2015-03»: a month of a year.
    pub(crate) fn month_of_year(&self, at: usize) -> Option<CalendarDate> {
        let scan = self.scan;
        let tight = scan.touches(at + 1) && scan.touches(at + 2);
        let before = at > 0 && scan.touches(at) && scan.punct(at - 1).is_some_and(|c| c != '(');
        if before || !tight || !matches!(scan.punct(at + 1), Some('/' | '-')) {
            return None;
        }
        let (month, year) = match (scan.digits(at)?, scan.digits(at + 2)?) {
            ((month, 1 | 2), (year, 4)) | ((year, 4), (month, 1 | 2)) => (month, year),
            _ => return None,
        };
        let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
        let good = (1900..2100).contains(&year) && self.closed(at + 3);
        good.then_some(CalendarDate {
            calendar: Calendar::Gregorian,
            year: Some(year),
            month: Month::Named(month),
            day: None,
            relative: None,
            end: at + 3,
        })
    }

    /// The three numbers of «12.05.2019» and how many digits each has.
    fn dotted(&self, at: usize) -> Option<([i32; 3], [usize; 3])> {
        let token = self
            .scan
            .tokens
            .get(at)
            .filter(|t| t.kind == TokenKind::Number && t.text.len() <= 20)?;
        let folded = self.scan.folded.get(at).filter(|w| w.contains('.'))?;
        debug_assert!(!token.text.is_empty());
        let mut parts = folded.split('.');
        let (Some(a), Some(b), Some(c), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        let year_last = a.len() <= 2 && b.len() <= 2 && c.len() == 4;
        let year_first = a.len() == 4 && b.len() <= 2 && c.len() <= 2;
        if !(year_last || year_first) {
            return None;
        }
        Some((
            [a.parse().ok()?, b.parse().ok()?, c.parse().ok()?],
            [a.len(), b.len(), c.len()],
        ))
    }

    fn in_order(&self, numbers: [i32; 3], widths: [usize; 3], end: usize) -> Option<CalendarDate> {
        let [a, b, c] = numbers;
        let (year, month, day) = match widths {
            [4, _, w] if w <= 2 => (a, b, c),
            [w, _, 4] if w <= 2 => (c, b, a),
            _ => return None,
        };
        // «12/25/2019»: no day is the 25th month
        let (month, day) = if month > 12 && day <= 12 {
            (day, month)
        } else {
            (month, day)
        };
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1000..2200).contains(&year) {
            return None;
        }
        let mut calendar = if (1300..1500).contains(&year) {
            Calendar::Hijri
        } else {
            Calendar::Gregorian
        };
        let mut end = end;
        if let Some((era, next)) = self.scan.bare(end, |e| {
            if let Entry::Era(era) = e {
                Some(era)
            } else {
                None
            }
        }) {
            calendar = era;
            end = next;
        }
        Some(CalendarDate {
            calendar,
            year: Some(year),
            month: Month::Named(month),
            day: Some(day),
            relative: None,
            end,
        })
    }
}
