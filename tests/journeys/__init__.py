"""Whole conversations, read as prose; the same text runs through every platform."""
