"""Attempts on breaking the glass, on alerts and through other eyes, and what stands in the tables after each verb."""

from __future__ import annotations

from collections.abc import Iterator

from tests.walls.trying import (
    CARE,
    CLOSED,
    ENOUGH,
    JOBLESS,
    LIVE,
    READ_ONLY,
    RESTRICT,
    SEAL,
    SHARED,
    Attempt,
    broken,
    draw,
    give,
)


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


def second_lines() -> Iterator[Attempt]:
    """Breaking the glass itself, behind the search that leads to it."""
    glass = "SELECT access.break_glass({{{child}}}, {{{home}}}, 'A 7', '{code}', {why})"
    for by, child, home, code, why, done in (
        ("bryn", "only_alys", "aberwern", "at_risk_now", ENOUGH, True), ("bryn", "only_alys", "marlbrook", "at_risk_now", ENOUGH, False),
        ("bryn", "only_alys", "aberwern", "", ENOUGH, False), ("bryn", "only_alys", "aberwern", "at_risk_now", "'too few'", False),
        ("bryn", "sealed", "aberwern", "at_risk_now", ENOUGH, False), ("bryn", "known_to_Bryn", "aberwern", "at_risk_now", ENOUGH, False),
        ("bryn", "restricted_to_a_few", "aberwern", "at_risk_now", ENOUGH, True), ("jac", "only_alys", "aberwern", "at_risk_now", ENOUGH, False),
    ):  # fmt: skip
        yield Attempt(by, glass.format(child=child, home=home, code=code, why=why), done, owned=True)
    again = glass.format(child="only_alys", home="aberwern", code="at_risk_now", why=ENOUGH)
    twice = "INSERT INTO access_grant (public_id, child_id, account_id, role, basis, may_write, reason, begins_at, ends_at, written_by_id, end_reason) "
    twice += "VALUES (gen_random_uuid(), {only_alys}, {bryn}, 'emergency', 'break_glass', false, 'r', now(), now() + interval '1 hour', {bryn}, '')"
    yield Attempt("bryn", again, True, twice, owned=True)
    gone = "UPDATE access_denial SET ends_at = now() WHERE child_id = {known_to_Bryn}"
    yield Attempt(
        "bryn",
        glass.format(child="known_to_Bryn", home="aberwern", code="at_risk_now", why=ENOUGH),
        True,
        gone,
        owned=True,
    )
    over = "UPDATE access_seclusion SET ends_at = now() WHERE child_id = {sealed}"
    yield Attempt(
        "bryn",
        glass.format(child="sealed", home="aberwern", code="at_risk_now", why=ENOUGH),
        True,
        over,
        owned=True,
    )


def what_came_of_it() -> Iterator[Attempt]:
    """What stands in the tables afterwards: this row and no other is changed, and it says what it should."""
    ended = "SELECT count(*) FROM access_grant WHERE end_reason = '{0}'"
    shut = "SELECT count(*) FROM access_seclusion WHERE ends_at IS NULL"
    team = "Alys_and_the_north_team"
    lift = "SELECT access.lift_denial({known_to_Bryn}, {bryn}, now())"
    yield Attempt(
        "alys",
        lift,
        1,
        then="SELECT count(*) FROM access_denial WHERE ends_at IS NULL AND child_id IN ({known_to_Bryn}, {known_to_Dafydd})",
    )
    yield Attempt(
        "alys",
        lift.replace("{bryn}", "{huw}"),
        2,
        then="SELECT count(*) FROM access_denial WHERE ends_at IS NULL AND child_id IN ({known_to_Bryn}, {known_to_Dafydd})",
    )
    yield Attempt("carys", "SELECT access.lift_restriction({restricted_to_a_few}, 'w')", 2, then=shut)
    yield Attempt("alys", RESTRICT.format(child=team, custodian="carys"), 3, then=ended.format("restricted"))
    yield Attempt("alys", RESTRICT.format(child=team, custodian="carys"), 4, then=shut)
    yield Attempt("alys", RESTRICT.format(child=team, custodian="carys"), 2, then=LIVE.format(child=team))
    yield Attempt("alys", RESTRICT.format(child=team, custodian="alys"), 1, then=LIVE.format(child=team))
    yield Attempt("alys", SEAL.format(child=team), 7, then=ended.format("sealed"))
    yield Attempt("alys", SEAL.format(child=team), 0, then=LIVE.format(child=team))
    yield Attempt("alys", SEAL.format(child=team), 4, then=shut)
    yield Attempt("alys", SEAL.format(child="restricted_to_a_few"), 3, then=shut)
    yield Attempt(
        "alys",
        SEAL.format(child=team),
        1,
        then="SELECT count(*) FROM access_seclusion WHERE level = 'sealed' AND ends_at IS NULL AND child_id = {Alys_and_the_north_team}",
    )
    said = "SELECT role || '/' || may_write || '/' || basis || '/' || (ends_at - begins_at) FROM access_grant ORDER BY id DESC LIMIT 1"
    ready = "UPDATE people_child SET finding = 'canary mair prydderch', born_on = '2025-03-04', reference = 'A 7' WHERE id = {only_alys}"
    yield Attempt("bryn", broken("A 7"), "emergency/false/break_glass/01:00:00", ready, then=said)
    yield Attempt(
        "bryn",
        broken("A 7"),
        1,
        ready,
        then="SELECT count(*) FROM access_alert WHERE account_id = {bryn} AND code = 'at_risk_now'",
    )
    yield Attempt(
        "mair",
        "SELECT access.unseal({sealed_id}, " + ENOUGH + ")",
        "records_custodian/false/unsealed/01:00:00",
        then=said,
    )
    held = "SELECT role || '/' || may_write || '/' || coalesce(array_to_string(parts, ','), 'all') || '/' || purpose FROM access_grant ORDER BY id DESC LIMIT 1"
    yield Attempt(
        "alys", give("only_alys", "femi", parts=CARE, writes="false", **SHARED), "asw/false/care/p", then=held
    )
    yield Attempt("alys", give("only_alys", "bryn"), "/true/all/", then=held)
    drawn = "SELECT string_agg(basis, ' ' ORDER BY id) FROM access_grant WHERE reason = 'why' AND may_write AND parts IS NULL AND role = ''"
    yield Attempt(
        "alys",
        draw("{alys}", "{aberwern_north}", "{aberwern}").replace("draw_children(2", "draw_children(1"),
        "allocated team responsible",
        then=drawn,
    )
    yield Attempt(
        "lowri",
        "SELECT access.close_alert({alert}, 'justified', " + ENOUGH + ")",
        "justified",
        then="SELECT outcome FROM access_alert WHERE public_id = {alert}",
    )
    yield Attempt(
        "lowri",
        "SELECT access.close_alert({alert}, 'justified', " + ENOUGH + ")",
        1,
        then="SELECT count(*) FROM access_alert WHERE outcome = 'justified'",
    )
    began = "UPDATE identity_membership SET begins_on = (now() AT TIME ZONE 'Europe/London')::date WHERE account_id = {who}"
    for by, statement, answers in (
        ("alys", "SELECT cardinality(access.parts_of({only_alys})) > 5", True), ("alys", give("only_alys", "bryn"), True),
        ("alys", draw("{alys}"), 2), ("alys", "SELECT {only_alys} = ANY (access.visible_children('care'))", True),
        ("lowri", "SELECT cardinality(access.agencies_as('privacy_officer'))", 1),
    ):  # fmt: skip
        yield Attempt(by, statement, answers, began.replace("{who}", f"{{{by}}}"))
    yield Attempt("bryn", broken("A 7"), True, ready + "; " + began.replace("{who}", "{bryn}"))
    yield Attempt("alys", "SELECT {sealed} = ANY (access.visible_children())", False)
    yield Attempt("jac", "SELECT {known_in_parts} = ANY (access.visible_children('whole'))", False)


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
