"""What groups take: sessions, hours, money."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.curriculum import Demand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kiframework.model.curriculum import Group
    from kiframework.model.training import Catalogue


class Prices:
    """What groups cost."""

    def __init__(self, catalogue: Catalogue, trainer_hour: Fraction | None) -> None:
        """``trainer_hour`` is what an hour of a trainer costs, where a module has no price of its own."""
        self._catalogue = catalogue
        self._trainer_hour = trainer_hour

    def of(self, module: str) -> Fraction | None:
        """Return the cost of one group: the price of the module, else the hours of the trainer."""
        one = self._catalogue.modules[module]
        if one.price is not None:
            return one.price
        return None if self._trainer_hour is None else self._trainer_hour * Fraction(one.minutes, 60)

    def of_choice(self, module: str) -> Fraction:
        """Return the cost where a missing price means that no budget was named."""
        return self.of(module) or Fraction(0)

    def together(self, modules: Iterable[str]) -> Fraction | None:
        """Return the cost of groups of these modules; None if a price is missing."""
        costs = [self.of(module) for module in modules]
        known = [cost for cost in costs if cost is not None]
        return sum(known, start=Fraction(0)) if len(known) == len(costs) else None


def demand_of(catalogue: Catalogue, groups: Collection[Group], prices: Prices) -> Demand:
    """Return what groups take together."""
    modules = [catalogue.modules[group.module] for group in groups]
    learning = (module.hours * len(group.people) for module, group in zip(modules, groups, strict=True))
    return Demand(
        groups=len(groups),
        sessions=sum(len(module.sessions) for module in modules),
        trainer_hours=Fraction(sum(module.minutes for module in modules), 60),
        learning_hours=sum(learning, start=Fraction(0)),
        cost=prices.together(group.module for group in groups),
    )
