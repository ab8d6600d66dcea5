//! What can be asked of levels. RULES §14.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::moves::terms;
use super::records::{Level, LevelCode, LevelCount, Levels, Standing};
use super::rules::Passed;
use crate::engine::{Engine, Lookup, Operation, Reader, Target};
use crate::kernel::{Actor, Day, MemberId, NodeId, Result};
use crate::member::Member;
use crate::org::Node;
use crate::schema::tables;
use crate::store::Scan;

/// A member's level and the way to the next one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MemberLevel {
    /// The level with what it brings.
    pub level: Level,
    /// Their growth value.
    pub growth: i64,
    /// The next level; `None` at the top.
    pub next: Option<Level>,
    /// What is missing for it; zero at the top.
    pub missing: i64,
    /// The first day on which the level is no longer theirs unless renewed; `None` at the first level.
    pub until: Option<Day>,
    /// What they grew since the level was given or renewed.
    pub period_growth: i64,
    /// What is missing for its renewal.
    pub missing_to_keep: i64,
}

/// How many members of a part of the tree have a level.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LevelShare {
    /// The level.
    pub level: LevelCode,
    /// Members.
    pub members: i64,
}

impl Engine {
    /// The levels of the tenant, lowest first; none: nobody grows.
    pub fn levels(&self, actor: &Actor) -> Result<Vec<Level>> {
        let mut reader = self.reader(actor, Operation::LevelsView, Target::Public)?;
        let levels = reader.find::<Levels>(Levels::ID)?;
        Ok(levels.map_or(Vec::new(), |levels| levels.levels.clone()))
    }

    /// A member's level today; `None` while the tenant has no levels.
    pub fn member_level(&self, actor: &Actor, member: MemberId) -> Result<Option<MemberLevel>> {
        let mut reader = self.reader(actor, Operation::MemberLevel, Target::Member(member))?;
        let community = reader.require::<Member>(member)?.community;
        let Some(found) = reader.find::<Levels>(Levels::ID)? else {
            return Ok(None);
        };
        let levels = &found.levels;
        let terms = terms(&reader.settings(community)?);
        let now = self.ports().clock.now();
        let today = reader.tenant_record()?.zone.day_of(now);
        let mut standing = match reader.find::<Standing>(member)? {
            Some(standing) => (*standing).clone(),
            None => Standing::begin(member, community, levels, today, terms),
        };
        let _: Vec<Passed> = standing.pass(levels, today, terms);
        let place = standing.place(levels);
        let next = levels.get(place.saturating_add(1)).cloned();
        let short = |wanted: u32, has: i64| i64::from(wanted).saturating_sub(has).max(0);
        let level = levels[place].clone();
        Ok(Some(MemberLevel {
            growth: standing.growth,
            missing: next
                .as_ref()
                .map_or(0, |next| short(next.growth, standing.growth)),
            next,
            until: (place > 0).then_some(standing.period.until),
            period_growth: standing.period.growth,
            missing_to_keep: short(level.retention, standing.period.growth),
            level,
        }))
    }

    /// How many members at and below a node have which level, in the order of the levels; members that registered before
    /// there were levels count once they were looked at.
    pub fn level_distribution(&self, actor: &Actor, node: NodeId) -> Result<Vec<LevelShare>> {
        let mut reader = self.reader(actor, Operation::LevelDistribution, Target::Node(node))?;
        let levels = reader.find::<Levels>(Levels::ID)?;
        let mut counts = BTreeMap::new();
        let mut nodes = vec![node];
        while let Some(node) = nodes.pop() {
            add_counts(&reader, node, &mut counts)?;
            let children = Scan::index(tables::NODE, Node::BY_PARENT, vec![node.into()], 500);
            reader.each::<Node>(children, |child| {
                nodes.push(child.id);
                Ok(())
            })?;
        }
        let shares = levels.iter().flat_map(|levels| &levels.levels);
        Ok(shares
            .map(|level| LevelShare {
                level: level.code.clone(),
                members: counts.get(&level.code).copied().unwrap_or(0),
            })
            .collect())
    }
}

fn add_counts(
    reader: &Reader<'_>,
    node: NodeId,
    counts: &mut BTreeMap<LevelCode, i64>,
) -> Result<()> {
    let scan = Scan::index(
        tables::LEVEL_COUNT,
        LevelCount::BY_NODE,
        vec![node.into()],
        500,
    );
    for row in reader.store.scan(reader.tenant, &scan)?.rows {
        let count: LevelCount = crate::engine::decode_row(&row)?;
        let members = row.counters.first().copied().unwrap_or(0);
        let sum = counts.entry(count.level).or_insert(0_i64);
        *sum = sum.saturating_add(members);
    }
    Ok(())
}
