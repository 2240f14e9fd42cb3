"""``ondit decide``: an analyst's ruling."""

from __future__ import annotations

import click

from ..errors import UsageError
from .ledgers import OneOf, ledger_option, opened, who_option, why_option

_FEWEST = {"same": 2, "different": 1}


@click.command(short_help="Record a ruling: same, different, reject, accept, correct, undo.")
@click.argument("verdict", metavar="VERDICT", type=OneOf("..model.ledger", "RULINGS"))
@click.argument("subjects", metavar="ID...", nargs=-1, required=True)
@why_option
@who_option
@click.option("--field", metavar="FIELD", type=OneOf("..ledger.corrections", "CORRECTABLE"), help="With correct: stance, factuality, evidential, modality, said, voice, named, content, frame, actors, others, bounds or what.")
@click.option("--value", metavar="VALUE", help="With correct: what it should be. content: START-END, bounds: LOW..HIGH.")
@ledger_option
def decide(verdict: str, subjects: tuple[str, ...], why: str, who: str, field: str | None, value: str | None, place: str) -> None:
    """Record a ruling on claims or statements. It wins over what was computed, survives another reading, and is never
    overwritten: a later ruling on the same takes its place.

    VERDICT is same (the claims ID... are one), different (the statement ID does not belong where it is), reject (ID...
    does not count), accept (it does, after all), correct (with --field and --value) or undo (ID... are rulings, which no
    longer stand). ID is the id of a claim or a statement, or its beginning.
    """
    if len(subjects) < _FEWEST.get(verdict, 1):
        raise UsageError(f"{verdict} needs {_FEWEST[verdict]} ids", cure="name the claims that are one")
    if (verdict == "correct") is not (field is not None and value is not None):
        raise UsageError("--field and --value go with correct, both", cure="ondit decide correct ID --field stance --value denies --why …")
    with opened(place) as ledger:
        if verdict == "undo":
            for subject in subjects:
                taken = ledger.undo(subject, who=who, why=why)
                click.echo(f"{taken.id}: undo {' '.join(taken.subjects)}")
            return
        ruling = ledger.decide(verdict, *subjects, why=why, who=who, field=field, value=value)
    click.echo(f"{ruling.id}: {ruling.verdict} {' '.join(ruling.subjects)}")
