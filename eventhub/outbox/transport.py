"""The way a mail leaves the machine: SMTP (RFC 5321), or not at all."""

import re
import smtplib
import ssl
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit

TIMEOUT = 20.0
"""Seconds that the mail server may take over each step."""

_ENHANCED_CODE = re.compile(rb"^\s*([245]\.\d{1,3}\.\d{1,3})\b")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class DeliveryError(Exception):
    """A mail was not taken. ``reason`` is short and names no address: replies of servers often do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RefusedError(DeliveryError):
    """The mail server will not take this mail, now or later."""


class RecipientRefusedError(RefusedError):
    """It said so of the recipient, before it saw the mail."""


class PostponedError(DeliveryError):
    """The mail server does not take this mail now."""


class UnreachableError(DeliveryError):
    """There is no mail server to talk to; it is no fault of the mail."""


class NoEncryptionError(ConnectionError):
    """The server is on another machine and offers no STARTTLS, or somebody on the way has taken the offer out."""


class SmtpTransport:
    """One connection for a batch of mails, opened when the first is sent and closed with the context.

    Mails go to another machine encrypted, or, without ``may_be_plain``, not at all.
    """

    def __init__(self, url: str, *, may_be_plain: bool = False) -> None:
        self._url: SplitResult = urlsplit(url)
        self._may_be_plain = may_be_plain
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        """Hand one mail over.

        Raises:
            RefusedError, PostponedError: the server said no to this mail.
            UnreachableError: no server, no answer in time, no secure connection, no access.
        """
        try:
            connection = self._connection or self._connect()
        except (OSError, UnicodeError) as error:
            self._hang_up()
            raise UnreachableError(_name_of(error)) from error
        try:
            connection.sendmail(sender, [recipient], content)
        except smtplib.SMTPRecipientsRefused as error:
            self._refuse(*error.recipients[recipient], RecipientRefusedError)
        except smtplib.SMTPDataError as error:
            self._refuse(error.smtp_code, error.smtp_error, RefusedError)
        except (smtplib.SMTPSenderRefused, smtplib.SMTPHeloError) as error:
            # A sender that is refused is a mistake in the configuration, which must lose no mail.
            self._hang_up()
            raise PostponedError(_name_of(error)) from error
        except OSError as error:
            # Cut off, or no answer in time. All exceptions of smtplib are OSErrors.
            self._hang_up()
            raise UnreachableError(_name_of(error)) from error

    def greet(self) -> None:
        """Connect and sign in, and send nothing.

        Raises:
            UnreachableError
        """
        try:
            self._connect().noop()
        except (OSError, UnicodeError) as error:
            self._hang_up()
            raise UnreachableError(_name_of(error)) from error

    def _connect(self) -> smtplib.SMTP:
        host = self._url.hostname or "localhost"
        is_secure = self._url.scheme == "smtps"
        if is_secure:
            context = ssl.create_default_context()
            connection = smtplib.SMTP_SSL(host, self._url.port or 465, timeout=TIMEOUT, context=context)
        else:
            connection = smtplib.SMTP(host, self._url.port or 25, timeout=TIMEOUT)
        self._connection = connection
        connection.ehlo()
        # On this machine nobody listens in, and certificates for it are rarely valid.
        if not is_secure and host not in _THIS_MACHINE:
            self._encrypt(connection)
        if self._url.username:
            connection.login(unquote(self._url.username), unquote(self._url.password or ""))
        return connection

    def _encrypt(self, connection: smtplib.SMTP) -> None:
        if connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        elif self._url.username or not self._may_be_plain:
            raise NoEncryptionError

    def _refuse(self, code: int, reply: bytes | str, for_good: type[RefusedError]) -> None:
        # After 421 the server has hung up (RFC 5321, section 3.8).
        if code == 421:
            self._hang_up()
        raise (for_good if code >= 500 else PostponedError)(_codes(code, reply))

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _codes(code: int, reply: bytes | str) -> str:
    """The codes of a reply (RFC 5321, section 4.2; RFC 3463), such as 550 5.1.1, without its words."""
    found = _ENHANCED_CODE.match(reply if isinstance(reply, bytes) else reply.encode(errors="replace"))
    return f"{code} {found[1].decode()}" if found else str(code)


def _name_of(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {_codes(error.smtp_code, error.smtp_error)}"
    return type(error).__name__
