"""One dossier as a file, with all that was decided in it, and the way into another instance (docs/decisions/0020)."""
