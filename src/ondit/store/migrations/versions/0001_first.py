"""The first tables of the ledger.

A migration is frozen: it makes the tables as they were in its version, whatever ``store/schema.py`` says now.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEPT = ("report", "reading", "removal", "decision", "revision")
"""Tables whose rows nothing changes and nothing deletes; the database sees to it."""


def upgrade() -> None:
    tables()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE search (entry VARCHAR PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX ix_search_words ON search USING GIN (words)")
        op.execute(
            "CREATE FUNCTION ondit_kept() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was added is kept for good'; END $$"
        )
        for table in KEPT:
            op.execute(f"CREATE TRIGGER kept_{table} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ondit_kept()")
    else:
        op.execute("CREATE VIRTUAL TABLE search USING fts5(entry UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')")
        for table in KEPT:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER kept_{table}_{act.lower()} BEFORE {act} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'what was added is kept for good'); END"
                )


def tables() -> None:
    op.create_table("claim",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("frame", sa.String(), nullable=True),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("first_known", sa.String(), nullable=True),
        sa.Column("last_known", sa.String(), nullable=True),
        sa.Column("joined", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_claim_last_known", "claim", ["last_known"], unique=False)
    op.create_index("ix_claim_status", "claim", ["status"], unique=False)
    op.create_table("decision",
        sa.Column("seq", BIG, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table("entry_key",
        sa.Column("key", BIG, nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("report", BIG, nullable=False),
        sa.Column("i", sa.Integer(), nullable=False),
        sa.Column("entry", BIG, nullable=False),
        sa.PrimaryKeyConstraint("key", "known", "report", "i"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_key_report", "entry_key", ["report"], unique=False)
    op.create_table("print_key",
        sa.Column("key", BIG, nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("report", BIG, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "known", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_print_key_report", "print_key", ["report"], unique=False)
    op.create_table("report",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("known", sa.String(), nullable=True),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_report_known", "report", ["known"], unique=False)
    op.create_index("ix_report_sha256", "report", ["sha256"], unique=False)
    op.create_index("ix_report_text_sha256", "report", ["text_sha256"], unique=False)
    op.create_table("copy",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["original"], ["report.key"], ),
        sa.ForeignKeyConstraint(["report"], ["report.key"], ),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_index("ix_copy_original", "copy", ["original"], unique=False)
    op.create_table("print",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.key"], ),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_table("reading",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.key"], ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_reading_report", "reading", ["report"], unique=False)
    op.create_table("entry",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("reading", BIG, nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("known", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("voice_name", sa.Text(), nullable=False),
        sa.Column("voice_country", sa.String(), nullable=True),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("factuality", sa.String(), nullable=False),
        sa.Column("evidential", sa.String(), nullable=False),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("frame", sa.String(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("link_to", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("answers", sa.String(), nullable=True),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"], ),
        sa.ForeignKeyConstraint(["report"], ["report.key"], ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_entry_claim", "entry", ["claim"], unique=False)
    op.create_index("ix_entry_link_to", "entry", ["link_to"], unique=False)
    op.create_index("ix_entry_report", "entry", ["report"], unique=False)
    op.create_index("ix_entry_voice", "entry", ["voice"], unique=False)
    op.create_table("removal",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("reading", BIG, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"], ),
        sa.ForeignKeyConstraint(["report"], ["report.key"], ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_removal_report", "removal", ["report"], unique=False)
    op.create_table("revision",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=True),
        sa.Column("reading", BIG, nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"], ),
        sa.ForeignKeyConstraint(["report"], ["report.key"], ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_revision_report", "revision", ["report"], unique=False)
    op.create_table("figure",
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("whom", sa.String(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("approx", sa.Integer(), nullable=False),
        sa.Column("vague", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("scope", sa.String(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["entry.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry", "id"),
    )
    op.create_index("ix_figure_what_whom", "figure", ["what", "whom"], unique=False)
