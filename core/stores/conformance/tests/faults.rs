//! The canary: every fault planted into the reference store must be noticed by the property that is there for it. A
//! suite that accepts one of these stores proves nothing about yours.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use linli::kernel::TenantId;
use linli::store::{
    ChangeSet, Committed, MemoryStore, Order, Page, Row, RowKey, Scan, Schema, Store, StoreError,
    StoreResult, Table, Value,
};
use linli_store_conformance::{Fixture, PROPERTIES};

/// How long two steps of a faulty store lie apart, so that others come between them.
const GAP: Duration = Duration::from_micros(200);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fault {
    /// The control: a store in the same wrapping that does everything right.
    None,
    IgnoresFloors,
    IgnoresCeilings,
    SkipsVersions,
    SkipsChecks,
    LosesAPosition,
    CountsPositionsAcrossTenants,
    DropsUniqueness,
    UpdatesBeforeDeletes,
    ForgetsRollback,
    ReportsDuplicatesAsConflicts,
    AcceptsRowsNamedTwice,
    AcceptsEmptyPages,
    MixesTenants,
    CutsBodies,
    AdjustsVersions,
    EndsPagesEarly,
    PromisesAnotherPage,
    RepeatsThePlace,
    ForgetsTheUpperBound,
    WalksForwardOnly,
    IndexesNulls,
    OrdersTextByLength,
    IgnoresGrowth,
    AcceptsOlderSchemas,
    ReadsOneKeyAtATime,
    CommitsInTwoSteps,
    ChecksThenActs,
    ReportsOtherPositions,
}

struct Faulty {
    inner: MemoryStore,
    fault: Fault,
    prepared: Mutex<Option<Schema>>,
}

impl Faulty {
    fn has(&self, fault: Fault) -> bool {
        self.fault == fault
    }

    fn version(
        &self,
        tenant: TenantId,
        table: linli::store::TableId,
        id: linli::kernel::Id,
    ) -> u64 {
        let key = RowKey { table, id };
        (self.inner.get(tenant, &[key]).ok())
            .and_then(|mut rows| rows.remove(0))
            .map_or(1, |row| row.version)
    }

    fn spoil(&self, mut row: Row) -> Row {
        if self.has(Fault::LosesAPosition) {
            row.position = row.position.map(|at| if at > 2 { at + 1 } else { at });
        }
        if self.has(Fault::AdjustsVersions) {
            row.version += row.counters.iter().filter(|counter| **counter > 7).count() as u64;
        }
        row
    }

    /// Every part on its own, so that those before the refused one stay.
    fn commit_parts(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let mut committed = Committed::default();
        for insert in &change.inserts {
            let mut part = ChangeSet::new(change.tenant);
            part.inserts.push(insert.clone());
            for (table, position) in self.inner.commit(&part)?.first_positions {
                if committed.first_positions.iter().all(|(of, _)| *of != table) {
                    committed.first_positions.push((table, position));
                }
            }
        }
        let mut part = change.clone();
        part.inserts.clear();
        self.inner.commit(&part).map(|_| committed)
    }
}

fn without_uniqueness(schema: &Schema) -> Schema {
    let tables: Vec<Table> = (schema.tables.iter())
        .map(|table| {
            let mut indexes = table.indexes.to_vec();
            for index in &mut indexes {
                index.unique = false;
            }
            Table {
                indexes: indexes.leak(),
                ..*table
            }
        })
        .collect();
    Schema {
        tables: tables.leak(),
        ..*schema
    }
}

impl Store for Faulty {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        let mut prepared = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        if self.has(Fault::IgnoresGrowth) && prepared.is_some() {
            return Ok(());
        }
        *prepared = Some(*schema);
        if self.has(Fault::DropsUniqueness) {
            return self.inner.prepare(&without_uniqueness(schema));
        }
        match self.inner.prepare(schema) {
            Err(StoreError::Schema { .. }) if self.has(Fault::AcceptsOlderSchemas) => Ok(()),
            answer => answer,
        }
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        let tenant = if self.has(Fault::MixesTenants) {
            TenantId::new(1).expect("1 is positive")
        } else {
            tenant
        };
        if self.has(Fault::ReadsOneKeyAtATime) {
            let read = |key: &RowKey| {
                thread::sleep(GAP);
                self.inner
                    .get(tenant, &[*key])
                    .map(|mut rows| rows.remove(0))
            };
            return keys.iter().map(read).collect();
        }
        let rows = self.inner.get(tenant, keys)?;
        Ok((rows.into_iter())
            .map(|row| row.map(|row| self.spoil(row)))
            .collect())
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        let mut scan = scan.clone();
        match self.fault {
            Fault::AcceptsEmptyPages => scan.limit = scan.limit.max(1),
            Fault::ForgetsTheUpperBound => scan.to = None,
            Fault::WalksForwardOnly => scan.descending = false,
            Fault::IndexesNulls if scan.prefix.is_empty() && scan.order == Order::Index(4) => {
                scan.order = Order::Id;
                scan.from = None;
                scan.to = None;
                scan.after = scan.after.map(|place| linli::store::Place {
                    values: Vec::new(),
                    ..place
                });
            }
            _ => {}
        }
        let mut page = self.inner.scan(tenant, &scan)?;
        match self.fault {
            Fault::EndsPagesEarly if page.rows.len() == 7 => page.next = None,
            Fault::PromisesAnotherPage if page.rows.len() == scan.limit as usize => {
                let place = linli::store::Place {
                    values: vec![Value::Int(1); 2],
                    id: linli::kernel::Id::MAX,
                };
                page.next.get_or_insert(place);
            }
            Fault::RepeatsThePlace => {
                if let (Some(next), [.., before, _]) = (&mut page.next, page.rows.as_slice()) {
                    next.id = before.id;
                }
            }
            Fault::OrdersTextByLength if scan.order == Order::Index(0) => {
                page.rows.sort_by_key(|row| row.id);
            }
            _ => {}
        }
        page.rows = page.rows.into_iter().map(|row| self.spoil(row)).collect();
        Ok(page)
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let mut change = change.clone();
        match self.fault {
            Fault::IgnoresFloors => change.adjustments.iter_mut().for_each(|a| a.floor = None),
            Fault::IgnoresCeilings => change.adjustments.iter_mut().for_each(|a| a.ceiling = None),
            Fault::SkipsChecks => change.checks.clear(),
            Fault::SkipsVersions => {
                for update in &mut change.updates {
                    update.version = self.version(change.tenant, update.table, update.id);
                }
            }
            Fault::CutsBodies => {
                for insert in &mut change.inserts {
                    insert.body = insert.body.chars().take(20_000).collect();
                }
            }
            Fault::AcceptsRowsNamedTwice => {
                let mut named = std::collections::HashSet::new();
                change
                    .inserts
                    .retain(|insert| named.insert((insert.table, insert.id)));
            }
            Fault::UpdatesBeforeDeletes if !change.deletes.is_empty() => {
                let mut first = change.clone();
                first.deletes.clear();
                self.inner.commit(&first)?;
                first = ChangeSet::new(change.tenant);
                first.deletes = change.deletes;
                return self.inner.commit(&first);
            }
            Fault::ForgetsRollback => return self.commit_parts(&change),
            Fault::CommitsInTwoSteps if change.updates.len() == 2 => {
                let mut first = ChangeSet::new(change.tenant);
                first.updates = change.updates.split_off(1);
                self.inner.commit(&first)?;
                thread::sleep(GAP);
            }
            Fault::ChecksThenActs => {
                for adjust in &mut change.adjustments {
                    let row = self.inner.get(change.tenant, &[adjust.key])?.remove(0);
                    thread::sleep(GAP);
                    let counters = row.map_or(vec![0; 2], |row| row.counters);
                    let after = counters[usize::from(adjust.counter)].checked_add(adjust.by);
                    if after.is_some_and(|after| adjust.floor.is_none_or(|floor| after >= floor)) {
                        adjust.floor = None;
                    }
                }
            }
            _ => {}
        }
        let answer = self.inner.commit(&change);
        match (self.fault, answer) {
            (Fault::ReportsDuplicatesAsConflicts, Err(StoreError::Duplicate { .. })) => {
                Err(StoreError::Conflict { keys: Vec::new() })
            }
            (Fault::CountsPositionsAcrossTenants, Ok(mut committed)) => {
                if change.tenant.number() == 2 {
                    for (_, position) in &mut committed.first_positions {
                        *position += 3;
                    }
                }
                Ok(committed)
            }
            (Fault::ReportsOtherPositions, Ok(mut committed)) => {
                for (_, position) in &mut committed.first_positions {
                    *position += 1;
                }
                Ok(committed)
            }
            (_, answer) => answer,
        }
    }

    fn name(&self) -> &'static str {
        "faulty"
    }
}

/// Which property notices which fault.
const CAUGHT_BY: &[(Fault, &str)] = &[
    (
        Fault::IgnoresFloors,
        "adjustments_add_and_keep_their_bounds",
    ),
    (Fault::IgnoresFloors, "the_last_unit_is_never_sold_twice"),
    (
        Fault::IgnoresCeilings,
        "adjustments_add_and_keep_their_bounds",
    ),
    (
        Fault::SkipsVersions,
        "updates_and_deletes_need_the_version_that_was_read",
    ),
    (Fault::SkipsVersions, "of_two_contenders_one_wins"),
    (Fault::SkipsChecks, "checks_hold_or_conflict"),
    (
        Fault::LosesAPosition,
        "positions_are_gapless_per_tenant_and_table",
    ),
    (Fault::LosesAPosition, "a_polling_reader_misses_nothing"),
    (
        Fault::CountsPositionsAcrossTenants,
        "positions_are_gapless_per_tenant_and_table",
    ),
    (
        Fault::DropsUniqueness,
        "a_unique_index_refuses_a_second_row",
    ),
    (Fault::DropsUniqueness, "a_unique_value_is_given_once"),
    (
        Fault::UpdatesBeforeDeletes,
        "unique_values_move_between_rows_of_one_change_set",
    ),
    (
        Fault::ForgetsRollback,
        "a_refusal_of_any_kind_leaves_nothing_behind",
    ),
    (
        Fault::ReportsDuplicatesAsConflicts,
        "a_unique_index_refuses_a_second_row",
    ),
    (
        Fault::AcceptsRowsNamedTwice,
        "misuse_is_refused_before_anything_is_written",
    ),
    (
        Fault::AcceptsEmptyPages,
        "scans_beyond_the_contract_are_refused",
    ),
    (Fault::MixesTenants, "tenants_see_only_their_own_rows"),
    (Fault::CutsBodies, "long_bodies_come_back_unchanged"),
    (
        Fault::AdjustsVersions,
        "versions_count_updates_and_nothing_else",
    ),
    (
        Fault::EndsPagesEarly,
        "paging_meets_every_row_once_in_both_directions",
    ),
    (
        Fault::PromisesAnotherPage,
        "a_page_knows_whether_more_follows",
    ),
    (
        Fault::RepeatsThePlace,
        "paging_meets_every_row_once_in_both_directions",
    ),
    (Fault::ForgetsTheUpperBound, "ranges_include_both_ends"),
    (
        Fault::WalksForwardOnly,
        "paging_meets_every_row_once_in_both_directions",
    ),
    (
        Fault::IndexesNulls,
        "sparse_indexes_leave_out_rows_with_a_null",
    ),
    (Fault::OrdersTextByLength, "text_is_ordered_by_bytes"),
    (Fault::IgnoresGrowth, "a_schema_that_grew_keeps_the_data"),
    (Fault::AcceptsOlderSchemas, "an_older_schema_is_refused"),
    (Fault::ReadsOneKeyAtATime, "readers_see_whole_change_sets"),
    (Fault::CommitsInTwoSteps, "readers_see_whole_change_sets"),
    (Fault::ChecksThenActs, "the_last_unit_is_never_sold_twice"),
    (
        Fault::ReportsOtherPositions,
        "random_commits_get_the_answers_of_the_reference_store",
    ),
];

fn faulty(fault: Fault) -> Fixture {
    Fixture::new(Faulty {
        inner: MemoryStore::default(),
        fault,
        prepared: Mutex::default(),
    })
}

fn notices(property: &str, fault: Fault) -> bool {
    let (_, run) = (PROPERTIES.iter())
        .find(|(name, _)| *name == property)
        .expect("the property exists");
    // A race may be won by luck; a fault that hides ten times in a row is not noticed.
    (0..10).any(|_| catch_unwind(AssertUnwindSafe(|| run(&|| faulty(fault)))).is_err())
}

#[test]
fn without_a_fault_every_property_holds() {
    for (_, run) in PROPERTIES {
        run(&|| faulty(Fault::None));
    }
}

#[test]
fn every_planted_fault_is_noticed_by_the_property_that_is_there_for_it() {
    let missed: Vec<_> = (CAUGHT_BY.iter())
        .filter(|(fault, property)| !notices(property, *fault))
        .collect();
    assert!(missed.is_empty(), "not noticed: {missed:?}");
}
