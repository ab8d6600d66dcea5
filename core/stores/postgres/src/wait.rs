//! Waiting for answers on the caller's own thread, and sending many statements before the first answer is there.
//!
//! The port is synchronous, the driver is not. Its client is only a mailbox: whoever polls it encodes and decodes, the
//! I/O thread moves the bytes. So callers poll on their own threads, whether these belong to an executor or not.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Instant;

/// Unparks a thread.
struct Unpark {
    thread: Thread,
    woken: AtomicBool,
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Blocks the thread until the future is ready; `None` when the deadline comes first. Needs no executor and minds none:
/// it may be called on a thread of one.
pub(crate) fn wait<F: Future>(future: F, deadline: Instant) -> Option<F::Output> {
    let unpark = Arc::new(Unpark {
        thread: thread::current(),
        woken: AtomicBool::new(false),
    });
    let waker = Waker::from(Arc::clone(&unpark));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return Some(output);
        }
        while !unpark.woken.swap(false, Ordering::Acquire) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            thread::park_timeout(left);
        }
    }
}

type Boxed<'f, T> = Pin<Box<dyn Future<Output = T> + 'f>>;

/// All outputs, in order. The futures are first polled in order too, which is what sends statements in order.
pub(crate) async fn in_order<T>(futures: Vec<Boxed<'_, T>>) -> Vec<T> {
    let mut waiting: Vec<Option<Boxed<'_, T>>> = futures.into_iter().map(Some).collect();
    let mut outputs: Vec<Option<T>> = waiting.iter().map(|_| None).collect();
    poll_fn(move |context| {
        let mut pending = false;
        for (future, output) in waiting.iter_mut().zip(&mut outputs) {
            let Some(polled) = future else { continue };
            match polled.as_mut().poll(context) {
                Poll::Ready(ready) => {
                    *output = Some(ready);
                    *future = None;
                }
                Poll::Pending => pending = true,
            }
        }
        if pending {
            return Poll::Pending;
        }
        Poll::Ready(outputs.iter_mut().filter_map(Option::take).collect())
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(5)
    }

    #[test]
    fn a_deadline_ends_the_wait() {
        let before = Instant::now();
        let answer = wait(
            std::future::pending::<()>(),
            before + Duration::from_millis(20),
        );
        assert_eq!(answer, None);
        assert!(before.elapsed() >= Duration::from_millis(20));
    }

    #[test]
    fn another_thread_wakes_the_caller() {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let other = thread::spawn(move || {
            thread::sleep(Duration::from_millis(10));
            sender.send(7)
        });
        assert_eq!(wait(receiver, soon()), Some(Ok(7)));
        other.join().unwrap().unwrap();
    }

    #[test]
    fn outputs_come_in_the_order_of_the_futures() {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let first = async move { receiver.await.unwrap() };
        let second = async move {
            sender.send(1).unwrap();
            2
        };
        let all = wait(in_order(vec![Box::pin(first), Box::pin(second)]), soon());
        assert_eq!(all, Some(vec![1, 2]));
    }
}
