"""A chat drawn as one HTML page that needs nothing else, for a person to look at what a user would see."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

STYLE = """
body { margin: 0 auto; max-width: 390px; min-height: 100vh; background: #dfe7ec; color: #111;
  font: 15px/1.4 -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK TC",
  "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { margin: 0; padding: 10px 14px; font-size: 16px; background: #fff; position: sticky; top: 0; }
ol { margin: 0; padding: 10px; list-style: none; display: flex; flex-direction: column; gap: 8px; }
li { max-width: 86%; align-self: flex-start; }
li.mine { align-self: flex-end; }
li.note { align-self: center; padding: 2px 10px; border-radius: 10px; background: #8fa3b1; color: #fff;
  font-size: 12px; }
.bubble { padding: 7px 10px; border-radius: 12px; background: #fff; overflow-wrap: anywhere; }
.mine .bubble { background: #d9f7be; }
.who { font-weight: 600; font-size: 13px; color: #2a7ab0; }
.said { white-space: pre-wrap; }
.said pre { margin: 4px 0; padding: 6px; background: #f1f3f5; overflow-x: auto; }
.said blockquote, .quote { margin: 3px 0; padding-left: 8px; border-left: 3px solid #2a7ab0; color: #456; }
.quote { font-size: 13px; }
.when { text-align: right; font-size: 11px; color: #789; }
img { display: block; max-width: 100%; border-radius: 8px; }
.said a { color: #2a7ab0; }
.file::before { content: "file: "; color: #789; }
.file { padding: 6px 8px; border: 1px solid #ccd; border-radius: 8px; }
.buttons { display: flex; gap: 4px; margin-top: 4px; }
.buttons span { flex: 1; padding: 6px 4px; border-radius: 8px; background: #6b8299; color: #fff;
  text-align: center; font-size: 14px; }
"""
KINDS = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


@dataclass(frozen=True)
class Bubble:
    """One message as it is drawn; `said` is HTML that the stand-in made, all else is plain text."""

    who: str
    said: str
    when: str = ""
    mine: bool = False
    edited: bool = False
    quote: str = ""
    pictures: Sequence[bytes] = ()
    files: Sequence[str] = ()
    buttons: Sequence[Sequence[str]] = ()
    note: bool = False
    """Whether it is a line of the platform's own, such as who joined."""


def draw(title: str, bubbles: Sequence[Bubble]) -> str:
    """Return the page of a chat."""
    drawn = "\n".join(map(_bubble, bubbles))
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body><h1>{escape(title)}</h1>\n<ol>\n{drawn}\n</ol></body></html>\n"
    )


def save(path: Path, title: str, bubbles: Sequence[Bubble]) -> Path:
    """Write the page of a chat to a file."""
    path.write_text(draw(title, bubbles), encoding="utf-8")
    return path


def _bubble(bubble: Bubble) -> str:
    if bubble.note:
        return f'<li class="note">{bubble.said}</li>'
    parts = [
        f'<div class="who">{escape(bubble.who)}</div>',
        f'<div class="quote">{escape(bubble.quote)}</div>' if bubble.quote else "",
        *(f'<img alt="" src="{_inline(picture)}">' for picture in bubble.pictures),
        *(f'<div class="file">{escape(name)}</div>' for name in bubble.files),
        f'<div class="said">{bubble.said}</div>' if bubble.said else "",
        f'<div class="when">{"edited " if bubble.edited else ""}{escape(bubble.when)}</div>',
    ]
    rows = "".join(
        f'<div class="buttons">{"".join(f"<span>{escape(label)}</span>" for label in row)}</div>'
        for row in bubble.buttons
    )
    side = ' class="mine"' if bubble.mine else ""
    return f'<li{side}><div class="bubble">{"".join(parts)}</div>{rows}</li>'


def _inline(picture: bytes) -> str:
    kind = next((kind for start, kind in KINDS.items() if picture.startswith(start)), "image/png")
    return f"data:{kind};base64,{b64encode(picture).decode()}"
