"""Every error that the project raises on purpose.

DigestError            one line for people: what, where, and what to do
├── UsageError         the command or its arguments are wrong            exit 2
│   └── ConfigError    digest.toml is wrong; names the file and line     exit 2
├── ReadError          a source cannot be read; names it
│   ├── NothingRead    no source could be read at all                    exit 3
│   └── FetchError     an address cannot be read
│       ├── AddressRefused  it may not be asked for
│       ├── NotAllowed      its robots.txt forbids it
│       ├── Gone            it is gone for good
│       ├── TooLarge        what it sends is too large
│       └── Unreachable     its host does not answer, or not in time
├── StoreError         the database cannot be used; names its file       exit 3
├── WriteError         something cannot be written; names the path       exit 3
├── EditionError       an edition file is not one, or cannot be verified exit 2
└── SendError          a message could not be handed over                exit 1
"""


class DigestError(Exception):
    """Root of the tree; `str()` of it is the line that a user reads."""

    exit_code = 1


class UsageError(DigestError):
    """The command is wrong: an option's value, a combination of arguments."""

    exit_code = 2


class ConfigError(UsageError):
    """The configuration is wrong."""


class ReadError(DigestError):
    """One source cannot be read; the others go on."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class NothingRead(ReadError):
    """No source could be read, or none was given."""

    exit_code = 3


class FetchError(ReadError):
    """An address cannot be read; `retry_after` is how many seconds its host wants to be left alone."""

    def __init__(self, source: str, reason: str, retry_after: float | None = None) -> None:
        super().__init__(source, reason)
        self.retry_after = retry_after


class AddressRefused(FetchError):
    """An address that must not be asked for: another scheme, a private host, malformed."""


class NotAllowed(FetchError):
    """The robots.txt of its host forbids it."""


class Gone(FetchError):
    """The server says that it is gone for good (410)."""


class TooLarge(FetchError):
    """More bytes than a source may have."""


class Unreachable(FetchError):
    """No connection, or no answer in time."""


class StoreError(DigestError):
    """The database cannot be opened, read or written."""

    exit_code = 3


class WriteError(DigestError):
    """A file or folder cannot be written."""

    exit_code = 3


class EditionError(DigestError):
    """A file that should hold an edition does not, or not what the command needs."""

    exit_code = 2


class SendError(DigestError):
    """The mail server did not take a message."""

    exit_code = 1
