//! So many of a unit: «ثلاثة أيام», «عام وشهر», «نصف ساعة», «بضعة أسابيع».

use tawatur_text::numeral::NumberKind;

use crate::entry::{Amount, Entry, Unit};
use crate::length::Length;
use crate::reader::Reader;
use crate::scan::Lead;

/// So many of a unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    /// `None` where it is not told («سنوات», «بضعة أيام», «أكثر من عام»).
    pub(crate) number: Option<i64>,
    pub(crate) unit: Unit,
    pub(crate) about: bool,
    /// The number is told, by a word, digits or the dual.
    pub(crate) told: bool,
    /// «بضعة أيام».
    pub(crate) few: bool,
    /// How long it is, fractions and further units («عام وشهر») counted in.
    pub(crate) length: Option<Length>,
    pub(crate) end: usize,
}

impl Reader<'_, '_> {
    /// So many units at a token, and further ones behind it («عام وشهر و21 يوما»).
    pub(crate) fn count(&self, at: usize) -> Option<Count> {
        let mut count = self.one_count(at)?;
        let scan = self.scan;
        // «بين ستة أشهر وعام» are two
        if at > 0 && scan.has(at - 1, Entry::Between) {
            return Some(count);
        }
        for _ in 0..3 {
            let (Some(length), Some(_)) = (count.length, count.number) else {
                break;
            };
            let comma = matches!(scan.punct(count.end), Some(',' | '،'));
            let next = if comma || scan.is_word(count.end, "و") {
                count.end + 1
            } else {
                count.end
            };
            let joined = next > count.end
                || scan.hits(next).first().is_some_and(|h| h.lead == Lead::And)
                || scan.whole(next).is_some_and(|n| n.2 == Lead::And);
            if scan.line_break(next) {
                break;
            }
            let further = self.one_count(next).filter(|c| {
                // «خمسة أيام، ساعتين» may be a list: other units only where they are told
                c.number.is_some() && c.unit != count.unit && (c.told || joined && !comma)
            });
            let Some(both) = further
                .as_ref()
                .and_then(|c| c.length)
                .and_then(|other| length.and(other))
            else {
                break;
            };
            let Some(further) = further else { break };
            count = Count {
                length: Some(both),
                end: further.end,
                told: true,
                unit: count.unit.min(further.unit),
                ..count
            };
        }
        Some(count)
    }

    pub(crate) fn one_count(&self, at: usize) -> Option<Count> {
        let scan = self.scan;
        let mut i = at;
        let (mut about, mut more) = (false, false);
        for _ in 0..2 {
            if let Some(next) = scan.after(i, Entry::About) {
                (about, i) = (true, next);
            } else if let Some(next) = scan.after(i, Entry::More) {
                (more, i) = (true, next);
            }
        }
        let unit = |at: usize, amounts: &[Amount]| scan.bare(at, |e| e.unit_of(amounts));
        let finish = |number: Option<f64>, unit: Unit, told: bool, end: usize| {
            let half = scan
                .find(end, |e| match e {
                    Entry::ClockAdd(minutes) if minutes == 30 || unit == Unit::Hour => {
                        Some(f64::from(minutes) / 60.0)
                    }
                    _ => None,
                })
                .filter(|_| number.is_some());
            let mut end = half.map_or(end, |(_, next, _)| next);
            if half.is_some() {
                // «ساعة ونصف الساعة»
                end = self.same_unit(end, unit).unwrap_or(end);
            }
            let whole = scan.after(end, Entry::Whole);
            let end = whole.unwrap_or(end);
            let few = scan
                .bare(end, |e| (e == Entry::Few).then_some(()))
                .filter(|_| number.is_none());
            let end = few.map_or(end, |(_, next)| next);
            let number = number.map(|n| n + half.map_or(0.0, |h| h.0));
            Count {
                number: number.filter(|_| !more).map(whole_part),
                unit,
                about,
                told: told || whole.is_some(),
                few: few.is_some(),
                length: number.filter(|_| !more).and_then(|n| Length::of(n, unit)),
                end,
            }
        };
        if scan.is_word(i, "ال") && scan.number(i + 1).is_some() {
            i += 1;
        }
        if let Some((part, below)) = scan
            .find(i, |e| match e {
                Entry::Fraction(above, below) => Some((above, below)),
                _ => None,
            })
            .filter(|f| f.2 == Lead::None || i == at)
            .map(|(f, next, _)| (f, next))
        {
            // «نصف ساعة», «نصف الساعة»
            let found = unit(below, &[Amount::One]).or_else(|| {
                [Unit::Hour, Unit::Minute]
                    .into_iter()
                    .find_map(|unit| self.same_unit(below, unit).map(|end| (unit, end)))
            });
            if let Some((unit, end)) = found.filter(|f| f.0 != Unit::Period) {
                let named = scan.number(end).is_some() || self.relative(end).is_some();
                let part = f64::from(part.0) / f64::from(part.1);
                return (!named).then(|| finish(Some(part), unit, true, end));
            }
        }
        if let Some((number, NumberKind::Cardinal, lead, end)) = scan.measure(i) {
            if lead != Lead::None && i != at {
                return None;
            }
            let (unit, end) = unit(end, &[Amount::One, Amount::Many]).or_else(|| {
                // «3 الساعات»
                scan.bare(end, |e| match e {
                    Entry::Unit {
                        unit,
                        amount: Amount::Many,
                        definite: true,
                    } => Some(unit),
                    _ => None,
                })
                .filter(|&(_, end)| self.relative(end).is_none())
            })?;
            return Some(finish(Some(number), unit, true, end));
        }
        let first = |amounts: &[Amount]| scan.find(i, |e| e.unit_of(amounts));
        if let Some((unit, end, _)) = first(&[Amount::Two]) {
            return Some(finish(Some(2.0), unit, true, end));
        }
        if let Some((_, next, _)) = scan.find(i, |e| (e == Entry::Few).then_some(())) {
            let (unit, end) = unit(next, &[Amount::Many])?;
            return Some(Count {
                few: true,
                ..finish(None, unit, false, end)
            });
        }
        if let Some((unit, end, _)) = first(&[Amount::One]) {
            // «يوم الأحد», «شهر رمضان», «عام 2016», «ساعة» of a clock
            let named = scan
                .bare(end, |e| {
                    matches!(
                        e,
                        Entry::Weekday { .. }
                            | Entry::Month { .. }
                            | Entry::Day(_)
                            | Entry::Relative(_)
                    )
                    .then_some(())
                })
                .is_some();
            let one = scan
                .whole(end)
                .filter(|n| n.0 == 1 && n.1 == NumberKind::Cardinal && n.2 == Lead::None);
            // «عام وشهر و21 يوما»: another number is joined, no year
            let joined = scan.whole(end).is_some_and(|n| n.2 == Lead::And);
            if named || one.is_none() && scan.number(end).is_some() && !joined {
                return None;
            }
            // «منذ فترة» measures nothing
            let number = (unit != Unit::Period).then_some(1.0);
            let told = one.is_some();
            return Some(finish(number, unit, told, one.map_or(end, |n| n.3)));
        }
        let (unit, end, _) = first(&[Amount::Many])?;
        Some(finish(None, unit, false, end))
    }

    /// The token after this very unit with its article.
    pub(crate) fn same_unit(&self, at: usize, wanted: Unit) -> Option<usize> {
        self.scan
            .bare(at, |e| match e {
                Entry::Unit {
                    unit,
                    amount: Amount::One,
                    definite: true,
                } if unit == wanted => Some(()),
                _ => None,
            })
            .map(|(_, end)| end)
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the number is below 2^31")]
const fn whole_part(number: f64) -> i64 {
    number as i64
}
