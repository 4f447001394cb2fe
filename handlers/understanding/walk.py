"""The walk over a sentence: at each place the surest phrase becomes an action or adds to the one before."""

import re
from dataclasses import dataclass, field

from domain.incoming import Situation
from handlers.understanding import slots
from handlers.understanding.drafts import Draft
from handlers.understanding.grammar import Grammar, Hit
from handlers.understanding.marked import TIME, TIME_REST, Marked
from handlers.understanding.names import is_person_name
from handlers.understanding.own_tasks import own_task
from handlers.understanding.placing import Placed
from handlers.understanding.putting import NAMES, party_of, put
from handlers.understanding.remains import keep, keep_times, wanted_mark
from handlers.understanding.shapes import OF_A_DEAL, SHAPES
from handlers.understanding.talk import is_news, is_vague
from handlers.understanding.template import Template
from handlers.understanding.tense import name_in_tense
from handlers.understanding.times import TimeMention

MOST_ACTIONS = 20
"""Actions taken from one message."""
_SKIPPED = re.compile(r"(?:\d{1,2}[.)\x10] ?(?=\D)|[^\w#@&$€£¥￥'+/\x03-\x08\x0c-\x0e])+")
_SEPARATOR = re.compile(r"[,;!?\n]|(?<!\d)\.(?=[ \n\x0b]|$)|(?<=[ \x0b])-(?=[ \x0b])")
_QUESTION = re.compile(r"\?|(?:吗|呢|么)[!\s]*$")
_FURTHER = re.compile(
    r"(?:\s*(?:[,&\x10]|and|和|跟|以及)\s*(?:and\s+)?#?\d{1,9}(?![\d.:%]|[点号日月年万个台家天]))+"
)
_TIME = re.compile(f"{TIME}{TIME_REST}*")
_BLANK = r"\s*"
_POLITE = (
    "please|pls|now|thanks|too|again|also|then|and .*|还有.*|再.*|[吧呢吗啊呀了]|给我|看看|看下|"
    "一下|发我|也要|也看一下|列一下|发一下|谢谢"
)
_NOTHING_MORE = re.compile(rf"{_BLANK}(?:{_POLITE}|[^\w])*{_BLANK}")
_TIMES = re.compile(r"\s*")
_PERSONS = (
    re.compile(r"\x07\x0e*|\x08\x0e*|[a-z]+(?=[ \x0b])|[^\x00-\xff]{2}"),
    re.compile(r"[^\x00-\xff]{3}|[a-z]+ [a-z]+(?=[ \x0b])"),
)
_ORDERS = frozenset({"order", "remind", "assign"})
_DONE_ONLY = frozenset({"log", "quote", "order", "payment", "ticket", "rate"})
_STATEMENTS = frozenset({"log", "act", "update_deal"})


@dataclass
class Lead:
    """What the words before an action have said of it."""

    mode: str | None = None
    person: str | None = None
    times: list[TimeMention] = field(default_factory=list)


class Walk:
    """Reads sentence after sentence; `drafts` grows, and what was said last is carried on."""

    def __init__(self, marked: Marked, grammar: Grammar, situation: Situation) -> None:
        self.marked = marked
        self.grammar = grammar
        self.situation = situation
        self.placed = Placed(situation)
        self.lead = Lead()
        self.end = 0
        self.taken_until = -1
        self.is_question = False
        self.is_doubtful = False
        self.is_vague = False
        self.covers_all = True

    @property
    def drafts(self) -> list[Draft]:
        """The actions said so far."""
        return self.placed.drafts

    # ---- a sentence ----------------------------------------------------------------------

    def sentence(self, start: int, end: int) -> None:
        """Read one sentence."""
        self.is_question = bool(_QUESTION.search(self.marked.marks, start, end))
        self.is_doubtful = is_news(self.marked.marks, start, end)
        self.is_vague = is_vague(self.marked.marks, start, end)
        self.lead, self.end = Lead(), end
        at = start
        while at < end and len(self.drafts) < MOST_ACTIONS:
            at = self._step(at)
        self._give_times_to_the_last()

    def _step(self, at: int) -> int:
        """Read what stands at a place and return where it ends."""
        skipped = _SKIPPED.match(self.marked.marks, at, self.end)
        if skipped:
            if _SEPARATOR.search(skipped.group()) and self.lead.mode == "order" and not self.lead.times:
                self.lead = Lead()
            return skipped.end()
        time = _TIME.match(self.marked.marks, at, self.end)
        if time:
            action, detail = self._action(at), self._detail(at)
            if (
                action
                and not (action.template.is_open and self._is_led_on(time.end()))
                and not _beats(detail, action)
            ):
                return self._take(action)
            if detail:
                return self._add(detail)
            self._time_alone(time)
            return time.end()
        return self._phrase(at)

    def _is_led_on(self, at: int) -> bool:
        """Tell whether words after a time lead to an action, so that no name begins there."""
        closed = self._action(at)
        lead = self.grammar.lead(at, self.end)
        return bool(
            lead or (closed and not closed.template.is_open) or _PERSONS[0].match(self.marked.marks, at)
        )

    def _phrase(self, at: int) -> int:
        end = self.end
        action, lead = self._action(at), self.grammar.lead(at, end)
        detail = self._detail(at)
        chatter = self.grammar.chatter_at(at, end)
        strongest = max((hit.rank for hit in (action, lead, detail) if hit), default=(0, 0))
        if (chatter and chatter.rank >= strongest) or (chatter and action and action.template.is_open):
            self.is_doubtful = True
            self.covers_all = False
            return self._piece_end(at)
        if action and action.template.is_open and (by_person := self._by_person(at)):
            return by_person
        if detail and action and _beats(detail, action):
            return self._add(detail)
        if action and not (lead and lead.rank > action.rank):
            return self._take(action)
        if lead:
            return self._follow(lead)
        if detail:
            return self._add(detail)
        return self._by_person(at) or self._leftover(at)

    def _piece_end(self, at: int) -> int:
        separator = _SEPARATOR.search(self.marked.marks, at, self.end)
        return max(separator.start(), at + 1) if separator else self.end

    # ---- actions -------------------------------------------------------------------------

    def _action(self, at: int) -> Hit | None:
        """Return the action at a place, unless the sentence forbids it."""
        hit = self.grammar.action(at, self.end, self._is_allowed)
        if hit and self.situation.channel == "group" and hit.template.asks and not self._ends_piece(hit.end):
            return None
        return hit

    def _ends_piece(self, at: int) -> bool:
        """Tell whether nothing follows a question in its piece but a time or a polite word."""
        return bool(_NOTHING_MORE.fullmatch(self.marked.marks, at, self._piece_end(at)))

    def _is_allowed(self, template: Template) -> bool:
        """Tell whether an action can be meant here: a question writes nothing, an order asks nothing."""
        name = template.action
        if self.is_doubtful and (template.is_open or name in _STATEMENTS):
            return False
        if self.is_vague and name in ("remind", "act") and self.lead.mode != "remind":
            return False
        if self.lead.mode in _ORDERS and name in _DONE_ONLY:
            return False
        if name == "act" or not SHAPES[name].asks:
            return not self.is_question or self.lead.mode is not None
        return self.lead.mode not in _ORDERS

    def _take(self, hit: Hit) -> int:
        """Make a draft of a hit and return where it ends."""
        found = hit.found
        end, party = party_of(hit, self.marked)
        times = self.lead.times + self.marked.times_in(found.start(), end)
        name = self._in_tense(hit, end, times)
        draft = Draft(name, dict(hit.template.fixed), list(party.customers), times)
        if party.contact:
            draft.slots["contact"] = party.contact
        elif draft.customers and self.placed.is_person(draft.customers[-1]):
            draft.slots["contact"] = draft.customers.pop()
        draft.is_pronoun = party.is_pronoun
        for slot, span in hit.spans:
            if slot == "subject":
                self._subject(draft, *span)
            elif slot not in NAMES and slot != "at":
                put(draft, slot, *span, self.marked)
        if self.lead.person:
            draft.slots["assignee" if name == "remind" else "owner"] = self.lead.person
        self.lead = Lead()
        self.taken_until = end
        self.placed.place(draft)
        return self._further_numbers(draft, end)

    def _further_numbers(self, draft: Draft, end: int) -> int:
        """Read the other numbers of "done 12, 14 and 15" and return where they end."""
        further = _FURTHER.match(self.marked.marks, end, self.end) if "id" in draft.slots else None
        if not further or not self.marked.marks[end - 1].isdigit():
            return end
        self.placed.place_alike([int(number) for number in re.findall(r"\d+", further.group())])
        self.taken_until = further.end()
        return further.end()

    def _in_tense(self, hit: Hit, end: int, times: list[TimeMention]) -> str:
        name = hit.template.action
        if name not in ("act", "log", "remind"):
            return name
        trailing = self.marked.times_in(end, self._piece_end(end))
        words = self.marked.marks[max(0, hit.found.start() - 2) : hit.end + 1]
        is_order = self.lead.mode in _ORDERS
        return name_in_tense(name, words, times + trailing, is_order, self.situation.now_local)

    def _subject(self, draft: Draft, start: int, stop: int) -> None:
        """Read 新商机 …: whose deal it is, or what it is about when the customer has been named."""
        words = slots.name(self.marked.words(start, stop))
        if any(earlier.customers for earlier in self.drafts):
            draft.slots["title"] = words
        else:
            draft.customers = [words]

    # ---- what leads to an action ---------------------------------------------------------

    def _follow(self, lead: Hit) -> int:
        mode = lead.template.fixed.get("mode")
        self.lead.mode = str(mode) if mode else self.lead.mode
        for slot, span in lead.spans:
            if slot == "person" and self.lead.mode == "assign":
                self.lead.person = slots.person(self.marked.words(*span))
        self.lead.times += self.marked.times_in(lead.found.start(), lead.end)
        return lead.end

    def _by_person(self, at: int) -> int | None:
        """Read what somebody else did: "Bob visited Acme", 张三拜访了小米."""
        for pattern in _PERSONS:
            found = pattern.match(self.marked.marks, at, self.end)
            if not found or not is_person_name(self.marked.words(*found.span())):
                continue
            after = _TIMES.match(self.marked.marks, found.end(), self.end)
            start = after.end() if after else found.end()
            hit = self._action(start)
            if hit and not hit.template.is_open and hit.template.action in ("log", "act"):
                self.lead.person = slots.person(self.marked.words(*found.span()))
                self.lead.times += self.marked.times_in(found.end(), start)
                return self._take(hit)
        return None

    # ---- times that stand alone ----------------------------------------------------------

    def _time_alone(self, time: re.Match[str]) -> None:
        """Give a time to the action it trails, or keep it for the one that follows."""
        mention = self.marked.times[time.start()]
        piece = self.marked.marks[self.taken_until : time.start()] if self.taken_until >= 0 else ","
        if self.drafts and self.drafts[-1].shape.when and not self.lead.mode and not _SEPARATOR.search(piece):
            self.drafts[-1].times.append(mention)
        else:
            self.lead.times.append(mention)

    def _give_times_to_the_last(self) -> None:
        """Give times that no action followed to the last action, if it has none."""
        if self.lead.times and self.drafts and not self.drafts[-1].times and self.drafts[-1].shape.when:
            self.drafts[-1].times += self.lead.times

    # ---- what is added, and what is left -------------------------------------------------

    def _detail(self, at: int) -> Hit | None:
        if not self.drafts:
            return None
        wanted = self.drafts[-1].shape.adds
        if self.drafts[-1].name == "log":
            wanted |= OF_A_DEAL
        return self.grammar.detail(at, self.end, wanted)

    def _add(self, hit: Hit) -> int:
        """Fill a slot of the last draft; what a log cannot hold goes to a deal beside it."""
        slot = hit.template.action.split(" ")[1]
        draft = self.placed.for_addition(slot)
        if slot in hit.template.fixed:
            draft.slots.setdefault(slot, hit.template.fixed[slot])
        draft.times += self.marked.times_in(hit.found.start(), hit.end)
        for group, span in hit.spans:
            if group != "at" and slot not in draft.slots:
                put(draft, slot if group == "value" else group, *span, self.marked)
        self.taken_until = hit.end
        return hit.end

    def _leftover(self, at: int) -> int:
        """Keep words that say nothing we know, up to the next separator, as a task or a note."""
        stop = self._piece_end(at)
        self.covers_all = False
        if self.drafts and self.lead.mode is None:
            stop = wanted_mark(self.drafts[-1], self.marked, at, stop)
        if self.lead.mode == "remind" and not self.is_question:
            self._own_task(at, stop)
        elif self.drafts and not self.is_doubtful:
            keep(self.placed, self.grammar, at, stop)
            if not _SEPARATOR.search(self.marked.marks[self.taken_until : at]):
                keep_times(self.drafts[-1], self.marked.times_in(at, stop))
        self.lead.mode = None
        return stop

    def _own_task(self, at: int, stop: int) -> None:
        draft = own_task(self.marked, at, stop)
        draft.times = self.lead.times + draft.times
        if self.lead.person:
            draft.slots["assignee"] = self.lead.person
        self.lead = Lead()
        self.taken_until = stop
        self.placed.place(draft)


def _beats(hit: Hit | None, other: Hit) -> bool:
    return hit is not None and hit.rank >= other.rank
