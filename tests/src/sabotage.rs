//! Canaries: a store that lies in one particular way, as a defect of the engine or of a store would. Each must be noticed
//! by what the simulation checks; `CANARIES.md` lists them. Release code knows nothing of this.
#![allow(clippy::unwrap_used)] // a test harness: a panic is a finding

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use linli::kernel::{Day, Id, StationId, TenantId};
use linli::schema::tables;
use linli::station::{StationDay, StationDayState};
use linli::store::{
    Adjust, ChangeSet, Committed, Order as Walk, Page, Row, RowKey, Scan, Schema, Store,
    StoreError, StoreResult, TableId,
};
use serde_json::{Value, json};

macro_rules! canaries {
    ($($(#[doc = $what:literal])* $name:ident;)*) => {
        /// A planted fault.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Canary {
            $($(#[doc = $what])* $name,)*
        }

        impl Canary {
            /// Every planted fault.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// What it does.
            pub const fn what(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($what),*).trim_ascii(),)*
                }
            }
        }
    };
}

canaries! {
    /// The floor of a counter is ignored, and more stock is seen than there is: units are sold that do not exist.
    Oversell;
    /// Ending a reservation gives its units back twice.
    ReleasedTwice;
    /// A refund instruction is one fen higher than what the order gives back.
    RefundOneFenTooMuch;
    /// Order, refund and answer agree, but more goes back for a line than its units are worth.
    RefundRoundedUp;
    /// A split plan loses a fen.
    SplitLosesAFen;
    /// A leader's commission by tiers loses a fen.
    TierLosesAFen;
    /// What a refund takes from a leader's month stays in it.
    CommissionNotTakenBack;
    /// What is withdrawn can be withdrawn once more.
    WithdrawnTwice;
    /// A withdrawal that was paid is instructed again.
    CommissionPaidTwice;
    /// A posting does not sum to zero.
    PostingUnbalanced;
    /// A posting is lost.
    PostingLost;
    /// Points that become active are put into the wallet twice.
    PointsGivenTwice;
    /// A points debt is forgotten.
    PointsDebtForgotten;
    /// Points that were spent stay in the wallet.
    PointsNotTaken;
    /// A gift of a level is put into the wallet twice.
    GiftGivenTwice;
    /// Points are spent after their last day.
    ExpiredPointSpent;
    /// Growth of what was refunded stays.
    GrowthNotTakenBack;
    /// A used pickup code stays live.
    CodeReusable;
    /// A station accepts the code of another station.
    CodeOfAnotherStation;
    /// Misses are not counted: codes can be guessed.
    MissesNotCounted;
    /// The manifest misses an order.
    ManifestMissesAnOrder;
    /// A manifest line is one unit short of what was ordered.
    ManifestLineShort;
    /// The refund of a shortage is not instructed.
    ShortageRefundMissing;
    /// A repeated payment report is taken for a new payment.
    ReportDoubled;
    /// A closed trade is taken for a pending one and gets paid.
    ClosedTradePaid;
    /// A refund that the channel has paid is instructed again.
    RefundPaidTwice;
    /// The postings of a day are gathered twice.
    GatheredTwice;
    /// A payout that failed is not owed again.
    FailedPayoutForgotten;
    /// A payout that was done is paid once more.
    PayoutPaidTwice;
    /// What a day owes a party enters its settlement twice.
    SettledTwice;
    /// What a party owes from earlier days is forgotten.
    PayableDebtForgotten;
    /// An event is lost.
    EventLost;
    /// A refused command leaves a trace.
    RefusalLeavesATrace;
    /// A command is acknowledged and lost.
    AcknowledgedLost;
    /// Half of a command is stored.
    HalfStored;
    /// A command id is forgotten: sending it again does it again.
    CommandIdForgotten;
    /// A command that was refused by the store happened nevertheless.
    RefusedButStored;
    /// Another tenant's rows are readable.
    CrossTenantRead;
    /// What was read is not verified at commit: decisions rest on rows that others have changed.
    ChecksDropped;
    /// Personal data gets into the log.
    PersonalDataInLog;
    /// An order goes from unpaid to received.
    StateSkipped;
    /// A case whose refund is instructed stays agreed to: the goods can come back once more, and the money again.
    CaseRefundedTwice;
    /// Goods that came back sellable do not come into stock.
    ReturnedStockLost;
    /// A review is counted twice.
    ReviewCountedTwice;
    /// A coupon that a trade takes stays in the member's hands: it is used again.
    CouponUsedTwice;
    /// The limit of a coupon template is ignored: more are issued than there are.
    CouponLimitOverrun;
    /// A reduction that the platform bears is lost in the split: the merchant pays for it.
    ReductionLostInSplit;
    /// A seat of a running group that was paid is forgotten: it is sold again.
    SeatSoldTwice;
    /// Units of a sale that were not kept do not go back into its quota.
    QuotaNotReturned;
    /// A group whose time is over is not seen by due work: nobody in it is refunded.
    ExpiredGroupForgotten;
    /// Who paid for a group that did not come about gets nothing back.
    GroupRefundMissing;
}

/// A store that lies in one way.
pub struct Saboteur {
    inner: Arc<dyn Store>,
    canary: Canary,
    seen: AtomicU64,
    struck: AtomicU64,
    /// What a fault needs to remember.
    memory: Mutex<Vec<(TenantId, RowKey)>>,
}

impl Saboteur {
    /// Plants a fault. The store is otherwise as good as `inner`.
    pub fn new(inner: Arc<dyn Store>, canary: Canary) -> Self {
        Self {
            inner,
            canary,
            seen: AtomicU64::new(0),
            struck: AtomicU64::new(0),
            memory: Mutex::default(),
        }
    }

    /// How often the fault struck.
    pub fn struck(&self) -> u64 {
        self.struck.load(Ordering::SeqCst)
    }

    fn strike(&self) {
        self.struck.fetch_add(1, Ordering::SeqCst);
    }

    /// True every `every`th time that it is asked.
    fn turn(&self, every: u64) -> bool {
        (self.seen.fetch_add(1, Ordering::SeqCst) + 1).is_multiple_of(every)
    }

    fn one(&self, tenant: TenantId, key: RowKey) -> StoreResult<Option<Row>> {
        Ok(self.inner.get(tenant, &[key])?.pop().flatten())
    }

    /// Changes the bodies of a table's inserted and updated rows; `change` says whether it did.
    fn tamper(
        &self,
        set: &mut ChangeSet,
        table: TableId,
        mut change: impl FnMut(&mut Value) -> bool,
    ) {
        let updates = set
            .updates
            .iter_mut()
            .map(|update| (update.table, &mut update.body));
        let inserts = set
            .inserts
            .iter_mut()
            .map(|insert| (insert.table, &mut insert.body));
        for (of, body) in updates.chain(inserts) {
            if of == table {
                let mut record: Value = serde_json::from_str(body).unwrap();
                if change(&mut record) {
                    *body = record.to_string();
                    self.strike();
                }
            }
        }
    }

    fn drop_inserts(&self, set: &mut ChangeSet, table: TableId, doomed: impl Fn(&Value) -> bool) {
        let before = set.inserts.len();
        set.inserts.retain(|insert| {
            insert.table != table || !doomed(&serde_json::from_str(&insert.body).unwrap())
        });
        if set.inserts.len() < before {
            self.strike();
        }
    }

    fn drop_adjustments(&self, set: &mut ChangeSet, doomed: impl Fn(&Adjust) -> bool) {
        let before = set.adjustments.len();
        set.adjustments.retain(|adjust| !doomed(adjust));
        if set.adjustments.len() < before {
            self.strike();
        }
    }

    /// The stored record that an update replaces.
    fn before(&self, set: &ChangeSet, table: TableId, id: &Value) -> StoreResult<Option<Value>> {
        let id: Id = serde_json::from_value(id.clone()).unwrap();
        let row = self.one(set.tenant, RowKey { table, id })?;
        Ok(row.map(|row| serde_json::from_str(&row.body).unwrap()))
    }

    fn sabotage(&self, set: &mut ChangeSet) -> StoreResult<()> {
        match self.canary {
            Canary::Oversell => {
                for adjust in &mut set.adjustments {
                    adjust.floor = None;
                }
            }
            Canary::ReleasedTwice => self.release_twice(set),
            Canary::RefundOneFenTooMuch => {
                self.tamper(set, tables::REFUND, |refund| {
                    add(refund, "/cash", 1) && refund["state"] == "instructed"
                });
            }
            Canary::RefundRoundedUp => self.round_up(set)?,
            Canary::SplitLosesAFen => self.tamper(set, tables::ORDER, |order| {
                order.pointer("/split/parts/0").is_some() && add(order, "/split/parts/0/amount", -1)
            }),
            Canary::TierLosesAFen => self.tamper(set, tables::ORDER, |order| {
                order.pointer("/split/tier").is_some() && add(order, "/split/tier/commission", -1)
            }),
            Canary::CommissionNotTakenBack => self.drop_adjustments(set, |adjust| {
                adjust.key.table == tables::LEADER_SALES && adjust.by < 0
            }),
            Canary::WithdrawnTwice => self.drop_adjustments(set, |adjust| {
                adjust.key.table == tables::EARNER && adjust.floor.is_some() && adjust.by < 0
            }),
            Canary::CommissionPaidTwice => self.tamper(set, tables::WITHDRAWAL, |withdrawal| {
                let done = withdrawal["state"] == "done";
                if done {
                    withdrawal["state"] = json!("instructed");
                }
                done
            }),
            Canary::PostingUnbalanced => {
                if self.turn(7) {
                    self.tamper(set, tables::POSTING, |posting| {
                        add(posting, "/entries/0/amount", 1)
                    });
                }
            }
            Canary::PostingLost => {
                self.drop_inserts(set, tables::POSTING, |posting| {
                    posting["purpose"] == "order_earned"
                });
            }
            Canary::PointsGivenTwice => self.give_twice(set, "purchase")?,
            Canary::GiftGivenTwice => self.give_twice(set, "level")?,
            Canary::ExpiredPointSpent => self.tamper(set, tables::TRADE, |trade| {
                let used = trade.pointer("/points/0").is_some();
                if used {
                    trade["points"][0]["expires"] = json!("2020-01-01");
                }
                used
            }),
            Canary::GrowthNotTakenBack => self.keep_growth(set)?,
            Canary::PointsDebtForgotten => self.tamper(set, tables::WALLET, |wallet| {
                let debt = wallet["debt"].as_i64() > Some(0);
                wallet["debt"] = json!(0);
                debt
            }),
            Canary::PointsNotTaken => self.keep_points(set)?,
            Canary::CodeReusable => self.tamper(set, tables::ORDER, |order| {
                let used = order["pickup"]["ended"]["how"] == "used";
                if used {
                    order["pickup"].as_object_mut().unwrap().remove("ended");
                }
                used
            }),
            Canary::MissesNotCounted => self.tamper(set, tables::THROTTLE, |throttle| {
                throttle["misses"] = json!([]);
                throttle["blocked_until"] = Value::Null;
                true
            }),
            Canary::ManifestMissesAnOrder => self.tamper(set, tables::STATION_DAY, |day| {
                let orders = day["orders"].as_array_mut().unwrap();
                orders.len() > 1 && orders.pop().is_some()
            }),
            Canary::ManifestLineShort => self.tamper(set, tables::STATION_DAY, |day| {
                day["state"] == "dispatched" && add(day, "/items/0/ordered", -1)
            }),
            Canary::ShortageRefundMissing => {
                self.drop_inserts(set, tables::REFUND, |refund| refund["reason"] == "shortage");
            }
            Canary::ReportDoubled => self.double_reports(set),
            Canary::RefundPaidTwice => self.tamper(set, tables::REFUND, |refund| {
                let done = refund["state"] == "done" && refund["cash"] != 0;
                if done {
                    refund["state"] = json!("instructed");
                }
                done
            }),
            Canary::GatheredTwice => self.gather_twice(set),
            Canary::FailedPayoutForgotten => {
                self.drop_inserts(set, tables::POSTING, |posting| {
                    posting["purpose"] == "payout_failed"
                });
            }
            Canary::PayoutPaidTwice => {
                let paid: Vec<_> = set
                    .inserts
                    .iter()
                    .filter(|insert| {
                        insert.table == tables::POSTING
                            && insert.body.contains("\"purpose\":\"payout_done\"")
                    })
                    .cloned()
                    .collect();
                for mut again in paid {
                    let id = Id::derived("again", &[again.id.bytes()]);
                    again.body = again.body.replace(&again.id.to_string(), &id.to_string());
                    again.id = id;
                    set.inserts.push(again);
                    self.strike();
                }
            }
            Canary::SettledTwice => self.tamper(set, tables::ACCOUNT_BALANCE, |account| {
                let waits = account["waits"] == true && account["moved"] != 0;
                let moved = account["moved"].as_i64().unwrap_or(0);
                waits && add(account, "/moved", moved)
            }),
            Canary::PayableDebtForgotten => {
                self.tamper(set, tables::ACCOUNT_BALANCE, |account| {
                    let owes = account["carried"].as_i64() < Some(0);
                    if owes {
                        account["carried"] = json!(0);
                    }
                    owes
                });
            }
            Canary::EventLost => {
                if self.turn(5) {
                    self.tamper(set, tables::LOG, |entry| {
                        let events = entry.get_mut("events").and_then(Value::as_array_mut);
                        events.is_some_and(|events| events.pop().is_some())
                    });
                }
            }
            Canary::HalfStored => {
                if self.turn(20) && set.updates.len() > 1 {
                    set.updates.pop();
                    self.strike();
                }
            }
            Canary::CommandIdForgotten => self.forget_ids(set),
            Canary::ChecksDropped => self.drop_checks(set)?,
            Canary::PersonalDataInLog => {
                if self.turn(50) {
                    self.tamper(set, tables::LOG, |entry| {
                        entry["note"] = json!(crate::shop::phone(0, 1));
                        true
                    });
                }
            }
            Canary::StateSkipped => self.tamper(set, tables::ORDER, |order| {
                let paid = order["state"] == "pending_shipment" && order["fulfilment"] == "express";
                if paid {
                    order["state"] = json!("pending_review");
                }
                paid
            }),
            Canary::CaseRefundedTwice => self.tamper(set, tables::AFTER_SALE, |case| {
                let refunding = case["state"] == "refunding" && case["kind"] == "return";
                if refunding {
                    case["state"] = json!("agreed");
                }
                refunding
            }),
            Canary::ReturnedStockLost => self.lose_returned(set),
            Canary::ReviewCountedTwice => {
                for adjust in &mut set.adjustments {
                    if adjust.key.table == tables::RATING && adjust.by > 0 {
                        adjust.by *= 2;
                        self.strike();
                    }
                }
            }
            Canary::CouponUsedTwice => self.tamper(set, tables::COUPON, |coupon| {
                let locked = coupon["state"] == "locked";
                if locked {
                    coupon["state"] = json!("held");
                    coupon.as_object_mut().unwrap().remove("trade");
                }
                locked
            }),
            Canary::CouponLimitOverrun => {
                for adjust in &mut set.adjustments {
                    if adjust.key.table == tables::COUPON_TEMPLATE {
                        adjust.ceiling = None;
                        adjust.floor = None;
                    }
                }
            }
            Canary::ReductionLostInSplit => self.tamper(set, tables::POSTING, lose_reduction),
            Canary::SeatSoldTwice => self.tamper(set, tables::GROUP, |group| {
                let running = group["state"] == "running";
                let seats = group["seats"].as_array_mut().unwrap();
                let firm = seats.iter().filter(|seat| seat["state"] == "firm").count();
                let last = seats.iter().rposition(|seat| seat["state"] == "firm");
                let forgets = firm > 1 && running;
                if let (true, Some(last)) = (forgets, last) {
                    seats.remove(last);
                }
                forgets
            }),
            Canary::QuotaNotReturned => {
                let new: Vec<Id> = set.inserts.iter().map(|insert| insert.id).collect();
                self.drop_adjustments(set, |adjust| {
                    let left = adjust.key.table == tables::SALE && adjust.counter == 0;
                    left && adjust.by > 0 && !new.contains(&adjust.key.id)
                });
            }
            Canary::GroupRefundMissing => {
                self.drop_inserts(set, tables::REFUND, |refund| {
                    refund["reason"] == "group_failed"
                });
            }
            Canary::CodeOfAnotherStation => {
                set.checks
                    .retain(|check| check.key.table != tables::STATION_DAY);
            }
            Canary::ClosedTradePaid
            | Canary::ExpiredGroupForgotten
            | Canary::RefusalLeavesATrace
            | Canary::AcknowledgedLost
            | Canary::RefusedButStored
            | Canary::CrossTenantRead => {}
        }
        Ok(())
    }

    /// Looking up a code finds the day that it would be of; where the station had none, another station's is found. Days that
    /// an order could join are left alone.
    fn list_of_another_station(&self, tenant: TenantId, key: RowKey) -> StoreResult<Option<Row>> {
        let all = Scan::all(tables::STATION_DAY, Scan::MAX_ROWS);
        let rows = self.inner.scan(tenant, &all)?.rows;
        let days = rows
            .iter()
            .map(|row| serde_json::from_str(&row.body).unwrap());
        let days: Vec<StationDay> = days.collect();
        let stations = Scan::all(tables::STATION, Scan::MAX_ROWS);
        let stations = self.inner.scan(tenant, &stations)?.rows;
        let is_joined = |day: Day| {
            // Opening a day also looks at the one before it with the same codes.
            [day, day.minus_days(640)].into_iter().any(|day| {
                let of = |row: &Row| Id::from(StationDay::id_of(StationId(row.id), day));
                stations.iter().any(|row| of(row) == key.id)
            })
        };
        let first = days.iter().map(|list| list.day).min();
        let near = |first: Day| (0..40).map(move |later| first.minus_days(3).plus_days(later));
        if first.is_none_or(|first| near(first).any(is_joined)) {
            return Ok(None);
        }
        let accepted = |list: &&StationDay| list.state == StationDayState::Accepted;
        let found = days.iter().rposition(|list| accepted(&list));
        let mut rows = rows.into_iter();
        Ok(found
            .and_then(|at| rows.nth(at))
            .map(|row| Row { id: key.id, ..row }))
    }

    /// Adjustments of one stock row: reserved down and available up is a release.
    fn release_twice(&self, set: &mut ChangeSet) {
        let rows: Vec<RowKey> = set
            .adjustments
            .iter()
            .filter(|adjust| {
                adjust.key.table == tables::STOCK && adjust.counter == 1 && adjust.by < 0
            })
            .map(|adjust| adjust.key)
            .collect();
        for adjust in &mut set.adjustments {
            if rows.contains(&adjust.key) && adjust.counter == 0 && adjust.by > 0 {
                adjust.by *= 2;
                self.strike();
            }
        }
    }

    /// Where a case's goods are back, available does not go up.
    fn lose_returned(&self, set: &mut ChangeSet) {
        let back = set.updates.iter().any(|update| {
            update.table == tables::AFTER_SALE && update.body.contains("\"goods_back\"")
        });
        if !back {
            return;
        }
        for adjust in &mut set.adjustments {
            if adjust.key.table == tables::STOCK && adjust.counter == 0 && adjust.by > 0 {
                adjust.by = 0;
                self.strike();
            }
        }
    }

    /// One fen more for the first line, in the refund and in the order alike.
    fn round_up(&self, set: &mut ChangeSet) -> StoreResult<()> {
        let mut grown = Vec::new();
        for update in &set.updates {
            if update.table != tables::ORDER {
                continue;
            }
            let order: Value = serde_json::from_str(&update.body).unwrap();
            let Some(before) = self.before(set, tables::ORDER, &order["id"])? else {
                continue;
            };
            let figure = |of: &Value| of["lines"][0]["refunded_cash"].as_i64().unwrap_or(0);
            let partial = order["lines"][0]["refunded"] != order["lines"][0]["quantity"];
            if figure(&order) > figure(&before) && partial {
                grown.push(order["id"].clone());
            }
        }
        self.tamper(set, tables::ORDER, |order| {
            grown.contains(&order["id"]) && add(order, "/lines/0/refunded_cash", 1)
        });
        self.tamper(set, tables::REFUND, |refund| {
            grown.contains(&refund["order"])
                && add(refund, "/cash", 1)
                && add(refund, "/lines/0/cash", 1)
        });
        Ok(())
    }

    fn give_twice(&self, set: &mut ChangeSet, origin: &str) -> StoreResult<()> {
        let mut before = Vec::new();
        for update in &set.updates {
            if update.table == tables::WALLET {
                let wallet: Value = serde_json::from_str(&update.body).unwrap();
                before.extend(self.before(set, tables::WALLET, &wallet["member"])?);
            }
        }
        let same = |a: &Value, b: &Value| {
            ["kind", "issuer", "expires"].map(|field| a[field] == b[field]) == [true; 3]
        };
        self.tamper(set, tables::WALLET, |wallet| {
            let old = before
                .iter()
                .find(|before| before["member"] == wallet["member"]);
            let old = old.and_then(|old| old["lots"].as_array());
            let lots = wallet["lots"].as_array_mut().unwrap().iter_mut();
            let mut grown = lots.filter(|lot| lot["from"] == origin).map(|lot| {
                let mut old = old.into_iter().flatten();
                let old = old.find(|old| old["from"] == origin && same(old, lot));
                let had = old.map_or(0, |old| old["left"].as_i64().unwrap());
                let more = lot["left"].as_i64().unwrap() - had;
                more > 0 && add(lot, "/left", more) && add(lot, "/amount", more)
            });
            grown.any(|struck| struck)
        });
        Ok(())
    }

    /// Whoever loses growth gets the standing back that they had.
    fn keep_growth(&self, set: &mut ChangeSet) -> StoreResult<()> {
        let mut before = Vec::new();
        for update in &set.updates {
            if update.table == tables::STANDING {
                let standing: Value = serde_json::from_str(&update.body).unwrap();
                before.extend(self.before(set, tables::STANDING, &standing["member"])?);
            }
        }
        self.tamper(set, tables::STANDING, |standing| {
            let before = before
                .iter()
                .find(|before| before["member"] == standing["member"]);
            let lost = before.filter(|old| old["bought"].as_i64() > standing["bought"].as_i64());
            if let Some(before) = lost {
                standing["bought"] = before["bought"].clone();
                standing["growth"] = before["growth"].clone();
            }
            lost.is_some()
        });
        Ok(())
    }

    /// Whoever spends points gets the lots back that they had.
    fn keep_points(&self, set: &mut ChangeSet) -> StoreResult<()> {
        let mut before = Vec::new();
        for update in &set.updates {
            if update.table == tables::WALLET {
                let wallet: Value = serde_json::from_str(&update.body).unwrap();
                before.extend(self.before(set, tables::WALLET, &wallet["member"])?);
            }
        }
        let sum = |wallet: &Value| -> i64 {
            let lots = wallet["lots"].as_array().unwrap().iter();
            lots.map(|lot| lot["left"].as_i64().unwrap()).sum()
        };
        self.tamper(set, tables::WALLET, |wallet| {
            let before = before
                .iter()
                .find(|before| before["member"] == wallet["member"]);
            let spent = before.filter(|before| sum(before) > sum(wallet));
            if let Some(before) = spent {
                wallet["lots"] = before["lots"].clone();
            }
            spent.is_some()
        });
        Ok(())
    }

    /// The trade forgets its reports, and the index of numbers does not know them.
    fn double_reports(&self, set: &mut ChangeSet) {
        self.tamper(set, tables::TRADE, |trade| {
            trade.as_object_mut().unwrap().remove("reports").is_some()
        });
        let nth = self.seen.fetch_add(1, Ordering::SeqCst);
        for insert in &mut set.inserts {
            if insert.table == tables::PAYMENT {
                insert.columns[2] = linli::store::Value::Text(format!("{nth}"));
            }
        }
    }

    fn gather_twice(&self, set: &mut ChangeSet) {
        let mut again = false;
        self.tamper(set, tables::GATHERING, |gathering| {
            again = gathering["complete"] == true && gathering["postings"] != 0;
            if again && self.turn(2) {
                gathering["complete"] = json!(false);
                gathering["to"] = Value::Null;
                return true;
            }
            false
        });
    }

    /// Logged under another id than it was sent with.
    fn forget_ids(&self, set: &mut ChangeSet) {
        for insert in &mut set.inserts {
            if insert.table == tables::LOG && self.turn(9) {
                insert.id = Id::derived("forgotten", &[insert.id.bytes()]);
                self.strike();
            }
        }
    }

    /// Every version is made to fit.
    fn drop_checks(&self, set: &mut ChangeSet) -> StoreResult<()> {
        set.checks.clear();
        for update in &mut set.updates {
            let key = RowKey {
                table: update.table,
                id: update.id,
            };
            let row = self.inner.get(set.tenant, &[key])?.pop().flatten();
            if let Some(row) = row.filter(|row| row.version != update.version) {
                update.version = row.version;
                self.strike();
            }
        }
        Ok(())
    }

    /// What is read instead of a row.
    fn distort(&self, tenant: TenantId, key: RowKey, row: Option<Row>) -> StoreResult<Option<Row>> {
        match (self.canary, row) {
            (Canary::Oversell, Some(mut row)) if key.table == tables::STOCK => {
                self.strike();
                row.counters[0] += 1_000;
                Ok(Some(row))
            }
            (Canary::CouponLimitOverrun, Some(mut row)) if key.table == tables::COUPON_TEMPLATE => {
                self.strike();
                row.counters[0] -= 1_000;
                Ok(Some(row))
            }
            (Canary::CodeOfAnotherStation, None)
                if key.table == tables::STATION_DAY && self.turn(3) =>
            {
                self.list_of_another_station(tenant, key)
            }
            (Canary::ClosedTradePaid, Some(mut row)) if key.table == tables::TRADE => {
                if row.body.contains("\"state\":\"closed\"") {
                    self.strike();
                    row.body = row
                        .body
                        .replace("\"state\":\"closed\"", "\"state\":\"pending\"");
                }
                Ok(Some(row))
            }
            (Canary::RefusalLeavesATrace, Some(row)) => {
                if key.table == tables::STOCK && self.turn(10) {
                    let mut set = ChangeSet::new(tenant);
                    set.adjustments.push(Adjust {
                        key,
                        counter: 2,
                        by: 1,
                        floor: None,
                        ceiling: None,
                    });
                    self.inner.commit(&set)?;
                    self.strike();
                }
                Ok(Some(row))
            }
            (Canary::CrossTenantRead, None) => {
                let mut memory = self.memory.lock().unwrap();
                let owner = memory.iter().find(|(_, known)| *known == key);
                let owner = owner
                    .map(|(owner, _)| *owner)
                    .filter(|owner| *owner != tenant);
                if memory.len() > 10_000 {
                    memory.drain(..5_000);
                }
                drop(memory);
                let Some(owner) = owner else {
                    return Ok(None);
                };
                self.strike();
                self.one(owner, key)
            }
            (_, row) => Ok(row),
        }
    }
}

/// Takes what the platform bears out of a posting, and the same amount from the first who was to get something.
fn lose_reduction(posting: &mut Value) -> bool {
    if posting["purpose"] != "order_paid" {
        return false;
    }
    let entries = posting["entries"].as_array_mut().unwrap();
    let borne = |entry: &Value| entry["purpose"] == "funding" && entry["party"] == "platform";
    let Some(place) = entries.iter().position(borne) else {
        return false;
    };
    let amount = entries.remove(place)["amount"].as_i64().unwrap();
    let merchant = (entries.iter_mut().rev()).find(|entry| entry["purpose"] == "pending");
    merchant.is_some_and(|entry| add(entry, "/amount", amount))
}

/// Adds to a number inside a record; `false` if there is none.
fn add(record: &mut Value, path: &str, by: i64) -> bool {
    let Some(place) = record.pointer_mut(path) else {
        return false;
    };
    let Some(number) = place.as_i64() else {
        return false;
    };
    *place = json!(number + by);
    true
}

impl Store for Saboteur {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        self.inner.prepare(schema)
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        let rows = self.inner.get(tenant, keys)?;
        let distorted = keys.iter().zip(rows);
        distorted
            .map(|(key, row)| self.distort(tenant, *key, row))
            .collect()
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        let mut page = self.inner.scan(tenant, scan)?;
        let due = scan.table == tables::GROUP && scan.order == Walk::Index(0);
        if self.canary == Canary::ExpiredGroupForgotten && due && !page.rows.is_empty() {
            page = Page::default();
            self.strike();
        }
        // The look-up of a code: station, delivery day and number.
        let of_code = scan.table == tables::ORDER && scan.prefix.len() == 3;
        if self.canary == Canary::CodeOfAnotherStation && of_code && page.rows.is_empty() {
            let orders = Scan::all(tables::ORDER, Scan::MAX_ROWS);
            let ready =
                |row: &Row| row.body.contains("\"ready_at\"") && !row.body.contains("\"ended\"");
            let orders = self.inner.scan(tenant, &orders)?.rows;
            page.rows = orders.into_iter().rev().find(ready).into_iter().collect();
            if !page.rows.is_empty() {
                self.strike();
            }
        }
        Ok(page)
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let mut set = change.clone();
        self.sabotage(&mut set)?;
        match self.canary {
            Canary::AcknowledgedLost if !set.writes_nothing() && self.turn(40) => {
                self.strike();
                return Ok(Committed::default());
            }
            Canary::RefusedButStored if !set.writes_nothing() && self.turn(40) => {
                self.inner.commit(&set)?;
                self.strike();
                return Err(StoreError::Unavailable {
                    reason: "nothing happened".to_owned(),
                });
            }
            Canary::CrossTenantRead => {
                let keys = set.inserts.iter().map(|insert| RowKey {
                    table: insert.table,
                    id: insert.id,
                });
                let known = keys.filter(|key| key.table != tables::LOG);
                let known = known.map(|key| (set.tenant, key));
                self.memory.lock().unwrap().extend(known);
            }
            _ => {}
        }
        self.inner.commit(&set)
    }

    fn name(&self) -> &'static str {
        "saboteur"
    }
}
