"""Keys and ranks as whole numbers: what the two large tables hold."""

from __future__ import annotations

import hashlib

UNKNOWN = 99999999


def key_number(key: str) -> int:
    """64 bits (signed) that stand for a key."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def id_number(name: str) -> int:
    """The hexadecimal digits of an id as a number."""
    return int(name[1:], 16)


def id_name(letter: str, number: int) -> str:
    return f"{letter}{number:012x}"


def rank_numbers(rank: str) -> tuple[int, ...]:
    """Day, report and place of ``2024-12-19 r0123456789ab 00004``; a report's rank has no place."""
    day, report, *place = rank.split(" ")
    return (int(day.replace("-", "")), id_number(report), *(int(one) for one in place))
