"""Telegram as people meet it: a whole process over sockets, on the strict stand-in."""

import asyncio
import json
from itertools import pairwise
from typing import Any

import httpx
import pytest
from telegram import Bot

from bot import joining
from bot.channels import read
from bot.channels.leave import Leaver
from bot.channels.telegram.line import Telegram as Line
from bot.channels.telegram.listen import path
from bot.channels.telegram.read import event
from domain.people import Role
from handlers.receive import receive
from tests.channels.house import free_port
from tests.conftest import in_place
from tests.platforms.faults import DropAfter, DropBefore, Flood, Garbage, Status
from tests.platforms.telegram import Rates

SECRET = "a-secret-of-tests-long-enough"
VISIT = "visited Acme Labs, met Jane, call back tomorrow 2pm"


def test_a_code_lets_somebody_in_with_their_name_and_language(house, telegram):
    """The link's code makes an account of the Telegram one; the answers are in its language at once."""
    wei = telegram.person("林", "薇", language_code="zh-hant")

    def story() -> None:
        chat = wei.starts(house.code(Role.MANAGER))
        telegram.wait_for(chat, "歡迎")
        wei.says(chat, "新增客戶 星河科技")
        telegram.wait_for(chat, "星河科技")

    house.live(story)
    assert house.rows("SELECT name, role, language FROM person") == [("林 薇", "manager", "zh-Hant")]


def test_a_code_works_once(house, telegram):
    """Whoever comes second is a stranger, who learns nothing."""
    ann, eve = telegram.person("Ann"), telegram.person("Eve")
    code = house.code()

    def story() -> None:
        telegram.wait_for(ann.starts(code), "Welcome")
        telegram.wait_for(eve.starts(code), "do not know you")

    house.live(story)
    assert house.rows("SELECT name FROM person") == [("Ann",)]


def test_a_link_code_ties_telegram_to_somebody_who_is_here(house, telegram):
    """Somebody known from the web goes on as the same person."""
    known, _ = house.colleague("Ann Lee")
    phone = telegram.person("A.")

    def story() -> None:
        chat = phone.starts(joining.link(house.store, known.id))
        telegram.wait_for(chat, "Welcome, Ann Lee")
        phone.says(chat, "visited Acme Labs")
        telegram.wait_for(chat, "Visit logged")

    house.live(story)
    assert house.one("SELECT person_id FROM activity") == known.id


def test_a_stranger_gets_one_answer_a_day(house, telegram):
    """No data, and no more than one line a day."""
    eve = telegram.person("Eve", language_code="zh-hans")

    def story() -> None:
        chat = telegram.private(eve)
        telegram.wait_for(chat, "我还不认识你")
        eve.says(chat, "Acme Labs")
        eve.says(chat, "pipeline")
        telegram.wait(lambda: not telegram.updates.pending)
        house.later(days=1, minutes=1)
        eve.says(chat, "pipeline")
        telegram.wait(lambda: len(telegram.said(chat)) == 2)

    house.live(story)
    assert {message.text.splitlines()[0] for message in telegram.said(eve.chat)} == {"我还不认识你。"}


def test_new_words_of_a_message_correct_what_it_did(house, telegram):
    """Editing one's own message within minutes is a correction: one record, the card edited in place."""
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        said = ann.says(ann.chat, "visited Acme Labs")
        card = telegram.wait_for(ann.chat, "Visit logged · Acme Labs")
        ann.edits(said, "called Bolt Works, they want a demo")
        telegram.wait(lambda: card.edited)
        assert card.text.startswith("Call logged · Bolt Works")
        ann.edits(said, "called Bolt Works, no answer")
        telegram.wait(lambda: len(card.history) == 2)
        assert house.rows("SELECT kind, reached FROM activity") == [("call", 0)]
        ann.presses(card, "Undo")
        telegram.wait(lambda: len(card.history) == 3)

    house.live(story)
    assert house.rows("SELECT kind, reached FROM activity") == [("call", 1)]


def test_an_edit_comes_too_late_after_a_quarter_of_an_hour(house, telegram):
    """Then the card's button is the way, and the answer says so."""
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        said = ann.says(ann.chat, "visited Acme Labs")
        telegram.wait_for(ann.chat, "Visit logged · Acme Labs")
        house.later(minutes=16)
        ann.edits(said, "visited Bolt Works")
        telegram.wait_for(ann.chat, "too old to be corrected")

    house.live(story)
    assert house.one("SELECT name FROM customer JOIN activity ON customer_id = customer.id") == "Acme Labs"


def test_an_edit_of_what_was_asked_about_takes_the_questions_place(house, telegram):
    """The question of the first words is over; the new words are carried out as of when the first were."""
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        said = ann.says(ann.chat, "visited Zzyzx Holdings")
        telegram.wait_for(ann.chat, "I know no customer")
        ann.edits(said, "visited Acme Labs")
        telegram.wait_for(ann.chat, "Visit logged · Acme Labs")

    house.live(story)
    assert house.one("SELECT count(*) FROM question WHERE state = 'asked'") == 0


def test_a_group_is_heard_when_it_speaks_to_the_bot(house, telegram):
    """A mention, a command or a reply; other talk is not kept, and the answer replies to who asked."""
    _, ann = house.colleague("Ann Lee")
    _, bob = house.colleague("Bob Fox")
    group = telegram.group("North", [ann, bob], privacy=False)
    house.tie(group)

    def story() -> None:
        ann.says(group, "lunch, anybody?")
        said = ann.says(group, "visited Acme Labs", mention=True)
        card = telegram.wait_for(group, "Visit logged · Acme Labs")
        assert card.reply_to is said
        bob.says(group, "/today")
        telegram.wait_for(group, "To do")
        bob.says(group, "called Bolt Works", reply_to=card)
        telegram.wait_for(group, "Call logged · Bolt Works")

    house.live(story)
    assert house.rows("SELECT raw FROM inbox WHERE raw LIKE '%lunch%'") == []


def test_an_answer_to_an_open_question_needs_no_mention(house, telegram):
    """Where the bot hears the group, the asked person's number answers; another's does not."""
    _, ann = house.colleague("Ann Lee")
    _, bob = house.colleague("Bob Fox")
    group = telegram.group("North", [ann, bob], privacy=False)
    house.tie(group)

    house.customer("Acme Foods")

    def story() -> None:
        ann.says(group, "visited Acme", mention=True)
        telegram.wait(lambda: any("1. Acme Labs" in one.buttons for one in telegram.said(group)))
        bob.says(group, "1")
        ann.says(group, "1")
        telegram.wait_for(group, "Visit logged · Acme Labs")

    house.live(story)
    assert house.one("SELECT count(*) FROM activity") == 1


def test_a_group_is_tied_to_a_team_by_its_manager(house, telegram):
    """Then its callbacks are told there; a rep, who may not, is not even heard before."""
    _, mona = house.colleague("Mona Reed", Role.MANAGER)
    _, ann = house.colleague("Ann Lee")
    group = telegram.group("North", [mona, ann])

    def story() -> None:
        ann.says(group, "this is the North team's channel", mention=True)
        mona.says(group, "this is the North team's channel", mention=True)
        telegram.wait_for(group, "now the chat of the team North")
        ann.says(ann.chat, "call back Acme Labs in 10 minutes")
        telegram.wait_for(ann.chat, "Callback set")
        house.later(minutes=10)
        telegram.wait_for(group, "Callback · Acme Labs")
        telegram.wait_for(ann.chat, "⏰ Callback · Acme Labs")

    house.live(story)
    assert house.one("SELECT count(*) FROM inbox WHERE raw LIKE '%team%channel%'") == 1


@pytest.mark.parametrize("admin", [False, True], ids=["member", "administrator"])
def test_who_leaves_the_teams_group_is_let_in_no_more(house, telegram, admin):
    """A service message tells, and an update of its own where the bot is the group's administrator."""
    ada, phone = house.colleague("Ada Stone", Role.ADMIN)
    bob, his = house.colleague("Bob Fox")
    group = telegram.group("North", [phone, his])

    def story():
        phone.says(group, "this is the North team's channel", mention=True)
        telegram.wait_for(group, "now the chat of the team North")
        if admin:
            phone.promotes_bot(group)
        his.leaves(group)
        asked = telegram.wait_for(phone.chat, "has left the group “North”")
        his.says(his.chat, "pipeline")
        telegram.wait_for(his.chat, "do not know you")
        phone.presses(asked, "Keep it")
        telegram.wait_for(phone.chat, "open again")
        his.says(his.chat, "pipeline")
        telegram.wait_for(his.chat, "Pipeline")

    house.live(story)
    assert house.one("SELECT count(*) FROM request") == 1
    assert house.one("SELECT standing FROM person WHERE id = :id", id=bob.id) == "active"
    assert ada.id != bob.id


def test_a_supergroup_keeps_its_groups_row_and_tie(house, telegram):
    """A group that is upgraded goes on under its new number, with what waits for it."""
    _, mona = house.colleague("Mona Reed", Role.MANAGER)
    group = telegram.group("North", [mona], supergroup=False)

    def story() -> None:
        mona.says(group, "this is the North team's channel", mention=True)
        telegram.wait_for(group, "now the chat of the team North")
        bigger = telegram.upgrade(group)
        mona.says(mona.chat, "call back Acme Labs in 10 minutes")
        telegram.wait_for(mona.chat, "Callback set")
        house.later(minutes=10)
        telegram.wait_for(bigger, "Callback · Acme Labs")

    house.live(story)
    assert house.one("SELECT count(*) FROM chat WHERE channel = 'telegram' AND kind = 'group'") == 1


def test_a_move_learnt_from_a_refusal_is_followed(house, telegram):
    """Where the service message was lost, the error of the next post says where to go on."""
    _, mona = house.colleague("Mona Reed", Role.MANAGER)
    group = telegram.group("North", [mona], supergroup=False)

    def story() -> None:
        mona.says(group, "this is the North team's channel", mention=True)
        telegram.wait_for(group, "now the chat of the team North")
        with telegram.change():
            bigger = telegram.upgrade(group)
            telegram.updates.clear()
        mona.says(mona.chat, "call back Acme Labs in 10 minutes")
        telegram.wait_for(mona.chat, "Callback set")
        house.later(minutes=10)
        telegram.wait_for(bigger, "Callback · Acme Labs")

    house.live(story)


def test_topics_are_kept_apart(house, telegram):
    """The answer stands in the topic where it was asked, and each has its own memory."""
    _, ann = house.colleague("Ann Lee")
    forum = telegram.group("North", [ann], forum=True)
    house.tie(forum)

    def story() -> None:
        topic = telegram.topic(forum, "Acme", ann)
        ann.says(forum, "visited Acme Labs", mention=True, thread=topic)
        card = telegram.wait_for(forum, "Visit logged")
        assert card.thread == topic

    house.live(story)


def test_a_topic_is_tied_to_a_customer(house, telegram):
    """What names no customer there means that one; in the topic beside it nobody is."""
    _, ann = house.colleague("Ann Lee")
    forum = telegram.group("North", [ann], forum=True)
    house.tie(forum)

    def story() -> None:
        acme, other = (telegram.topic(forum, name, ann) for name in ("Acme", "Others"))
        ann.says(forum, "this topic is about Acme Labs", mention=True, thread=acme)
        assert telegram.wait_for(forum, "about Acme Labs now").thread == acme
        ann.says(forum, "called them", mention=True, thread=other)
        assert telegram.wait_for(forum, "did not understand").thread == other
        ann.says(forum, "called them", mention=True, thread=acme)
        assert telegram.wait_for(forum, "Call logged").thread == acme

    house.live(story)
    assert house.rows("SELECT c.name FROM activity a JOIN customer c ON c.id = a.customer_id") == [
        ("Acme Labs",)
    ]


def test_whoever_blocks_the_bot_is_tried_no_more_and_the_manager_hears_once(house, telegram):
    """Nothing is sent there while it lasts; their manager is told one time."""
    _, mona = house.colleague("Mona Reed", Role.MANAGER)
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        ann.says(ann.chat, "remind me to call Acme Labs in 10 minutes")
        telegram.wait(lambda: len(telegram.said(ann.chat)) == 1)
        ann.blocks()
        telegram.wait_for(mona.chat, "can no longer reach Ann Lee on Telegram")
        mona.says(mona.chat, "remind me to call Bolt Works in 10 minutes")
        telegram.wait_for(mona.chat, "Call set · Bolt Works")
        house.later(minutes=11)
        telegram.wait_for(mona.chat, "⏰ Call · Bolt Works")
        ann.unblocks()
        ann.says(ann.chat, "help")
        telegram.wait_for(ann.chat, "Just tell me")

    house.live(story)
    assert {call.outcome for call in telegram.calls_of("sendMessage")} == {"ok"}
    assert sum("Ann Lee" in message.text for message in telegram.said(mona.chat)) == 1


def test_a_block_learnt_from_a_refusal_is_told_to_the_manager_once(house, telegram):
    """The first refusal gives the chat up; what waits behind it is not tried."""
    _, mona = house.colleague("Mona Reed", Role.MANAGER)
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        ann.says(ann.chat, "remind me to call Acme Labs in 10 minutes")
        telegram.wait(lambda: len(telegram.said(ann.chat)) == 1)
        ann.gone = True
        house.later(minutes=11)
        telegram.wait_for(mona.chat, "can no longer reach Ann Lee on Telegram")

    house.live(story)
    told = [message for message in telegram.said(mona.chat) if "Ann Lee" in message.text]
    assert len(told) == 1


SPOKEN = {
    "from": {"id": "\ud800", "is_bot": False, "first_name": "\ud800"},
    "text": "/help \ud800",
    "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
}
MALFORMED: list[dict[str, Any]] = [
    {"message": {"text": "no chat, no date"}},
    {"message": {"message_id": 1, "date": "soon", "chat": {"id": "x", "type": "private"}}},
    {"message": 7},
    {"callback_query": {"id": "1"}},
    {"brand_new_thing": {"id": 1}},
    {"message": {"message_id": 3, "date": 10**15, "chat": {"id": 1, "type": "private"}}},
    {"message": {"message_id": 3, "date": 1, "chat": {"id": "\ud800", "type": "private"}, **SPOKEN}},
    {
        "message": {
            "message_id": 3,
            "date": 1,
            "chat": {"id": -9, "type": "group", "title": "\ud800\0"},
            **SPOKEN,
        }
    },
    {"callback_query": {"id": "\ud800", "message": {"chat": []}}},
    {},
]


@pytest.mark.parametrize("update", MALFORMED, ids=ascii)
def test_a_malformed_update_stops_nothing(house, telegram, update):
    """What cannot be read is put aside; the next message is answered."""
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        telegram.malformed(dict(update))
        ann.says(ann.chat, "visited Acme Labs")
        telegram.wait_for(ann.chat, "Visit logged")
        telegram.wait(lambda: not telegram.updates.pending)

    house.live(story)


def test_what_others_typed_is_no_markup_and_calls_nobody(house, telegram):
    """Angle brackets, ampersands and at signs come back as letters."""
    _, ann = house.colleague("Ann Lee")
    _, bob = house.colleague("Bob Fox")
    group = telegram.group("North", [ann, bob])
    house.tie(group)
    nasty = "<b>bold</b> & <i>more</i> @everyone"

    def story() -> None:
        ann.says(group, f"visited Acme Labs, they said {nasty}", mention=True)
        card = telegram.wait_for(group, "Visit logged")
        assert "<b>bold</b> &" in card.text
        assert card.marked("mention") == []
        assert card.marked("text_link") == []

    house.live(story)


def test_a_wait_the_platform_asks_for_is_kept(house, telegram):
    """429 holds up that chat for as long as it says, and loses nothing."""
    _, ann = house.colleague("Ann Lee")
    telegram.faults.add("sendMessage", Flood(1), Flood(1))

    def story() -> None:
        ann.says(ann.chat, "visited Acme Labs")
        telegram.wait_for(ann.chat, "Visit logged")

    house.live(story)
    assert len(telegram.said(ann.chat)) == 1
    refused = [call.at for call in telegram.calls_of("sendMessage")]
    assert all((later - sooner).total_seconds() >= 1 for sooner, later in pairwise(refused))


def test_the_platforms_limits_are_kept(house, telegram):
    """Eight answers to one chat at once: none is refused, all come, in order."""
    _, ann = house.colleague("Ann Lee")
    telegram.rates = Rates()

    def story() -> None:
        for number in range(1, 9):
            ann.says(ann.chat, f"called Acme Labs, word{number}")
        telegram.wait(lambda: len(telegram.said(ann.chat)) == 8)

    house.live(story, paced=True)
    assert {call.outcome for call in telegram.calls_of("sendMessage")} == {"ok"}
    told = [message.text for message in telegram.said(ann.chat)]
    assert [f"word{number}" in words for number, words in enumerate(told, 1)] == [True] * 8


@pytest.mark.parametrize("fault", [Status(500), DropBefore(), Garbage()], ids=lambda one: type(one).__name__)
def test_trouble_on_the_way_out_is_tried_again(house, telegram, fault):
    """A broken line or server delays the answer, once."""
    _, ann = house.colleague("Ann Lee")
    telegram.faults.add("sendMessage", fault)

    def story() -> None:
        ann.says(ann.chat, "visited Acme Labs")
        telegram.wait(lambda: telegram.faults.hit("sendMessage") == 1)
        house.later(seconds=2)
        telegram.wait_for(ann.chat, "Visit logged")

    house.live(story)
    assert len(telegram.said(ann.chat)) == 1


def test_a_lost_reply_leads_to_one_repeat_at_most(house, telegram):
    """Posted, but the answer was lost: the one case in which a message may stand there twice."""
    _, ann = house.colleague("Ann Lee")
    telegram.faults.add("sendMessage", DropAfter())

    def story() -> None:
        ann.says(ann.chat, "visited Acme Labs")
        telegram.wait(lambda: telegram.faults.hit("sendMessage") == 1)
        house.later(seconds=2)
        telegram.wait(lambda: len(telegram.calls_of("sendMessage")) == 2)

    house.live(story)
    assert len(telegram.said(ann.chat)) == 2
    assert house.one("SELECT count(*) FROM activity") == 1


def test_an_hours_outage_loses_nothing(house, telegram):
    """What was said meanwhile is answered, what fell due comes, and says that it is late."""
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        ann.says(ann.chat, "call back Acme Labs in 10 minutes")
        telegram.wait_for(ann.chat, "Callback set")
        with telegram.outage():
            ann.says(ann.chat, "visited Bolt Works, call back in 30 minutes")
            house.later(hours=1)
        house.later(minutes=5)
        telegram.wait_for(ann.chat, "Visit logged · Bolt Works")
        telegram.wait_for(ann.chat, "late")
        telegram.wait(lambda: sum("⏰" in message.text for message in telegram.said(ann.chat)) == 2)

    house.live(story)
    late = [message.text for message in telegram.said(ann.chat) if "⏰" in message.text]
    assert all("late)" in words for words in late), late


def test_a_chart_comes_as_a_photo_with_its_words(house, telegram):
    """The pipeline is a picture with the figures below it."""
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        ann.says(ann.chat, "new deal with Acme Labs: 20 servers, $50k")
        telegram.wait_for(ann.chat, "New deal")
        ann.says(ann.chat, "pipeline")
        shown = telegram.wait_for(ann.chat, "Weighted forecast")
        assert shown.photo is not None
        assert shown.photo.startswith(b"\x89PNG")

    house.live(story)


def test_the_menu_is_set_in_both_languages(house, telegram):
    """The commands that Telegram offers say what they do in the reader's language."""

    def story() -> None:
        telegram.wait(lambda: len(telegram.calls_of("setMyCommands")) >= 3)

    house.live(story)
    commands = {language: menu for (_scope, language), menu in telegram.profile.commands.items()}
    assert {"command": "pipeline", "description": "商机总览和图表"} in commands["zh"]
    assert {"command": "pipeline", "description": "The pipeline with a chart"} in commands[""]


# ---- the webhook


@pytest.fixture
def hooked(build):
    """Return a house that Telegram hands updates to."""

    def settings(port: int) -> dict[str, Any]:
        return {
            "SALESBOT_HTTP_PORT": port,
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }

    return build(**settings(free_port()))


def test_updates_come_by_webhook(hooked, telegram):
    """The same conversation, handed in."""
    _, ann = hooked.colleague("Ann Lee")

    def story() -> None:
        ann.says(ann.chat, "visited Acme Labs")
        card = telegram.wait_for(ann.chat, "Visit logged")
        ann.presses(card, "Undo")
        telegram.wait(lambda: card.edited)

    hooked.live(story)
    assert hooked.one("SELECT count(*) FROM activity") == 0


def test_a_forged_update_is_refused(hooked, telegram):
    """Without the secret, or with another, nothing is kept."""
    url = f"http://127.0.0.1:{hooked.app.settings.port}{path(SECRET)}"
    update = {"update_id": 1, "message": {"text": "visited Acme Labs"}}
    answers: list[int] = []

    def story() -> None:
        telegram.wait(lambda: bool(telegram.webhook.url))
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
            answers.append(httpx.post(url, json=update, headers=headers, verify=False).status_code)
        answers.append(
            httpx.post(url.replace("/telegram/", "/telegram/x"), json=update, verify=False).status_code
        )

    hooked.live(story)
    assert answers[:2] == [403, 403]
    assert answers[2] == 404
    assert hooked.one("SELECT count(*) FROM inbox") == 0


def test_a_replayed_update_is_kept_once(hooked, telegram):
    """The same update handed in again changes nothing."""
    _, ann = hooked.colleague("Ann Lee")
    url = f"http://127.0.0.1:{hooked.app.settings.port}{path(SECRET)}"

    def story() -> None:
        ann.says(ann.chat, "visited Acme Labs")
        telegram.wait_for(ann.chat, "Visit logged")
        ((raw,),) = hooked.rows("SELECT raw FROM inbox WHERE state = 'done' AND raw LIKE '%visited%'")
        update = json.loads(raw)["update"]
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        assert httpx.post(url, json=update, headers=headers, verify=False).status_code == 200
        ann.says(ann.chat, "help")
        telegram.wait_for(ann.chat, "Just tell me")

    hooked.live(story)
    assert hooked.one("SELECT count(*) FROM activity") == 1


def test_another_bot_on_the_same_store_loses_nothing(house, telegram):
    """A new bot's messages and updates begin low again, in the same private chat: each is kept, once."""
    _, ann = house.colleague("Ann Lee")

    def handed_in(bot: int, words: str) -> bool:
        message = {
            "message_id": 7,
            "date": int(house.clock().timestamp()),
            "chat": {"id": ann.id, "type": "private"},
            "from": {"id": ann.id, "is_bot": False, "first_name": "Ann"},
            "text": words,
        }
        raw = event({"update_id": 1, "message": message}, {"id": bot, "username": "salesbot"}, house.clock())
        return receive(raw, read, house.store, reach=lambda _point: None)

    assert handed_in(1, "visited Acme Labs")
    assert handed_in(2, "visited Bolt Works")
    assert not handed_in(2, "visited Bolt Works")


def test_in_a_group_that_is_nobodys_the_bot_is_silent_and_leaves_after_a_day(house, telegram):
    """The admins are told, once; nothing that is said there is kept, but by those who may tie it."""
    _, ada = house.colleague("Ada Stone", Role.ADMIN)
    _, ann = house.colleague("Ann Lee")
    group = telegram.group("Fans", [ada, ann], bot="left")

    def story() -> None:
        ada.adds_bot(group)
        telegram.wait_for(ada.chat, "added to the group “Fans” on Telegram")
        ada.promotes_bot(group)
        ann.says(group, "pipeline", mention=True)
        ada.says(group, "show Acme Labs", mention=True)
        ann.says(ann.chat, "help")
        telegram.wait_for(ann.chat, "in your own words")
        telegram.wait(lambda: not telegram.updates.pending)
        house.later(hours=25)
        asyncio.run(_leave(house))
        telegram.wait(lambda: group.bot == "left")
        ann.says(ann.chat, "pipeline")
        telegram.wait_for(ann.chat, "Pipeline")

    house.live(story)
    assert telegram.said(group) == []
    assert len([one for one in telegram.said(ada.chat) if "was added to" in one.text]) == 1
    assert house.rows(
        "SELECT title, strange_since, gone FROM chat WHERE kind = 'group' AND channel = 'telegram'"
    ) == [("", None, 1)]
    assert house.one("SELECT count(*) FROM inbox WHERE raw LIKE '%pipeline%' AND raw LIKE '%Fans%'") == 0


async def _leave(house):
    """Look for groups to be left, on a line of our own: the process looks each minute."""
    bot = Bot(house.telegram.token, base_url=house.telegram.base_url)
    async with bot:
        line = Line(bot, None, house.clock, lambda _point: None)
        await Leaver(house.store, line, house.clock, in_place).round()


def test_a_group_that_was_tied_within_the_day_is_stayed_in(house, telegram):
    """Only names and dates are told in it where its manager says so."""
    _, mona = house.colleague("Mona Reed", Role.MANAGER)
    group = telegram.group("North", [mona], bot="left")

    def story() -> None:
        mona.adds_bot(group)
        mona.says(group, "this is the North team's channel, names and dates only", mention=True)
        telegram.wait_for(group, "I tell names and dates only here")
        house.later(hours=25)
        asyncio.run(_leave(house))

    house.live(story)
    assert group.bot == "member"
    assert house.rows(
        "SELECT cleared, strange_since FROM chat WHERE title = 'North' AND channel = 'telegram'"
    ) == [(0, None)]
