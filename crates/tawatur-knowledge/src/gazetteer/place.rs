//! One place as a row of the table.

use std::borrow::Cow;

use crate::table::{KnowledgeError, Row};

/// Index of a place in its gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub(super) u32);

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PlaceKind {
    Continent,
    Country,
    /// A region with a name that is no unit of administration, or spans several.
    Region,
    /// Governorate, province, state: the first level.
    Governorate,
    District,
    Subdistrict,
    City,
    Town,
    Village,
    /// A quarter or suburb.
    Neighbourhood,
    Camp,
    Crossing,
    Airport,
    Base,
    Port,
    River,
    Lake,
    Sea,
    Strait,
    Mountain,
    Island,
    Desert,
    Dam,
    /// Any other stretch of land or site.
    Area,
}

impl PlaceKind {
    /// The kind as tables write it, in small letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "continent" => Self::Continent,
            "country" => Self::Country,
            "region" => Self::Region,
            "governorate" => Self::Governorate,
            "district" => Self::District,
            "subdistrict" => Self::Subdistrict,
            "city" => Self::City,
            "town" => Self::Town,
            "village" => Self::Village,
            "neighbourhood" => Self::Neighbourhood,
            "camp" => Self::Camp,
            "crossing" => Self::Crossing,
            "airport" => Self::Airport,
            "base" => Self::Base,
            "port" => Self::Port,
            "river" => Self::River,
            "lake" => Self::Lake,
            "sea" => Self::Sea,
            "strait" => Self::Strait,
            "mountain" => Self::Mountain,
            "island" => Self::Island,
            "desert" => Self::Desert,
            "dam" => Self::Dam,
            "area" => Self::Area,
            _ => return None,
        })
    }

    /// A city, town or village.
    #[must_use]
    pub const fn is_populated(self) -> bool {
        matches!(self, Self::City | Self::Town | Self::Village)
    }
}

/// One place.
#[derive(Debug, Clone)]
pub struct PlaceRow {
    /// Wikidata id, p-code, `gn:` with a GeoNames number, or `local:` with a slug.
    pub id: Cow<'static, str>,
    /// The usual Arabic name.
    pub name_ar: Cow<'static, str>,
    variants_ar: Cow<'static, str>,
    /// The usual Latin name; may be empty.
    pub name_en: Cow<'static, str>,
    variants_latin: Cow<'static, str>,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2; empty for seas, continents and regions over several countries.
    pub country: Cow<'static, str>,
    /// Id of the unit that it lies in, where the source says it; else empty.
    pub parent: Cow<'static, str>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How far from its point the place may reach, kilometres.
    pub radius_km: u32,
    /// People, 0 where not known.
    pub population: u32,
    /// How likely it is to be meant, 0 to 100.
    pub importance: u8,
    /// Where the row comes from (`geonames`, `ocha-sy`, `own`…).
    pub source: Cow<'static, str>,
}

const COLUMNS: [&str; 15] = [
    "id",
    "name_ar",
    "variants_ar",
    "name_en",
    "variants_latin",
    "kind",
    "country",
    "parent",
    "lat",
    "lon",
    "radius_km",
    "population",
    "importance",
    "source",
    "licence",
];
const FILE: &str = "places.tsv";

/// A cell's number, `default` where it is empty.
fn number<T: std::str::FromStr>(cell: &str, default: T) -> Option<T> {
    if cell.is_empty() {
        Some(default)
    } else {
        cell.parse().ok()
    }
}

fn degrees(cell: &str, most: f64) -> Option<f64> {
    cell.parse().ok().filter(|value: &f64| value.abs() <= most)
}

impl PlaceRow {
    /// The rows of the built table, which has its columns in a fixed order; borrows all.
    pub(super) fn embedded(text: &'static str) -> Result<Vec<Self>, KnowledgeError> {
        let error = |line: usize, message: &str| KnowledgeError::Row {
            file: FILE.to_owned(),
            line: line + 1,
            message: message.to_owned(),
        };
        let mut rows = Vec::with_capacity(text.len() / 100);
        let mut header = false;
        for (at, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = [""; 15];
            let mut count = 0;
            for cell in line.split('\t') {
                if let Some(slot) = cells.get_mut(count) {
                    *slot = cell;
                }
                count += 1;
            }
            if !header {
                header = true;
                if count != 15 || cells != COLUMNS {
                    return Err(error(
                        at,
                        "the columns are not those of build_places.py; build the table again",
                    ));
                }
                continue;
            }
            if count != 15 {
                return Err(error(at, "the row has not 15 cells; build the table again"));
            }
            let row =
                Self::of_cells(cells.map(Cow::Borrowed)).map_err(|message| error(at, message))?;
            rows.push(row);
        }
        Ok(rows)
    }

    /// A row of a user's table.
    pub(super) fn of(row: &Row<'_>) -> Result<Self, KnowledgeError> {
        Self::of_cells(COLUMNS.map(|column| Cow::Owned(row.get(column).to_owned())))
            .map_err(|message| row.error(message))
    }

    fn of_cells(cells: [Cow<'static, str>; 15]) -> Result<Self, &'static str> {
        let [
            id,
            name_ar,
            variants_ar,
            name_en,
            variants_latin,
            kind,
            country,
            parent,
            lat,
            lon,
            radius,
            population,
            importance,
            source,
            _licence,
        ] = cells;
        if id.is_empty() || name_ar.is_empty() {
            return Err("the row needs an id and an Arabic name (name_ar)");
        }
        if !(country.is_empty()
            || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()))
        {
            return Err("the country must be two capital letters (ISO 3166-1 alpha-2) or empty");
        }
        Ok(Self {
            kind: PlaceKind::parse(&kind)
                .ok_or("there is no such kind of place; see gazetteer/README.md")?,
            lat: degrees(&lat, 90.0).ok_or("lat must be degrees between -90 and 90")?,
            lon: degrees(&lon, 180.0).ok_or("lon must be degrees between -180 and 180")?,
            radius_km: number(&radius, 5)
                .ok_or("radius_km must be a whole number of kilometres")?,
            population: number(&population, 0).ok_or("population must be a whole number")?,
            importance: number(&importance, 40)
                .ok_or("importance must be a number from 0 to 100")?,
            id,
            name_ar,
            variants_ar,
            name_en,
            variants_latin,
            country,
            parent,
            source,
        })
    }

    /// All Arabic names, the usual one first.
    pub fn names_ar(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name_ar.as_ref())
            .chain(self.variants_ar.split('|'))
            .filter(|name| !name.is_empty())
    }

    /// All Latin names, the usual one first.
    pub fn names_latin(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name_en.as_ref())
            .chain(self.variants_latin.split('|'))
            .filter(|name| !name.is_empty())
    }

    /// Its importance, towns before the districts that are named after them.
    pub(super) fn weight(&self) -> i32 {
        i32::from(self.importance) + if self.kind.is_populated() { 8 } else { 0 }
    }

    /// How far from its point, in kilometres, what the text puts in the place or by it may
    /// lie: «قرية X بريف Y» with Y a town, a district, a governorate.
    pub(super) fn reach_km(&self) -> f64 {
        let radius = f64::from(self.radius_km);
        match self.kind {
            PlaceKind::Governorate => (radius * 1.8).max(90.0),
            PlaceKind::District => (radius * 2.0).max(45.0),
            PlaceKind::City => (radius * 2.0).max(45.0),
            PlaceKind::Subdistrict | PlaceKind::Town => (radius * 2.0).max(25.0),
            PlaceKind::River | PlaceKind::Desert | PlaceKind::Sea => (radius * 2.0).max(300.0),
            PlaceKind::Region | PlaceKind::Area | PlaceKind::Continent => radius * 1.5,
            _ => (radius * 2.0).max(15.0),
        }
    }

    /// Great-circle distance of two places, kilometres, on a sphere of 6,371 km.
    #[must_use]
    pub fn distance_km(&self, other: &Self) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let (d_lat, d_lon) = (lat2 - lat1, (other.lon - self.lon).to_radians());
        let h = (d_lat / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * (d_lon / 2.0).sin().powi(2);
        12742.0 * h.clamp(0.0, 1.0).sqrt().asin()
    }
}
