"""Words that put right what was done before: whose act, which one, and what they leave alone."""

import pytest
from sqlalchemy import select

from domain.act import QuestionState
from domain.customer import Customer
from domain.incoming import Said
from storage.tables import activity, customer, question


@pytest.fixture
def customers(acting, team, clock):
    """Return the numbers of Ann's customers."""
    with acting(team.ann) as unit:
        return {
            name: unit.customers.add(Customer(name=name, owner_id=team.ann.id, cadence_from=clock())).id
            for name in ("Acme Labs", "Bolt Works", "Great Wall")
        }


@pytest.fixture
def logged(store):
    """Return what reads which customers the activities are about, in the order of their kinds."""

    def read():
        query = (
            select(activity.c.kind, customer.c.name)
            .join(customer, customer.c.id == activity.c.customer_id)
            .order_by(activity.c.kind)
        )
        with store.read() as unit:
            return [(kind.value, name) for kind, name in unit.connection.execute(query)]

    return read


def test_another_s_words_leave_my_act_alone(office, team, customers, logged):
    """In one group, each puts right what they said themselves."""
    ann, bob = office.group(team.ann), office.group(team.bob)
    ann.say("@salesbot visited Acme Labs")
    bob.say("@salesbot no, Bolt Works")
    assert logged() == [("visit", "Acme Labs")]
    ann.say("@salesbot no, Bolt Works")
    assert logged() == [("visit", "Bolt Works")]


def test_a_reply_to_a_card_puts_that_one_right(ann, customers, logged, clock):
    """However many came after it, and after more than half an hour."""
    card = ann.say("visited Acme Labs").new[-1]
    ann.say("called Great Wall")
    clock.forward(minutes=40)
    ann.say("no, Bolt Works", on=card.row)
    assert logged() == [("call", "Great Wall"), ("visit", "Bolt Works")]


def test_after_half_an_hour_the_words_stand_alone(ann, customers, logged, clock):
    """What was meant is not known any more, and nothing is changed."""
    ann.say("visited Acme Labs")
    clock.forward(minutes=30, seconds=1)
    ann.say("no, Bolt Works")
    assert logged() == [("visit", "Acme Labs")]


@pytest.mark.parametrize(
    "words", ["no, thanks", "sorry, running late", "it was hard", "no, nothing to add", "it was great"]
)
def test_talk_puts_nothing_right(ann, customers, logged, words):
    """What fits no slot of the act is no correction."""
    ann.say("visited Acme Labs, talked to Jane")
    ann.say(words)
    assert logged() == [("visit", "Acme Labs")]


@pytest.mark.parametrize("words", ["no, Bolt", "no, bolt works", "not acme, bolt"])
def test_a_name_in_small_letters_is_a_name_where_it_is_whole_or_stands_for_one(ann, customers, logged, words):
    """Part of a name is one with its capital, or where it is said which name was wrong."""
    ann.say("visited Acme Labs")
    ann.say(words)
    assert logged() == [("visit", "Bolt Works")]


def test_a_new_order_is_no_correction(ann, customers, logged):
    """What says something of its own is done beside what was done before."""
    ann.say("visited Acme Labs")
    ann.say("no wait, called Bolt Works")
    assert logged() == [("call", "Bolt Works"), ("visit", "Acme Labs")]


def test_one_correction_follows_another(ann, customers, logged):
    """The act that was put right is put right again, and one undo brings back the one before."""
    ann.say("visited Acme Labs")
    ann.say("no, Bolt Works")
    ann.say("not visit, call")
    assert logged() == [("call", "Bolt Works")]
    ann.do(Said("undo"))
    assert logged() == [("visit", "Bolt Works")]


def test_a_correction_puts_aside_what_was_asked(ann, customers, store, logged):
    """A question that stood is answered by its buttons alone from then on."""
    ann.say("visited Acme Labs")
    ann.press("Change")
    ann.say("sorry, Bolt Works")
    assert logged() == [("visit", "Bolt Works")]
    with store.read() as unit:
        (asked,) = unit.connection.execute(select(question.c.state)).scalars()
    assert asked is QuestionState.ASIDE
