"""Wording: every fact can be told in every language, in words of that language alone."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest

import bot.render.wording
from bot.render.plain import plain
from bot.render.wording import WORDING, with_lateness, word, word_all
from bot.render.wording.words import ACTION, CHOICE, EXAMPLE, LATER, SETTING
from bot.render.wording.writer import LOCALES, Writer
from domain import facts, turn
from domain.activity import Activity, Kind
from domain.attachment import LARGEST, Attachment, Sort
from domain.charts import Chart
from domain.customer import Contact, Customer, Lifecycle, Tier
from domain.deal import Deal, Stage
from domain.erasing import TOLD_AS
from domain.facts import Fact, Option
from domain.incoming import Address, Situation
from domain.outgoing import Document, Picture, Reader
from domain.people import Language, Person, Role, Team
from domain.policy import Deed
from domain.reminder import Reminder, Repeat, State
from domain.reports import DealLine, DealSum, Digest, Movement, Quiet, Seen, pipeline_of
from domain.request import Request, RequestKind
from handlers.actions import ACTIONS
from handlers.change import CHANGEABLE
from handlers.questions import WORDS
from handlers.understanding.interpret import interpret

NOW = datetime(2026, 11, 17, 2, tzinfo=UTC)
TODAY = date(2026, 11, 17)
BIG = 9_007_199_254_740_993
"""An id longer than any store will reach."""
SIGNS = {"CN", "Telegram", "Slack", "MB", "salesbot", "personal"}
"""Latin letters of currency signs and units, what platforms call themselves, and a command."""

WEI = Person(id=BIG, name="林薇", timezone="Asia/Shanghai")
STAR = Customer(
    id=BIG,
    name="星河",
    tier=Tier.KEY,
    industry="电子",
    region="上海",
    source="展会",
    phone="021",
    email="1@2",
    address="张江1号",
    tags=("老客户", "华东"),
    interest="交期",
    renewal=date(2027, 3, 31),
    no_contact=True,
    cadence_from=NOW,
    last_contact_at=NOW,
)
JIAN = Contact(id=7, customer_id=STAR.id, name="王建国", title="采购总监", phone="138", email="3@4")
VISIT = Activity(id=1, customer_id=STAR.id, person_id=WEI.id, kind=Kind.VISIT, on=TODAY, happened_at=NOW)
MISSED = replace(VISIT, kind=Kind.CALL, reached=False, note="占线")
NOTED = replace(VISIT, kind=Kind.NOTE, reached=False, note="预算冻结")
CALLBACK = Reminder(
    id=BIG,
    kind=Kind.CALLBACK,
    person_id=WEI.id,
    customer_id=STAR.id,
    note="问续约",
    first_on=TODAY,
    on=TODAY,
    clock=time(14),
    zone="Asia/Shanghai",
    channel="web",
    chat="1",
    next_due=NOW,
    rung_at=NOW,
)
TASK = replace(CALLBACK, kind=Kind.TASK, customer_id=None, clock=None, repeat=Repeat.BIWEEKLY)
PHOTO = Attachment(
    kind=Sort.PHOTO, person_id=WEI.id, customer_id=STAR.id, channel="telegram", file="1", note="新产线"
)
GATE = replace(PHOTO, kind=Sort.PLACE, file="", name="二号门", latitude=31.2, longitude=121.4)
DEAL = Deal(
    id=BIG,
    customer_id=STAR.id,
    owner_id=WEI.id,
    title="服务器",
    amount=Decimal(500_000),
    currency="CNY",
    stage=Stage.PROPOSAL,
    stage_since=NOW,
    close=date(2026, 12, 31),
    reason="价格",
)
BARE = replace(DEAL, title=None, amount=None, stage=Stage.LEAD, close=None, reason=None)
LINE = DealLine(DEAL, STAR.name, WEI.name)
PIPELINE = pipeline_of(
    [
        DealSum(Stage.PROPOSAL, "CNY", count=1, priced=1, amount=Decimal(500_000), overdue=0),
        DealSum(Stage.LEAD, "CNY", count=1, priced=1, amount=Decimal(500_000), overdue=1),
    ],
    dict.fromkeys(Stage, Decimal("0.5")),
)
NO_DEALS = pipeline_of([], {})
DIGEST = Digest(
    day=TODAY,
    zone="Asia/Shanghai",
    pipeline=PIPELINE,
    moved=(Movement(LINE, Stage.LEAD, Stage.PROPOSAL, NOW), Movement(LINE, None, Stage.LEAD, NOW)),
    stuck=(LINE,) * 7,
    seen=(Seen(WEI.name, {Kind.VISIT: 2, Kind.CALL: 1}, 3),),
    quiet=(Quiet(STAR, WEI.name, 20), Quiet(STAR, None, 20)),
    overdue_tasks=2,
)
NO_DIGEST = Digest(TODAY, "Asia/Shanghai", NO_DEALS, (), (), (), (), 0)
QUESTION = facts.Asked(
    BIG, "log", "customer", "missing", "星", (Option({}, "星河", hint={"region": "上海"}),)
)
WANTED = Request(
    id=BIG,
    kind=RequestKind.JOIN,
    address=Address("telegram", "1"),
    body={"name": "林薇", "language": "zh-Hans"},
)
LEFT = replace(WANTED, kind=RequestKind.LEFT)
RING = facts.Ring(CALLBACK, STAR, JIAN, WEI)

ERASING = dict.fromkeys(TOLD_AS, 3)

SAMPLES: tuple[Fact, ...] = (
    facts.BusinessChanged("cadence_key", "14", "10"),
    facts.BusinessChanged("working_days", "1,2,3,4,5", "1,2,3,4,5,6"),
    facts.BusinessChanged("quiet_hours", "20:00-08:00", "19:00-09:00"),
    facts.NotToContact(STAR.name, JIAN.name),
    facts.ShareChanged(STAR, WEI, (WEI.name,)),
    facts.ShareChanged(STAR, WEI, (), ends=True),
    *(facts.SharedWithYou(STAR.name, WEI.name, ends) for ends in (False, True)),
    facts.OwnsIt(STAR.name, WEI.name),
    facts.NotShared(STAR.name, WEI.name),
    facts.Logged(VISIT, STAR, (JIAN, replace(JIAN, title=None)), WEI, (CALLBACK,), (CALLBACK,)),
    *(facts.Logged(replace(MISSED, kind=kind), STAR) for kind in Kind),
    *(facts.Attached((replace(PHOTO, kind=kind, name="图纸"),), STAR) for kind in Sort if kind != "place"),
    facts.Attached((PHOTO, PHOTO), STAR, VISIT),
    facts.Attached((PHOTO, GATE), STAR),
    facts.FileLost(replace(PHOTO, name="图纸"), STAR),
    facts.FileTooLarge(LARGEST),
    facts.ReminderSet(CALLBACK, STAR, JIAN, WEI),
    *(facts.ReminderSet(replace(TASK, repeat=repeat), None) for repeat in Repeat),
    facts.ReminderDone(replace(CALLBACK, state=State.DONE), STAR),
    facts.ReminderDone(TASK, None),
    facts.ReminderMoved(CALLBACK, replace(CALLBACK, clock=None), STAR),
    facts.ReminderCancelled(CALLBACK, STAR),
    facts.CustomerAdded(STAR, JIAN),
    facts.CustomerChanged(STAR, "tier", Tier.SMALL, Tier.STANDARD),
    *(facts.CustomerChanged(STAR, "lifecycle", None, state) for state in Lifecycle),
    facts.CustomerChanged(STAR, "renewal", None, TODAY),
    facts.CustomerChanged(STAR, "tag", (), ("华东",)),
    facts.CustomerChanged(STAR, "left", False, True, JIAN),
    facts.CustomerChanged(STAR, "title", None, "总监", JIAN),
    facts.DealAdded(DEAL, STAR),
    facts.DealChanged(BARE, DEAL, STAR),
    facts.DealChanged(DEAL, replace(DEAL, amount=Decimal(480_000)), STAR),
    *(facts.DealChanged(BARE, replace(DEAL, stage=stage), STAR) for stage in Stage),
    *(facts.SettingChanged("language", language) for language in ("zh-Hans", "zh-Hant")),
    *(facts.SettingChanged("mute", until) for until in ("off", "2026-11-30", "2026-11-30T09:00")),
    facts.SettingChanged("digest_time", "08:30"),
    facts.SettingChanged("work_hours", "09:00-18:00"),
    facts.Undone(1, tuple(facts.Brief(action, "星河") for action in ACTION)),
    facts.Brief("log", "星河"),
    *(facts.Glimpse(action, "星河", "林薇", TODAY, NOW) for action in ACTION),
    facts.RestInPrivate(reached=True),
    facts.RestInPrivate(reached=False),
    facts.OthersActed("林薇", (facts.Brief("log", "星河"),)),
    facts.Dropped(),
    facts.CustomerShown(
        STAR, WEI, True, ("小星",), (JIAN,), (DEAL,), (VISIT, MISSED), (CALLBACK,), (NOTED,), 3
    ),
    facts.CustomerShown(replace(STAR, tier=Tier.SMALL), None, False),
    facts.TasksListed((facts.Task(CALLBACK, "星河", "林薇"),), 11, TODAY, TODAY, None, False, TODAY),
    facts.TasksListed((), 0, TODAY, TODAY + timedelta(days=6), "林薇", True, TODAY),
    facts.PipelineShown(PIPELINE, "林薇", TODAY),
    facts.PipelineShown(NO_DEALS, None, TODAY),
    facts.DigestReady(DIGEST, WEI, True),
    facts.DigestReady(NO_DIGEST, WEI, False),
    facts.HelpShown(tuple(EXAMPLE)),
    *(replace(QUESTION, why=why) for why in ("choose", "similar", "unknown", "unsure", "change_value")),
    *(replace(QUESTION, action="attach", files=files) for files in (1, 3)),
    *(replace(QUESTION, slot=slot, typed=None, options=()) for slot in (*dict(CHANGEABLE)["log"], "amount")),
    replace(QUESTION, slot="close", options=(Option({}, "星", "add_new"),)),
    replace(
        QUESTION,
        slot="slot",
        why="change",
        options=tuple(Option({}, word=word) for word in CHOICE if word != "deal"),
    ),
    replace(
        QUESTION,
        slot="reminder",
        why="choose",
        options=(
            Option({}, "星河", "reminder", {"kind": "callback", "on": "2026-11-17", "clock": "14:00"}),
            Option({}, None, "reminder", {"kind": "task", "on": "2026-11-17", "clock": None}),
        ),
    ),
    replace(
        QUESTION,
        slot="deal",
        why="choose",
        options=(
            Option({}, "服务器", "deal", {"stage": "proposal", "amount": "500000", "currency": "CNY"}),
            Option({}, None, "deal", {"stage": "lead", "amount": None, "currency": None}),
        ),
    ),
    facts.RemindersRang((RING, facts.Ring(TASK, None, None, WEI)), True, NOW),
    *(
        facts.RemindersRang((replace(RING, reminder=answered),), False, NOW)
        for answered in (
            replace(CALLBACK, state=State.DONE),
            replace(CALLBACK, state=State.CANCELLED),
            replace(CALLBACK, rung_at=None),
        )
    ),
    facts.KeyAccountQuiet(STAR, WEI, 20, 14, VISIT, CALLBACK),
    facts.KeyAccountQuiet(STAR, None, 20, 14, None, None),
    facts.NotUnderstood(("log", "remind")),
    *(facts.NotYetPossible(action) for action in LATER),
    *(facts.NotYetPossible(f"setting.{field}") for field in SETTING),
    facts.NotYetPossible("set_customer.service"),
    facts.WentWrong("1742"),
    facts.AnswerUnsent(17),
    facts.LinkedAlready(WEI.name),
    facts.AnswerUnsent(17, partly=True),
    facts.MessageParked("77"),
    facts.NoticeUnsent(17, "林薇", ""),
    facts.NoticeUnsent(17, None, "华东"),
    facts.DiskFull(99),
    facts.DiskFull(1),
    facts.DiskMended(),
    facts.TopicSet(STAR),
    *(facts.Stranger(may_ask) for may_ask in (True, False)),
    facts.JoinWanted(WANTED),
    facts.JoinWanted(replace(WANTED, address=Address("web", "0f"), body={**WANTED.body, "note": "新来的"})),
    facts.JoinWaits(),
    facts.LinkReady("1:00"),
    facts.PrivateOnly(),
    facts.JoinDeclined(),
    *(facts.SeemsGone(LEFT, chat) for chat in ("华东", "", None)),
    facts.AccountClosed(WEI),
    *(facts.Decided(asked, yes, WEI) for asked in (WANTED, LEFT) for yes in (True, False)),
    facts.Decided(WANTED, True, WEI, Team(name="华东"), Role.MANAGER),
    facts.AlreadyDecided(WANTED, "林薇"),
    *(facts.ChatTied(Team(name="华东"), *how) for how in ((True, False), (False, False), (True, True))),
    *(facts.StrangeGroup(title, "slack") for title in ("华东", "")),
    facts.ChatLost("林薇", "", "telegram"),
    facts.ChatLost(None, "华东", "slack"),
    facts.GroupOnly(),
    facts.EditTooLate(),
    facts.ContactAdded(STAR, Contact(customer_id=1, name="张伟", title="采购经理", phone="13800000000")),
    facts.TimeIsPast(TODAY, time(9)),
    facts.ReminderClosed(BIG, "done"),
    facts.ReminderClosed(BIG, "cancelled"),
    facts.NothingOpen("星河", "callback"),
    facts.NothingOpen(None, None),
    facts.NoSuchThing("reminder", BIG),
    facts.NotAllowed("change", "林薇"),
    facts.CustomerChanged(STAR, "no_contact", False, True, called_off=(CALLBACK, CALLBACK)),
    facts.NotToContact("星河"),
    facts.Erased(STAR, ERASING),
    facts.Erased(None, ERASING),
    facts.ErasedForGood(),
    facts.ContactUnknown("王五", "星河"),
    facts.ContactUnknown("王五", None),
    *(
        facts.Asked(BIG, "erase", "sure", "erase", None, (Option("f", word="erase", hint=hint),))
        for hint in (
            {"customer": "星河", "contact": "王五", "counts": ERASING, "changed": False},
            {"customer": "星河", "contact": None, "counts": ERASING, "changed": True},
        )
    ),
    *(facts.NotAllowed(deed.value, "林薇") for deed in Deed),
    facts.NothingToUndo(),
    facts.UndoTooLate(1),
    facts.BuiltUpon(1, 2, "林薇", NOW),
    facts.BuiltUpon(1, None, None, None),
    facts.CustomerThere("星河", None),
    facts.CustomerThere("星河", None, hidden=True),
    facts.ValueUnfit("digest_time", "25点", "08:30"),
    facts.QuestionGone(True),
    facts.QuestionGone(False),
    facts.AmountUnfit(Decimal(-1)),
    facts.PersonUnknown("小王", ("王建国",)),
    *(
        facts.Joined(replace(WEI, role=role, language=Language.ZH_HANS), Team(name="华东"), asks)
        for role in Role
        for asks in (True, False)
    ),
    facts.SettingChanged("timezone", "Asia/Shanghai"),
    *(
        facts.Asked(BIG, "setting", "value", "missing", None, (Option(value, value, word=field),))
        for field, value in (
            ("language", "zh-Hans"),
            ("timezone", "Asia/Shanghai"),
            ("work_hours", "09:00-18:00"),
        )
    ),
    facts.Asked(BIG, "approve", "team", "missing", None, (Option({}, "华东"),)),
    turn.Closed(1, "星河"),
    *(turn.Closed(1, word) for word in CHOICE),
    turn.Closed(1, None),
    turn.Closed(1, None, "drop"),
)
"""Facts of every kind; what they hold is in Chinese or digits, so that any Latin word is one of ours."""

NEVER_SAID = {"attach"}
"""A file is sent, not said."""

languages = pytest.mark.parametrize("language", LOCALES)
chinese = pytest.mark.parametrize("language", [language for language in LOCALES if language != "en"])


def documents(language: str) -> Iterator[Document]:
    """Return every sample in a language, and what is put around them."""
    reader = Reader(language, "Asia/Shanghai")
    for fact in SAMPLES:
        yield word(fact, reader)
    told = word_all([facts.Corrected(BIG, (SAMPLES[0],))], reader, act=BIG)
    for minutes in (5, 300, 5000):
        yield with_lateness(told, timedelta(minutes=minutes))


def drawn(chart: Chart) -> Iterator[str]:
    """Return the words in a chart."""
    yield from (chart.title, chart.subtitle, chart.footnote)
    for panel in chart.panels:
        yield from (panel.title, panel.subtitle, panel.empty)
        yield from chain.from_iterable((bar.label, bar.note) for bar in panel.bars)


def test_every_kind_of_fact_is_worded() -> None:
    """No kind is missing or left over; a correction is worded by the facts that stand now."""
    assert set(WORDING) == set(Fact.__subclasses__()) - {facts.Corrected}
    assert {type(fact) for fact in SAMPLES} == set(WORDING)


@languages
def test_every_fact_says_something(language: str) -> None:
    """Each makes text without a gap or a placeholder."""
    for document in documents(language):
        text = plain(document)
        assert text.strip()
        assert not re.search(r"[{}]|None", text), text


@chinese
def test_chinese_documents_are_chinese(language: str) -> None:
    """No English word stands in a text or a chart."""
    for document in documents(language):
        charts = [block.chart for block in document.blocks if isinstance(block, Picture)]
        text = "\n".join([plain(document), *chain.from_iterable(map(drawn, charts))])
        assert set(re.findall(r"[A-Za-z_]+", text)) <= SIGNS, text


def test_commands_fit_every_channel() -> None:
    """A button's command is at most 64 bytes."""
    commands = {button.command for document in documents("en") for row in document.buttons for button in row}
    assert commands
    assert [command for command in commands if len(command.encode()) > 64] == []


def test_every_choice_and_action_has_words() -> None:
    """What handlers offer, do and explain has a name, and each action an example."""
    offered = {f"slot.{slot}" for slots in CHANGEABLE.values() for slot in slots}
    offered |= {f"{slot}.{value}" for slot, values in WORDS.items() for value in values}
    assert offered <= set(CHOICE)
    assert set(ACTION) == set(ACTIONS)
    assert set(EXAMPLE) == set(ACTIONS) - NEVER_SAID


@languages
@pytest.mark.parametrize("action", EXAMPLE)
def test_examples_are_understood(action: str, language: str) -> None:
    """The sentence shown for an action asks for that action, without a doubt."""
    said = Writer(Reader(language, "UTC")).text(EXAMPLE[action])
    reading = interpret(said, Situation(datetime(2026, 11, 17, 10)))
    assert ([one.name for one in reading.actions], reading.doubts) == ([action], ()), said


# ---- the code ------------------------------------------------------------------------------------------

SPOKEN = {"title": 1, "say": 1, "rows": None, "items": 1, "dot": None, "join": 1, "Button": 1}
"""Calls whose first arguments (None: all) are read by people."""
WORDING_FILES = sorted(
    path
    for path in Path(bot.render.wording.__file__).parent.glob("*.py")
    if path.name not in ("words.py", "writer.py")
)


def unmarked(node: ast.AST) -> Iterator[str]:
    """Return the literals with letters under a node that pass no `w.text`; keys and formats are none."""
    match node:
        case ast.Call(func=ast.Attribute(attr="text" | "plural" | "get")):
            return
        case ast.Compare() | ast.Subscript() | ast.comprehension():
            return
        case ast.FormattedValue(value):
            yield from unmarked(value)
        case ast.Constant(str(words)) if any(map(str.isalpha, words)):
            yield words
        case _:
            for child in ast.iter_child_nodes(node):
                yield from unmarked(child)


def spoken(tree: ast.AST) -> Iterator[ast.expr]:
    """Return the expressions of a module that people will read."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(name), args=given) if name in SPOKEN:
                yield from given[: SPOKEN[name]]


@pytest.mark.parametrize("path", WORDING_FILES, ids=lambda path: path.stem)
def test_what_people_read_is_marked(path: Path) -> None:
    """No words reach a card but through the catalogues."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [words for expression in spoken(tree) for words in unmarked(expression)] == []
