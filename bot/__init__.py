"""The conversation core: it knows no platform, no database and no clock."""
