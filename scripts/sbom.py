"""Print the bill of materials of an instance in CycloneDX 1.6 (ECMA-424): each component that is installed for running
one, with its version, its package URL and the hashes by which it is accepted, as the lock files name them.

Nothing else is installed: `make install` takes only what has one of these hashes, from the registry of its kind.
"""

import base64
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (ROOT / "requirements" / "runtime.txt", ROOT / "requirements" / "tools.txt")
"""What `make install` reads."""
PACKAGES = ROOT / "package-lock.json"
PINNED = re.compile(r"^([a-z0-9][\w.-]*)(?:\[[^]]*\])?==(\S+)(.*(?:\n    --hash=.*)*)", re.MULTILINE)
DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")
FOLDER = "node_modules/"


def python_components() -> Iterator[Component]:
    """What is installed on the server, on any platform that the locks know."""
    locked = {each for lock in LOCKS for each in PINNED.findall(lock.read_text(encoding="utf-8"))}
    for name, version, rest in sorted(locked):
        url = PackageURL("pypi", None, name, version)
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            purl=url,
            bom_ref=str(url),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in DIGEST.findall(rest)],
        )


def browser_components() -> Iterator[Component]:
    """What pages are made with."""
    for place, package in json.loads(PACKAGES.read_text(encoding="utf-8"))["packages"].items():
        if not place.startswith(FOLDER):
            continue
        scope, _slash, name = place.removeprefix(FOLDER).rpartition("/")
        url = PackageURL("npm", scope or None, name, package["version"])
        digest = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
        yield Component(
            name=name,
            group=scope or None,
            version=package["version"],
            type=ComponentType.LIBRARY,
            purl=url,
            bom_ref=str(url),
            hashes=[HashType(alg=HashAlgorithm.SHA_512, content=digest)],
        )


def bill() -> str:
    """The document."""
    bom = Bom(components=[*python_components(), *browser_components()])
    bom.metadata.component = Component(name="eventhub", type=ComponentType.APPLICATION, bom_ref="eventhub")
    bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=2)


if __name__ == "__main__":
    sys.stdout.write(bill() + "\n")
