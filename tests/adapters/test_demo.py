import asyncio

import pytest

from adapters import demo, serve
from adapters.settings import BadSetting, Settings
from adapters.simulated import demo as small_town
from tests.adapters.test_serve import free_port


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A demo of a few people and days."""
    for name, number in {"RESIDENTS": 4, "MENTORS": 3, "DAYS": 2}.items():
        monkeypatch.setattr(small_town, name, number)
    return Settings(port=free_port(), var=tmp_path / "var", demo="small")


async def started(settings):
    """Serve and stop at once; who lives there then."""
    stop = asyncio.Event()
    stop.set()
    await serve.serve(settings, stop)
    async with serve.house(settings) as home:
        return {person.user for person in await home.people()}, home.workspace.latest()


async def test_the_demo_is_made_once_and_kept(settings, capsys):
    first = await started(settings)
    assert "amira-haddad" in first[0]
    assert await started(settings) == first
    assert capsys.readouterr().out.count("Making a demo") == 1


async def test_whoever_wants_no_demo_gets_none(settings):
    people, _ = await started(settings.model_copy(update={"demo": "none"}))
    assert people == set()


async def test_a_demo_that_was_broken_off_is_begun_anew(settings, monkeypatch):
    async def broken_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(demo.demo, "load", broken_off)
        with pytest.raises(KeyboardInterrupt):
            async with serve.house(settings) as home:
                await demo.furnish(settings, home.store, home.deliveries, home.workspace, home.clock)
    (settings.var / "playground.db").write_bytes(b"half written")
    assert "amira-haddad" in (await started(settings))[0]


def test_a_database_elsewhere_is_never_emptied(settings):
    demo.clear_unfinished(settings)
    (settings.var / "demo-unfinished").touch()
    elsewhere = settings.model_copy(update={"database_url": "postgresql://me@localhost/constellation"})
    with pytest.raises(BadSetting, match="empty the database"):
        demo.clear_unfinished(elsewhere)
