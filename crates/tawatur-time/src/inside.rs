//! Parts of a month or year counted from its beginning or end: «الأسبوع الأول من أيار»,
//! «آخر يوم من رمضان», «الأشهر الستة الأولى من 2019», «أول جمعة من نيسان».

use jiff::civil::{Date, Weekday};
use tawatur_text::numeral::NumberKind;

use crate::calendar;
use crate::entry::{Amount, Entry, Unit};
use crate::reader::{Read, Reader};
use crate::scan::Lead;
use crate::value::{Point, Value};

/// Which part of the whole: counted from its beginning (1 is the first) or its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    First(i64),
    Last,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    One(Unit),
    /// So many at the beginning or end, `None` where it is not told how many.
    Some(Unit, Option<i64>),
    Weekday(Weekday),
}

impl Reader<'_, '_> {
    pub(crate) fn inside(&self, at: usize) -> Option<Read> {
        let (what, which, masculine, end) = self
            .noun_first(at)
            .or_else(|| self.order_first(at))
            .or_else(|| self.several(at))?;
        let scan = self.scan;
        let linked = scan
            .after(end, Entry::From)
            .or_else(|| scan.after(end, Entry::At))
            // «أول أسبوع بأيلول»
            .or_else(|| {
                let bound = scan.hits(end).first()?.lead == Lead::Preposition;
                bound.then_some(end)
            });
        let whole = self.stretch(linked.unwrap_or(end), true)?;
        if linked.is_none()
            && what != What::One(Unit::Day)
            && !matches!(what, What::Some(..))
            && !(what == What::One(Unit::Week) && whole.grain == Unit::Year)
        {
            return None;
        }
        if whole.grain != Unit::Month && whole.grain != Unit::Year {
            return None;
        }
        let value = whole.value.and_then(|v| {
            let week = self.options.whole_weeks && what == What::One(Unit::Week);
            if week {
                whole_week(v, which)
            } else {
                part(v, what, which, masculine)
            }
        });
        Some(Read::point(value, whole.end))
    }

    /// «الأسبوع الأول», «اليوم الأخير», «الجمعة الثانية».
    fn noun_first(&self, at: usize) -> Option<(What, Which, bool, usize)> {
        // «يوم الجمعة الأولى»
        let head = self.scan.find(at, Entry::one(Unit::Day, false));
        let noun = head.map_or(at, |(_, end, _)| end);
        let (what, next, _) = self.scan.find(noun, |e| match e {
            Entry::Unit {
                unit: unit @ (Unit::Day | Unit::Week | Unit::Month),
                amount: Amount::One,
                definite: true,
            } if noun == at => Some(What::One(unit)),
            Entry::Weekday {
                day,
                definite: true,
            } => Some(What::Weekday(day)),
            _ => None,
        })?;
        let (which, masculine, end) = self.order(next, true)?;
        // «يوم الأربعاء السادس من شوال» is the sixth day
        (noun == at || !masculine).then_some((what, which, masculine, end))
    }

    /// «أول أسبوع», «آخر يوم», «ثاني أيام», «آخر جمعة».
    fn order_first(&self, at: usize) -> Option<(What, Which, bool, usize)> {
        let (which, _, next) = self.order(at, false)?;
        let (what, end) = self.scan.bare(next, |e| match e {
            Entry::Unit {
                unit: unit @ (Unit::Day | Unit::Week | Unit::Month),
                amount: Amount::One | Amount::Many,
                definite: false,
            } => Some(What::One(unit)),
            Entry::Weekday {
                day,
                definite: false,
            } => Some(What::Weekday(day)),
            _ => None,
        })?;
        // «ثالث يوم ثلاثاء»
        let weekday = self.scan.bare(end, |e| match e {
            Entry::Weekday {
                day,
                definite: false,
            } if what == What::One(Unit::Day) => Some(What::Weekday(day)),
            _ => None,
        });
        let (what, end) = weekday.unwrap_or((what, end));
        Some((what, which, false, end))
    }

    /// «الأشهر الستة الأولى», «الأيام الأخيرة», «العشر الأواخر».
    fn several(&self, at: usize) -> Option<(What, Which, bool, usize)> {
        let scan = self.scan;
        let unit = scan.find(at, |e| match e {
            Entry::Unit {
                unit: unit @ (Unit::Day | Unit::Week | Unit::Month),
                amount: Amount::Many,
                definite: true,
            } => Some(unit),
            _ => None,
        });
        let next = unit.map_or(at, |(_, end, _)| end);
        let article = if scan.is_word(next, "ال") {
            next + 1
        } else {
            next
        };
        let number = scan.whole(article).filter(|n| {
            n.1 == NumberKind::Cardinal && scan.number(article).is_some_and(|n| n.definite)
        });
        let (unit, number, next) = match (unit, number) {
            (Some((unit, ..)), Some((n, _, Lead::None, end))) => (unit, Some(n), end),
            (Some((unit, ..)), _) => (unit, None, next),
            (None, Some((10, _, _, end))) => (Unit::Day, Some(10), end),
            _ => return None,
        };
        let last = scan
            .after(next, Entry::LastOf)
            .map(|end| (Which::Last, end));
        let (which, end) = last.or_else(|| {
            let (which, _, end) = self.order(next, true)?;
            (which == Which::First(1)).then_some((which, end))
        })?;
        let number = number.map(i64::from);
        Some((What::Some(unit, number), which, false, end))
    }

    /// «الأول», «الأخير» (`definite`), «أول», «ثاني», «آخر»: which, whether it may be the
    /// number of a day, and the token after it.
    fn order(&self, at: usize, definite: bool) -> Option<(Which, bool, usize)> {
        let scan = self.scan;
        let last = if definite { Entry::LastOf } else { Entry::Last };
        if let Some((_, end, lead)) = scan.find(at, |e| (e == last).then_some(())) {
            return (!definite || lead == Lead::None).then_some((Which::Last, false, end));
        }
        let number = scan.number(at)?;
        let (which, kind, lead, end) = scan.whole(at)?;
        if kind != NumberKind::Ordinal
            || number.definite != definite
            || definite && lead != Lead::None
        {
            return None;
        }
        Some((Which::First(i64::from(which)), !self.is_feminine(at), end))
    }

    /// «الأولى», «الثانية»: no number of a day.
    pub(crate) fn is_feminine(&self, at: usize) -> bool {
        self.scan
            .folded
            .get(at)
            .is_some_and(|w| w.ends_with('ه') || w.ends_with("اولي") || w.ends_with("اوائل"))
    }
}

/// A calendar week, Monday to Sunday: of a month one of those that lie wholly in it, of a
/// year by ISO 8601.
fn whole_week(whole: Value, which: Which) -> Option<Value> {
    let first = whole.first_day()?;
    let last = whole.end.unwrap_or(whole.start).last_day()?;
    let year = matches!(whole.start, Point::Year(_));
    let monday = match which {
        Which::First(n) => {
            let first = if year { 3 } else { 6 };
            let monday = calendar::monday(calendar::shift(whole.first_day()?, first)?)?;
            calendar::shift(monday, n.checked_sub(1)?.checked_mul(7)?)?
        }
        Which::Last if year => calendar::monday(calendar::shift(last, -3)?)?,
        Which::Last => calendar::shift(calendar::monday(calendar::shift(last, 1)?)?, -7)?,
    };
    let within = monday >= calendar::shift(first, -3)? && monday <= last;
    within.then(|| {
        let sunday = calendar::shift(monday, 6)?;
        Some(Value::between(Point::Day(monday), Point::Day(sunday)))
    })?
}

/// `masculine`: the ordinal may as well be the number of a day («الأحد الثاني من أيار»).
fn part(whole: Value, what: What, which: Which, masculine: bool) -> Option<Value> {
    let first = whole.first_day()?;
    let last = whole.end.unwrap_or(whole.start).last_day()?;
    let within = |day: Date| (first <= day && day <= last).then_some(day);
    let days = |from: Date, to: Date| {
        Some(Value::between(
            Point::Day(within(from)?),
            Point::Day(to.min(last)),
        ))
    };
    match (what, which) {
        (What::One(Unit::Day), Which::First(n)) => {
            within(calendar::shift(first, n.checked_sub(1)?)?).map(Value::day)
        }
        (What::One(Unit::Day), Which::Last) => Some(Value::day(last)),
        (What::One(Unit::Week), Which::First(n)) => {
            let from = calendar::shift(first, n.checked_sub(1)?.checked_mul(7)?)?;
            days(from, calendar::shift(from, 6)?)
        }
        (What::One(Unit::Week), Which::Last) => days(calendar::shift(last, -6)?, last),
        (What::Some(Unit::Day, number), _) => {
            let span = number.unwrap_or(10).checked_sub(1)?;
            match which {
                Which::Last => days(calendar::shift(last, span.checked_neg()?)?, last),
                Which::First(_) => days(first, calendar::shift(first, span)?),
            }
        }
        (What::One(Unit::Month), Which::First(n)) => months(whole, n, n),
        (What::One(Unit::Month), Which::Last) => months(whole, 12, 12),
        (What::Some(Unit::Month, number), Which::First(_)) => months(whole, 1, number.unwrap_or(4)),
        (What::Some(Unit::Month, number), Which::Last) => {
            months(whole, 13_i64.checked_sub(number.unwrap_or(4))?, 12)
        }
        (What::Some(Unit::Week, number), _) => {
            let span = number.unwrap_or(2).checked_mul(7)?.checked_sub(1)?;
            match which {
                Which::Last => days(calendar::shift(last, span.checked_neg()?)?, last),
                Which::First(_) => days(first, calendar::shift(first, span)?),
            }
        }
        (What::Weekday(weekday), Which::First(n)) => {
            let same = calendar::shift(first, n.checked_sub(1)?)
                .filter(|day| masculine && day.weekday() == weekday);
            if let Some(day) = same {
                return Some(Value::day(day));
            }
            let to_first = i64::from(first.weekday().until(weekday));
            let day = to_first.checked_add(n.checked_sub(1)?.checked_mul(7)?)?;
            within(calendar::shift(first, day)?).map(Value::day)
        }
        (What::Weekday(weekday), Which::Last) => {
            let back = i64::from(last.weekday().since(weekday));
            within(calendar::shift(last, -back)?).map(Value::day)
        }
        _ => None,
    }
}

/// The months from the `from`th to the `to`th of a year.
fn months(whole: Value, from: i64, to: i64) -> Option<Value> {
    let (Point::Year(year), None) = (whole.start, whole.end) else {
        return None;
    };
    let month = |n: i64| i8::try_from(n).ok().filter(|n| (1..=12).contains(n));
    Some(Value::between(
        Point::Month(year, month(from)?),
        Point::Month(year, month(to)?),
    ))
}
