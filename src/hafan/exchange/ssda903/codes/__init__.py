"""The code sets of the return, each code with its meaning in both languages and the years it may be used in."""

from hafan.exchange.ssda903.codes.adoption import ADOPTION_SETS
from hafan.exchange.ssda903.codes.care import CARE_SETS
from hafan.exchange.ssda903.codes.code import Code, CodeSet
from hafan.exchange.ssda903.codes.leavers import LEAVER_SETS
from hafan.exchange.ssda903.codes.people import PEOPLE_SETS
from hafan.exchange.ssda903.codes.placements import PLACEMENT_SETS
from hafan.exchange.ssda903.codes.review_and_health import REVIEW_AND_HEALTH_SETS

CODE_SETS: dict[str, CodeSet] = {
    found.column: found
    for found in (
        *CARE_SETS,
        *PLACEMENT_SETS,
        *PEOPLE_SETS,
        *ADOPTION_SETS,
        *REVIEW_AND_HEALTH_SETS,
        *LEAVER_SETS,
    )
}
"""Every code set by the column that carries it."""

__all__ = ["CODE_SETS", "Code", "CodeSet"]
