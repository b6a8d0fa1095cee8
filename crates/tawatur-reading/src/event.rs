//! Events within a document: which claims tell of the same one.
//!
//! Careful first version: claims of one type join the event told last before them when
//! neither date, place nor realis speaks against it and a word, a party or the nearness
//! of the sentences speaks for it. A date told once then holds for all of the event.

use std::collections::HashSet;

use tawatur_knowledge::lexicon::EventSense;
use tawatur_record::{ActorRole, Claim, ClaimKind, PlaceRole, Realis};
use tawatur_text::fold;

use crate::sentence::Sentence;
use crate::trigger::Trigger;

/// How many sentences back an indefinite telling of the same thing may stand.
const NEAR: usize = 2;

/// A claim with what grouping needs beside it.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) claim: Claim,
    sentence: usize,
    lemma: String,
    harm: bool,
    definite: bool,
}

impl Draft {
    pub(crate) fn new(
        claim: Claim,
        sense: &EventSense,
        index: usize,
        trigger: &Trigger,
        sentence: &Sentence<'_>,
    ) -> Self {
        let word = &sentence.words[trigger.head];
        Self {
            claim,
            sentence: index,
            lemma: fold(&sense.lemma),
            harm: sense.harm,
            definite: word.definite() || trigger.enclitic.is_some(),
        }
    }

    pub(crate) fn speech(claim: Claim, index: usize) -> Self {
        Self {
            claim,
            sentence: index,
            lemma: String::new(),
            harm: false,
            definite: false,
        }
    }
}

/// Acts in the world, as against plans, demands and the like.
fn asserted(realis: Realis) -> bool {
    matches!(
        realis,
        Realis::Happened | Realis::Ongoing | Realis::Habitual
    )
}

struct Group {
    number: usize,
    kind_type: String,
    members: Vec<usize>,
    date: Option<String>,
    places: HashSet<String>,
    lemmas: HashSet<String>,
    parties: HashSet<String>,
    asserted: bool,
    habitual: bool,
    last_sentence: usize,
}

fn place_keys(claim: &Claim) -> HashSet<String> {
    claim
        .places
        .iter()
        .filter(|p| p.role == PlaceRole::Location)
        .map(|p| fold(&p.quote.text))
        .collect()
}

fn party_keys(claim: &Claim) -> HashSet<String> {
    claim
        .actors
        .iter()
        .filter(|a| a.role != ActorRole::Instrument)
        .filter_map(|a| a.entity.clone())
        .collect()
}

impl Group {
    /// How strongly a draft belongs here; `None`: it cannot.
    fn fit(&self, draft: &Draft) -> Option<u32> {
        let claim = &draft.claim;
        if claim.kind == ClaimKind::Speech || self.kind_type != claim.kind_type {
            return None;
        }
        if claim.date.is_some() && self.date.is_some() && claim.date != self.date {
            return None;
        }
        let habitual = claim.realis == Realis::Habitual;
        if habitual != self.habitual {
            return None;
        }
        let (places, parties) = (place_keys(claim), party_keys(claim));
        let same_place = places.iter().any(|p| self.places.contains(p));
        if !places.is_empty() && !self.places.is_empty() && !same_place {
            return None;
        }
        let same_word = self.lemmas.contains(&draft.lemma);
        let same_party = parties.iter().any(|p| self.parties.contains(p));
        let distance = draft.sentence - self.last_sentence;
        // a plan and what happened are one event only where a word or place ties them
        if self.asserted != asserted(claim.realis)
            && !(same_word && (same_party || same_place || draft.definite))
        {
            return None;
        }
        let harm = claim.kind_type == "ASSAULT" || claim.kind_type == "DISASTER";
        let near = distance <= NEAR;
        let mut score = 0;
        score += u32::from(same_word) * 2 + u32::from(same_party) * 2 + u32::from(same_place) * 2;
        score += u32::from(draft.definite) * 2
            + u32::from(harm && (draft.harm || near))
            + u32::from(distance == 0) * 2
            + u32::from(near);
        (score >= 3).then_some(score)
    }

    fn take(&mut self, at: usize, draft: &Draft) {
        self.members.push(at);
        // «خلال الفترة الماضية» dates what it stands by and nothing else
        let vague = |date: &String| date.starts_with('/') || date.ends_with('/');
        if self.date.is_none() && !draft.claim.date.as_ref().is_some_and(vague) {
            self.date.clone_from(&draft.claim.date);
        }
        self.places.extend(place_keys(&draft.claim));
        self.parties.extend(party_keys(&draft.claim));
        self.lemmas.insert(draft.lemma.clone());
        self.last_sentence = draft.sentence;
    }
}

/// Numbers the drafts' events and carries a date told once to the whole event.
pub(crate) fn group(drafts: &mut [Draft]) {
    let mut groups: Vec<Group> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let best = groups
            .iter()
            .enumerate()
            .filter_map(|(i, g)| g.fit(draft).map(|score| (score, i)))
            .max_by_key(|&(score, i)| (score, i));
        let index = match best {
            Some((_, index)) => index,
            None => {
                groups.push(Group {
                    number: groups.len() + 1,
                    kind_type: draft.claim.kind_type.clone(),
                    members: Vec::new(),
                    date: None,
                    places: HashSet::new(),
                    lemmas: HashSet::new(),
                    parties: HashSet::new(),
                    asserted: asserted(draft.claim.realis),
                    habitual: draft.claim.realis == Realis::Habitual,
                    last_sentence: draft.sentence,
                });
                groups.len() - 1
            }
        };
        groups[index].take(at, draft);
    }
    for group in &groups {
        for &at in &group.members {
            let claim = &mut drafts[at].claim;
            claim.event = format!("e{}", group.number);
            if claim.date.is_none() {
                claim.date.clone_from(&group.date);
            }
        }
    }
}
