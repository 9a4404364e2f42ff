"""The command line: constellation serve, import, backup, restore, keys, doctor, simulate."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from cryptography.fernet import Fernet
from sqlalchemy.exc import OperationalError

from adapters import logs, roster_file, settings
from adapters import serve as wiring
from adapters.settings import BadSetting, Settings
from adapters.simulated import year
from store import copies
from store import doctor as store_doctor
from store.copies import CannotCopy
from store.deliveries import Deliveries
from store.seal import WrongKey
from store.store import SqlStore, open_store


class Commands(click.Group):
    """The commands here, and `simulate`, which is only loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name."""
        return sorted([*super().list_commands(ctx), "simulate"])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command by its name."""
        if name == "simulate":
            command: click.Command = import_module("adapters.simulated.cli").simulate_command(_fresh_store)
            return command
        return super().get_command(ctx, name)


class Refused(click.ClickException):
    """What stops a command: one plain line, never a traceback."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Say it."""
        click.echo(self.message, err=True, file=file)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="constellation")
def main() -> None:
    """Constellation: who could help whom, introduced, kept in touch with, and let go well."""


@main.command()
def serve() -> None:
    """Start the playground on this machine."""
    with _plainly() as read:
        logs.set_up(read.log_level, read.log_format)
        asyncio.run(wiring.serve(read))


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--whole", is_flag=True, help="The file is the whole roster: whoever is not in it has left.")
def import_(file: Path, dry_run: bool, whole: bool) -> None:
    """Import a roster (CSV) into the programme."""
    with _plainly() as read:
        result = asyncio.run(wiring.import_roster(read, _text(file), whole=whole, dry_run=dry_run))
        for each in roster_file.told(result):
            click.echo(each)
    if result.faults:
        raise SystemExit(1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the store into FILE, also while it is served."""
    with _plainly() as read:
        copies.back_up(read.database, file)
        click.echo(f"{file} holds the store. Keep its keys too, somewhere else: {_where_keys_are(read)}.")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Let the copy FILE take the store's place; what stands there now is kept beside it."""
    with _plainly() as read:
        if _is_served(read):
            raise Refused(f"Constellation runs on port {read.port}: stop it first, then restore")
        kept = copies.restore(read.database, file)
        click.echo(f"{file} is the store now." + (f" What stood there is kept in {kept}." if kept else ""))


@main.group()
def keys() -> None:
    """The keys that seal what people wrote."""


@keys.command()
def new() -> None:
    """Print a new key; put it before the old ones, with a comma between them, in CONSTELLATION_KEYS."""
    click.echo(Fernet.generate_key().decode())


@main.command()
def doctor() -> None:
    """Look at the settings, the store and its keys, and say what is not well."""
    with _plainly() as read:
        found = store_doctor.findings(read.database, settings.keys_of(read))
        for well, said in found:
            click.echo(f"{'ok' if well else '!!'}  {said}")
    if not all(well for well, _ in found):
        raise SystemExit(1)


@contextmanager
def _fresh_store(path: Path | None) -> Iterator[tuple[SqlStore, Deliveries]]:
    """A new store for simulated people: at this path under this Constellation's keys, or for now only."""
    logs.set_up("warning", "console")
    with _plainly() as read, TemporaryDirectory() as folder:
        keys = settings.keys_of(read) if path else (Fernet.generate_key().decode(),)
        store = open_store(f"sqlite:///{path or Path(folder) / 'simulated.db'}", keys, synced=False)
        try:
            store.set_up(year.PROGRAMME, *year.PLACE).result()
            yield store, Deliveries(store)
        finally:
            store.close()


@contextmanager
def _plainly() -> Iterator[Settings]:
    """The settings; whatever stops a command is told in one plain line (exit 2)."""
    try:
        yield settings.read()
    except (BadSetting, CannotCopy) as told:
        raise Refused(str(told)) from None
    except WrongKey:
        raise Refused(
            "CONSTELLATION_KEYS cannot be used: none of the keys opens what is stored; give the one it was"
            " written with after the new one"
        ) from None
    except (OperationalError, OSError) as error:
        raise Refused(
            "CONSTELLATION_DATABASE_URL cannot be used: the database does not answer; is its address right,"
            f" and is it running? ({type(error).__name__})"
        ) from None


def _text(file: Path) -> str:
    """The file's text; a sheet saved by an older Excel is not UTF-8."""
    held = file.read_bytes()
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        return held.decode("cp1252", errors="replace")


def _where_keys_are(read: Settings) -> str:
    return "CONSTELLATION_KEYS" if read.keys else str(read.var / "keys")


def _is_served(read: Settings) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", read.port)) == 0


if __name__ == "__main__":
    main()
