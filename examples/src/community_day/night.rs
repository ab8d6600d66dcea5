//! Step 3: the cut-off at 23:00.

use linli::catalog::Fulfilment;
use linli::kernel::Text;
use linli::order::{OrderState, ShipOrder};

use super::{Community, Outcome};

/// 3: Monday night.
pub fn night(community: &mut Community) -> Outcome<()> {
    close_day(community, 0)
}

/// At 23:00 the stations' lists close and their manifests are made: both are due work, so the host does nothing but let
/// the time pass. Merchants hand their parcels to a carrier.
pub(super) fn close_day(community: &Community, day: u32) -> Outcome<()> {
    community.wait_until(community.time(day, "23:00")?)?;
    for (code, merchant) in &community.merchants {
        let staff = community.user(code);
        let mut parcels = Vec::new();
        let mut after = None;
        loop {
            let (orders, more) = community
                .engine
                .orders_of_merchant(&staff, *merchant, after)?;
            parcels.extend(orders.into_iter().filter(|order| {
                order.fulfilment == Fulfilment::Express
                    && order.state == OrderState::PendingShipment
            }));
            after = more;
            if after.is_none() {
                break;
            }
        }
        let mut sent = Vec::new();
        for (number, order) in parcels.iter().enumerate() {
            let ship = ShipOrder {
                order: order.id,
                carrier: Text::new("顺丰速运")?,
                number: Text::new(format!("SF-{code}-{day}-{number}"))?,
            };
            sent.push((community.id()?, ship));
        }
        for outcome in community.engine.execute_all(&staff, sent)? {
            outcome?;
        }
    }
    Ok(())
}
