"""As `python -m sources.fetching.posting`, but every name is the server of the test: its port is the argument."""

import socket
import sys
from functools import partial
from ipaddress import ip_address

import urllib3.util.connection

from sources.fetching.posting import answer, post

if __name__ == "__main__":
    urllib3.util.connection.create_connection = lambda *_, **__: socket.create_connection(
        ("127.0.0.1", int(sys.argv[1])), timeout=5
    )
    answer(partial(post, resolve=lambda host, port: [ip_address("93.184.215.14")]))
