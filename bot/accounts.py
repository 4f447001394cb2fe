"""What the one who runs Salesbot does with accounts: close, open again, sign out, let lead."""

from bot.joining import one_named
from bot.telling import tell_admins
from domain.act import Act
from domain.facts import AccountClosed
from domain.outgoing import About
from domain.people import Person, Role, Standing
from domain.request import Decision
from handlers.accounts import close_account, keep
from storage.store import Store
from storage.tables import team
from storage.unit import Unit


def close(store: Store, name: str) -> None:
    """Close an account; the admins are told."""
    with store.write() as unit:
        person = one_named(
            [one for one in unit.people.everybody() if one.standing is not Standing.LEFT], name
        )
        _as_act(unit, "close", person)
        close_account(person, unit, by=None)
        tell_admins(AccountClosed(person), About("talk"), unit)
        unit.commit()


def reopen(store: Store, name: str) -> None:
    """Open a closed account again; what was asked about it is answered by that."""
    with store.write() as unit:
        closed = [one for one in unit.people.everybody() if one.standing is not Standing.ACTIVE]
        person = one_named(closed, name)
        _as_act(unit, "reopen", person)
        keep(person, unit)
        unit.requests.close_of(person.id, None, Decision.DECLINED)
        unit.commit()


def end_sessions(store: Store, name: str) -> int:
    """Sign somebody out on all devices; return how many those were."""
    with store.write() as unit:
        ended = unit.access.end_sessions(one_named(unit.people.everybody(), name).id)
        unit.commit()
    return ended


def lead(store: Store, name: str, team_name: str) -> None:
    """Let a manager lead one more team."""
    with store.write() as unit:
        person = one_named(unit.people.all(), name)
        named = unit.teams.where(team.c.name == team_name)
        if not named or person.role is not Role.MANAGER:
            why = f"{person.name} is no manager" if named else f"there is no team {team_name!r}"
            raise LookupError(why)
        _as_act(unit, f"lead:{named[0].id}", person)
        unit.people.lead(person.id, named[0].id)
        unit.chats.open_own(person)
        unit.commit()


def _as_act(unit: Unit, what: str, person: Person) -> None:
    key = f"{what}:{person.id}:{unit.now().isoformat()}"
    unit.begin_act(Act(person_id=None, source_key=key, said_at=unit.now(), channel="", chat=""))
