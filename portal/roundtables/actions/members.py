"""Who belongs to a series: taken from the network or typed."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from portal.kernel import audit, clock, mail
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.network.terms import ContactWay
from portal.roundtables.actions.forgetting import forget_ways
from portal.roundtables.models import Member, RoundTable
from portal.roundtables.policy import RoundTablePermission
from portal.roundtables.queries import series as queries
from portal.roundtables.terms.series import LONGEST_NAME, LONGEST_PHONE, MOST_MEMBERS

LEFT = audit.kind("roundtables.member-left", N_("Mitglied eines Runden Tischs ausgetragen"), keys=("member_id",))


@dataclass(frozen=True, kw_only=True)
class PersonDraft:
    """A person as one types them."""

    name: str
    way: ContactWay
    organisation: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    may_be_named: bool = False


def add(round_table: RoundTable, draft: PersonDraft, *, by: Actor) -> Member:
    """Type a new member. Somebody of the same name and organisation who is there already is returned as they are."""
    ensure(RoundTablePermission.EDIT, by, round_table)
    check(draft)
    there = queries.members(round_table)
    for one in there:
        if (one.sort_name, fold(one.organisation)) == (fold(draft.name), fold(draft.organisation)):
            return one
    _ensure_room(len(there) + 1)
    return _new(round_table, draft)


def take_contacts(round_table: RoundTable, contact_ids: Collection[UUID], *, by: Actor) -> int:
    """Take people from the network whom this actor may reach; others and those who are there are left out. Returns how many."""
    ensure(RoundTablePermission.EDIT, by, round_table)
    chosen = [one for one in queries.reachable(round_table, by) if one.contact_id in set(contact_ids)]
    _ensure_room(len(queries.members(round_table)) + len(chosen))
    for one in chosen:
        draft = PersonDraft(
            name=(one.name or one.function or one.organisation)[:LONGEST_NAME],
            way=_way(one.way, email=one.email, phone=one.phone, address=one.address),
            organisation=one.organisation,
            function=one.function[:LONGEST_NAME],
            email=one.email,
            phone=one.phone[: LONGEST_PHONE + 20],
            address=one.address,
            may_be_named=one.may_be_named,
        )
        _new(round_table, draft, contact_id=one.contact_id)
    return len(chosen)


def edit(member: Member, draft: PersonDraft, *, version: int, by: Actor) -> None:
    """Replace what is known of a member. Meetings that were prepared keep what was known then."""
    ensure(RoundTablePermission.EDIT, by, member.round_table)
    if member.version != version:
        raise Conflict
    check(draft)
    write(member, draft)
    session().flush()


def leave(member: Member, *, by: Actor) -> None:
    """No member any more: not invited again, the secret calendar of the person is gone, and so are the addresses."""
    ensure(RoundTablePermission.EDIT, by, member.round_table)
    if member.left_at is None:
        member.left_at = clock.now()
        forget_ways(member)
        audit.log(LEFT, by=by, member_id=member.id)


def renew_calendar(member: Member, *, by: Actor) -> None:
    """Give the person's calendar a new secret address."""
    ensure(RoundTablePermission.EDIT, by, member.round_table)
    member.calendar_round += 1


def check(draft: PersonDraft) -> None:
    """Raises `InvalidInput` unless the person has a name and can be reached by the way that was chosen."""
    if not draft.name:
        raise InvalidInput("person.no-name", N_("Bitte geben Sie einen Namen ein."), field="name")
    if draft.email and not mail.can_be_addressed(draft.email):
        raise InvalidInput("person.bad-mail", N_("Diese E-Mail-Adresse ist nicht vollständig."), field="email")
    missing = {
        ContactWay.MAIL: ("email", N_("Für Einladungen per E-Mail fehlt die Adresse.")),
        ContactWay.LETTER: ("address", N_("Für Briefe fehlt die Anschrift.")),
        ContactWay.PHONE: ("phone", N_("Für Anrufe fehlt die Telefonnummer.")),
    }
    field, message = missing[draft.way]
    if not getattr(draft, field):
        raise InvalidInput("person.unreachable", message, field=field)


def write(person: "Member", draft: PersonDraft) -> None:
    """Put what was typed into a row with the columns of a person."""
    person.name, person.sort_name = draft.name, fold(draft.name)
    person.organisation, person.function = draft.organisation, draft.function
    person.email, person.phone, person.address = draft.email.casefold(), draft.phone, draft.address
    person.way, person.may_be_named = draft.way, draft.may_be_named


def _new(round_table: RoundTable, draft: PersonDraft, *, contact_id: UUID | None = None) -> Member:
    made = Member(round_table_id=round_table.id, contact_id=contact_id)
    write(made, draft)
    session().add(made)
    session().flush()
    return made


def _way(wanted: ContactWay, *, email: str, phone: str, address: str) -> ContactWay:
    """The way somebody wants if it is open, else the first one that is."""
    there = {ContactWay.MAIL: email, ContactWay.LETTER: address, ContactWay.PHONE: phone}
    return wanted if there[wanted] else next((way for way, given in there.items() if given), ContactWay.PHONE)


def _ensure_room(wanted: int) -> None:
    if wanted > MOST_MEMBERS:
        raise InvalidInput(
            "members.too-many",
            N_("An einem Runden Tisch sitzen höchstens %(most)s Mitglieder."),
            most=MOST_MEMBERS,
        )
