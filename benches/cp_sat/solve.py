"""One week, solved by OR-tools CP-SAT and by Rustdag's planner. What is compared is said in README.md beside this file.

    cargo build --release -p rustdag-benches --example cp_sat_instance
    python -m venv venv && venv/bin/pip install ortools
    venv/bin/python benches/cp_sat/solve.py [--member sanne] [--days 7] [--seconds 60] [--quick]
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time

from ortools.sat.python import cp_model

WORTH = 10**6  # worth, in millionths
SETS = 10**4  # weekly sets, in ten-thousandths
FATIGUE = 10**5  # fatigue, in hundred-thousandths
FINE = 1000  # constraints with real slopes are multiplied by this before they are rounded
# Weekly sets at which curves are cut into lines.
BREAKS = [0, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 20, 28, 40]
# Fatigue at which the price of training unrecovered is touched by a line.
TOUCHES = [0.03, 0.035, 0.04, 0.045, 0.05, 0.06, 0.07, 0.08]


def asked():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--member", default="sanne")
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=60.0, help="most time of the solver")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="check the model on three days, which a solver proves at once")
    parser.add_argument("--program", default="target/release/examples/cp_sat_instance")
    return parser.parse_args()


def run(program, words, text=""):
    done = subprocess.run([program, *words], input=text, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def lines(curve, step):
    """A concave curve as lines, none of which is below it at its breaks: (slope, value at nothing)."""
    at = lambda weekly: curve[round(weekly / step)]
    found = []
    for low, high in zip(BREAKS, BREAKS[1:]):
        slope = (at(high) - at(low)) / (high - low)
        found.append((slope, at(low) - slope * low))
    # Lines that are the same say nothing new.
    return [line for place, line in enumerate(found) if place == 0 or abs(line[0] - found[place - 1][0]) > 1e-9]


class Improvements(cp_model.CpSolverSolutionCallback):
    """When the solver last found a better week: on the clock, and in time that its threads computed."""

    def __init__(self):
        super().__init__()
        self.begun = (time.perf_counter(), time.process_time())
        self.last = (0.0, 0.0)

    def on_solution_callback(self):
        self.last = (time.perf_counter() - self.begun[0], time.process_time() - self.begun[1])


class Week:
    """The week as an integer program."""

    def __init__(self, week):
        self.week = week
        self.model = cp_model.CpModel()
        self.days = range(len(week["days"]))
        self.actions = range(len(week["actions"]))
        self.muscles = range(len(week["fatigue_now"]))
        self.does = {(d, a): self.model.new_bool_var(f"does_{d}_{a}") for d in self.days for a in self.actions}
        self.trains = [sum(self.does[d, a] for a in self.actions) for d in self.days]
        self.price = []
        self.time_and_rest()
        self.fatigue()
        self.next_days()
        self.ceiling()
        self.worth = self.adaptation()
        self.model.maximize(
            sum(self.worth)
            - sum(self.price)
            - round(week["day_price"] * WORTH) * sum(self.trains)
        )

    def time_and_rest(self):
        week, model = self.week, self.model
        # Days of training among the six before a training day, those behind the horizon included.
        most = 6 - round(week["rest_days_min"])
        before = [int(trained) for trained in week["trained_before"]]
        for d in self.days:
            model.add(self.trains[d] <= 1)
            minutes = week["days"][d]["minutes"]
            for a in self.actions:
                if minutes is None or week["actions"][a]["minutes"] > minutes:
                    model.add(self.does[d, a] == 0)
            six = [self.trains[e] for e in range(max(0, d - 6), d)] + before[len(before) - max(0, 6 - d):]
            model.add(sum(six) + 6 * self.trains[d] <= most + 6)

    def fatigue(self):
        week, model = self.week, self.model
        span = week["rest_above"] - week["recovered"]
        for m in self.muscles:
            tired = round(week["fatigue_now"][m] * FATIGUE)
            for d in self.days:
                kept = week["days"][d]["kept"][m]
                loading = [a for a in self.actions if week["actions"][a]["loads"][m]]
                loaded = sum(self.does[d, a] for a in loading)
                for a in loading:
                    # Fewer sets fit the more tired a muscle is.
                    asks = week["actions"][a]["hard_sets"][m]
                    room = week["rest_above"] - asks * span / max(week["usual_sets"][m], 1e-9)
                    most = round(max(week["recovered"], room) * FATIGUE)
                    model.add(tired <= most).only_enforce_if(self.does[d, a])
                if loading:
                    price = model.new_int_var(0, WORTH, "")
                    for touch in TOUCHES:
                        slope = 2 * week["fatigue_price"] * (touch - week["recovered"])
                        value = week["fatigue_price"] * (touch - week["recovered"]) ** 2
                        nothing = value - slope * touch
                        left = round(slope * WORTH / FATIGUE * FINE) * tired + round(nothing * WORTH * FINE)
                        model.add(FINE * price >= left - 10 * WORTH * FINE * (1 - loaded))
                    self.price.append(price)
                after = model.new_int_var(0, FATIGUE, "")
                choices = [(self.does[d, a], week["actions"][a]["fatigue"][m]) for a in loading]
                for does, bout in choices:
                    self.carry(after, tired, kept * (1 - bout), kept * bout, [does])
                self.carry(after, tired, kept, 0.0, [does.Not() for does, _ in choices])
                tired = after

    def next_days(self):
        """A muscle trained on two days running has a price."""
        week, model = self.week, self.model
        for m in self.muscles:
            price = round(week["next_day_price"][m] * WORTH)
            training = [a for a in self.actions if week["actions"][a]["trains"][m]]
            if not price or not training:
                continue
            yesterday = int(week["trained_yesterday"][m])
            for d in self.days:
                today = sum(self.does[d, a] for a in training)
                both = model.new_bool_var("")
                model.add(both >= yesterday + today - 1)
                self.price.append(price * both)
                yesterday = today

    def carry(self, after, tired, factor, more, where):
        """after = factor * tired + more, rounded, where these hold."""
        expression = round(factor * FINE) * tired + round(more * FATIGUE * FINE)
        model = self.model
        for constraint in (
            model.add(FINE * after - expression <= FINE // 2),
            model.add(FINE * after - expression >= -FINE // 2),
        ):
            constraint.only_enforce_if(where)

    def ceiling(self):
        week = self.week
        for m in self.muscles:
            done, since = round(week["week_hard_sets_now"][m] * SETS), []
            for d in self.days:
                here = [(self.does[d, a], round(week["actions"][a]["hard_sets"][m] * SETS)) for a in self.actions]
                for does, sets in here:
                    if sets > SETS // 4:
                        total = done + sum(s * x for x, s in since) + sets
                        self.model.add(total <= round(week["weekly_ceiling"] * SETS)).only_enforce_if(does)
                since += here
                if week["days"][d]["new_week_after"]:
                    done, since = 0, []

    def adaptation(self):
        week, worth = self.week, []
        gain = week["weekly_gain"]
        kinds = [("size", "size_sets", "weekly_now"), ("strength", "strength_sets", "weekly_strength_now")]
        for curve, sets, now in kinds:
            for m in self.muscles:
                for d in self.days:
                    terms = [
                        (self.does[e, a], 7 * gain * (1 - gain) ** (d - e) * week["actions"][a][sets][m])
                        for e in range(d + 1)
                        for a in self.actions
                    ]
                    weekly = sum(round(share * SETS) * x for x, share in terms if share) + round(
                        week[now][m] * (1 - gain) ** (d + 1) * SETS
                    )
                    worth.append(self.below(weekly, week["days"][d][curve][m]))
                worth.append(self.below(weekly, week[f"end_{curve}"][m]))
        return worth

    def below(self, weekly, curve):
        """As much as the curve gives at these weekly sets."""
        value = self.model.new_int_var(-50 * WORTH, 50 * WORTH, "")
        for slope, nothing in lines(curve, self.week["curve_step"]):
            right = round(slope * WORTH / SETS * FINE) * weekly + round(nothing * WORTH * FINE)
            self.model.add(FINE * value <= right)
        return value

    def solve(self, seconds, workers, fixed=None):
        """Objective, bound, choices, when the last better week came, and how it ended; with a week to judge, only that week."""
        model = self.model.clone() if fixed is not None else self.model
        if fixed is not None:
            for d in self.days:
                for a in self.actions:
                    model.add(model.get_bool_var_from_proto_index(self.does[d, a].index) == int(fixed[d] == a))
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = workers
        improvements = Improvements()
        status = solver.solve(model, improvements)
        took = improvements.last
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, None, None, took, solver.status_name(status)
        chosen = [next((a for a in self.actions if solver.value(self.does[d, a])), -1) for d in self.days]
        objective, bound = solver.objective_value / WORTH, solver.best_objective_bound / WORTH
        return objective, bound, chosen, took, solver.status_name(status)


def main():
    args = asked()
    days = 3 if args.quick else args.days
    week = run(args.program, ["write", args.member, str(days)])
    ours = week["ours"]
    model = Week(week)
    objective, bound, chosen, took, status = model.solve(args.seconds, args.workers)
    if chosen is None:
        sys.exit(f"CP-SAT found no week: {status}")
    judged = run(args.program, ["judge", args.member, str(days)], " ".join(map(str, chosen)))
    linear_of_ours, _, _, _, fits = model.solve(10.0, args.workers, fixed=ours["choices"])
    name = lambda choices: [week["names"][a] if a >= 0 else "rest" for a in choices]
    seconds = ours["milliseconds"] / 1000
    print(f"{args.member}, {days} days, {len(model.actions)} sessions, {len(model.muscles)} muscles")
    print(f"CP-SAT, {args.workers} workers: its week after {took[0]:.2f} s ({took[1]:.2f} s of computing), {status}; linear objective {objective:.4f}, bound {bound:.4f}")
    print(f"  {name(chosen)}")
    print(f"  by the planner's objective {judged['objective']:.4f}; days that exceed its limits: {judged['unfit']}")
    print(f"Rustdag, one thread: {seconds * 1000:.3f} ms, proven to {ours['bound'] - ours['objective']:.1e}, {ours['nodes']} nodes")
    print(f"  {name(ours['choices'])}")
    print(f"  by the planner's objective {ours['objective']:.4f}; by the linear one {linear_of_ours} ({fits})")
    print(f"times as fast to the week: {took[0] / seconds:.0f}; by time computed per worker: {took[1] / args.workers / seconds:.0f}")
    if args.quick:
        # Two ways of counting the same week.
        apart = abs(objective - judged["objective"])
        assert status == "OPTIMAL" and apart <= 0.005 * abs(judged["objective"]), (objective, judged)
        print("self-check passed")


if __name__ == "__main__":
    pathlib.Path("target").exists() or sys.exit("run it from the root of the repository")
    main()
