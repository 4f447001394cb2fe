"""Typed names: who is meant, and when to ask."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.name_list import NameList, match_line
from domain.names import (
    Candidate,
    Choose,
    Sure,
    Unknown,
    core_key,
    exact_key,
    form_key,
    keys_of,
    name_forms,
    query_keys,
    resolve,
)

SURE = [
    ("小米科技有限责任公司", ["小米科技有限责任公司", "小米科技(武汉)有限公司"], "小米科技有限责任公司"),
    ("华为", ["华为技术有限公司", "小米科技有限责任公司"], "华为技术有限公司"),
    ("华为技术", ["华为技术有限公司", "华为技术服务有限公司", "华为终端有限公司"], "华为技术有限公司"),
    ("華為技術", ["华为技术有限公司", "华为终端有限公司"], "华为技术有限公司"),
    ("华为技术", ["華為技術有限公司"], "華為技術有限公司"),
    ("ＨＵＡＷＥＩ", ["华为技术有限公司"], "华为技术有限公司"),
    ("xiaomikeji", ["小米科技有限责任公司", "小米通讯技术有限公司"], "小米科技有限责任公司"),
    ("小米科技（北京）", ["北京小米科技有限责任公司", "小米科技(武汉)有限公司"], "北京小米科技有限责任公司"),
    ("小迷科技", ["小米科技有限责任公司", "华为技术有限公司"], "小米科技有限责任公司"),
    ("天赐材料", ["广州天赐高新材料股份有限公司"], "广州天赐高新材料股份有限公司"),
    ("Acme Labz", ["Acme Labs", "Acme Corp"], "Acme Labs"),
    ("acme corporation", ["Acme Labs", "Acme Corp."], "Acme Corp."),
    ("Microsfot", ["Microsoft Corporation", "Micron Technology, Inc."], "Microsoft Corporation"),
    (
        "Intl Business Machines",
        ["International Business Machines Corp"],
        "International Business Machines Corp",
    ),
    (
        "Machines International Business",
        ["International Business Machines"],
        "International Business Machines",
    ),
    ("Micro Soft", ["Microsoft Corporation"], "Microsoft Corporation"),
    ("l'oreal", ["L’Oréal S.A."], "L’Oréal S.A."),
    ("京东", ["北京京东世纪贸易有限公司", "京东方科技集团股份有限公司"], "北京京东世纪贸易有限公司"),
    ("jingdong", ["北京京东世纪贸易有限公司", "京东方科技集团股份有限公司"], "北京京东世纪贸易有限公司"),
    ("xiaomi jituan", ["小米科技有限责任公司"], "小米科技有限责任公司"),
    ("Acme公司", ["Acme Corp", "Globex"], "Acme Corp"),
    ("3m", ["3M中国有限公司", "4M Ltd"], "3M中国有限公司"),
    ("华润", ["华润(集团)有限公司", "华润万家有限公司"], "华润(集团)有限公司"),
]


@pytest.mark.parametrize(("typed", "names", "meant"), SURE)
def test_is_sure_of(typed: str, names: list[str], meant: str) -> None:
    """One good match with nothing near it is used without asking."""
    resolution = NameList(names).resolve(typed)
    assert isinstance(resolution, Sure), resolution
    assert resolution.match.candidate.name == meant


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("华为", ["华为技术有限公司", "华为终端有限公司"]),
        ("huawei", ["华为技术有限公司", "华威技术有限公司"]),
        ("Acme", ["Acme Corp", "Acme Labs"]),
        ("三一", ["三一重工股份有限公司", "三一重能股份有限公司"]),
        ("A公司", ["A公司北京分公司", "A公司上海分公司"]),
        ("xmkj", ["小米科技有限责任公司", "熊猫科技有限公司"]),
        ("Acme Corp", ["Acme Corp", "Acme Corp"]),
    ],
)
def test_asks_which_of(typed: str, names: list[str]) -> None:
    """Names that fit about as well are offered, all of them."""
    resolution = NameList(names).resolve(typed)
    assert isinstance(resolution, Choose), resolution
    assert {match.candidate.name for match in resolution.matches} == set(names)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Bank of the East", ["Bank of the West"]),
        ("华润", ["华润万家有限公司"]),
        ("A公司北京分公司", ["A公司上海分公司"]),
        ("华为技术有限公司", ["华为技术有限公司北京分公司"]),
        ("31", ["三一重工股份有限公司"]),
        ("三一", ["31 Ltd"]),
        ("华为技术", ["华为终端有限公司"]),
        ("第一人民医院", ["第二人民医院"]),
        ("小米科技(武汉)", ["北京小米科技有限责任公司"]),
        ("华星科技", ["华辰科技有限公司"]),
        ("Acme Robotics", ["Acme Corp"]),
        ("IBN", ["IBM Corp"]),
        ("American", ["American Airlines Inc"]),
        ("xmkj", ["小米科技有限责任公司"]),
        ("华伟", ["华为"]),
        ("王晓明", ["王小明"]),
        ("广达电脑", ["广州达嘉轨道电脑股份有限公司"]),
        ("", ["Acme"]),
    ],
)
def test_knows_a_stranger(typed: str, names: list[str]) -> None:
    """A name that only resembles a known one is never used silently."""
    assert isinstance(NameList(names).resolve(typed), Unknown)


def test_exact_name_wins_over_everything() -> None:
    """The name as written is meant, whatever is mine, recent, or so called by somebody."""
    others = [Candidate(2, "Acme", alias=True, mine=True, recent=True), Candidate(3, "Acme Labs", mine=True)]
    resolution = resolve("Acme", [*others, Candidate(1, "ACME")])
    assert isinstance(resolution, Sure)
    assert resolution.match.candidate.id == 1


def test_alias_is_as_good_as_a_name() -> None:
    """What a customer was once called by is enough, and says so."""
    resolution = resolve("亲宝宝", [Candidate(1, "亲宝宝", alias=True), Candidate(2, "亲宝科技有限公司")])
    assert isinstance(resolution, Sure)
    assert resolution.match.why == "alias"


def test_one_customer_under_two_names_is_one() -> None:
    """A customer never competes with its own alias."""
    resolution = resolve("华为", [Candidate(1, "华为技术有限公司"), Candidate(1, "华为公司", alias=True)])
    assert isinstance(resolution, Sure)


def test_initials_are_enough_for_ones_own_customer() -> None:
    """Initials are sure only of a single customer that is mine or was spoken of lately."""
    resolution = resolve("xmkj", [Candidate(1, "小米科技有限责任公司", mine=True)])
    assert isinstance(resolution, Sure)
    assert resolution.match.why == "initials"


def test_mine_comes_first_among_equals() -> None:
    """Of two that fit alike the one I know is offered first."""
    resolution = resolve(
        "华为", [Candidate(1, "华为技术有限公司"), Candidate(2, "华为终端有限公司", mine=True)]
    )
    assert isinstance(resolution, Choose)
    assert resolution.matches[0].candidate.id == 2


def test_keys_survive_processes() -> None:
    """Keys kept in a database are found again by another process, and fit a signed 64-bit column."""
    code = "from domain.names import keys_of; print(sorted(keys_of('華為技術 Acme')))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    keys = sorted(keys_of("華為技術 Acme"))
    assert other.stdout.strip() == str(keys)
    assert exact_key("Acme Corp") == 2667867263718717923
    assert all(0 <= key < 2**63 for key in keys)


@given(st.text())
def test_whole_keys_are_among_a_names_own(name: str) -> None:
    """A name is found by what was typed in full, and by every form it may have in a sentence."""
    forms = {form_key(form) for form in name_forms(name)}
    assert {exact_key(name), core_key(name), *forms} <= keys_of(name)
    assert query_keys(name)[0] == exact_key(name)


@given(st.text(), st.lists(st.text(), max_size=5))
def test_nothing_typed_is_an_error(typed: str, names: list[str]) -> None:
    """Any text gets an answer."""
    NameList(names).resolve(typed)


def test_a_line_of_the_command() -> None:
    """A line holds the decision, the nearest names best first, the reason and the time."""
    line = match_line(NameList(["华为技术有限公司", "华为终端有限公司"]), {"id": 7, "query": "华为技术"})
    assert line.pop("us") >= 0
    assert line == {
        "id": 7,
        "decision": "sure",
        "matches": [["华为技术有限公司", 99.0], ["华为终端有限公司", 54.0]],
        "reason": "legal form",
    }
