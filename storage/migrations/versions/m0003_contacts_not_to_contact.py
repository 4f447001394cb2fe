"""A contact may want no contact.

Oldest release that may work beside it: the one with 0001; the column is added, with a default.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column("contact", sa.Column("no_contact", sa.Boolean(), server_default=sa.false(), nullable=False))
