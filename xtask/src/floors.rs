//! Figures that must not fall: `docs/floors.toml` against the scorer's output.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Result, bail};
use serde::Deserialize;
use serde_json::Value;

/// The file of floors.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floors {
    floor: Vec<Floor>,
}

/// One bound for one figure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floor {
    /// The suite, which is the name of its file of figures.
    pub(crate) suite: String,
    /// Where the figure stands in the file: keys from the outside in.
    figure: Vec<String>,
    /// The figure must not be below this.
    at_least: Option<f64>,
    /// The figure must not be above this. Of an object with `errors` and `of` their
    /// quotient counts.
    at_most: Option<f64>,
}

/// Figures of all suites, by suite.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) suites: BTreeMap<String, Value>,
}

/// A floor against what was measured.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// The bound is kept by this figure.
    Kept(f64),
    /// The bound is broken by this figure.
    Broken(f64),
    /// No such figure was measured.
    Missing,
}

impl Floors {
    /// Reads the file. A floor without a figure or without a bound is refused: it would
    /// hold nothing.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let floors: Self = toml::from_str(text)?;
        for floor in &floors.floor {
            if floor.figure.is_empty() {
                bail!("a floor of the suite {} names no figure", floor.suite);
            }
            if floor.at_least.is_some() == floor.at_most.is_some() {
                bail!(
                    "the floor {} needs one of at_least and at_most",
                    floor.name()
                );
            }
        }
        Ok(floors)
    }

    /// Every floor with its outcome.
    pub(crate) fn compare(&self, scores: &Scores) -> Vec<(&Floor, Outcome)> {
        self.floor
            .iter()
            .map(|floor| (floor, floor.compare(scores)))
            .collect()
    }
}

impl Floor {
    /// The figure's name, keys joined.
    pub(crate) fn name(&self) -> String {
        self.figure.join(", ")
    }

    /// The bound, for people.
    pub(crate) fn bound(&self) -> String {
        match (self.at_least, self.at_most) {
            (Some(least), _) => format!("at least {least}"),
            (None, Some(most)) => format!("at most {most}"),
            (None, None) => "none".to_owned(),
        }
    }

    fn compare(&self, scores: &Scores) -> Outcome {
        let found = scores.suites.get(&self.suite).and_then(|figures| {
            self.figure
                .iter()
                .try_fold(figures, |value, key| value.get(key))
                .and_then(number)
        });
        let Some(value) = found else {
            return Outcome::Missing;
        };
        let kept = self.at_least.is_none_or(|least| value >= least)
            && self.at_most.is_none_or(|most| value <= most);
        if kept {
            Outcome::Kept(value)
        } else {
            Outcome::Broken(value)
        }
    }
}

impl fmt::Display for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}, {}", self.suite, self.name(), self.bound())
    }
}

impl Outcome {
    /// Whether the bound is kept. A figure that was not measured keeps none.
    pub(crate) fn kept(&self) -> bool {
        matches!(self, Self::Kept(_))
    }

    /// The figure, for a table.
    pub(crate) fn value(&self) -> String {
        match self {
            Self::Kept(value) | Self::Broken(value) => {
                format!("{}", (value * 10_000.0).round() / 10_000.0)
            }
            Self::Missing => "not measured".to_owned(),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value())
    }
}

/// A number as it stands; of `{errors, of}` the share of errors (none of none is 0).
fn number(value: &Value) -> Option<f64> {
    if let (Some(errors), Some(of)) = (value.get("errors"), value.get("of")) {
        let (errors, of) = (errors.as_f64()?, of.as_f64()?);
        return Some(if of == 0.0 { 0.0 } else { errors / of });
    }
    value.as_f64()
}

/// The figures of a suite, a line each, nested ones indented.
pub(crate) fn figures(value: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    collect(value, 0, &mut lines);
    lines
}

fn collect(value: &Value, depth: usize, lines: &mut Vec<String>) {
    let Some(object) = value.as_object() else {
        return;
    };
    for (name, inner) in object {
        let indent = "  ".repeat(depth);
        match inner.as_object() {
            Some(fields) if fields.values().any(Value::is_object) => {
                lines.push(format!("{indent}{name}"));
                collect(inner, depth + 1, lines);
            }
            Some(fields) => {
                let told: Vec<String> = fields
                    .iter()
                    .map(|(key, value)| format!("{key} {value}"))
                    .collect();
                lines.push(format!("{indent}{name}: {}", told.join(", ")));
            }
            None => lines.push(format!("{indent}{name}: {inner}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOORS: &str = r#"
        [[floor]]
        suite = "claims"
        figure = ["claims", "f1"]
        at_least = 0.5

        [[floor]]
        suite = "claims"
        figure = ["false facts"]
        at_most = 0.08
    "#;

    fn outcomes(figures: &str) -> Vec<Outcome> {
        let mut scores = Scores::default();
        scores.suites.insert(
            "claims".to_owned(),
            serde_json::from_str(figures).expect("figures"),
        );
        let floors = Floors::parse(FLOORS).expect("floors");
        floors
            .compare(&scores)
            .into_iter()
            .map(|(_, outcome)| outcome)
            .collect()
    }

    #[test]
    fn a_figure_on_its_floor_keeps_it() {
        let figures = r#"{"claims": {"f1": 0.5}, "false facts": {"errors": 8, "of": 100}}"#;
        assert_eq!(outcomes(figures), [Outcome::Kept(0.5), Outcome::Kept(0.08)]);
    }

    #[test]
    fn a_figure_under_its_floor_breaks_it() {
        let figures = r#"{"claims": {"f1": 0.4999}, "false facts": {"errors": 9, "of": 100}}"#;
        assert_eq!(
            outcomes(figures),
            [Outcome::Broken(0.4999), Outcome::Broken(0.09)]
        );
    }

    #[test]
    fn a_figure_that_was_not_measured_keeps_no_floor() {
        let missing = outcomes(r#"{"claims": {"recall": 1}}"#);
        assert_eq!(missing, [Outcome::Missing, Outcome::Missing]);
        assert!(missing.iter().all(|outcome| !outcome.kept()));
    }

    #[test]
    fn a_floor_without_bound_or_figure_is_refused() {
        assert!(Floors::parse("[[floor]]\nsuite = \"a\"\nfigure = [\"b\"]\n").is_err());
        assert!(Floors::parse("[[floor]]\nsuite = \"a\"\nfigure = []\nat_least = 1\n").is_err());
        assert!(
            Floors::parse(
                "[[floor]]\nsuite = \"a\"\nfigure = [\"b\"]\nat_least = 1\nat_lest = 2\n"
            )
            .is_err()
        );
    }

    #[test]
    fn the_projects_own_floors_are_well_formed() {
        let floors =
            Floors::parse(include_str!("../../docs/floors.toml")).expect("docs/floors.toml");
        assert!(floors.floor.len() >= 10);
    }

    #[test]
    fn nested_figures_are_indented() {
        let value = serde_json::json!({"folder": {"pairs": {"f1": 0.5}}, "documents": 12});
        assert_eq!(
            figures(&value),
            ["documents: 12", "folder", "  pairs: f1 0.5"]
        );
    }
}
