"""People who register, and what the database says of them afterwards."""

import re
import time
from collections.abc import Mapping

import requests
from sqlalchemy import Engine, NullPool, create_engine, text

EVENT = "manila-fair-recruitment"
Files = Mapping[str, tuple[str, bytes, str]] | None
"""By name of the field: name, content and kind."""
HIDDEN = re.compile(r'<input[^>]*name="(csrf_token|form_key)"[^>]*value="([^"]*)"')


def register(
    site: str, certificate: str, number: int, done: list[str], files: Files = None, *, tries: int = 5
) -> str:
    """What a person does: open the form, send it, once more with the same form when no answer came.

    ``done`` gets the address of whoever was shown their registration, and an empty one for whoever was not.
    """
    address, answer = f"person-{number}@example.org", "no answer"
    for _again in range(tries):
        try:
            with requests.Session() as browser:
                # Else the certificates that the environment names would stand before this one.
                browser.trust_env, browser.verify = False, certificate
                page = browser.get(f"{site}/en/events/{EVENT}/register/", timeout=30)
                page.raise_for_status()
                fields = dict(HIDDEN.findall(page.text))
                for _twice in range(tries):
                    try:
                        shown = _send(browser, page.url, fields, number, address, files)
                        break
                    except requests.RequestException:
                        time.sleep(0.5)
                else:
                    continue
            answer = f"{shown.status_code}{' own page' if '/registrations/' in shown.url else ''}"
            if "own page" in answer:
                break
        except requests.RequestException:
            time.sleep(1)
    done.append(address if "own page" in answer else "")
    return answer


def _send(
    browser: requests.Session, url: str, fields: dict[str, str], number: int, address: str, files: Files
) -> requests.Response:
    given = {"name": f"Person {number}", "email": address, "consent_participation": "y"}
    answer = browser.post(url, data=fields | given, files=files, headers={"Referer": url}, timeout=30)
    if answer.status_code >= 500:
        raise requests.HTTPError(answer.status_code)
    return answer


def engine_of(database: str) -> Engine:
    """For a question or two: no connection stays, for which a server would wait when it is to stop."""
    return create_engine(database.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)


def registered(database: str) -> dict[str, int]:
    """By address, how many registrations for the event there are."""
    with engine_of(database).connect() as connection:
        rows = connection.execute(
            text(
                "SELECT email_key, count(*) AS people FROM registrations"
                " JOIN events ON events.id = registrations.event_id WHERE events.slug = :s GROUP BY email_key"
            ),
            {"s": EVENT},
        )
        return {row.email_key: row.people for row in rows}


def owed(database: str) -> int:
    with engine_of(database).connect() as connection:
        return (
            connection.scalar(
                text("SELECT count(*) FROM outbox_messages WHERE status IN ('queued', 'sending')")
            )
            or 0
        )
