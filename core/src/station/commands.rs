//! What an actor may do to stations.

use serde::{Deserialize, Serialize};

use super::records::{Position, Station};
use crate::engine::{Command, Context, Event, Lookup, Operation, Target};
use crate::kernel::{Error, NodeId, Result, StationId, Text};
use crate::member::Address;
use crate::org::Node;

/// Whether a station takes new orders. RULES §7.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// It does.
    Open,
    /// It does not; what was ordered before is still brought and collected there.
    Closed,
}

/// Opens a pickup station in a community; it takes orders at once. Errors: `not_found` community, `already_exists` code,
/// `invalid_field`. RULES §7.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateStation {
    /// The community that it belongs to.
    pub community: NodeId,
    /// Its short code; unique in the tenant, never changed.
    pub code: Text<40>,
    /// Its name.
    pub name: Text<100>,
    /// Who runs it.
    pub leader_name: Text<60>,
    /// The leader's business phone: 5–15 digits, may begin with +.
    pub leader_phone: Text<20>,
    /// Where it is, in words …
    pub address: Address,
    /// … and on the map.
    pub position: Position,
    /// 物流路线: manifests are sorted by it, bytewise; may be empty.
    pub route: Text<40>,
    /// Its region; may be empty.
    pub region: Text<40>,
    /// Opening hours in words; may be empty.
    pub hours: Text<60>,
}

impl Command for CreateStation {
    type Answer = StationId;
    const OPERATION: Operation = Operation::CreateStation;

    fn target(&self) -> Target {
        Target::Node(self.community)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<StationId> {
        self.code.require("code")?;
        ctx.require::<Node>(self.community)?;
        if ctx
            .lookup::<Station>(Station::BY_CODE, vec![self.code.as_str().into()])?
            .is_some()
        {
            return Err(Error::AlreadyExists {
                what: format!("station {}", self.code).into(),
            });
        }
        let station = Station {
            id: ctx.new_id()?,
            community: self.community,
            code: self.code.clone(),
            name: self.name.clone(),
            leader_name: self.leader_name.clone(),
            leader_phone: self.leader_phone.clone(),
            address: self.address.clone(),
            position: self.position,
            route: self.route.clone(),
            region: self.region.clone(),
            hours: self.hours.clone(),
            open: true,
        };
        validate(&station)?;
        let id = station.id;
        ctx.insert(station)?;
        ctx.emit(Event::StationCreated {
            station: id,
            community: self.community,
        });
        Ok(id)
    }
}

/// Refuses an empty name, leader or address, or a phone that is none.
fn validate(station: &Station) -> Result<()> {
    station.name.require("name")?;
    station.leader_name.require("leader_name")?;
    station.address.detail.require("address.detail")?;
    let phone = &station.leader_phone;
    let digits = phone.strip_prefix('+').unwrap_or(phone);
    if !(5..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::invalid(
            "leader_phone",
            "a phone number has 5 to 15 digits",
        ));
    }
    Ok(())
}

/// Changes what is said of a station; `None` stays as it is. Delivery days that are open keep the route that they were
/// opened with. Errors: `not_found`, `invalid_field`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeStation {
    /// Which.
    pub station: StationId,
    /// New name.
    pub name: Option<Text<100>>,
    /// New leader.
    pub leader_name: Option<Text<60>>,
    /// The leader's new business phone.
    pub leader_phone: Option<Text<20>>,
    /// New address, whole.
    pub address: Option<Address>,
    /// New place on the map.
    pub position: Option<Position>,
    /// New route.
    pub route: Option<Text<40>>,
    /// New region.
    pub region: Option<Text<40>>,
    /// New hours.
    pub hours: Option<Text<60>>,
}

impl Command for ChangeStation {
    type Answer = ();
    const OPERATION: Operation = Operation::ChangeStation;

    fn target(&self) -> Target {
        Target::Station(self.station)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        fn replace<T: Clone>(old: &mut T, new: Option<&T>) {
            if let Some(new) = new {
                old.clone_from(new);
            }
        }
        let mut station = (*ctx.require::<Station>(self.station)?).clone();
        replace(&mut station.name, self.name.as_ref());
        replace(&mut station.leader_name, self.leader_name.as_ref());
        replace(&mut station.leader_phone, self.leader_phone.as_ref());
        replace(&mut station.address, self.address.as_ref());
        replace(&mut station.position, self.position.as_ref());
        replace(&mut station.route, self.route.as_ref());
        replace(&mut station.region, self.region.as_ref());
        replace(&mut station.hours, self.hours.as_ref());
        validate(&station)?;
        ctx.update(station)?;
        ctx.emit(Event::StationChanged {
            station: self.station,
        });
        Ok(())
    }
}

/// Opens or closes a station for new orders; setting what is so already changes nothing. Errors: `not_found`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetStationOpening {
    /// Which.
    pub station: StationId,
    /// Whether it takes new orders from now on.
    pub opening: Opening,
}

impl Command for SetStationOpening {
    type Answer = ();
    const OPERATION: Operation = Operation::SetStationOpening;

    fn target(&self) -> Target {
        Target::Station(self.station)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let open = self.opening == Opening::Open;
        let mut station = (*ctx.require::<Station>(self.station)?).clone();
        if station.open != open {
            station.open = open;
            ctx.update(station)?;
            ctx.emit(Event::StationOpeningSet {
                station: self.station,
                opening: self.opening,
            });
        }
        Ok(())
    }
}
