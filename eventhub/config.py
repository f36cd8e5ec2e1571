"""Configuration: read once from the environment into a frozen object that names every mistake at once."""

import secrets
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from authlib.common.security import is_secure_transport
from dotenv import dotenv_values

PREFIX, FILE_SUFFIX = "EVENTHUB_", "_FILE"
SOURCE_ROOT = Path(__file__).resolve().parent.parent
MAIL_SCHEMES = ("mailbox", "smtp", "smtps")
DATABASE_SCHEMES = ("sqlite", "postgresql")
ENCRYPTION_ALGORITHMS = ("aes-256-gcm", "chacha20-poly1305", "fernet")
_APPLE_WALLET = ("apple_wallet_certificate", "apple_wallet_key", "apple_wallet_authority")


class ConfigError(Exception):
    """The environment holds settings that cannot be used; ``problems`` has one sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def setting(help_text: str, **keywords):
    """A field of Config, with the sentence that ``docs/configuration.md`` prints for it."""
    return field(metadata={"help": help_text}, **keywords)


@dataclass(frozen=True, kw_only=True)
class Config:
    """All that an instance can be told. Each field is the variable EVENTHUB_<NAME IN CAPITALS>."""

    instance_path: Path = setting("Folder of the database, the .env file and uploads.")
    database_url: str = setting("sqlite:///path or postgresql://user:password@host/name.")
    secret_key: str = setting("Signs sessions and forms; at least 32 characters. `eventhub init` writes one.")
    encryption_keys: tuple[str, ...] = setting(
        "Keys that encrypt sensitive answers and files, separated by commas, the newest first; "
        "without any, one is derived from SECRET_KEY.",
        default=(),
    )
    encryption_algorithm: str = setting(
        "What encrypts them from now on: aes-256-gcm, chacha20-poly1305 or fernet. What was encrypted names its own.",
        default="aes-256-gcm",
    )
    base_url: str = setting(
        "Public address of the site, without a slash at the end; used in mails, feeds and calendars.",
        default="http://127.0.0.1:8000",
    )
    mail_url: str = setting(
        "smtp://user:password@host:port (with STARTTLS), smtps://…, or mailbox: to keep mails on the desk.",
        default="mailbox:",
    )
    mail_plaintext: bool = setting(
        "`yes` lets mails go in the clear to a mail server elsewhere that offers no STARTTLS; passwords never. "
        "Otherwise they wait until it does.",
        default=False,
    )
    mail_from: str = setting("Sender of all mails.", default="EventHub <eventhub@localhost>")
    host: str = setting("Address that `eventhub run` listens on.", default="127.0.0.1")
    port: int = setting("Port that `eventhub run` listens on.", default=8000)
    workers: int = setting("Server processes of `eventhub run`.", default=2)
    trusted_proxies: int = setting(
        "Number of reverse proxies whose X-Forwarded-* headers are believed.", default=0
    )
    trusted_hosts: tuple[str, ...] = setting(
        "Host names that requests may ask for, separated by commas; the host of BASE_URL is always one.",
        default=(),
    )
    metrics_token: str = setting(
        "Whoever sends it as `Authorization: Bearer …` may read /metrics. Without it, only this machine may.",
        default="",
    )
    outgoing_loopback: bool = setting(
        "`yes` lets addresses that users enter (webhooks, calendars to import) lead to this machine itself: for "
        "development and tests only.",
        default=False,
    )
    outgoing_hosts: tuple[str, ...] = setting(
        "The only hosts to which addresses that users enter may lead, separated by commas; `.example.org` stands for "
        "all below it. Without any, every public one.",
        default=(),
    )
    files_url: str = setting(
        "s3://bucket/prefix of an S3-compatible store for files that people send; without it the database holds them.",
        default="",
    )
    files_endpoint: str = setting("Address of that store; without it, that of AWS.", default="")
    files_region: str = setting("Region of that store.", default="us-east-1")
    files_key_id: str = setting(
        "Its access key; without it, what the environment gives (AWS_ variables, or the role of the machine).",
        default="",
    )
    files_secret: str = setting("The secret of the access key.", default="")
    redis_url: str = setting(
        "redis://:password@host:port/number (rediss:// with TLS) of a Redis that hosts share: limits of the API then "
        "count for all of them, and pages that one has made are not made again by another. Nothing needs it.",
        default="",
    )
    second_factor_roles: tuple[str, ...] = setting(
        "Roles that cannot sign in without a second factor, separated by commas; or `all`; or `none`. By default all "
        "where BASE_URL begins with https, and none where it does not.",
        default=(),
    )
    oidc_issuer: str = setting(
        "Issuer of the OpenID Connect provider for single sign-on, exactly as the provider writes it; https, but on "
        "this machine. Without it there is none.",
        default="",
    )
    oidc_client_id: str = setting("What the provider calls this instance.", default="")
    oidc_client_secret: str = setting("By what the provider knows this instance.", default="")
    oidc_name: str = setting(
        "Name of the provider on the button; without it, the host name of the issuer.", default=""
    )
    forms_per_minute: int = setting(
        "How often one client address may send public forms (registration, nominations, polls) in a minute, as all "
        "hosts count that share a Redis, else each server process; 0 for no limit. An office behind one address "
        "counts as one client.",
        default=120,
    )
    costly_per_minute: int = setting(
        "The same for files that are made when they are asked for: PDF, Word, Excel, pictures.", default=120
    )
    apple_wallet_certificate: str = setting(
        "PEM file of Apple's certificate for passes (Pass Type ID). Without it there are no tickets for Apple Wallet.",
        default="",
    )
    apple_wallet_key: str = setting(
        "PEM file of the key of that certificate, RSA, without a password.", default=""
    )
    apple_wallet_authority: str = setting(
        "PEM file of the certificate that signed it: Apple's “Worldwide Developer Relations”.", default=""
    )
    google_wallet_issuer: str = setting(
        "Number of the issuer at Google Wallet. Without it there are no tickets for Google Wallet.",
        default="",
    )
    google_wallet_key: str = setting(
        "JSON file of the key of the service account that may issue passes there.", default=""
    )
    log_level: str = setting("DEBUG, INFO, WARNING or ERROR.", default="INFO")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Config":
        """Read the EVENTHUB_ variables; those absent come from ``.env`` in the instance folder, then defaults.

        Raises:
            ConfigError: with one sentence for every variable that is unknown, missing or unusable.
        """
        instance_path = cls.instance_path_of(environment)
        found = _with_contents({**dotenv_values(instance_path / ".env"), **environment})
        given = {
            name.removeprefix(PREFIX).lower(): value.strip()
            for name, value in found.items()
            if name.startswith(PREFIX) and value and value.strip()
        }
        given["instance_path"] = str(instance_path)
        given.setdefault("database_url", f"sqlite:///{instance_path / 'eventhub.sqlite3'}")
        return cls._checked(given)

    @staticmethod
    def instance_path_of(environment: Mapping[str, str]) -> Path:
        """The instance folder, known before anything else is."""
        return Path(environment.get(PREFIX + "INSTANCE_PATH") or SOURCE_ROOT / "instance").absolute()

    @classmethod
    def _checked(cls, given: dict[str, str]) -> "Config":
        known = {each.name: each for each in fields(cls)}
        problems = [
            f"{PREFIX}{name.upper()} is not a setting of EventHub." for name in given if name not in known
        ]
        values: dict = {}
        for name, text in given.items():
            if name not in known:
                continue
            try:
                values[name] = _converted(known[name].type, text)
            except ValueError:
                wanted = "yes or no" if known[name].type is bool else "a whole number"
                problems.append(f"{PREFIX}{name.upper()} must be {wanted}, not “{text}”.")
        problems += _complaints(values)
        if problems:
            raise ConfigError(problems)
        return cls(**values)

    @property
    def served_hosts(self) -> tuple[str, ...]:
        """Host names that this instance answers to."""
        return (urlsplit(self.base_url).hostname or "localhost", *self.trusted_hosts)

    @property
    def sign_on_name(self) -> str:
        """What people call the provider of single sign-on; empty without one."""
        return self.oidc_issuer and (self.oidc_name or urlsplit(self.oidc_issuer).hostname or "")

    @property
    def has_apple_wallet(self) -> bool:
        """Whether tickets can be had for Apple Wallet; the other two files are there then."""
        return bool(self.apple_wallet_certificate)

    @property
    def has_google_wallet(self) -> bool:
        return bool(self.google_wallet_issuer)

    @property
    def is_https(self) -> bool:
        """Whether visitors arrive over TLS: decides on `__Host-` cookies and HSTS."""
        return self.base_url.startswith("https://")


def _with_contents(variables: Mapping[str, str | None]) -> dict[str, str | None]:
    """The variables, with the content of a file for each that is named EVENTHUB_…_FILE, as secrets are handed over by
    systemd, containers and vaults.

    Raises:
        ConfigError: one cannot be read.
    """
    contents, problems = dict(variables), []
    for name, path in variables.items():
        if name.startswith(PREFIX) and name.endswith(FILE_SUFFIX) and path:
            del contents[name]
            try:
                contents[name.removesuffix(FILE_SUFFIX)] = Path(path).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                problems.append(f"{name} names a file that cannot be read ({type(error).__name__}).")
    if problems:
        raise ConfigError(problems)
    return contents


def _converted(kind, text: str):
    if kind is int:
        return int(text)
    if kind is bool:
        if text not in ("yes", "no"):
            raise ValueError(text)
        return text == "yes"
    if kind is Path:
        return Path(text)
    if kind == tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _is_key(text: str) -> bool:
    try:
        return len(urlsafe_b64decode(text)) == 32
    except ValueError:
        return False


def _complaints(values: dict) -> list[str]:
    problems = []
    if len(values.get("secret_key", "")) < 32:
        problems.append(
            f"{PREFIX}SECRET_KEY is missing or shorter than 32 characters. Run `eventhub init`, which writes one "
            "into the .env file of the instance folder."
        )
    if not all(_is_key(each) for each in values.get("encryption_keys", ())):
        problems.append(
            f"{PREFIX}ENCRYPTION_KEYS must be keys of 32 bytes in URL-safe base64, separated by commas. "
            "`eventhub encryption key` prints a new one."
        )
    if values.get("encryption_algorithm", "fernet") not in ENCRYPTION_ALGORITHMS:
        problems.append(f"{PREFIX}ENCRYPTION_ALGORITHM must be one of {', '.join(ENCRYPTION_ALGORITHMS)}.")
    database = values["database_url"].split(":", 1)[0].split("+", 1)[0]
    if database not in DATABASE_SCHEMES:
        problems.append(f"{PREFIX}DATABASE_URL must begin with sqlite: or postgresql:, not “{database}:”.")
    if values.get("mail_url", "mailbox:").split(":", 1)[0] not in MAIL_SCHEMES:
        problems.append(f"{PREFIX}MAIL_URL must begin with smtp:, smtps: or mailbox:.")
    address = urlsplit(values.get("base_url", "http://127.0.0.1"))
    if address.scheme not in ("http", "https") or not address.hostname or address.path not in ("",):
        problems.append(f"{PREFIX}BASE_URL must look like https://events.example.org, without a path.")
    problems += _complaints_about_what_is_shared(values)
    problems += _complaints_about_sign_on(values)
    problems += _complaints_about_wallets(values)
    if values.get("log_level", "INFO") not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        problems.append(f"{PREFIX}LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
    return problems


def _complaints_about_what_is_shared(values: dict) -> list[str]:
    address = urlsplit(values.get("files_url", ""))
    problems = []
    if urlsplit(values.get("redis_url", "redis:")).scheme not in ("redis", "rediss", "unix"):
        problems.append(f"{PREFIX}REDIS_URL must begin with redis:, rediss: or unix:.")
    if address.geturl() and (address.scheme != "s3" or not address.hostname or address.query):
        problems.append(f"{PREFIX}FILES_URL must look like s3://bucket or s3://bucket/prefix.")
    if urlsplit(values.get("files_endpoint", "https:")).scheme not in ("http", "https"):
        problems.append(f"{PREFIX}FILES_ENDPOINT must begin with https: or http:.")
    if bool(values.get("files_key_id")) != bool(values.get("files_secret")):
        problems.append(f"{PREFIX}FILES_KEY_ID and {PREFIX}FILES_SECRET go together.")
    return problems


def _complaints_about_wallets(values: dict) -> list[str]:
    problems = []
    for names, files in (
        (_APPLE_WALLET, _APPLE_WALLET),
        (("google_wallet_issuer", "google_wallet_key"), ("google_wallet_key",)),
    ):
        missing = [f"{PREFIX}{name.upper()}" for name in names if not values.get(name)]
        if 0 < len(missing) < len(names):
            problems.append(f"Tickets for wallets also need {' and '.join(missing)}.")
        problems += [
            f"{PREFIX}{name.upper()}: there is no file {values[name]}."
            for name in files
            if values.get(name) and not Path(values[name]).is_file()
        ]
    return problems


def _complaints_about_sign_on(values: dict) -> list[str]:
    wanted = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
    missing = [f"{PREFIX}{name.upper()}" for name in wanted if not values.get(name)]
    if len(missing) == len(wanted) and not values.get("oidc_name"):
        return []
    if missing:
        return [f"Single sign-on also needs {' and '.join(missing)}."]
    issuer = values["oidc_issuer"]
    address = urlsplit(issuer)
    is_plain = not (address.query or address.fragment or "@" in address.netloc) and len(issuer) <= 255
    if not is_plain or not is_secure_transport(issuer):
        return [
            f"{PREFIX}OIDC_ISSUER must look like https://login.example.org, without query, fragment or password "
            "(http only on this machine)."
        ]
    return []


def write_secret_key(instance_path: Path) -> bool:
    """Give the instance a secret key of its own in ``.env`` (mode 0600), unless it has one; say whether it was new."""
    instance_path.mkdir(parents=True, exist_ok=True)
    env_file = instance_path / ".env"
    if dotenv_values(env_file).get(PREFIX + "SECRET_KEY"):
        return False
    env_file.touch(mode=0o600, exist_ok=True)
    with env_file.open("a", encoding="utf-8") as stream:
        stream.write(f"{PREFIX}SECRET_KEY={secrets.token_urlsafe(48)}\n")
    return True
