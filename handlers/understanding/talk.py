"""What takes the meaning out of a whole sentence: plans without a day, news about a company."""

import re

from handlers.understanding.phrases import leads

_VAGUE = re.compile("|".join(leads.VAGUE))
_NEWS = re.compile("|".join(leads.NEWS))


def is_vague(marks: str, start: int, end: int) -> bool:
    """Tell a plan that nobody means to be reminded of: "we should visit Globex sometime"."""
    return bool(_VAGUE.search(marks, start, end))


def is_news(marks: str, start: int, end: int) -> bool:
    """Tell what is in the papers about a company from what it does with us: 小米签约了新代言人."""
    return bool(_NEWS.search(marks, start, end))
