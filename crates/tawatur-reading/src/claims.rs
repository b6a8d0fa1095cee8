//! From what was found in sentences to claims of the record.

use std::collections::HashSet;
use std::ops::Range;

use tawatur_knowledge::lexicon::{EventSense, Function, Stance, WordClass};
use tawatur_record::{
    Actor, ActorRole, Certainty, Claim, ClaimKind, Count, Gap, Link, Place, PlaceRole, Quote,
    Realis, Salience, Wording,
};
use tawatur_text::{CodePoints, fold};

use crate::attribution::{self, FoundLink};
use crate::clause::{clause_of, clauses};
use crate::place::{self, FoundPlace};
use crate::reader::{Found, Prepared, Reader};
use crate::realis::Decided;
use crate::resolve::Resolver;
use crate::roles::Frame;
use crate::sentence::Sentence;
use crate::trigger::Trigger;

/// A piece of the text as the record quotes it; bytes in, code points out.
pub(crate) fn quote(text: &str, points: &CodePoints, span: Range<usize>) -> Quote {
    Quote {
        text: text.get(span.clone()).unwrap_or_default().to_owned(),
        start: points.of_byte(text, span.start),
        end: points.of_byte(text, span.end),
    }
}

/// A stable local id for a name that no table knows.
pub(crate) fn local_id(name: &str) -> String {
    format!(
        "local:{}",
        fold(name).split_whitespace().collect::<Vec<_>>().join("_")
    )
}

pub(crate) struct Builder<'a> {
    reader: &'a Reader,
    prepared: &'a Prepared<'a>,
    resolver: Resolver<'a>,
}

/// The complements of one sentence's triggers, before they are written down.
struct Parts {
    clauses: Vec<Range<usize>>,
    places: Vec<FoundPlace>,
    /// For each trigger, index of the time expression that dates it.
    times: Vec<Option<usize>>,
    /// For each trigger without one, the expression of the clause that it is joined to.
    carried: Vec<Option<usize>>,
    /// For each trigger, indices into the sentence's counts.
    counts: Vec<Vec<usize>>,
    /// For each trigger, indices into `places`.
    placed: Vec<Vec<usize>>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(reader: &'a Reader, prepared: &'a Prepared<'a>) -> Self {
        Self {
            reader,
            prepared,
            resolver: Resolver::new(reader, prepared),
        }
    }

    fn quote(&self, span: Range<usize>) -> Quote {
        quote(&self.prepared.document.text, &self.prepared.points, span)
    }

    /// The document's claims in text order, grouped into events, dated and coded.
    pub(crate) fn build(&self) -> Vec<Claim> {
        let mut drafts = Vec::new();
        for index in 0..self.prepared.sentences.len() {
            self.sentence(index, &mut drafts);
        }
        drafts.sort_by_key(|draft: &crate::event::Draft| draft.claim.trigger.start);
        crate::event::group(&mut drafts);
        let mut claims: Vec<Claim> = drafts.into_iter().map(|draft| draft.claim).collect();
        for (number, claim) in claims.iter_mut().enumerate() {
            claim.id = format!("c{}", number + 1);
            claim.codes = self.reader.codes.derive(
                &claim.kind_type,
                claim.mode.as_deref(),
                claim.realis,
                claim.date.is_some(),
            );
            claim.salience = self.salience(claim);
        }
        claims
    }

    /// Background: dated more than a month before publication, or told in the pluperfect.
    fn salience(&self, claim: &Claim) -> Option<Salience> {
        let published = self.prepared.published?;
        let day: Option<jiff::civil::Date> = claim
            .date
            .as_deref()
            .and_then(|d| d.get(..10))
            .and_then(|d| d.parse().ok());
        let old =
            day.is_some_and(|day| published.since(day).is_ok_and(|span| span.get_days() > 31));
        let year_old = claim
            .date
            .as_deref()
            .and_then(|d| d.get(..4))
            .and_then(|y| y.parse::<i16>().ok())
            .is_some_and(|year| year < published.year());
        Some(if old || (day.is_none() && year_old) {
            Salience::Background
        } else {
            Salience::Main
        })
    }

    fn sentence(&self, index: usize, drafts: &mut Vec<crate::event::Draft>) {
        let sentence = &self.prepared.sentences[index];
        let found = &self.prepared.found[index];
        let parts = self.parts(sentence, found);
        let frame = Frame {
            sentence,
            triggers: &found.triggers,
            mentions: &found.mentions,
            timed: &found.timed,
            lexicon: &self.reader.lexicon,
            tables: &self.reader.roles,
            names: &self.reader.names,
        };
        let is_state = |at: usize| {
            sentence
                .words
                .get(at)
                .is_some_and(|w| self.reader.names.is_demonym(&w.bare()))
                || found
                    .mentions
                    .iter()
                    .any(|m| m.words.contains(&at) && m.state)
        };
        let wording = self.reader.wording.find(sentence, &is_state);
        let mut spoken: HashSet<usize> = HashSet::new();
        for (number, trigger) in found.triggers.iter().enumerate() {
            let Some(sense) = self.reader.lexicon.events.get(trigger.sense as usize) else {
                continue;
            };
            let filled = frame.fill(number);
            let mut places = self.places(sentence, found, &parts, number);
            for place in &filled.places {
                self.frame_place(
                    sentence,
                    found,
                    place.role,
                    place.words.clone(),
                    &mut places,
                );
            }
            if sense.strict && filled.actors.is_empty() && places.is_empty() && !trigger.weak {
                continue;
            }
            // «قتلى» with a number, «تعاون» with a party: else they only name a subject of talk
            if sense.toll && trigger.carrier.is_none() && parts.counts[number].is_empty() {
                continue;
            }
            if sense.light && trigger.carrier.is_none() && filled.actors.is_empty() {
                continue;
            }
            let under_operator = found
                .decided
                .get(number)
                .is_some_and(|d| !d.cues.is_empty() && !matches!(d.realis, Realis::Happened));
            if trigger.weak && !under_operator {
                continue;
            }
            if self.is_reference(sentence, trigger, sense) {
                continue;
            }
            spoken.insert(trigger.head);
            let chain = attribution::chain(&self.prepared.attributions, index, trigger.head);
            let decided = found
                .decided
                .get(number)
                .cloned()
                .unwrap_or_else(|| Decided {
                    realis: Realis::Happened,
                    certainty: Certainty::Certain,
                    cues: Vec::new(),
                });
            let decided = self.to_come(decided, parts.times[number]);
            let claim = self.claim(
                index,
                trigger,
                sense,
                number,
                &parts,
                filled.actors,
                places,
                chain,
                decided,
                &wording,
            );
            drafts.push(crate::event::Draft::new(
                claim, sense, index, trigger, sentence,
            ));
        }
        self.speeches(index, &spoken, &wording, drafts);
    }

    /// What is dated after the day of publication has not happened yet.
    fn to_come(&self, mut decided: Decided, time: Option<usize>) -> Decided {
        let value = time.and_then(|i| self.prepared.times.get(i)).and_then(|t| t.value.as_deref());
        let day: Option<jiff::civil::Date> = value.and_then(|v| v.get(..10)).and_then(|v| v.parse().ok());
        if let (Some(day), Some(published)) = (day, self.prepared.published) {
            if day > published && matches!(decided.realis, Realis::Happened | Realis::Ongoing) {
                decided.realis = Realis::Planned;
            }
        }
        decided
    }

    /// A word that refers to an event only to name something else: anniversaries, and the
    /// trial, inquiry or file of it are told by their own words.
    fn is_reference(&self, sentence: &Sentence<'_>, trigger: &Trigger, sense: &EventSense) -> bool {
        let Some(before) = trigger.head.checked_sub(1).map(|i| &sentence.words[i]) else {
            return false;
        };
        let bare = before.bare();
        (sense.noun || !trigger.is_verb())
            && matches!(
                bare.as_str(),
                "ذكري"
                    | "الذكري"
                    | "لجنه"
                    | "هيئه"
                    | "قانون"
                    | "وزاره"
                    | "مكافحه"
                    | "مجلس"
            )
    }

    fn parts(&self, sentence: &Sentence<'_>, found: &Found) -> Parts {
        let clauses = clauses(sentence);
        let places = place::places(sentence, &found.mentions, &self.reader.roles);
        let triggers = &found.triggers;
        let home = |word: usize| clause_of(&clauses, word);
        let mut times = vec![None; triggers.len()];
        for (number, trigger) in triggers.iter().enumerate() {
            times[number] = self.time_of(sentence, found, &clauses, trigger);
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
            let says = sentence.words.get(clause.clone()).unwrap_or_default().iter().any(|w| w.is_verb());
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
        trigger: &Trigger,
    ) -> Option<usize> {
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
            at < trigger.head
                || !found.triggers.iter().any(|t| {
                    t.head > trigger.words.end && t.head < at && t.carrier.is_none() && t.is_verb()
                })
        })
    }

    /// An expression in a stretch without an event of its own («وفي منتصف الشهر، …») dates
    /// the event before it, else the first one after it.
    fn lone_times(&self, sentence: &Sentence<'_>, found: &Found, clauses: &[Range<usize>], times: &mut [Option<usize>]) {
        for &which in &found.times {
            let Some(expression) = self.prepared.times.get(which) else { continue };
            let dates = expression.value.is_some() && !matches!(expression.kind, tawatur_time::Kind::Duration | tawatur_time::Kind::Set);
            let word = sentence.word_at(expression.start);
            let own = clause_of(clauses, word);
            let taken = times.contains(&Some(which)) || found.triggers.iter().any(|t| own.contains(&t.tensed().0));
            // a clause that says something itself («قال اليوم إن») dates only the saying
            let says = sentence.words.get(own.clone()).unwrap_or_default().iter().any(|w| w.is_verb());
            if !dates || taken || says {
                continue;
            }
            let before = (0..found.triggers.len()).rev().find(|&n| found.triggers[n].head < word);
            let next = before.or_else(|| (0..found.triggers.len()).find(|&n| found.triggers[n].head > word));
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

    fn places(
        &self,
        sentence: &Sentence<'_>,
        found: &Found,
        parts: &Parts,
        number: usize,
    ) -> Vec<Place> {
        let _ = sentence;
        parts.placed[number]
            .iter()
            .filter_map(|&which| {
                let place = &parts.places[which];
                let mention = found.mentions.get(place.mention)?;
                // «من» and «إلى» say whence and whither only of what moves; the frame adds those
                (place.role == PlaceRole::Location)
                    .then(|| self.place(place.role, place.span.clone(), Some(mention)))
            })
            .collect()
    }

    fn place(
        &self,
        role: PlaceRole,
        span: Range<usize>,
        mention: Option<&crate::mention::FoundMention>,
    ) -> Place {
        let resolved = mention.and_then(|m| self.resolver.place(m));
        let quote = self.quote(span);
        Place {
            role,
            entity: mention
                .and_then(|m| m.entity.clone())
                .or_else(|| resolved.as_ref().map(|r| r.id.clone()))
                .or_else(|| Some(local_id(&quote.text))),
            country: resolved.as_ref().and_then(|r| r.country.clone()),
            lat: resolved.as_ref().and_then(|r| r.lat),
            lon: resolved.as_ref().and_then(|r| r.lon),
            quote,
        }
    }

    /// A place that the trigger's frame asks for: the name in the phrase, else the phrase
    /// itself where its head is a kind of place («القرية»).
    fn frame_place(
        &self,
        sentence: &Sentence<'_>,
        found: &Found,
        role: PlaceRole,
        words: Range<usize>,
        places: &mut Vec<Place>,
    ) {
        let mention = found.mentions.iter().find(|m| {
            m.kind == tawatur_record::MentionKind::Place && words.contains(&m.words.start)
        });
        let span = match mention {
            Some(mention) => mention.span.clone(),
            None if sentence.words[words.start].is(WordClass::PlaceKind) => {
                sentence.span(words.clone())
            }
            None => return,
        };
        let new = self.place(role, span, mention);
        match places.iter_mut().find(|p| p.quote.start == new.quote.start) {
            Some(old) => old.role = role,
            None => places.push(new),
        }
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "the parts of a claim, each found on its own"
    )]
    fn claim(
        &self,
        index: usize,
        trigger: &Trigger,
        sense: &EventSense,
        number: usize,
        parts: &Parts,
        actors: Vec<crate::roles::FoundActor>,
        places: Vec<Place>,
        chain: Vec<FoundLink>,
        decided: Decided,
        wording: &[crate::wording::FoundWording],
    ) -> Claim {
        let found = &self.prepared.found[index];
        let sentence = &self.prepared.sentences[index];
        let text = &self.prepared.document.text;
        let actors: Vec<Actor> = actors
            .into_iter()
            // one does not act in what he is told to have said: the innermost source stays out of its own content
            .map(|actor| Actor {
                role: self.settle(actor.role, sense),
                entity: Some(self.entity_of(found, &actor.span)),
                quote: self.quote(actor.span),
            })
            .collect();
        let time = parts.times[number].and_then(|i| self.prepared.times.get(i));
        let counts = parts.counts[number]
            .iter()
            .filter_map(|&which| found.counts.get(which))
            .map(|c| Count {
                what: c.what,
                whom: c.whom.clone().and_then(|w| text.get(w)).map(str::to_owned),
                low: c.low,
                high: c.high,
                quote: self.quote(c.start..c.end),
                approx: c.approx,
                part: c.part,
            })
            .collect();
        let clause = clause_of(&parts.clauses, trigger.head);
        let bytes = sentence.span(clause.clone());
        let wording = wording
            .iter()
            .filter(|w| bytes.start <= w.span.start && w.span.end <= bytes.end)
            .map(|w| Wording {
                kind: w.kind,
                quote: self.quote(w.span.clone()),
            })
            .collect();
        let gaps = if decided.realis == Realis::Unknown {
            decided
                .cues
                .iter()
                .map(|cue| Gap {
                    quote: self.quote(cue.start..bytes.end.max(cue.end)),
                })
                .collect()
        } else {
            Vec::new()
        };
        Claim {
            id: String::new(),
            event: String::new(),
            kind: sense.kind,
            trigger: self.quote(trigger.span.clone()),
            kind_type: sense.kind_type.clone(),
            mode: self.mode(sentence, &clause, sense),
            actors,
            time: time.map(|t| self.quote(t.start..t.end)),
            date: time.or_else(|| parts.carried[number].and_then(|i| self.prepared.times.get(i))).and_then(|t| t.value.clone()),
            places,
            attribution: self.links(chain),
            realis: decided.realis,
            certainty: decided.certainty,
            counts,
            wording,
            gaps,
            codes: tawatur_record::Codes::default(),
            salience: None,
            sentence: Some(self.quote(sentence.range.clone())),
            realis_cues: decided
                .cues
                .into_iter()
                .map(|cue| self.quote(cue))
                .collect(),
        }
    }

    /// A meeting without a leading side has participants only.
    fn settle(&self, role: ActorRole, sense: &EventSense) -> ActorRole {
        match (sense.kind, role) {
            (ClaimKind::State, ActorRole::Initiator) => ActorRole::Holder,
            _ => role,
        }
    }

    /// The mode of the sense, else the one that a weapon in the clause gives an assault.
    fn mode(
        &self,
        sentence: &Sentence<'_>,
        clause: &Range<usize>,
        sense: &EventSense,
    ) -> Option<String> {
        if sense.mode.is_some() || sense.kind_type != "ASSAULT" {
            return sense.mode.clone();
        }
        clause
            .clone()
            .find_map(|at| self.reader.roles.mode_at(sentence, at))
            .map(str::to_owned)
    }

    fn entity_of(&self, found: &Found, span: &Range<usize>) -> String {
        let inside = found
            .mentions
            .iter()
            .find(|m| span.start <= m.span.start && m.span.end <= span.end);
        inside
            .and_then(|m| m.entity.clone())
            .unwrap_or_else(|| local_id(&self.prepared.document.text[span.clone()]))
    }

    fn links(&self, chain: Vec<FoundLink>) -> Vec<Link> {
        chain
            .into_iter()
            .map(|link| {
                let name = link.span.map(|span| self.quote(span));
                Link {
                    kind: link.kind,
                    start: name.as_ref().map(|q| q.start),
                    end: name.as_ref().map(|q| q.end),
                    text: name.map(|q| q.text),
                    cue: link.cue.map(|span| self.quote(span)),
                }
            })
            .collect()
    }

    /// Statements whose content names no event: claims of their own, in the document's voice
    /// or that of the outer source.
    fn speeches(
        &self,
        index: usize,
        spoken: &HashSet<usize>,
        wording: &[crate::wording::FoundWording],
        drafts: &mut Vec<crate::event::Draft>,
    ) {
        let sentence = &self.prepared.sentences[index];
        let found = &self.prepared.found[index];
        for said in self
            .prepared
            .attributions
            .iter()
            .filter(|a| a.sentence == index)
        {
            let Some(word) = said.cue_word.filter(|w| !spoken.contains(w)) else {
                continue;
            };
            let told = sentence.words.get(word).is_some_and(|w| w.is_verb() && w.fitting().all(|r| !r.proclitics.contains('س')));
            if !matches!(said.stance, Stance::Assert) || !told || crate::realis::is_negated(sentence, word) {
                continue;
            }
            if found.triggers.iter().any(|t| said.scope.contains(&t.head)) || said.scope.len() < 4 {
                continue;
            }
            let inner_verb = sentence.words[said.scope.clone()]
                .iter()
                .any(|w| w.function() == Some(Function::Sub));
            let _ = inner_verb;
            let Some(speaker) = said.links.last().and_then(|l| l.span.clone()) else {
                continue;
            };
            let chain = attribution::chain(&self.prepared.attributions, index, word);
            let bytes = sentence.span(said.scope.clone());
            let claim = Claim {
                id: String::new(),
                event: String::new(),
                kind: ClaimKind::Speech,
                trigger: self.quote(sentence.words[word].core()..sentence.words[word].end),
                kind_type: "STATE".to_owned(),
                mode: None,
                actors: vec![Actor {
                    role: ActorRole::Initiator,
                    entity: Some(self.entity_of(found, &speaker)),
                    quote: self.quote(speaker),
                }],
                time: None,
                date: None,
                places: Vec::new(),
                attribution: self.links(chain),
                realis: Realis::Happened,
                certainty: Certainty::Certain,
                counts: Vec::new(),
                wording: wording
                    .iter()
                    .filter(|w| bytes.start <= w.span.start && w.span.end <= bytes.end)
                    .map(|w| Wording {
                        kind: w.kind,
                        quote: self.quote(w.span.clone()),
                    })
                    .collect(),
                gaps: Vec::new(),
                codes: tawatur_record::Codes::default(),
                salience: None,
                sentence: Some(self.quote(sentence.range.clone())),
                realis_cues: Vec::new(),
            };
            drafts.push(crate::event::Draft::speech(claim, index));
        }
    }
}

/// Events of coordinated clauses share the time that one of them has («استشهد مدني وأصيب
/// آخرون … فجر اليوم»); what is quoted, relative or adverbial does not.
fn carried_times(sentence: &Sentence<'_>, triggers: &[Trigger], clauses: &[Range<usize>], times: &[Option<usize>]) -> Vec<Option<usize>> {
    let opens_alone = |clause: &Range<usize>| {
        let first = &sentence.words[clause.start];
        matches!(first.function(), Some(Function::Sub | Function::Rel | Function::Clause))
    };
    let number_of = |word: usize| clauses.iter().position(|c| c.contains(&word));
    let mut carried = vec![None; triggers.len()];
    for (number, trigger) in triggers.iter().enumerate() {
        let Some(own) = number_of(trigger.tensed().0).filter(|_| times[number].is_none()) else { continue };
        // the nearest dated event reached over clauses that are joined, not subordinated
        let near = (0..triggers.len()).filter(|&n| times[n].is_some()).min_by_key(|&n| n.abs_diff(number));
        if let Some(near) = near {
            let Some(other) = number_of(triggers[near].tensed().0) else { continue };
            let (from, to) = (own.min(other), own.max(other));
            if clauses[from + 1..=to].iter().all(|c| !opens_alone(c)) {
                carried[number] = times[near];
            }
        }
    }
    carried
}
