//! Background tasks on worker threads, as in the program.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use reader::tasks::{Perform, Reply, Task, TaskKind, perform};
use reader::ui::message::Message;
use reader::ui::views::View;

use crate::test_app::TestApp;

const LEFT: &str = "The harbour froze on Monday. Boats stayed at the quay. The mayor blamed the sea.\n";
const RIGHT: &str = "On Monday the harbour froze. Nobody went out. The sea was blamed by the mayor.\n";

fn app(perform: Perform) -> TestApp {
    let mut app = TestApp::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT)]);
    app.resize(100, 16).use_threads(perform);
    app
}

fn compares(app: &TestApp) -> bool {
    matches!(app.app.views.top, View::Comparison(_)) && app.screen().contains("shared")
}

/// Returns a `perform` that does every task as the program does.
fn as_program() -> Perform {
    Arc::new(perform)
}

/// Returns a `perform` that reports the start of each task of one kind and holds it until the test
/// lets it continue.
fn held(kind: TaskKind) -> (Perform, Receiver<()>, Sender<()>) {
    let (tell_begun, begun) = channel();
    let (go_on, may_go_on) = channel();
    let may_go_on = Mutex::new(may_go_on);
    let perform: Perform = Arc::new(move |task: Task, cx| {
        if task.kind() == kind {
            tell_begun.send(()).unwrap();
            may_go_on.lock().unwrap().recv().unwrap();
        }
        perform(task, cx);
    });
    (perform, begun, go_on)
}

/// Returns a `perform` that does the first task of a kind by `first` and all others as the program does.
fn first_of(kind: TaskKind, first: impl Fn(&(dyn Fn() -> bool + Sync)) + Send + Sync + 'static) -> Perform {
    let is_first = AtomicBool::new(true);
    Arc::new(move |task: Task, cx| {
        if task.kind() == kind && is_first.swap(false, Ordering::Relaxed) {
            first(cx.wanted);
        } else {
            perform(task, cx);
        }
    })
}

#[test]
fn threads_search_and_compare() {
    let mut app = app(as_program());
    app.press("/harbour<enter>").wait_until("a match", |app| app.screen().contains("1/1"));
    app.press("<esc>c").wait_until("a comparison", compares);
    app.press(":facts<enter>").wait_until("the facts", |app| app.screen().contains("facts"));
}

#[test]
fn only_the_newest_of_quickly_typed_searches_is_done() {
    let (perform, begun, go_on) = held(TaskKind::Find);
    let mut app = app(perform);
    app.press("/b");
    begun.recv().unwrap();
    app.press("oats");
    go_on.send(()).unwrap();
    begun.recv().unwrap();
    go_on.send(()).unwrap();
    app.wait_until("the matches of the whole word", |app| app.screen().contains("/boats   1/1"));
    assert!(begun.try_recv().is_err(), "a search between the first and the newest was begun");
}

#[test]
fn a_cancelled_comparison_stops_and_the_next_one_is_done() {
    let ((tell_begun, begun), (tell_cancelled, cancelled)) = (channel(), channel());
    let mut app = app(first_of(TaskKind::Compare, move |wanted| {
        tell_begun.send(()).unwrap();
        while wanted() {
            std::thread::yield_now();
        }
        tell_cancelled.send(()).unwrap();
    }));
    app.press("c");
    begun.recv().unwrap();
    app.press("<c-c>");
    cancelled.recv().unwrap();
    assert!(!compares(&app));
    app.press("c").wait_until("a comparison", compares);
}

#[test]
fn replies_that_come_after_their_task_was_cancelled_are_dropped() {
    let mut app = app(as_program());
    app.press("c");
    let mut late = Vec::new();
    while !matches!(late.last(), Some(Message::Replied(ticket, Reply::Ended(_))) if ticket.kind == TaskKind::Compare)
    {
        let (ticket, reply) = app.next_reply().unwrap();
        late.push(Message::Replied(ticket, reply));
    }
    app.press("<c-c>");
    let before = app.screen();
    for message in late {
        app.send(message);
    }
    assert!(!compares(&app));
    assert_eq!(app.screen(), before);
}

#[test]
fn a_panicking_task_is_reported_and_the_program_continues() {
    let mut app = app(first_of(TaskKind::Find, |_| panic!("a fault in the search")));
    // One letter starts one search: the reply to a search that a newer one replaced would be dropped.
    app.press("/b");
    app.wait_until("the message", |app| app.screen().contains("it broke off: a fault in the search"));
    app.press("<esc>/boats").wait_until("a match", |app| app.screen().contains("1/1"));
    app.press("<esc>c").wait_until("a comparison", compares);
}
