//! Which time, number and place belongs to which event of a sentence.

use std::ops::Range;

use tawatur_knowledge::lexicon::Function;
use tawatur_record::PlaceRole;

use super::Builder;
use crate::clause::{clause_of, clauses};
use crate::place::{self, FoundPlace};
use crate::reader::Found;
use crate::sentence::Sentence;
use crate::trigger::Trigger;

/// The complements of one sentence's triggers, before they are written down.
pub(super) struct Parts {
    pub(super) clauses: Vec<Range<usize>>,
    pub(super) places: Vec<FoundPlace>,
    /// For each trigger, index of the time expression that dates it.
    pub(super) times: Vec<Option<usize>>,
    /// For each trigger without one, the expression of the clause that it is joined to.
    pub(super) carried: Vec<Option<usize>>,
    /// For each trigger, indices into the sentence's counts.
    pub(super) counts: Vec<Vec<usize>>,
    /// For each trigger, indices into `places`.
    pub(super) placed: Vec<Vec<usize>>,
}

impl Builder<'_> {
    /// The complements of a sentence's triggers.
    pub(super) fn parts(&self, sentence: &Sentence<'_>, found: &Found) -> Parts {
        let clauses = clauses(sentence);
        let places = place::places(sentence, &found.mentions, &self.reader.roles);
        let triggers = &found.triggers;
        let home = |word: usize| clause_of(&clauses, word);
        let mut times = vec![None; triggers.len()];
        for (number, time) in times.iter_mut().enumerate() {
            *time = self.time_of(sentence, found, &clauses, number);
        }
        self.lone_times(sentence, found, &clauses, &mut times);
        let carried = carried_times(sentence, triggers, &clauses, &times);
        let mut counts = vec![Vec::new(); triggers.len()];
        for (which, count) in found.counts.iter().enumerate() {
            if let Some(number) =
                self.owner_of_count(sentence, found, count.start, count.cue.clone(), count.what)
            {
                counts[number].push(which);
            }
        }
        let mut placed = vec![Vec::new(); triggers.len()];
        for (which, place) in places.iter().enumerate() {
            let clause = home(place.word);
            let mut owners: Vec<usize> = (0..triggers.len())
                .filter(|&n| {
                    home(triggers[n].head) == clause
                        || triggers[n].carrier.is_some_and(|c| home(c.word) == clause)
                })
                .collect();
            // a clause that says something itself («مصادر في عدن أفادت») places only the saying
            let says = sentence
                .words
                .get(clause.clone())
                .unwrap_or_default()
                .iter()
                .any(|w| w.is_verb());
            if owners.is_empty() && says {
                continue;
            }
            if owners.is_empty() {
                // a clause without an event of its own: the last event before it in the sentence
                owners.extend(
                    (0..triggers.len())
                        .rev()
                        .find(|&n| triggers[n].head < place.word),
                );
            }
            for number in owners {
                placed[number].push(which);
            }
        }
        // where a sentence names one place only, what it tells of violence, crowds and
        // disasters took place there, whatever the clause
        if let [only] = places.as_slice()
            && only.role == PlaceRole::Location
            && found
                .mentions
                .get(only.mention)
                .is_some_and(|mention| !mention.places.is_empty())
        {
            for (number, own) in placed.iter_mut().enumerate() {
                let sense = self
                    .reader
                    .lexicon
                    .events
                    .get(triggers[number].sense as usize);
                let bodily = sense.is_some_and(|sense| {
                    matches!(
                        sense.kind_type.as_str(),
                        "ASSAULT" | "PROTEST" | "DISASTER" | "COERCE"
                    )
                });
                if own.is_empty() && bodily {
                    own.push(0);
                }
            }
        }
        Parts {
            clauses,
            places,
            times,
            carried,
            counts,
            placed,
        }
    }

    /// The expression that dates a trigger: the nearest of its clause, else that of a
    /// clause of the same voice coordinated with it.
    fn time_of(
        &self,
        sentence: &Sentence<'_>,
        found: &Found,
        clauses: &[Range<usize>],
        number: usize,
    ) -> Option<usize> {
        let trigger = &found.triggers[number];
        let presupposed = found.decided.get(number).is_some_and(|d| d.presupposed);
        let own = clause_of(clauses, trigger.tensed().0);
        let usable = |&i: &usize| {
            self.prepared.times.get(i).is_some_and(|t| {
                t.value.is_some()
                    && !matches!(
                        t.kind,
                        tawatur_time::Kind::Duration | tawatur_time::Kind::Set
                    )
            })
        };
        let word_of = |i: usize| sentence.word_at(self.prepared.times[i].start);
        let mut candidates: Vec<usize> = found
            .times
            .iter()
            .copied()
            .filter(usable)
            .filter(|&i| own.contains(&word_of(i)))
            .collect();
        candidates.sort_by_key(|&i| word_of(i).abs_diff(trigger.head));
        // an expression between this trigger and another event's belongs to the nearer one before it
        candidates.into_iter().find(|&i| {
            let at = word_of(i);
            // what came before is not dated by the words before it
            (at < trigger.head && !presupposed)
                || !found.triggers.iter().any(|t| {
                    t.head > trigger.words.end && t.head < at && t.carrier.is_none() && t.is_verb()
                })
        })
    }

    /// An expression in a stretch without an event of its own («وفي منتصف الشهر، …») dates
    /// the event before it, else the first one after it.
    fn lone_times(
        &self,
        sentence: &Sentence<'_>,
        found: &Found,
        clauses: &[Range<usize>],
        times: &mut [Option<usize>],
    ) {
        for &which in &found.times {
            let Some(expression) = self.prepared.times.get(which) else {
                continue;
            };
            let dates = expression.value.is_some()
                && !matches!(
                    expression.kind,
                    tawatur_time::Kind::Duration | tawatur_time::Kind::Set
                );
            let word = sentence.word_at(expression.start);
            let own = clause_of(clauses, word);
            let taken = times.contains(&Some(which))
                || found.triggers.iter().any(|t| own.contains(&t.tensed().0));
            // a clause that says something itself («قال اليوم إن») dates only the saying
            let says = sentence
                .words
                .get(own.clone())
                .unwrap_or_default()
                .iter()
                .any(|w| w.is_verb());
            if !dates || taken || says {
                continue;
            }
            let before = (0..found.triggers.len())
                .rev()
                .find(|&n| found.triggers[n].head < word);
            let next = before
                .or_else(|| (0..found.triggers.len()).find(|&n| found.triggers[n].head > word));
            if let Some(number) = next.filter(|&n| times[n].is_none()) {
                times[number] = Some(which);
            }
        }
    }

    /// The trigger whose people a number counts: that of its cue word, else the nearest
    /// harm before it in the sentence.
    fn owner_of_count(
        &self,
        sentence: &Sentence<'_>,
        found: &Found,
        start: usize,
        cue: Range<usize>,
        what: tawatur_record::CountKind,
    ) -> Option<usize> {
        use tawatur_record::CountKind as K;
        let triggers = &found.triggers;
        let by_cue = triggers
            .iter()
            .position(|t| t.span.start < cue.end && cue.start < t.span.end);
        if by_cue.is_some() {
            return by_cue;
        }
        let suits = |t: &Trigger| {
            self.reader
                .lexicon
                .events
                .get(t.sense as usize)
                .is_some_and(|s| match what {
                    K::Killed | K::Injured => {
                        matches!(s.kind_type.as_str(), "ASSAULT" | "DISASTER")
                    }
                    K::Detained => matches!(
                        s.kind_type.as_str(),
                        "COERCE" | "SANCTION" | "ACCUSE" | "ASSAULT"
                    ),
                    K::Missing | K::Displaced => matches!(
                        s.kind_type.as_str(),
                        "ASSAULT" | "DISASTER" | "COERCE" | "RETREAT"
                    ),
                    K::Participants => matches!(
                        s.kind_type.as_str(),
                        "CONSULT"
                            | "PROTEST"
                            | "AGREE"
                            | "MOBILIZE"
                            | "COOPERATE"
                            | "AID"
                            | "ASSAULT"
                            | "PRESENCE"
                            | "SUPPORT"
                    ),
                })
        };
        let word = sentence.word_at(start);
        let near = |all: bool| {
            (0..triggers.len())
                .filter(|&n| all || suits(&triggers[n]))
                .min_by_key(|&n| triggers[n].head.abs_diff(word))
        };
        near(false).or_else(|| near(true))
    }
}

/// Events of coordinated clauses share the time that one of them has («استشهد مدني وأصيب
/// آخرون … فجر اليوم»); what is quoted, relative or adverbial does not.
fn carried_times(
    sentence: &Sentence<'_>,
    triggers: &[Trigger],
    clauses: &[Range<usize>],
    times: &[Option<usize>],
) -> Vec<Option<usize>> {
    let opens_alone = |clause: &Range<usize>| {
        let first = &sentence.words[clause.start];
        matches!(
            first.function(),
            Some(Function::Sub | Function::Rel | Function::Clause)
        )
    };
    let number_of = |word: usize| clauses.iter().position(|c| c.contains(&word));
    let mut carried = vec![None; triggers.len()];
    for (number, trigger) in triggers.iter().enumerate() {
        let Some(own) = number_of(trigger.tensed().0).filter(|_| times[number].is_none()) else {
            continue;
        };
        // the nearest dated event reached over clauses that are joined, not subordinated
        let near = (0..triggers.len())
            .filter(|&n| times[n].is_some())
            .min_by_key(|&n| n.abs_diff(number));
        if let Some(near) = near {
            let Some(other) = number_of(triggers[near].tensed().0) else {
                continue;
            };
            let (from, to) = (own.min(other), own.max(other));
            if clauses[from + 1..=to].iter().all(|c| !opens_alone(c)) {
                carried[number] = times[near];
            }
        }
    }
    carried
}
