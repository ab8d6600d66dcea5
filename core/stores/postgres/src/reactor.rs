//! The thread that moves bytes between sockets and callers.

use std::future::Future;
use std::thread;

use linli::store::{StoreError, StoreResult};
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

/// One thread with a runtime of its own, so that a store can be made and called inside and outside of other runtimes.
/// It ends when the value is dropped.
pub(crate) struct Reactor {
    handle: Handle,
    // Dropping it ends the thread, which drops its runtime itself: that is not allowed on a thread of another runtime.
    _running: oneshot::Sender<()>,
}

impl Reactor {
    pub(crate) fn start() -> StoreResult<Self> {
        let failed = |error: std::io::Error| StoreError::Unavailable {
            reason: format!("the thread for the connections cannot be started: {error}"),
        };
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let handle = runtime.handle().clone();
        let (running, ended) = oneshot::channel();
        thread::Builder::new()
            .name("linli-postgres".to_owned())
            .spawn(move || {
                let _ = runtime.block_on(ended);
                // A look-up of a host's name may still hang; nobody waits for it.
                runtime.shutdown_background();
            })
            .map_err(failed)?;
        Ok(Self {
            handle,
            _running: running,
        })
    }

    /// Lets the thread run something; the answer can be waited for anywhere.
    pub(crate) fn spawn<F>(
        &self,
        future: F,
    ) -> impl Future<Output = Result<F::Output, tokio::task::JoinError>> + use<F>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.handle.spawn(future)
    }
}
