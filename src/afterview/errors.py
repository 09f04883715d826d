"""Every error that a person may meet: where, what, and what to do about it, with a documented exit code.

An error is one line, ``where: what; fix``. The codes follow sysexits.h, so that a script and systemd can tell a
configuration that no restart mends (78) from a server that may be back in a minute (69). What cannot be done for one
event is never an error: it is data with its reason.
"""

from __future__ import annotations


class AfterviewError(Exception):
    """Something that stops what was asked for, told in one line."""

    exit_code = 1

    def __init__(self, where: str, what: str, fix: str = "") -> None:
        self.where = where
        self.what = what
        self.fix = fix
        super().__init__(f"{where}: {what}" + (f"; {fix}" if fix else ""))


class InputError(AfterviewError):
    """A file that was named is there but cannot be used (EX_DATAERR)."""

    exit_code = 65


class MissingInput(AfterviewError):
    """A file or folder that was named is not there or may not be read (EX_NOINPUT)."""

    exit_code = 66


class Unreachable(AfterviewError):
    """A server that does not answer, or answers that it cannot now (EX_UNAVAILABLE): the next pass tries again.

    `retry_after`: seconds the server asked to be left alone for, or None.
    """

    exit_code = 69

    def __init__(self, where: str, what: str, fix: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(where, what, fix)
        self.retry_after = retry_after


class LocalFailure(AfterviewError):
    """This machine cannot do it: a full disk, a read-only folder (EX_IOERR)."""

    exit_code = 74


class Busy(AfterviewError):
    """Another pass is at work (EX_TEMPFAIL)."""

    exit_code = 75


class ProtocolError(AfterviewError):
    """A server that answers something other than CalDAV: HTML, the wrong status, no XML (EX_PROTOCOL)."""

    exit_code = 76


class LoginRefused(AfterviewError):
    """The server refused the user name or password, or gives no right to what is needed (EX_NOPERM)."""

    exit_code = 77


class NoRight(LoginRefused):
    """The server knows the user and says no to what was asked (403): the password is not to blame."""


class SecretUnavailable(AfterviewError):
    """No password could be had: none stored, no keyring, a locked or silent one (EX_NOPERM)."""

    exit_code = 77


class ConfigError(AfterviewError):
    """A setting or a policy that a restart cannot mend (EX_CONFIG)."""

    exit_code = 78


class BrakeHeld(AfterviewError):
    """A brake holds the pass: it would do more than looks right. Nothing was written."""

    exit_code = 3
