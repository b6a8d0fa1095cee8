//! Points on the map and how well they are known.
//!
//! The scales are ACLED's `geo_precision` (codebook of 2023: 1 the place itself, 2 near it
//! or a part of a region, 3 a region) and UCDP's `where_prec` (GED codebook 23.1: 1 to 7).

use tawatur_record::Precision;

use super::{PlaceId, PlaceKind, PlaceRow};

/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.2;
/// Up to this a point is near the place meant, for ACLED and UCDP alike.
const NEAR_KM: u32 = 25;

/// A point for a place of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The place of the gazetteer that the point comes from.
    pub place: PlaceId,
    /// Whether that is the place meant; else the place meant lies in or near it.
    pub exact: bool,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The place meant lies within so many kilometres of the point.
    pub radius_km: u32,
    /// ACLED's scale.
    pub geo_precision: u8,
    /// UCDP's scale.
    pub where_prec: u8,
}

impl Spot {
    /// The record's form; `id` is the gazetteer id of [`Self::place`].
    #[must_use]
    pub fn precision(&self, id: &str) -> Precision {
        Precision {
            radius_km: self.radius_km,
            geo_precision: self.geo_precision,
            where_prec: self.where_prec,
            near: (!self.exact).then(|| id.to_owned()),
        }
    }
}

impl PlaceRow {
    /// The place's own point.
    pub(super) fn spot(&self, place: PlaceId) -> Spot {
        let (geo_precision, where_prec) = scales(self.kind, self.radius_km);
        Spot {
            place,
            exact: true,
            lat: self.lat,
            lon: self.lon,
            radius_km: self.radius_km,
            geo_precision,
            where_prec,
        }
    }

    /// A place that is not known itself and lies in this one or by it.
    pub(super) fn spot_in(&self, place: PlaceId) -> Spot {
        let (geo_precision, where_prec) = scales(self.kind, self.radius_km);
        Spot {
            exact: false,
            radius_km: self.radius_km.max(5),
            geo_precision: geo_precision.max(2),
            where_prec: where_prec.max(2),
            ..self.spot(place)
        }
    }

    /// «على بعد 20 كم من X»: somewhere around it, so many kilometres off at most.
    pub(super) fn spot_around(&self, place: PlaceId, km: f64) -> Spot {
        Spot {
            radius_km: whole_km(km),
            ..self.spot_in(place)
        }
    }

    /// «شمال شرق X» (`bearing` in degrees, north 0, east 90), with the distance where one
    /// is said («على بعد 20 كم»). Without, a place beside a town is taken to lie as far off as
    /// the town reaches, 5 to 15 km; the north of a region or country is the point half
    /// way to its edge.
    pub(super) fn spot_towards(&self, place: PlaceId, bearing: f64, km: Option<f64>) -> Spot {
        let reach = f64::from(self.radius_km);
        let large = self.is_region();
        let (away, spread) = match km {
            Some(km) => (km, (km / 4.0).max(3.0)),
            None if large => (reach / 2.0, reach / 2.0),
            None => (reach.clamp(5.0, 15.0), reach.clamp(5.0, 15.0)),
        };
        let bearing = bearing.to_radians();
        let lat = (self.lat + away * bearing.cos() / DEGREE_KM).clamp(-90.0, 90.0);
        let width = DEGREE_KM * self.lat.to_radians().cos().max(0.01);
        let lon = (self.lon + away * bearing.sin() / width + 180.0).rem_euclid(360.0) - 180.0;
        let radius_km = whole_km(spread);
        let near = radius_km <= NEAR_KM;
        Spot {
            place,
            exact: false,
            lat: (lat * 1e4).round() / 1e4,
            lon: (lon * 1e4).round() / 1e4,
            radius_km,
            geo_precision: if near { 2 } else { 3 },
            where_prec: if near { 2 } else { 5 },
        }
    }

    /// A stretch of land with parts of its own, no town.
    pub(super) fn is_region(&self) -> bool {
        matches!(
            self.kind,
            PlaceKind::Continent
                | PlaceKind::Country
                | PlaceKind::Region
                | PlaceKind::Governorate
                | PlaceKind::District
                | PlaceKind::Area
                | PlaceKind::Desert
                | PlaceKind::Sea
                | PlaceKind::Island
        )
    }
}

/// A distance on Earth in whole kilometres, one at least.
fn whole_km(km: f64) -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a small positive number"
    )]
    let whole = km.ceil().clamp(1.0, 20_000.0) as u32;
    whole
}

/// Both scales for a place of this kind and size.
fn scales(kind: PlaceKind, radius_km: u32) -> (u8, u8) {
    match kind {
        PlaceKind::City
        | PlaceKind::Town
        | PlaceKind::Village
        | PlaceKind::Neighbourhood
        | PlaceKind::Camp
        | PlaceKind::Crossing
        | PlaceKind::Airport
        | PlaceKind::Base
        | PlaceKind::Port
        | PlaceKind::Dam
            if radius_km <= NEAR_KM =>
        {
            (1, 1)
        }
        PlaceKind::Subdistrict => (2, 2),
        PlaceKind::District => (2, 3),
        PlaceKind::Governorate => (3, 4),
        PlaceKind::Country | PlaceKind::Continent => (3, 6),
        PlaceKind::Sea => (3, 7),
        _ if radius_km <= NEAR_KM => (2, 2),
        _ => (3, 5),
    }
}
