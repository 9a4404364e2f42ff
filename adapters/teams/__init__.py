"""Teams: what Constellation shows and hears there."""
