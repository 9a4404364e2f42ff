"""The rules of mentorship as tables and pure functions."""
