"""The language to greet somebody in whom we do not know yet."""

from domain.people import Language

TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def proposed(accept_language: str) -> Language:
    """Return the language of ours that an `Accept-Language` likes best; English when it likes none."""
    wishes = [_wish(part) for part in accept_language.lower().split(",")]
    for _, tag in sorted(wishes, key=lambda wish: -wish[0]):
        if tag.startswith("zh"):
            return Language.ZH_HANT if tag.startswith(TRADITIONAL) else Language.ZH_HANS
        if tag.startswith("en"):
            return Language.EN
    return Language.EN


def _wish(part: str) -> tuple[float, str]:
    tag, _, weight = part.strip().partition(";q=")
    try:
        return float(weight or 1), tag
    except ValueError:
        return 0.0, tag
