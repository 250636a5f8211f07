"""What the environment tells of an agency's own directory. Read while the settings are, so nothing of Django is loaded here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True)
class Directory:
    """One agency's directory, as the environment tells of it."""

    key: str
    name_en: str
    name_cy: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    tenant: str = ""
    #: Words in `amr`, or a value of `acr`, by which it says that a second step was given there.
    second_step: tuple[str, ...] = ("mfa",)

    def __str__(self) -> str:
        return self.name_cy if get_language() == "cy" else self.name_en

    def has_vouched(self, claims: Mapping[str, Any]) -> bool:
        """Whether it says that a second step was given."""
        methods = claims.get("amr") or []
        said = {*(methods if isinstance(methods, list) else []), claims.get("acr")}
        return bool(said & set(self.second_step))


def from_environment(environment: Mapping[str, str]) -> dict[str, Directory]:
    """HAFAN_OIDC names directories (`aberwern,marlbrook`); HAFAN_OIDC_ABERWERN_ISSUER and so on tell of each."""
    found = {}
    for key in filter(None, environment.get("HAFAN_OIDC", "").lower().split(",")):
        told = {
            name: environment.get(f"HAFAN_OIDC_{key.upper()}_{name.upper()}", "")
            for name in ("name_en", "name_cy", "issuer", "client_id", "client_secret", "tenant")
        }
        told["name_cy"] = told["name_cy"] or told["name_en"]
        steps = environment.get(f"HAFAN_OIDC_{key.upper()}_SECOND_STEP", "mfa").split(",")
        found[key] = Directory(key, **told, second_step=tuple(filter(None, steps)))
    return found
