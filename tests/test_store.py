"""The store's contract, for both databases: what was added stays, twice is once, nothing is seen half."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import REQUIRED, affairs, postgresql
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DBAPIError

from benchmarks.affairs import affair, report
from ondit import errors
from ondit.ledger.identity import report_key
from ondit.store import Store
from ondit.store.migrate import versions
from ondit.store.schema import FOLLOWING, KEPT, METADATA, VERSION
from ondit.store.verify import verify
from ondit.store.write import Writer

Places = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[str | None]:
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path, server: str | None) -> Places:
    """Gives the place of a new, empty ledger at every call."""
    numbers = itertools.count()
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{next(numbers)}.ondit")
    if server is None:
        if REQUIRED:
            pytest.fail("continuous integration needs PostgreSQL: apt-get install postgresql, or pip install pgserver")
        pytest.skip("there is no PostgreSQL here: apt-get install postgresql, or pip install pgserver")

    def fresh() -> str:
        name = f"ledger_{os.getpid()}_{time.monotonic_ns()}"
        with create_engine(server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return server.replace("/postgres?", f"/{name}?")

    return fresh


REPORTS = affairs(2, 8)


def filled(place: str, count: int = len(REPORTS)) -> Store:
    store = Store(place, create=True)
    for reading, data in REPORTS[:count]:
        store.add(reading, data)
    return store


def state(store: Store) -> dict[str, object]:
    """All that a ledger answers, without the times of recording."""
    claims = store.claims()
    return {
        "claims": claims,
        "members": {claim["id"]: [entry.id for entry in store.claim_entries(claim["id"])[0]] for claim in claims},
        "copies": store.copies(),
        "reports": sorted(row["key"] for row in store.reports()),
        "voices": store.voices(),
    }


def test_what_is_added_comes_out(places: Places) -> None:
    with filled(places()) as store:
        assert store.counts()["reports"] == len(REPORTS)
        for reading, data in REPORTS:
            key = report_key(reading.report)
            assert store.reading(key) == reading
            assert store.raw(key) == data
        assert {claim["status"] for claim in store.claims()} == {"acknowledged"}


def test_adding_twice_changes_nothing(places: Places) -> None:
    with filled(places()) as store:
        before, history = state(store), list(store.revisions())
        assert {store.add(reading, data).how for reading, data in REPORTS} == {"again"}
        assert (state(store), list(store.revisions())) == (before, history)


def test_it_is_there_after_closing(places: Places) -> None:
    place = places()
    with filled(place) as store:
        before = state(store)
    with Store(place) as store:
        assert state(store) == before


def test_the_order_of_adding_does_not_matter(places: Places) -> None:
    with filled(places()) as one, Store(places(), create=True) as other:
        for reading, data in reversed(REPORTS):
            other.add(reading, data)
        assert state(one) == state(other)


def test_both_databases_answer_alike(places: Places, tmp_path: Path) -> None:
    with filled(places()) as one, filled(str(tmp_path / "other.ondit")) as other:
        assert state(one) == state(other)
        words = REPORTS[0][0].places[0].name
        assert [row["id"] for row in one.claims(words=words)] == [row["id"] for row in other.claims(words=words)] != []


def test_search_knows_no_accents_and_takes_beginnings(places: Places) -> None:
    with filled(places(), 3) as store:
        town = REPORTS[0][0].places[0].name
        accented = town.replace("a", "à").replace("e", "é").replace("o", "ô").replace("u", "ü").replace("i", "ï")
        assert store.claims(words=accented.upper()) == store.claims(words=town[:6]) == store.claims(words=town) != []
        assert store.claims(words=town + "x") == store.claims(words='"') == []


def test_a_new_reading_takes_the_place_of_the_old(places: Places) -> None:
    with filled(places()) as store:
        reading, data = REPORTS[1]
        denied = replace(reading, statements=tuple(replace(s, stance="denies", factuality="CT-") for s in reading.statements), made_by=(("made", "again"),))
        assert store.add(denied, data).how == "reread"
        key = report_key(reading.report)
        assert store.reading(key) == denied
        assert [entry.stance for entry in store.entries_of_report(key)] == ["denies"]
        assert store.add(reading, data).how == "reread"
        with filled(places()) as other:
            assert state(store) == state(other)


def test_what_another_process_changed_is_seen(places: Places) -> None:
    place = places()
    (one, one_data), (other, other_data) = REPORTS[1], REPORTS[2]
    elsewhere = replace(one, events=tuple(replace(event, type="talks", actors=()) for event in one.events), figures=(), made_by=(("made", "again"),))
    with Store(place, create=True) as here, Store(place) as there, Store(places(), create=True) as alone:
        here.add(one, one_data)
        there.add(elsewhere, one_data)
        here.add(other, other_data)
        for reading, data in ((one, one_data), (elsewhere, one_data), (other, other_data)):
            alone.add(reading, data)
        assert state(here) == state(there) == state(alone)


def test_a_removed_report_is_out_of_every_answer_and_still_kept(places: Places) -> None:
    key = report_key(REPORTS[1][0].report)
    with filled(places()) as store, Store(places(), create=True) as without:
        assert store.remove(key, "an analyst", "not a report")
        assert not store.remove(key, "an analyst", "once more")
        for reading, data in [*REPORTS[:1], *REPORTS[2:]]:
            without.add(reading, data)
        assert state(store) == state(without)
        assert store.raw(key) == REPORTS[1][1]
        assert store.add(*REPORTS[1]).how == "reread"
        with filled(places()) as whole:
            assert state(store) == state(whole)


def test_removing_an_original_frees_its_copy(places: Places) -> None:
    pair = {report_key(reading.report) for reading, _ in REPORTS[4:6]}
    with filled(places(), 6) as store:
        (copy,) = store.copies().values()
        assert {copy.report, copy.original} == pair and copy.share > 0.9
        store.remove(copy.original, "an analyst", "withdrawn by its outlet")
        assert store.copies() == {}
        assert len(store.entries_of_report(copy.report)) == 1


def test_nothing_that_is_kept_can_be_changed_or_deleted(places: Places) -> None:
    with filled(places(), 3) as store:
        store.remove(report_key(REPORTS[0][0].report), "an analyst", "why")
        store.decide("reject", (store.entries_of_report(report_key(REPORTS[1][0].report))[0].id,), "an analyst", "misread")
        for table in KEPT:
            column = next(iter(table.c)).name
            for act in (f"UPDATE {table.name} SET {column} = {column}", f"DELETE FROM {table.name}"):
                with pytest.raises(DBAPIError, match="kept for good"), store.engine.begin() as connection:
                    connection.execute(text(act))


def test_a_ruling_wins_and_survives_another_reading(places: Places) -> None:
    with filled(places(), 8) as store:
        (claim,) = store.claims()
        reading, data = REPORTS[2]
        entry = store.entries_of_report(report_key(reading.report))[0]
        store.decide("different", (entry.id, claim["id"]), "an analyst", "another operation")
        parted = {row["id"] for row in store.claims()}
        assert len(parted) == 2 and entry.id in parted
        assert store.add(replace(reading, made_by=(("made", "again"),)), data).how == "reread"
        assert {row["id"] for row in store.claims()} == parted
        store.decide("same", (entry.id, claim["id"]), "an analyst", "no, the same")
        assert len(store.claims()) == 1


def test_two_claims_are_joined_and_a_word_is_rejected(places: Places) -> None:
    with filled(places()) as store:
        one, other = (row["id"] for row in store.claims())
        store.decide("same", (one, other), "an analyst", "one affair under two names")
        (joined,) = store.claims()
        assert joined["entries"] == sum(1 for _ in REPORTS)
        assert len(store.claim_entries(other)[0]) == len(REPORTS)
        owned = [entry.id for entry in store.claim_entries(one)[0] if entry.stance == "acknowledges"]
        assert joined["status"] == "acknowledged" and owned
        store.decide("reject", tuple(owned), "an analyst", "the minister spoke of something else")
        assert store.claims()[0]["status"] == "disputed"
        store.decide("accept", tuple(owned), "another analyst", "he did not")
        assert store.claims()[0]["status"] == "acknowledged"
        assert [ruling.verdict for ruling in store.decisions()] == ["same", "reject", "accept"]


@pytest.mark.parametrize(("verdict", "subjects", "why"), [("maybe", None, "why"), ("same", ("n000000000000",), "why"), ("same", None, "  ")])
def test_a_ruling_that_makes_no_sense(tmp_path: Path, verdict: str, subjects: tuple[str, ...] | None, why: str) -> None:
    with filled(str(tmp_path / "a.ondit"), 2) as store:
        with pytest.raises(errors.UsageError):
            store.decide(verdict, subjects or (store.claims()[0]["id"],), "an analyst", why)
        assert store.decisions() == []


def test_bytes_of_something_else_are_refused(tmp_path: Path) -> None:
    with filled(str(tmp_path / "a.ondit"), 0) as store, pytest.raises(errors.UsageError):
        store.add(REPORTS[0][0], b"something else")


def test_a_failure_leaves_nothing_half(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(places(), 3) as store:
        before = state(store)
        with monkeypatch.context() as patch:
            patch.setattr("ondit.store.write.Writer.refresh", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                store.add(*REPORTS[3])
        assert state(store) == before
        store.add(*REPORTS[3])
        with filled(places(), 4) as other:
            assert state(store) == state(other)


# --- bad places ---------------------------------------------------------------------------------------------


def always(store: Store, pragma: str) -> None:
    """Every connection from now on has this setting."""
    event.listen(store.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    store.engine.dispose()


def test_a_ledger_of_a_newer_version(places: Places) -> None:
    place = places()
    with filled(place, 1) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE ondit_version SET version_num = '9999'"))
    with pytest.raises(errors.LedgerTooNew, match="9999"):
        Store(place, create=True)


def test_a_database_with_other_tables(places: Places) -> None:
    place = places()
    with filled(place, 0) as store, store.engine.begin() as connection:
        connection.execute(text("DROP TABLE ondit_version"))
    with pytest.raises(errors.LedgerDamaged):
        Store(place, create=True)


def test_no_ledger(tmp_path: Path) -> None:
    for place in (tmp_path / "none.ondit", tmp_path):
        with pytest.raises(errors.NoLedger):
            Store(place)
    with pytest.raises(errors.NoLedger):
        Store(tmp_path / "no" / "such.ondit", create=True)
    with pytest.raises(errors.UsageError):
        Store("mysql://here/there")


def test_another_file_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no ledger at all, but somebody's notes")
    with pytest.raises(errors.LedgerDamaged):
        Store(file, create=True)
    assert file.read_text().startswith("no ledger")


def test_a_truncated_file(tmp_path: Path) -> None:
    file = tmp_path / "a.ondit"
    filled(str(file)).close()
    size = file.stat().st_size
    for share in (0.9, 0.5, 0.1, 0.01):
        with file.open("r+b") as stream:
            stream.truncate(int(size * share))
        with pytest.raises((errors.LedgerDamaged, errors.LedgerError)), Store(file) as store:
            state(store)


def test_a_full_disk(tmp_path: Path) -> None:
    file = tmp_path / "a.ondit"
    with filled(str(file), 2) as store:
        with store.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        always(store, f"max_page_count = {pages}")
        acknowledged = {row["key"] for row in store.reports()}
        with pytest.raises(errors.LedgerFull):
            for reading, data in itertools.cycle(affairs(40, 8)):
                acknowledged.add(store.add(reading, data).report)
        assert acknowledged == {row["key"] for row in store.reports()}
    with filled(str(file)) as store:
        assert acknowledged <= {row["key"] for row in store.reports()}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(errors.LedgerReadOnly):
        Store(tmp_path / "a.ondit", create=True)
    tmp_path.chmod(0o755)


def test_a_database_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "a.ondit"
    with filled(str(file), 1) as store:
        always(store, "query_only = ON")
        with pytest.raises(errors.LedgerReadOnly):
            store.add(*REPORTS[1])


def test_two_writers(tmp_path: Path) -> None:
    file = str(tmp_path / "a.ondit")
    with filled(file, 1), Store(file, wait=0.1) as store:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert store.counts()["reports"] == 1, "reading goes on"
        with pytest.raises(errors.LedgerBusy):
            store.add(*REPORTS[1])
        other.execute("ROLLBACK")
        other.close()
        assert store.add(*REPORTS[1]).how == "new"


def test_a_ledger_on_a_disk_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(tmp_path / "a b?.ondit")
    with filled(file, 2) as store:
        before = state(store)
    monkeypatch.setattr("ondit.store.engine.os.access", lambda path, mode: False)
    with Store(file) as store:
        assert state(store) == before
        with pytest.raises(errors.LedgerReadOnly):
            store.add(*REPORTS[2])


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.LedgerError):
        Store(f"postgresql://nobody@/none?host={tmp_path}")


# --- the tables ---------------------------------------------------------------------------------------------


def test_the_migrations_make_the_tables_that_the_code_knows(places: Places) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with filled(places(), 0) as store, store.engine.connect() as connection:
        own = {"ondit_version"}
        context = MigrationContext.configure(connection, opts={"include_name": lambda name, kind, _: kind != "table" or (name not in own and not name.startswith("search"))})
        assert compare_metadata(context, METADATA) == []
    assert versions()[-1] == VERSION


def found_by(store: Store) -> dict[str, object]:
    with store.engine.connect() as connection:
        return {name: connection.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2")).all() for name in ("claim_token", "voice")}


def test_a_ledger_of_an_older_version_is_brought_up_to_date(places: Places) -> None:
    place = places()
    with filled(place) as store:
        before, rows = state(store), found_by(store)
        with store.engine.begin() as connection:
            for said in ("DROP TABLE claim_token", "DROP TABLE voice", "UPDATE ondit_version SET version_num = '0002'"):
                connection.execute(text(said))
    with Store(place) as store:
        assert (state(store), found_by(store)) == (before, rows)


def test_claims_are_found_by_country_place_and_name_and_voices_by_a_part_of_theirs(places: Places) -> None:
    from benchmarks.affairs import affair

    of = affair(1, 0, 60)
    with filled(places()) as store:
        (claim,) = store.claims(tokens=[[f"={of.country}"]])
        assert store.claims(tokens=[[f"@{of.town.lower()}"], [of.town[:5].lower()]]) == [claim]
        assert store.claims(tokens=[[f"={of.country}"], ["=XXX"]]) == []
        (voice,) = store.voices(of.sources[1].split()[1].upper())
        assert voice["name"] == of.sources[1]
        assert of.country in {row["country"] for row in store.voices(of.country)}


@pytest.mark.parametrize("seed", range(3))
def test_a_large_claim_grows_as_if_it_were_looked_at_whole(places: Places, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [report(affair(number, 0, 30), step) for number, steps in ((0, 30), (1, 6)) for step in range(steps)]
    random.Random(seed).shuffle(reports)
    grown: list[str] = []
    grow = Writer._grow
    monkeypatch.setattr(Writer, "_grow", lambda self, claim: grow(self, claim) and not grown.append(claim))
    found = []
    for least in (1, 10**9):
        monkeypatch.setattr("ondit.store.write.LARGE", least)
        with Store(places(), create=True) as store:
            for i, (reading, data) in enumerate(reports):
                store.add(reading, data)
                if i == 20:
                    claim = store.claims()[0]["id"]
                    store.decide("reject", (claim,), "A", "no")
                    store.remove(report_key(reports[3][0].report), "A", "no")
                    store.undo(store.decisions()[0].id, "A", "yes")
            found.append((state(store), found_by(store)))
        if least == 1:
            assert len(grown) > 10
    assert found[0] == found[1]


def test_a_failed_writing_leaves_nothing_in_memory(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ondit.store.write.LARGE", 1)
    with filled(places(), 4) as store:
        before = state(store)
        monkeypatch.setattr(Store, "_revised", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.add(*REPORTS[4])
        monkeypatch.undo()
        assert state(store) == before
        store.add(*REPORTS[4])
        after = state(store)
    with filled(places(), 5) as other:
        assert state(other) == after


def test_every_table_is_kept_or_follows() -> None:
    assert {table.name for table in (*KEPT, *FOLLOWING)} == set(METADATA.tables)


# --- text that no database holds -----------------------------------------------------------------------------


def test_halves_of_characters_and_nul_are_replaced_and_break_nothing(places: Places) -> None:
    reading, data = REPORTS[0]
    odd = replace(reading, report=replace(reading.report, title="a\ud800b\0c", outlet="Dai\udcffly", url="x\ud800"))
    with Store(places(), create=True) as store:
        assert store.add(odd, data).how == "new"
        assert store.add(odd, data).how == "again"
        (row,) = store.reports()
        assert (row["title"], row["outlet"], row["url"]) == ("a\ufffdb\ufffdc", "Dai\ufffdly", "x\ufffd")
        assert store.reading(row["key"]) == odd
        claim = store.claims()[0]["id"]
        assert store.claims(words="\ud800 \0") == store.claims(tokens=[["\ud800"]]) == store.voices("\ud800") == []
        store.decide("correct", (claim,), "A\ud800", "why\0", "voice", "x\ud800")
        assert (store.decisions()[0].who, store.decisions()[0].value) == ("A\ufffd", "x\ufffd")
        assert verify(store) == []
        assert store.remove(row["key"], "A", "b\ud800")


def test_half_a_character_in_the_text_itself(places: Places) -> None:
    reading, data = REPORTS[0]
    source = replace(reading.statements[0].sources[0], name="several \ud800fficers")
    odd = replace(reading, statements=(replace(reading.statements[0], sources=(source,)),))
    with Store(places(), create=True) as store:
        key = store.add(odd, data).report
        assert store.entries_of_report(key)[0].voice.name == "several \ud800fficers"
        assert verify(store) == []


# --- kill -9 ------------------------------------------------------------------------------------------------

_CHILD = """
import sys
sys.path[:0] = sys.argv[2:]
from benchmarks.affairs import affair, report
from ondit.store import Store
with Store(sys.argv[1], create=True) as store:
    print("ready", flush=True)
    for number in range(50):
        for step in range(8):
            print(store.add(*report(affair(number, 0, 60), step)).report, flush=True)
"""


def _killed(file: Path, after: float) -> list[str]:
    """The reports that a process had acknowledged when it was killed ``after`` seconds of adding."""
    command = [sys.executable, "-c", _CHILD, str(file), *[path for path in sys.path if path]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "ready"
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
        lines = child.stdout.read().split("\n")
    return [line for line in lines[:-1] if line]


def _survives(file: Path, after: float) -> None:
    acknowledged = _killed(file, after)
    with Store(file) as store:
        present = {row["key"] for row in store.reports()}
        assert set(acknowledged) <= present
        for key in present:
            assert store.reading(key) and store.entries_of_report(key), "a report is there with all that follows from it"
        again = {report_key(reading.report): (reading, data) for number in range(50) for reading, data in (report(affair(number, 0, 60), step) for step in range(8))}
        with Store(file.with_name("clean.ondit"), create=True) as clean:
            for key in sorted(present):
                clean.add(*again[key])
            assert state(clean) == state(store)


@pytest.mark.parametrize("after", [0.0, 0.13, 0.4])
def test_kill_minus_nine(tmp_path: Path, after: float) -> None:
    _survives(tmp_path / "a.ondit", after)


@pytest.mark.slow
def test_kill_minus_nine_ten_times(tmp_path: Path) -> None:
    _survives_all(tmp_path, range(0, 200, 20))


@pytest.mark.slow
@pytest.mark.exhaustive
def test_kill_minus_nine_two_hundred_times(tmp_path: Path) -> None:
    _survives_all(tmp_path, range(200))


def _survives_all(tmp_path: Path, times: Iterable[int]) -> None:
    for i in times:
        folder = tmp_path / str(i)
        folder.mkdir()
        _survives(folder / "a.ondit", (i * 37 % 200) / 800)
