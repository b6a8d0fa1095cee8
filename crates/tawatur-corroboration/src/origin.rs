//! On whose word does an event rest?

use tawatur_record::{Claim, Link, LinkKind, Origin};
use tawatur_text::fold;

/// Kind of the origin that is a document's own, unattributed voice.
pub(crate) const OWN_VOICE: &str = "own_voice";

/// The one who knows: the last link of a claim's chain, unless it is nobody («يُعتقد»).
fn last(claim: &Claim) -> Option<&Link> {
    claim
        .attribution
        .iter()
        .rev()
        .find(|link| link.kind != LinkKind::Impersonal)
}

/// What two links that stand for one source share: kind and name, folded.
type Key = (LinkKind, String);

fn key(link: &Link) -> Key {
    (
        link.kind,
        link.text.as_deref().map(fold).unwrap_or_default(),
    )
}

/// Whether one name is the other taken up again in the same document: «المصدر» after
/// «مصدر في البلدية», «الوكالة» after «وكالة الأنباء», «مملوك» after «علي مملوك».
/// Both folded.
fn takes_up(short: &str, long: &str) -> bool {
    let bare = |word: &str| {
        word.strip_prefix("ال")
            .map(str::to_owned)
            .unwrap_or_else(|| word.to_owned())
    };
    if short.contains(' ') || short.is_empty() {
        return false;
    }
    let mut words = long.split(' ');
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    (short.starts_with("ال") && bare(short) == bare(first)) || (!last.is_empty() && short == last)
}

/// Gives the links of one document one key each: a name taken up again has the key of the
/// name that it takes up.
fn resolved(links: &[&Link]) -> Vec<Key> {
    let own: Vec<Key> = links.iter().map(|link| key(link)).collect();
    own.iter()
        .map(|key| {
            own.iter()
                .find(|other| takes_up(&key.1, &other.1))
                .unwrap_or(key)
                .clone()
        })
        .collect()
}

/// Sources without a name may be the same ones under other words.
fn nameless(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::Unnamed | LinkKind::Local)
}

/// The origins of one document's claims of one event, the cautious way: nameless sources
/// of one kind are one.
pub(crate) fn of_claims(document: &str, claims: &[&Claim]) -> Vec<Origin> {
    let links: Vec<&Link> = claims.iter().filter_map(|claim| last(claim)).collect();
    let mut keys = resolved(&links).into_iter();
    let mut found: Vec<(Option<Key>, Vec<String>)> = Vec::new();
    for claim in claims {
        let link = last(claim);
        let key = link.and_then(|_| keys.next()).map(|key| {
            if nameless(key.0) {
                (key.0, String::new())
            } else {
                key
            }
        });
        let label = link.and_then(|link| link.text.clone());
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, labels)) => labels.extend(label.filter(|label| !labels.contains(label))),
            None => found.push((key, label.into_iter().collect())),
        }
    }
    found
        .into_iter()
        .map(|(key, labels)| origin(document, key.map(|(kind, _)| kind), &labels))
        .collect()
}

fn origin(document: &str, kind: Option<LinkKind>, labels: &[String]) -> Origin {
    let label = labels.first().cloned();
    let why = match (kind, labels) {
        (None, _) => "the document says so in its own voice".to_owned(),
        (Some(kind), [_, _, ..]) if nameless(kind) => {
            format!(
                "sources without a name may be the same ones: {}",
                labels.join("، ")
            )
        }
        (Some(_), _) => "the last link of the document's chain of sources".to_owned(),
    };
    Origin {
        kind: kind.map_or(OWN_VOICE, LinkKind::as_str).to_owned(),
        label: label.unwrap_or_else(|| {
            if kind.is_some() {
                String::new()
            } else {
                document.to_owned()
            }
        }),
        documents: vec![document.to_owned()],
        why,
    }
}

/// Fewest and most origins that the claims can rest on, the own voice left out: nameless
/// sources count as one of a kind, and as many as there are different words for them.
pub(crate) fn bounds(claims: &[&Claim]) -> (usize, usize) {
    let links: Vec<&Link> = claims.iter().filter_map(|claim| last(claim)).collect();
    let mut high = resolved(&links);
    high.sort();
    high.dedup();
    let mut low: Vec<(LinkKind, &str)> = high
        .iter()
        .map(|(kind, name)| (*kind, if nameless(*kind) { "" } else { name.as_str() }))
        .collect();
    low.sort_unstable();
    low.dedup();
    (low.len(), high.len())
}

#[cfg(test)]
mod tests {
    use super::takes_up;
    use tawatur_text::fold;

    #[test]
    fn a_source_taken_up_again_is_no_second_one() {
        for (short, long) in [
            ("المصدر", "مصدر في مجلس البلدة"),
            ("الوكالة", "وكالة الأنباء المحلية"),
            ("الشريف", "سامي الشريف"),
        ] {
            assert!(takes_up(&fold(short), &fold(long)), "{short} {long}");
        }
        for (short, long) in [
            ("مصدر", "مصدر أمني"),
            ("الضابط", "مصدر في البلدية"),
            ("وزارة الدفاع", "وزارة الدفاع الروسية"),
        ] {
            assert!(!takes_up(&fold(short), &fold(long)), "{short} {long}");
        }
    }
}
