"""Hand-written attempts on every function that gives, takes and shuts: who tries what, and whether it must be done or refused.

Each is one statement by one person, undone afterwards. They are what kills a changed operator in a function (test_mutants_of_the_walls).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import DatabaseError, connection, transaction

from hafan.foundation.context import acting_as, seen_as
from tests.cast import World
from tests.database import as_owner

ENOUGH = "'twenty letters and a few more'"


class Attempt(NamedTuple):
    """Somebody tries something. `answers` is what a SELECT must answer, None where it must be refused."""

    by: str
    statement: str
    answers: object
    #: What the owner does first, and how the transaction looks at one child: (reader, child).
    before: str = ""
    eyes: tuple[str, str] | None = None


def give(
    child: str,
    to: str,
    *,
    role: str = "",
    basis: str = "allocated",
    parts: str = "NULL",
    writes: str = "true",
    purpose: str = "",
    law: str = "",
) -> str:
    holder = {"account": "NULL", "team": "NULL", "agency": "NULL"}
    kind = "agency" if to in ("aberwern", "marlbrook", "threeways") else "team" if "_" in to else "account"
    holder[kind] = f"{{{to}}}"
    return (
        f"SELECT access.give({{{child}}}, {holder['account']}, {holder['team']}, {holder['agency']}, '{role}', '{basis}', {parts}, "
        f"{writes}, 'why', '{purpose}', '{law}', now(), NULL, NULL) > 0"
    )


def draw(account: str = "NULL", team: str = "NULL", agency: str = "NULL") -> str:
    return f"SELECT count(*) FROM access.draw_children(2, {account}, {team}, {agency}, 'why')"


SHARED = {"role": "asw", "purpose": "p", "law": "public_task"}
CARE = "ARRAY['care']"
ALL = "ARRAY['care','court','health','adoption','family','family_time']"
RESTRICT = (
    "SELECT access.restrict({{{child}}}, 'staff', 'why', '2124-01-01', {{{custodian}}}, 'l') IS NOT NULL"
)
SEAL = "SELECT access.seal({{{child}}}, 'why', 'l') IS NOT NULL"
LIVE = (
    "SELECT count(*) FROM access_grant WHERE child_id = {{{child}}} AND (ends_at IS NULL OR ends_at > now())"
)
READ_ONLY = "UPDATE access_grant SET may_write = false WHERE child_id = {{{child}}}"
CLOSED = "UPDATE identity_account SET is_active = false WHERE id = {{{who}}}"
JOBLESS = "UPDATE identity_membership SET ends_on = current_date WHERE account_id = {{{who}}}"
BREAK = "SELECT people.open_in_emergency('{told}', '{named}', {born}, '{code}', {why}) IS NOT NULL"
TWO_NAMES = "UPDATE people_child SET finding = 'canary mair prydderch x', born_on = '2025-03-04', reference = 'A 7' WHERE id = {only_ewa_knows}"


def broken(
    told: str = "", named: str = "", born: str = "NULL", code: str = "at_risk_now", why: str = ENOUGH
) -> str:
    return BREAK.format(told=told, named=named, born=born, code=code, why=why)


def attempts() -> Iterator[Attempt]:
    """Every attempt."""
    yield from giving()
    yield from drawing()
    yield from ending_and_shutting_out()
    yield from secluding()
    yield from emergencies()
    yield from eyes()


def giving() -> Iterator[Attempt]:
    yield Attempt("alys", give("only_alys", "bryn"), True)
    yield Attempt("alys", give("only_alys", "aberwern_south"), True)
    yield Attempt("alys", give("only_alys", "aberwern"), True)
    yield Attempt("alys", give("only_alys", "bryn", parts=CARE), True)
    yield Attempt("alys", give("only_alys", "bryn", parts="'{{}}'"), None)
    yield Attempt("bryn", give("only_alys", "bryn"), None)
    yield Attempt("bryn", give("known_in_parts", "huw", parts="ARRAY['health']"), True)
    yield Attempt("bryn", give("known_in_parts", "huw", parts=CARE), None)
    yield Attempt("bryn", give("known_in_parts", "huw"), None)
    yield Attempt("bryn", give("known_in_parts", "bryn"), None)
    yield Attempt("alys", give("only_alys", "bryn", basis="break_glass"), None)
    yield Attempt("alys", give("only_alys", "bryn", basis="unsealed"), None)
    yield Attempt("alys", give("only_alys", "bryn", role="house"), None)
    yield Attempt("alys", give("only_alys", "bryn", role="emergency"), None)
    yield Attempt("alys", give("only_alys", "alys", role="records_custodian"), None)
    yield Attempt("alys", give("only_alys", "aberwern_north", role="csw"), None)
    yield Attempt("alys", give("only_alys", "bryn", role="guardian"), True)
    yield Attempt("alys", give("only_alys", "femi", parts=CARE, **SHARED), True)
    yield Attempt("alys", give("only_alys", "threeways_finders", parts=CARE, **SHARED), True)
    yield Attempt("alys", give("only_alys", "threeways", parts=CARE, **SHARED), True)
    for lacking in ("role", "purpose", "law"):
        yield Attempt("alys", give("only_alys", "femi", parts=CARE, **{**SHARED, lacking: ""}), None)
    yield Attempt("alys", give("only_alys", "femi", **SHARED), None)
    yield Attempt("alys", give("only_alys", "threeways_finders", **SHARED), None)
    yield Attempt("alys", give("only_alys", "threeways", parts=CARE, **{**SHARED, "law": " "}), None)
    yield Attempt("alys", give("only_alys", "bryn"), None, READ_ONLY.format(child="only_alys"))
    yield Attempt("alys", give("only_alys", "bryn"), None, CLOSED.format(who="alys"))
    yield Attempt("alys", give("only_alys", "bryn"), None, JOBLESS.format(who="alys"))
    yield Attempt("bryn", give("known_to_Bryn", "huw"), None)
    yield Attempt("femi", give("shared_with_Threeways", "threeways_finders", parts=CARE), True)
    yield Attempt("femi", give("shared_with_Threeways", "threeways_finders"), None)
    yield Attempt("femi", give("shared_with_Threeways", "threeways_finders", parts="ARRAY['health']"), None)
    yield Attempt("femi", give("shared_with_Threeways", "ewa", parts=CARE), None)
    yield Attempt("ewa", give("shared_with_Threeways", "grace", parts=CARE), None)
    yield Attempt("alys", give("sealed", "bryn"), None)
    yield Attempt("alys", give("restricted_to_a_few", "bryn"), True)
    yield Attempt("alys", give("restricted_to_a_few", "aberwern_north"), None)
    yield Attempt("alys", give("restricted_to_a_few", "aberwern"), None)
    yield Attempt("alys", give("nobody", "bryn"), None)
    yield Attempt("alys", give("only_alys", "bryn"), None, eyes=("csw", "only_alys"))
    yield Attempt("alys", give("only_alys", "bryn"), None, eyes=("house", "only_alys"))


def drawing() -> Iterator[Attempt]:
    yield Attempt("alys", draw("{alys}"), 2)
    yield Attempt("alys", draw(team="{aberwern_north}"), 2)
    yield Attempt("alys", draw("{alys}", "{aberwern_north}", "{aberwern}"), 2)
    yield Attempt("alys", draw(), None)
    yield Attempt("alys", draw("{ewa}"), None)
    yield Attempt("alys", draw("{alys}", "{marlbrook_first}"), None)
    yield Attempt("alys", draw("{alys}", agency="{marlbrook}"), None)
    yield Attempt("gwen", draw("{gwen}"), None)
    yield Attempt("jac", draw("{jac}"), None)
    yield Attempt("alys", draw("{alys}"), None, JOBLESS.format(who="alys"))
    yield Attempt("alys", draw("{alys}"), None, CLOSED.format(who="alys"))
    yield Attempt("alys", draw("{alys}"), None, eyes=("csw", "only_alys"))


def ending_and_shutting_out() -> Iterator[Attempt]:
    own = "SELECT access.end_grant((SELECT min(id) FROM access_grant WHERE child_id = {{{child}}}), now(), 'why') IS NOT NULL"
    yield Attempt("alys", own.format(child="only_alys"), True)
    yield Attempt("bryn", own.format(child="known_in_parts"), None)
    others = "SELECT access.end_grant({{a_grant_of_{child}}}, now(), 'why') IS NOT NULL"
    yield Attempt("femi", others.format(child="shared_with_Threeways"), None)
    yield Attempt("jac", others.format(child="known_in_parts"), None)
    yield Attempt("ewa", others.format(child="only_alys"), None)
    yield Attempt("alys", others.format(child="only_alys"), True)
    yield Attempt("alys", others.format(child="only_alys"), None, eyes=("house", "only_alys"))
    deny = "SELECT access.deny({{{child}}}, {{{whom}}}, 'why', now()) IS NOT NULL"
    yield Attempt("alys", deny.format(child="only_alys", whom="bryn"), True)
    yield Attempt("bryn", deny.format(child="known_in_parts", whom="alys"), None)
    yield Attempt("bryn", deny.format(child="known_in_parts", whom="bryn"), True)
    yield Attempt("femi", deny.format(child="shared_with_Threeways", whom="alys"), None)
    yield Attempt("femi", deny.format(child="shared_with_Threeways", whom="femi"), True)
    yield Attempt("femi", deny.format(child="only_alys", whom="femi"), None)
    yield Attempt("ewa", deny.format(child="only_alys", whom="alys"), None)
    yield Attempt("alys", deny.format(child="only_alys", whom="alys"), None, eyes=("csw", "only_alys"))
    lift = "SELECT access.lift_denial({{{child}}}, {{{whom}}}, now()) IS NOT NULL"
    yield Attempt("alys", lift.format(child="known_to_Bryn", whom="bryn"), True)
    yield Attempt("bryn", lift.format(child="known_to_Bryn", whom="bryn"), None)
    yield Attempt("huw", lift.format(child="known_to_Bryn", whom="bryn"), None)
    denials = "SELECT count(*) FROM access.denials_of({{{child}}})"
    yield Attempt("alys", denials.format(child="known_to_Bryn"), 1)
    yield Attempt("alys", denials.format(child="known_to_Dafydd"), 1)
    yield Attempt("alys", denials.format(child="only_alys"), 0)
    yield Attempt("bryn", denials.format(child="known_to_Bryn"), None)
    yield Attempt("femi", denials.format(child="shared_with_Threeways"), None)


def secluding() -> Iterator[Attempt]:
    yield Attempt("alys", RESTRICT.format(child="only_alys", custodian="carys"), True)
    yield Attempt("alys", RESTRICT.format(child="only_alys", custodian="grace"), None)
    yield Attempt(
        "alys", RESTRICT.format(child="only_alys", custodian="carys"), None, CLOSED.format(who="carys")
    )
    yield Attempt("bryn", RESTRICT.format(child="known_in_parts", custodian="carys"), None)
    yield Attempt("bryn", RESTRICT.format(child="only_alys", custodian="carys"), None)
    lift = "SELECT access.lift_restriction({{{child}}}, 'why') IS NOT NULL"
    yield Attempt("carys", lift.format(child="restricted_to_a_few"), True)
    yield Attempt("bryn", lift.format(child="restricted_to_a_few"), None)
    yield Attempt("alys", SEAL.format(child="only_alys"), True)
    yield Attempt("bryn", SEAL.format(child="known_in_parts"), None)
    yield Attempt("femi", SEAL.format(child="shared_with_Threeways"), None)
    yield Attempt("alys", SEAL.format(child="sealed"), None)
    unseal = "SELECT access.unseal({{sealed_id}}, {why}) IS NOT NULL"
    yield Attempt("mair", unseal.format(why=ENOUGH), True)
    yield Attempt("lowri", unseal.format(why=ENOUGH), True)
    yield Attempt("mair", unseal.format(why="'too few'"), False)
    yield Attempt("mair", unseal.format(why="'nineteen letters it'"), False)
    yield Attempt("mair", unseal.format(why="'exactly twenty words'"), True)
    yield Attempt("mair", unseal.format(why="'                         '"), False)
    for who in ("alys", "carys", "dafydd", "gwen", "ewa"):
        yield Attempt(who, unseal.format(why=ENOUGH), False)
    yield Attempt("mair", "SELECT access.unseal({restricted_id}, " + ENOUGH + ") IS NOT NULL", False)
    yield Attempt("mair", unseal.format(why=ENOUGH), None, CLOSED.format(who="mair"))
    yield Attempt("mair", unseal.format(why=ENOUGH), False, JOBLESS.format(who="mair"))
    yield Attempt(
        "mair",
        unseal.format(why=ENOUGH),
        False,
        "UPDATE access_seclusion SET ends_at = now() WHERE child_id = {sealed}",
    )
    yield Attempt(
        "mair", unseal.format(why=ENOUGH), False,
        "INSERT INTO access_denial (public_id, child_id, account_id, reason, begins_at, written_by_id) "
        "VALUES (gen_random_uuid(), {sealed}, {mair}, 'r', now(), {alys})",
    )  # fmt: skip
    yield Attempt("mair", unseal.format(why=ENOUGH), False, eyes=("records_custodian", "unsealed_by_Mair"))


def emergencies() -> Iterator[Attempt]:
    known = "only_alys"
    ready = "UPDATE people_child SET finding = 'canary mair prydderch', born_on = '2025-03-04', reference = 'A 7' WHERE id = {only_alys}"
    yield Attempt("bryn", broken("A 7"), True, ready)
    yield Attempt("bryn", broken("A 8"), False, ready)
    yield Attempt("bryn", broken(named="mair prydderch", born="'2025-03-04'"), True, ready)
    yield Attempt("bryn", broken(named="mair prydderch", born="'2025-03-05'"), False, ready)
    yield Attempt("bryn", broken(named="mair prydderch"), False, ready)
    yield Attempt("bryn", broken(named="prydderch", born="'2025-03-04'"), False, ready)
    yield Attempt("bryn", broken(named="air prydderch", born="'2025-03-04'"), False, ready)
    yield Attempt("bryn", broken(), False, ready)
    yield Attempt("bryn", broken("A 7", why="'too few'"), False, ready)
    yield Attempt("bryn", broken("A 7", why="'nineteen letters it'"), False, ready)
    yield Attempt("bryn", broken("A 7", why="'exactly twenty words'"), True, ready)
    yield Attempt("bryn", broken("A 7", code=""), False, ready)
    yield Attempt("ewa", broken("A 7"), False, ready)
    yield Attempt("femi", broken("A 7"), False, ready)
    for who, may in (
        ("carys", True),
        ("nia", True),
        ("jac", False),
        ("gwen", False),
        ("dafydd", False),
        ("ifan", False),
        ("mair", False),
    ):
        yield Attempt(who, broken("A 7"), may, ready)
    yield Attempt("bryn", broken("A 7"), False, ready + "; " + JOBLESS.format(who="bryn"))
    yield Attempt("bryn", broken("A 7"), None, ready + "; " + CLOSED.format(who="bryn"))
    yield Attempt("bryn", broken("A 7"), False, ready.replace("{only_alys}", "{known_to_Bryn}"))
    yield Attempt("bryn", broken("A 7"), False, ready.replace("{only_alys}", "{sealed}"))
    yield Attempt("bryn", broken("A 7"), True, ready.replace("{only_alys}", "{restricted_to_a_few}"))
    yield Attempt("bryn", broken("A 7"), False, ready, eyes=("csw", "Alys_and_the_north_team"))
    yield Attempt(
        "bryn",
        "SELECT access.break_glass({only_alys}, {aberwern}, 'A 7', 'at_risk_now', " + ENOUGH + ")",
        None,
    )
    ask = "SELECT people.whom_to_ask('{told}', '{named}', {born}) IS NOT NULL"
    yield Attempt("bryn", ask.format(told="A 7", named="", born="NULL"), True, ready)
    yield Attempt("bryn", ask.format(told="A 8", named="", born="NULL"), False, ready)
    yield Attempt("alys", ask.format(told="A 7", named="", born="NULL"), False, ready)
    yield Attempt("ewa", ask.format(told="A 7", named="", born="NULL"), False, ready)
    yield Attempt("jac", ask.format(told="A 7", named="", born="NULL"), False, ready)
    yield Attempt(
        "bryn", ask.format(told="A 7", named="", born="NULL"), False, ready.replace("{only_alys}", "{sealed}")
    )
    yield Attempt(
        "bryn",
        ask.format(told="A 7", named="", born="NULL"),
        False,
        ready.replace("{only_alys}", "{known_to_Bryn}"),
    )
    close = "SELECT access.close_alert({{alert}}, '{outcome}', {words})"
    raised = "SELECT 1"
    for who, outcome, words, done in (
        ("lowri", "justified", ENOUGH, True), ("lowri", "not_justified", ENOUGH, True), ("lowri", "whatever", ENOUGH, False),
        ("lowri", "justified", "'too few'", False), ("alys", "justified", ENOUGH, False), ("mair", "justified", ENOUGH, False),
        ("gwen", "justified", ENOUGH, False), ("ewa", "justified", ENOUGH, False),
    ):  # fmt: skip
        yield Attempt(who, close.format(outcome=outcome, words=words), done, raised)
    yield Attempt(
        "lowri", close.format(outcome="justified", words=ENOUGH), False,
        "UPDATE access_alert SET account_id = {lowri} WHERE public_id = {alert}",
    )  # fmt: skip
    yield Attempt(
        "lowri", close.format(outcome="justified", words=ENOUGH), False,
        "UPDATE access_alert SET closed_at = now() WHERE public_id = {alert}",
    )  # fmt: skip
    sign = "SELECT access.sign_off({agency}, {month})"
    month = "(now() - interval '40 days')::date"
    done_with = "UPDATE access_alert SET closed_at = now()"
    yield Attempt("lowri", sign.format(agency="{aberwern}", month=month), True, done_with)
    yield Attempt("lowri", sign.format(agency="{aberwern}", month="now()::date"), False, done_with)
    yield Attempt("lowri", sign.format(agency="{marlbrook}", month=month), False, done_with)
    yield Attempt("alys", sign.format(agency="{aberwern}", month=month), False, done_with)
    open_then = "UPDATE access_alert SET raised_at = now() - interval '45 days', closed_at = NULL"
    yield Attempt("lowri", sign.format(agency="{aberwern}", month=month), False, open_then)
    assert known


def eyes() -> Iterator[Attempt]:
    see = "SELECT {child} = ANY (access.visible_children({part}))"
    for reader, part, seen in (
        ("parent", "'court'", True), ("parent", "'care'", False), ("parent", "", True), ("ep_carer", "'care'", True),
        ("ep_carer", "'court'", False), ("house", "'court'", True), ("nobody_known", "", False), ("court_confidential", "'care'", True),
    ):  # fmt: skip
        yield Attempt("alys", see.format(child="{only_alys}", part=part), seen, eyes=(reader, "only_alys"))
    yield Attempt(
        "alys", see.format(child="{everyone_in_Aberwern}", part="'care'"), False, eyes=("house", "only_alys")
    )
    yield Attempt("bryn", see.format(child="{only_alys}", part="'care'"), False, eyes=("house", "only_alys"))
    yield Attempt(
        "bryn", see.format(child="{known_in_parts}", part="'care'"), True, eyes=("house", "known_in_parts")
    )
    yield Attempt(
        "bryn", see.format(child="{known_in_parts}", part="'care'"), False, eyes=("csw", "known_in_parts")
    )
    yield Attempt(
        "bryn", see.format(child="{known_in_parts}", part="'health'"), True, eyes=("csw", "known_in_parts")
    )
    change = "SELECT {only_alys} = ANY (access.changeable_children('care'))"
    yield Attempt("alys", change, True)
    yield Attempt("alys", change, True, eyes=("house", "only_alys"))
    yield Attempt("alys", change, False, eyes=("csw", "only_alys"))
    yield Attempt("alys", change, False, READ_ONLY.format(child="only_alys"), eyes=("house", "only_alys"))
    yield Attempt("alys", "SELECT foundation.read_as('house', {only_alys}, '\\x00')", None)
    parts = "SELECT array_to_string(access.parts_of({{{child}}}), ' ')"
    yield Attempt("bryn", parts.format(child="known_in_parts"), "family health")
    yield Attempt("jac", parts.format(child="known_in_parts"), "family_time")
    yield Attempt("femi", parts.format(child="shared_with_Threeways"), "adoption care")
    yield Attempt("bryn", parts.format(child="known_to_Bryn"), "")
    yield Attempt("bryn", parts.format(child="only_alys"), "")
    yield Attempt(
        "alys", parts.format(child="only_alys"), "court family family_time", eyes=("parent", "only_alys")
    )
    yield Attempt("alys", parts.format(child="everyone_in_Aberwern"), "", eyes=("parent", "only_alys"))
    yield Attempt("bryn", parts.format(child="known_in_parts"), "health", eyes=("ep_carer", "known_in_parts"))
    yield Attempt("bryn", parts.format(child="only_alys"), "", eyes=("house", "only_alys"))
    adds = "SELECT array_to_string(access.changeable_parts_of({{{child}}}), ' ')"
    yield Attempt("bryn", adds.format(child="known_in_parts"), "family health")
    yield Attempt("bryn", adds.format(child="known_in_parts"), "", READ_ONLY.format(child="known_in_parts"))
    yield Attempt("alys", adds.format(child="only_alys"), "", eyes=("csw", "only_alys"))
    roles = "SELECT cardinality(access.agencies_as('{role}'))"
    yield Attempt("lowri", roles.format(role="privacy_officer"), 1)
    yield Attempt("lowri", roles.format(role="records_custodian"), 0)
    yield Attempt("alys", roles.format(role="csw"), 1)
    yield Attempt("alys", roles.format(role="csw"), 0, JOBLESS.format(who="alys"))
    yield Attempt("alys", roles.format(role="csw"), 0, CLOSED.format(who="alys"))


def names(world: World) -> dict[str, Any]:
    """What the words in braces stand for."""
    cast = world.cast
    found: dict[str, Any] = {
        name.replace(" ", "_").replace("’", ""): key for name, key in world.children.items()
    }
    found |= {"only_alys": world.children["only Alys"], "nobody": 987_654_321}
    for shelf in (cast.people, cast.teams, cast.agencies):
        found |= {name: each.pk for name, each in shelf.items()}
    with as_owner(), connection.cursor() as cursor:
        for child in ("only_alys", "shared_with_Threeways", "known_in_parts"):
            cursor.execute("SELECT min(id) FROM access_grant WHERE child_id = %s", [found[child]])
            found[f"a_grant_of_{child}"] = cursor.fetchone()[0]
        for name, child in (("sealed_id", "sealed"), ("restricted_id", "restricted_to_a_few")):
            cursor.execute(
                "SELECT public_id FROM access_seclusion WHERE child_id = %s AND ends_at IS NULL",
                [found[child]],
            )
            found[name] = f"'{cursor.fetchone()[0]}'::uuid"
        cursor.execute(
            "UPDATE access_alert SET account_id = %s, agency_id = %s, closed_at = NULL WHERE id = (SELECT min(id) FROM access_alert) "
            "RETURNING public_id",
            [cast.bryn.pk, cast.aberwern.pk],
        )
        found["alert"] = f"'{cursor.fetchone()[0]}'::uuid"
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def outcome(attempt: Attempt, told: dict[str, Any]) -> object:
    """What came of it; None where it was refused."""
    with undone():
        if attempt.before:
            with as_owner(), connection.cursor() as cursor:
                cursor.execute(attempt.before.format(**told))
        try:
            with acting_as(told[attempt.by]):
                if attempt.eyes is None:
                    return ask(attempt.statement.format(**told))
                with seen_as(attempt.eyes[0], told[attempt.eyes[1]]):
                    return ask(attempt.statement.format(**told))
        except DatabaseError:
            return None


def ask(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def failed(told: dict[str, Any]) -> Iterator[str]:
    """Attempts that did not come out as they must, found one after another."""
    for attempt in attempts():
        came = outcome(attempt, told)
        if came != attempt.answers:
            yield f"{attempt.by}: {attempt.statement} gave {came!r}, not {attempt.answers!r}"
