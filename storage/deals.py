"""Deals and the stages they went through."""

from collections.abc import Sequence

from domain.deal import OPEN_STAGES, Deal, DealStage
from storage.records import Records, Shape
from storage.tables import deal, deal_stage

DEAL_STAGES = Shape(deal_stage, DealStage)


class Deals(Records[Deal]):
    """The pipeline's deals."""

    shape = Shape(deal, Deal)

    def open_at(self, customer_id: int) -> Sequence[Deal]:
        """Return a customer's open deals, the latest moved first."""
        return self.where(
            deal.c.customer_id == customer_id,
            deal.c.stage.in_(OPEN_STAGES),
            order=(deal.c.stage_since.desc(), deal.c.id.desc()),
        )

    def at(self, customer_id: int, limit: int) -> Sequence[Deal]:
        """Return a customer's deals, the latest moved first."""
        newest = (deal.c.stage_since.desc(), deal.c.id.desc())
        return self.where(deal.c.customer_id == customer_id, order=newest, limit=limit)
