//! Medians, percentiles and ratios of what was timed.

use std::time::{Duration, Instant};

/// Durations of calls of one kind.
#[derive(Clone, Default)]
pub(super) struct Times(Vec<Duration>);

impl Times {
    /// Times one call.
    pub(super) fn time<T>(&mut self, call: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let answer = call();
        self.0.push(start.elapsed());
        answer
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn total(&self) -> Duration {
        self.0.iter().sum()
    }

    /// The duration below which this part of the calls lies, in microseconds.
    pub(super) fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
        sorted.get(at).map_or(f64::NAN, |time| micros(*time))
    }
}

/// The middle of a few figures.
pub(super) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

pub(super) fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// Processor time of this process so far, where the system tells. What others do on the machine is not in it.
pub(super) fn processor_time() -> Option<Duration> {
    // Behind the program's name, which may hold anything, the 12th and 13th figures are its own time and the system's for
    // it, in hundredths of a second.
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, figures) = text.rsplit_once(')')?;
    let mut times = figures.split_whitespace().skip(11).map(str::parse::<u64>);
    let hundredths = times.next()?.ok()? + times.next()?.ok()?;
    Some(Duration::from_millis(hundredths * 10))
}

/// How many per second.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) fn per_second(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) fn number(count: u64) -> f64 {
    count as f64
}
