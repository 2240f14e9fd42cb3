"""Indexes for lists of claims: in their order, and counted by status and frame."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_index("ix_claim_order", "claim", ["joined", "reports", "entries", "id"])
    op.create_index("ix_claim_facets", "claim", ["joined", "status", "frame"])
