//! What a station handed over without a network: uploaded later, and never twice without anybody seeing it. RULES §6.

use serde::{Deserialize, Serialize};

use super::commands::{CodeRefusal, hand_over, refusal_of};
use super::queries::{PickupStatus, status};
use super::token::{self, PickupToken, TokenCheck, TokenRefusal};
use crate::engine::{
    Command, Context, Engine, Event, Lookup, Operation, Prefetch, Record, Target, page_limit,
};
use crate::kernel::{
    Actor, Error, Id, KeyPurpose, OrderId, Result, StationId, Timestamp, UserId, hexadecimal,
};
use crate::order::Order;
use crate::schema::tables;
use crate::station::Station;
use crate::store::{Column, Index, Place, Scan, Table, TableId, Value};

/// A token for the buyer's screen. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct BuyersToken {
    /// Where it opens the order.
    pub station: StationId,
    /// As text, and as a QR code of it.
    pub token: PickupToken,
    /// Before when; then the buyer's app fetches another.
    pub until: Timestamp,
}

/// Why goods that were handed over should not have been.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseConflict {
    /// The order had been handed over, here or by its code.
    AlreadyPickedUp {
        /// When.
        at: Timestamp,
    },
    /// The order had been refunded whole or closed.
    Ended,
}

/// A handing over against a token. One without conflict is how its order was picked up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Release {
    /// Which order.
    pub order: OrderId,
    /// Where.
    pub station: StationId,
    /// By whom.
    pub operator: UserId,
    /// When, by the clock of the station's device.
    pub at: Timestamp,
    /// When the engine was told.
    pub uploaded_at: Timestamp,
    /// What was wrong with it.
    pub conflict: Option<ReleaseConflict>,
}

impl Release {
    /// Index: by station and moment of the upload, those with a conflict.
    pub(crate) const CONFLICTS: u8 = 0;

    /// The id of an operator's handing over of an order at a moment: the same upload again is the same release.
    pub fn id_of(order: OrderId, operator: UserId, at: Timestamp) -> Id {
        let at = at.micros().to_be_bytes();
        Id::derived("release", &[order.0.bytes(), operator.0.bytes(), &at])
    }

    fn outcome(&self) -> ReleaseOutcome {
        let order = self.order;
        match self.conflict {
            None => ReleaseOutcome::PickedUp { order },
            Some(conflict) => ReleaseOutcome::Conflict { order, conflict },
        }
    }
}

pub(crate) const RELEASE: Table = Table {
    name: "pickup_releases",
    columns: &[
        Column::id("conflict_station"),
        Column::time("uploaded_at"),
        Column::id("order_id"),
    ],
    counters: &[],
    indexes: &[Index {
        name: "conflicts",
        columns: &["conflict_station", "uploaded_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Release {
    const TABLE: TableId = tables::RELEASE;
    const WHAT: &'static str = "release";

    fn id(&self) -> Id {
        Self::id_of(self.order, self.operator, self.at)
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            Value::or_null(self.conflict.map(|_| self.station)),
            self.uploaded_at.into(),
            self.order.into(),
        ]
    }
}

/// One handing over to upload.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OfflineRelease {
    /// What the buyer showed.
    pub token: PickupToken,
    /// When, by the clock of the station's device.
    pub at: Timestamp,
}

/// What became of one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseOutcome {
    /// The order is handed over, and its code used up.
    PickedUp {
        /// The order.
        order: OrderId,
    },
    /// It should not have been handed over; that is kept.
    Conflict {
        /// The order.
        order: OrderId,
        /// Why not.
        conflict: ReleaseConflict,
    },
    /// The token is none of this station's, or had ended when it was shown.
    Refused(TokenRefusal),
}

/// Tells the engine what the operator handed over without a network, in that order; gives what became of each. A second
/// release of an order, and one of an order that was refunded meanwhile, is kept as a conflict. The same upload again
/// answers the same.
///
/// Errors: `limit_exceeded` for more than 200, `invalid_field` `releases[n].at` for moments more than 15 minutes ahead.
/// RULES §6.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UploadReleases {
    /// The operator's station.
    pub station: StationId,
    /// What was handed over; at most 200.
    pub releases: Vec<OfflineRelease>,
}

impl UploadReleases {
    /// Most releases of one upload.
    pub const MAX_RELEASES: usize = 200;
    /// How far the clock of a device may be ahead.
    const MINUTES_AHEAD: u32 = 15;
}

impl Command for UploadReleases {
    type Answer = Vec<ReleaseOutcome>;
    const OPERATION: Operation = Operation::UploadReleases;

    fn target(&self) -> Target {
        Target::Station(self.station)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Station>(self.station);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Vec<ReleaseOutcome>> {
        let operator = ctx.user(Self::OPERATION.name())?;
        if self.releases.len() > Self::MAX_RELEASES {
            return Err(Error::Limit {
                field: "releases".into(),
                limit: Self::MAX_RELEASES as u64,
            });
        }
        let latest = ctx.now().plus_minutes(Self::MINUTES_AHEAD);
        if let Some(place) = self.releases.iter().position(|one| one.at > latest) {
            return Err(Error::invalid(
                format!("releases[{place}].at"),
                "it lies more than 15 minutes ahead",
            ));
        }
        ctx.require::<Station>(self.station)?;
        let key = token::public(&ctx.key(KeyPurpose::PickupToken)?);
        let mut outcomes = Vec::with_capacity(self.releases.len());
        for one in &self.releases {
            outcomes.push(match token::check(&one.token, &key, self.station, one.at) {
                TokenCheck::Refused(refusal) => ReleaseOutcome::Refused(refusal),
                TokenCheck::Valid { order, .. } => {
                    release(ctx, self.station, operator, order, one.at)?
                }
            });
        }
        Ok(outcomes)
    }
}

fn release(
    ctx: &mut Context<'_>,
    station: StationId,
    operator: UserId,
    order: OrderId,
    at: Timestamp,
) -> Result<ReleaseOutcome> {
    if let Some(known) = ctx.find::<Release>(Release::id_of(order, operator, at))? {
        return Ok(known.outcome());
    }
    let found = ctx.require::<Order>(order)?;
    // Tokens are given when the goods lie there, so what is not handed over any more has ended.
    let conflict = refusal_of(&found).map(|refusal| match refusal {
        CodeRefusal::AlreadyUsed { at } => ReleaseConflict::AlreadyPickedUp { at },
        _ => ReleaseConflict::Ended,
    });
    let release = Release {
        order,
        station,
        operator,
        at,
        uploaded_at: ctx.now(),
        conflict,
    };
    if conflict.is_some() {
        ctx.emit(Event::PickupConflict {
            order,
            station,
            operator,
        });
    } else {
        hand_over(ctx, (*found).clone(), station)?;
    }
    let outcome = release.outcome();
    ctx.insert(release)?;
    Ok(outcome)
}

impl Engine {
    /// A token with which the buyer collects where the station has no network; the node's `pickup_token_hours` say for how
    /// long it is good. The app fetches it while it has a network and shows it as a QR code.
    ///
    /// Errors: `not_found` for orders that are not collected or not paid, `wrong_state` unless the goods are ready,
    /// `denied` for everybody but the buyer. RULES §6.
    pub fn my_pickup_token(&self, actor: &Actor, order: OrderId) -> Result<BuyersToken> {
        let mut reader = self.reader(actor, Operation::MyPickupToken, Target::Order(order))?;
        let order = reader.require::<Order>(order)?;
        let (Some(_), Some(station)) = (&order.pickup, order.station) else {
            return Err(Error::not_found("pickup token of order", order.id));
        };
        let state = match status(&order) {
            PickupStatus::Ready { .. } => None,
            PickupStatus::Coming => Some("coming"),
            PickupStatus::PickedUp { .. } => Some("picked_up"),
            PickupStatus::Ended => Some("ended"),
        };
        if let Some(state) = state {
            return Err(Error::WrongState {
                what: "pickup",
                id: order.id.to_string(),
                state,
                event: "a token",
            });
        }
        let hours = reader.settings(order.community)?.pickup_token_hours;
        let ports = self.ports();
        let until = ports.clock.now().plus_minutes(hours.saturating_mul(60));
        let key = ports.keys.key(actor.tenant(), KeyPurpose::PickupToken)?;
        Ok(BuyersToken {
            station,
            token: token::sign(&key, order.id, station, until),
            until,
        })
    }

    /// The tenant's public key, 64 hexadecimal digits, with which a station checks tokens:
    /// [`check_pickup_token`](crate::pickup::check_pickup_token). Fetched once and kept on the device. RULES §6.
    pub fn pickup_token_key(&self, actor: &Actor, station: StationId) -> Result<String> {
        self.reader(actor, Operation::PickupTokenKey, Target::Station(station))?;
        let key = self
            .ports()
            .keys
            .key(actor.tenant(), KeyPurpose::PickupToken)?;
        Ok(hexadecimal(token::public(&key).as_bytes()))
    }

    /// A station's releases with a conflict, latest first, at most `limit` (1–500). RULES §6.
    pub fn release_conflicts(
        &self,
        actor: &Actor,
        station: StationId,
        after: Option<Place>,
        limit: u32,
    ) -> Result<(Vec<Release>, Option<Place>)> {
        let limit = page_limit(limit)?;
        let target = Target::Station(station);
        let reader = self.reader(actor, Operation::ReleaseConflicts, target)?;
        let prefix = vec![Value::from(station)];
        reader.page(&Scan {
            descending: true,
            after,
            ..Scan::index(Release::TABLE, Release::CONFLICTS, prefix, limit)
        })
    }
}
