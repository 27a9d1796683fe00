"""A page of the web to bytes, and to no machine but those everybody can reach.

fetch_apart(url)  ->  a process of its own  ->  fetch(url): address by address, checked before each connection
"""

from sources.fetching.addresses import refuse_at_sight
from sources.fetching.apart import fetch_apart
from sources.fetching.errors import AddressRefused, FetchFailed, FetchInterrupted
from sources.fetching.fetched import Fetched
from sources.fetching.page import fetch

__all__ = ["AddressRefused", "FetchFailed", "FetchInterrupted", "Fetched", "fetch", "fetch_apart", "refuse_at_sight"]
