"""Any record of the model <-> plain JSON values, for records that are kept beside the text they point into.

Writing is that of :mod:`.codec`. Reading trusts what the ledger itself has written: spans are checked against their
text by ``ondit verify`` and by :func:`.codec.loads`, not here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from .codec import _encoder, _optional

Record = TypeVar("Record")


def dump(record: Any) -> str:
    """The canonical JSON of a record."""
    kind: Any = type(record)
    value = _encoder(kind)(record)
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Halves of characters that a reading may hold are escaped: no database takes them as they are.
    return text if text.isascii() or _storable(text) else json.dumps(value, allow_nan=False, separators=(",", ":"))


def _storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def load(kind: type[Record], text: str) -> Record:
    """The record that :func:`dump` wrote."""
    wanted: Any = kind
    found: Record = _maker(wanted)(json.loads(text))
    return found


@cache
def _maker(hint: Any) -> Callable[[Any], Any]:
    hint, optional = _optional(hint)
    if optional:
        inner = _maker(hint)
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        args = get_args(hint)
        if len(args) == 2 and args[1] is not Ellipsis:
            return tuple
        item = _maker(args[0])
        return lambda values: tuple(map(item, values))
    if is_dataclass(hint):
        made: Any = hint
        makers = {name: _maker(kind) for name, kind in get_type_hints(hint).items()}
        return lambda value: made(**{name: makers[name](part) for name, part in value.items()})
    return lambda value: value
