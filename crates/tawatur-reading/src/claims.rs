//! From what was found in sentences to claims of the record.

mod parts;
mod speech;

use std::collections::HashSet;
use std::ops::Range;

use tawatur_knowledge::lexicon::{EventSense, WordClass};
use tawatur_record::{
    Actor, ActorRole, Certainty, Claim, ClaimKind, Count, Gap, Link, MentionKind, NameStance,
    Place, PlaceRole, Quote, Realis, Salience, Wording,
};
use tawatur_text::{CodePoints, fold};

use crate::attribution::{self, FoundLink};
use crate::clause::clause_of;
use crate::event::Draft;
use crate::mention::FoundMention;
use crate::office::Who;
use crate::reader::{Found, Prepared, Reader};
use crate::realis::Decided;
use crate::resolve::Resolver;
use crate::roles::Frame;
use crate::sentence::Sentence;
use crate::trigger::Trigger;
use crate::wording::FoundWording;

use parts::Parts;

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

/// Whom words of the text mean, and by whose name for him.
#[derive(Default)]
struct Meant {
    entities: Vec<String>,
    stance: Option<NameStance>,
}

impl Meant {
    fn one(entity: Option<String>) -> Self {
        Self {
            entities: entity.into_iter().collect(),
            stance: None,
        }
    }
}

pub(crate) struct Builder<'a> {
    reader: &'a Reader,
    prepared: &'a Prepared<'a>,
    resolver: &'a Resolver<'a>,
    who: Who<'a>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        reader: &'a Reader,
        prepared: &'a Prepared<'a>,
        resolver: &'a Resolver<'a>,
    ) -> Self {
        Self {
            reader,
            prepared,
            resolver,
            who: Who::new(&reader.names, &reader.offices, prepared.published),
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
        drafts.sort_by_key(|draft: &Draft| draft.claim.trigger.start);
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

    fn sentence(&self, index: usize, drafts: &mut Vec<Draft>) {
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
            let mut places = self.places(found, &parts, number);
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
            let bare =
                filled.actors.is_empty() && places.is_empty() && parts.times[number].is_none();
            // a number of people beside it is a sign of its own: «انتُشلت 7 جثث»
            if trigger.weak && parts.counts[number].is_empty() && (!under_operator || bare) {
                continue;
            }
            if Self::is_reference(sentence, trigger) {
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
                    presupposed: false,
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
            drafts.push(Draft::new(claim, sense, index, trigger, sentence));
        }
        self.speeches(index, &spoken, &wording, drafts);
    }

    /// What is dated after the day of publication has not happened yet.
    fn to_come(&self, mut decided: Decided, time: Option<usize>) -> Decided {
        let value = time
            .and_then(|i| self.prepared.times.get(i))
            .and_then(|t| t.value.as_deref());
        let day: Option<jiff::civil::Date> =
            value.and_then(|v| v.get(..10)).and_then(|v| v.parse().ok());
        let later = day
            .zip(self.prepared.published)
            .is_some_and(|(day, published)| day > published);
        if later
            && !decided.presupposed
            && matches!(decided.realis, Realis::Happened | Realis::Ongoing)
        {
            decided.realis = Realis::Planned;
        }
        decided
    }

    /// A word that names an event only as part of another name: anniversaries, committees,
    /// laws, the fight against it.
    fn is_reference(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
        let before = trigger.head.checked_sub(1).map(|i| &sentence.words[i]);
        !trigger.is_verb()
            && before.is_some_and(|word| word.is(WordClass::Naming) && !word.definite())
    }

    fn places(&self, found: &Found, parts: &Parts, number: usize) -> Vec<Place> {
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
        let resolved = mention.and_then(|m| self.resolver.event_place(m));
        let quote = self.quote(span);
        Place {
            role,
            entity: mention
                .and_then(|m| m.entity.clone())
                .or_else(|| resolved.as_ref().and_then(|r| r.id.clone()))
                .or_else(|| Some(local_id(&quote.text))),
            country: resolved.as_ref().and_then(|r| r.country.clone()),
            lat: resolved.as_ref().map(|r| r.lat),
            lon: resolved.as_ref().map(|r| r.lon),
            precision: resolved.map(|r| r.precision),
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
        wording: &[FoundWording],
    ) -> Claim {
        let found = &self.prepared.found[index];
        let sentence = &self.prepared.sentences[index];
        let text = &self.prepared.document.text;
        let actors: Vec<Actor> = actors
            .into_iter()
            // one does not act in what he is told to have said: the innermost source stays out of its own content
            .map(|actor| self.actor(self.settle(actor.role, sense), actor.span))
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
            date: time
                .or_else(|| parts.carried[number].and_then(|i| self.prepared.times.get(i)))
                .and_then(|t| t.value.clone()),
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

    /// A party with its entity; one that is told by a word for two has both of them.
    fn actor(&self, role: ActorRole, span: Range<usize>) -> Actor {
        let Meant {
            entities: mut meant,
            stance,
        } = self.meant(&span);
        let entity = if meant.len() == 1 {
            meant.pop()
        } else {
            Some(local_id(&self.prepared.document.text[span.clone()]))
        };
        Actor {
            role,
            entity,
            entities: meant,
            stance,
            quote: self.quote(span),
        }
    }

    /// Whom a span of the text means: the name in it, the office that it opens with, else
    /// the name or names that its first word takes up again.
    fn meant(&self, span: &Range<usize>) -> Meant {
        let index = self
            .prepared
            .sentences
            .partition_point(|s| s.range.end <= span.start);
        let (Some(found), Some(sentence)) = (
            self.prepared.found.get(index),
            self.prepared.sentences.get(index),
        ) else {
            return Meant::default();
        };
        let at = sentence.word_at(span.start);
        let inside = |m: &&FoundMention| span.start <= m.span.start && m.span.end <= span.end;
        let mention = found.mentions.iter().find(inside);
        let person = mention.is_some_and(|m| m.kind == MentionKind::Person && m.words.start == at);
        if let Some(office) = self.who.office_at(sentence, at).filter(|_| !person) {
            // who is named behind his office is meant, whoever the table has there
            let named = found
                .mentions
                .iter()
                .filter(|m| m.kind == MentionKind::Person)
                .find(|m| {
                    m.words.start >= office.words.end
                        && (inside(m) || m.words.start == office.words.end)
                });
            let entity = named
                .and_then(|m| m.entity.clone())
                .unwrap_or_else(|| office.office.holder.unwrap_or(office.office.id));
            return Meant::one(Some(entity));
        }
        let end = sentence.words.partition_point(|word| word.start < span.end);
        let called = self.who.called(sentence, at..end, mention);
        if let Some(called) = called {
            return Meant {
                entities: vec![called.entity],
                stance: Some(called.stance),
            };
        }
        match mention {
            Some(mention) => Meant::one(mention.entity.clone()),
            None => Meant {
                entities: self.prepared.anaphora.meant(index, at).to_vec(),
                stance: None,
            },
        }
    }

    fn links(&self, chain: Vec<FoundLink>) -> Vec<Link> {
        chain
            .into_iter()
            .map(|link| {
                let entity = link.span.as_ref().and_then(|span| {
                    let [only] = <[String; 1]>::try_from(self.meant(span).entities).ok()?;
                    Some(only)
                });
                let name = link.span.map(|span| self.quote(span));
                Link {
                    kind: link.kind,
                    entity,
                    start: name.as_ref().map(|q| q.start),
                    end: name.as_ref().map(|q| q.end),
                    text: name.map(|q| q.text),
                    cue: link.cue.map(|span| self.quote(span)),
                }
            })
            .collect()
    }
}
