//! A claim set out row by row.

use tawatur_record::{
    Actor, ActorRole, Certainty, Claim, ClaimKind, Count, CountKind, Link, Place, Quote, Realis,
    Salience, WordingKind,
};

use super::line::{Line, safe};
use super::marks::MarkKind;
use super::{Extent, Style};

/// Columns before a claim's rows.
const INDENT: usize = 5;

/// Writes one claim: what it is claimed to be, then who, what, when, where, on whose
/// word. `first` is the number of the first claim of the same event, `extent` the sentence that
/// it was printed under.
pub(super) fn write(
    out: &mut String,
    number: usize,
    claim: &Claim,
    first: usize,
    extent: Extent,
    style: Style,
) {
    let rows = Rows {
        claim,
        extent,
        style,
    };
    rows.heading(number, first).write(out, style);
    for line in rows
        .who()
        .into_iter()
        .chain([rows.what()])
        .chain(rows.to_whom())
    {
        line.write(out, style);
    }
    rows.when().write(out, style);
    for line in rows
        .places()
        .into_iter()
        .chain([rows.chain(), rows.realis()])
        .chain(rows.rest())
    {
        line.write(out, style);
    }
}

/// What a claim is claimed to be. Never that something took place.
fn status(kind: ClaimKind, realis: Realis) -> &'static str {
    match (realis, kind) {
        (Realis::Happened, ClaimKind::Event) => "claimed to have happened",
        (Realis::Happened, ClaimKind::State) => "claimed to have been so",
        (Realis::Happened, ClaimKind::Speech) => "claimed to have been said",
        (Realis::Ongoing, ClaimKind::State) => "claimed to be so",
        (Realis::Ongoing, _) => "claimed to be going on",
        (Realis::Habitual, _) => "claimed to happen again and again",
        (Realis::Planned, _) => "planned; not said to have happened",
        (Realis::Expected, _) => "expected; not said to have happened",
        (Realis::Demanded, _) => "demanded; not said to have happened",
        (Realis::Hypothetical, _) => "spoken of as a condition; not said to have happened",
        (Realis::Unknown, _) => "said not to be known",
        (Realis::Denied, _) => "denied: said not to have happened",
    }
}

struct Rows<'a> {
    claim: &'a Claim,
    extent: Extent,
    style: Style,
}

impl Rows<'_> {
    fn row(&self, label: &str) -> Line {
        Line::row(INDENT, label, self.style)
    }

    fn heading(&self, number: usize, first: usize) -> Line {
        let claim = self.claim;
        let tone = match claim.realis {
            Realis::Happened | Realis::Ongoing | Realis::Habitual => self.style.strong(),
            Realis::Denied => self.style.refusal(),
            _ => self.style.warning(),
        };
        let mut notes = vec![format!("claim {}", safe(&claim.id))];
        if first < number {
            notes.push(format!("same event as {first}"));
        }
        if claim.salience == Some(Salience::Background) {
            notes.push("background".to_owned());
        }
        Line::heading(2)
            .latin(&format!("{number}. "), self.style.strong())
            .latin(status(claim.kind, claim.realis), tone)
            .latin(&format!(" ({})", notes.join("; ")), self.style.faint())
    }

    fn who(&self) -> Vec<Line> {
        let leads = |role| {
            matches!(
                role,
                ActorRole::Initiator | ActorRole::Participant | ActorRole::Holder
            )
        };
        let lines = self.actors("who", leads);
        let told = !lines.is_empty();
        let unsaid = || vec![self.row("who").latin("not said", self.style.faint())];
        if told { lines } else { unsaid() }
    }

    fn to_whom(&self) -> Vec<Line> {
        let mut lines = self.actors("to whom", |role| role == ActorRole::Recipient);
        lines.extend(self.actors("sponsored by", |role| role == ActorRole::Sponsor));
        lines.extend(self.actors("by means of", |role| role == ActorRole::Instrument));
        lines
    }

    fn actors(&self, label: &str, wanted: impl Fn(ActorRole) -> bool) -> Vec<Line> {
        let chosen: Vec<&Actor> = self
            .claim
            .actors
            .iter()
            .filter(|actor| wanted(actor.role))
            .collect();
        let mut lines = Vec::new();
        for (at, actor) in chosen.into_iter().enumerate() {
            let note = match actor.role {
                ActorRole::Participant => " (takes part)",
                ActorRole::Holder => " (holds)",
                _ => "",
            };
            let line = self.row(if at == 0 { label } else { "" });
            let line = line.quote(&actor.quote.text, self.style.paint(MarkKind::Actor.style()));
            let stance = match actor.stance {
                Some(tawatur_record::NameStance::Own) => " (its own name for itself)",
                Some(tawatur_record::NameStance::Hostile) => " (so called by its enemies)",
                None => "",
            };
            let line = line.latin(note, self.style.faint());
            lines.push(line.latin(stance, self.style.faint()));
        }
        lines
    }

    fn what(&self) -> Line {
        let claim = self.claim;
        let mut names = safe(&claim.kind_type);
        if let Some(mode) = &claim.mode {
            names = format!("{names}, mode {}", safe(mode));
        }
        self.row("did what")
            .quote(&claim.trigger.text, self.style.strong())
            .latin(
                &format!(
                    " — {names} ({}, {}, {})",
                    claim.kind, claim.realis, claim.certainty
                ),
                anstyle::Style::new(),
            )
    }

    fn when(&self) -> Line {
        let row = self.row("when");
        let painted = self.style.paint(MarkKind::Time.style());
        match (&self.claim.time, &self.claim.date) {
            (Some(time), Some(date)) => row
                .quote(&time.text, painted)
                .latin(" → ", anstyle::Style::new())
                .quote(date, self.style.strong()),
            (Some(time), None) => row
                .quote(&time.text, painted)
                .latin(" → no bounds known", self.style.faint()),
            (None, Some(date)) => row
                .quote(date, self.style.strong())
                .latin(" (dated elsewhere in the document)", self.style.faint()),
            (None, None) => row.latin("not said", self.style.faint()),
        }
    }

    fn places(&self) -> Vec<Line> {
        if self.claim.places.is_empty() {
            return vec![self.row("where").latin("not said", self.style.faint())];
        }
        let label = |at| if at == 0 { "where" } else { "" };
        let line = |(at, place): (usize, &Place)| {
            self.row(label(at))
                .quote(&place.quote.text, self.style.paint(MarkKind::Place.style()))
                .latin(&format!(" ({})", place_note(place)), self.style.faint())
        };
        self.claim.places.iter().enumerate().map(line).collect()
    }

    /// The chain of sources, nearest to the document first.
    fn chain(&self) -> Line {
        let plain = anstyle::Style::new();
        let mut line = self
            .row("according to")
            .latin("[document]", self.style.strong());
        if self.claim.attribution.is_empty() {
            return line.latin(" in its own voice; it names no source for this", plain);
        }
        for link in &self.claim.attribution {
            line = line.latin(" ← ", plain);
            line = match &link.text {
                Some(text) => line.quote(text, self.style.paint(MarkKind::Source.style())),
                None => line.latin("nobody named", self.style.faint()),
            };
            line = line.latin(&format!(" ({}", link.kind), self.style.faint());
            if let Some(cue) = &link.cue {
                line = line
                    .latin(", «", self.style.faint())
                    .quote(&cue.text, self.style.faint())
                    .latin("»", self.style.faint());
            }
            let earlier = if self.named_earlier(link) {
                ", named earlier)"
            } else {
                ")"
            };
            line = line.latin(earlier, self.style.faint());
        }
        line
    }

    fn named_earlier(&self, link: &Link) -> bool {
        link.end.is_some_and(|end| end <= self.extent.0)
    }

    fn realis(&self) -> Line {
        let sure = match self.claim.certainty {
            Certainty::Certain => "said flatly",
            Certainty::Probable => "said to be likely",
            Certainty::Possible => "said to be possible",
        };
        let row = self.row("realis");
        let row = row.latin(
            &format!("{}, {sure}", self.claim.realis),
            anstyle::Style::new(),
        );
        let cues = &self.claim.realis_cues;
        if cues.is_empty() {
            row
        } else {
            self.quotes(row.latin(", by ", self.style.faint()), cues.iter())
        }
    }

    fn rest(&self) -> Vec<Line> {
        let claim = self.claim;
        let mut lines = Vec::new();
        for (at, count) in claim.counts.iter().enumerate() {
            let row = self.row(if at == 0 { "numbers" } else { "" });
            let row = row
                .latin(&number(count), anstyle::Style::new())
                .latin(" — ", self.style.faint());
            let row = row.quote(&count.quote.text, anstyle::Style::new());
            lines.push(match &count.whom {
                Some(whom) => row
                    .latin(" of ", self.style.faint())
                    .quote(whom, anstyle::Style::new()),
                None => row,
            });
        }
        for (at, wording) in claim.wording.iter().enumerate() {
            let kind = match wording.kind {
                WordingKind::Label => "label",
                WordingKind::ScareQuotes => "in scare quotes",
                WordingKind::SoCalled => "“so-called”",
                WordingKind::Intensifier => "heightens",
            };
            lines.push(
                self.row(if at == 0 { "loaded words" } else { "" })
                    .quote(&wording.quote.text, anstyle::Style::new())
                    .latin(
                        &format!(" ({kind}; the outlet's or source's word, not ours)"),
                        self.style.faint(),
                    ),
            );
        }
        if !claim.gaps.is_empty() {
            lines.push(self.quotes(
                self.row("not known"),
                claim.gaps.iter().map(|gap| &gap.quote),
            ));
        }
        lines.extend(self.codes());
        lines
    }

    fn quotes<'q>(&self, mut line: Line, quotes: impl Iterator<Item = &'q Quote>) -> Line {
        for (at, quote) in quotes.enumerate() {
            if at > 0 {
                line = line.latin(" and ", self.style.faint());
            }
            line = line.quote(&quote.text, anstyle::Style::new());
        }
        line
    }

    fn codes(&self) -> Option<Line> {
        let codes = &self.claim.codes;
        let quad = codes.quad.map(|quad| quad.to_string());
        let named = [
            ("PLOVER", &codes.plover),
            ("quad", &quad),
            ("CAMEO", &codes.cameo),
            ("ACLED", &codes.acled),
            ("ACLED sub-event", &codes.acled_sub),
        ];
        let said: Vec<String> = named
            .into_iter()
            .filter_map(|(name, value)| {
                value
                    .as_ref()
                    .map(|value| format!("{name} {}", safe(value)))
            })
            .collect();
        (!said.is_empty()).then(|| {
            self.row("codes")
                .latin(&said.join(" · "), self.style.faint())
        })
    }
}

fn place_note(place: &Place) -> String {
    let mut note = vec![place.role.to_string()];
    note.extend(place.country.as_deref().map(safe));
    match (place.lat, place.lon) {
        (Some(lat), Some(lon)) => {
            // a point that is not the place's own must not look like one
            let (about, within) = match &place.precision {
                Some(precision) if precision.geo_precision > 1 || precision.near.is_some() => {
                    ("about ", format!(", within {} km", precision.radius_km))
                }
                _ => ("", String::new()),
            };
            note.push(format!(
                "{about}{}, {}{within}",
                degrees(lat, 'N', 'S'),
                degrees(lon, 'E', 'W')
            ));
        }
        _ => note.push("not resolved to a point".to_owned()),
    }
    note.join(", ")
}

fn degrees(value: f64, positive: char, negative: char) -> String {
    format!(
        "{:.3}° {}",
        value.abs(),
        if value < 0.0 { negative } else { positive }
    )
}

fn number(count: &Count) -> String {
    let range = match (count.low, count.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => "an unsaid number".to_owned(),
    };
    let about = if count.approx { "about " } else { "" };
    let what = match count.what {
        CountKind::Participants => "present",
        other => other.as_str(),
    };
    format!(
        "{about}{range} {what}{}",
        if count.part {
            ", part of another number"
        } else {
            ""
        }
    )
}
