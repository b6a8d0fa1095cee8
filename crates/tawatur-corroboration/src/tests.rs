use proptest::prelude::*;
use tawatur_record::{
    Actor, ActorRole, Certainty, Claim, ClaimKind, Codes, Count, CountKind, Document, Link,
    LinkKind, Quote, Reading, Realis, SCHEMA,
};

use super::*;

fn quote(text: &str) -> Quote {
    Quote {
        text: text.to_owned(),
        start: 0,
        end: text.chars().count(),
    }
}

fn link(kind: LinkKind, text: &str) -> Link {
    Link {
        kind,
        text: Some(text.to_owned()),
        start: Some(0),
        end: Some(text.chars().count()),
        entity: None,
        cue: None,
    }
}

fn claim(id: &str, event: &str, attribution: Vec<Link>) -> Claim {
    Claim {
        id: id.to_owned(),
        event: event.to_owned(),
        kind: ClaimKind::Event,
        trigger: quote("قصف"),
        kind_type: "ASSAULT".to_owned(),
        mode: None,
        actors: vec![Actor {
            role: ActorRole::Initiator,
            quote: quote("الجيش"),
            entity: None,
            entities: vec![],
            stance: None,
        }],
        time: None,
        date: Some("2019-12-05".to_owned()),
        places: vec![],
        attribution,
        realis: Realis::Happened,
        certainty: Certainty::Certain,
        counts: vec![],
        wording: vec![],
        gaps: vec![],
        codes: Codes::default(),
        salience: None,
        sentence: None,
        realis_cues: vec![],
    }
}

fn reading(claims: Vec<Claim>) -> Reading {
    let document = Document {
        id: "r1".to_owned(),
        outlet: Some("الضفة".to_owned()),
        ..Document::default()
    };
    Reading {
        schema: SCHEMA.to_owned(),
        document,
        claims,
        mentions: vec![],
        times: vec![],
        error: None,
    }
}

fn killed(low: u64, high: Option<u64>) -> Count {
    Count {
        what: CountKind::Killed,
        whom: None,
        low: Some(low),
        high,
        quote: quote("5"),
        approx: false,
        part: false,
    }
}

#[test]
fn one_document_that_names_two_sources_rests_on_two() {
    let agency = || link(LinkKind::Agency, "وكالة المدى");
    let army = || link(LinkKind::Official, "ناطق باسم الجيش");
    let found = document_events(&reading(vec![
        claim("c1", "e1", vec![agency()]),
        claim("c2", "e1", vec![agency(), army()]),
        claim("c3", "e1", vec![army()]),
        claim("c4", "e1", vec![]),
    ]));
    assert_eq!(found.len(), 1);
    let kinds: Vec<(&str, &str)> = found[0]
        .origins
        .iter()
        .map(|origin| (origin.kind.as_str(), origin.label.as_str()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("agency", "وكالة المدى"),
            ("official", "ناطق باسم الجيش"),
            ("own_voice", "r1")
        ]
    );
    assert_eq!((found[0].origins_low, found[0].origins_high), (2, 2));
    assert_eq!(found[0].outlets, ["الضفة"]);
    assert_eq!(found[0].actors.len(), 1, "the same party once");
}

#[test]
fn nameless_sources_are_one_and_may_be_several() {
    let found = document_events(&reading(vec![
        claim("c1", "e1", vec![link(LinkKind::Local, "مصادر محلية")]),
        claim("c2", "e1", vec![link(LinkKind::Local, "أهالي البلدة")]),
        claim(
            "c3",
            "e1",
            vec![Link {
                kind: LinkKind::Impersonal,
                text: None,
                start: None,
                end: None,
                entity: None,
                cue: None,
            }],
        ),
    ]));
    assert_eq!(found[0].origins.len(), 2, "with the own voice");
    assert!(found[0].origins[0].why.contains("أهالي البلدة"));
    assert_eq!((found[0].origins_low, found[0].origins_high), (1, 2));
}

#[test]
fn speech_alone_is_no_event_and_what_is_denied_is_one() {
    let mut said = claim("c1", "e1", vec![]);
    said.kind = ClaimKind::Speech;
    let mut denied = claim("c2", "e2", vec![]);
    denied.realis = Realis::Denied;
    let found = events(&[reading(vec![said, denied])]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, event_id("r1", "e2"));
    assert_eq!(found[0].conflicts, []);
}

#[test]
fn the_date_told_most_often_is_the_events() {
    let mut other = claim("c1", "e1", vec![]);
    other.date = Some("2019-12".to_owned());
    let mut none = claim("c2", "e1", vec![]);
    none.date = None;
    let found = document_events(&reading(vec![
        other,
        none,
        claim("c3", "e1", vec![]),
        claim("c4", "e1", vec![]),
    ]));
    assert_eq!(found[0].date.as_deref(), Some("2019-12-05"));
}

#[test]
fn what_a_document_contradicts_in_itself_is_said() {
    let mut first = claim("c1", "e1", vec![]);
    first.counts.push(killed(5, Some(5)));
    let mut second = claim("c2", "e1", vec![]);
    second.realis = Realis::Denied;
    second.counts.push(killed(8, None));
    let mut part = claim("c3", "e1", vec![]);
    part.counts.push(Count {
        part: true,
        ..killed(2, Some(2))
    });
    let found = document_events(&reading(vec![first.clone(), second, part.clone()]));
    let fields: Vec<&str> = found[0]
        .conflicts
        .iter()
        .map(|conflict| conflict.field.as_str())
        .collect();
    assert_eq!(fields, ["realis", "counts.killed"]);
    let values: Vec<&str> = found[0].conflicts[1]
        .values
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    assert_eq!(values, ["5", "8/.."]);
    let count = &found[0].counts[0];
    assert_eq!((count.low, count.high), (Some(5), None));
    let mut wider = claim("c4", "e1", vec![]);
    wider.counts.push(killed(3, Some(9)));
    assert_eq!(
        document_events(&reading(vec![first, wider, part]))[0].conflicts,
        []
    );
}

proptest! {
    #[test]
    fn every_claim_but_speech_is_in_exactly_one_event(shape in proptest::collection::vec((0..4u8, 0..3u8, 0..3u8), 0..12)) {
        let claims: Vec<Claim> = shape.iter().enumerate().map(|(i, &(event, kind, source))| {
            let chain = match source { 0 => vec![], 1 => vec![link(LinkKind::Local, "مصادر")], _ => vec![link(LinkKind::Agency, "وكالة")] };
            let mut claim = claim(&format!("c{i}"), &format!("e{event}"), chain);
            claim.kind = match kind { 0 => ClaimKind::Event, 1 => ClaimKind::State, _ => ClaimKind::Speech };
            claim
        }).collect();
        let reading = reading(claims);
        let found = document_events(&reading);
        let mut inside: Vec<&str> = found.iter().flat_map(|event| &event.claims).map(|claim| claim.claim.as_str()).collect();
        inside.sort_unstable();
        let mut wanted: Vec<&str> = reading.claims.iter().filter(|claim| claim.kind != ClaimKind::Speech).map(|claim| claim.id.as_str()).collect();
        wanted.sort_unstable();
        prop_assert_eq!(inside, wanted);
        for event in &found {
            prop_assert!(event.origins_low <= event.origins_high);
            let attributed = event.origins.iter().filter(|origin| origin.kind != "own_voice").count();
            prop_assert_eq!(attributed, event.origins_low);
        }
        prop_assert_eq!(events(std::slice::from_ref(&reading)), found);
    }
}
