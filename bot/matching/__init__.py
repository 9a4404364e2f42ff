"""Who could help with what: needs understood, mentors ranked and shown fairly, reasons in facts only."""
