//! Stretches of the calendar: «العام الماضي», «مطلع العام», «صيف 2016», «القرن العشرين»,
//! «الربع الأول من عام 2020».

use jiff::civil::Date;
use tawatur_text::numeral::NumberKind;

use crate::Kind;
use crate::calendar::{self, Side};
use crate::dates::{CalendarDate, Month};
use crate::entry::{Amount, Calendar, Demonstrative, Entry, Part, Relative, Unit};
use crate::reader::{Read, Reader};
use crate::resolve::weeks;
use crate::scan::Lead;
use crate::thirds::{share, third};
use crate::value::{Point, Value};

/// A stretch as read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) value: Option<Value>,
    pub(crate) grain: Unit,
    pub(crate) end: usize,
}

impl Reader<'_, '_> {
    pub(crate) fn stretch_expression(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        if let Some(read) = self.edge(at) {
            return Some(read);
        }
        if let Some((parts, next, _)) = scan.find(at, |e| {
            if let Entry::Share(parts) = e {
                Some(parts)
            } else {
                None
            }
        }) && let Some((which, end)) = self.which_share(next, parts)
        {
            let from = scan.after(end, Entry::From).unwrap_or(end);
            if let Some(whole) = self.stretch(from, true) {
                return Some(Read::point(
                    whole.value.and_then(|v| share(v, i64::from(parts), which)),
                    whole.end,
                ));
            }
            if let Some(value) = self.share_unsaid(parts, which, end) {
                return Some(Read::point(value, end));
            }
        }
        if let Some(read) = self.rest(at) {
            return Some(read);
        }
        if let Some(stretch) = self.stretch(at, false) {
            return Some(Read::point(stretch.value, stretch.end));
        }
        self.tonight(at).or_else(|| self.bare_year(at))
    }

    /// «الأول», «الأخير» of so many parts.
    fn which_share(&self, at: usize, parts: u8) -> Option<(i64, usize)> {
        if let Some(end) = self.scan.after(at, Entry::LastOf) {
            return Some((i64::from(parts), end));
        }
        match self.scan.whole(at)? {
            (which, NumberKind::Ordinal, Lead::None, end) => Some((i64::from(which), end)),
            _ => None,
        }
    }

    /// «مطلع حزيران», «منتصف العام المقبل», «نهاية شهر رمضان».
    pub(crate) fn edge(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let (edge, next, _) = scan.find(at, |e| {
            if let Entry::Edge(edge) = e {
                Some(edge)
            } else {
                None
            }
        })?;
        let next = scan.after(next, Entry::From).unwrap_or(next);
        let whole = self.stretch(next, true)?;
        Some(Read::point(
            whole.value.and_then(|v| third(v, edge, whole.grain)),
            whole.end,
        ))
    }

    /// A stretch at a token. `lenient`: a word before it says that one follows, so that
    /// «العام» alone is this year and «2019» a year.
    pub(crate) fn stretch(&self, at: usize, lenient: bool) -> Option<Stretch> {
        self.this(at)
            .or_else(|| self.year(at))
            .or_else(|| self.century(at))
            .or_else(|| self.unit_with_adjective(at))
            .or_else(|| self.season(at, lenient))
            .or_else(|| self.decade(at))
            .or_else(|| {
                if lenient {
                    self.only_after_a_head(at)
                } else {
                    None
                }
            })
    }

    fn only_after_a_head(&self, at: usize) -> Option<Stretch> {
        let scan = self.scan;
        let unit = scan.find(at, |e| match e {
            Entry::Unit {
                unit: unit @ (Unit::Year | Unit::Month | Unit::Week | Unit::Century | Unit::Decade),
                amount: Amount::One,
                definite: true,
            } => Some(unit),
            _ => None,
        });
        // «النصف الأول للعام» too
        if let Some((unit, end, _)) = unit.filter(|u| u.2 != Lead::And) {
            // «منذ السنة الأولى لحكمه», «نهاية الأسبوع الثاني من»
            let counted = scan
                .number(end)
                .is_some_and(|n| n.kind == NumberKind::Ordinal && n.definite);
            return (!counted).then(|| Stretch {
                value: self.unit_from_now(unit, 0),
                grain: unit,
                end,
            });
        }
        if let Some(year) = self.year_digits(at).filter(|y| (1000..2200).contains(y)) {
            let (calendar, end) = self.era(at + 1, year);
            return Some(Stretch {
                value: calendar::year_value(calendar, year),
                grain: Unit::Year,
                end,
            });
        }
        if let Some((year, end)) = self.year_in_words(at) {
            return Some(Stretch {
                value: calendar::year_value(Calendar::Gregorian, year),
                grain: Unit::Year,
                end,
            });
        }
        self.month_date(at)
    }

    fn month_date(&self, at: usize) -> Option<Stretch> {
        let date = self.calendar(at)?;
        if date.day.is_some() {
            return None;
        }
        let side = self.side(at, date.end);
        Some(Stretch {
            value: self.calendar_value(&date, side, None),
            grain: Unit::Month,
            end: date.end,
        })
    }

    /// «هذا العام», «هذه الليلة», «هذا الصباح», «هذا اليوم».
    pub(crate) fn this(&self, at: usize) -> Option<Stretch> {
        let scan = self.scan;
        let (_, next, _) = scan.find(at, |e| {
            (e == Entry::Demonstrative(Demonstrative::This)).then_some(())
        })?;
        let found = scan.bare(next, |e| match e {
            Entry::Unit {
                unit,
                amount: Amount::One,
                definite: true,
            } if !matches!(
                unit,
                Unit::Period | Unit::Second | Unit::Minute | Unit::Hour
            ) =>
            {
                Some(unit)
            }
            Entry::Part { definite: true, .. } | Entry::Tonight | Entry::Day(0) => Some(Unit::Day),
            _ => None,
        });
        if let Some((unit, end)) = found {
            let mut value = self.unit_from_now(unit, 0);
            let mut end = end;
            // «في مثل هذا اليوم من عام 1982»
            let year = scan
                .after(end, Entry::From)
                .and_then(|from| self.year(from));
            if let (Unit::Day, Some(year)) = (unit, year) {
                end = year.end;
                value = match (self.published, year.value.map(|v| v.start)) {
                    (Some(day), Some(Point::Year(year))) => {
                        Date::new(year, day.month(), day.day()).ok().map(Value::day)
                    }
                    _ => None,
                };
            }
            return Some(Stretch {
                value,
                grain: unit,
                end,
            });
        }
        // «هذا أيلول»
        if let Some((calendar, month, end)) = self.month_name(next, true) {
            let date = CalendarDate {
                calendar,
                year: None,
                month: Month::Named(month),
                day: None,
                relative: Some(Relative::Current),
                end,
            };
            let bare = self.year_after(end, calendar).is_none() && self.relative(end).is_none();
            return bare.then(|| Stretch {
                value: self.calendar_value(&date, Side::Current, None),
                grain: Unit::Month,
                end,
            });
        }
        // «هذا الأحد»
        if let Some((day, end)) = scan.bare(next, |e| match e {
            Entry::Weekday {
                day,
                definite: true,
            } => Some(day),
            _ => None,
        }) {
            let value = self.published.and_then(|published| {
                calendar::nearest_weekday(day, self.side(at, end), published)
            });
            return Some(Stretch {
                value: value.map(Value::day),
                grain: Unit::Day,
                end,
            });
        }
        if let Some((season, end)) = scan.bare(next, |e| {
            if let Entry::Season {
                number,
                definite: true,
            } = e
            {
                Some(number)
            } else {
                None
            }
        }) {
            return Some(Stretch {
                value: self.published.map(|d| {
                    // the winter of January began the year before
                    let year = d.year() - i16::from(season == 24 && d.month() < 3);
                    Value::point(Point::Season(year, season))
                }),
                grain: Unit::Month,
                end,
            });
        }
        None
    }

    /// «الأسبوع الماضي», «العام المقبل», «الشهر قبل الماضي».
    pub(crate) fn unit_with_adjective(&self, at: usize) -> Option<Stretch> {
        let scan = self.scan;
        let (unit, next, lead) = scan.find(at, |e| match e {
            Entry::Unit {
                unit,
                amount: Amount::One,
                definite: true,
            } if !matches!(unit, Unit::Period | Unit::Second | Unit::Minute) => Some(unit),
            _ => None,
        })?;
        let (relative, end) = scan.bare(next, |e| match e {
            Entry::Relative(
                r @ (Relative::Past
                | Relative::Former
                | Relative::Current
                | Relative::Next
                | Relative::BeforeLast
                | Relative::AfterNext),
            ) => Some(r),
            // «الشهر التالي» without a month named before it, for who looks ahead
            Entry::Relative(Relative::Following) if self.forward() && self.last.is_none() => {
                Some(Relative::Next)
            }
            _ => None,
        })?;
        // «اليوم الأخير» is the last of a whole, no day seen from now
        let last = scan.has(next, Entry::LastOf);
        if unit == Unit::Day && (last || !matches!(relative, Relative::Past | Relative::Next)) {
            return None;
        }
        // «الأمين العام السابق», «المدير العام الحالي»
        let officer = unit == Unit::Year
            && lead == Lead::None
            && matches!(relative, Relative::Former | Relative::Current)
            && at > 0
            && scan
                .folded
                .get(at - 1)
                .is_some_and(|w| w.starts_with("ال") && w.len() > 6)
            && scan.hits(at - 1).is_empty()
            && !scan.line_break(at);
        if officer {
            return None;
        }
        let value = if unit == Unit::Hour {
            self.published.map(Value::day)
        } else {
            self.unit_from_now(unit, weeks(relative)?)
        };
        Some(Stretch {
            value,
            grain: unit,
            end,
        })
    }

    /// The unit `steps` away from the one that holds the day of publication.
    pub(crate) fn unit_from_now(&self, unit: Unit, steps: i64) -> Option<Value> {
        let published = self.published?;
        let year = |by: i64| {
            i16::try_from(i64::from(published.year()) + by)
                .ok()
                .filter(|y| (1..=9999).contains(y))
        };
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Period => Value::day(published),
            Unit::Day => Value::day(calendar::shift(published, steps)?),
            Unit::Week => {
                let monday = calendar::shift(calendar::monday(published)?, steps * 7)?;
                Value::between(Point::Day(monday), Point::Day(calendar::shift(monday, 6)?))
            }
            Unit::Month => {
                let (year, month) =
                    calendar::shift_month(published.year(), published.month(), steps)?;
                Value::point(Point::Month(year, month))
            }
            Unit::Year => Value::point(Point::Year(year(steps)?)),
            Unit::Decade => Value::point(Point::Decade(year(steps * 10)? / 10 * 10)),
            Unit::Century => Value::point(Point::Century(year(steps * 100)? / 100 * 100)),
        })
    }

    /// «الليلة», «الليلة الماضية», «الليلة قبل الماضية».
    pub(crate) fn tonight(&self, at: usize) -> Option<Read> {
        let (_, next, _) = self
            .scan
            .find(at, |e| (e == Entry::Tonight).then_some(()))?;
        let night = |from: i64| {
            let published = self.published?;
            Some(Value::between(
                Point::Day(calendar::shift(published, from)?),
                Point::Day(calendar::shift(published, from + 1)?),
            ))
        };
        if at.checked_sub(1).is_some_and(|b| self.is_that(b)) {
            // «تلك الليلة» is no night seen from publication
            return None;
        }
        match self.relative(next) {
            Some((Relative::Past, end)) => Some(Read::point(night(-1), end)),
            Some((Relative::BeforeLast, end)) => Some(Read::point(night(-2), end)),
            Some((Relative::Next, end)) => Some(Read::point(night(0), end)),
            _ if self.names_day(next) => None,
            // «الليلة الأولى من» is another night
            _ if self
                .scan
                .number(next)
                .is_some_and(|n| n.kind == NumberKind::Ordinal) =>
            {
                None
            }
            _ => Some(Read::point(self.published.map(Value::day), next)),
        }
    }

    /// «صباحا», «في المساء»: a part of a day that is not named.
    pub(crate) fn part_alone(&self, at: usize) -> Option<Read> {
        let headed = at.checked_sub(1).is_some_and(|b| {
            self.scan
                .find(b, |e| {
                    matches!(e, Entry::In | Entry::At | Entry::Since).then_some(())
                })
                .is_some()
        });
        let (_, end, _) = self.scan.find(at, |e| match e {
            Entry::PartAfter(_) => Some(()),
            Entry::Part {
                part: Part::Morning | Part::Evening | Part::Night | Part::Dawn,
                definite: true,
            } if headed => Some(()),
            _ => None,
        })?;
        // «ص» and «م» are letters, «صباح» without tanween may be any morning
        let long = self.scan.folded.get(at).is_some_and(|w| w.len() > 2);
        long.then(|| Read::of(Kind::Vague, None, end))
    }
}
