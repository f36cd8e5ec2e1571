"""The commands as an administrator types them."""

import json
import os
import subprocess
import sys

import pytest

from eventhub.db import db, transaction
from eventhub.db.copying import empty
from tests.people import ALICE, PASSWORD, make_user


@pytest.fixture
def typed(app, database_url, instance):
    """Run a command of EventHub on the instance of ``app``."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        with transaction():
            db.session.remove()
        environment = {
            **os.environ,
            "EVENTHUB_INSTANCE_PATH": str(instance),
            "EVENTHUB_DATABASE_URL": database_url,
            "EVENTHUB_SECRET_KEY": "x" * 40,
        }
        command = [sys.executable, "-m", "eventhub.cli", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own words

    return run


def test_all_data_goes_out_and_into_an_empty_instance(app, typed, tmp_path):
    make_user(ALICE)
    file = tmp_path / "all.json"
    assert f"rows are in {file}" in typed("export", str(file)).stdout
    refused = typed("import", str(file))
    assert (refused.returncode, "Import into an empty one" in refused.stderr) == (1, True)
    with transaction():
        empty(db.session.connection())
    assert "rows are here now" in typed("import", str(file)).stdout
    assert json.loads(typed("export", "-").stdout)["tables"]["users"][0]["email"] == ALICE.email


def test_a_copy_comes_back(app, typed, tmp_path):
    file = tmp_path / "copy.zip"
    make_user(ALICE)
    assert "whole" in typed("backup", str(file)).stdout
    refused = typed("restore", str(file))
    assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
    done = typed("restore", "--replace", str(file))
    assert "rows are back" in done.stdout
    assert "before-restore-" in done.stdout


def test_a_place_that_cannot_be_written_is_said_without_a_traceback(app, typed, tmp_path):
    answer = typed("backup", str(tmp_path / "none" / "copy.zip"))
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr


def test_the_doctor_speaks(app, typed):
    answer = typed("doctor")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "good     database" in answer.stdout


def test_nobody_is_given_a_password_that_has_leaked(app, typed):
    account = ("user", "add", ALICE.email, "--name", ALICE.name, "--password")
    refused = typed(*account, "qwertyuiop12")
    assert (refused.returncode, "has leaked" in refused.stderr) == (2, True)
    assert typed(*account, PASSWORD).returncode == 0
