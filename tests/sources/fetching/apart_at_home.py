"""As `python -m sources.fetching URL`, but every name is a server of this process."""

import sys
from functools import partial
from ipaddress import ip_address

from sources.fetching.apart import answer
from sources.fetching.page import fetch
from tests.sources.fetching.canary import canary

if __name__ == "__main__":
    with canary():
        answer(sys.argv[1], partial(fetch, resolve=lambda host, port: [ip_address("93.184.215.14")]))
