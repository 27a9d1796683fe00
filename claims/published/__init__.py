"""What everybody may read of a public dossier, without signing in: its published decisions and their corrections.

    telling    what pages and feed tell, made from the records of the export and from nothing else
    drawing    the claims of a record on an axis
    feed       the Atom feed
    pages      the addresses

Whatever is not public answers with one and the same page: no address tells whether a dossier or a question exists.
"""
