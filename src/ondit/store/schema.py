"""The tables. They are public: ``docs/ledger.md`` is their data dictionary, and its test compares it with this file.

Ids: a report's ``key`` is ``r`` and 12 hexadecimal digits, an entry's ``n`` and 12. The two key tables hold the same
digits as whole numbers, for they have many rows.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

METADATA = MetaData()
VERSION = "0003"
"""The last migration: with it the tables are these."""
_BIG = BigInteger().with_variant(Integer, "sqlite")

# --- kept for good ------------------------------------------------------------------------------------------

REPORT = Table(
    "report", METADATA,
    Column("key", String, primary_key=True),
    Column("sha256", String, nullable=False, index=True),
    Column("text_sha256", String, nullable=False, index=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    Column("lang", String, nullable=False),
    Column("outlet", String),
    Column("url", String),
    Column("title", Text),
    Column("path", Text),
    Column("published", String),
    Column("known", String, index=True),
    Column("recorded", String, nullable=False),
)  # fmt: skip

READING = Table(
    "reading", METADATA,
    Column("id", _BIG, primary_key=True, autoincrement=True),
    Column("report", ForeignKey("report.key"), nullable=False, index=True),
    Column("sha256", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("recorded", String, nullable=False),
)  # fmt: skip

REMOVAL = Table(
    "removal", METADATA,
    Column("id", _BIG, primary_key=True, autoincrement=True),
    Column("report", ForeignKey("report.key"), nullable=False, index=True),
    Column("reading", ForeignKey("reading.id"), nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("recorded", String, nullable=False),
)  # fmt: skip

DECISION = Table(
    "decision", METADATA,
    Column("seq", _BIG, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("verdict", String, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("field", String),
    Column("value", Text),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("recorded", String, nullable=False),
)  # fmt: skip

REVISION = Table(
    "revision", METADATA,
    Column("id", _BIG, primary_key=True, autoincrement=True),
    Column("cause", String, nullable=False),
    Column("report", ForeignKey("report.key"), index=True),
    Column("reading", ForeignKey("reading.id")),
    Column("decision", String),
    Column("changes", Text, nullable=False),
    Column("recorded", String, nullable=False),
)  # fmt: skip

# --- following from them ------------------------------------------------------------------------------------

ENTRY = Table(
    "entry", METADATA,
    Column("id", String, primary_key=True),
    Column("report", ForeignKey("report.key"), nullable=False, index=True),
    Column("reading", ForeignKey("reading.id"), nullable=False),
    Column("rank", String, nullable=False),
    Column("published", String),
    Column("known", String),
    Column("said", String),
    Column("voice", String, nullable=False, index=True),
    Column("voice_name", Text, nullable=False),
    Column("voice_country", String),
    Column("named", Integer, nullable=False),
    Column("stance", String, nullable=False),
    Column("factuality", String, nullable=False),
    Column("evidential", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("effect", String, nullable=False),
    Column("frame", String),
    Column("quote", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("claim", String, nullable=False, index=True),
    Column("link_to", String, index=True),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False),
    Column("answers", String),
    Column("gist", Text, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip

FIGURE = Table(
    "figure", METADATA,
    Column("entry", ForeignKey("entry.id", ondelete="CASCADE"), nullable=False),
    Column("id", String, nullable=False),
    Column("what", String, nullable=False),
    Column("whom", String),
    Column("low", Float),
    Column("high", Float),
    Column("approx", Integer, nullable=False),
    Column("vague", Text),
    Column("unit", String),
    Column("scope", String),
    Column("quote", Text, nullable=False),
    PrimaryKeyConstraint("entry", "id"),
    Index("ix_figure_what_whom", "what", "whom"),
)  # fmt: skip

CLAIM = Table(
    "claim", METADATA,
    Column("id", String, primary_key=True),
    Column("frame", String),
    Column("tokens", Text, nullable=False),
    Column("status", String, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("first_known", String),
    Column("last_known", String, index=True),
    Column("joined", String),
    # Lists of claims begin with those of most reports; facets count without looking at the rows.
    Index("ix_claim_order", "joined", "reports", "entries", "id"),
    Index("ix_claim_facets", "joined", "status", "frame"),
)  # fmt: skip

CLAIM_TOKEN = Table(
    "claim_token", METADATA,
    Column("token", String, nullable=False),
    Column("claim", ForeignKey("claim.id", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("token", "claim"),
    sqlite_with_rowid=False,
)  # fmt: skip

VOICE = Table(
    "voice", METADATA,
    Column("id", String, primary_key=True),
    Column("folded", Text, nullable=False),
)  # fmt: skip

COPY = Table(
    "copy", METADATA,
    Column("report", ForeignKey("report.key"), primary_key=True),
    Column("original", ForeignKey("report.key"), nullable=False, index=True),
    Column("share", Float, nullable=False),
    Column("how", String, nullable=False),
    Column("spans", Text, nullable=False),
)  # fmt: skip

PRINT = Table(
    "print", METADATA,
    Column("report", ForeignKey("report.key"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip

ENTRY_KEY = Table(
    "entry_key", METADATA,
    Column("key", _BIG, nullable=False),
    Column("known", Integer, nullable=False),
    Column("report", _BIG, nullable=False),
    Column("i", Integer, nullable=False),
    Column("entry", _BIG, nullable=False),
    PrimaryKeyConstraint("key", "known", "report", "i"),
    Index("ix_entry_key_report", "report"),
    sqlite_with_rowid=False,
)  # fmt: skip

PRINT_KEY = Table(
    "print_key", METADATA,
    Column("key", _BIG, nullable=False),
    Column("known", Integer, nullable=False),
    Column("report", _BIG, nullable=False),
    Column("weight", Integer, nullable=False),
    PrimaryKeyConstraint("key", "known", "report"),
    Index("ix_print_key_report", "report"),
    sqlite_with_rowid=False,
)  # fmt: skip

KEPT = (REPORT, READING, REMOVAL, DECISION, REVISION)
"""Tables whose rows nothing changes and nothing deletes."""
FOLLOWING = (FIGURE, ENTRY, CLAIM_TOKEN, CLAIM, VOICE, COPY, PRINT, ENTRY_KEY, PRINT_KEY)
"""Tables that can be made again from those; in an order in which they can be emptied."""
