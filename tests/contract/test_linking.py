"""One person on several channels: a one-time code that is stored nowhere ties the other account."""

import json
import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot import accounts
from bot.render.plain import plain
from domain.incoming import Address, Incoming, RawEvent, Text
from handlers.receive import receive
from storage.codec import load
from storage.tables import metadata, outbox
from tests.conftest import SEAL, nothing

LINK = {"en": "link my other account", "zh-Hans": "绑定我的另一个账号", "zh-Hant": "綁定我的另一個帳號"}


def code_in(told):
    """Return the code as it is shown."""
    shown = plain(SEAL.reveal(told.new[-1].document))
    return re.search(r"\d+-[a-z2-7]{16}", shown)[0]


@pytest.fixture
def other(store, office, clock):
    """Return what an account on another channel sends, in private; it returns the answers."""

    def sends(text, account="77"):
        said = Incoming(Address("slack", f"D{account}"), account, clock(), True, Text(text))
        number = clock.forward(seconds=1).isoformat()
        office.answering = replace(office.answering, read=lambda _: said)
        receive(RawEvent("slack", number, number, clock(), {}), lambda _: said, store, reach=nothing)
        office.answer()
        query = select(outbox.c.document).where(outbox.c.chat == f"D{account}").order_by(outbox.c.id)
        with store.read() as unit:
            return [plain(load(one)) for one in unit.connection.execute(query).scalars()]

    return sends


def whose(store, account="77"):
    """Return the name of the person an account belongs to."""
    with store.read() as unit:
        found = unit.people.by_account("slack", account)
    return found and found.name


@pytest.mark.parametrize("language", LINK)
def test_a_code_ties_the_other_account_to_the_same_person(store, ann, other, language):
    """Asked for in each language."""
    assert "Welcome, Ann Lee" in other(code_in(ann.say(LINK[language])))[-1]
    assert whose(store) == "Ann Lee"


def test_both_channels_mean_one_person(store, ann, other):
    """What is said in one is theirs in the other."""
    ann.say("new customer Acme Labs")
    other(code_in(ann.say(LINK["en"])))
    told = other("visited Acme Labs")
    assert "Visit logged" in told[-1]


def test_a_code_works_once(store, ann, other):
    """Another account is a stranger."""
    code = code_in(ann.say(LINK["en"]))
    other(code)
    assert "do not know you" in other(code, "78")[-1]
    assert whose(store, "78") is None


def test_a_code_is_good_for_half_an_hour(store, ann, other, clock):
    """Not longer."""
    code = code_in(ann.say(LINK["en"]))
    clock.forward(minutes=31)
    other(code)
    assert whose(store) is None


def test_a_guessed_code_ties_nothing(store, ann, other):
    """The number alone, which is easy to guess, is worth nothing; nor is what the store holds."""
    told = ann.say(LINK["en"])
    number = code_in(told).partition("-")[0]
    (held,) = re.findall(rf"{number}:([0-9a-f]+)", plain(told.new[-1].document))
    for guess in (f"{number}-aaaaaaaaaaaaaaaa", f"{number}-{held[:16]}", number, f"{number}:{held}"):
        other(guess)
    assert whose(store) is None


def test_the_code_stands_nowhere_in_the_store(store, ann):
    """Neither among what was sent nor among what is shown."""
    code = code_in(ann.say(LINK["en"]))
    secret = code.partition("-")[2]
    with store.read() as unit:
        held = [
            json.dumps([list(map(str, row)) for row in unit.connection.execute(table.select())])
            for table in metadata.sorted_tables
        ]
    assert any(f"{code.partition('-')[0]}:" in rows for rows in held)
    assert not any(secret in rows for rows in held)


def test_no_code_is_given_where_others_read_along(office, team):
    """It is said where to ask."""
    told = office.group(team.ann).say("@salesbot link my other account")
    assert "in private" in told.text


def test_a_code_of_who_has_left_ties_nothing(store, ann, other):
    """Closing an account uses up its codes."""
    code = code_in(ann.say(LINK["en"]))
    accounts.close(store, "Ann Lee")
    other(code)
    assert whose(store) is None
