"""Write the character tables of domain/tables from OpenCC and pypinyin, which only this script needs.

Run as `python tools/make_script_tables.py`; a test holds the tables to what this script would write.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

TABLES = Path(__file__).parent.parent / "domain" / "tables"
COMMON = range(0x4E00, 0xA000)
HAN = (*range(0x3400, 0x4DC0), *COMMON)

READINGS = (
    "长 chang zhang", "行 xing hang", "乐 le yue", "重 zhong chong", "厦 sha xia", "都 du dou",
    "曾 zeng ceng", "单 dan shan", "盛 sheng cheng", "传 chuan zhuan", "会 hui kuai", "朝 chao zhao",
    "调 diao tiao", "六 liu lu", "宿 su xiu", "藏 cang zang", "弹 dan tan", "贾 jia gu", "降 jiang xiang",
    "石 shi dan", "车 che ju", "系 xi ji", "校 xiao jiao", "强 qiang jiang", "圈 quan juan", "卡 ka qia",
    "尉 wei yu", "率 lv shuai", "泊 bo po", "番 fan pan", "种 zhong chong", "落 luo la", "薄 bao bo",
    "参 can shen", "便 bian pian", "仇 chou qiu", "区 qu ou", "柏 bai bo", "柜 gui ju", "模 mo mu",
    "沈 shen chen", "解 jie xie", "查 cha zha", "翟 zhai di", "覃 qin tan", "谷 gu yu", "还 hai huan",
    "和 he huo", "角 jiao jue", "着 zhe zhuo", "什 shi shen",
    "蔚 wei yu", "铅 qian yan", "涡 wo guo", "蚌 bang beng", "堡 bao pu",
    "绿 lv lu", "女 nv nu", "吕 lv lu", "旅 lv lu", "铝 lv lu", "律 lv lu", "滤 lv lu", "氯 lv lu",
    "略 lve lue", "虐 nve nue",
)  # fmt: skip
"""The characters of names that are read in two ways or not as pypinyin has it first; ü is typed both ways."""


def traditional() -> Iterator[tuple[str, str]]:
    """Each character that has another simplified form, as (simplified, traditional)."""
    convert = OpenCC("t2s").convert
    for char in map(chr, HAN):
        plain = convert(char)
        if plain != char and ord(plain[0]) <= 0xFFFF:
            yield plain, char


def syllables() -> Iterator[tuple[str, str]]:
    """Each simplified character under every reading in use, without tone, as (syllable, character)."""
    convert = OpenCC("t2s").convert
    chosen = {char: tuple(readings) for char, *readings in map(str.split, READINGS)}
    for char in map(chr, COMMON):
        first = pinyin(char, style=Style.NORMAL)[0][0]
        if convert(char) == char and first.isascii() and first.isalpha():
            yield from ((syllable, char) for syllable in chosen.get(char, (first,)))


def table(pairs: Iterable[tuple[str, str]]) -> str:
    """Group pairs into lines `key characters`, sorted, the way `domain.script` reads them."""
    lines = defaultdict(list)
    for key, char in pairs:
        lines[key].append(char)
    return "".join(f"{key} {''.join(chars)}\n" for key, chars in sorted(lines.items()))


MADE = {"traditional.txt": traditional, "syllables.txt": syllables}

if __name__ == "__main__":
    for file, pairs in MADE.items():
        (TABLES / file).write_text(table(pairs()), encoding="utf-8")
