"""What hosts share in Redis: right while it is there, and done without when it is not."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import requests
import time_machine

from eventhub.clock import now
from eventhub.config import Config, ConfigError
from eventhub.db import Translated, db
from eventhub.db.state import State
from eventhub.events.models import Event
from eventhub.maintenance.doctor import Verdict, examine
from eventhub.web import pagecache, shared
from eventhub.web.kept import SharedAnswers
from eventhub.web.limits import Limiter
from eventhub.web.pagecache import PageCache
from eventhub.web.shared import SharedMemory, name_of_instance, name_of_program
from tests.calendars.cast import edit
from tests.databases import config_for
from tests.registration.cast import make_workshop
from tests.servers import free_port, serving
from tests.stores import sharing_memory

BEHIND_A_PROXY = {"Host": "127.0.0.1"}
ENVIRON = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "events.example.org"}
KEPT = [("Content-Type", "text/html"), ("ETag", '"tag"'), ("Cache-Control", "public")]


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory) -> Iterator[str]:
    with sharing_memory(tmp_path_factory.mktemp("memory")) as url:
        yield url


@pytest.fixture
def memory(redis_url: str) -> SharedMemory:
    made = SharedMemory(redis_url)
    made._client.flushdb()
    return made


@pytest.fixture
def nothing() -> SharedMemory:
    """A Redis that is gone."""
    return SharedMemory(f"redis://127.0.0.1:{free_port()}/0")


class Host:
    """A server process with an application that takes its time; ``made`` counts how often it was asked."""

    def __init__(self, memory: SharedMemory | None, program: str = "program", headers=KEPT) -> None:
        self.made, self.token, self.headers = 0, "token", headers
        others = SharedAnswers(memory, program) if memory else None
        self._cache = PageCache(
            self._answer, lambda: self.token, lambda: State(self.token, {"": self.token}), others
        )

    def _answer(self, _environ, start_response):
        self.made += 1
        time.sleep(0.1)
        start_response("200 OK", self.headers)
        return [f"made for {self.token}".encode()]

    def get(self) -> str:
        body = self._cache(dict(ENVIRON), lambda _status, _headers: None)
        return b"".join(body).decode()


@pytest.fixture
def one_minute():
    with time_machine.travel(now().replace(second=10), tick=True):
        yield


def at_once(hosts: list[Host]) -> set[str]:
    with ThreadPoolExecutor(len(hosts)) as pool:
        return set(pool.map(Host.get, hosts))


def test_a_page_that_one_host_has_made_is_not_made_by_another(memory, one_minute):
    first, second = Host(memory), Host(memory)
    assert [first.get(), second.get(), second.get()] == ["made for token"] * 3
    assert [first.made, second.made] == [1, 0]


def test_what_was_made_before_a_change_is_never_sent_after_it(memory, one_minute):
    first, second = Host(memory), Host(memory)
    first.get()
    second.get()
    first.token = second.token = "next"
    assert [second.get(), first.get()] == ["made for next"] * 2


def test_of_all_who_ask_after_a_change_one_makes_the_page(memory, one_minute):
    hosts = [Host(memory), Host(memory)]
    for each in hosts:
        each.get()
        each.token = "next"
    assert at_once(hosts * 4) == {"made for next"}
    assert sum(each.made for each in hosts) == 2


def test_in_one_process_one_makes_the_page_without_redis_as_well(one_minute):
    host = Host(None)
    host.get()
    host.token = "next"
    assert at_once([host] * 6) == {"made for next"}
    assert host.made == 2


def test_nobody_waits_long_for_a_host_that_died_over_a_page(memory, one_minute, monkeypatch):
    monkeypatch.setattr("eventhub.web.kept.WAIT", 0.2)
    host = Host(memory)
    host.get()
    host.token = "next"
    dead = SharedAnswers(memory, "program")
    assert dead.find(pagecache._key(ENVIRON), ("next", int(now().timestamp() // 60)), waiting=True) is None
    begun = time.monotonic()
    assert host.get() == "made for next"
    assert time.monotonic() - begun < 2


def test_nobody_waits_for_what_has_become_personal(memory, one_minute):
    hosts = [Host(memory), Host(memory)]
    for each in hosts:
        each.get()
        each.token, each.headers = "next", [*KEPT, ("Set-Cookie", "a=b")]
    begun = time.monotonic()
    at_once(hosts)
    assert time.monotonic() - begun < 1.5
    assert sum(each.made for each in hosts) == 3


def test_another_program_makes_pages_of_its_own(memory, one_minute):
    old, new = Host(memory, "old"), Host(memory, "new")
    old.get()
    new.get()
    assert new.made == 1


def test_hosts_of_one_instance_know_each_other_and_others_do_not(tmp_path):
    config = config_for("sqlite://", tmp_path)
    neighbour = replace(config, port=8002, instance_path=tmp_path / "other")
    assert name_of_program(config) == name_of_program(neighbour)
    assert name_of_program(config) != name_of_program(replace(config, base_url="https://events.example.org"))
    stranger = replace(config, secret_key="y" * 40)
    assert name_of_instance(config) != name_of_instance(stranger)


def test_a_limit_counts_for_all_hosts_and_for_each_alone_without_redis(memory, nothing):
    with time_machine.travel(now(), tick=False):
        first, second = (Limiter(2, 60, shared=memory, name="one") for _host in "ab")
        assert [first.ask(1), second.ask(1)] != [None, None]
        assert [first.ask(1), second.ask(1)] == [None, None]
        assert second.ask(2).left == 1
        assert Limiter(2, 60, shared=memory, name="another instance").ask(1).left == 1
        alone = Limiter(2, 60, shared=nothing, name="one")
        assert [alone.ask(1).left, alone.ask(1).left, alone.ask(1)] == [1, 0, None]


def test_a_redis_that_is_gone_is_waited_for_once_in_a_while(nothing, one_minute, monkeypatch):
    assert Host(nothing).get() == "made for token"
    asked = []
    nothing._ask(asked.append)
    assert asked == []
    monkeypatch.setattr(shared, "PAUSE", 0)
    nothing._silent_until = 0
    assert (nothing.get("name"), nothing.claim("name", 1), nothing.count("name", 1)) == (None, True, None)


def test_a_redis_that_comes_back_is_asked_again(tmp_path):
    port = free_port()
    memory = SharedMemory(f"redis://127.0.0.1:{port}/0")
    assert not memory.is_there()
    with sharing_memory(tmp_path, port):
        assert memory.is_there()
        memory.put("name", b"value", 10)
        assert memory.get("name") == b"value"


def test_what_one_host_changes_the_other_shows_at_once_while_redis_comes_and_goes(
    app, database_url, tmp_path, instance
):
    make_workshop(title=Translated(en="Title 0"))
    folders = [tmp_path / name for name in ("one", "two")]
    for each in folders:
        each.mkdir()
        (each / "static").symlink_to(instance / "static")
    port = free_port()
    settings = {"EVENTHUB_REDIS_URL": f"redis://127.0.0.1:{port}/0", "EVENTHUB_BASE_URL": "http://127.0.0.1"}

    def edits(first: int) -> None:
        for number in range(first, first + 4):
            edit(db.session.query(Event).one(), title=Translated(en=f"Title {number}"))
            for url in urls:
                page = requests.get(f"{url}/en/events/workshop/", headers=BEHIND_A_PROXY, timeout=30)
                assert f"Title {number}" in page.text

    with (
        serving(database_url, folders[0], settings=settings) as one,
        serving(database_url, folders[1], settings=settings) as two,
    ):
        urls = [one.url, two.url]
        edits(10)
        with sharing_memory(tmp_path, port) as url:
            time.sleep(shared.PAUSE)
            edits(20)
            assert SharedMemory(url)._client.dbsize() > 0
        edits(30)


def test_the_doctor_says_whether_redis_answers(app, redis_url, nothing):
    def about_redis(memory: SharedMemory | None) -> Verdict | None:
        app.extensions["shared_memory"] = memory
        return next((verdict for verdict, about, _words in examine(app) if about == "redis"), None)

    assert about_redis(None) is None
    assert about_redis(SharedMemory(redis_url)) == Verdict.GOOD
    assert about_redis(nothing) == Verdict.WARNING


def test_an_address_that_is_no_redis_is_refused_at_start(tmp_path):
    with pytest.raises(ConfigError, match="must begin with redis:"):
        Config.from_environment(
            {
                "EVENTHUB_SECRET_KEY": "x" * 32,
                "EVENTHUB_INSTANCE_PATH": str(tmp_path),
                "EVENTHUB_REDIS_URL": "memcached://localhost",
            }
        )
