//! What one flush of this disk costs.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::figures::Times;
use super::{Line, Result, Setting};

const PAGE: [u8; 4096] = [0x5a; 4096];
const FLUSHES: u64 = 300;

/// Appends a page and flushes it, as a write-ahead log does while its file grows; then the same over pages that are
/// there already, as it does after its first checkpoint.
pub(super) fn fdatasync(setting: &Setting) -> Result<Vec<Line>> {
    let directory = setting.scratch()?;
    let (appended, overwritten) = flushes(directory.path())?;
    let p50 = appended.percentile(50);
    Ok(vec![
        Line::new("fdatasync_append_p50", p50, "us"),
        Line::new("fdatasync_append_p99", appended.percentile(99), "us")
            .beside("fdatasync_append_p50", p50),
        Line::new("fdatasync_overwrite_p50", overwritten.percentile(50), "us")
            .beside("fdatasync_append_p50", p50),
    ])
}

/// Times of flushes behind the end of a file, and of flushes inside it.
pub(super) fn flushes(directory: &Path) -> Result<(Times, Times)> {
    let mut log = Log::begin(directory, PAGE.len())?;
    let mut rounds = [Times::default(), Times::default()];
    for times in &mut rounds {
        log.place = 0;
        for _ in 0..FLUSHES {
            times.time(|| log.append())?;
        }
    }
    let [appended, overwritten] = rounds;
    Ok((appended, overwritten))
}

/// A file to which blocks of one size are added, each flushed.
pub(super) struct Log {
    file: File,
    block: Vec<u8>,
    place: u64,
}

impl Log {
    pub(super) fn begin(directory: &Path, block: usize) -> Result<Self> {
        Ok(Self {
            file: File::create(directory.join(format!("flushed-{block}")))?,
            block: PAGE.iter().copied().cycle().take(block).collect(),
            place: 0,
        })
    }

    pub(super) fn append(&mut self) -> std::io::Result<()> {
        self.file.write_all_at(&self.block, self.place)?;
        self.place += self.block.len() as u64;
        self.file.sync_data()
    }
}
