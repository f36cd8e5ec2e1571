"""docs/configuration.md says what the configuration says of itself."""

import dataclasses
from pathlib import Path

import pytest

from eventhub.config import PREFIX, Config, ConfigError

PAGE = Path(__file__).resolve().parents[2] / "docs/configuration.md"


def row_of(field: dataclasses.Field) -> str:
    required = field.default is dataclasses.MISSING
    written = "no" if field.default is False else field.default
    default = "" if required or written in ("", ()) else f"`{written}`"
    return f"| `{PREFIX}{field.name.upper()}` | {default} | {field.metadata['help']} |"


def test_every_variable_is_in_the_table_with_its_default_and_meaning():
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith(f"| `{PREFIX}")]
    expected = [row_of(field) for field in dataclasses.fields(Config)]
    assert [" ".join(row.split()) for row in rows] == [" ".join(row.split()) for row in expected]


ENOUGH = {
    "EVENTHUB_SECRET_KEY": "a secret key for tests, of no use to anybody",
    "EVENTHUB_OIDC_ISSUER": "https://login.example.org/realms/office",
    "EVENTHUB_OIDC_CLIENT_ID": "eventhub",
    "EVENTHUB_OIDC_CLIENT_SECRET": "of no use to anybody",
}


def test_single_sign_on_is_called_what_its_administrator_says_or_else_by_its_host(tmp_path):
    given = {**ENOUGH, "EVENTHUB_INSTANCE_PATH": str(tmp_path)}
    assert Config.from_environment(given).sign_on_name == "login.example.org"
    assert (
        Config.from_environment({**given, "EVENTHUB_OIDC_NAME": "Office login"}).sign_on_name
        == "Office login"
    )


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"EVENTHUB_OIDC_CLIENT_SECRET": ""}, "EVENTHUB_OIDC_CLIENT_SECRET"),
        ({"EVENTHUB_OIDC_ISSUER": ""}, "EVENTHUB_OIDC_ISSUER"),
        ({"EVENTHUB_OIDC_ISSUER": "http://login.example.org"}, "only on this machine"),
        ({"EVENTHUB_OIDC_ISSUER": "https://a:b@login.example.org"}, "without query, fragment or password"),
        (
            {"EVENTHUB_OIDC_ISSUER": "https://login.example.org/?realm=1"},
            "without query, fragment or password",
        ),
    ],
)
def test_single_sign_on_that_could_not_work_or_would_travel_in_the_clear_is_refused(tmp_path, changed, word):
    with pytest.raises(ConfigError, match=word):
        Config.from_environment({**ENOUGH, "EVENTHUB_INSTANCE_PATH": str(tmp_path), **changed})


def test_a_secret_may_come_in_a_file_as_systemd_and_vaults_hand_it_over(tmp_path):
    key = tmp_path / "key"
    key.write_text(f"{ENOUGH['EVENTHUB_SECRET_KEY']}\n")
    given = {"EVENTHUB_SECRET_KEY_FILE": str(key), "EVENTHUB_INSTANCE_PATH": str(tmp_path)}
    assert Config.from_environment(given).secret_key == ENOUGH["EVENTHUB_SECRET_KEY"]
    key.unlink()
    with pytest.raises(ConfigError, match="EVENTHUB_SECRET_KEY_FILE names a file that cannot be read"):
        Config.from_environment(given)
