"""What was erased stays away: from the files themselves, and where an older backup is put back."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.clock import now
from bot.exchange.forgotten import NAME, note_erased, read_list
from domain.act import Act
from domain.customer import Contact

from .running import Guest, Process, Shop

Start = Callable[..., Process]
Command = Callable[..., CompletedProcess[str]]

WORDS = (b"Zoe Quill", b"13800007777")
"""Whom it is about, and how she is reached."""


@pytest.fixture
def spoken_of(any_shop: Shop, start: Start) -> Shop:
    """Return a store in which Ann has spoken of Zoe to a process that runs no more."""
    if not any_shop.store.engines.sqlite and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    shop = any_shop
    with shop.store.write() as unit:
        (acme,) = [one for one in unit.customers.where() if one.name == "Acme Labs"]
        unit.begin_act(Act(person_id=None, source_key="zoe", said_at=now(), channel="", chat=""))
        unit.contacts.add(Contact(customer_id=acme.id, name="Zoe Quill", phone="13800007777"))
        unit.commit()
    process = start(shop).ready()
    assert Guest(shop).say(process, "visited Acme Labs, met Zoe Quill")
    process.until(lambda: shop.settled and bool(shop.shown("Visit logged")), "answered")
    assert process.stop() == 0
    return shop


def erase(shop: Shop) -> None:
    """Erase Zoe, as a manager who agreed does."""
    with shop.store.write() as unit:
        (zoe,) = unit.contacts.named("Zoe Quill")
        unit.begin_act(Act(person_id=shop.ann.id, source_key="erase", said_at=now(), channel="", chat=""))
        unit.erasing.erase(unit.erasing.traces(zoe.customer_id, zoe.id))
        unit.commit()


def found(shop: Shop) -> list[bytes]:
    """Return which of the words the store holds."""
    held = shop.everything()
    return [word for word in WORDS if word in held]


def ran(command: Command, shop: Shop, *arguments: str, **settings: str) -> str:
    """Run a command that succeeds; return what it says."""
    done = command(*arguments, **{**shop.settings, **settings})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_older_backup_does_not_bring_it_back(spoken_of: Shop, command: Command) -> None:
    """What was erased is nowhere in the files, and not after the restore of a backup that still held it."""
    shop = spoken_of
    assert found(shop) == list(WORDS)
    ran(command, shop, "backup", str(shop.folder / "before.backup"))
    erase(shop)
    assert found(shop) == []
    shop.store.engines.dispose()
    assert "1 erased" in ran(command, shop, "restore", str(shop.folder / "before.backup"))
    assert found(shop) == []
    assert shop.one("SELECT count(*) FROM activity") == 1


def test_another_machine_is_told_by_the_list(spoken_of: Shop, command: Command, tmp_path: Path) -> None:
    """The file of numbers is enough where the store that erased is lost."""
    shop = spoken_of
    ran(command, shop, "backup", str(shop.folder / "before.backup"))
    erase(shop)
    note_erased(shop.folder, shop.store)
    listed = (shop.folder / NAME).rename(tmp_path / "from-there.json")
    assert not any(word in listed.read_bytes() for word in WORDS)
    empty_the_list(shop)
    shop.store.engines.dispose()
    ran(command, shop, "restore", str(shop.folder / "before.backup"), "--erased", str(listed))
    assert found(shop) == []
    assert read_list(shop.folder / NAME)


def empty_the_list(shop: Shop) -> None:
    """Let the present store know of nothing that was erased, as a new one."""
    with shop.store.write() as unit:
        unit.connection.exec_driver_sql("DELETE FROM erased")
        unit.commit()


def test_who_came_later_under_the_same_number_stays(spoken_of: Shop, command: Command) -> None:
    """A restored store gives numbers out anew: the list says when."""
    shop = spoken_of
    (contact,) = shop.rows("SELECT id FROM contact")
    before = {"table": "contact", "id": contact[0], "at": (now() - timedelta(days=1)).isoformat()}
    (shop.folder / NAME).write_text(json.dumps([before]))
    ran(command, shop, "backup", str(shop.folder / "before.backup"))
    shop.store.engines.dispose()
    assert "erased" not in ran(command, shop, "restore", str(shop.folder / "before.backup"))
    assert found(shop) == list(WORDS)


def test_a_list_that_is_none_stops_the_restore(spoken_of: Shop, command: Command) -> None:
    """Rather than bring back what was erased; the store stays as it is."""
    shop = spoken_of
    ran(command, shop, "backup", str(shop.folder / "before.backup"))
    (shop.folder / NAME).write_text("nothing of the kind")
    done = command("restore", str(shop.folder / "before.backup"), **shop.settings)
    assert (done.returncode, NAME in done.stderr) == (1, True)
    assert shop.one("SELECT count(*) FROM activity") == 1
