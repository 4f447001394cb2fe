"""Documents as HTML for the web chat: each text is escaped once, on its way into the markup."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from domain.outgoing import Block, Document, Fields, Items, Line, Paragraph, Picture, Span, Title

STYLES = {
    "plain": Markup("{}"),
    "bold": Markup("<strong>{}</strong>"),
    "muted": Markup('<span class="muted">{}</span>'),
    "secret": Markup("<strong>{}</strong>"),
}


def html(document: Document, pictures: Sequence[str]) -> Markup:
    """Return the document's blocks as markup; `pictures` are the addresses of its pictures, in order."""
    addresses = iter(pictures)
    return _joined(_block(block, addresses) for block in document.blocks)


def _block(block: Block, addresses: Iterator[str]) -> Markup:
    match block:
        case Title(line, tone):
            return Markup('<h3 class="title tone-{}">{}</h3>').format(tone, _line(line))
        case Paragraph(line):
            return Markup("<p>{}</p>").format(_line(line))
        case Fields(rows):
            return Markup("<dl>{}</dl>").format(_joined(_field(label, value) for label, value in rows))
        case Items(lines, numbered):
            tag = "ol" if numbered else "ul"
            items = _joined(Markup("<li>{}</li>").format(_line(line)) for line in lines)
            return Markup("<{0}>{1}</{0}>").format(tag, items)
        case Picture(_, alt):
            return Markup('<img class="picture" src="{}" alt="{}" width="1200">').format(next(addresses), alt)


def _field(label: str, value: Line) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(label, _line(value))


def _line(line: Line) -> Markup:
    return _joined(_span(span) for span in line)


def _span(span: Span) -> Markup:
    return STYLES[span.style].format(span.text)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
