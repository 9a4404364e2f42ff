"""Slack: cards as blocks, forms as modals, and the way in and out."""
