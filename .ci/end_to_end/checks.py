"""What is tried, in the order of a gym's first day. Later checks build on what earlier ones left in the database."""

import json
import shlex
import shutil
import socket
import subprocess
from datetime import date

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from world import GYM, World, name

SERVICES = ["MembersService", "LogsService", "CoachService", "RulesService"]
RULES = ["hormones", "injury-prevention", "mental-freshness", "overtraining", "sleep"]
COMMAND_S_MAX = 120
OURS = "end-to-end"


def starts(world: World):
    """with one command, an empty file becomes a service of a made-up gym"""
    world.start("--demo")


def the_printed_command_works(world: World):
    """the command it prints can be pasted and answers"""
    line = next(line for line in world.service.output if " plan --server " in line)
    words = shlex.split(line)
    ran = subprocess.run(words, cwd=world.folder, capture_output=True, text=True, timeout=COMMAND_S_MAX)
    assert ran.returncode == 0 and len(ran.stdout.splitlines()) > 10, f"{ran.returncode}: {ran.stdout}{ran.stderr}"


def describes_itself(world: World):
    """reflection names its services and describes their messages"""
    found = world.client.services()
    missing = {f"rustdag.v1.{service}" for service in SERVICES} - found
    assert not missing, f"{missing} not in {found}"


def is_healthy(world: World):
    """health says SERVING, for the whole and for each service"""
    for service in ["", *(f"rustdag.v1.{service}" for service in SERVICES)]:
        health = world.client.health(service)
        assert health == "SERVING", f"{service!r} is {health}"


def loaded_the_rules(world: World):
    """the five official rules are loaded, with version and digest"""
    info = world.call("CoachService", "GetServerInfo")
    loaded = sorted(rule["rule"]["rule"] for rule in info["rules"])
    assert loaded == RULES and not info["missingRules"], f"{info}"
    for rule in info["rules"]:
        assert rule["rule"]["version"] and len(rule["rule"]["digest"]) == 64 and rule["tier"] == "native", f"{rule}"


def lists_members(world: World):
    """the gym has about 200 members, page by page, each once"""
    names = members(world, most=60)
    assert 180 <= len(names) <= 220, f"{len(names)} members"
    assert len(set(names)) == len(names), "a member is listed twice"
    assert name("sanne") in names


def members(world: World, most: int = 500) -> list[str]:
    """The names of the gym's members, with at most so many on a page."""
    pages = list(world.pages("MembersService", "ListMembers", parent=GYM, pageSize=most))
    assert all(len(page["members"]) <= most for page in pages)
    return [member["name"] for page in pages for member in page["members"]]


def shows_the_roster(world: World):
    """the roster has everybody once, with a light and, where it is not green, a reason"""
    pages = world.pages("CoachService", "ListRoster", parent=GYM, at=world.ago(), pageSize=200)
    entries = [entry for page in pages for entry in page["entries"]]
    assert [entry["member"] for entry in entries] == members(world)
    for entry in entries:
        assert entry["light"] != "LIGHT_UNSPECIFIED" and entry["displayName"], f"{entry}"
        if entry["light"] in {"LIGHT_AMBER", "LIGHT_RED"}:
            assert entry.get("reason", {}).get("text"), f"{entry}"
    assert len({entry["light"] for entry in entries}) >= 3, "not everybody is the same today"


def tells_readiness(world: World):
    """readiness: a light, every muscle and joint, and reasons in words"""
    readiness = world.readiness("sanne")
    assert readiness["light"] in {"LIGHT_GREEN", "LIGHT_AMBER", "LIGHT_RED", "LIGHT_GREY"}, readiness["light"]
    assert (len(readiness["muscles"]), len(readiness["joints"])) == (17, 7)
    for muscle in readiness["muscles"]:
        assert 0 <= muscle["recovered"] <= 1 and 0 <= muscle["fatigue"] < 1, f"{muscle}"
        assert muscle["setsToday"]["min"] <= muscle["setsToday"].get("max", float("inf")), f"{muscle}"
    assert 0 < readiness["confidence"] <= 1
    assert sorted(rule["rule"] for rule in readiness["rules"]) == RULES
    assert all(reason["text"] and reason["codeName"] for reason in readiness["reasons"]), f"{readiness['reasons']}"
    if readiness["light"] in {"LIGHT_AMBER", "LIGHT_RED"}:
        assert readiness["reasons"], "a light that is not green says why"


def answers_alike_twice(world: World):
    """the same question gets the same answer"""
    assert world.readiness("sanne") == world.readiness("sanne")
    assert world.plan("sanne") == world.plan("sanne")


def plans_a_week(world: World):
    """a plan has seven days, each with its kind and reasons, and is the best there is"""
    is_week(world.plan("sanne"))


def plans_for_everybody(world: World):
    """everybody in the gym gets such a plan"""
    for member in members(world):
        try:
            is_week(world.plan(member.rsplit("/", 1)[1]))
        except AssertionError as problem:
            raise AssertionError(f"{member}: {problem}") from problem


def is_week(plan: dict):
    days = plan["days"]
    dates = [date.fromisoformat(day["date"]) for day in days]
    assert len(days) == 7 and all((b - a).days == 1 for a, b in zip(dates, dates[1:])), f"{dates}"
    for day in days:
        assert day["kind"] in {"DAY_KIND_TRAINING", "DAY_KIND_ACTIVE_RECOVERY", "DAY_KIND_REST"}, f"{day}"
        assert day["reasons"] and all(reason["text"] for reason in day["reasons"]), f"{day}"
        assert (day["kind"] == "DAY_KIND_REST") == (day.get("session") is None), f"{day}"
    # Walking and mobility count as rest.
    assert any(day["kind"] != "DAY_KIND_TRAINING" for day in days), "nobody trains on seven days"
    assert plan["optimal"], f"objective {plan['objective']}, bound {plan['bound']}"


def speaks_both_languages(world: World):
    """Dutch and English differ in their sentences, and in nothing but words"""
    for ask in (world.plan, world.readiness):
        dutch, sentences_nl = apart(ask("sanne", languageCode="nl"))
        english, sentences_en = apart(ask("sanne", languageCode="en"))
        assert dutch == english
        assert sentences_nl and len(sentences_nl) == len(sentences_en)
        same = [a for a, b in zip(sentences_nl, sentences_en) if a == b]
        assert not same, f"the same in both languages: {same}"


def apart(answer) -> tuple:
    """An answer without its words, and its sentences. Names may be alike: a lat pulldown is one in both languages."""
    sentences = []

    def strip(value):
        if isinstance(value, list):
            return [strip(item) for item in value]
        if isinstance(value, dict):
            if "text" in value:
                sentences.append(value["text"])
            return {key: strip(item) for key, item in value.items() if key not in {"text", "displayName"}}
        return value

    return strip(answer), sentences


def checks_a_session(world: World):
    """a hard leg day is checked limit by limit, with a way out"""
    session = json.loads((world.root / "examples" / "squat-day.json").read_text())
    check = world.call("CoachService", "CheckSession", name=name("sanne"), at=world.ago(), session=session)["check"]
    assert check["fit"] in {"FIT_FITS", "FIT_FITS_REDUCED", "FIT_DOES_NOT_FIT"}, f"{check}"
    assert (check["fit"] == "FIT_FITS") == (not check["excesses"]), f"{check}"
    for excess in check["excesses"]:
        assert excess["quantity"] != "QUANTITY_UNSPECIFIED" and excess["reason"]["text"], f"{excess}"
    assert bool(check["reduced"]) == (check["fit"] == "FIT_FITS_REDUCED"), f"{check}"


def adds_a_member(world: World):
    """a member of our own is added once"""
    profile = {
        "displayName": "Noor",
        "born": "1990-03-14",
        "level": "LEVEL_INTERMEDIATE",
        "zone": "Europe/Amsterdam",
        "logsCompletely": True,
    }
    add = {"parent": GYM, "memberId": OURS, "member": {"profile": profile}}
    member = world.call("MembersService", "CreateMember", **add)["member"]
    assert member["name"] == name(OURS) and member["etag"], f"{member}"
    assert member["profile"]["displayName"] == "Noor"
    refused(grpc.StatusCode.ALREADY_EXISTS, lambda: world.call("MembersService", "CreateMember", **add))
    read = world.call("MembersService", "GetMember", name=name(OURS))["member"]
    assert read == member


def squats(event_id: str, at: str, sets: int, load_kg: float = 80) -> dict:
    one = {"exercise": "back-squat", "loadKg": load_kg, "reps": 8, "rir": 1}
    return {
        "source": OURS,
        "eventId": event_id,
        "at": at,
        "workout": {"durationMin": 50, "effortRpe": 8, "sets": [one] * sets},
    }


def quadriceps(readiness: dict) -> dict:
    return next(muscle for muscle in readiness["muscles"] if muscle["muscle"] == "MUSCLE_QUADRICEPS")


def records_a_workout(world: World):
    """a recorded workout is acknowledged, and tires what it trained"""
    before = quadriceps(world.readiness(OURS))
    [result] = world.record(squats("one", world.ago(hours=3), 5), member=OURS)
    assert result["acknowledgement"]["recording"] == "RECORDING_RECORDED", f"{result}"
    after = quadriceps(world.readiness(OURS))
    assert after["fatigue"] > before["fatigue"] and after["recovered"] < before["recovered"], f"{before} {after}"
    assert after.get("readyAt"), "it says from when they are ready"


def records_nothing_twice(world: World):
    """the same event id again changes nothing, also with other content"""
    before, events = world.readiness(OURS), world.events(OURS)
    [result] = world.record(squats("one", world.ago(hours=2), 12, 140), member=OURS)
    assert result["acknowledgement"]["recording"] == "RECORDING_DUPLICATE", f"{result}"
    assert world.events(OURS) == events and world.readiness(OURS) == before


def takes_late_events(world: World):
    """an event that arrives late changes today's answer, and is listed in its place"""
    before = quadriceps(world.readiness(OURS))
    [result] = world.record(squats("late", world.ago(hours=27), 6), member=OURS)
    assert result["acknowledgement"]["recording"] == "RECORDING_RECORDED", f"{result}"
    after = quadriceps(world.readiness(OURS))
    assert after["fatigue"] > before["fatigue"], f"{before} {after}"
    assert [event["eventId"] for event in world.events(OURS)] == ["late", "one"]


def takes_events_back(world: World):
    """an event that is taken back counts no more, and its id stays taken"""
    before = world.readiness(OURS)
    slip = squats("slip", world.ago(hours=30), 8)
    world.record(slip, member=OURS)
    assert world.readiness(OURS) != before
    taken = {"parent": name(OURS), "source": OURS, "eventId": "slip"}
    assert world.call("LogsService", "RetractEvent", **taken)["changed"]
    assert world.readiness(OURS) == before
    [result] = world.record(slip, member=OURS)
    assert result["acknowledgement"]["recording"] == "RECORDING_RETRACTED", f"{result}"
    assert world.readiness(OURS) == before


def refuses_a_bad_event(world: World):
    """a bad event is refused with the path of its mistake, and its neighbours are kept"""
    bad = squats("bad", world.ago(hours=50), 3)
    bad["workout"]["sets"] = [*bad["workout"]["sets"][:2], {"exercise": "back-squat", "loadKg": -40, "reps": 5}]
    good = {"source": OURS, "eventId": "night", "at": world.ago(hours=6), "night": {"asleepH": 7.5}}
    first, second = world.record(bad, good, member=OURS)
    refusal = first["refusal"]
    assert refusal["code"] == grpc.StatusCode.INVALID_ARGUMENT.value[0], f"{refusal}"
    assert [violation["field"] for violation in refusal["fieldViolations"]] == ["event.workout.sets[2].load_kg"]
    assert refusal["fieldViolations"][0]["description"], f"{refusal}"
    assert second["acknowledgement"]["recording"] == "RECORDING_RECORDED", f"{second}"
    assert "bad" not in [event["eventId"] for event in world.events(OURS)]


def refuses_bad_requests(world: World):
    """a bad request is INVALID_ARGUMENT, with google.rpc.BadRequest naming the field"""
    def violations(method: str, service: str, **request) -> list[str]:
        details = refused(grpc.StatusCode.INVALID_ARGUMENT, lambda: world.call(service, method, **request))
        bad_request = next(detail for detail in details if isinstance(detail, error_details_pb2.BadRequest))
        assert all(violation.description for violation in bad_request.field_violations)
        return [violation.field for violation in bad_request.field_violations]

    on_mars = {"profile": {"level": "LEVEL_NOVICE", "zone": "Mars/Olympus"}}
    found = violations("CreateMember", "MembersService", parent=GYM, memberId="mars", member=on_mars)
    assert found == ["member.profile.zone"], f"{found}"
    assert violations("MakePlan", "CoachService", name=name("sanne"), days=85) == ["days"]
    assert violations("GetReadiness", "CoachService", name="sanne") == ["name"]
    assert violations("GetReadiness", "CoachService", name=name("sanne"), languageCode="xx") == ["language_code"]
    assert violations("RecordEvents", "LogsService", parent=GYM, records=[]) == ["records"]


def knows_who_is_not_there(world: World):
    """a member that is not there is NOT_FOUND"""
    refused(grpc.StatusCode.NOT_FOUND, lambda: world.readiness("nobody"))
    refused(grpc.StatusCode.NOT_FOUND, lambda: world.call("MembersService", "GetMember", name=name("nobody")))


def refused(code: grpc.StatusCode, call) -> list:
    """Calls, expects that status, and answers its details, read as what they say they are."""
    try:
        answer = call()
    except grpc.RpcError as error:
        assert error.code() == code, f"{error.code()}: {error.details()}"
        assert error.details(), "a refusal says why"
        status = rpc_status.from_call(error)
        assert status is not None, f"{error.details()}: no google.rpc.Status"
        details = []
        for packed in status.details:
            kind = getattr(error_details_pb2, packed.TypeName().rsplit(".", 1)[-1])()
            assert packed.Unpack(kind)
            details.append(kind)
        info = [detail for detail in details if isinstance(detail, error_details_pb2.ErrorInfo)]
        assert len(info) == 1 and info[0].reason and info[0].domain, f"{details}"
        return details
    raise AssertionError(f"it was not refused: {answer}")


def streams_events(world: World):
    """a stream answers each event in its order, and goes on after a bad one"""
    events = [
        {"source": OURS, "eventId": f"stream-{hours}", "at": world.ago(hours=hours), "night": {"asleepH": asleep}}
        for hours, asleep in ((78, 7), (54, 40), (30, 6.5))
    ]
    events.append(events[0])
    answers = world.client.stream(
        "LogsService", "StreamEvents", [{"record": {"member": name(OURS), "event": event}} for event in events]
    )
    assert [int(answer["index"]) for answer in answers] == [0, 1, 2, 3], f"{answers}"
    outcome = [next(iter(answer["result"].values())) for answer in answers]
    assert outcome[0]["recording"] == outcome[2]["recording"] == "RECORDING_RECORDED", f"{outcome}"
    assert outcome[1]["fieldViolations"][0]["field"] == "event.night.asleep_h", f"{outcome}"
    assert outcome[3]["recording"] == "RECORDING_DUPLICATE", f"{outcome}"


def changes_rules_while_it_runs(world: World):
    """a coach's rule is begun, changed, checked, installed, seen in the plan in Dutch, and taken back"""
    def rustdag(*words: str) -> str:
        ran = subprocess.run(
            [world.program, *words], cwd=world.folder, capture_output=True, text=True, timeout=COMMAND_S_MAX
        )
        assert ran.returncode == 0, f"{words}: {ran.stderr}"
        return ran.stdout

    before = world.plan("sanne", languageCode="nl")
    rustdag("rule", "new", "rustig-aan", "--lang", "nl")
    file = world.folder / "rustig-aan.toml"
    file.write_text(file.read_text().replace("default = 3", "default = 1"))
    rustdag("rule", "check", "rustig-aan.toml")
    rustdag("rule", "install", "rustig-aan.toml", "--server", f"http://{world.service.address}")

    after = world.plan("sanne", languageCode="nl")
    assert after["days"] != before["days"] and after["ruleSet"] != before["ruleSet"]
    said = [reason["text"] for day in after["days"] for reason in day["reasons"] if reason["rule"] == "rustig-aan"]
    assert any("Trainingsdagen op rij: " in text for text in said), f"{said}"
    assert world.plan("sanne", languageCode="nl", ruleSet=before["ruleSet"]) == before, "plans can be made again"

    world.call("RulesService", "RollbackRules", parent=GYM)
    assert world.plan("sanne", languageCode="nl") == before, "the old plan is back"
    changes = world.call("RulesService", "ListRuleChanges", parent=GYM)["changes"]
    actions = [change["action"] for change in changes]
    assert actions[:2] == ["RULE_ACTION_ROLLED_BACK", "RULE_ACTION_INSTALLED"], f"{actions}"
    keeps_safe = {"parent": GYM, "rule": "injury-prevention"}
    refused(grpc.StatusCode.FAILED_PRECONDITION, lambda: world.call("RulesService", "DisableRule", **keeps_safe))


def refuses_a_port_in_use(world: World):
    """a second service on the same port ends with one clear sentence"""
    port = world.service.address.rsplit(":", 1)[1]
    database = f"sqlite://{world.folder}/second.db"
    ran = subprocess.run(
        [world.program, "serve", "--listen", world.service.address, "--database", database],
        cwd=world.folder, capture_output=True, text=True, timeout=COMMAND_S_MAX,
    )
    lines = ran.stderr.strip().splitlines()
    assert ran.returncode != 0 and len(lines) == 1 and port in lines[0], f"{ran.returncode}: {ran.stderr}"


def keeps_what_it_acknowledged(world: World):
    """what was acknowledged is there after kill -9, and a second --demo leaves it alone"""
    [result] = world.record(squats("last", world.ago(hours=1), 4), member=OURS)
    assert result["acknowledgement"]["recording"] == "RECORDING_RECORDED", f"{result}"
    world.kill()
    world.start("--demo")
    ids = [event["eventId"] for event in world.events(OURS)]
    assert ids == ["stream-78", "stream-30", "late", "night", "one", "last"], f"{ids}"
    assert name(OURS) in members(world)


def ends_with_ctrl_c(world: World):
    """Ctrl-C ends it with status 0, also while somebody is connected and says nothing"""
    host, port = world.service.address.rsplit(":", 1)
    with socket.create_connection((host, int(port))):
        status = world.interrupt()
    assert status == 0, f"status {status}"
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
    except OSError:
        return
    raise AssertionError("something still listens")


def answers_without_a_rule(world: World):
    """with a rule's library gone it starts, says so, and answers more carefully"""
    rules = world.folder / "rules"
    rules.mkdir()
    for library in world.program.parent.glob("librustdag_rule_*.*"):
        if library.suffix in {".so", ".dylib"} and "sleep" not in library.name:
            shutil.copy(library, rules)
    world.start("--rules", str(rules))
    assert any("missing: sleep" in line for line in world.service.output), world.service.said()
    info = world.call("CoachService", "GetServerInfo")
    assert [rule["rule"] for rule in info["missingRules"]] == ["sleep"], f"{info}"
    readiness = world.readiness("sanne")
    assert sorted(rule["rule"] for rule in readiness["rules"]) == [rule for rule in RULES if rule != "sleep"]
    if info["missingRules"][0]["onFailure"] == "FAILURE_POLICY_TIGHTEN":
        assert "rule-missing" in [reason["codeName"] for reason in readiness["reasons"]], f"{readiness['reasons']}"
    assert world.interrupt() == 0


IN_ORDER = [
    starts,
    the_printed_command_works,
    describes_itself,
    is_healthy,
    loaded_the_rules,
    lists_members,
    shows_the_roster,
    tells_readiness,
    answers_alike_twice,
    plans_a_week,
    plans_for_everybody,
    speaks_both_languages,
    checks_a_session,
    adds_a_member,
    records_a_workout,
    records_nothing_twice,
    takes_late_events,
    takes_events_back,
    refuses_a_bad_event,
    refuses_bad_requests,
    knows_who_is_not_there,
    streams_events,
    changes_rules_while_it_runs,
    refuses_a_port_in_use,
    keeps_what_it_acknowledged,
    ends_with_ctrl_c,
    answers_without_a_rule,
]
