"""Adding by the browser: read by a process of its own, shown, kept when asked to; progress, failure, cancelling."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_ledgers import hostile
from starlette.testclient import TestClient

from ondit.views import Ledger
from ondit.views.adding import Given, Read
from ondit.web import Door, application
from ondit.web.worker import NotRead, Worker


def invented(given: Given) -> Read:
    """Reads nothing: the bytes say what is to happen."""
    if given.data == b"slow":
        time.sleep(300)
    if given.data == b"dies":
        raise SystemExit(9)
    if given.data == b"odd":
        raise ValueError("an odd one")
    return Read(given, hostile()[0])


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(invented)
    yield worker
    worker.stop()


@pytest.fixture
def client(tmp_path: Path, worker: Worker) -> Iterator[TestClient]:
    with Ledger(tmp_path / "l.ondit") as ledger:
        app = application(ledger, Door())
        app.state.jobs.worker = worker
        yield TestClient(app, base_url="http://localhost")
        app.state.jobs.close()


def never() -> bool:
    return False


def given(data: bytes) -> Given:
    return Given("a.txt", data, ())


def test_a_process_reads_and_is_kept(worker: Worker) -> None:
    assert isinstance(worker.read(given(b"x"), never), Read)
    first = worker._process
    worker.read(given(b"y"), never)
    assert worker._process is first


def test_what_cannot_be_read_is_told_and_the_next_one_is_read(worker: Worker) -> None:
    with pytest.raises(NotRead, match="ValueError: an odd one"):
        worker.read(given(b"odd"), never)
    with pytest.raises(NotRead, match="ended"):
        worker.read(given(b"dies"), never)
    assert worker.read(given(b"x"), never) is not None


def test_a_reading_is_ended_in_its_midst(worker: Worker) -> None:
    start = time.monotonic()
    assert worker.read(given(b"slow"), lambda: time.monotonic() > start + 1.0) is None
    assert time.monotonic() - start < 200 and worker._process is None
    assert worker.read(given(b"x"), lambda: True) is None


def post(client: TestClient, data: dict[str, str], files: list[tuple[str, bytes]] = []) -> str:  # noqa: B006
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)
    assert token
    answer = client.post("/add", data={"csrf": token[1], **data}, files=[("files", one) for one in files])
    assert answer.status_code == 200
    return str(answer.url)


def until(client: TestClient, url: str, told: Callable[[str], bool]) -> str:
    end = time.monotonic() + 150
    while not told(page := client.get(url).text):
        assert time.monotonic() < end, page
        time.sleep(0.05)
    return page


def test_progress_and_cancelling(client: TestClient) -> None:
    at = post(client, {"do": "read"}, [("a.txt", b"x"), ("b.txt", b"slow"), ("c.txt", b"x")])
    page = until(client, at, lambda page: 'value="1"></progress>' in page)
    assert "Reading 2 of 3" in page and "b.txt" in page and 'value="cancel"' in page
    job = re.search(r"job=(\w+)", at)
    assert job
    post(client, {"do": "cancel", "job": job[1]})
    page = until(client, at, lambda page: "data-waiting" not in page)
    assert "Cancelled" in page and page.count('class="preview"') == 1


def test_what_was_read_is_shown_and_kept_when_asked_to(client: TestClient) -> None:
    ledger = client.app.state.ledger  # type: ignore[attr-defined]
    at = post(client, {"do": "read"}, [("odd.txt", b"odd")])
    page = until(client, at, lambda page: "data-waiting" not in page)
    assert "odd.txt" in page and "an odd one" in page and 'value="keep"' not in page
    at = post(client, {"do": "read", "text": hostile()[1].decode()})
    page = until(client, at, lambda page: "data-waiting" not in page)
    assert '<mark class="k-' in page and "&lt;script&gt;" in page and "<script>alert" not in page
    assert not ledger.reports()
    job = re.search(r"job=(\w+)", at)
    assert job
    post(client, {"do": "keep", "job": job[1]})
    assert len(ledger.reports()) == 1


def test_others_do_not_see_what_somebody_reads(client: TestClient) -> None:
    at = post(client, {"do": "read", "text": "x"})
    other = TestClient(client.app, base_url="http://localhost")
    assert "preview" not in other.get(at).text and "<textarea" in other.get(at).text
