"""Reading <-> JSON (schema ``ondit/reading/1``), without loss and in one canonical form.

The shape follows the records themselves, so that a field can never be forgotten: a record is an object with
its fields in their order, a tuple an array, a tuple of (str, str) pairs an object (it must name each key
once), a bound span an object with its ``name`` first. Whole numbers are printed as integers. What is loaded
is checked: shapes, unknown fields, ``text[start:end] == quote`` for every span, the text's hash, and that
records refer to records that exist.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import types
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..errors import IntegrityError
from .reading import SCHEMA, Reading
from .report import Block, Segment
from .span import Span

_PAIRS = tuple[tuple[str, str], ...]
_BINDS = tuple[tuple[str, Span], ...]
_CURE = "read the report again, or load the file with the version of ondit that wrote it"


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading as JSON values, ``schema`` first. Raises IntegrityError for a NaN, an infinity or a key
    that is named twice."""
    record = _encoder(Reading)(reading)
    return {"schema": record.pop("schema"), **record}


def dumps(reading: Reading) -> str:
    """The canonical JSON of a reading: one line with its newline, equal for equal readings.

    Characters are written as they are, apart from lone surrogates (a file name that is not UTF-8 has them),
    which are escaped so that the result can always be encoded.
    """
    return line(to_dict(reading))


def line(value: dict[str, Any]) -> str:
    """One line of JSON Lines, with its newline: the form of everything that ondit prints as JSON."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def loads(text: str | bytes) -> Reading:
    """The reading that :func:`dumps` wrote. Raises IntegrityError when it is not one."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise IntegrityError(f"not JSON: {error}", cure=_CURE) from error
    return from_dict(value)


def from_dict(value: object) -> Reading:
    """The reading that :func:`to_dict` gave. Raises IntegrityError where ``value`` contradicts itself."""
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        found = value.get("schema") if isinstance(value, dict) else type(value).__name__
        raise IntegrityError(f"not a reading: schema is {found!r}, not {SCHEMA!r}", cure=_CURE)
    report = value.get("report")
    text = report.get("text") if isinstance(report, dict) else None
    if not isinstance(text, str):
        raise IntegrityError("a reading needs the text of its report", where="report.text", cure=_CURE)
    reading: Reading = _decoder(Reading)(value, _At("", text))
    _check(reading)
    return reading


# --- writing ------------------------------------------------------------------------------------------------


@cache
def _encoder(hint: Any) -> Callable[[Any], Any]:
    """How a value of type ``hint`` becomes JSON."""
    hint, optional = _optional(hint)
    if optional:
        inner = _encoder(hint)
        return lambda value: None if value is None else inner(value)
    if hint == _PAIRS:
        return _pairs_out
    if hint == _BINDS:
        return lambda binds: [{"name": name, **_record_out(span)} for name, span in binds]
    if get_origin(hint) is tuple:
        item = _encoder(get_args(hint)[0])
        return lambda values: [item(value) for value in values]
    if is_dataclass(hint):
        return _record_out
    return _number_out if hint is float else _same


def _same(value: Any) -> Any:
    return value


def _record_out(record: Any) -> dict[str, Any]:
    return {name: _encoder(hint)(getattr(record, name)) for name, hint, _ in _fields(record.__class__)}


def _pairs_out(pairs: _PAIRS) -> dict[str, str]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise IntegrityError(f"a name stands twice in {[name for name, _ in pairs]}", cure="name each once")
    return found


def _number_out(number: float) -> float | int:
    if not math.isfinite(number):
        raise IntegrityError(f"{number} is no bound of a figure", cure="use None where there is no bound")
    return int(number) if number == int(number) else number


# --- reading ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _At:
    """Where in the JSON we are (for messages) and the frozen text that its spans point into."""

    path: str
    text: str

    def __truediv__(self, step: str | int) -> _At:
        step = f"[{step}]" if isinstance(step, int) else f".{step}" if self.path else step
        return _At(self.path + step, self.text)

    def fault(self, what: str) -> IntegrityError:
        return IntegrityError(what, where=self.path or "reading", cure=_CURE)


@cache
def _decoder(hint: Any) -> Callable[[Any, _At], Any]:
    """How JSON becomes a value of type ``hint``."""
    hint, optional = _optional(hint)
    if optional:
        inner = _decoder(hint)
        return lambda value, at: None if value is None else inner(value, at)
    if hint is Span:
        return _span_in
    if hint == _PAIRS:
        return lambda value, at: tuple((k, _plain_in(str)(v, at / k)) for k, v in _a(dict, value, at).items())
    if hint == _BINDS:
        return _binds_in
    if get_origin(hint) is tuple:
        item = _decoder(get_args(hint)[0])
        return lambda value, at: tuple(item(v, at / i) for i, v in enumerate(_a(list, value, at)))
    if is_dataclass(hint):
        return _record_in(hint)
    return _plain_in(hint)


def _record_in(kind: Any) -> Callable[[Any, _At], Any]:
    known = _fields(kind)
    names = {name for name, _, _ in known}

    def decode(value: Any, at: _At) -> Any:
        unknown = sorted(_a(dict, value, at).keys() - names)
        if unknown:
            raise at.fault(f"unknown field {unknown[0]!r}")
        missing = [name for name, _, needed in known if needed and name not in value]
        if missing:
            raise at.fault(f"field {missing[0]!r} is missing")
        return kind(**{name: _decoder(hint)(value[name], at / name) for name, hint, _ in known if name in value})

    return decode


def _binds_in(value: Any, at: _At) -> _BINDS:
    def bind(item: Any, at: _At) -> tuple[str, Span]:
        rest = dict(_a(dict, item, at))
        return _plain_in(str)(rest.pop("name", None), at / "name"), _span_in(rest, at)

    return tuple(bind(item, at / i) for i, item in enumerate(_a(list, value, at)))


def _span_in(value: Any, at: _At) -> Span:
    span: Span = _record_in(Span)(value, at)
    if not (0 <= span.start < span.end <= len(at.text) and span.holds(at.text)):
        raise at.fault(f"the text has not {span.quote!r} at {span.start}:{span.end}")
    return span


def _plain_in(kind: Any) -> Callable[[Any, _At], Any]:
    # JSON has no float type of its own: 14000 is a number like 14000.5; but true is never a number.
    allowed = (int, float) if kind is float else (kind,)

    def decode(value: Any, at: _At) -> Any:
        if not isinstance(value, allowed) or isinstance(value, bool) is not (kind is bool):
            raise at.fault(f"{value!r} is not of type {kind.__name__}")
        if isinstance(value, float) and not math.isfinite(value):
            raise at.fault(f"{value} is not a number")
        return value

    return decode


def _a(kind: type, value: Any, at: _At) -> Any:
    if not isinstance(value, kind):
        raise at.fault(f"{type(value).__name__} where {'an object' if kind is dict else 'an array'} is needed")
    return value


# --- shapes -------------------------------------------------------------------------------------------------


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Name, type and "is required" of each field. A field with a default may be missing in older files."""
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name], field.default is MISSING) for field in fields(kind))


def _optional(hint: Any) -> tuple[Any, bool]:
    """The type without its ``| None``, and whether it had one."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
    return inner, True


def _check(reading: Reading) -> None:
    """What shapes alone cannot tell."""
    report = reading.report
    if hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest() != report.text_sha256:
        raise IntegrityError("the text is not the one that was hashed", where="report.text_sha256", cure=_CURE)
    pieces: tuple[Block | Segment, ...] = (*report.blocks, *report.segments)
    for piece in pieces:
        if not 0 <= piece.start <= piece.end <= len(report.text):
            where = "report.blocks" if isinstance(piece, Block) else "report.segments"
            raise IntegrityError(f"{piece} lies outside the text", where=where, cure=_CURE)
    ids = {statement.id for statement in reading.statements}
    for where, wanted in _references(reading):
        if wanted not in ids:
            raise IntegrityError(f"there is no statement {wanted!r}", where=where, cure=_CURE)


def _references(reading: Reading) -> Iterator[tuple[str, str]]:
    for i, figure in enumerate(reading.figures):
        if figure.statement is not None:
            yield f"figures[{i}].statement", figure.statement
    for i, event in enumerate(reading.events):
        for wanted in event.statements:
            yield f"events[{i}].statements", wanted
