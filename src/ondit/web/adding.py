"""Adding by the browser: what was given is read, shown, and kept only when asked to."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..views.adding import Given, Read, keep
from ..views.desk import reading_languages
from .answer import form, ledger, show, texts
from .highlights import of_reading
from .worker import NotRead, Worker

_JOBS = 8
"""Jobs that are remembered; the oldest goes when another one comes."""
_OPTIONS = ("published", "outlet", "url", "title", "lang")


@dataclass
class Job:
    """Reports that are being read. ``owner`` is the session that gave them: nobody else sees them."""

    owner: str
    given: list[Given]
    done: list[Read] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    cancelled: bool = False
    finished: bool = False

    def run(self, worker: Worker) -> None:
        """Read one after the other until all are read or somebody cancels, also in the midst of one."""
        for one in self.given:
            try:
                found = worker.read(one, lambda: self.cancelled)
            except NotRead as error:
                self.failed.append((one.name, str(error)))
                continue
            if found is None:
                break
            self.done.append(found)
        self.finished = True


class Jobs:
    """The jobs of one process, and the worker that reads for them."""

    def __init__(self) -> None:
        self.worker = Worker()
        self.jobs: OrderedDict[str, Job] = OrderedDict()

    def start(self, owner: str, given: list[Given]) -> str:
        name = secrets.token_hex(8)
        self.jobs[name] = job = Job(owner, given)
        while len(self.jobs) > _JOBS:
            self.jobs.popitem(last=False)[1].cancelled = True
        threading.Thread(target=job.run, args=(self.worker,), daemon=True, name=f"ondit-reading-{name}").start()
        return name

    def get(self, name: str, owner: str) -> Job | None:
        job = self.jobs.get(name)
        return job if job is not None and job.owner == owner else None

    def close(self) -> None:
        """Forget all jobs and end what is being read."""
        for name in list(self.jobs):
            self.drop(name)
        self.worker.stop()

    def drop(self, name: str) -> None:
        job = self.jobs.pop(name, None)
        if job is not None:
            job.cancelled = True


def add(request: Request) -> Response:
    """``/add``: the form, or what became of a job."""
    name = request.query_params.get("job", "")
    job = request.app.state.jobs.get(name, request.state.session)
    return _page(request, name if job else "", job, kept=request.query_params.get("kept", ""))


def _page(request: Request, name: str, job: Job | None, kept: str = "", fault: str = "", status: int = 200) -> Response:
    return show(
        request, "add.html", status, job=job, name=name, kept=kept if kept.isdigit() else "", fault=fault,
        reading_languages=reading_languages(), marked=of_reading,
    )  # fmt: skip


async def give(request: Request) -> Response:
    """``POST /add``: take files or a text, and begin to read."""
    data = await form(request)
    what = str(data.get("do", "read"))
    name = str(data.get("job", ""))
    job = request.app.state.jobs.get(name, request.state.session)
    if what == "cancel" and job:
        job.cancelled = True
    elif what == "drop" and job:
        request.app.state.jobs.drop(name)
        name = ""
    elif what == "keep" and job:
        return await run_in_threadpool(_keep, request, name, job)
    elif what == "read":
        options = tuple((one, str(data.get(one) or "").strip() or None) for one in _OPTIONS)
        given = []
        for one in data.getlist("files"):
            if isinstance(one, UploadFile) and one.filename:
                given.append(Given(one.filename.replace("\\", "/").rpartition("/")[2][:200], await one.read(), options))
        pasted = str(data.get("text") or "")
        if pasted.strip():
            given.append(Given("", pasted.replace("\r\n", "\n").encode("utf-8", "replace"), options, text=True))
        if not given:
            return _page(request, "", None, fault=texts(request)("add.nothing"), status=400)
        name = request.app.state.jobs.start(request.state.session, given)
    return RedirectResponse(f"/add?job={name}" if name else "/add", 303)


def _keep(request: Request, name: str, job: Job) -> Response:
    done = keep(ledger(request), job.done)
    request.app.state.jobs.drop(name)
    return RedirectResponse(f"/add?kept={done}", 303)
