"""Words and passages found again: what is asked for (query), what it finds (asking), how it is shown (marking, hits).

The index is kept by the database (`claims.models.SearchEntry`, docs/decisions/0023).
"""
