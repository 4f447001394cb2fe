"""The colours of the charts: one blue for what matters, greys for what helps, few others for series."""

PAPER = "#F3F5F9"
CARD = "#FFFFFF"
EDGE = "#E4E8EF"
TRACK = "#EEF1F6"
INK = "#172033"
SOFT = "#5B6678"
FAINT = "#8A94A5"
ACCENT = "#2A5BD7"
BELOW_ZERO = "#CF4A4A"
REST = "#C3CAD6"

SERIES = (ACCENT, "#17A08F", "#F2A33A", "#8A63D2", "#D9577F", "#6C7A91")

_LIGHTEST = "#9DBAF3"
_DEEPEST = "#1F47B4"


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour `share` of the way from `first` to `second`."""
    channels = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in channels)


def steps(count: int) -> tuple[str, ...]:
    """Return blues that deepen from one stage to the next."""
    return tuple(mixed(_LIGHTEST, _DEEPEST, (at + 1) / count) for at in range(count))


def pale(colour: str) -> str:
    """Return the tint of `colour` for what is not over."""
    return mixed(colour, CARD, 0.6)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
