"""Holds every programme in SQLite or PostgreSQL."""
