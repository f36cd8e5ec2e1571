"""Static files under names that contain their hash: cached for ever, compressed, and never stale."""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import brotli
from flask import Flask, url_for
from whitenoise import WhiteNoise

COMPRESSIBLE = {".css", ".js", ".svg", ".json", ".txt"}
SHEETS = (
    "tokens",
    "base",
    *(
        f"components/{name}"
        for name in ("header", "buttons", "forms", "content", "guidance", "event", "tables")
    ),
)
BUNDLES = {
    f"css/site{suffix}": (f"vendor/bootstrap{suffix}", *(f"css/{name}.css" for name in SHEETS))
    for suffix in (".css", ".rtl.css")
}
"""What every page needs, in the order of the cascade, as one file for each direction of writing: on a slow link each
file more is a round trip before anything is seen."""
HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")


def publish(source: Path, target: Path) -> dict[str, str]:
    """Copy every file of ``source`` and the bundles to ``target`` as name.<hash>.suffix with compressed siblings.

    Returns the published name for each path relative to ``source``. What is there already is left alone, so a second
    process or start costs only the hashing.
    """
    names = {}
    for relative, content in _contents(source):
        fingerprint = hashlib.sha256(content).hexdigest()[:12]
        published = relative.with_name(f"{relative.stem}.{fingerprint}{relative.suffix}")
        names[relative.as_posix()] = published.as_posix()
        _store(target / published, content)
        if relative.suffix in COMPRESSIBLE:
            _store(target / f"{published}.gz", content, partial(gzip.compress, mtime=0))
            _store(target / f"{published}.br", content, brotli.compress)
    return names


def _contents(source: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(each for each in source.rglob("*") if each.is_file()):
        yield path.relative_to(source), path.read_bytes()
    for name, parts in BUNDLES.items():
        files = [source / part for part in parts]
        # `eventhub doctor` has to say that vendor/ was not fetched: it needs an application that starts.
        if all(each.is_file() for each in files):
            yield Path(name), b"\n".join(each.read_bytes() for each in files)


def _store(path: Path, content: bytes, encode: Callable[[bytes], bytes] = bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{id(content)}.part")
    unfinished.write_bytes(encode(content))
    unfinished.replace(path)


def init_app(app: Flask, target: Path) -> None:
    """Serve the published files in front of the application, and give templates ``asset(path)``."""
    names = publish(Path(app.static_folder or "static"), target)
    app.wsgi_app = WhiteNoise(
        app.wsgi_app,
        root=str(target),
        prefix="static/",
        max_age=3600,
        immutable_file_test=lambda _path, url: bool(HASHED.search(url)),
        allow_all_origins=False,
    )

    @cache
    def asset(path: str) -> str:
        """URL of a file under ``static/``; KeyError for a file that is not there, so a test finds it."""
        return url_for("static", filename=names[path])

    app.jinja_env.globals["asset"] = asset
