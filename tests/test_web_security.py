"""Reports are hostile, and so may be every other page in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from desk_ledgers import EVIL, hostile, made
from starlette.testclient import TestClient

from ondit.errors import UsageError
from ondit.views import Ledger, queue
from ondit.web import Door, application, static_site
from ondit.web.security import loopback
from ondit.web.texts import default

BASE = "http://127.0.0.1:8642"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = made(tmp_path / "l.ondit", 1)
    ledger.add_reading(*hostile())
    yield ledger
    ledger.close()


def browser(ledger: Ledger, door: Door | None = None, base: str = BASE) -> TestClient:
    return TestClient(application(ledger, door or Door()), base_url=base, follow_redirects=False)


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def harmless(page: str) -> None:
    for tag, attributes in Tags(page).found:
        assert tag not in ("img", "svg", "style", "iframe", "object", "embed", "base"), tag
        assert not [name for name in attributes if name.startswith("on") or name == "style"], attributes
        for name in ("href", "src", "action", "hx-get"):
            value = attributes.get(name) or ""
            assert not re.match(r"\s*(javascript|data|vbscript):|//|https?:", value, re.I), value
        if tag == "script":
            assert attributes.get("type") == "application/json" or "/assets/" in f"/{attributes['src']}"


def test_a_hostile_report_runs_and_loads_nothing(ledger: Ledger) -> None:
    client = browser(ledger)
    report = next(row for row in ledger.reports() if EVIL in (row.title or ""))
    claim = ledger.store.entries_of_report(report.key)[0]
    voice = claim.voice.id
    for path, query in (("/", {}), (f"/story/{claim.id}", {}), (f"/report/{report.key}", {}), ("/sources", {}), ("/source", {"voice": voice}), ("/reports", {}), ("/review", {"at": claim.id}), ("/", {"words": EVIL, "about": EVIL}), ("/review", {"said": EVIL, "who": EVIL})):
        answer = client.get(path, params=query)
        assert answer.status_code == 200
        harmless(answer.text)
        assert "49" not in re.findall(r"e\u0301te\u0301 (\S+)", answer.text)
    assert "&lt;script&gt;alert(1)" in client.get(f"/report/{report.key}").text


def test_hostile_words_of_analysts_run_and_load_nothing(ledger: Ledger, tmp_path: Path) -> None:
    """Names, reasons and corrections are text, too: whoever may rule may not run anything in the others' browsers."""
    client = browser(ledger)
    claim = queue.queue(ledger)[0].entry.id
    ledger.decide("correct", claim, who=EVIL, why=EVIL, field="voice", value=EVIL)
    ledger.decide("reject", claim, who="javascript:alert(5)", why=f"</script>{EVIL}")
    head = ledger.show(claim).row.id
    for path, query in (("/audit", {}), ("/review", {"at": claim}), (f"/story/{head}", {}), ("/sources", {"name": EVIL}), ("/review", {"skip": EVIL}), (f"/story/{head}", {"lang": EVIL})):
        answer = client.get(path, params=query)
        assert answer.status_code == 200
        harmless(answer.text)
    assert "&lt;script&gt;" in client.get("/audit").text
    assert "<script>" not in client.get("/audit.csv").headers["content-type"] and "nosniff" in client.get("/audit.json").headers["x-content-type-options"]
    static_site.write(ledger, tmp_path / "out", default(), [head])
    for page in (tmp_path / "out").rglob("*.html"):
        assert EVIL not in page.read_text("utf-8")


@pytest.mark.parametrize("path", ["/assets/../app.py", "/assets/%2e%2e/app.py", "/assets/..%2fapp.py", "/assets//etc/passwd", "/assets/....//app.py", "/report/..%2f..%2fetc%2fpasswd", "/story/%00", "/story/..%5c..%5cx.json"])
def test_no_path_leads_out(ledger: Ledger, path: str) -> None:
    answer = browser(ledger).get(path)
    assert answer.status_code == 404 and "root:" not in answer.text and "def application" not in answer.text


def test_json_in_a_page_cannot_end_its_script(ledger: Ledger) -> None:
    from ondit.web.render import script_json

    assert "<" not in script_json({"a": "</script><script>alert(1)</script>\u2028"})


def test_the_feed_and_the_table_of_a_hostile_report(ledger: Ledger) -> None:
    from xml.etree import ElementTree as xml

    client = browser(ledger)
    report = next(row for row in ledger.reports() if EVIL in (row.title or ""))
    claim = ledger.store.entries_of_report(report.key)[0].id
    xml.fromstring(client.get(f"/story/{claim}/feed.atom").text)
    assert "'=cmd" in client.get(f"/report/{report.key}.csv").text


def test_every_answer_has_its_headers(ledger: Ledger) -> None:
    client = browser(ledger)
    for path in ("/", "/nowhere", "/stories.json"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8642", "127.0.0.1.evil.example", "localhost@evil.example", "10.0.0.1", "", "[::2]"])
def test_other_names_are_not_answered(ledger: Ledger, host: str) -> None:
    assert browser(ledger).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8642"])
def test_our_own_names_are(ledger: Ledger, host: str) -> None:
    assert browser(ledger).get("/", headers={"host": host}).status_code == 200


def test_a_form_without_our_token_writes_nothing(ledger: Ledger) -> None:
    client = browser(ledger)
    form = {"subject": queue.queue(ledger)[0].entry.id, "saw": "", "verdict": "reject", "why": "x"}
    client.get("/review")
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/review").text)
    assert token
    assert client.post("/review", data=form).status_code == 403
    assert client.post("/review", data={**form, "csrf": "0" * 64}).status_code == 403
    good = {**form, "csrf": token[1]}
    assert client.post("/review", data=good, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/review", data=good, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser(ledger).post("/review", data=good).status_code == 403  # of another session
    assert not ledger.decisions()
    assert client.post("/review", data=good).status_code == 303


def test_other_machines_need_the_token(ledger: Ledger) -> None:
    door = Door.at("0.0.0.0")
    assert door.token
    client = browser(ledger, door, "http://192.0.2.7:8642")
    assert client.get("/").status_code == 401
    assert client.get("/?token=guess").status_code == 401
    assert client.post("/review", data={}).status_code == 401
    opened = client.get(f"/stories?status=denied&token={door.token}")
    assert opened.status_code == 303 and opened.headers["location"] == "/stories?status=denied"
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 421
    assert browser(ledger, door, "http://192.0.2.7:8642").get("/").status_code == 401


def test_the_way_back_after_the_token_stays_here(ledger: Ledger) -> None:
    door = Door.at("0.0.0.0")
    answer = browser(ledger, door, "http://192.0.2.7").get(f"http://192.0.2.7//evil.example/?token={door.token}")
    assert not answer.headers.get("location", "/").startswith("//")


def test_loopback_needs_none() -> None:
    assert [loopback(host) for host in ("127.0.0.1", "::1", "localhost", "127.9.9.9", "0.0.0.0", "192.0.2.1", "example.org")] == [True, True, True, True, False, False, False]
    assert Door.at("127.0.0.1").token is None and Door.at("::").token


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::", "192.0.2.7", "2001:db8::1", "desk.example"])
def test_the_address_that_is_printed_is_answered(ledger: Ledger, host: str) -> None:
    from urllib.parse import urlsplit

    from ondit.cli.serve import _address, _door

    door = _door(Door, host, ())
    address = urlsplit(_address(host, 8642, door))
    client = browser(ledger, door, f"http://{address.netloc}")
    assert client.get(f"/?{address.query}").status_code == (303 if door.token else 200)
    assert client.get("/").status_code == 200


def test_too_much_is_not_taken(ledger: Ledger) -> None:
    app = application(ledger, Door())
    client = TestClient(app, base_url=BASE)
    assert client.post("/add", headers={"content-length": str(10**9)}, content=b"x").status_code == 413

    def without_length() -> Iterator[bytes]:
        for _ in range(25):
            yield b"x" * 2**20

    head = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/add", headers=head, content=without_length()).status_code in (400, 413)


def test_static_pages_write_nowhere_else(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "a" / "pages"
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    static_site.write(ledger, out, default(), least=1)
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert new and all(out in path.parents for path in new if "l.ondit" not in path.name)
    assert all(re.fullmatch(r"[\w.-]+", path.name) for path in new)
    for path in out.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "content-security-policy" in page
        harmless(re.sub(r'href="(\.\./)?(story|report|source|assets)/', 'href="', page).replace('src="assets', 'src="/assets').replace('src="../assets', 'src="/assets'))
        for name in re.findall(r'(?:href|src)="([^"#]+)', page):
            assert (path.parent / name).resolve().is_file(), (path.name, name)


def test_a_folder_of_others_is_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "novel.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="other files"):
        static_site.write(ledger, tmp_path / "mine", default(), least=1)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["novel.txt"]


def test_a_folder_is_written_anew(ledger: Ledger, tmp_path: Path) -> None:
    static_site.write(ledger, tmp_path / "p", default(), least=1)
    first = {path.relative_to(tmp_path): path.read_bytes() for path in (tmp_path / "p").rglob("*") if path.is_file()}
    static_site.write(ledger, tmp_path / "p", default(), least=1)
    assert {path.relative_to(tmp_path): path.read_bytes() for path in (tmp_path / "p").rglob("*") if path.is_file()} == first
