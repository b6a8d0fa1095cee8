//! Outlets and agencies by the domain of their pages, from `lexicons/outlets.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What sort of source an outlet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutletKind {
    /// A news agency that no state owns.
    Agency,
    /// A news agency that a state owns.
    StateAgency,
    /// A newspaper, station or site.
    Outlet,
    /// A newspaper, station or site that a state owns.
    StateMedium,
    /// A body that watches and reports (rights groups, observers, UN bodies).
    Monitor,
}

impl OutletKind {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "agency" => Self::Agency,
            "state_agency" => Self::StateAgency,
            "outlet" => Self::Outlet,
            "state_medium" => Self::StateMedium,
            "monitor" => Self::Monitor,
            _ => return None,
        })
    }
}

/// One outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Domains of its pages, without `www.`.
    pub domains: Vec<String>,
    /// Arabic name.
    pub name_ar: String,
    /// Latin name.
    pub name_en: String,
    /// What sort of source it is.
    pub kind: OutletKind,
    /// ISO 3166 alpha-2 code of the country it is run from.
    pub country: Option<String>,
    /// The body that owns or runs it, as the table has it.
    pub parent: Option<String>,
    /// Whom it belongs to or stands close to, in a few words («state», «Houthis»,
    /// «independent»), where that is commonly known.
    pub affiliation: Option<String>,
}

/// All outlets of the table, in its order.
#[must_use]
pub fn outlets() -> &'static [Outlet] {
    &TABLE.rows
}

/// The outlet whose page this address is: the longest domain of the table that the
/// host ends with.
#[must_use]
pub fn outlet_of(url: &str) -> Option<&'static Outlet> {
    let host = host(url)?;
    let mut rest = host.as_str();
    loop {
        if let Some(at) = TABLE.by_domain.get(rest) {
            return TABLE.rows.get(*at);
        }
        rest = rest.split_once('.')?.1;
    }
}

/// The host of an address, lower case, without `www.` and port.
pub(crate) fn host(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url
        .split_once("://")
        .map(|(_, rest)| rest)
        .or_else(|| url.strip_prefix("//"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority
        .rsplit('@')
        .next()?
        .split(':')
        .next()?
        .to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

struct Table {
    rows: Vec<Outlet>,
    by_domain: HashMap<String, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (rows, _) = parse(include_str!("../../../lexicons/outlets.tsv"));
    let mut by_domain = HashMap::new();
    for (at, outlet) in rows.iter().enumerate() {
        for domain in &outlet.domains {
            by_domain.entry(domain.clone()).or_insert(at);
        }
    }
    Table { rows, by_domain }
});

/// The rows of the table, and the lines that are none.
fn parse(text: &str) -> (Vec<Outlet>, Vec<usize>) {
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    for (number, cells) in crate::furniture::rows(text) {
        let cell = |at: usize| {
            cells
                .get(at)
                .copied()
                .filter(|c| !c.is_empty())
                .map(str::to_owned)
        };
        let row = (|| {
            Some(Outlet {
                domains: cell(0)?.split('|').map(str::to_owned).collect(),
                name_ar: cell(1)?,
                name_en: cell(2)?,
                kind: OutletKind::parse(&cell(3)?)?,
                country: cell(4),
                parent: cell(5),
                affiliation: cell(7),
            })
        })();
        match row {
            Some(row) => rows.push(row),
            None => bad.push(number),
        }
    }
    (rows, bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let (rows, bad) = parse(include_str!("../../../lexicons/outlets.tsv"));
        assert_eq!(bad, Vec::<usize>::new());
        assert!(rows.len() >= 700, "{} outlets", rows.len());
        let affiliated = rows.iter().filter(|row| row.affiliation.is_some()).count();
        assert!(
            affiliated * 3 >= rows.len() * 2,
            "{affiliated} affiliations"
        );
        let mut seen = HashMap::new();
        for row in &rows {
            assert!(
                row.country
                    .as_ref()
                    .is_none_or(|c| c.len() == 2 && c.chars().all(|c| c.is_ascii_uppercase())),
                "{row:?}"
            );
            for domain in &row.domains {
                assert!(
                    domain.contains('.') && !domain.starts_with("www.") && !domain.contains('/'),
                    "{domain}"
                );
                assert_eq!(
                    seen.insert(domain.clone(), row.name_en.clone()),
                    None,
                    "{domain} twice"
                );
            }
        }
    }

    #[test]
    fn by_address() {
        let name = |url: &str| outlet_of(url).map(|o| o.name_en.as_str());
        assert_eq!(name("https://www.sana.sy/?p=12"), Some("SANA"));
        assert_eq!(
            name("https://arabic.rt.com/a"),
            name("https://RT.com:443/a")
        );
        assert_eq!(name("https://example.org/sana.sy"), None);
        assert_eq!(name("sana.sy"), None, "no address");
        assert_eq!(name(""), None);
        let sana = outlet_of("https://sana.sy/a").and_then(|o| o.affiliation.as_deref());
        assert_eq!(sana, Some("state"));
    }
}
