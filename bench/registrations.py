"""What it costs to register: the form that people send, on a site that is open, with the mail that it makes."""

from collections.abc import Iterator
from itertools import count

import requests

from bench.people import EVENT, HIDDEN
from bench.processes import cpu_seconds

_numbers = count(1)
AT_ONCE = 25
"""Forms that are sent in a round; the kernel counts CPU in hundredths of a second."""


def cpu_of_a_registration(url: str, worker: int) -> float:
    """Seconds of the server's CPU for one form that is sent. Loading the form is not counted.

    Raises:
        RuntimeError: somebody was not registered.
    """
    page = f"{url}/en/events/{EVENT}/register/"
    filled = list(_filled(page))
    before = cpu_seconds(worker)
    for browser, fields in filled:
        answer = browser.post(page, data=fields, headers={"Referer": page}, allow_redirects=False, timeout=60)
        if "/registrations/" not in answer.headers.get("Location", ""):
            raise RuntimeError(f"Registering was answered {answer.status_code}.")
    return (cpu_seconds(worker) - before) / len(filled)


def _filled(page: str) -> Iterator[tuple[requests.Session, dict[str, str]]]:
    for _ in range(AT_ONCE):
        browser, number = requests.Session(), next(_numbers)
        hidden = dict(HIDDEN.findall(browser.get(page, timeout=60).text))
        person = {"name": f"Person {number}", "email": f"person-{number}@example.org"}
        yield browser, {**hidden, **person, "consent_participation": "y"}
