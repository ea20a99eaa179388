"""An edition by mail: `letter` and `compose` write the messages, `deliver` hands them over."""

import hashlib
import os
import smtplib
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from digest.config import UNSEEN, Mail, Mailbox
from digest.errors import SendError
from digest.models import Edition
from digest.publish.rendition import Site, edition_folder
from digest.publish.text import instant, language_tag, midnight, plain_date

if TYPE_CHECKING:
    from jinja2 import Template

WAITS = (30.0, 120.0, 600.0)  # seconds before each new try, as greylisting servers expect
MAX_REASON = 200  # characters of a server's answer that are kept


# ---- writing ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letter:
    """An edition as it is mailed, the same to every recipient."""

    edition: Edition
    site: Site
    text: str  # Markdown, the plain part
    body: str  # the same as HTML
    template: "Template"  # mail.html

    @property
    def subject(self) -> str:
        """The edition's title and date, in one clean line."""
        return _one_line(f"{self.edition.title}, {plain_date(self.edition.date)}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message."""

    recipient: str
    ok: bool
    reason: str  # the server's answer, or why it was not asked


def letter(edition: Edition, text: str, site: Site, template: "Template") -> Letter:
    """The letter whose plain part is `text`, the edition's Markdown."""
    return Letter(edition, site, text, _html(text), template)


def compose(letter: Letter, mail: Mail, recipient: Mailbox) -> EmailMessage:
    """The message to one recipient: plain text, and the same as HTML with its CSS inline.

    It is made of its arguments alone: composed again, it is the same, Message-ID and all.
    """
    edition = letter.edition
    message = EmailMessage(policy=_POLICY)
    message["From"] = mail.sender.parts
    message["To"] = recipient.parts
    message["Subject"] = letter.subject
    message["Date"] = instant(edition.updated) or midnight(edition.date)
    message["Message-ID"] = f"<{_fingerprint(letter, recipient)}@{_host(letter.site)}>"
    message["List-Id"] = f"<digest.{_host(letter.site)}>"
    leave = _way_out(mail, recipient)
    message["List-Unsubscribe"] = f"<{leave}>"
    if leave.startswith("https:"):
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    page = letter.site.address(edition_folder(edition))
    message.set_content(_plain(letter.text, page, leave), cte=_ENCODING)
    message.add_alternative(_page(letter, page, leave), subtype="html", cte=_ENCODING)
    # Last, because the parts take with them what was said of the content before.
    message["Content-Language"] = language_tag(edition.language) or "en"
    message.set_boundary(f"=_{_fingerprint(letter, recipient)}")
    return message


_ENCODING = "quoted-printable"  # lines of 76 bytes, whatever the server can take


class _Verbatim(UnstructuredHeader, BaseHeader):
    """A header that is never folded: the `email` package would encode a long address in it."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _Verbatim)
_HEADERS.map_to_type("list-id", _Verbatim)
_POLICY = SMTP.clone(header_factory=_HEADERS)


def _html(text: str) -> str:
    """Markdown as HTML: tags in it are shown as text, and no image is loaded."""
    from markdown_it import MarkdownIt

    html: str = MarkdownIt("commonmark", {"html": False}).disable("image").render(text)
    return html


def _plain(text: str, page: str, leave: str) -> str:
    return f"{text.rstrip()}\n\n---\n\nThis edition on the web: {page}\nLeave this list: {leave}\n"


def _page(letter: Letter, page: str, leave: str) -> str:
    from css_inline import CSSInliner
    from markupsafe import Markup

    html = letter.template.render(
        edition=letter.edition,
        subject=letter.subject,
        body=Markup(letter.body),
        page=page,
        leave=leave,
    )
    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(html)


def _fingerprint(letter: Letter, recipient: Mailbox) -> str:
    parts = f"{letter.edition.id}\n{recipient.address}"
    return hashlib.sha256(parts.encode()).hexdigest()[:40]


def _host(site: Site) -> str:
    """The site's host as a mail domain."""
    host = urlsplit(site.url).hostname or "localhost"
    return f"[IPv6:{host}]" if ":" in host else host


def _way_out(mail: Mail, recipient: Mailbox) -> str:
    """Where this recipient leaves the list; where nothing is configured, a mail to the sender."""
    way = mail.unsubscribe or mail.sender.address
    if way.startswith(("http://", "https://")):
        return way.replace("{recipient}", quote(recipient.address, safe=""))
    return f"mailto:{quote(way, safe='@')}?subject=unsubscribe"


def _one_line(text: str) -> str:
    return " ".join(UNSEEN.sub(" ", text).split())


# ---- handing over ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the server said to one message."""

    code: int  # of SMTP; 0 where the line broke before it came
    text: str

    @property
    def temporary(self) -> bool:
        return self.code == 0 or 400 <= self.code < 500


def deliver(
    messages: Sequence[EmailMessage],
    mail: Mail,
    *,
    waits: Iterable[float] = WAITS,
    sleep: Callable[[float], object] = time.sleep,
    settled: Callable[[Outcome], object] = lambda outcome: None,
) -> list[Outcome]:
    """Hand each message, one a recipient, to the mail server; what became of each, as it ended.

    All go over one connection.  A refusal stops no other message; a temporary one is tried again
    after each of `waits` (seconds).  `settled` is told of every outcome at once, so that a caller
    can write it down before the next message goes.  Raises `SendError` where the server cannot be
    talked to at all; once it has been, that too is an outcome.
    """
    pending = {_recipient(message): message for message in messages}
    outcomes: list[Outcome] = []

    def settle(recipient: str, ok: bool, reason: str) -> None:
        del pending[recipient]
        outcomes.append(Outcome(recipient, ok, reason))
        settled(outcomes[-1])

    answered = False
    waits_left = list(waits)
    while pending:
        try:
            for recipient, answer in _answers(pending, mail):
                answered = True
                if not (answer.temporary and waits_left):
                    settle(recipient, answer.code == 250, answer.text)
        except SendError as error:
            if not answered:
                raise
            for recipient in list(pending):
                settle(recipient, False, str(error))
        if pending:
            sleep(waits_left.pop(0))
    return outcomes


def _answers(messages: dict[str, EmailMessage], mail: Mail) -> Iterator[tuple[str, _Answer]]:
    """Each recipient with the server's answer, over one connection for as long as it holds."""
    server: smtplib.SMTP | None = None
    for recipient, message in list(messages.items()):
        try:
            if server is None or server.sock is None:
                server = _connect(mail)
            server.send_message(message, mail.sender.address, [recipient])
            answer = _Answer(250, "accepted")
        except OSError as error:  # all errors of smtplib are
            answer = _answer(error)
        yield recipient, answer
    if server is not None:
        with suppress(OSError):
            server.quit()


def _connect(mail: Mail) -> smtplib.SMTP:
    """A connection that is ready to take messages; `SendError` where there is none to be had."""
    place = f"{mail.host}:{mail.port}"
    try:
        return _open(mail)
    except smtplib.SMTPAuthenticationError as error:
        raise SendError(
            f"{place}: user name or password refused ({_answer(error).text}); "
            f"check mail.username and the variable {mail.password_env}"
        ) from error
    except UnicodeError as error:
        raise SendError(
            f"{place}: user name and password can only be ASCII; "
            f"check mail.username and the variable {mail.password_env}"
        ) from error
    except OSError as error:
        answer = _answer(error)
        if answer.temporary and isinstance(error, smtplib.SMTPResponseException):
            raise  # it is there, but asks for patience
        raise SendError(
            f"{place}: no mail server to talk to ({answer.text}); "
            "check mail.host, mail.port and mail.starttls, and that the server runs"
        ) from error


def _open(mail: Mail) -> smtplib.SMTP:
    server = smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout)
    try:
        if mail.starttls:
            server.starttls(context=ssl.create_default_context())
        if mail.username and mail.password_env:
            server.login(mail.username, _password(mail.password_env))
    except (OSError, UnicodeError, SendError):
        server.close()
        raise
    return server


def _password(variable: str) -> str:
    try:
        return os.environ[variable]
    except KeyError as error:
        raise SendError(
            f"mail.password_env: the environment has no variable {variable}; set it"
        ) from error


def _recipient(message: EmailMessage) -> str:
    return str(message["To"].addresses[0].addr_spec)


def _answer(error: OSError) -> _Answer:
    """What an error of smtplib or of the network says."""
    code: int
    text: bytes | str
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            code, text = next(iter(refused.values()))
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=text):
            pass
        case smtplib.SMTPServerDisconnected():
            code, text = 0, str(error)
        case smtplib.SMTPException():
            code, text = 500, str(error)
        case _:
            code, text = 0, error.strerror or str(error) or type(error).__name__
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return _Answer(code, _one_line(f"{code or ''} {words}")[:MAX_REASON])
