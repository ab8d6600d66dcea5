//! Stations without a network: tokens shown on time and too late, twice, at another station, and uploaded again.

use linli::engine::AnyCommand;
use linli::kernel::{OrderId, StationId, Timestamp};
use linli::order::OrderState;
use linli::pickup::{
    BuyersToken, OfflineRelease, ReleaseConflict, ReleaseOutcome, TokenRefusal, UploadReleases,
};

use super::steps::{is_ready, is_refusal, read};
use super::{Sim, Step};

/// A token that a buyer has on their phone.
pub(super) struct Shown {
    order: OrderId,
    token: BuyersToken,
}

impl Sim {
    /// A buyer fetches a token, or a station comes back to the network and says what it handed over.
    pub(super) fn collect_offline(&mut self) -> Step {
        if self.rng.happens(600) {
            self.fetch_token()
        } else {
            self.upload()
        }
    }

    fn fetch_token(&mut self) -> Step {
        let any = self.rng.happens(100);
        let Some(order) = self.some_order(|order| {
            order.pickup.is_some()
                && (any || order.state == OrderState::PendingReceipt && is_ready(order))
        }) else {
            return Ok(());
        };
        let id = order.id;
        let member = self.member_of(&order);
        let ready = is_ready(&order);
        let gone = order.state == OrderState::Closed;
        let before = self.model.handed_over.contains(&id);
        match self.ask(|engine| engine.my_pickup_token(&member, id)) {
            Ok(token) => {
                self.model.tokens.push(Shown { order: id, token });
                self.expect(ready && !gone && !before, || {
                    format!(
                        "a token for an order {:?}, collected: {before}",
                        order.state
                    )
                })
            }
            Err(error) => self.expect(
                !(ready && !gone && !before) && error.code() == "wrong_state",
                || format!("my_pickup_token of an order {:?}: {error}", order.state),
            ),
        }
    }

    fn upload(&mut self) -> Step {
        if self.model.tokens.is_empty() {
            return Ok(());
        }
        let newest = self.model.tokens.len() - 1;
        let station = self.model.tokens[newest].token.station;
        let elsewhere = self.rng.happens(80);
        let station = if elsewhere {
            let stations: Vec<StationId> = self.shop.stations.iter().map(|one| one.id).collect();
            self.rng.pick(&stations)
        } else {
            station
        };
        let now = self.shop.clock.now();
        let mut shown = Vec::new();
        for _ in 0..self.rng.between(1, 4) {
            let place = newest - self.rng.place(newest.min(9) + 1);
            // Few moments, so that the same one comes again.
            let at = now.plus_seconds(-300 * i64::from(self.rng.between(0, 3)));
            shown.push((place, at));
        }
        let ahead = self.rng.happens(30);
        if ahead {
            shown[0].1 = now.plus_minutes(16);
        }
        let releases: Vec<OfflineRelease> = shown
            .iter()
            .map(|(place, at)| OfflineRelease {
                token: self.model.tokens[*place].token.token.clone(),
                at: *at,
            })
            .collect();
        let leader = self.leader_of(station);
        let command = AnyCommand::UploadReleases(UploadReleases { station, releases });
        // What was uploaded as it is may be uploaded again, by a device that was never answered.
        for _ in 0..=u32::from(self.rng.happens(200)) {
            let before: Vec<OrderState> = shown
                .iter()
                .map(|(place, _)| self.stored_order(self.model.tokens[*place].order).state)
                .collect();
            match self.send(&leader, &command)? {
                Err(error) => self
                    .expect(ahead && is_refusal(&error, &["invalid_field"]), || {
                        format!("upload_releases: {error}")
                    })?,
                Ok(answer) => {
                    self.expect(!ahead, || "a release of the future".to_owned())?;
                    let outcomes: Vec<ReleaseOutcome> = read(answer);
                    self.expect(outcomes.len() == shown.len(), || {
                        "a release without outcome".to_owned()
                    })?;
                    for (((place, at), state), outcome) in shown.iter().zip(before).zip(outcomes) {
                        self.released(station, *place, *at, state, outcome)?;
                    }
                }
            }
        }
        self.conflicts_are_on_record(station)
    }

    /// Whether a release had the outcome that it must have.
    fn released(
        &mut self,
        station: StationId,
        place: usize,
        at: Timestamp,
        state: OrderState,
        outcome: ReleaseOutcome,
    ) -> Step {
        let Shown { order, token } = &self.model.tokens[place];
        let (id, until, own) = (*order, token.until, token.station == station);
        let release = (id, station, at);
        let collected = self.model.handed_over.contains(&id);
        let gone = state == OrderState::Closed;
        let known = self.model.releases.get(&release);
        let again = known == Some(&outcome);
        let first = known.is_none() && own && at < until;
        let fine = match outcome {
            ReleaseOutcome::Refused(TokenRefusal::Invalid) => !own,
            ReleaseOutcome::Refused(TokenRefusal::Expired) => own && at >= until,
            ReleaseOutcome::PickedUp { order } => {
                again || first && order == id && !collected && !gone
            }
            ReleaseOutcome::Conflict { order, conflict } => {
                let right = match conflict {
                    ReleaseConflict::AlreadyPickedUp { .. } => collected,
                    ReleaseConflict::Ended => gone,
                };
                again || first && order == id && right
            }
        };
        self.expect(fine, || {
            format!("a token of an order {state:?}, collected before: {collected}: {outcome:?}")
        })?;
        if matches!(outcome, ReleaseOutcome::PickedUp { .. }) {
            self.model.handed_over.insert(id);
        }
        if !matches!(outcome, ReleaseOutcome::Refused(_)) {
            self.model.releases.insert(release, outcome);
        }
        Ok(())
    }

    /// What a station handed over twice is there to be looked into, all of it and once.
    fn conflicts_are_on_record(&mut self, station: StationId) -> Step {
        let leader = self.leader_of(station);
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let page =
                self.ask(|engine| engine.release_conflicts(&leader, station, after.clone(), 100));
            let (page, next) = match page {
                Ok(page) => page,
                Err(error) => return self.finding(format!("release_conflicts: {error}")),
            };
            found.extend(page.iter().map(|one| (one.order, one.station, one.at)));
            after = next;
            if after.is_none() {
                break;
            }
        }
        found.sort_unstable();
        let known = self.model.releases.iter();
        let known: Vec<_> = known
            .filter(|((_, at, _), outcome)| {
                *at == station && matches!(outcome, ReleaseOutcome::Conflict { .. })
            })
            .map(|(release, _)| *release)
            .collect();
        self.expect(found == known, || {
            format!("conflicts on record {found:?}, not {known:?}")
        })
    }
}
