"""How people type the name of a customer: each kind turns a full name into what somebody might write."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from opencc import OpenCC
from pypinyin import lazy_pinyin

from domain.name_parts import HAN, parts
from domain.name_words import HAN_TRADE, LATIN_LEGAL
from domain.script import readings, simplified

TO_TRADITIONAL = OpenCC("s2t")
FORMS = "|".join([*LATIN_LEGAL, "s.a.", "n.v."])
LATIN_FORM = re.compile(rf"(?i)(?:[ ,&]+(?:{FORMS})\.?)+$")
SAMPLE = Path(__file__).with_name("sample_names.txt")
PAIRS = (line.split("|", 1) for line in SAMPLE.read_text(encoding="utf-8").splitlines())
SHORT_OF: dict[str, str] = dict(PAIRS)
NAMES = list(SHORT_OF)

BRAND_CHARACTERS = sorted(
    "华东方天海金龙盛达兴隆泰安宏远鑫源恒通瑞丰康德顺佳美新星光明科创智联云峰博雅凯润嘉禾晟昊宇辰"
    "翔腾飞跃中正大同益民福禄永久信诚义和利生荣昌伟业鼎立锦绣玉石林森水清江河山川百万千里"
)
BRAND_WORDS = re.findall(
    r"\w+",
    """
    Apex Atlas Beacon Bluestone Bright Cascade Cedar Clear Coral Crown Crystal Eagle Echo Ember Falcon Fortune
    Frontier Golden Granite Harbor Horizon Iron Jade Keystone Lake Liberty Lotus Maple Meridian Monarch Nova
    Oak Omega Orion Pacific Phoenix Pine Pioneer Prime Quantum Raven River Sage Sapphire Sierra Silver Sky
    Sterling Stone Sun Titan Trinity Vector Vertex Victory Vista Willow Zenith
    """,
)
TRADE_WORDS = ["Systems", "Technologies", "Foods", "Logistics", "Capital", "Energy", "Medical", "Software"]
REGIONS = ["", "", "北京", "上海", "深圳市", "广州", "杭州", "苏州市", "江苏", "浙江", "山东", "四川"]
LEGAL_FORMS = ["有限公司", "股份有限公司", "集团有限公司"]
TRADES = sorted(word for word in HAN_TRADE if len(word) > 1)
TYPO_CHARACTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
NEAR = "abcdefghijklmnopqrstuvwxyz"


def invented(count: int, rng: random.Random) -> list[str]:
    """Return names that no company has but many might: brands, regions and trades joined by chance."""
    names: set[str] = set()
    while len(names) < count:
        if rng.random() < 0.6:
            brand = "".join(rng.sample(BRAND_CHARACTERS, rng.choice((2, 2, 2, 3))))
            trade = "".join(rng.sample(TRADES, rng.choice((1, 1, 2))))
            names.add(f"{rng.choice(REGIONS)}{brand}{trade}{rng.choice(LEGAL_FORMS)}")
        else:
            words = [*rng.sample(BRAND_WORDS, rng.choice((1, 2))), rng.choice(TRADE_WORDS)]
            names.add(f"{' '.join(words)} {rng.choice(('Inc.', 'Ltd', 'LLC', 'Corp.'))}")
    return sorted(names)


Slip = Callable[[str, random.Random], str | None]
"""Returns what is typed for a name, or none where a name can't be typed so."""


def exact(name: str, rng: random.Random) -> str | None:
    return name


def suffix(name: str, rng: random.Random) -> str | None:
    taken = parts(name)
    if not taken.legal:
        return None
    return taken.core if taken.han else LATIN_FORM.sub("", name.removeprefix("The "))


def short(name: str, rng: random.Random) -> str | None:
    return SHORT_OF[name] if HAN.search(name) else None


def pinyin(name: str, rng: random.Random) -> str | None:
    return "".join(lazy_pinyin(simplified(SHORT_OF[name]))) if HAN.search(SHORT_OF[name]) else None


def initials(name: str, rng: random.Random) -> str | None:
    units = parts(name).only("brand", "trade")[:4]
    return "".join(syllable[0] for syllable in lazy_pinyin("".join(units))) if HAN.search(name) else None


def homophone(name: str, rng: random.Random) -> str | None:
    """Replace a character by another common one that sounds the same."""
    core = parts(name).core
    places = [(at, char) for at in range(len(core)) for char in _same_sound(core[at])]
    if not HAN.search(name) or not places:
        return None
    at, char = rng.choice(places)
    return core[:at] + char + core[at + 1 :]


def char_typo(name: str, rng: random.Random) -> str | None:
    """Replace a character by any other; of a name of two characters that makes another name."""
    core = parts(name).core
    if not HAN.search(name) or len(core) < 3:
        return None
    at = rng.randrange(len(core))
    return core[:at] + rng.choice(TYPO_CHARACTERS) + core[at + 1 :]


def traditional(name: str, rng: random.Random) -> str | None:
    return TO_TRADITIONAL.convert(parts(name).core) if HAN.search(name) else None


def region(name: str, rng: random.Random) -> str | None:
    taken = parts(name)
    return "".join(taken.only("brand", "trade")) if taken.han and taken.only("region") else None


def en_typo(name: str, rng: random.Random) -> str | None:
    """Swap, drop, double or change a letter of a longer word."""
    words = re.findall("[A-Za-z]{5,}", name)
    if HAN.search(name) or not words:
        return None
    word = rng.choice(words[:2])
    at = rng.randrange(1, len(word) - 1)
    typed = rng.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + rng.choice(NEAR) + word[at + 1 :],
        )
    )
    return (suffix(name, rng) or name).replace(word, typed)


def en_drop(name: str, rng: random.Random) -> str | None:
    words = (suffix(name, rng) or name).split()
    return " ".join(words[:-1]) if not HAN.search(name) and len(words) > 2 else None


def order(name: str, rng: random.Random) -> str | None:
    words = (suffix(name, rng) or name).split()
    if HAN.search(name):
        taken = parts(name)
        place = "".join(taken.only("region"))
        return f"{''.join(taken.only('brand', 'trade'))}({place})" if place else None
    return " ".join([*words[1:], words[0]]) if len(words) > 1 else None


COMMON = [char for char in dict.fromkeys("".join(NAMES) + "".join(BRAND_CHARACTERS)) if HAN.match(char)]


def _same_sound(char: str) -> list[str]:
    return [other for other in COMMON if other != char and set(readings(other)) & set(readings(char))]


KINDS: tuple[Slip, ...] = (
    exact, suffix, short, pinyin, initials, homophone, char_typo, traditional, region,
    en_typo, en_drop, order,
)  # fmt: skip
