"""The dashboard with less patience, so that a test need not have much."""

from incidents.widgets.serving import departures, tight_server

departures.KEPT, departures.ROUND = 0.5, 0.1
tight_server.PATIENCE = 0.5

from app import app  # noqa: E402

__all__ = ["app"]
