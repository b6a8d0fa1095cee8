//! Days by their number alone: «يوم 27», «السبت السادس عشر»; and whether a number is free
//! to be a day, or counts what follows.

use jiff::civil::{Date, Weekday};
use tawatur_text::numeral::NumberKind;

use crate::calendar::{self, Side};
use crate::dates::{CalendarDate, Month};
use crate::entry::{Calendar, Demonstrative, Entry, Part, Unit};
use crate::reader::Reader;
use crate::scan::Lead;

impl Reader<'_, '_> {
    /// «هذا الصباح», «الليلة».
    pub(crate) fn this_part(&self, at: usize) -> Option<(Part, usize)> {
        let scan = self.scan;
        if let Some((_, end)) = scan.bare(at, |e| (e == Entry::Tonight).then_some(())) {
            return self.relative(end).is_none().then_some((Part::Night, end));
        }
        let next = scan.after(at, Entry::Demonstrative(Demonstrative::This))?;
        scan.bare(next, |e| match e {
            Entry::Part {
                part,
                definite: true,
            } => Some(part),
            Entry::Tonight => Some(Part::Night),
            _ => None,
        })
    }

    /// «يوم 27» where nothing follows that could be counted.
    pub(crate) fn day_of_month(&self, at: usize) -> Option<(CalendarDate, usize)> {
        let scan = self.scan;
        let (_, next, _) = scan.find(at, Entry::one(Unit::Day, false))?;
        let next = if self.is_article(next) {
            next + 1
        } else {
            next
        };
        let (day, width) = scan.digits(next)?;
        let day = u8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
        let free = width <= 2 && self.closed(next + 1) && self.calendar(next).is_none();
        let date = CalendarDate {
            calendar: Calendar::Gregorian,
            year: None,
            month: Month::Unsaid,
            day: Some(day),
            relative: None,
            end: next + 1,
        };
        free.then_some((date, next + 1))
    }

    /// True where a phrase ends before a token: the text, a clause, or a small word follows,
    /// and so nothing that the number before it could count.
    pub(crate) fn closed(&self, at: usize) -> bool {
        let scan = self.scan;
        match scan.punct(at) {
            Some('/' | '-' | '–' | ':' | '%' | '٪' | '$' | '\\' | '+') => return false,
            Some(_) => return true,
            None => {}
        }
        at >= scan.len()
            || scan.line_break(at)
            || scan.folded.get(at).is_some_and(|w| {
                matches!(
                    w.as_str(),
                    "في" | "من"
                        | "الي"
                        | "حتي"
                        | "و"
                        | "ثم"
                        | "مع"
                        | "علي"
                        | "عند"
                        | "او"
                        | "بعد"
                        | "قبل"
                        | "ان"
                )
            })
    }

    /// The number of the day after a weekday: «السبت السادس عشر», «الخميس في 21».
    pub(crate) fn weekday_number(
        &self,
        at: usize,
        day: Weekday,
        side: Side,
    ) -> Option<(Date, usize)> {
        let scan = self.scan;
        let published = self.published?;
        let number = scan.after(at, Entry::At).unwrap_or(at);
        let number = if self.is_article(number) {
            number + 1
        } else {
            number
        };
        let (value, kind, lead, end) = scan.whole(number)?;
        let definite = scan.number(number).is_some_and(|n| n.definite);
        let which = u8::try_from(value).ok().filter(|d| (1..=31).contains(d))?;
        if lead != Lead::None || scan.line_break(number) || self.calendar(number).is_some() {
            return None;
        }
        let ordinal = kind == NumberKind::Ordinal || definite && which > 12;
        // «الجمعة الثانية ظهرا» is an hour, «الأحد الأول من نوعه» no date
        let free = if ordinal {
            scan.after(end, Entry::From).is_none()
                && (!self.is_feminine(number) || which > 12)
                && definite
        } else {
            self.closed(end) && (scan.digits(number).is_some() || which > 10)
        };
        if !free {
            return None;
        }
        if let Some(day) = calendar::agreeing(which, day, side, published) {
            return Some((day, end));
        }
        // «الأحد الثاني»: of the month
        if !self.forward() || !ordinal || which > 5 {
            return None;
        }
        let first = published.first_of_month();
        let ahead = i64::from(first.weekday().until(day)) + 7 * (i64::from(which) - 1);
        let found = calendar::shift(first, ahead)?;
        (found.month() == first.month()).then_some((found, end))
    }
}
