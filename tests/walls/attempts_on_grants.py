"""Attempts on giving, drawing, ending, shutting out, restricting and sealing."""

from __future__ import annotations

from collections.abc import Iterator

from tests.walls.trying import (
    CARE,
    CLOSED,
    ENOUGH,
    JOBLESS,
    READ_ONLY,
    RESTRICT,
    SEAL,
    SHARED,
    Attempt,
    draw,
    give,
)


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


def reading_only() -> Iterator[Attempt]:
    """A grant to read only is seen and not changed, whoever holds it; an agency sees under the role it was given."""
    sees = "SELECT {{{child}}} = ANY (access.{doing}_children())"
    for by, child in (
        ("alys", "only_alys"),
        ("bryn", "Alys_and_the_north_team"),
        ("nia", "everyone_in_Aberwern"),
    ):
        before = READ_ONLY.format(child=child)
        yield Attempt(by, sees.format(child=child, doing="visible"), True, before)
        yield Attempt(by, sees.format(child=child, doing="changeable"), False, before)
    for by, whole in (
        ("alys", True),
        ("nia", True),
        ("bryn", False),
        ("femi", False),
        ("jac", False),
        ("ifan", False),
    ):
        yield Attempt(by, "SELECT access.sees_whole()", whole)
    narrow = "UPDATE access_grant SET parts = ARRAY['care'] WHERE child_id = {Alys_and_the_north_team} AND team_id IS NOT NULL"
    yield Attempt("carys", "SELECT access.sees_whole()", False, narrow)
    yield Attempt(
        "nia",
        "SELECT access.sees_whole()",
        False,
        narrow.replace("{Alys_and_the_north_team} AND team", "{everyone_in_Aberwern} AND agency"),
    )
    yield Attempt(
        "alys",
        "SELECT access.sees_whole()",
        False,
        narrow.replace("{Alys_and_the_north_team} AND team", "{only_alys} AND account"),
    )
    fostering = (
        "INSERT INTO access_grant (public_id, child_id, account_id, role, basis, may_write, reason, begins_at, written_by_id, end_reason) "
        "VALUES (gen_random_uuid(), {only_alys}, {ifan}, '', 'allocated', true, 'r', now(), {alys}, '')"
    )
    yield Attempt("ifan", "SELECT access.sees_whole()", False, fostering)
    for role, seen in (("asw", True), ("trainer", False), ("contact_worker", False)):
        lent = (
            "INSERT INTO access_grant (public_id, child_id, agency_id, role, basis, parts, may_write, reason, begins_at, written_by_id, "
            f"end_reason) VALUES (gen_random_uuid(), {{only_alys}}, {{threeways}}, '{role}', 'shared', ARRAY['care'], false, 'r', now(), "
            "{alys}, '')"
        )
        to_team = lent.replace("agency_id, role", "team_id, role").replace(
            "{threeways}", "{threeways_finders}"
        )
        yield Attempt("femi", "SELECT {only_alys} = ANY (access.visible_children('care'))", seen, to_team)
        yield Attempt("olu", "SELECT {only_alys} = ANY (access.visible_children('care'))", seen, lent)
