"""Whether a sentence looks back or ahead, for times nobody says the use of."""

import re

from handlers.understanding.times.use import Use

_AHEAD = (
    r"\b(?:will|'ll|going to|gonna|remind|need|must|should"
    r"|plan(?:ned)?|expected|scheduled|due|next|tomorrow)\b"
    r"|提醒|记得|预计|计划|打算|准备|将|下周|下个|明|要|安排"
)
_BACK = (
    r"\b(?:was|were|did|had|went|met|saw|came|spoke|sent|told|got|gave|paid|bought|won|lost|left|made|took|ran|said"
    r"|(?!need|feed|speed|proceed|wed|red|bed|embed|sched)[a-z]{2,}ed)\b"
    r"|[^\W\d_]了(?!解)|[去访见聊谈开打送签联系做过]过|刚|曾|昨|上周|上个"
)


def use_of(text: str) -> Use:
    """The use a folded sentence suggests: gone by only where nothing in it looks ahead."""
    return Use.PERIOD_PAST if re.search(_BACK, text) and not re.search(_AHEAD, text) else Use.ANY
