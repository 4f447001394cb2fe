"""Coming in on a platform: by asking an admin or by a code; then a few questions, and the whole card."""

import re

import httpx
import pytest

from bot import joining
from domain.act import Act
from domain.people import Role, Team


@pytest.fixture
def ada(house):
    """Return the admin with Telegram in her hands."""
    return house.colleague("Ada Stone", Role.ADMIN)[1]


def test_a_stranger_asks_and_an_admin_lets_them_in(house, telegram, ada):
    """Asked in private, decided by a button, welcomed, and asked what Telegram does not tell."""
    eve = telegram.person("Eve", "Gray", language_code="en")

    def story():
        eve.says(eve.chat, "visited Acme Labs")
        eve.presses(telegram.wait_for(eve.chat, "do not know you"), "Ask to join")
        telegram.wait_for(eve.chat, "asked the administrators")
        asked = telegram.wait_for(ada.chat, "Eve Gray asks to join")
        ada.presses(asked, "Approve")
        telegram.wait_for(ada.chat, "Eve Gray has joined")
        telegram.wait_for(eve.chat, "Welcome, Eve Gray!")
        language = telegram.wait_for(eve.chat, "Which language")
        eve.presses(language, "1. English")
        telegram.wait_for(eve.chat, "Which time zone")
        eve.says(eve.chat, "Berlin")
        hours = telegram.wait_for(eve.chat, "When do you work?")
        eve.presses(hours, "2. 08:30-17:30")
        card = telegram.wait_for(eve.chat, "Tell me what happened")
        for told in ("Eve Gray", "North", "rep", "English", "Berlin", "08:30-17:30"):
            assert told in card.text
        eve.says(eve.chat, "visited Acme Labs")
        telegram.wait_for(eve.chat, "Visit logged")

    house.live(story)
    query = "SELECT role, timezone, work_from FROM person WHERE name = 'Eve Gray'"
    assert house.rows(query) == [("rep", "Europe/Berlin", "08:30:00.000000")]


def test_a_stranger_asks_in_chinese(house, telegram, ada):
    """Admins read it in their language, the newcomer in theirs; words answer as well as buttons."""
    wei = telegram.person("林薇", language_code="zh-hans")

    def story():
        wei.says(wei.chat, "你好")
        wei.presses(telegram.wait_for(wei.chat, "我还不认识你"), "申请加入")
        telegram.wait_for(wei.chat, "已转告管理员")
        telegram.wait_for(ada.chat, "林薇 asks to join")
        number = house.one("SELECT id FROM request")
        ada.says(ada.chat, f"同意{number}")
        telegram.wait_for(wei.chat, "欢迎你，林薇！")
        telegram.wait_for(wei.chat, "我用哪种语言")
        wei.says(wei.chat, "繁體中文")
        telegram.wait_for(wei.chat, "你在哪個時區")
        wei.says(wei.chat, "台北")
        telegram.wait_for(wei.chat, "你的工作時間")
        wei.says(wei.chat, "10:00-19:00")
        card = telegram.wait_for(wei.chat, "歡迎你，林薇！")
        for told in ("North", "繁體中文", "台北", "10:00-19:00"):
            assert told in card.text

    house.live(story)
    assert house.one("SELECT timezone FROM person WHERE name = '林薇'") == "Asia/Taipei"


def test_a_stranger_who_is_declined_stays_outside(house, telegram, ada):
    """They are told, and ask no more that day."""
    eve = telegram.person("Eve", "Gray", language_code="en")

    def story():
        eve.says(eve.chat, "hello")
        told = telegram.wait_for(eve.chat, "do not know you")
        eve.presses(told, "Ask to join")
        ada.presses(telegram.wait_for(ada.chat, "asks to join"), "Decline")
        telegram.wait_for(eve.chat, "did not let you in")
        telegram.wait_for(ada.chat, "was not let in")
        eve.says(eve.chat, "pipeline")
        eve.says(eve.chat, "let me in")

    house.live(story)
    assert house.one("SELECT count(*) FROM request") == 1
    assert house.one("SELECT count(*) FROM person WHERE name = 'Eve Gray'") == 0


def test_an_admin_says_to_which_team_a_newcomer_belongs(house, telegram, ada):
    """Where there are several."""
    eve = telegram.person("Eve", "Gray", language_code="en")
    with house.store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="south", said_at=unit.now(), channel="", chat=""))
        south = unit.teams.add(Team(name="South"))
        unit.commit()

    def story():
        eve.says(eve.chat, "hello")
        eve.presses(telegram.wait_for(eve.chat, "do not know you"), "Ask to join")
        ada.presses(telegram.wait_for(ada.chat, "asks to join"), "Approve")
        ada.presses(telegram.wait_for(ada.chat, "Which team?"), "2. South")
        telegram.wait_for(eve.chat, "Welcome, Eve Gray!")

    house.live(story)
    assert house.one("SELECT team_id FROM person WHERE name = 'Eve Gray'") == south.id


def test_who_came_in_by_a_code_meanwhile_stays_what_they_are(house, telegram, ada):
    """A wish to join that is granted late makes nobody less than they are."""
    eve = telegram.person("Eve", "Gray", language_code="en")

    def story():
        eve.says(eve.chat, "hello")
        eve.presses(telegram.wait_for(eve.chat, "do not know you"), "Ask to join")
        asked = telegram.wait_for(ada.chat, "asks to join")
        eve.says(eve.chat, house.code(Role.MANAGER))
        telegram.wait_for(eve.chat, "Welcome, Eve Gray!")
        ada.presses(asked, "Approve")
        telegram.wait_for(ada.chat, "has joined")

    house.live(story)
    assert house.rows("SELECT role FROM person WHERE name = 'Eve Gray'") == [("manager",)]


def test_who_joins_by_a_code_is_asked_the_same(house, telegram):
    """The team's zone is offered, not taken for granted."""
    eve = telegram.person("Eve", "Gray", language_code="en")

    def story():
        chat = eve.starts(house.code())
        telegram.wait_for(chat, "Welcome, Eve Gray!")
        eve.presses(telegram.wait_for(chat, "Which language"), "2. 简体中文")
        zone = telegram.wait_for(chat, "你在哪个时区")
        assert "1. 上海" in zone.buttons
        eve.presses(zone, "1. 上海")
        eve.presses(telegram.wait_for(chat, "你的工作时间"), "1. 09:00-18:00")
        telegram.wait_for(chat, "欢迎你，Eve Gray！")

    house.live(story)


def test_a_newcomer_who_answers_nothing_can_work_all_the_same(house, telegram):
    """A question is set aside by saying something else; its buttons still work."""
    eve = telegram.person("Eve", "Gray", language_code="en")

    def story():
        chat = eve.starts(house.code())
        asked = telegram.wait_for(chat, "Which language")
        eve.says(chat, "visited Acme Labs")
        telegram.wait_for(chat, "Visit logged")
        eve.presses(asked, "1. English")
        telegram.wait_for(chat, "Which time zone")
        eve.says(chat, "Atlantis")
        telegram.wait(lambda: len([m for m in telegram.said(chat) if "Which time zone" in m.text]) == 2)

    house.live(story)


def test_a_link_code_asks_nothing(house, telegram):
    """Who is here already is known."""
    known, _ = house.colleague("Bob Fox")
    phone = telegram.person("Bobby")

    def story():
        chat = phone.starts(joining.link(house.store, known.id))
        telegram.wait_for(chat, "Welcome, Bob Fox!")
        phone.says(chat, "help")
        telegram.wait_for(chat, "in your own words")

    house.live(story)
    assert house.one("SELECT count(*) FROM question") == 0


def test_a_code_of_one_account_links_another(house, telegram):
    """Shown in clear to who asked, in the message itself."""
    known, phone = house.colleague("Bob Fox")
    tablet = telegram.person("Bobby")

    def story():
        phone.says(phone.chat, "link my other account")
        told = telegram.wait_for(phone.chat, "Send me this code")
        tablet.says(tablet.chat, re.search(r"\d+-[a-z2-7]{16}", told.text)[0])
        telegram.wait_for(tablet.chat, "Welcome, Bob Fox!")
        tablet.says(tablet.chat, "visited Acme Labs")
        telegram.wait_for(tablet.chat, "Visit logged")

    house.live(story)
    assert house.one("SELECT person_id FROM activity") == known.id


@pytest.mark.parametrize("decision", ["Approve", "Decline"])
def test_a_stranger_at_the_web_page_is_an_admins_to_decide_on_telegram(build, telegram, decision):
    """Told by button where the admin is; the page that was left open lets them in, or says no."""
    house = build(SALESBOT_WEB="on")
    ada = house.colleague("Ada Stone", Role.ADMIN)[1]
    wish = {"name": "Eve Gray", "note": "From the East", "language": "zh-Hant", "timezone": "Asia/Taipei"}
    hours = {"work_from": "10:00", "work_to": "19:00"}

    def story():
        url = house.app.settings.url
        with httpx.Client(base_url=url, headers={"origin": url}, follow_redirects=True) as eve:
            page = eve.post("/ask", data={**wish, **hours, "csrf": token_of(eve.get("/ask"))})
            assert "已轉告管理員" in page.text
            asked = telegram.wait_for(ada.chat, "Eve Gray asks to join")
            assert "From the East" in asked.text
            ada.presses(asked, decision)
            if decision == "Decline":
                telegram.wait_for(ada.chat, "was not let in")
                assert "沒有同意你加入" in eve.get("/ask").text
                return
            telegram.wait_for(ada.chat, "Eve Gray has joined")
            chat = eve.post("/ask/enter", data={"csrf": token_of(eve.get("/ask"))})
            assert "Eve Gray" in chat.text

    house.live(story)
    joined = "SELECT language, timezone, work_from FROM person WHERE name = 'Eve Gray'"
    told = [("zh-Hant", "Asia/Taipei", "10:00:00.000000")] if decision == "Approve" else []
    assert house.rows(joined) == told


def token_of(page):
    """Return the token of a page's form."""
    return re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)[1]
