//! Work that others need not wait for.

/// How much less of a processor a quiet thread gets than the others when there are not enough.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// Lets all other threads go before the one that calls it, for as long as it lives.
pub(crate) fn give_way() {
    // Without it the thread is as quick as the others, and nothing else is amiss. On Linux the
    // priority is the thread's own; elsewhere it would be the whole program's.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICE);
}
