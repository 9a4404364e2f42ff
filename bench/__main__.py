"""`python -m bench` measures everything, `python -m bench ticks` one thing."""

import importlib
import sys

MEASURED = ("turns", "ticks", "suggestions", "start", "slack", "teams")


def main(names: list[str]) -> None:
    """Measure what was named, or everything."""
    for name in names or MEASURED:
        if name not in MEASURED:
            sys.exit(f"{name!r} is not measured; choose from {', '.join(MEASURED)}")
        print(f"\n{name}", flush=True)
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
