"""Pages for a browser that comes by: where the app is, what it keeps, how an installation ended."""
