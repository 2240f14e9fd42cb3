"""Where sun and moon stand, as finely as calendars of the moon need it: to a few minutes of an hour.

Mean elements and the largest periodic terms of Meeus, Astronomical Algorithms (1998), chapters 25 and 47.
Moments are days from noon of 1 January 2000, universal time; angles are degrees.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import radians, sin

_EPOCH = datetime(2000, 1, 1, 12)
_CENTURY = 36525.0
_MOON = (
    (0, 0, 1, 0, 6288774), (2, 0, -1, 0, 1274027), (2, 0, 0, 0, 658314), (0, 0, 2, 0, 213618), (0, 1, 0, 0, -185116),
    (0, 0, 0, 2, -114332), (2, 0, -2, 0, 58793), (2, -1, -1, 0, 57066), (2, 0, 1, 0, 53322), (2, -1, 0, 0, 45758),
    (0, 1, -1, 0, -40923), (1, 0, 0, 0, -34720), (0, 1, 1, 0, -30383), (2, 0, 0, -2, 15327), (0, 0, 1, 2, -12528),
    (0, 0, 1, -2, 10980), (4, 0, -1, 0, 10675), (0, 0, 3, 0, 10034), (4, 0, -2, 0, 8548), (2, 1, -1, 0, -7888),
)
"""Terms of the moon's longitude: multiples of elongation, sun's anomaly, moon's anomaly, distance from the node; size."""
_GAIN = 360 / 29.530588861
"""Degrees a day by which the moon leaves the sun behind."""
_YEAR = 365.2422
_AYANAMSA, _DRIFT = 23.853, 0.013969
"""Degrees between the equinox and the first point of the fixed zodiac in 2000 (Lahiri), and their growth a year."""


def moment(day: date, hour: float = 0.0) -> float:
    """The moment of an hour of a day."""
    return (datetime(day.year, day.month, day.day) - _EPOCH) / timedelta(days=1) + hour / 24


def day_of(when: float, ahead: float = 0.0) -> date:
    """The day of a moment where clocks are so many hours ahead."""
    return (_EPOCH + timedelta(days=when + ahead / 24)).date()


def sun(when: float) -> float:
    """The sun's longitude from the equinox."""
    t = when / _CENTURY
    anomaly = radians(357.52911 + 35999.05029 * t)
    centre = (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    return (280.46646 + 36000.76983 * t + centre - 0.00569) % 360


def fixed_sun(when: float) -> float:
    """The sun's longitude in the fixed zodiac of Indian calendars."""
    return (sun(when) - _AYANAMSA - _DRIFT * when / _YEAR) % 360


def moon(when: float) -> float:
    """The moon's longitude from the equinox."""
    t = when / _CENTURY
    angles = (
        297.8501921 + 445267.1114034 * t, 357.5291092 + 35999.0502909 * t,
        134.9633964 + 477198.8675055 * t, 93.2720950 + 483202.0175233 * t,
    )
    terms = sum(
        size * sin(radians(sum(n * angle for n, angle in zip(multiples, angles, strict=True))))
        for *multiples, size in _MOON
    )
    return (218.3164477 + 481267.88123421 * t + terms / 1e6) % 360


def phase(when: float) -> float:
    """How far the moon is ahead of the sun: 0 at new moon, 180 at full moon."""
    return (moon(when) - sun(when)) % 360


def new_moon(near: float) -> float:
    """The new moon nearest to a moment."""
    for _ in range(6):
        near -= ((phase(near) + 180) % 360 - 180) / _GAIN
    return near


def sun_at(longitude: float, near: float) -> float:
    """When the sun reaches a longitude of the fixed zodiac, near a moment."""
    for _ in range(6):
        near += ((longitude - fixed_sun(near) + 180) % 360 - 180) * _YEAR / 360
    return near
