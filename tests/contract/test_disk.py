"""With too little room on the disk nothing new is taken, and the admins hear of it, each once."""

import shutil

import pytest
from sqlalchemy import select

from bot.disk import LEAST, Disk, NoRoom, disk_of
from storage.tables import outbox


def told(store):
    """Return in which chats something about the disk waits."""
    with store.read() as unit:
        query = select(outbox.c.chat).where(outbox.c.about_kind == "disk").order_by(outbox.c.id)
        return list(unit.connection.execute(query).scalars())


def test_a_full_disk_is_told_once_and_again_when_it_is_mended(store, team):
    """However often it is looked at, by whichever process; of a disk that was never full nothing is told."""
    free = [LEAST]
    for bytes_, messages in ((LEAST, 0), (LEAST - 1, 1), (5, 1), (LEAST, 2), (LEAST * 9, 2), (0, 3)):
        free[0] = bytes_
        for _ in range(2):
            Disk(lambda: free[0]).watch(store)
        assert told(store) == [f"p{team.admin.id}"] * messages


def test_nothing_is_taken_below_a_hundred_megabytes():
    """From there on all is."""
    Disk(lambda: 100 * 2**20).check()
    with pytest.raises(NoRoom):
        Disk(lambda: 100 * 2**20 - 1).check()


def test_the_disk_is_that_of_the_file(engines):
    """On PostgreSQL it is another machine's, and no trouble of ours."""
    here = disk_of(engines)
    if engines.sqlite:
        usage = shutil.disk_usage(engines.writing.url.database)
        assert abs(here.free() - usage.free) < usage.total / 10
    else:
        assert here.has_room
