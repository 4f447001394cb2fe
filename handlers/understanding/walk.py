"""The walk over a sentence: at each place the surest phrase becomes an action or adds to the one before."""

import re
from dataclasses import dataclass, field

from domain.incoming import Situation
from handlers.understanding import slots
from handlers.understanding.drafts import Draft
from handlers.understanding.grammar import Grammar, Hit
from handlers.understanding.marked import EMAIL, MONEY, PHONE, STOP, TIME, TIME_REST, Marked
from handlers.understanding.names import cut, guess, is_person_name
from handlers.understanding.parties import Party, read_party
from handlers.understanding.phrases.words import GIVEN_NAMES
from handlers.understanding.shapes import OF_A_DEAL, SHAPES
from handlers.understanding.template import Template
from handlers.understanding.tense import name_in_tense
from handlers.understanding.times import TimeMention

_SKIPPED = re.compile(r"(?:\d{1,2}[.)\x10] ?(?=\D)|[^\w#@&$€£¥￥'+/\x01-\x0e])+")
_SEPARATOR = re.compile(r"[,;!?\n]|(?<!\d)\.(?=[\s\x0f]|$)|(?<=[ \x0f])-(?=[ \x0f])")
_QUESTION = re.compile(r"\?|(?:吗|呢|么)[!\s]*$")
_TIME = re.compile(f"{TIME}{TIME_REST}*")
_TIMES = re.compile(f"[ {STOP}{TIME}{TIME_REST}]*")
_PRONOUN_INSIDE = re.compile(r"(?<![a-z])(?:they|they're|them|their|him|her)(?![a-z])|他们|对方|该客户|客户")
_FOR_WHOM = re.compile(
    r"[ \x0f](?:for|to|with|at|from|about) (?P<name>\x06\x0e*|[a-z0-9][^\x00-\x1f ,;!?]*(?: [^\x00-\x1f ,;!?]+)*)"
    r"|(?P<known>\x06\x0e*)|(?:给|跟|和|向|找)(?P<han>[^\x00-\x1f ,;!?]{2,12}?)(?=送|寄|发|准备|做|打|回|报|开|的|确认|谈|对)"
)
_PERSONS = (
    re.compile(r"\x07\x0e*|\x08\x0e*|[a-z]+(?=[ \x0f])|[^\x00-\xff]{2}"),
    re.compile(r"[^\x00-\xff]{3}|[a-z]+ [a-z]+(?=[ \x0f])"),
)
_ORDERS = frozenset({"order", "remind", "assign"})
_MARK_OF = {"money": MONEY, "close": TIME, "phone": PHONE, "email": EMAIL}
_RENAMED = {
    ("", "person"): "owner",
    ("", "figure"): "metric",
    ("", "place"): "region",
    ("set_customer", "tier"): "value",
    ("set_customer", "note"): "value",
    ("set_customer", "industry"): "value",
    ("setting", "language"): "value",
}
"""Slots that are named after what their words look like rather than after the slot they fill."""
_NAMES = ("customer", "customers")
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
        self.drafts: list[Draft] = []
        self.lead = Lead()
        self.end = 0
        self.taken_until = -1
        self.is_question = False
        self.is_doubtful = False
        self.covers_all = True

    # ---- a sentence ----------------------------------------------------------------------

    def sentence(self, start: int, end: int) -> None:
        """Read one sentence."""
        self.is_question = bool(_QUESTION.search(self.marked.marks, start, end))
        self.is_doubtful = False
        self.lead, self.end = Lead(), end
        at = start
        while at < end:
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
            if action and not (detail and detail.rank >= action.rank):
                return self._take(action)
            if detail:
                return self._add(detail)
            self._time_alone(time)
            return time.end()
        return self._phrase(at)

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
        if detail and action and detail.rank >= action.rank:
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
        return self.grammar.action(at, self.end, self._is_allowed)

    def _is_allowed(self, template: Template) -> bool:
        """Tell whether an action can be meant here: a question writes nothing, an order asks nothing."""
        name = template.action
        if self.is_doubtful and (template.is_open or name in _STATEMENTS):
            return False
        if name == "act" or not SHAPES[name].asks:
            return not self.is_question or self.lead.mode is not None
        return self.lead.mode not in _ORDERS

    def _take(self, hit: Hit) -> int:
        """Make a draft of a hit and return where it ends."""
        found = hit.found
        end, party = self._customers(hit)
        times = self.lead.times + self.marked.times_in(found.start(), end)
        name = self._in_tense(hit, end, times)
        draft = Draft(name, dict(hit.template.fixed), list(party.customers), times)
        if party.contact:
            draft.slots["contact"] = party.contact
        elif len(draft.customers) == 1 and self._is_contact(draft.customers[0]):
            draft.slots["contact"] = draft.customers.pop()
        draft.is_pronoun = party.is_pronoun
        for slot, span in hit.spans:
            if slot == "subject":
                self._subject(draft, *span)
            elif slot not in _NAMES and slot != "at":
                self._set(draft, slot, *span)
        if self.lead.person:
            draft.slots["assignee" if name == "remind" else "owner"] = self.lead.person
        self.lead = Lead()
        self.taken_until = end
        self._place(draft)
        return end

    def _in_tense(self, hit: Hit, end: int, times: list[TimeMention]) -> str:
        name = hit.template.action
        if name not in ("act", "log", "remind"):
            return name
        trailing = self.marked.times_in(end, self._piece_end(end))
        words = self.marked.marks[max(0, hit.found.start() - 2) : hit.end + 1]
        is_order = self.lead.mode in _ORDERS
        return name_in_tense(name, words, times + trailing, is_order, self.situation.now_local)

    def _customers(self, hit: Hit) -> tuple[int, Party]:
        """Return where a hit ends once its name is cut to size, and who is named."""
        for slot, (start, stop) in hit.spans:
            if slot not in _NAMES:
                continue
            end = hit.end
            if stop == end:
                stop = end = start + cut(self.marked.text[start:stop])
            return end, read_party(self.marked, start, stop)
        return hit.end, Party()

    def _subject(self, draft: Draft, start: int, stop: int) -> None:
        """Read 新商机 …: whose deal it is, or what it is about when the customer has been named."""
        words = slots.name(self.marked.words(start, stop))
        if any(earlier.customers for earlier in self.drafts):
            draft.slots["title"] = words
        else:
            draft.customers = [words]

    def _is_contact(self, name: str) -> bool:
        """Tell a person spoken of before, or one who can hardly be a company."""
        spoken_of = any(draft.slots.get("contact") == name for draft in self.drafts)
        return spoken_of or name.lower() in GIVEN_NAMES

    def _set(self, draft: Draft, slot: str, start: int, stop: int) -> None:
        """Put the value of some words into a slot."""
        words = self.marked.words(start, stop)
        if slot == "money":
            draft.slots |= slots.money(words) or {}
        elif slot in ("note", "what"):
            draft.notes.append(self._without_times(start, stop) if draft.name == "remind" else words)
        elif slot == "clock":
            mention = self.marked.times.get(start)
            draft.slots["value"] = (mention.clock if mention else None) or words
        elif slot == "hours":
            draft.slots["value"] = slots.hours(words, self.marked.times.get(start))
        elif slot == "ticket":
            if (kind := slots.READERS["ticket"](words)) != "any":
                draft.slots["kind"] = kind
        else:
            value = slots.READERS.get(slot, slots.name)(words)
            if value is not None:
                draft.slots[_RENAMED.get((draft.name, slot)) or _RENAMED.get(("", slot), slot)] = value

    def _place(self, draft: Draft) -> None:
        """Give a draft the customer that was spoken of, and add it or merge it with the deal it goes on about."""
        if draft.wants_customer:
            draft.customers = self._carried(draft)
        for earlier in reversed(self.drafts):
            if _repeats(earlier, draft):
                return
            if _goes_on(earlier, draft):
                earlier.slots |= draft.slots
                earlier.times += draft.times
                return
        self.drafts.append(draft)

    def _carried(self, draft: Draft) -> list[str]:
        for earlier in reversed(self.drafts):
            if earlier.customers:
                return list(earlier.customers)
        context = self.situation.context_customer
        stands_alone = draft.slots.get("kind") == "task" and draft.notes and not draft.is_pronoun
        return [context] if context and not stands_alone else []

    # ---- what leads to an action ---------------------------------------------------------

    def _follow(self, lead: Hit) -> int:
        self.lead.mode = lead.template.fixed.get("mode") or self.lead.mode
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
        draft = self.drafts[-1]
        slot = hit.template.action.split(" ")[1]
        if slot in OF_A_DEAL and slot not in draft.shape.adds:
            self._place(Draft("update_deal", customers=list(draft.customers)))
            draft = self.drafts[-1]
        if slot in hit.template.fixed:
            draft.slots.setdefault(slot, hit.template.fixed[slot])
        draft.times += self.marked.times_in(hit.found.start(), hit.end)
        for group, span in hit.spans:
            if group != "at" and slot not in draft.slots:
                self._set(draft, slot if group == "value" else group, *span)
        self.taken_until = hit.end
        return hit.end

    def _leftover(self, at: int) -> int:
        """Keep words that say nothing we know, up to the next separator, as a task or a note."""
        stop = self._piece_end(at)
        self.covers_all = False
        if self.drafts and self.lead.mode is None:
            stop = self._wanted_mark(at, stop)
        if self.lead.mode == "remind" and not self.is_question:
            self._own_task(at, stop)
        elif self.drafts and not self.is_doubtful:
            self._keep(self.drafts[-1], at, stop)
        self.lead.mode = None
        return stop

    def _wanted_mark(self, at: int, stop: int) -> int:
        """Return where, before a separator, a sum, time or number begins that the last action has room for."""
        adds = self.drafts[-1].shape.adds
        signs = "".join(sign for slot, sign in _MARK_OF.items() if slot in adds)
        found = re.search(f"[{signs}]", self.marked.marks[at + 1 : stop]) if signs else None
        return at + 1 + found.start() if found else stop

    def _own_task(self, at: int, stop: int) -> None:
        """Make a task of a reminder that says none of the known things to do."""
        times = self.lead.times + self.marked.times_in(at, stop)
        draft = Draft("remind", {"kind": "task"}, times=times, notes=[self._without_times(at, stop)])
        draft.is_pronoun = bool(_PRONOUN_INSIDE.search(self.marked.marks, at, stop))
        whom = _FOR_WHOM.search(self.marked.marks, at, stop)
        if whom and whom.lastgroup:
            start, end = whom.span(whom.lastgroup)
            named = self.marked.text[start:end]
            if whom.lastgroup != "name" or named[:1].isupper() or named[:1].isdigit():
                draft.customers = [slots.name(named[: cut(named)])]
        if self.lead.person:
            draft.slots["assignee"] = self.lead.person
        self.lead = Lead()
        self.taken_until = stop
        self._place(draft)

    def _without_times(self, start: int, stop: int) -> str:
        """Return the words between two offsets less the times among them."""
        parts, at = [], start
        for time in _TIME.finditer(self.marked.marks, start, stop):
            parts.append(self.marked.words(at, time.start()))
            at = time.end()
        return " ".join(filter(None, [*parts, self.marked.words(at, stop)]))

    def _keep(self, draft: Draft, at: int, stop: int) -> None:
        """Keep words as what the last action has room for: a note, a place, or just their time."""
        words = self.marked.words(at, stop)
        if draft.name == "add_customer":
            draft.slots.setdefault(guess(words), words)
        elif "title" in draft.shape.adds:
            draft.slots.setdefault("title", words)
        elif "note" in draft.shape.adds:
            draft.notes.append(words)
        elif not _SEPARATOR.search(self.marked.marks[self.taken_until : at]):
            draft.times += self.marked.times_in(at, stop)


def _repeats(earlier: Draft, draft: Draft) -> bool:
    """Tell the same said twice: "no need to visit Acme, delete that task"."""
    same = earlier.name == draft.name == "cancel" and earlier.customers == draft.customers
    return same and "id" not in draft.slots and draft.slots.get("kind") == "task"


def _goes_on(earlier: Draft, draft: Draft) -> bool:
    """Tell a deal's further particulars from another deal."""
    if draft.name != "update_deal" or earlier.name not in ("update_deal", "add_deal"):
        return False
    return earlier.customers == draft.customers and not (set(earlier.slots) & set(draft.slots))
