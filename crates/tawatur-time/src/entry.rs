//! What a row of the tables says of a word.

use jiff::civil::Weekday;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calendar {
    Gregorian,
    Hijri,
}

/// Where a month's name may be taken for a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum License {
    Alone,
    Headed,
    Madda,
    Strong,
    /// Only after «شهر», or with a day and a year.
    Full,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
    Period,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    One,
    Two,
    Many,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relative {
    Past,
    Former,
    Current,
    Next,
    BeforeLast,
    AfterNext,
    Following,
    Same,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demonstrative {
    This,
    That,
    Same,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    Middle,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fixed {
    VaguePast,
    Now,
    /// As `Now`, for who speaks and looks ahead; news means something else by it.
    NowSpoken,
    None,
    Set,
    Earlier,
    Later,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FeastRule {
    /// Month and day, and so many days from there (an eve is -1).
    Fixed(Calendar, u8, u8, i8),
    /// So many days from Easter Sunday.
    Easter { eastern: bool, days: i8 },
    /// «العيد», of the two whichever is nearer; only with a day's number.
    Eid,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Month {
        calendar: Calendar,
        number: u8,
        license: License,
    },
    Epithet,
    Era(Calendar),
    Corresponding,
    Weekday {
        day: Weekday,
        definite: bool,
    },
    Day(i8),
    Part {
        part: Part,
        definite: bool,
    },
    PartAfter(Part),
    PartLetter(Part),
    Feast(FeastRule),
    Unit {
        unit: Unit,
        amount: Amount,
        definite: bool,
    },
    Season {
        number: u8,
        definite: bool,
    },
    Decade(u8),
    Relative(Relative),
    Demonstrative(Demonstrative),
    Edge(Edge),
    /// Parts that a stretch is cut into.
    Share(u8),
    First,
    Since,
    Ago,
    After,
    Within,
    Over,
    Between,
    From,
    To,
    In,
    /// As [`Entry::In`], and may join a day and its hour.
    At,
    /// «من الآن».
    OfNow,
    /// «من الزمن» behind a count.
    OfTime,
    /// Beside [`Entry::Within`]: «في غضون», a term for what is to come.
    Horizon,
    Pair,
    DateHead,
    Clock,
    /// Minutes.
    ClockAdd(i8),
    Zone,
    About,
    More,
    Few,
    Last,
    LastOf,
    Every,
    Fixed(Fixed),
    Future,
    FutureVerb,
    PastCue,
    BlockDate,
    BlockWeekday,
    BlockToday,
    Medium,
    NotToday,
    Age,
    Tonight,
    /// «كامل»: makes one of a unit a measure.
    Whole,
    /// «نصف», «ثلاثة أرباع» of a unit.
    Fraction(u8, u8),
    /// «بقية», «باقي»: what is left of a stretch.
    Rest,
}

impl Entry {
    /// A test for one unit («اليوم» where `definite`, else «يوم»).
    pub(crate) fn one(wanted: Unit, with_article: bool) -> impl Fn(Self) -> Option<()> + Copy {
        move |entry| {
            matches!(
                entry,
                Self::Unit { unit, amount: Amount::One, definite }
                    if unit == wanted && definite == with_article
            )
            .then_some(())
        }
    }

    /// The unit without article, where it is of one of these amounts.
    pub(crate) fn unit_of(self, amounts: &[Amount]) -> Option<Unit> {
        match self {
            Self::Unit {
                unit,
                amount,
                definite: false,
            } if amounts.contains(&amount) => Some(unit),
            _ => None,
        }
    }

    /// «اليوم», «الأسبوع», «الشهر», «العام»: a unit of the calendar that may be one already told of.
    pub(crate) fn calendar_unit(self) -> Option<Unit> {
        match self {
            Self::Unit {
                unit: unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year),
                amount: Amount::One,
                definite: true,
            } => Some(unit),
            _ => None,
        }
    }
}

/// The entry that a row's class and argument make.
pub(crate) fn entry(class: &str, arg: &str) -> Result<Entry, String> {
    let args: Vec<&str> = arg.split_whitespace().collect();
    let wrong = || {
        format!(
            "the class `{class}` does not know the argument `{arg}`; the comment at the head of the table tells them"
        )
    };
    let number = |at: usize| {
        args.get(at)
            .and_then(|n| n.parse::<u8>().ok())
            .ok_or_else(wrong)
    };
    let calendar = || match args.first() {
        Some(&"gregorian") => Ok(Calendar::Gregorian),
        Some(&"hijri") => Ok(Calendar::Hijri),
        _ => Err(wrong()),
    };
    let choose = |names: &[(&str, Entry)]| {
        names
            .iter()
            .find(|(name, _)| *name == arg)
            .map(|(_, e)| *e)
            .ok_or_else(wrong)
    };
    let part = || {
        Ok::<Part, String>(match arg {
            "dawn" => Part::Dawn,
            "morning" => Part::Morning,
            "noon" => Part::Noon,
            "afternoon" => Part::Afternoon,
            "evening" => Part::Evening,
            "night" => Part::Night,
            _ => return Err(wrong()),
        })
    };
    Ok(match class {
        "month" => {
            let license = match args.get(2) {
                Some(&"alone") => License::Alone,
                Some(&"headed") => License::Headed,
                Some(&"madda") => License::Madda,
                Some(&"strong") => License::Strong,
                Some(&"full") => License::Full,
                _ => return Err(wrong()),
            };
            let number = number(1)?;
            if !(1..=12).contains(&number) {
                return Err(wrong());
            }
            Entry::Month {
                calendar: calendar()?,
                number,
                license,
            }
        }
        "epithet" => Entry::Epithet,
        "era" => Entry::Era(calendar()?),
        "corresponding" => Entry::Corresponding,
        "weekday" => {
            let day = match arg {
                "monday" => Weekday::Monday,
                "tuesday" => Weekday::Tuesday,
                "wednesday" => Weekday::Wednesday,
                "thursday" => Weekday::Thursday,
                "friday" => Weekday::Friday,
                "saturday" => Weekday::Saturday,
                "sunday" => Weekday::Sunday,
                _ => return Err(wrong()),
            };
            Entry::Weekday {
                day,
                definite: true,
            }
        }
        "day" => Entry::Day(arg.parse().map_err(|_| wrong())?),
        "part" => Entry::Part {
            part: part()?,
            definite: false,
        },
        "part_after" => Entry::PartAfter(part()?),
        "part_letter" => Entry::PartLetter(part()?),
        "medium" => Entry::Medium,
        "feast" => match args.first() {
            Some(&church @ ("easter" | "eastern_easter")) => {
                let days = match args.get(1) {
                    Some(days) => days.parse().map_err(|_| wrong())?,
                    None => 0,
                };
                Entry::Feast(FeastRule::Easter {
                    eastern: church == "eastern_easter",
                    days,
                })
            }
            Some(&"eid") => Entry::Feast(FeastRule::Eid),
            _ => {
                let days = match args.get(3) {
                    Some(days) => days.parse().map_err(|_| wrong())?,
                    None => 0,
                };
                let (month, day) = (number(1)?, number(2)?);
                if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
                    return Err(wrong());
                }
                Entry::Feast(FeastRule::Fixed(calendar()?, month, day, days))
            }
        },
        "unit" => Entry::Unit {
            unit: unit(args.first()).ok_or_else(wrong)?,
            amount: amount(args.get(1)).ok_or_else(wrong)?,
            definite: false,
        },
        "season" => Entry::Season {
            number: number(0)
                .ok()
                .filter(|n| (21..=24).contains(n))
                .ok_or_else(wrong)?,
            definite: false,
        },
        "decade" => Entry::Decade(number(0).ok().filter(|n| *n <= 9).ok_or_else(wrong)?),
        "relative" => choose(&[
            ("past", Entry::Relative(Relative::Past)),
            ("former", Entry::Relative(Relative::Former)),
            ("current", Entry::Relative(Relative::Current)),
            ("next", Entry::Relative(Relative::Next)),
            ("before_last", Entry::Relative(Relative::BeforeLast)),
            ("after_next", Entry::Relative(Relative::AfterNext)),
            ("following", Entry::Relative(Relative::Following)),
            ("same", Entry::Relative(Relative::Same)),
        ])?,
        "demonstrative" => choose(&[
            ("this", Entry::Demonstrative(Demonstrative::This)),
            ("that", Entry::Demonstrative(Demonstrative::That)),
            ("same", Entry::Demonstrative(Demonstrative::Same)),
        ])?,
        "edge" => choose(&[
            ("start", Entry::Edge(Edge::Start)),
            ("middle", Entry::Edge(Edge::Middle)),
            ("end", Entry::Edge(Edge::End)),
        ])?,
        "share" => choose(&[
            ("half", Entry::Share(2)),
            ("third", Entry::Share(3)),
            ("quarter", Entry::Share(4)),
        ])?,
        "first" => Entry::First,
        "since" => Entry::Since,
        "ago" => Entry::Ago,
        "after" => Entry::After,
        "within" => Entry::Within,
        "over" => Entry::Over,
        "between" => Entry::Between,
        "from" => Entry::From,
        "to" => Entry::To,
        "in" => Entry::In,
        "at" => Entry::At,
        "of_now" => Entry::OfNow,
        "of_time" => Entry::OfTime,
        "horizon" => Entry::Horizon,
        "pair" => Entry::Pair,
        "date_head" => Entry::DateHead,
        "clock" => Entry::Clock,
        "clock_add" => Entry::ClockAdd(
            arg.parse::<i8>()
                .ok()
                .filter(|m| (-30..=45).contains(m))
                .ok_or_else(wrong)?,
        ),
        "zone" => Entry::Zone,
        "about" => Entry::About,
        "more" => Entry::More,
        "few" => Entry::Few,
        "last" => Entry::Last,
        "last_of" => Entry::LastOf,
        "every" => Entry::Every,
        "fixed" => choose(&[
            ("vague_past", Entry::Fixed(Fixed::VaguePast)),
            ("now", Entry::Fixed(Fixed::Now)),
            ("now_spoken", Entry::Fixed(Fixed::NowSpoken)),
            ("none", Entry::Fixed(Fixed::None)),
            ("set", Entry::Fixed(Fixed::Set)),
            ("earlier", Entry::Fixed(Fixed::Earlier)),
            ("later", Entry::Fixed(Fixed::Later)),
        ])?,
        "future" => Entry::Future,
        "future_verb" => Entry::FutureVerb,
        "past" => Entry::PastCue,
        "block" => choose(&[
            ("date", Entry::BlockDate),
            ("weekday", Entry::BlockWeekday),
            ("today", Entry::BlockToday),
        ])?,
        "not_today" => Entry::NotToday,
        "age" => Entry::Age,
        "tonight" => Entry::Tonight,
        "whole" => Entry::Whole,
        "rest" => Entry::Rest,
        "fraction" => {
            let parts = arg
                .split_once('/')
                .and_then(|(above, below)| Some((above.parse().ok()?, below.parse().ok()?)))
                .filter(|&(above, below): &(u8, u8)| above > 0 && above < below);
            let (above, below) = parts.ok_or_else(wrong)?;
            Entry::Fraction(above, below)
        }
        other => {
            return Err(format!(
                "there is no class `{other}`; the comment at the head of the table tells them"
            ));
        }
    })
}

fn unit(name: Option<&&str>) -> Option<Unit> {
    Some(match *name? {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "period" => Unit::Period,
        _ => return None,
    })
}

fn amount(name: Option<&&str>) -> Option<Amount> {
    Some(match *name? {
        "one" => Amount::One,
        "two" => Amount::Two,
        "many" => Amount::Many,
        _ => return None,
    })
}
