//! Levels: invariant 26.

use std::collections::BTreeMap;

use super::orders::OrderSums;
use super::report::Walk;
use crate::engine::Record;
use crate::kernel::{LevelId, NodeId, Result};
use crate::level::{LevelCount, Levels, Standing};

pub(super) fn verify(walk: &mut Walk<'_>, orders: &OrderSums) -> Result<()> {
    let mut levels = Vec::new();
    walk.each::<Levels>(|_, record, _| {
        levels = record.levels;
        Ok(())
    })?;
    let zone = walk.zone;
    let mut bought = orders.growth.clone();
    let mut counts: BTreeMap<(NodeId, LevelId), i64> = BTreeMap::new();
    walk.each::<Standing>(|report, standing, _| {
        let member = standing.member;
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 26, Standing::WHAT, || format!("{member}: {detail}"));
        };
        wrong(
            bought.remove(&member).unwrap_or(0) == standing.bought,
            "its growth from buying is not what the orders gave",
        );
        wrong(standing.growth >= 0, "its growth is below zero");
        let place = levels.iter().position(|level| level.code == standing.level);
        wrong(
            place.is_none_or(|place| place == 0)
                || standing
                    .due_at
                    .is_some_and(|due| due <= zone.start_of(standing.period.until)),
            "it is not due when its period ends",
        );
        let key = (standing.community, LevelId::of_code(&standing.level));
        *counts.entry(key).or_default() += 1;
        Ok(())
    })?;
    for (member, growth) in bought.into_iter().filter(|(_, growth)| *growth != 0) {
        walk.report.find(26, Standing::WHAT, || {
            format!("{member} has none but orders gave {growth}")
        });
    }
    walk.each::<LevelCount>(|report, count, row| {
        let key = (count.node, LevelId::of_code(&count.level));
        let members = counts.remove(&key).unwrap_or(0);
        let counted = row.counters.first().copied().unwrap_or(-1);
        report.check(counted == members, 26, LevelCount::WHAT, || {
            format!("{counted} are counted, {members} have the level")
        });
        Ok(())
    })?;
    for ((node, _), members) in counts {
        walk.report.find(26, LevelCount::WHAT, || {
            format!("{members} members of {node} have a level that is not counted")
        });
    }
    Ok(())
}
