"""A record written into a database: its tables with all that its schema asks of them, and what follows from them."""

from incidents.exchange.databases.changing import write_changes
from incidents.exchange.databases.publishing import publish, publish_file

__all__ = ["publish", "publish_file", "write_changes"]
