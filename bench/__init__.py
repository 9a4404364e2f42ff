"""Each figure that the README claims, as one command, beside a baseline of the same run."""
