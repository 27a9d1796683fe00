"""Fetches one page and writes it to standard output: see `apart.py`.

python -m sources.fetching URL
"""

import sys

from sources.fetching.apart import answer
from sources.fetching.page import fetch

answer(sys.argv[1], fetch)
