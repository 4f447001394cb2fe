"""Languages and time zones by what people call them; CLDR's tables are read when first asked for."""

import re
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from domain.script import fold

_TOLD_IN = ("en", "zh_Hans", "zh_Hant")
"""The languages of the program: languages, cities and zones may be called by their names in these."""
_OWN_NAMES = {
    "français": "fr", "deutsch": "de", "español": "es", "castellano": "es",
    "português": "pt", "italiano": "it", "nederlands": "nl", "polski": "pl",
    "русский": "ru", "українська": "uk", "türkçe": "tr", "svenska": "sv", "日本語": "ja",
    "한국어": "ko", "tiếng việt": "vi", "ไทย": "th", "bahasa": "id", "bahasa melayu": "ms",
    "tagalog": "fil", "हिन्दी": "hi", "العربية": "ar", "עברית": "he", "ελληνικά": "el",
    "廣東話": "yue", "白話": "yue",
}  # fmt: skip
"""Languages by their own names."""
_ZONES = {
    "America/New_York": (
        "eastern|est|edt|et|nyc|new york city|boston|washington|miami|atlanta|philadelphia|纽约|紐約|"
        "波士顿|华盛顿|迈阿密|美东"
    ),
    "America/Chicago": "central|cst|cdt|ct|dallas|houston|austin|minneapolis|休斯顿|达拉斯|奥斯汀",
    "America/Denver": "mountain|mst|mdt|mt",
    "America/Los_Angeles": (
        "pacific|pst|pdt|pt|la|sf|san francisco|san diego|seattle|las vegas|portland|旧金山|三藩市|西雅图|"
        "圣地亚哥市|美西"
    ),
    "Europe/London": "uk|gmt|bst|britain|england|scotland|manchester|edinburgh|birmingham|英国",
    "Europe/Athens": "eet|eest|eastern european|greece|希腊",
    "Europe/Berlin": (
        "cet|central european|cest|germany|munich|hamburg|frankfurt|cologne|stuttgart|德国|慕尼黑|法兰克福|"
        "汉堡"
    ),
    "Europe/Paris": "france|lyon|法国",
    "Asia/Shanghai": (
        "china|beijing|peking|shenzhen|guangzhou|hangzhou|chengdu|nanjing|suzhou|中国|中國|大陆|内地|北京|"
        "深圳|广州|杭州|成都|南京|苏州|武汉|西安|"
        "天津|厦门|青岛"
    ),
    "Asia/Hong_Kong": "hk|hkt|hongkong|香港",
    "Asia/Taipei": "tw|taiwan|台湾|高雄|台中|台南",
    "Asia/Singapore": "sg|sgp|sgt|spore|狮城|星洲",
    "Asia/Tokyo": "jst|japan|osaka|日本|大阪",
    "Asia/Seoul": "kst|korea|韩国",
    "Asia/Kolkata": (
        "ist|india|mumbai|bombay|delhi|new delhi|bangalore|bengaluru|chennai|hyderabad|印度|孟买|新德里"
    ),
    "Asia/Dubai": "uae|abu dhabi|gst|阿布扎比|阿联酋",
    "Asia/Kuala_Lumpur": "kl|malaysia|penang|马来西亚|槟城",
    "Asia/Bangkok": "thailand|泰国",
    "Asia/Manila": "philippines|ph|菲律宾",
    "Asia/Jakarta": "indonesia|印尼",
    "Asia/Ho_Chi_Minh": "vietnam|hanoi|saigon|越南|河内",
    "Australia/Sydney": "aest|aedt|canberra",
    "America/Sao_Paulo": "brazil|brt|rio|rio de janeiro|巴西",
    "America/Toronto": "ottawa|montreal",
    "Africa/Johannesburg": "south africa|cape town|durban|sast|南非",
    "UTC": "utc|zulu",
}
"""Zones by what CLDR does not call them: abbreviations, countries, cities that give no zone its name."""


def timezone(said: str) -> str | None:
    """Return the IANA zone of which words speak, by its name, a city, a country or an abbreviation."""
    typed = re.search(r"(?<![A-Za-z])[A-Za-z]+/[A-Za-z_+\-0-9]+(?:/[A-Za-z_]+)?", said)
    if typed and (zone := _by_its_name().get(typed[0].lower())):
        return zone
    return _longest(_zones(), said)


def language(said: str) -> str | None:
    """Return the BCP 47 tag of the language of which words speak; None for those of the program."""
    return _longest(_languages(), said)


def _longest(table: dict[str, str], said: str) -> str | None:
    """Return what the longest name in the words stands for; the last of those."""
    plain, best, long = fold(said), None, 0
    for hit in re.finditer(r"[a-z]+(?:[ '-][a-z]+)*", plain):
        parts = [
            (word.start() + hit.start(), word.end() + hit.start()) for word in re.finditer("[a-z']+", hit[0])
        ]
        for first in range(len(parts)):
            for last in range(first, min(first + 4, len(parts))):
                name = plain[parts[first][0] : parts[last][1]]
                if name in table and len(name) >= long:
                    best, long = table[name], len(name)
    if best:
        return best
    for size in range(8, 1, -1):
        for at in range(len(plain) - size, -1, -1):
            name = plain[at : at + size]
            if not name.isascii() and name in table:
                return table[name]
    return None


@cache
def _by_its_name() -> dict[str, str]:
    return {zone.lower(): zone for zone in available_timezones()}


@cache
def _zones() -> dict[str, str]:
    table: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix/", "right/", "US/", "Brazil/")):
            table.setdefault(fold(zone.rpartition("/")[2].replace("_", " ")), zone)
    alias = get_global("zone_aliases")
    for told in _TOLD_IN:
        for zone, names in Locale.parse(told).time_zones.items():
            if city := names.get("city"):
                table[fold(city)] = alias.get(zone, zone)
    table |= {fold(name): zone for zone, names in _ZONES.items() for name in names.split("|")}
    return {name: zone for name, zone in table.items() if len(name) > 1}


@cache
def _languages() -> dict[str, str]:
    table: dict[str, str] = {}
    for told in _TOLD_IN:
        for code, name in Locale.parse(told).languages.items():
            if "_" not in code and not code.startswith("zh"):
                table.setdefault(fold(name), code)
                table.setdefault(re.sub("[语文]$", "文", fold(name)), code)
    return table | {fold(name): code for name, code in _OWN_NAMES.items()}
