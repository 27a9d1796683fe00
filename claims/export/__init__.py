"""Reconciled claims as data others can build on: one record shape, one file per format."""
