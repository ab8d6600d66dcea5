//! Applying a change set.
//!
//! One transaction, two messages. The first begins it and sends, table by table in their order and keys in theirs, what
//! is deleted, changed and inserted; then it takes the tenant's head; then it inserts the rows of sequenced tables and
//! compares the checks. The second commits, if every statement met as many rows as it named.
//!
//! The head is one row per tenant. Whoever holds it is alone until he commits: positions have no gaps and follow the
//! order of commits, and what is read under it stays so. A check of a version or of an absent key therefore needs no lock
//! of its own: another writer has either committed before, then the check sees it, or comes later and checks itself. It
//! is taken last, so that the work of several processes for one tenant goes on side by side and only the end is
//! one after another. Nobody waits for a row while he holds it.

use std::collections::HashSet;

use linli::kernel::{Id, TenantId};
use linli::store::{
    Adjust, ChangeSet, Committed, Insert, RowKey, StoreError, TableId, Update, Value,
};

use crate::failure::{Failure, of_commit};
use crate::layout::{Layout, TableSql, index_name};
use crate::read::{Scope, versions};
use crate::session::{Answer, Request, Session};
use crate::values::{Key, Reader, Wire};

/// How often a change set is looked at again that was refused for no reason that is still there.
const TRIES: usize = 8;

/// Applies a validated change set and, unless the host owns the transaction, commits it.
pub(crate) fn commit(
    session: &mut Session,
    layout: &Layout,
    change: &ChangeSet,
    scope: Scope,
) -> Result<Committed, Failure> {
    if change.writes_nothing() {
        return check_only(session, layout, change, scope);
    }
    let work = Work::new(layout, change);
    let mut release = false;
    for _ in 0..TRIES {
        let refusal = match attempt(session, &work, scope, release) {
            Ok(Applied::Committed(committed)) => return Ok(committed),
            Ok(Applied::Missed) => None,
            Err(Failure::Unique(index)) => Some(index),
            Err(failure) => return Err(failure),
        };
        // Conflicts come before everything else, as in every store.
        let found = Diagnosis::of(session, layout, change, scope)?;
        if !found.conflicts.is_empty() {
            return Err(Failure::conflict(found.conflicts));
        }
        let duplicate = refusal.as_deref().and_then(|name| work.duplicate(name));
        match (duplicate, found.bound) {
            // The values may belong to a row that gives them up in the same change set.
            (Some(_), _) if !release && work.moves_unique_values() => release = true,
            (Some(duplicate), _) => return Err(duplicate.into()),
            (None, Some(bound)) => return Err(bound.into()),
            // What stood in the way is gone by now.
            (None, None) => {}
        }
    }
    Err(Failure::Again("rows kept changing".to_owned()))
}

/// Whether all checks hold, in one snapshot.
fn check_only(
    session: &mut Session,
    layout: &Layout,
    change: &ChangeSet,
    scope: Scope,
) -> Result<Committed, Failure> {
    let found = Diagnosis::of(session, layout, change, scope)?;
    if found.conflicts.is_empty() {
        return Ok(Committed::default());
    }
    Err(Failure::conflict(found.conflicts))
}

enum Applied {
    Committed(Committed),
    /// Some statement met other rows than it named. Everything is undone.
    Missed,
}

fn attempt(
    session: &mut Session,
    work: &Work<'_>,
    scope: Scope,
    release: bool,
) -> Result<Applied, Failure> {
    if scope == Scope::Host {
        // On its own, so that nothing that fails behind it ends the host's transaction.
        session.script("SAVEPOINT linli")?;
    }
    let sent = work.send(scope, release);
    let answers = match session.run(&sent.requests) {
        Ok(answers) => answers,
        Err(failure @ Failure::Lost(_)) => return Err(failure),
        Err(failure) => {
            undo(session, scope)?;
            return Err(failure);
        }
    };
    let met =
        (sent.expected.iter().zip(&answers)).all(|(expected, answer)| expected.is_met_by(answer));
    if !met {
        undo(session, scope)?;
        return Ok(Applied::Missed);
    }
    let committed = work.committed(&answers[sent.head])?;
    match scope {
        Scope::Host => session.script("RELEASE SAVEPOINT linli")?,
        Scope::Own => finish(session)?,
    }
    Ok(Applied::Committed(committed))
}

/// The only message whose answer may be missed without knowing what happened.
fn finish(session: &mut Session) -> Result<(), Failure> {
    let unknown = |reason| Failure::Final(StoreError::UnknownOutcome { reason });
    match session.answered(&[Request::new("COMMIT")]) {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => {
            session.break_off();
            Err(of_commit(error))
        }
        Err(Failure::Lost(reason)) => Err(unknown(reason)),
        Err(failure) => Err(failure),
    }
}

fn undo(session: &mut Session, scope: Scope) -> Result<(), Failure> {
    let undone = session.script(match scope {
        Scope::Own => "ROLLBACK",
        Scope::Host => "ROLLBACK TO SAVEPOINT linli; RELEASE SAVEPOINT linli",
    });
    match undone {
        Err(_) if scope == Scope::Own => {
            session.break_off();
            Ok(())
        }
        other => other,
    }
}

/// What a statement must have done.
#[derive(Clone, Copy)]
enum Expected {
    Anything,
    Affected(usize),
    NoRows,
    /// So many rows, each with a version that was stored.
    Changed(usize),
}

impl Expected {
    fn is_met_by(self, answer: &Answer) -> bool {
        match self {
            Self::Anything => true,
            Self::Affected(rows) => answer.affected == rows as u64,
            Self::NoRows => answer.rows.is_empty(),
            Self::Changed(rows) => {
                answer.rows.len() == rows
                    && (answer.rows.iter()).all(|row| row.get::<_, i64>(0) > 0)
            }
        }
    }
}

/// The first message of a commit.
struct Sent<'a> {
    requests: Vec<Request<'a>>,
    expected: Vec<Expected>,
    /// The place of the statement that takes the head.
    head: usize,
}

impl<'a> Sent<'a> {
    fn push(&mut self, request: Request<'a>, expected: Expected) {
        self.requests.push(request);
        self.expected.push(expected);
    }
}

/// A change set sorted by table and key.
struct Work<'a> {
    layout: &'a Layout,
    change: &'a ChangeSet,
    tables: Vec<TableWork<'a>>,
}

#[derive(Default)]
struct TableWork<'a> {
    deletes: Vec<(Id, u64)>,
    updates: Vec<&'a Update>,
    /// Of rows that are not inserted in the same change set.
    adjustments: Vec<&'a Adjust>,
    inserts: Vec<(&'a Insert, Vec<i64>)>,
    checks: Vec<(Id, Option<u64>)>,
}

impl<'a> Work<'a> {
    fn new(layout: &'a Layout, change: &'a ChangeSet) -> Self {
        let mut tables: Vec<TableWork<'a>> = Vec::new();
        tables.resize_with(layout.tables.len(), TableWork::default);
        let of = |table: TableId| usize::from(table.0);
        for delete in &change.deletes {
            tables[of(delete.table)]
                .deletes
                .push((delete.id, delete.version));
        }
        for update in &change.updates {
            tables[of(update.table)].updates.push(update);
        }
        for insert in &change.inserts {
            let counters = insert.counters.clone();
            tables[of(insert.table)].inserts.push((insert, counters));
        }
        for check in &change.checks {
            let entry = (check.key.id, check.version);
            tables[of(check.key.table)].checks.push(entry);
        }
        for (at, work) in tables.iter_mut().enumerate() {
            work.deletes.sort_unstable();
            work.checks.sort_unstable();
            work.updates.sort_unstable_by_key(|update| update.id);
            // Positions follow the order of the change set.
            if !layout.tables[at].table.sequenced {
                work.inserts.sort_unstable_by_key(|(insert, _)| insert.id);
            }
        }
        for adjust in &change.adjustments {
            let work = &mut tables[of(adjust.key.table)];
            let inserted = (work.inserts.iter_mut())
                .find(|(insert, _)| insert.id == adjust.key.id)
                .map(|(_, counters)| &mut counters[usize::from(adjust.counter)]);
            match inserted {
                // A result that 64 bits do not hold is found by the diagnosis; the row is not written then.
                Some(counter) if within(*counter, adjust) => *counter += adjust.by,
                _ => work.adjustments.push(adjust),
            }
        }
        for work in &mut tables {
            (work.adjustments).sort_unstable_by_key(|adjust| (adjust.key.id, adjust.counter));
        }
        Self {
            layout,
            change,
            tables,
        }
    }

    /// Every statement up to the commit.
    fn send(&self, scope: Scope, release: bool) -> Sent<'_> {
        let tenant = self.change.tenant;
        let mut sent = Sent {
            requests: Vec::with_capacity(16),
            expected: Vec::with_capacity(16),
            head: 0,
        };
        if scope == Scope::Own {
            let begin = Request::new("BEGIN ISOLATION LEVEL READ COMMITTED");
            sent.push(begin, Expected::Anything);
        }
        if self.layout.row_security {
            sent.push(Request::entering(tenant), Expected::Anything);
        }
        for (sql, work) in self.layout.tables.iter().zip(&self.tables) {
            work.rows(sql, tenant, release, &mut sent);
            if !sql.table.sequenced && !work.inserts.is_empty() {
                let rows = Expected::Affected(work.inserts.len());
                sent.push(work.insert(sql, tenant), rows);
            }
        }
        let mut head = Request::of(tenant, &self.layout.head);
        for at in &self.layout.sequenced {
            head = head.with(number(self.tables[*at].inserts.len()));
        }
        sent.head = sent.requests.len();
        sent.push(head, Expected::Anything);
        for at in &self.layout.sequenced {
            let work = &self.tables[*at];
            if !work.inserts.is_empty() {
                let request = work.insert(&self.layout.tables[*at], tenant);
                let rows = work.inserts.len();
                sent.push(request.with(number(rows)), Expected::Affected(rows));
            }
        }
        for (sql, work) in self.layout.tables.iter().zip(&self.tables) {
            if !work.checks.is_empty() {
                let ids: Vec<Key> = work.checks.iter().map(|(id, _)| Key(*id)).collect();
                let versions: Vec<Option<i64>> = (work.checks.iter())
                    .map(|(_, version)| version.map(u64::cast_signed))
                    .collect();
                let request = Request::of(tenant, &sql.check).with(ids).with(versions);
                sent.push(request, Expected::NoRows);
            }
        }
        sent
    }

    /// The positions that the head's answer gives.
    fn committed(&self, head: &Answer) -> Result<Committed, Failure> {
        let row = head.rows.first().ok_or_else(|| StoreError::Backend {
            reason: "the tenant's head answered no row".to_owned(),
        })?;
        let mut reader = Reader::new(row);
        let mut committed = Committed::default();
        for at in &self.layout.sequenced {
            let last: i64 = reader.field()?;
            let rows = self.tables[*at].inserts.len();
            if let (Ok(table), true) = (u16::try_from(*at), rows > 0) {
                let first = last - number(rows) + 1;
                (committed.first_positions).push((TableId(table), first.cast_unsigned()));
            }
        }
        Ok(committed)
    }

    /// Which unique index has this name. `None` for a primary key: that is a conflict.
    fn duplicate(&self, name: &str) -> Option<StoreError> {
        self.layout.schema.tables.iter().find_map(|table| {
            let index = (table.indexes.iter())
                .find(|index| index.unique && index_name(table, index) == name)?;
            Some(StoreError::Duplicate {
                table: table.name,
                index: index.name,
            })
        })
    }

    /// Whether rows are updated that a unique index holds.
    fn moves_unique_values(&self) -> bool {
        (self.layout.tables.iter().zip(&self.tables))
            .any(|(sql, work)| sql.release.is_some() && !work.updates.is_empty())
    }
}

impl TableWork<'_> {
    /// What is deleted and changed.
    fn rows<'s>(&'s self, sql: &TableSql, tenant: TenantId, release: bool, sent: &mut Sent<'s>) {
        let changed: HashSet<Id> = (self.updates.iter().map(|update| update.id))
            .chain(self.adjustments.iter().map(|adjust| adjust.key.id))
            .collect();
        if !self.deletes.is_empty() {
            if !changed.is_empty() {
                let ids = self.deletes.iter().map(|(id, _)| *id);
                let ids: Vec<Key> = ids.chain(changed.iter().copied()).map(Key).collect();
                let request = Request::of(tenant, &sql.lock).with(ids);
                sent.push(request, Expected::Anything);
            }
            for (id, version) in &self.deletes {
                let request = Request::of(tenant, &sql.delete).with(Key(*id));
                sent.push(
                    request.with(stored_version(*version)),
                    Expected::Affected(1),
                );
            }
        }
        if changed.is_empty() {
            return;
        }
        if let (true, Some(release)) = (release, &sql.release) {
            let ids: Vec<Key> = self.updates.iter().map(|update| Key(update.id)).collect();
            let request = Request::of(tenant, release).with(ids);
            sent.push(request, Expected::Anything);
        }
        let request = self.change(sql, tenant);
        sent.push(request, Expected::Changed(changed.len()));
    }

    fn change<'s>(&'s self, sql: &TableSql, tenant: TenantId) -> Request<'s> {
        let mut counters: Vec<u8> = (self.adjustments.iter())
            .map(|adjust| adjust.counter)
            .collect();
        counters.sort_unstable();
        counters.dedup();
        let mut ids: Vec<Id> = (self.updates.iter().map(|update| update.id))
            .chain(self.adjustments.iter().map(|adjust| adjust.key.id))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let statement = sql.change(!self.updates.is_empty(), &counters);
        let mut request = Request::of(tenant, &statement);
        request = request.with(ids.iter().map(|id| Key(*id)).collect::<Vec<_>>());
        if !self.updates.is_empty() {
            let mut updates = self.updates.iter().peekable();
            let rows: Vec<Option<&Update>> = (ids.iter())
                .map(|id| updates.next_if(|update| update.id == *id).copied())
                .collect();
            let versions: Vec<i64> = (rows.iter())
                .map(|row| row.map_or(0, |update| stored_version(update.version)))
                .collect();
            request = request.with(versions);
            for at in 0..sql.table.columns.len() {
                let values: Vec<Wire<'_>> = (rows.iter())
                    .map(|row| Wire(row.map_or(&Value::Null, |update| &update.columns[at])))
                    .collect();
                request = request.with(values);
            }
            let bodies: Vec<&str> = (rows.iter())
                .map(|row| row.map_or("null", |update| update.body.as_str()))
                .collect();
            request = request.with(bodies);
        }
        for counter in counters {
            let mut added = (self.adjustments.iter())
                .filter(|adjust| adjust.counter == counter)
                .peekable();
            let mut by = Vec::with_capacity(ids.len());
            let mut least = Vec::with_capacity(ids.len());
            let mut most = Vec::with_capacity(ids.len());
            for id in &ids {
                let adjust = added.next_if(|adjust| adjust.key.id == *id);
                let (low, high) = adjust.map_or((i64::MIN, i64::MAX), |adjust| before(adjust));
                by.push(adjust.map_or(0, |adjust| adjust.by));
                least.push(low);
                most.push(high);
            }
            request = request.with(by).with(least).with(most);
        }
        request
    }

    /// New rows; the number of a sequenced table's rows is added by the caller.
    fn insert<'s>(&'s self, sql: &TableSql, tenant: TenantId) -> Request<'s> {
        let ids: Vec<Key> = (self.inserts.iter())
            .map(|(insert, _)| Key(insert.id))
            .collect();
        let mut request = Request::of(tenant, &sql.insert).with(ids);
        for at in 0..sql.table.columns.len() {
            let values: Vec<Wire<'_>> = (self.inserts.iter())
                .map(|(insert, _)| Wire(&insert.columns[at]))
                .collect();
            request = request.with(values);
        }
        for at in 0..sql.table.counters.len() {
            let values: Vec<i64> = (self.inserts.iter())
                .map(|(_, counters)| counters[at])
                .collect();
            request = request.with(values);
        }
        let bodies: Vec<&str> = (self.inserts.iter())
            .map(|(insert, _)| insert.body.as_str())
            .collect();
        request.with(bodies)
    }
}

/// Why a change set does not go through, as far as it can be seen now.
struct Diagnosis {
    conflicts: Vec<RowKey>,
    bound: Option<StoreError>,
}

impl Diagnosis {
    fn of(
        session: &mut Session,
        layout: &Layout,
        change: &ChangeSet,
        scope: Scope,
    ) -> Result<Self, Failure> {
        let named = |table, id| RowKey { table, id };
        let expected: Vec<(RowKey, Option<u64>)> = (change.checks.iter())
            .map(|check| (check.key, check.version))
            .chain((change.deletes.iter()).map(|d| (named(d.table, d.id), Some(d.version))))
            .chain((change.updates.iter()).map(|u| (named(u.table, u.id), Some(u.version))))
            .chain((change.inserts.iter()).map(|i| (named(i.table, i.id), None)))
            .collect();
        let keys: Vec<RowKey> = (expected.iter().map(|(key, _)| *key))
            .chain(change.adjustments.iter().map(|adjust| adjust.key))
            .collect();
        let found = versions(session, layout, scope, change.tenant, &keys)?;
        let mut conflicts: Vec<RowKey> = (expected.iter())
            .filter(|(key, version)| found.get(key).map(|(version, _)| *version) != *version)
            .map(|(key, _)| *key)
            .collect();
        let gone: HashSet<RowKey> = (change.deletes.iter())
            .map(|delete| named(delete.table, delete.id))
            .collect();
        let mut bound = None;
        for adjust in &change.adjustments {
            let counter = usize::from(adjust.counter);
            let inserted = (change.inserts.iter())
                .find(|insert| named(insert.table, insert.id) == adjust.key)
                .map(|insert| insert.counters[counter]);
            let stored = || {
                (found
                    .get(&adjust.key)
                    .filter(|_| !gone.contains(&adjust.key)))
                .map(|(_, counters)| counters[counter])
            };
            match inserted.or_else(stored) {
                None => conflicts.push(adjust.key),
                Some(value) if !within(value, adjust) => {
                    bound.get_or_insert(StoreError::Bound {
                        key: adjust.key,
                        counter: adjust.counter,
                    });
                }
                Some(_) => {}
            }
        }
        Ok(Self { conflicts, bound })
    }
}

/// A version as a stored one; what cannot be stored is one that no row has.
fn stored_version(version: u64) -> i64 {
    i64::try_from(version)
        .ok()
        .filter(|version| *version > 0)
        .unwrap_or(-1)
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Whether a counter of this value can take it.
fn within(value: i64, adjust: &Adjust) -> bool {
    let (least, most) = before(adjust);
    (least..=most).contains(&value)
}

/// The least and the largest value that a counter may have before, so that it is inside its bounds and inside 64 bits
/// afterwards; where no value will do, the least is larger.
fn before(adjust: &Adjust) -> (i64, i64) {
    const NONE: (i64, i64) = (1, 0);
    let by = i128::from(adjust.by);
    let least = i128::from(adjust.floor.unwrap_or(i64::MIN)) - by;
    let most = i128::from(adjust.ceiling.unwrap_or(i64::MAX)) - by;
    let least = i64::try_from(least.max(i128::from(i64::MIN)));
    let most = i64::try_from(most.min(i128::from(i64::MAX)));
    match (least, most) {
        (Ok(least), Ok(most)) if least <= most => (least, most),
        _ => NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_before_an_adjustment_stay_inside_64_bits() {
        let before = |by, floor, ceiling| {
            before(&Adjust {
                key: RowKey {
                    table: TableId(0),
                    id: Id::MIN,
                },
                counter: 0,
                by,
                floor,
                ceiling,
            })
        };
        assert_eq!(before(-3, Some(0), None), (3, i64::MAX));
        assert_eq!(before(5, None, Some(9)), (i64::MIN, 4));
        assert_eq!(before(5, None, None), (i64::MIN, i64::MAX - 5));
        assert_eq!(before(i64::MIN, None, None), (0, i64::MAX));
        for (least, most) in [before(i64::MIN, Some(1), None), before(1, Some(9), Some(8))] {
            assert!(least > most, "no value will do");
        }
    }
}
