"""Every error that the project raises on purpose.

DigestError            one line for people: what, where, and what to do
├── UsageError         the command or its arguments are wrong            exit 2
│   └── ConfigError    digest.toml is wrong; names the file and line     exit 2
├── ReadError          a source cannot be read; names it
│   └── NothingRead    no source could be read at all                    exit 3
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


class WriteError(DigestError):
    """A file or folder cannot be written."""

    exit_code = 3


class EditionError(DigestError):
    """A file that should hold an edition does not, or not what the command needs."""

    exit_code = 2


class SendError(DigestError):
    """The mail server did not take a message."""

    exit_code = 1
