"""The command line: constellation serve, import, appoint, places, backup, restore, keys, doctor …"""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from cryptography.fernet import Fernet
from sqlalchemy.exc import OperationalError

from adapters import logs, one_core, roster_file, settings
from adapters import serve as wiring
from adapters.named_places import NoSuchPlace, meant, named, split, told
from adapters.settings import BadSetting, Settings
from adapters.simulated import year
from bot.errors import Conflict
from bot.flows.appointing import appointed
from bot.mentoring.programmes import Place
from bot.mentoring.roster import is_email
from store import copies
from store import doctor as store_doctor
from store.copies import CannotCopy
from store.deliveries import Deliveries
from store.places import Places
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


_PLACE = click.option("--place", default="", help="Where the programme lives: slack:T0123, say.")


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
    """Serve Slack where it is set, else the playground on this machine."""
    with _plainly() as read:
        logs.set_up(read.log_level, read.log_format)
        one_core.stay()
        asyncio.run(wiring.serve(read))


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--whole", is_flag=True, help="The file is the whole roster: whoever is not in it has left.")
@_PLACE
def import_(file: Path, dry_run: bool, whole: bool, place: str) -> None:
    """Import a roster (CSV) into the programme."""
    with _at_office(place) as (store, home, now):
        text = _text(file)
        result = store.submit_to(
            home.programme_id,
            lambda work: roster_file.imported(text, work, now, whole=whole, dry_run=dry_run),
        ).result()
        for each in roster_file.told(result):
            click.echo(each)
    if result.faults:
        raise SystemExit(1)


@main.command()
@click.argument("email")
@_PLACE
def appoint(email: str, place: str) -> None:
    """Make whoever has this e-mail a coordinator, also before they have come."""
    if not is_email(email):
        raise Refused(f"{email} is no e-mail address: give one like amira.haddad@example.org")
    with _at_office(place) as (store, home, _):
        store.submit_to(home.programme_id, lambda work: appointed(email, work)).result()
        click.echo(f"{email} coordinates the programme in {named(home)}.")


@main.command()
def places() -> None:
    """List where programmes live, and which of them are gone."""
    with _plainly() as read, wiring.office(read) as (store, _):
        for each in told(Places(store).every().result()):
            click.echo(each)


@main.command()
@click.argument("place")
@click.argument("other")
def join(place: str, other: str) -> None:
    """Let the programme in PLACE live in OTHER too (slack:T0123 teams:TENANT)."""
    with _at_office(place) as (store, home, _):
        try:
            Places(store).join(home, *split(other)).result()
        except Conflict:
            raise Refused(f"{other} has people of its own: `constellation forget {other}` first") from None
        click.echo(f"The programme in {named(home)} lives in {other} too.")


@main.command()
@click.argument("place")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(place: str, yes: bool) -> None:
    """Forget the programme in PLACE, with all that anybody ever said in it."""
    with _at_office(place) as (store, home, _):
        if not yes:
            click.confirm(f"All of the programme in {named(home)} will be gone for good. Go on?", abort=True)
        Places(store).forget(home).result()
        click.echo("It is forgotten. Backups keep it until they expire.")


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
def _at_office(named: str) -> Iterator[tuple[SqlStore, Place, datetime]]:
    """The store, the place that is meant, and the present."""
    with _plainly() as read, wiring.office(read) as (store, now):
        yield store, meant(Places(store).every().result(), named), now


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
    except (BadSetting, CannotCopy, NoSuchPlace) as said:
        raise Refused(str(said)) from None
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
