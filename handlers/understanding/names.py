"""What looks like the name of a customer, and how a name that was caught is put right."""

import re

from domain.incoming import Situation
from handlers.understanding.marked import CUSTOMER, REST, Marked, plain
from handlers.understanding.phrases.stops import listed
from handlers.understanding.phrases.words import REGIONS_ZH, ROLES, SURNAMES, TITLES

_SMALL_TALK = re.compile(
    "[我你您他她它吗呢吧啊哦嗯哈呀嘛谢请是没不很太真这那什么怎哪谁了好行的对在有要就都也吃来去走看说想做早晚]|"
    "收到|加油|辛苦|再见|拜拜|晚安|测试|今天|明天|周末|提醒|任务|商机|"
    "客户|日报|帮助|撤销|取消|完成|投诉|拜访|回访|报价|工单"
)
_SMALL_TALK_LATIN = re.compile(
    r"(?:ok|okay|yes|no|yep|nope|thanks?|thank you|thx|hi|hello|hey|bye|lol|cool|nice|great|sure|test|ping|"
    r"done|help|undo|stop|start|cancel|sorry|wow|please|pls|what|why|who|how|when|where|got it|noted|same|"
    r"maybe|well|morning|evening|cheers|welcome|congrats|congratulations|happy .*|merry .*|see you.*|good .*|"
    r"no .*|haha.*|"
    r"hm+|pipeline|digest|report|forecast|tasks?|today|tomorrow|deals?)",
    re.I,
)
_LATIN = re.compile(r"[A-Z0-9][\w&'’.\-]*(?: (?:[A-Z0-9&][\w&'’.\-]*|of|and|&|de|the)){0,5}")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()&·]{2,20}")
_HAN_PERSON = re.compile(
    rf"(?!华东|华南|华北|华中|高新|成都|时间|方案|项目)(?:(?:{ROLES})?(?:{SURNAMES})[\u4e00-\u9fff]{{1,2}}|[小老阿][\u4e00-\u9fff]|(?:{ROLES})?(?:{SURNAMES})[\u4e00-\u9fff]?(?:{TITLES}))"
)
_OF_SOMEBODY = re.compile(
    r"['’]s (?=[a-z])|"
    r" (?:team|guys|people|folks|office|hq|factory|plant|crew|account|deal|opportunity|contract)(?![a-z])"
)
_NOBODY = frozenset(
    listed("i we you they he she it this that there who what everybody nobody someone anyone")
)
_CAPITALS = re.compile(
    r"[A-Z0-9À-Þ&][^\s]*(?: (?:(?:of|and|de|du|la|von|van|the|for|&) )?[A-Z0-9À-Þ&][^\s]*)*"
)


def lone_name(marked: Marked, situation: Situation) -> str | None:
    """Return the customer when a message is nothing but a name."""
    text = marked.marks.strip(" \n").rstrip("?!. ")
    if not text or len(text) > 60:
        return None
    whole = marked.text.strip().rstrip("?？!！。. ")
    if re.fullmatch(rf"{CUSTOMER}{REST}*", text):
        return whole
    if situation.channel != "dm" or re.search("[\x03-\x08\x0c-\x0e]", text):
        return None
    return whole if looks_alone(whole) else None


def looks_alone(text: str) -> bool:
    """Tell whether words without any verb can only be a name."""
    if re.search(r"[\u4e00-\u9fff]", text):
        return bool(_HAN.fullmatch(text) and not _SMALL_TALK.search(text))
    if _SMALL_TALK_LATIN.fullmatch(text):
        return False
    return bool(_LATIN.fullmatch(text))


def cut(words: str) -> int:
    """Return how much of some words is the name: "Acme they loved it" goes to the end of the capitals."""
    owner = _OF_SOMEBODY.search(words)
    if owner:
        return owner.start()
    capitals = _CAPITALS.match(words)
    return capitals.end() if capitals and words[:1].isupper() else len(words)


def guess(words: str) -> str:
    """Return the slot that bare words about a new customer fill: 深圳, "Ohio" are places, trades are not."""
    if re.fullmatch(rf"(?:{REGIONS_ZH})[市省]?", words) or words[:1].isupper():
        return "region"
    return "industry"


def is_person_name(words: str) -> bool:
    """Tell a colleague's name: a capital and small letters, a Chinese surname and one or two characters."""
    words = re.sub(r"(?:'s|的)$", "", words.lstrip("@"))
    if words[:1].isascii():
        return words[:1].isupper() and words.lower() not in _NOBODY
    return bool(_HAN_PERSON.fullmatch(plain(words)))
