"""What set-up installs is named by hash, and by no address: it comes from wherever the machine has its packages."""

import json
import re
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts.sbom import bill

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


def test_the_bill_of_materials_is_valid_and_names_all_that_is_installed_to_run_with_its_hashes():
    document = bill()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(document) is None
    components = json.loads(document)["components"]
    assert all(each["hashes"] for each in components)
    named = {each["purl"] for each in components}
    for lock in (ROOT / "requirements" / "runtime.txt", ROOT / "requirements" / "tools.txt"):
        for name, version in re.findall(
            r"^([a-z][\w.-]*)(?:\[.*\])?==([^ ;]+)", lock.read_text(), re.MULTILINE
        ):
            assert f"pkg:pypi/{name.lower().replace('_', '-')}@{version}" in named
    browser = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for place, package in browser.items():
        if place:
            name = place.removeprefix("node_modules/").replace("@", "%40")
            assert f"pkg:npm/{name}@{package['version']}" in named
