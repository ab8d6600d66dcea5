//! Finding stations. RULES §5.

use serde::{Deserialize, Serialize};

use super::map::{cells_around, metres_between};
use super::records::{Position, Station};
use crate::engine::{Engine, Lookup, Operation, Record, Target, page_limit};
use crate::kernel::{Actor, Error, NodeId, Result, StationId, Text};
use crate::member::Member;
use crate::store::{Place, Scan, Value};

/// A station and how far it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NearbyStation {
    /// The station.
    pub station: Station,
    /// Whole metres as the crow flies.
    pub metres: u32,
}

/// Most stations that a search around a place answers.
const NEARBY: usize = 100;
/// Rows read at a time.
const PAGE: u32 = 500;

impl Engine {
    /// Open stations around a place, nearest first, at most 100; of one community, or of all. The radius is the setting
    /// `station_radius_metres` (2,000) of that community, else of the asking member's, else of the tenant. RULES §5.
    pub fn stations_near(
        &self,
        actor: &Actor,
        position: Position,
        community: Option<NodeId>,
    ) -> Result<Vec<NearbyStation>> {
        let mut reader = self.reader(actor, Operation::StationsNear, Target::Public)?;
        let home = match (community, actor.member_id()) {
            (None, Some(member)) => reader
                .find::<Member>(member)?
                .map(|member| member.community),
            (community, _) => community,
        };
        let node = match home {
            Some(node) => node,
            None => reader.tenant_record()?.root,
        };
        let radius = reader.settings(node)?.station_radius_metres;
        let mut found = Vec::new();
        for (low, high) in cells_around(position, radius) {
            let cells = Scan {
                from: Some(Value::from(low)),
                to: Some(Value::from(high)),
                ..Scan::index(Station::TABLE, Station::BY_CELL, Vec::new(), PAGE)
            };
            reader.each::<Station>(cells, |station| {
                let metres = metres_between(position, station.position);
                if station.open
                    && metres <= radius
                    && community.is_none_or(|community| station.community == community)
                {
                    found.push(NearbyStation { station, metres });
                }
                Ok(())
            })?;
        }
        found.sort_unstable_by_key(|near| (near.metres, near.station.id));
        found.truncate(NEARBY);
        Ok(found)
    }

    /// Open stations whose name, code or address has every word of a text, in the order of their creation; `limit` 1–500.
    /// The next page begins behind the last station of this one. RULES §5.
    pub fn search_stations(
        &self,
        actor: &Actor,
        text: &str,
        after: Option<StationId>,
        limit: u32,
    ) -> Result<Vec<Station>> {
        let reader = self.reader(actor, Operation::SearchStations, Target::Public)?;
        let limit = page_limit(limit)? as usize;
        let text = Text::<100>::required("text", text)?.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut scan = Scan {
            after: after.map(|StationId(id)| Place {
                values: Vec::new(),
                id,
            }),
            ..Scan::all(Station::TABLE, PAGE)
        };
        let mut found = Vec::new();
        loop {
            let (stations, next) = reader.page::<Station>(&scan)?;
            for station in stations {
                if station.open && has_words(&station, &words) {
                    found.push(station);
                    if found.len() == limit {
                        return Ok(found);
                    }
                }
            }
            match next {
                Some(place) => scan.after = Some(place),
                None => return Ok(found),
            }
        }
    }

    /// The stations of a community, open or not, in the order of their creation; `limit` 1–500. The next page begins
    /// behind the last station of this one.
    pub fn stations_of(
        &self,
        actor: &Actor,
        community: NodeId,
        after: Option<StationId>,
        limit: u32,
    ) -> Result<Vec<Station>> {
        let reader = self.reader(actor, Operation::StationsOf, Target::Public)?;
        let prefix = vec![Value::from(community)];
        let scan = Scan {
            after: after.map(|StationId(id)| Place {
                values: prefix.clone(),
                id,
            }),
            ..Scan::index(
                Station::TABLE,
                Station::BY_COMMUNITY,
                prefix.clone(),
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }

    /// A station.
    pub fn station(&self, actor: &Actor, station: StationId) -> Result<Station> {
        let mut reader = self.reader(actor, Operation::StationView, Target::Public)?;
        Ok((*reader.require::<Station>(station)?).clone())
    }

    /// A station by its code. Errors: `not_found`.
    pub fn station_by_code(&self, actor: &Actor, code: &str) -> Result<Station> {
        let reader = self.reader(actor, Operation::StationByCode, Target::Public)?;
        let code = Text::<40>::required("code", code)?;
        let scan = Scan::index(
            Station::TABLE,
            Station::BY_CODE,
            vec![code.as_str().into()],
            1,
        );
        let (mut stations, _) = reader.page::<Station>(&scan)?;
        stations
            .pop()
            .ok_or_else(|| Error::not_found(Station::WHAT, code))
    }
}

fn has_words(station: &Station, words: &[&str]) -> bool {
    let address = &station.address;
    let text = [
        station.name.as_str(),
        station.code.as_str(),
        address.province.as_str(),
        address.city.as_str(),
        address.district.as_str(),
        address.detail.as_str(),
    ]
    .join("\n")
    .to_lowercase();
    words.iter().all(|word| text.contains(word))
}
