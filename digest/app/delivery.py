"""`digest run` and `digest send`: on the clock, and by mail."""

import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

from digest.app.archive import age, archived
from digest.app.console import Console
from digest.app.edition import Build, build
from digest.app.fetching import fetch, targets_of
from digest.app.site import site_of, template_folders
from digest.config import load_config
from digest.errors import DigestError, NothingRead, ReadError, SendError, StoreError, UsageError
from digest.publish import environment


def run(config_file: Path | None, out: Path, console: Console) -> None:
    """Fetches, builds, publishes and mails at the configured times, until SIGTERM or SIGINT."""
    from digest.schedule import next_due, run_until, timetable

    config = load_config(config_file)
    if not config.schedule.build:
        raise UsageError(
            f'{config_file or "digest.toml"}: nothing to wait for; set [schedule] build = ["07:00"]'
        )
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())

    def job() -> None:
        _fetched(config_file, out, console)
        built = build(Build(out=out, config=config_file), console)
        console.warn(f"digest: {built.edition.id}: published, {len(built.edition.stories)} stories")
        if config.mail and built.is_new:
            send(config_file, out, console)

    def failed(error: Exception) -> None:
        reason = (
            str(error) if isinstance(error, DigestError) else f"{type(error).__name__}: {error}"
        )
        console.warn(f"digest: this run failed, the next will be tried: {reason}")

    scheduler = timetable(config.schedule.build, config.timezone, job, failed=failed)
    due = next_due(config.schedule.build, config.timezone, datetime.now(UTC))
    console.warn(f"digest: waiting; the next build is due at {due:%Y-%m-%d %H:%M} UTC")
    run_until(stopped, scheduler)
    console.warn("digest: stopped")


def _fetched(config_file: Path | None, out: Path, console: Console) -> None:
    """Reads the sources on the web, if any; where none can be read, what is stored has to do."""
    config = load_config(config_file)
    if not targets_of(config) or config.fetch.offline:
        return
    try:
        fetch(config_file, out, [], console)
    except (ReadError, StoreError) as error:
        console.warn(f"digest: building from what is stored: {error}")


def send(config_file: Path | None, out: Path, console: Console) -> int:
    """Mails the newest edition, one message a recipient; how many were accepted."""
    from digest.publish.markdown import markdown
    from digest.send.mail import compose, deliver, letter

    config = load_config(config_file)
    if config.mail is None:
        raise UsageError(f"{config_file or 'digest.toml'}: no [mail] table: name host, from and to")
    archive = archived(out, console)
    if not archive:
        raise NothingRead(str(out / "editions"), "no edition there to send: run digest build first")
    edition = max(archive.values(), key=age)
    site, templates = site_of(config), environment(template_folders(config))
    written = letter(
        edition, markdown(edition, site, templates), site, templates.get_template("mail.html")
    )
    outcomes = deliver([compose(written, config.mail, to) for to in config.mail.to], config.mail)
    for outcome in outcomes:
        said = "sent" if outcome.ok else f"not sent: {outcome.reason}"
        console.warn(f"digest: {edition.id} to {outcome.recipient}: {said}")
    refused = [o for o in outcomes if not o.ok]
    if refused:
        raise SendError(f"{len(refused)} of {len(outcomes)} recipients did not get {edition.id}")
    return len(outcomes)
