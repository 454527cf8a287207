#!/usr/bin/env python3
"""A year of one member: the same seven series by the engine's models and by pandas, and the fold beside them, in one run.

The pandas half is what an analyst of a gym writes: chronic and acute load and their balance, monotony and strain, the mean
night and sleep debt, each for every day of the year. Ours computes the same numbers, which is checked. The fold computes
others too: the state of 17 muscles and 7 joints on every day.
Run it from anywhere: it makes an environment of its own under the workspace's target folder, and needs cargo.
Least times of many rounds are compared, since the machine may be busy with other things.
"""

import os
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "target" / "beside-pandas"
PANDAS = "pandas>=2.2,<3"
ROUNDS = 300


def in_own_environment():
    """Goes on in an environment that has pandas, made the first time."""
    python = HOME / "venv" / "bin" / "python"
    if Path(sys.prefix) == python.parent.parent:
        return
    if not python.exists():
        venv.create(python.parent.parent, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PANDAS], check=True)
    os.execv(python, [str(python), __file__])


def engine(table):
    """Least microseconds of the series, of folding and of taking in, events, workouts; the table is written on the way."""
    command = ["cargo", "run", "--quiet", "--release", "-p", "rustdag-benches", "--example", "beside_pandas", "--", table]
    return [float(word) for word in subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()]


def series(days, need_h=8.0):
    """The series of one member."""
    load = days["load"]
    known = days["asleep_h"]
    out = days[[]].copy()
    out["ctl"] = load.ewm(alpha=1 - 2.718281828459045 ** (-1 / 42), adjust=False).mean()
    out["atl"] = load.ewm(alpha=1 - 2.718281828459045 ** (-1 / 7), adjust=False).mean()
    out["tsb"] = (out["ctl"] - out["atl"]).shift()
    week = load.rolling(7)
    total = week.sum()
    # A week off has none; pandas' running sums may leave a rounding behind.
    out["monotony"] = (week.mean() / week.std()).clip(upper=10).mask(total < 1e-6, 0.0)
    out["strain"] = total * out["monotony"]
    out["mean_night_h"] = known.rolling(14, min_periods=3).mean()
    short = (need_h - known).fillna(need_h - out["mean_night_h"]).fillna(0.0)
    out["sleep_debt_h"] = short.ewm(alpha=1 - 2.718281828459045 ** (-1 / 7), adjust=False).mean() * 7
    return out


def main():
    import pandas

    table = HOME / "year.csv"
    first = engine(table)
    days = pandas.read_csv(table, index_col="date", parse_dates=True)
    theirs = series(days[["load", "asleep_h"]])
    for name in theirs:
        # pandas keeps running sums, which leave a rounding behind; missing must be missing in both.
        pandas.testing.assert_series_equal(theirs[name], days[name], rtol=1e-9, atol=1e-6)
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        series(days)
        took.append((time.perf_counter() - start) * 1e6)
    again = engine(table)
    ours, folding, taking_in, events, workouts = (min(both) for both in zip(first, again))
    pandas_us = min(took)
    print(f"{len(days)} days, {events:.0f} events, {workouts:.0f} workouts; least times of many rounds")
    print(f"pandas {pandas.__version__}, seven series: {pandas_us:.0f} µs")
    for what, took_us in [
        ("the same seven series", ours),
        ("the whole fold", folding),
        ("taking in the events, and the fold", taking_in + folding),
    ]:
        print(f"{what}: {took_us:.1f} µs, {pandas_us / took_us:.0f} times as fast")


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    in_own_environment()
    main()
