"""How currencies are written: signs, codes, words and slang, each with its ISO 4217 code."""

BEFORE: dict[str, str] = {
    "us$": "USD", "u$": "USD", "hk$": "HKD", "nt$": "TWD", "a$": "AUD", "au$": "AUD", "c$": "CAD",
    "ca$": "CAD", "s$": "SGD", "sg$": "SGD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN", "jp¥": "JPY",
    "cn¥": "CNY", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₹": "INR", "₩": "KRW", "₽": "RUB",
    "₺": "TRY", "₦": "NGN", "฿": "THB", "₫": "VND", "₱": "PHP", "rs.": "INR", "rs": "INR", "rmb": "CNY",
    "ntd": "TWD", "rm": "MYR", "r": "ZAR", "mop$": "MOP", "php": "PHP", "dhs": "AED",
}  # fmt: skip
"""Written before the amount, in small letters; ¥ is the yuan here."""

_CODES = (
    "USD EUR GBP JPY CNY HKD TWD SGD AUD CAD NZD CHF INR BRL KRW MXN ZAR NGN AED SAR SEK NOK DKK PLN THB MYR "
    "IDR VND RUB ILS CZK HUF KES EGP PKR BDT LKR MOP GHS CLP QAR KWD PHP"
)
CODES = frozenset(_CODES.split())
"""ISO 4217 codes that are no English word in small letters (unlike TRY, COP and PEN)."""

NAMES: dict[str, str] = {
    "dollars": "USD", "dollar": "USD", "us dollars": "USD", "euros": "EUR",
    "euro": "EUR", "pounds": "GBP", "pound": "GBP", "quid": "GBP", "sing dollars": "SGD", "sing": "SGD",
    "pounds sterling": "GBP", "sterling": "GBP", "rupees": "INR", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "ntd": "TWD", "naira": "NGN", "francs": "CHF",
    "swiss francs": "CHF", "ringgit": "MYR", "baht": "THB", "rubles": "RUB", "reais": "BRL", "rand": "ZAR",
    "hong kong dollars": "HKD", "singapore dollars": "SGD", "australian dollars": "AUD",
    "canadian dollars": "CAD", "aussie dollars": "AUD", "pesos": "MXN", "dirhams": "AED", "dirham": "AED",
    "dhs": "AED", "patacas": "MOP", "zloty": "PLN", "kroner": "NOK", "kronor": "SEK", "us dollar": "USD",
    "philippine pesos": "PHP", "人民币": "CNY",
    "美元": "USD", "美金": "USD", "美刀": "USD", "刀": "USD", "港币": "HKD", "港元": "HKD", "港纸": "HKD",
    "港蚊": "HKD", "新台币": "TWD", "台币": "TWD", "欧元": "EUR", "欧": "EUR", "英镑": "GBP", "镑": "GBP",
    "日元": "JPY", "日币": "JPY", "日圆": "JPY", "韩元": "KRW", "韩币": "KRW", "澳元": "AUD", "澳币": "AUD",
    "加元": "CAD", "加币": "CAD", "新元": "SGD", "新币": "SGD", "坡币": "SGD", "卢比": "INR", "卢布": "RUB",
    "泰铢": "THB", "令吉": "MYR", "马币": "MYR", "瑞士法郎": "CHF", "雷亚尔": "BRL", "奈拉": "NGN",
    "澳门元": "MOP", "澳门币": "MOP", "葡币": "MOP", "迪拉姆": "AED", "比索": "PHP", "兰特": "ZAR",
    "港银": "HKD", "纽币": "NZD", "星币": "SGD", "叻币": "SGD", "越南盾": "VND", "印尼盾": "IDR",
    "新西兰元": "NZD",
}  # fmt: skip
"""Words after the amount, in small letters and Simplified characters; Chinese ones stand before it too."""

LOCAL = ("bucks", "buck")
"""Whatever the money is where they are said: no currency."""

THOUSANDS: dict[str, str] = {
    "teur": "EUR",
    "t€": "EUR",
    "keur": "EUR",
    "tusd": "USD",
    "kusd": "USD",
    "tchf": "CHF",
    "kchf": "CHF",
}
"""Currencies counted in thousands, as book-keepers write them."""

_DOTTED = "EUR BRL DKK NOK SEK PLN CZK HUF TRY IDR VND CLP RUB"
DOTTED = frozenset(_DOTTED.split())
"""Currencies of countries that part thousands by a dot: R$ 22.350 is 22350."""

YUAN = ("块钱", "元整", "圆整", "元", "块", "圆", "蚊")
"""The yuan in Simplified text; in Traditional text the local currency, which is not said."""
