//! A whole gym is planned in the order of ids, the same by any number of threads, and no faster than it is read.

use crate::running::{GYM, Running, config, details, instant, record, squats};
use crate::watched::Watched;
use rustdag_proto::v1::coach_service_client::CoachServiceClient;
use rustdag_proto::v1::{self, event::Kind, make_plans_response::Outcome};
use rustdag_server::{Config, Server};
use rustdag_store::DEFAULT_GYM;
use std::num::NonZeroUsize;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{sleep, timeout};
use tonic::transport::Channel;
use tonic::{Code, Status, Streaming};

const AT: &str = "2026-05-11T07:00:00Z";
const LONG: Duration = Duration::from_secs(20);
/// More than a page of the store.
const MEMBERS: usize = 230;

fn with_threads(threads: usize) -> impl FnOnce(Server) -> Server {
    move |server| server.with_whole_gyms(1, NonZeroUsize::new(threads).unwrap(), LONG)
}

fn id(number: usize) -> String {
    format!("m{number:03}")
}

/// A gym in which everybody trained differently, and nobody much.
async fn fill(running: &Running) {
    let mut records = Vec::new();
    for number in 0..MEMBERS {
        let name = running.add(&id(number)).await;
        let night = Kind::Night(v1::Night { asleep_h: Some(5.0 + (number % 5) as f64) });
        let day = 4 + number % 6;
        records.push(record(
            &name,
            &format!("w{number}"),
            &format!("2026-05-0{day}T17:00:00Z"),
            squats(1 + number % 9, 70.0),
        ));
        records.push(record(&name, &format!("n{number}"), "2026-05-11T05:30:00Z", night));
    }
    for batch in records.chunks(400) {
        running.record(batch.to_vec()).await;
    }
}

fn request() -> v1::MakePlansRequest {
    v1::MakePlansRequest { parent: GYM.into(), at: Some(instant(AT)), days: 4, ..v1::MakePlansRequest::default() }
}

async fn ask(running: &Running, request: v1::MakePlansRequest) -> Result<Streaming<v1::MakePlansResponse>, Status> {
    Ok(running.coach().make_plans(request).await?.into_inner())
}

/// A client that has room for little at a time, so that what it does not read stays with the service.
async fn ask_with_little_room(running: &Running) -> Streaming<v1::MakePlansResponse> {
    const ROOM: u32 = 65_535;
    let endpoint = Channel::from_shared(format!("http://{}", running.address)).unwrap();
    let endpoint = endpoint.initial_stream_window_size(ROOM).initial_connection_window_size(ROOM);
    let mut coach = CoachServiceClient::new(endpoint.connect().await.unwrap());
    coach.make_plans(request()).await.unwrap().into_inner()
}

async fn all(running: &Running, request: v1::MakePlansRequest) -> Vec<v1::MakePlansResponse> {
    let mut stream = ask(running, request).await.unwrap();
    let mut plans = Vec::new();
    while let Some(plan) = stream.message().await.unwrap() {
        plans.push(plan);
    }
    plans
}

fn watched(folder: &TempDir) -> (Config, std::sync::Arc<Watched>) {
    Watched::of(config(folder.path()), None)
}

#[tokio::test]
async fn everybody_gets_the_plan_they_would_get_alone_whatever_the_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let of_one = config(folder.path());
    let store = std::sync::Arc::clone(&of_one.store);
    let running = Running::start_as(folder, of_one, with_threads(1)).await;
    fill(&running).await;
    // Of one of them nothing can be read.
    store.create_member(DEFAULT_GYM, "m007-broken", b"\xff\xff", 0).unwrap();

    let plans = all(&running, request()).await;
    let names: Vec<&str> = plans.iter().map(|plan| plan.member.as_str()).collect();
    assert!(names.is_sorted() && names.len() == MEMBERS + 1, "{names:?}");
    for (place, answer) in plans.iter().enumerate() {
        assert_eq!((answer.done, answer.total), (place as u64 + 1, MEMBERS as u64 + 1));
        match answer.outcome.as_ref().unwrap() {
            Outcome::Plan(plan) => assert!(plan.days.len() == 4 && plan.at == Some(instant(AT)) && plan.optimal),
            Outcome::Refusal(refusal) => {
                assert!(answer.member.ends_with("m007-broken") && refusal.code == i32::from(Code::DataLoss));
                assert!(refusal.message.contains("cannot be read"), "{}", refusal.message);
            }
        }
    }
    for place in [0, 9, MEMBERS] {
        let answer = &plans[place];
        let alone = v1::MakePlanRequest {
            name: answer.member.clone(),
            at: Some(instant(AT)),
            days: 4,
            ..v1::MakePlanRequest::default()
        };
        let plan = running.coach().make_plan(alone).await.unwrap().into_inner().plan.unwrap();
        assert_eq!(answer.outcome, Some(Outcome::Plan(plan)), "{}", answer.member);
    }

    let mut folder = running.stop().await;
    drop(store);
    for threads in [2, 4] {
        let config = config(folder.path());
        let running = Running::start_as(folder, config, with_threads(threads)).await;
        assert!(all(&running, request()).await == plans, "{threads} threads");
        // It goes on where it was cut off.
        let after_member = plans[99].member.clone();
        let rest = all(&running, v1::MakePlansRequest { after_member, ..request() }).await;
        assert_eq!((rest.len(), rest[0].done, rest[0].total), (MEMBERS - 99, 1, MEMBERS as u64 - 99));
        assert!(rest.iter().map(|plan| &plan.outcome).eq(plans[100..].iter().map(|plan| &plan.outcome)));
        folder = running.stop().await;
    }
}

#[tokio::test]
async fn no_more_is_planned_than_is_read_and_nothing_for_who_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (config, watched) = watched(&folder);
    let running = Running::start_as(folder, config, with_threads(2)).await;
    fill(&running).await;
    watched.calls();
    let mut planned = 0;
    let mut read_since = || {
        planned += watched.calls().iter().filter(|(call, _)| *call == "history").count();
        planned
    };

    let mut stream = ask_with_little_room(&running).await;
    stream.message().await.unwrap().unwrap();
    // It comes to a stop, well before the gym is done.
    let mut before = 0;
    let stopped = timeout(LONG, async {
        loop {
            sleep(Duration::from_millis(300)).await;
            let now = read_since();
            if now == before {
                return now;
            }
            before = now;
        }
    });
    let stopped = stopped.await.expect("it waits for its reader");
    assert!(stopped < MEMBERS / 2, "{stopped} members were planned for who had read one");
    let status = ask(&running, request()).await.unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::ResourceExhausted, "TOO_MANY_GYMS"));

    drop(stream);
    let came_free = timeout(LONG, async {
        while ask(&running, request()).await.is_err() {
            sleep(Duration::from_millis(20)).await;
        }
    });
    came_free.await.expect("who is gone holds no place");
    running.stop().await;
}

#[tokio::test]
async fn who_takes_nothing_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let bounded = |server: Server| server.with_whole_gyms(1, NonZeroUsize::MIN, Duration::from_millis(300));
    let running = Running::start_as(folder, config, bounded).await;
    fill(&running).await;
    let mut stream = ask_with_little_room(&running).await;
    sleep(Duration::from_secs(2)).await;
    let ended = timeout(LONG, async {
        let mut taken = 0;
        loop {
            match stream.message().await {
                Ok(Some(_)) => taken += 1,
                Ok(None) => panic!("it says that it was given up"),
                Err(status) => return (taken, status),
            }
        }
    });
    let (taken, status) = ended.await.expect("it has an end");
    assert!(taken < MEMBERS, "{taken}");
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::DeadlineExceeded, "STREAM_IDLE"));
    running.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_the_question_is_told_before_the_stream_begins() {
    let running = Running::start().await;
    let wrong = [
        (v1::MakePlansRequest { days: 29, ..request() }, "days"),
        (v1::MakePlansRequest { language_code: "tlh".into(), ..request() }, "language_code"),
        (v1::MakePlansRequest { parent: "gyms".into(), ..request() }, "parent"),
        (v1::MakePlansRequest { after_member: "gyms/other/members/1".into(), ..request() }, "after_member"),
    ];
    for (request, field) in wrong {
        let status = ask(&running, request).await.unwrap_err();
        assert_eq!((status.code(), details(&status).0), (Code::InvalidArgument, vec![field.to_owned()]));
    }
    let nowhere = v1::MakePlansRequest { parent: "gyms/nowhere".into(), ..request() };
    assert_eq!(ask(&running, nowhere).await.unwrap_err().code(), Code::NotFound);
    assert!(all(&running, request()).await.is_empty(), "a gym without members is done at once");
    running.stop().await;
}
