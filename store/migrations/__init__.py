"""The schema's history: one tree of migrations for both engines."""
