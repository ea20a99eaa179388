"""Messages handed to a real SMTP server on loopback."""

import email
import shutil
import socket
import ssl
import subprocess
import threading
from collections import Counter
from contextlib import contextmanager
from email import policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from msgspec.structs import replace

from digest.config import Host, Line, Mail, Mailbox, Variable
from digest.errors import SendError
from digest.models import Edition
from digest.publish.rendition import Site
from digest.publish.templating import environment
from digest.send.mail import compose, deliver, letter

TEMPLATE = environment([Path(__file__).parents[2] / "templates"]).get_template("mail.html")
ADA, BO, CLEO = (Mailbox(f"{name}@example.org") for name in ("ada", "bo", "cleo"))
TEXT = (
    "# Harbour Digest\n\n- Zoë Ålund reopened the channel (1)\n\n### Sources\n\n1. Merrin Courier\n"
)


class Postbox:
    """What a server keeps, and how it misbehaves: subclasses override one answer."""

    def __init__(self):
        self.kept = []
        self.asked = Counter()
        self.connections = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += not server.transport.is_closing() and not session.ssl
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.asked[address] += 1
        answer = self.recipient(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = self.data(envelope, server.transport)
        if answer.startswith("250"):
            self.kept.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return answer

    def recipient(self, address):
        return "250 fine"

    def data(self, envelope, transport):
        return "250 kept"

    def to(self):
        """Who got a message, in order."""
        return [recipient for _, recipients, _ in self.kept for recipient in recipients]


class NoBo(Postbox):
    """Knows no Bo."""

    def recipient(self, address):
        return "550 5.1.1 nobody\x1b[31m of that name" if address.startswith("bo@") else "250 fine"


class Greylist(Postbox):
    """Takes nothing at the first try."""

    def recipient(self, address):
        return "250 fine" if self.asked[address] > 1 else "451 4.7.1 come back later"


class Full(Postbox):
    """Has no room."""

    def data(self, envelope, transport):
        return "452 4.3.1 disk full"


class HangsUpOnBo(Postbox):
    """Breaks the line in the middle of the first message to Bo."""

    def data(self, envelope, transport):
        if envelope.rcpt_tos == [BO] and self.asked[BO] == 1:
            transport.abort()
            return "421 gone"
        return "250 kept"


@contextmanager
def serving(postbox, **options):
    """A server with this postbox, and the settings that reach it."""
    controller = Controller(postbox, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    try:
        yield settings(controller.port)
    finally:
        controller.stop()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings(port, host="127.0.0.1", **changes):
    return Mail(
        host=Host(host),
        port=port,
        sender=Mailbox("Harbour Desk <desk@example.org>"),
        to=(ADA, BO, CLEO),
        timeout=5,
        **changes,
    )


def messages(mail):
    edition = Edition(
        version=1,
        id="2031-05-04",
        title="Harbour Digest",
        date="2031-05-04",
        updated="2031-05-04T05:30:00Z",
        language="en",
        tag="tag:news.example.org,2031:digest",
        stories=(),
        articles=(),
        left_out=(),
    )
    made = letter(edition, TEXT, Site("https://news.example.org/", "Harbour Digest"), TEMPLATE)
    return [compose(made, mail, recipient) for recipient in mail.to]


def sent(mail, **options):
    """Who got it, and what was said of whom did not."""
    outcomes = deliver(messages(mail), mail, **({"waits": (), "sleep": pytest.fail} | options))
    return (
        [outcome.recipient for outcome in outcomes if outcome.ok],
        {outcome.recipient: outcome.reason for outcome in outcomes if not outcome.ok},
    )


# ---- what arrives ----------------------------------------------------------------------------


def test_a_message_arrives_as_it_was_composed():
    """What the server keeps is byte for byte the message, and its plain part reads as Markdown."""
    with serving(postbox := Postbox()) as mail:
        assert sent(mail) == ([ADA, BO, CLEO], {})
    sender, _, raw = postbox.kept[0]
    assert sender == "desk@example.org"
    assert raw == messages(mail)[0].as_bytes()
    plain = email.message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    assert plain.get_content().replace("\r\n", "\n").startswith(TEXT)


def test_each_recipient_gets_one_message_of_their_own():
    """Nobody sees another's address, and all goes over one connection."""
    with serving(postbox := Postbox()) as mail:
        sent(mail)
    assert [recipients for _, recipients, _ in postbox.kept] == [[ADA], [BO], [CLEO]]
    assert BO.encode() not in postbox.kept[0][2]
    assert postbox.connections == 1


# ---- what does not ---------------------------------------------------------------------------


def test_a_refused_recipient_stops_no_other():
    """A permanent refusal is not tried again; its reason is kept, clean, in one line."""
    with serving(postbox := NoBo()) as mail:
        delivered, failed = sent(mail, waits=(1, 2))
    assert delivered == postbox.to() == [ADA, CLEO]
    assert failed == {BO: "550 5.1.1 nobody [31m of that name"}
    assert postbox.asked[BO] == 1


def test_a_greylisted_message_is_tried_again():
    """After the first wait all are taken, each once."""
    slept = []
    with serving(postbox := Greylist()) as mail:
        assert sent(mail, waits=(7, 11), sleep=slept.append) == ([ADA, BO, CLEO], {})
    assert postbox.to() == [ADA, BO, CLEO]
    assert slept == [7]


def test_patience_ends():
    """A server that is full for good is asked as often as there are waits, and then given up."""
    slept = []
    with serving(postbox := Full()) as mail:
        delivered, failed = sent(mail, waits=(7, 11), sleep=slept.append)
    assert delivered == []
    assert failed == dict.fromkeys((ADA, BO, CLEO), "452 4.3.1 disk full")
    assert (slept, postbox.asked[ADA]) == ([7, 11], 3)


def test_a_broken_line_costs_one_message_a_new_try():
    """The others go over a new connection at once, the broken one after the wait."""
    with serving(postbox := HangsUpOnBo()) as mail:
        delivered, failed = sent(mail, waits=(7,), sleep=lambda _: None)
    assert failed == {}
    assert delivered == postbox.to() == [ADA, CLEO, BO]


def test_an_outcome_is_told_before_the_next_message_goes():
    """Whoever writes outcomes down as they come has lost at most one to a crash."""
    told = []
    with serving(postbox := Postbox()) as mail:
        deliver(
            messages(mail),
            mail,
            settled=lambda outcome: told.append((outcome.recipient, len(postbox.kept))),
        )
    assert told == [(ADA, 1), (BO, 2), (CLEO, 3)]


def test_no_server_is_one_line():
    """The line names host and port and what to check."""
    mail = settings(port := _free_port())
    with pytest.raises(SendError, match=rf"^127\.0\.0\.1:{port}: no mail server .* check mail"):
        sent(mail)


def test_a_server_that_goes_away_leaves_an_outcome_for_each():
    """What was taken before it went is not forgotten, what was not is told."""
    with serving(postbox := Greylist()) as mail:
        postbox.asked[ADA] = 1
        going = _Moving(mail)
        delivered, failed = sent(going, waits=(7,), sleep=going.away)
    assert delivered == [ADA]
    assert set(failed) == {BO, CLEO}
    assert all("no mail server to talk to" in reason for reason in failed.values())


class _Moving:
    """Settings whose port can change under way, as a server does that goes away."""

    def __init__(self, mail):
        self._mail = mail
        self.port = mail.port

    def away(self, _):
        self.port = _free_port()

    def __getattr__(self, name):
        return getattr(self._mail, name)


def test_a_server_that_asks_for_patience_gets_it():
    """421 in place of a greeting is temporary: it is asked again, then told as it was said."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        mail = settings(listener.getsockname()[1])

        def answer():
            for _ in range(6):
                line, _ = listener.accept()
                with line:
                    line.sendall(b"421 4.3.2 not now\r\n")

        server = threading.Thread(target=answer)
        server.start()
        delivered, failed = sent(mail, waits=(7,), sleep=lambda _: None)
        server.join(5)
    assert delivered == []
    assert failed == dict.fromkeys((ADA, BO, CLEO), "421 4.3.2 not now")


def test_a_silent_server_is_given_up_in_time():
    """A server that takes the line and says nothing is left after the configured seconds."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        mail = settings(listener.getsockname()[1])
        with pytest.raises(SendError, match="timed out"):
            sent(replace(mail, timeout=0.3))


# ---- encryption and passwords ----------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate for localhost that this test's process trusts."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: it makes the server's certificate")
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = f"{openssl} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    command += f" -addext subjectAltName=DNS:localhost -keyout {key} -out {made}"
    subprocess.run(command.split(), check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made, key)
    return context


def knows_desk(server, session, envelope, mechanism, data):
    return AuthResult(
        success=(data.login, data.password) == (b"desk", b"open sesame"), handled=False
    )


def secured(mail, host="localhost"):
    return settings(
        mail.port,
        host,
        starttls=True,
        username=Line("desk"),
        password_env=Variable("HARBOUR_PASSWORD"),
    )


def secure_server(postbox, context):
    return serving(
        postbox,
        tls_context=context,
        require_starttls=True,
        authenticator=knows_desk,
        auth_required=True,
    )


def test_a_server_with_starttls_and_password_takes_messages(certificate, monkeypatch):
    """The line is encrypted and the certificate checked before the password is shown."""
    monkeypatch.setenv("HARBOUR_PASSWORD", "open sesame")
    with secure_server(postbox := Postbox(), certificate) as mail:
        assert sent(secured(mail)) == ([ADA, BO, CLEO], {})
    assert postbox.to() == [ADA, BO, CLEO]


@pytest.mark.parametrize("password", ["hush", "hüsh"])
def test_a_wrong_password_is_one_line_without_it(certificate, monkeypatch, password):
    """The line names the settings to check, never the password."""
    monkeypatch.setenv("HARBOUR_PASSWORD", password)
    with (
        secure_server(Postbox(), certificate) as mail,
        pytest.raises(SendError, match=r"check mail\.username and the variable HARBOUR") as refused,
    ):
        sent(secured(mail))
    assert password not in str(refused.value)


def test_a_password_that_is_not_set_is_one_line(certificate, monkeypatch):
    """The variable is named."""
    monkeypatch.delenv("HARBOUR_PASSWORD", raising=False)
    with (
        secure_server(Postbox(), certificate) as mail,
        pytest.raises(SendError, match="no variable HARBOUR_PASSWORD; set it"),
    ):
        sent(secured(mail))


def test_a_certificate_of_another_name_is_refused(certificate, monkeypatch):
    """No password goes to a server that is not who it should be."""
    monkeypatch.setenv("HARBOUR_PASSWORD", "open sesame")
    with (
        secure_server(postbox := Postbox(), certificate) as mail,
        pytest.raises(SendError, match="certificate verify failed"),
    ):
        sent(secured(mail, "127.0.0.1"))
    assert postbox.kept == []


def test_a_server_without_starttls_is_refused():
    """Where encryption is asked for, nothing goes in clear."""
    with serving(postbox := Postbox()) as mail, pytest.raises(SendError, match="STARTTLS"):
        sent(secured(mail))
    assert postbox.kept == []


def test_a_local_part_that_is_not_ascii_needs_a_server_for_it():
    """One that knows SMTPUTF8 takes it; one that does not costs that recipient only."""
    zoe = Mailbox("zoë@example.org")
    for known, expected in ((True, [zoe, ADA]), (False, [ADA])):
        with serving(postbox := Postbox(), enable_SMTPUTF8=known) as reached:
            assert sent(replace(reached, to=(zoe, ADA)))[0] == postbox.to() == expected
