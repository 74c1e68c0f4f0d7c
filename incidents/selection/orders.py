"""The orders in which a table of incidents can be read."""

from typing import Literal, get_args

Order = Literal[
    "latest", "earliest", "place", "kind", "most-killed", "fewest-killed", "most-origins", "fewest-origins", "contested"
]
ORDERS: tuple[Order, ...] = get_args(Order)
