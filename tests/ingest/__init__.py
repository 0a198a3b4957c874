"""Samples for ingest with gold made by hand, and their score."""
