"""When runs are due, and the loop that runs them."""

import os
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Event
from zoneinfo import ZoneInfo

import pytest
import schedule as library
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from digest.schedule import next_due, run_until, timetable, utc_now

ZONES = ["UTC", "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def due(times, zone, start, count):
    """The next `count` instants that are due after `start`, as text in UTC."""
    found, now = [], at(start)
    for _ in range(count):
        now = next_due(times, zone, now)
        found.append(f"{now:%m-%d %H:%M}")
    return found


class Clock:
    """A clock that moves when it is waited on, and stops the loop at its end."""

    def __init__(self, start, end):
        self.now = at(start)
        self.end = at(end)
        self.stopped = Event()
        self.waits = []

    def __call__(self):
        return self.now

    def is_set(self):
        return self.stopped.is_set()

    def wait(self, seconds):
        self.waits.append(seconds)
        self.now += timedelta(seconds=max(seconds, 0.001))
        if self.now >= self.end:
            self.stopped.set()


@pytest.fixture
def machine_in():
    """Sets the machine's own zone for the length of a test."""
    before = os.environ.get("TZ")

    def set_zone(zone):
        os.environ["TZ"] = zone
        time.tzset()

    yield set_zone
    if before is None:
        os.environ.pop("TZ")
    else:
        os.environ["TZ"] = before
    time.tzset()


def runs(times, zone, clock):
    """The moments at which the loop ran the job, as text in UTC."""
    ran = []
    scheduler = timetable(times, zone, lambda: ran.append(clock()), failed=pytest.fail, clock=clock)
    run_until(clock, scheduler, clock=clock, longest_wait=600)
    return [f"{moment:%m-%d %H:%M}" for moment in ran]


# ---- deciding --------------------------------------------------------------------------------


def test_wall_time_is_kept_across_both_clock_changes():
    """Half past six in Lisbon is 06:30 UTC in winter and 05:30 in summer."""
    assert due(["06:30"], "Europe/Lisbon", "2025-03-28T12:00", 3) == [
        "03-29 06:30",
        "03-30 05:30",
        "03-31 05:30",
    ]
    assert due(["06:30"], "Europe/Lisbon", "2025-10-24T12:00", 3) == [
        "10-25 05:30",
        "10-26 06:30",
        "10-27 06:30",
    ]


def test_a_time_in_the_gap_is_due_once_when_the_gap_ends():
    """In Berlin 02:30 of 30 March 2025 is no time: it is due at 03:00 summer time."""
    assert due(["02:30"], "Europe/Berlin", "2025-03-28T12:00", 3) == [
        "03-29 01:30",
        "03-30 01:00",
        "03-31 00:30",
    ]


def test_two_times_in_the_gap_are_one_run():
    """What falls together is not run twice."""
    assert due(["02:15", "02:45", "03:00"], "Europe/Berlin", "2025-03-30T00:00", 2) == [
        "03-30 01:00",
        "03-31 00:15",
    ]


def test_a_time_that_comes_twice_is_due_once():
    """In Berlin 02:30 of 26 October 2025 comes twice: the first counts."""
    assert due(["02:30"], "Europe/Berlin", "2025-10-25T12:00", 2) == ["10-26 00:30", "10-27 01:30"]


def test_a_day_that_a_zone_skips_is_made_up_at_its_end():
    """Samoa had no 30 December 2011: what was due on it is due as the 31st begins."""
    assert due(["06:00"], "Pacific/Apia", "2011-12-29T17:00", 2) == ["12-30 10:00", "12-30 16:00"]


def test_the_instant_itself_is_not_later_than_itself():
    """A run that begins on the minute is not due again in that minute."""
    assert next_due(["06:30"], "UTC", at("2025-05-05T06:30")) == at("2025-05-06T06:30")


@hypothesis_settings(deadline=None)
@given(
    st.lists(st.times(), min_size=1, max_size=4),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
)
def test_every_time_is_due_once_on_every_day(times, zone, start):
    """Over four days each time comes at its wall time, or in a gap just after, and in order."""
    times = [f"{moment:%H:%M}" for moment in times]
    found, now = [], start
    while now < start + timedelta(days=4):
        now = next_due(times, zone, now)
        found.append(now)
    shown = [f"{moment.astimezone(ZoneInfo(zone)):%H:%M}" for moment in found]
    assert all(earlier < later for earlier, later in pairwise(found))
    assert sum(wall not in times for wall in shown) <= 1
    assert set(shown) >= set(times) or len(set(shown) | set(times)) <= len(set(times)) + 1


@pytest.mark.parametrize("zone", ZONES)
def test_the_library_agrees_where_no_clock_changes(zone):
    """The `schedule` library, asked on an ordinary day, names the same instant."""
    job = library.Scheduler().every().day.at("06:30", zone).do(lambda: None)
    expected = next_due(["06:30"], zone, utc_now())
    days = [(expected + timedelta(days=n)).astimezone(ZoneInfo(zone)) for n in (-1, 0, 1)]
    if len({day.utcoffset() for day in days}) > 1:
        pytest.skip(f"{zone} changes its clocks today")
    assert job.next_run.astimezone(UTC) == expected


# ---- doing -----------------------------------------------------------------------------------


def test_the_loop_runs_a_job_at_each_time():
    """Two times a day for two days are four runs, each on its minute."""
    clock = Clock("2025-05-05T00:00", "2025-05-06T23:00")
    assert runs(["06:30", "18:00"], "UTC", clock) == [
        "05-05 06:30",
        "05-05 18:00",
        "05-06 06:30",
        "05-06 18:00",
    ]


@pytest.mark.parametrize("machine", ["UTC", "Europe/Berlin", "America/New_York"])
@pytest.mark.parametrize(
    ("at_wall", "zone", "expected"),
    [
        ("01:30", "UTC", ["10-26 01:30", "10-27 01:30"]),
        ("02:30", "Europe/Berlin", ["10-26 00:30", "10-27 01:30"]),
        ("02:30", "America/New_York", ["10-26 06:30", "10-27 06:30"]),
    ],
)
def test_the_machines_own_zone_changes_nothing(machine_in, machine, at_wall, zone, expected):
    """While the machine's own clock is set back, too, each run comes once and in its time."""
    machine_in(machine)
    clock = Clock("2025-10-25T12:00", "2025-10-27T12:00")
    assert runs([at_wall], zone, clock) == expected


def test_a_job_that_raises_is_told_and_runs_again():
    """The exception reaches the callback, the loop goes on, the next day comes."""
    clock = Clock("2025-05-05T00:00", "2025-05-07T00:00")
    told = []

    def job():
        raise RuntimeError(f"no paper on {clock():%d %B}")

    scheduler = timetable(["06:30"], "UTC", job, failed=told.append, clock=clock)
    run_until(clock, scheduler, clock=clock)
    assert [str(error) for error in told] == ["no paper on 05 May", "no paper on 06 May"]


def test_what_was_missed_is_made_up_once():
    """A machine that slept past three due times builds once as it wakes."""
    clock = Clock("2025-05-05T00:00", "2025-05-06T12:00")
    ran = []
    scheduler = timetable(
        ["06:00", "12:00", "18:00"],
        "UTC",
        lambda: ran.append(clock()),
        failed=pytest.fail,
        clock=clock,
    )
    clock.now = at("2025-05-05T20:00")
    run_until(clock, scheduler, clock=clock)
    assert ran == [at("2025-05-05T20:00"), at("2025-05-06T06:00")]


def test_what_falls_due_during_a_run_follows_it():
    """A build that lasts past the next due time is followed by that run, not by silence."""
    clock = Clock("2025-05-05T00:00", "2025-05-05T12:00")
    ran = []

    def slow():
        ran.append(clock())
        clock.now += timedelta(minutes=20)

    scheduler = timetable(["06:00", "06:05"], "UTC", slow, failed=pytest.fail, clock=clock)
    run_until(clock, scheduler, clock=clock)
    assert [f"{moment:%H:%M}" for moment in ran] == ["06:00", "06:20"]


def test_a_clock_that_was_years_ahead_is_forgotten():
    """A machine that starts with a wrong clock keeps its times once the clock is set right."""
    clock = Clock("2031-01-01T00:00", "2025-05-05T12:00")
    ran = []
    job = lambda: ran.append(clock())  # noqa: E731
    scheduler = timetable(["06:00"], "UTC", job, failed=pytest.fail, clock=clock)
    clock.now = at("2025-05-05T00:00")
    run_until(clock, scheduler, clock=clock)
    assert ran == [at("2025-05-05T06:00")]


def test_the_loop_wakes_often_enough_to_notice_the_clock():
    """No wait is longer than asked for, none negative, and none in vain just before a run."""
    clock = Clock("2025-05-05T00:00", "2025-05-05T07:00")
    scheduler = timetable(["06:30"], "UTC", lambda: None, failed=pytest.fail, clock=clock)
    run_until(clock, scheduler, clock=clock, longest_wait=45)
    assert 0 <= min(clock.waits) <= max(clock.waits) == 45
    assert len(clock.waits) == 7 * 3600 / 45


def test_without_times_the_loop_only_waits():
    """An empty timetable is not an error and runs nothing."""
    assert runs([], "UTC", Clock("2025-05-05T00:00", "2025-05-08T00:00")) == []


def test_a_real_second_passes():
    """On the machine's own clock a job that is due is run, and the event ends the loop at once."""
    stopped, began = Event(), time.monotonic()
    soon = datetime.now(UTC) + timedelta(minutes=1)
    start = soon.replace(second=0, microsecond=0) - timedelta(seconds=0.3)
    shift = start - datetime.now(UTC)
    run_until(
        stopped,
        timetable(
            [f"{soon:%H:%M}"],
            "UTC",
            stopped.set,
            failed=pytest.fail,
            clock=lambda: datetime.now(UTC) + shift,
        ),
        clock=lambda: datetime.now(UTC) + shift,
    )
    assert 0.25 < time.monotonic() - began < 5
