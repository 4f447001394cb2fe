"""Where a message and its sentences begin and end, and to whom it is said."""

import re
from collections.abc import Iterator

from domain.incoming import Situation

_CALLED = "salesbot|sales[ _-]?bot|bot|小助手|小[帮幫]手|机器人|機器人|[销銷]售助手|助手|助理"
_BOT = re.compile(rf"\s*(?:[@＠](?:{_CALLED})|(?:{_CALLED})(?=\s*[,，:：]))\s*[,，:：]?\s*", re.I)
_COMMAND = re.compile(r"\s*/(?P<word>[A-Za-z_]+|[\u4e00-\u9fff]+)(?:@\w+)?\s*")
_SOMEBODY = re.compile(r"\s*[@＠]\S")
_NO_END = "".join(rf"(?<!\b{word})" for word in ("mr", "ms", "dr", "mrs", "st", "vs", "approx"))
_NO_ITEM = r"(?<!^\d)(?<!\s\d)"
_SENTENCE_END = re.compile(rf"[!?;\n]+|{_NO_END}{_NO_ITEM}\.(?=[ \n\x0b]|$)")

COMMANDS = {
    "拜访": "拜访了",
    "电话": "打了电话给",
    "提醒": "提醒我",
    "客户": "看一下",
    "商机": "新商机：",
    "今天": "今天有什么安排",
    "日报": "日报",
    "帮助": "帮助",
    "撤销": "撤销",
    "visit": "visited ",
    "call": "called ",
    "meeting": "met ",
    "email": "emailed ",
    "demo": "demoed for ",
    "log": "log ",
    "remind": "remind me to ",
    "done": "done ",
    "cancel": "cancel ",
    "today": "today's tasks ",
    "tasks": "my tasks ",
    "pipeline": "pipeline ",
    "digest": "digest ",
    "help": "help ",
    "start": "help ",
    "undo": "undo ",
    "customer": "show ",
    "show": "show ",
    "deal": "new deal with ",
    "new": "new customer ",
    "report": "",
    "sales": "",
}
"""A command is short for a phrase: what follows is read as said after it."""


def addressed(text: str, situation: Situation) -> str | None:
    """Return what is said to the bot, without its address; None when somebody else is spoken to."""
    bot = _BOT.match(text)
    spoken = text[bot.end() :] if bot else text
    if not bot and _SOMEBODY.match(text):
        return None
    command = _COMMAND.match(spoken)
    if command and command["word"].lower() in COMMANDS:
        return COMMANDS[command["word"].lower()] + spoken[command.end() :]
    return spoken


def sentences(marks: str) -> Iterator[tuple[int, int]]:
    """Return where each sentence begins and ends, its closing mark included."""
    start = 0
    for close in _SENTENCE_END.finditer(marks):
        if close.start() > start:
            yield start, close.end()
        start = close.end()
    if start < len(marks):
        yield start, len(marks)
