"""Let parsers that we have not written read every feed of a running instance, and print what they complain of.

    .venv/bin/python -m scripts.parsers http://127.0.0.1:8000

vobject and ics.py are in the virtual environment; ical.js is fetched into a folder that is thrown away, by the npm of
the node wheel; libical and sabre/vobject are asked where Debian's libical3, php-cli and php-sabre-vobject are
installed. Exits with 1 when any of them complains of anything.
"""

import ctypes
import ctypes.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import ics
import vobject

from scripts.vendor import npm_of_node_wheel

LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru")
QUERIES = ("?agenda=yes", "?agenda=yes&times=hours&alarm=30", "?times=days&alarm=1440")
FEED = re.compile(r'href="[^"]*/([a-z]+(?:-[\w-]+)?)\.ics')
SABRE = "/usr/share/php/Sabre/VObject"
TIMEOUT = 300

Reader = Callable[[bytes], list[str]]
"""What a parser has to say against a calendar; nothing when it is content."""


def main(url: str) -> int:
    feeds = dict(_feeds(url))
    print(f"{len(feeds)} feeds, {sum(map(len, feeds.values())) // 1024} KB")
    complaints = 0
    with tempfile.TemporaryDirectory(prefix="eventhub-parsers-") as folder:
        for name, reader in _readers(Path(folder)):
            found = {address: said for address, content in feeds.items() if (said := reader(content))}
            print(f"{name}: {len(found)} complained of")
            for address, said in found.items():
                print(f"  {address}: {'; '.join(said[:3])}")
            complaints += len(found)
    return 1 if complaints else 0


def _feeds(url: str) -> Iterator[tuple[str, bytes]]:
    names = {"all", *FEED.findall(_get(f"{url}/en/calendars/").decode())}
    slugs = set(re.findall(r'href="/en/events/([\w-]+)/"', _get(f"{url}/en/events/").decode()))
    paths = [f"en/calendars/{name}.ics" for name in sorted(names)]
    paths += [f"en/events/{slug}/agenda.ics" for slug in sorted(slugs)]
    # Every entry in every language and form.
    paths += [f"{language}/calendars/all.ics{query}" for language in LANGUAGES for query in QUERIES]
    for path in paths:
        yield path, _get(f"{url}/{path}")


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310 - typed by whoever runs this
        return answer.read()


def _readers(folder: Path) -> Iterator[tuple[str, Reader]]:
    yield "vobject", _raised(lambda text: list(vobject.readComponents(text)))
    with _ical_js(folder) as reader:
        yield "ical.js", reader
    library = ctypes.util.find_library("ical")
    if library:
        yield "libical", _libical(ctypes.CDLL(library))
    else:
        print("libical: not installed")
    if shutil.which("php") and Path(SABRE).exists():
        with _process(["php", str(_written(folder / "read.php", PHP))]) as reader:
            yield "sabre/vobject", reader
    else:
        print("sabre/vobject: not installed")
    # Last, for it takes minutes.
    yield "ics.py", _raised(lambda text: ics.Calendar(text))


def _raised(read: Callable[[str], object]) -> Reader:
    def reader(content: bytes) -> list[str]:
        try:
            read(content.decode())
        except Exception as error:
            return [f"{type(error).__name__}: {error}"[:200]]
        return []

    return reader


def _libical(library: ctypes.CDLL) -> Reader:
    """Counts the components and properties that libical marks as errors (X-LIC-ERROR)."""
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]

    def reader(content: bytes) -> list[str]:
        parsed = library.icalparser_parse_string(content)
        if not parsed:
            return ["not parsed"]
        errors = library.icalcomponent_count_errors(parsed)
        library.icalcomponent_free(parsed)
        return [f"{errors} errors"] if errors else []

    return reader


def _ical_js(folder: Path):
    node, npm = npm_of_node_wheel()
    command = [node, npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "ical.js@2"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=TIMEOUT)  # noqa: S603 - ours
    return _process([node, str(_written(folder / "read.mjs", JAVASCRIPT))])


@contextmanager
def _process(command: list[str]) -> Iterator[Reader]:
    """A program that is sent a calendar as one line of JSON, and answers with its complaints as one."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:  # noqa: S603 - ours

        def reader(content: bytes) -> list[str]:
            sent, said = cast(IO[bytes], running.stdin), cast(IO[bytes], running.stdout)
            sent.write(json.dumps(content.decode()).encode() + b"\n")
            sent.flush()
            return json.loads(said.readline())

        yield reader
        running.communicate()


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


PHP = """<?php
error_reporting(E_ERROR);
spl_autoload_register(function ($name) {
    $file = '/usr/share/php/' . str_replace('\\\\', '/', $name) . '.php';
    if (file_exists($file)) require_once $file;
});
while (($line = fgets(STDIN)) !== false) {
    $said = [];
    try {
        $read = Sabre\\VObject\\Reader::read(json_decode($line));
        foreach ($read->validate() as $each) $said[] = $each['message'];
    } catch (Throwable $error) {
        $said[] = $error->getMessage();
    }
    echo json_encode($said), "\\n";
}
"""
JAVASCRIPT = """import ICAL from 'ical.js';
import readline from 'node:readline';
for await (const line of readline.createInterface({input: process.stdin})) {
  const said = [];
  try {
    const calendar = new ICAL.Component(ICAL.parse(JSON.parse(line)));
    for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
    for (const each of calendar.getAllSubcomponents('vevent')) {
      const event = new ICAL.Event(each);
      if (!event.uid || !event.startDate || Number.isNaN(event.startDate.toUnixTime())) said.push('no UID or no start');
      if (event.endDate.compare(event.startDate) < 0) said.push('ends before it starts');
      const zone = event.startDate.zone;
      if (!event.startDate.isDate && !zone.component && zone.tzid !== 'UTC') said.push('unknown zone');
    }
  } catch (error) {
    said.push(String(error));
  }
  console.log(JSON.stringify(said));
}
"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
