"""Tables to find claims by whom and what they are about, and voices by a part of their names."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    from ondit.ledger.tokens import fold

    tokens = op.create_table("claim_token",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token", "claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_token_claim", "claim_token", ["claim"], unique=False)
    voices = op.create_table("voice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    connection = op.get_bind()
    found: dict[str, set[str]] = {}
    for claim, gist in connection.execute(sa.text("SELECT claim, gist FROM entry")):
        known = json.loads(gist)
        some = found.setdefault(claim, set())
        for name in ("actors", "others", "places", "names"):
            some.update(known.get(name, ()))
    there = set(connection.scalars(sa.text("SELECT id FROM claim")))
    rows = [{"token": token, "claim": claim} for claim, some in found.items() if claim in there for token in sorted(some)]
    names: dict[str, set[str]] = {}
    for voice, name, country in connection.execute(sa.text("SELECT DISTINCT voice, voice_name, voice_country FROM entry")):
        names.setdefault(voice, set()).update({fold(name), fold(country or "")} - {""})
    for table, all_of in ((tokens, rows), (voices, [{"id": voice, "folded": " | ".join(sorted(some))} for voice, some in names.items()])):
        for start in range(0, len(all_of), 1000):
            connection.execute(sa.insert(table), all_of[start : start + 1000])
