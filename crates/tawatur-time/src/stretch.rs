//! Stretches of the calendar: «العام الماضي», «مطلع العام», «صيف 2016», «القرن العشرين»,
//! «الربع الأول من عام 2020».

use jiff::civil::Date;
use tawatur_text::numeral::NumberKind;

use crate::Kind;
use crate::calendar;
use crate::dates::weeks;
use crate::reader::{Read, Reader};
use crate::scan::Lead;
use crate::table::{Amount, Calendar, Demonstrative, Edge, Entry, Part, Relative, Unit};
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
        let unit = scan.bare(at, |e| match e {
            Entry::Unit {
                unit: unit @ (Unit::Year | Unit::Month | Unit::Week | Unit::Century | Unit::Decade),
                amount: Amount::One,
                definite: true,
            } => Some(unit),
            _ => None,
        });
        if let Some((unit, end)) = unit {
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

    /// The calendar of a year's number and the token after its «هـ» or «م».
    fn era(&self, at: usize, year: i32) -> (Calendar, usize) {
        let found = self.scan.bare(at, |e| {
            if let Entry::Era(era) = e {
                Some(era)
            } else {
                None
            }
        });
        let guess = if (1300..1500).contains(&year) {
            Calendar::Hijri
        } else {
            Calendar::Gregorian
        };
        found.map_or((guess, at), |(era, end)| (era, end))
    }

    /// «هذا العام», «هذه الليلة», «هذا الصباح», «هذا اليوم».
    fn this(&self, at: usize) -> Option<Stretch> {
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
                value: self
                    .published
                    .map(|d| Value::point(Point::Season(d.year(), season))),
                grain: Unit::Month,
                end,
            });
        }
        None
    }

    /// «عام 2016», «سنة 1400 هـ», «العام ألفين وثلاثة».
    fn year(&self, at: usize) -> Option<Stretch> {
        let (_, next, _) = self.scan.find(at, |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Year,
                    amount: Amount::One,
                    ..
                }
            )
            .then_some(())
        })?;
        // «العام الهجري 1441»
        let before = self.scan.bare(next, |e| match e {
            Entry::Era(era) => Some(era),
            _ => None,
        });
        let next = before.map_or(next, |(_, end)| end);
        let (year, kind, lead, number_end) = self.scan.whole(next)?;
        let (calendar, end) = self.era(number_end, year);
        let calendar = before.map_or(calendar, |(era, _)| era);
        let with_era = end > number_end || before.is_some();
        let plausible = (1000..2200).contains(&year) || with_era && (100..1000).contains(&year);
        if kind != NumberKind::Cardinal || lead != Lead::None || !plausible {
            return None;
        }
        Some(Stretch {
            value: calendar::year_value(calendar, year),
            grain: Unit::Year,
            end,
        })
    }

    /// «في 2016», «منذ 2011».
    fn bare_year(&self, at: usize) -> Option<Read> {
        let scan = self.scan;
        let before = at.checked_sub(1)?;
        let headed = scan
            .find(before, |e| {
                matches!(e, Entry::In | Entry::At | Entry::Since).then_some(())
            })
            .is_some();
        let year = self.year_digits(at)?;
        if !headed || !(1900..2100).contains(&year) {
            return None;
        }
        // a number of things: «في 2000 قرية» cannot be told from a year, but «2000 من» and «2000 يوم» can
        let counts = scan
            .bare(at + 1, |e| {
                matches!(e, Entry::Unit { .. } | Entry::From).then_some(())
            })
            .is_some()
            || scan.number(at).is_some_and(|n| n.tokens.end > at + 1)
            || year % 100 == 0 && scan.punct(at + 1).is_none() && at + 1 < scan.len()
            || matches!(scan.punct(at + 1), Some('%' | '٪' | '$' | ':'))
            || scan.whole(at + 1).is_some() && !scan.line_break(at + 1);
        (!counts).then(|| Read::point(calendar::year_value(Calendar::Gregorian, year), at + 1))
    }

    /// «الأسبوع الماضي», «العام المقبل», «الشهر قبل الماضي».
    fn unit_with_adjective(&self, at: usize) -> Option<Stretch> {
        let scan = self.scan;
        let (unit, next, lead) = scan.find(at, |e| match e {
            Entry::Unit {
                unit,
                amount: Amount::One,
                definite: true,
            } if !matches!(unit, Unit::Period | Unit::Second | Unit::Minute | Unit::Day) => {
                Some(unit)
            }
            _ => None,
        })?;
        let (relative, end) = scan.bare(next, |e| match e {
            Entry::Relative(
                r @ (Relative::Past
                | Relative::Former
                | Relative::Current
                | Relative::Next
                | Relative::BeforeLast),
            ) => Some(r),
            _ => None,
        })?;
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

    /// «صيف عام 2016», «الصيف الماضي», «شتاء العام الماضي».
    fn season(&self, at: usize, lenient: bool) -> Option<Stretch> {
        let scan = self.scan;
        let ((season, definite), next, _) = scan.find(at, |e| {
            if let Entry::Season { number, definite } = e {
                Some((number, definite))
            } else {
                None
            }
        })?;
        let at_year = |year: i16, end| Stretch {
            value: Some(Value::point(Point::Season(year, season))),
            grain: Unit::Month,
            end,
        };
        if let Some((year, Calendar::Gregorian, end)) = self.year_after(next, Calendar::Gregorian) {
            return Some(at_year(i16::try_from(year).ok()?, end));
        }
        let from = scan.after(next, Entry::From).unwrap_or(next);
        if let Some(year) = self
            .this(from)
            .or_else(|| self.unit_with_adjective(from))
            .filter(|s| s.grain == Unit::Year)
        {
            let value = year.value.and_then(|v| {
                if let Point::Year(y) = v.start {
                    Some(Value::point(Point::Season(y, season)))
                } else {
                    None
                }
            });
            return Some(Stretch {
                value,
                grain: Unit::Month,
                end: year.end,
            });
        }
        let relative = self.relative(next).filter(|_| definite);
        let (steps, end) = match relative {
            Some((relative, end)) => (weeks(relative)?, end),
            None if lenient && definite => (0, next),
            None => return None,
        };
        let value = self.published.and_then(|day| {
            // a season belongs to the year in which it begins
            let begins = (i8::try_from(season).ok()? - 20) * 3;
            let this = if day.month() >= begins {
                day.year()
            } else {
                day.year() - 1
            };
            let ended = season_end(this, begins)? < day;
            let year = match steps {
                0 => this,
                1 => this + 1,
                _ if ended => this,
                _ => this - 1,
            };
            Some(Value::point(Point::Season(year, season)))
        });
        Some(Stretch {
            value,
            grain: Unit::Month,
            end,
        })
    }

    /// «تسعينيات القرن الماضي», «الثمانينيات».
    fn decade(&self, at: usize) -> Option<Stretch> {
        let (tens, next, _) = self.scan.find(at, |e| {
            if let Entry::Decade(tens) = e {
                Some(tens)
            } else {
                None
            }
        })?;
        let from = self.scan.after(next, Entry::From).unwrap_or(next);
        if self
            .scan
            .find(from, |e| (e == Entry::Age).then_some(()))
            .is_some()
        {
            // «في الثلاثينيات من عمره»
            return None;
        }
        let century = self.century(from).or_else(|| {
            self.unit_with_adjective(from)
                .filter(|s| s.grain == Unit::Century)
        });
        let (start, end) = match century {
            Some(Stretch {
                value: Some(value),
                end,
                ..
            }) => match value.start {
                Point::Century(year) => (Some(year), end),
                _ => (None, end),
            },
            Some(Stretch {
                value: None, end, ..
            }) => (None, end),
            None => (Some(1900), next),
        };
        let value = start.map(|year| Value::point(Point::Decade(year + i16::from(tens) * 10)));
        Some(Stretch {
            value,
            grain: Unit::Decade,
            end,
        })
    }

    /// «القرن العشرين», «القرن التاسع عشر», «القرن الـ19».
    fn century(&self, at: usize) -> Option<Stretch> {
        let scan = self.scan;
        let (_, mut next, _) = scan.find(at, |e| {
            matches!(
                e,
                Entry::Unit {
                    unit: Unit::Century,
                    amount: Amount::One,
                    definite: true
                }
            )
            .then_some(())
        })?;
        if scan.is_word(next, "ال") {
            next += 1;
        }
        let (which, _, lead, end) = scan.whole(next)?;
        if lead != Lead::None || !(1..=30).contains(&which) {
            return None;
        }
        let (calendar, end) = self.era(end, 0);
        let value = (calendar == Calendar::Gregorian)
            .then(|| {
                i16::try_from((which - 1) * 100)
                    .ok()
                    .map(|year| Value::point(Point::Century(year)))
            })
            .flatten();
        Some(Stretch {
            value,
            grain: Unit::Century,
            end,
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

fn season_end(year: i16, begins: i8) -> Option<Date> {
    let (year, month) = calendar::shift_month(year, begins, 2)?;
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

/// The beginning, middle or end of a stretch; the stretch itself where it has no thirds.
fn third(value: Value, edge: Edge, grain: Unit) -> Option<Value> {
    let days = |from: Date, to: Date| Value::between(Point::Day(from), Point::Day(to));
    let nth = match edge {
        Edge::Start => 0,
        Edge::Middle => 1,
        Edge::End => 2,
    };
    match (value.start, value.end) {
        (Point::Year(year), None) => {
            let first = nth * 4 + 1;
            Some(Value::between(
                Point::Month(year, first),
                Point::Month(year, first + 3),
            ))
        }
        (Point::Month(year, month), None) => {
            let first = Date::new(year, month, nth * 10 + 1).ok()?;
            Some(days(
                first,
                if nth == 2 {
                    first.last_of_month()
                } else {
                    calendar::shift(first, 9)?
                },
            ))
        }
        (Point::Day(first), Some(Point::Day(last))) if grain == Unit::Month => {
            let from = calendar::shift(first, i64::from(nth) * 10)?;
            Some(days(
                from,
                if nth == 2 {
                    last
                } else {
                    calendar::shift(from, 9)?
                },
            ))
        }
        (Point::Day(first), Some(Point::Day(last))) if grain == Unit::Week => Some(match edge {
            Edge::Start => days(first, calendar::shift(first, 1)?),
            Edge::Middle => days(calendar::shift(first, 2)?, calendar::shift(first, 4)?),
            Edge::End => days(calendar::shift(last, -1)?, last),
        }),
        _ => Some(value),
    }
}

/// The `which`th of `parts` equal parts of a year (in months) or month (in days).
fn share(value: Value, parts: i64, which: i64) -> Option<Value> {
    if !(1..=parts).contains(&which) {
        return None;
    }
    match (value.start, value.end) {
        (Point::Year(year), None) => {
            let size = 12 / parts;
            let (first, last) = (
                i8::try_from((which - 1) * size + 1).ok()?,
                i8::try_from(which * size).ok()?,
            );
            Some(Value::between(
                Point::Month(year, first),
                Point::Month(year, last),
            ))
        }
        (Point::Month(..), None) => {
            let first = value.first_day()?;
            let size = 30 / parts;
            let from = calendar::shift(first, (which - 1) * size)?;
            let to = if which == parts {
                first.last_of_month()
            } else {
                calendar::shift(first, which * size - 1)?
            };
            Some(Value::between(Point::Day(from), Point::Day(to)))
        }
        _ => Some(value),
    }
}
