//! Where each value of a claim stands in the text.

use tawatur_record::{Claim, Quote, Reading};

/// One value's place in the text. `start` and `end` count code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence<'r> {
    /// The field: `trigger`, `actors[0]`, `attribution[1].cue`.
    pub field: String,
    /// The quoted characters.
    pub text: &'r str,
    /// First code point.
    pub start: usize,
    /// Code point after the last one.
    pub end: usize,
}

impl<'r> Evidence<'r> {
    fn new(field: impl Into<String>, quote: &'r Quote) -> Self {
        Self {
            field: field.into(),
            text: &quote.text,
            start: quote.start,
            end: quote.end,
        }
    }

    /// True where exactly this stands there in `text`.
    #[must_use]
    pub fn holds(&self, text: &[char]) -> bool {
        text.get(self.start..self.end)
            .is_some_and(|found| found.iter().copied().eq(self.text.chars()))
    }
}

/// Every quote of a claim, with its field.
#[must_use]
pub fn of_claim(claim: &Claim) -> Vec<Evidence<'_>> {
    let mut found = vec![Evidence::new("trigger", &claim.trigger)];
    found.extend(
        claim
            .actors
            .iter()
            .enumerate()
            .map(|(i, actor)| Evidence::new(format!("actors[{i}]"), &actor.quote)),
    );
    found.extend(claim.time.iter().map(|time| Evidence::new("time", time)));
    found.extend(
        claim
            .places
            .iter()
            .enumerate()
            .map(|(i, place)| Evidence::new(format!("places[{i}]"), &place.quote)),
    );
    for (i, link) in claim.attribution.iter().enumerate() {
        if let (Some(text), Some(start), Some(end)) = (&link.text, link.start, link.end) {
            found.push(Evidence {
                field: format!("attribution[{i}]"),
                text,
                start,
                end,
            });
        }
        found.extend(
            link.cue
                .iter()
                .map(|cue| Evidence::new(format!("attribution[{i}].cue"), cue)),
        );
    }
    found.extend(
        claim
            .counts
            .iter()
            .enumerate()
            .map(|(i, count)| Evidence::new(format!("counts[{i}]"), &count.quote)),
    );
    found.extend(
        claim
            .wording
            .iter()
            .enumerate()
            .map(|(i, word)| Evidence::new(format!("wording[{i}]"), &word.quote)),
    );
    found.extend(
        claim
            .gaps
            .iter()
            .enumerate()
            .map(|(i, gap)| Evidence::new(format!("gaps[{i}]"), &gap.quote)),
    );
    found.extend(
        claim
            .sentence
            .iter()
            .map(|sentence| Evidence::new("sentence", sentence)),
    );
    found.extend(
        claim
            .realis_cues
            .iter()
            .enumerate()
            .map(|(i, cue)| Evidence::new(format!("realis_cues[{i}]"), cue)),
    );
    found
}

/// Every quote of a reading beside its claims.
#[must_use]
pub fn of_mentions(reading: &Reading) -> Vec<Evidence<'_>> {
    let mentions = reading.mentions.iter().enumerate();
    let times = reading.times.iter().enumerate();
    mentions
        .map(|(i, mention)| Evidence::new(format!("mentions[{i}]"), &mention.quote))
        .chain(times.map(|(i, time)| Evidence::new(format!("times[{i}]"), &time.quote)))
        .collect()
}
