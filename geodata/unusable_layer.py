"""Why a file of a reader's own is no layer that can be used."""

from typing import Literal

Cause = Literal[
    "large", "format", "unreadable", "external", "computed", "only-links", "empty",
    "coordinates", "geometry", "crs", "projected", "range", "swapped", "many",
]  # fmt: skip


class UnusableLayerError(Exception):
    """A file that is no layer to be used: the cause, the number of the feature (from 1) and the value at fault."""

    def __init__(self, cause: Cause, feature: int = 0, value: str = "", name: str = "") -> None:
        super().__init__(f"{name}: {cause} {feature} {value}")
        self.cause, self.feature, self.value, self.name = cause, feature, value, name
