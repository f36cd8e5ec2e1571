"""What set-up installs is named by hash, and by no address: it comes from wherever the machine has its packages."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_each_requirement_has_one_version_and_its_hashes(lock):
    requirements = re.split(r"\n(?=[A-Za-z])", re.sub(r"^ *#.*\n", "", lock.read_text(), flags=re.MULTILINE))
    assert requirements
    for requirement in requirements:
        assert re.match(r"[\w.\[\]-]+==[^\s]+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_lock_names_a_registry(lock):
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", lock.read_text()) == []


def test_browser_files_are_locked_by_hash_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = [package for path, package in packages.items() if path]
    assert fetched
    for package in fetched:
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package
