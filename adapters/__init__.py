"""Everything that touches the outside: platforms, the web, files and the clock."""
