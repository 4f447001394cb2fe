"""Who has left: nothing is told them, nothing they held is good any more, and nothing is lost."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot import accounts, joining
from bot.channels import desk
from domain.act import Act
from domain.incoming import Address, ChatChanged, Incoming, RawEvent, Text
from domain.people import Chat, ChatKind, Language, Standing
from handlers.answer import answer
from storage.tables import account, customer, outbox, question, reminder, request, session

PLATFORM = "telegram"


def private(person):
    """Return where a person talks on the web alone."""
    return Address("web", desk.private_chat(person))


@pytest.fixture
def rows(store):
    """Return what reads columns of all rows that meet conditions."""

    def read(column, *conditions):
        with store.read() as unit:
            return list(unit.connection.execute(select(column).where(*conditions)).scalars())

    return read


def close(store, person):
    """Let an account be closed by the one who runs the bot."""
    accounts.close(store, person.name)


# ---- closed at once -----------------------------------------------------------------------------------


def test_who_has_left_is_a_stranger(store, ann, team):
    """They see nothing and store nothing: one answer a day, without data."""
    ann.say("new customer Acme Labs, contact Bill 555-0100")
    close(store, team.ann)
    told = ann.say("show Acme Labs").text
    assert "555-0100" not in told
    assert "do not know you" in told
    assert ann.say("visited Acme Labs").text == ""
    with store.read() as unit:
        assert unit.connection.execute(select(customer.c.name)).scalars().all() == ["Acme Labs"]


def test_a_question_of_who_has_left_is_answered_by_nobody(store, ann, team, rows):
    """Neither by words nor by its buttons."""
    ann.say("new customer Acme Labs")
    ann.say("new customer Acme Motors")
    asked = ann.say("visited Acme")
    (command,) = {command for label, command in asked.buttons.items() if label.startswith("1. ")}
    close(store, team.ann)
    ann.tap(command)
    ann.say("1")
    assert set(rows(question.c.state)) <= {"dropped", "answered"}
    with store.read() as unit:
        assert unit.activities.where() == []


def test_reminders_of_who_has_left_ring_for_nobody_and_stay(store, office, ann, team, clock, rows):
    """Not in their private chat; the record is still there."""
    ann.say("new customer Acme Labs")
    ann.say("remind me to call Acme Labs in 10 minutes")
    close(store, team.ann)
    clock.forward(hours=1)
    office.tick()
    assert ann.told().text == ""
    assert rows(reminder.c.state) == ["open"]


def test_what_who_has_left_was_to_do_at_a_customer_goes_to_those_who_lead(
    store, office, ann, manager, team, clock
):
    """The owner has left: their manager is told, and may tick it."""
    ann.say("new customer Acme Labs")
    ann.say("remind me to call Acme Labs in 10 minutes")
    close(store, team.ann)
    clock.forward(hours=1)
    office.tick()
    assert "Acme Labs" in manager.told().text
    assert "done" in manager.press("Done").text.lower()


def test_what_who_has_left_was_to_do_goes_to_the_new_owner(
    store, office, ann, bob, manager, team, clock, rows
):
    """In private, with the contact; theirs to tick, and a log of theirs answers it."""
    ann.say("new customer Acme Labs, contact Jane Doe 555-0142")
    ann.say("remind me to call Jane Doe at Acme Labs in 10 minutes")
    ann.say("remind me to call Acme Labs in 2 hours")
    hand_over(store, team.bob)
    close(store, team.ann)
    clock.forward(hours=1)
    office.tick()
    assert "Jane Doe" in bob.told().text
    assert manager.told().text == ""
    bob.press("Done")
    assert sorted(rows(reminder.c.state)) == ["done", "open"]
    clock.forward(hours=2)
    bob.say("called Acme Labs")
    assert rows(reminder.c.state) == ["done", "done"]


def test_what_who_has_left_was_to_do_stands_in_the_new_owners_list(store, ann, bob, manager, team):
    """Beside their own, with whose it was; before that it is not theirs, and what is about no customer never
    is."""
    ann.say("new customer Acme Labs")
    ann.say("remind me to call Acme Labs in 10 minutes")
    ann.say("remind me to water the roses in 10 minutes")
    hand_over(store, team.bob)
    bob.say("remind me to call Acme Labs in 20 minutes")
    assert bob.say("tasks").text.count("Acme Labs") == 1
    close(store, team.ann)
    listed = bob.say("tasks").text
    assert listed.count("Acme Labs") == 2
    assert "Ann Lee" in listed
    assert "roses" not in listed
    assert "Acme Labs" not in manager.say("tasks").text
    (number,) = re.findall(r"#(\d+)", next(line for line in listed.splitlines() if "Ann Lee" in line))
    bob.say(f"done {number}")
    assert bob.say("tasks").text.count("Acme Labs") == 1


def test_a_callback_of_who_has_left_goes_to_the_new_owner_too(store, office, ann, bob, team, clock):
    """And to the team."""
    group = office.group(team.bob)
    ann.say("new customer Acme Labs")
    ann.say("call Acme Labs back in 10 minutes")
    hand_over(store, team.bob)
    close(store, team.ann)
    clock.forward(hours=1)
    office.tick()
    assert "Acme Labs" in group.told().text
    assert "Acme Labs" in bob.told().text


def test_a_task_of_who_has_left_that_was_said_in_a_group_rings_for_nobody(store, office, ann, team, clock):
    """It is about no customer: it was theirs alone."""
    group = office.group(team.ann)
    group.say("@salesbot remind me to water the roses in 10 minutes")
    ann.told()
    close(store, team.ann)
    clock.forward(hours=1)
    office.tick()
    assert group.told().text == ""
    assert ann.told().text == ""


def hand_over(store, person):
    """Give all customers to somebody."""
    with store.write() as unit:
        key = f"over:{person.id}"
        unit.begin_act(Act(person_id=None, source_key=key, said_at=unit.now(), channel="", chat=""))
        for stored in unit.customers.where():
            unit.customers.save(replace(stored, owner_id=person.id))
        unit.commit()


def test_a_callback_of_who_has_left_is_still_told_to_the_team(store, office, ann, team, clock):
    """The customer waits for somebody."""
    group = office.group(team.bob)
    ann.say("new customer Acme Labs")
    ann.say("call Acme Labs back in 10 minutes")
    close(store, team.ann)
    clock.forward(hours=1)
    office.tick()
    assert "Acme Labs" in group.told().text
    assert ann.told().text == ""


def test_no_digest_comes_after_leaving(store, office, manager, team, clock):
    """Not on any of the next days."""
    close(store, team.manager)
    for _ in range(3):
        clock.forward(days=1)
        office.tick()
    assert manager.told().text == ""


def test_no_card_is_edited_where_who_has_left_reads(store, ann, manager, team):
    """What a manager undoes is said to the manager alone."""
    ann.say("new customer Acme Labs")
    close(store, team.ann)
    with store.read() as unit:
        act = unit.acts.latest_of(team.ann.id, ann.address)
    assert "Undone" in manager.tap(f"undo act-{act.id}").text
    heard = ann.told()
    assert (heard.new, heard.edited) == ([], [])


def test_what_waits_for_who_has_left_is_not_sent(store, ann, team, rows):
    """Only what waits for them in private; a message to the group goes."""
    ann.send(text="help")
    ann.office.answer()
    close(store, team.ann)
    assert rows(outbox.c.state, outbox.c.chat == desk.private_chat(team.ann)) == ["unwanted"]


@pytest.mark.parametrize("after", ["put_back", "put_off", "recover"])
def test_what_is_being_sent_to_who_has_left_is_not_tried_again(store, ann, office, team, clock, rows, after):
    """The platform asked to wait, it failed, or its process died: nothing goes once they have left."""
    ann.send(text="help")
    office.answer()
    (item,) = office.taken()
    close(store, team.ann)
    with store.write() as unit:
        match after:
            case "put_back":
                unit.outbox.put_back(item)
            case "put_off":
                unit.outbox.put_off(item, clock(), "timeout")
            case "recover":
                unit.outbox.recover(desk.NAMES)
        unit.commit()
    clock.forward(hours=1)
    assert ann.told().new == []
    assert rows(outbox.c.state, outbox.c.id == item.id) == ["unwanted"]


def test_codes_made_before_leaving_are_good_for_nothing(store, team, office, clock):
    """A sign-in link issued before ties no account afterwards."""
    code = joining.link(store, team.ann.id)
    close(store, team.ann)
    incoming = Incoming(Address(PLATFORM, "77"), "77", clock(), spoken_to=True, content=Text(code))
    with store.write() as unit:
        office.answering.newcomer(incoming, unit)
        unit.commit()
    with store.read() as unit:
        held = unit.connection.execute(select(account.c.person_id).where(account.c.channel == PLATFORM))
        assert held.all() == []


def test_sessions_end(store, team, rows):
    """All of them."""
    with store.write() as unit:
        secrets = [unit.access.open_session(team.ann.id) for _ in range(2)]
        kept = unit.access.open_session(team.bob.id)
        unit.commit()
    close(store, team.ann)
    with store.read() as unit:
        assert [unit.access.session_person(secret) for secret in secrets] == [None, None]
        assert unit.access.ended([*secrets, kept]) == set(secrets)
    assert rows(session.c.person_id) == [team.bob.id]


def test_the_admins_are_told(store, office, team):
    """Nobody else is."""
    admin, bob = office.private(team.admin), office.private(team.bob)
    close(store, team.ann)
    assert "The account of Ann Lee is closed" in admin.told().text
    assert bob.told().text == ""


def test_customers_and_deals_stay(store, ann, office, team):
    """The manager goes on with them."""
    ann.say("new customer Acme Labs")
    ann.say("new deal with Acme Labs: 20 servers, 50k CNY")
    close(store, team.ann)
    shown = office.private(team.manager).say("show Acme Labs").text
    assert "servers" in shown
    assert "Ann Lee" in shown


def test_an_account_is_opened_again(store, ann, team):
    """As it was."""
    ann.say("new customer Acme Labs")
    close(store, team.ann)
    accounts.reopen(store, "Ann Lee")
    assert "Visit logged" in ann.say("visited Acme Labs").text


def test_a_code_lets_in_who_was_here_before_as_who_they_were(store, acting, office, clock, team):
    """Their customers are theirs still, their role is the code's."""
    with acting() as unit:
        unit.people.tie(team.ann.id, PLATFORM, "77")
    close(store, team.ann)
    code = joining.invite(store, team.manager.role, "North")
    _said_by_nobody(store, office, clock, Text(code))
    with store.read() as unit:
        back = unit.people.by_account(PLATFORM, "77")
    assert (back.id, back.role, back.standing) == (team.ann.id, team.manager.role, Standing.ACTIVE)


# ---- the platform says so -----------------------------------------------------------------------------


def _said_by_nobody(store, office, clock, content, chat_id="77"):
    """Let the account 77 on a platform say something in private."""
    incoming = Incoming(Address(PLATFORM, chat_id), "77", clock(), spoken_to=True, content=content)
    with store.write() as unit:
        kept = unit.keep(incoming, _event(clock, chat_id))
        assert kept
        unit.commit()
    office.answering = _reading(office.answering, incoming)
    while answer(store, office.answering):
        pass


def _event(clock, key):
    return RawEvent(PLATFORM, f"{key}:{clock()}", f"{key}:{clock()}", clock(), {})


def _reading(how, incoming):
    return replace(how, read=lambda raw: incoming if raw.channel == PLATFORM else desk.read(raw))


@pytest.fixture
def left(store, acting, office, clock, team):
    """Return what lets a platform say that Ann has left a group, or her account is gone."""
    with acting() as unit:
        unit.people.tie(team.ann.id, PLATFORM, "77")
        group = Chat(channel=PLATFORM, platform_id="-5", kind=ChatKind.GROUP, team_id=team.id, title="North")
        unit.chats.open(group)

    def happens(what, chat_id="-5"):
        incoming = Incoming(
            Address(PLATFORM, chat_id), "77", clock(), False, ChatChanged(what), private=False
        )
        with store.write() as unit:
            office.answering.happened(incoming, unit)
            unit.commit()

    return happens


@pytest.mark.parametrize(
    ("what", "chat_id", "told"), [("left", "-5", "“North”"), ("deactivated", "", "no longer")]
)
def test_somebody_who_seems_gone_is_closed_until_an_admin_decides(
    office, ann, team, left, what, chat_id, told
):
    """The admins are asked, in private."""
    admin = office.private(team.admin)
    left(what, chat_id)
    asked = admin.told()
    assert told in asked.text
    assert {"Close the account", "Keep it"} <= set(asked.buttons)
    assert "do not know you" in ann.say("pipeline").text


def test_an_admin_keeps_who_seemed_gone(store, office, ann, team, left):
    """The account is as it was; the message with the buttons makes way."""
    admin = office.private(team.admin)
    left("left")
    admin.told()
    told = admin.press("Keep it")
    assert "open again" in told.edited[0].text
    assert told.buttons == {}
    assert "Acme" in ann.say("new customer Acme Labs").text


def test_an_admin_closes_who_seems_gone(store, office, team, left):
    """By button."""
    admin = office.private(team.admin)
    left("deactivated", "")
    admin.told()
    admin.press("Close the account")
    with store.read() as unit:
        assert unit.people.get(team.ann.id).standing is Standing.LEFT


def test_it_is_asked_once(office, team, left, rows):
    """However often the platform says it."""
    left("left")
    left("deactivated", "")
    assert len(rows(request.c.id)) == 1


def test_no_code_lets_in_who_an_admin_is_asked_about(store, office, clock, team, left):
    """Not before that is decided."""
    left("left")
    _said_by_nobody(store, office, clock, Text(joining.invite(store, team.ann.role, "North")))
    with store.read() as unit:
        assert unit.people.by_account(PLATFORM, "77") is None
        assert unit.people.get(team.ann.id).standing is Standing.SUSPENDED


def test_a_decision_is_made_once_and_by_admins_alone(store, office, team, left):
    """Who comes second is told who was first; a manager sees no such number."""
    admin, other = office.private(team.admin), office.private(team.manager)
    left("left")
    (command,) = {command for label, command in admin.told().buttons.items() if label == "Keep it"}
    number = command.split()[-1]
    assert "no number" in other.say(f"approve {number}").text
    admin.press("Keep it")
    assert "decided already" in admin.say(f"approve {number}").text


def test_a_decision_is_not_undone(office, team, left):
    """It is revoked by another word: there is no button for it, nor does "undo" reach it."""
    admin = office.private(team.admin)
    left("left")
    admin.told()
    assert "Undo" not in admin.press("Close the account").buttons
    assert "nothing to undo" in admin.say("undo").text


def test_chats_of_others_are_known_by_nobody(store, team):
    """A private chat of who has left is none in which to tell them things."""
    with store.read() as unit:
        assert unit.chats.private_of(team.ann.id) is not None
    close(store, team.ann)
    with store.read() as unit:
        assert unit.chats.private_of(team.ann.id) is None


def test_nobody_of_that_name_is_closed(store, team):
    """It is said who there is."""
    with pytest.raises(LookupError, match="Bob Fox"):
        accounts.close(store, "Carl")


def test_an_admin_is_asked_and_answers_in_chinese(store, office, team, left, change_person):
    """By button or by the request's number."""
    change_person(team.admin, language=Language.ZH_HANS)
    admin = office.private(team.admin)
    left("left")
    asked = admin.told()
    assert "Ann Lee已退出" in asked.text
    assert {"关闭账号", "保留"} <= set(asked.buttons)
    number = asked.buttons["保留"].split()[-1]
    assert "已重新启用" in admin.say(f"不同意{number}").text
    with store.read() as unit:
        assert unit.people.get(team.ann.id).standing is Standing.ACTIVE
