//! Runs work on a page away from the caller: with a stack of its own, a time limit, and
//! with a panic of a library turned into an answer.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

/// Why there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lost {
    /// It took longer than allowed. The work cannot be stopped from outside; it ends by
    /// itself, since the page's size is limited, and its result is thrown away.
    Time,
    /// A library panicked.
    Panic,
    /// The system gave no thread.
    Thread,
}

/// Bytes of stack: libraries that recurse over a tree of the greatest depth allowed fit
/// many times over. Only what is touched is ever taken from memory.
const STACK: usize = 32 << 20;

/// Runs `work` for at most `time`.
pub(crate) fn run<T: Send + 'static>(
    time: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Lost> {
    let (sender, receiver) = sync_channel(1);
    let thread = std::thread::Builder::new()
        .name("page".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            // the caller may have gone on without us
            let _ = sender.send(work());
        });
    if thread.is_err() {
        return Err(Lost::Thread);
    }
    receiver.recv_timeout(time).map_err(|error| match error {
        RecvTimeoutError::Timeout => Lost::Time,
        RecvTimeoutError::Disconnected => Lost::Panic,
    })
}

#[cfg(test)]
mod tests {
    use super::{Lost, run};
    use std::time::Duration;

    #[test]
    fn work_that_is_slow_or_breaks_is_told() {
        assert_eq!(run(Duration::from_secs(5), || 7), Ok(7));
        assert_eq!(
            run(Duration::from_millis(20), || std::thread::sleep(
                Duration::from_millis(300)
            )),
            Err(Lost::Time)
        );
        let broken: Result<(), Lost> = run(Duration::from_secs(5), || {
            std::panic::resume_unwind(Box::new("broken"))
        });
        assert_eq!(broken, Err(Lost::Panic));
    }
}
