"""The whole programme in a browser on this machine: a small chat platform, without any account."""
