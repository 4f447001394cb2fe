"""Deals and the stages they went through."""

from collections.abc import Sequence

from sqlalchemy import Integer, bindparam

from domain.deal import OPEN_STAGES, Deal, DealStage
from storage.records import Records, Shape, given, selected
from storage.tables import deal, deal_stage

DEAL_STAGES = Shape(deal_stage, DealStage)


class Deals(Records[Deal]):
    """The pipeline's deals."""

    shape = Shape(deal, Deal)

    def open_at(self, customer_id: int) -> Sequence[Deal]:
        """Return a customer's open deals, the latest moved first."""
        return self.all_of(_OPEN_AT, {"the_customer_id": customer_id})

    def at(self, customer_id: int, limit: int) -> Sequence[Deal]:
        """Return a customer's deals, the latest moved first."""
        return self.all_of(_LATEST_AT, {"the_customer_id": customer_id, "most": limit})


_AT = (
    selected(Deals.shape)
    .where(given(deal.c.customer_id))
    .order_by(deal.c.stage_since.desc(), deal.c.id.desc())
)
_LATEST_AT = _AT.limit(bindparam("most", type_=Integer))
_OPEN_AT = _AT.where(deal.c.stage.in_(OPEN_STAGES))
