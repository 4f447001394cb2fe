"""Company names that nobody has but many might, in English and Chinese, and ways in which people type them.

Everything follows from the seed. The queries are generated, too: they tell how systems compare on slips of
known kinds, not how often people make them.
"""

import random
import re
from collections.abc import Callable

from opencc import OpenCC
from pypinyin import lazy_pinyin

BRAND = (
    "华东方天海金龙盛达兴隆泰安宏远鑫源恒通瑞丰康德顺佳美新星光明科创智联云峰博雅凯润嘉禾晟昊宇辰翔腾飞跃"
    "中正大同益民福禄永久信诚义和利生荣昌伟业鼎立锦绣玉石林森水清江河山川百万千里"
)
REGIONS = (
    "",
    "",
    "",
    "北京",
    "上海",
    "深圳市",
    "广州",
    "杭州",
    "苏州市",
    "江苏",
    "浙江",
    "山东",
    "四川",
    "武汉",
)
TRADES = (
    "科技", "电子", "机械", "化工", "医药", "食品", "物流", "能源", "材料", "软件", "信息技术",
    "环保", "生物", "建筑工程", "汽车零部件", "新材料", "智能装备", "网络科技", "国际贸易", "电气",
)  # fmt: skip
FORMS = ("有限公司", "有限公司", "股份有限公司", "集团有限公司", "有限责任公司")
WORDS = re.findall(
    r"\w+",
    """
    Apex Atlas Beacon Bluestone Bright Cascade Cedar Coral Crown Crystal Eagle Ember Falcon Frontier
    Golden Granite Harbor Horizon Iron Jade Keystone Liberty Lotus Maple Meridian Monarch Nova Omega
    Orion Pacific Phoenix Pioneer Prime Quantum Raven River Sapphire Sierra Silver Sterling Summit
    Titan Trinity Vector Vertex Victory Vista Willow Zenith Northgate Ashford Brookfield Castell
    Danver Elmhurst Fairmont Glenwood Hartley Kingsway Lindqvist Marlowe Norwood Oakridge Penrose
    Quayle Radcliffe Stanmore Thornbury Underhill Vandermeer Westcott Yarrow
    """,
)
TRADES_EN = re.findall(
    r"\w+",
    """
    Systems Technologies Foods Logistics Capital Energy Medical Software Industries Engineering Labs
    Textiles Chemicals Motors Plastics Instruments Packaging Robotics Optics Marine
    """,
)
FORMS_EN = ("Inc.", "Ltd", "LLC", "Corp.", "GmbH", "Co., Ltd.")
HAN = re.compile(r"[\u3400-\u9fff]")

TO_TRADITIONAL = OpenCC("s2t")
SOUNDS: dict[str, list[str]] = {}
for _char in sorted(set(BRAND) | set("花东芳添海今隆圣大星太按红元心原横同锐风抗得顺加每")):
    SOUNDS.setdefault(lazy_pinyin(_char)[0], []).append(_char)


def invented(count: int, seed: int = 1) -> list[str]:
    """Return that many names, half of them Chinese, no two alike."""
    rng = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < count:
        names[_chinese(rng) if len(names) % 2 else _english(rng)] = None
    return list(names)


def _chinese(rng: random.Random) -> str:
    brand = "".join(rng.sample(BRAND, rng.choice((2, 2, 3))))
    return f"{rng.choice(REGIONS)}{brand}{rng.choice(TRADES)}{rng.choice(FORMS)}"


def _english(rng: random.Random) -> str:
    words = rng.sample(WORDS, rng.choice((1, 2, 2)))
    return f"{' '.join(words)} {rng.choice(TRADES_EN)} {rng.choice(FORMS_EN)}"


# ---- how they are typed -------------------------------------------------------------------------------

Way = Callable[[str, random.Random], str | None]
"""Returns what is typed for a name, or None where a name cannot be typed so."""


def exact(name: str, rng: random.Random) -> str | None:
    """The name in full."""
    return name


def bare(name: str, rng: random.Random) -> str | None:
    """Without its legal form."""
    for form in sorted((*FORMS, *FORMS_EN), key=len, reverse=True):
        if name.endswith(form):
            return name.removesuffix(form).strip()
    return None


def slip(name: str, rng: random.Random) -> str | None:
    """Two letters swapped, or one left out or doubled, in a longer word of an English name."""
    typed = bare(name, rng) or name
    words = re.findall("[A-Za-z]{5,}", typed)
    if HAN.search(name) or not words:
        return None
    word = rng.choice(words)
    at = rng.randrange(1, len(word) - 2)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    slipped = rng.choice((swapped, word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]))
    return typed.replace(word, slipped, 1) if slipped != word else None


def same_sound(name: str, rng: random.Random) -> str | None:
    """One character of the brand taken for another of the same sound."""
    typed = bare(name, rng) or name
    places = [
        (at, other)
        for at, char in enumerate(typed)
        for other in SOUNDS.get(lazy_pinyin(char)[0], ())
        if char in BRAND and other != char
    ]
    if not HAN.search(name) or not places:
        return None
    at, other = rng.choice(places)
    return typed[:at] + other + typed[at + 1 :]


def pinyin(name: str, rng: random.Random) -> str | None:
    """A Chinese name in letters, without region and legal form."""
    typed = placeless(name, rng)
    return "".join(lazy_pinyin(typed)) if typed else None


def traditional(name: str, rng: random.Random) -> str | None:
    """In the other script."""
    return TO_TRADITIONAL.convert(bare(name, rng) or name) if HAN.search(name) else None


def placeless(name: str, rng: random.Random) -> str | None:
    """A Chinese name without region and legal form."""
    typed = bare(name, rng)
    if typed is None or not HAN.search(name):
        return None
    for region in REGIONS:
        if region and typed.startswith(region):
            return typed.removeprefix(region)
    return typed


WAYS: tuple[Way, ...] = (exact, bare, slip, same_sound, pinyin, traditional, placeless)


def queries(names: list[str], each: int, seed: int = 2) -> list[tuple[str, str, int]]:
    """Return what is typed, in which way, for the name at which place: `each` of every way, those left out
    that fit more than one name in full."""
    rng = random.Random(seed)
    shared = _shared(names)
    asked: list[tuple[str, str, int]] = []
    for way in WAYS:
        found = 0
        while found < each:
            at = rng.randrange(len(names))
            typed = way(names[at], rng)
            if typed and shared.get(bare(names[at], rng) or "", 0) == 1:
                asked.append((typed, way.__name__, at))
                found += 1
    return asked


def _shared(names: list[str]) -> dict[str, int]:
    rng = random.Random(0)
    counted: dict[str, int] = {}
    for name in names:
        for core in {bare(name, rng) or name}:
            counted[core] = counted.get(core, 0) + 1
    return counted
