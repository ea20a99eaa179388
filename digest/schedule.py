"""When the next run is due, in local wall time, and the loop that waits for it.

`next_due` decides and reads no clock.  The `schedule` library keeps the job and runs it; its own
reckoning is replaced, because it counts in the machine's local time without a zone (an hour wrong,
or a job that runs over and over, while that clock is set back), runs twice for a time that a
clock change skips, and makes up every missed time rather than the run.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

import schedule

LONGEST_WAIT = 30.0  # seconds; a machine that slept, or whose clock was set, is noticed after these
CLOCK_WAS_WRONG = timedelta(days=1)  # set back by more, it starts the timetable anew

Clock = Callable[[], datetime]
"""The present moment, with a zone."""


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


def next_due(times: Sequence[str], zone: str, after: datetime) -> datetime:
    """The first instant later than `after` at which one of `times` ("HH:MM") is due, in UTC.

    The times are read as wall time in `zone`.  One that a clock change skips is due once, at the
    first instant after the gap; one that a clock change repeats is due the first time only.
    `times` is not empty, and `after` has a zone.
    """
    today = after.astimezone(ZoneInfo(zone)).date()
    # A day that a zone skips whole leaves nothing before the day after the next.
    days = [today + timedelta(days=number) for number in range(-1, 4)]
    due = (_instant(day, time.fromisoformat(at), zone) for day in days for at in times)
    return min(instant for instant in due if instant > after)


def _instant(day: date, at: time, zone: str) -> datetime:
    """The first instant, in UTC, at which clocks in `zone` show this time or a later one."""
    wall = datetime.combine(day, at)
    while True:
        instant = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall:
            return instant
        wall += timedelta(minutes=1)  # no clock shows it: it lies in a gap


class DailyJob(schedule.Job):
    """A job of the `schedule` library that runs at wall times of one zone, every day.

    What fell due while the job ran, or while the machine slept, is made up by one run.
    """

    def __init__(self, times: Sequence[str], zone: str, clock: Clock) -> None:
        super().__init__(1)
        self.unit = "days"
        self.times = tuple(times)
        self.zone = zone
        self.clock = clock
        self.began = clock()

    @property
    def should_run(self) -> bool:
        """Whether the next run is due."""
        now = self.clock()
        if self.began - now > CLOCK_WAS_WRONG:
            self.began = now
            self._schedule_next_run()
        return self.next_run is not None and now >= self.next_run

    def run(self) -> Any:
        """Run the job, then set its next run."""
        self.began = self.clock()
        return super().run()  # type: ignore[no-untyped-call]

    def _schedule_next_run(self) -> None:
        self.next_run = next_due(self.times, self.zone, self.began)


def timetable(
    times: Sequence[str],
    zone: str,
    job: Callable[[], object],
    *,
    failed: Callable[[Exception], object],
    clock: Clock = utc_now,
) -> schedule.Scheduler:
    """A scheduler that runs `job` at each of `times` ("HH:MM", wall time in `zone`), every day.

    An exception of `job` goes to `failed` and no further.  Without times, it never runs.
    """

    def guarded() -> None:
        # What a job raises would leave run_pending, before the job's next run is set.
        try:
            job()
        except Exception as error:
            failed(error)

    scheduler = schedule.Scheduler()
    if times:
        daily = DailyJob(times, zone, clock)
        daily.scheduler = scheduler
        daily.do(guarded)
    return scheduler


def run_until(
    stopped: Event,
    scheduler: schedule.Scheduler,
    *,
    clock: Clock = utc_now,
    longest_wait: float = LONGEST_WAIT,
) -> None:
    """Run what falls due until `stopped` is set; a run that has begun is finished first.

    The waiting is `stopped.wait`, for `longest_wait` seconds at most.
    """
    while not stopped.is_set():
        scheduler.run_pending()
        stopped.wait(seconds_to_wait(scheduler, clock(), longest_wait))


def seconds_to_wait(scheduler: schedule.Scheduler, now: datetime, longest: float) -> float:
    """Seconds until the next run, neither below 0 nor above `longest`."""
    due: datetime | None = scheduler.next_run
    return longest if due is None else min(max((due - now).total_seconds(), 0.0), longest)
