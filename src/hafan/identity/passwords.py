"""Passwords that are long enough and yet guessable: made of the words on our own screens."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = frozenset(
    (
        "hafan haven early permanence sefydlogrwydd cynnar adoption mabwysiadu foster fostering maethu council cyngor "
        "social worker gweithiwr cymdeithasol children plant child plentyn wales cymru england lloegr password cyfrinair "
        "welcome croeso summer winter spring autumn letmein qwerty team tim"
    ).split()
)


class LongEnough(MinimumLengthValidator):
    """Refuses a short one."""

    def get_error_message(self) -> str:
        """In both languages."""
        return _("This password is too short. Use at least %(number)s characters.") % {
            "number": self.min_length
        }


class NotCommon(CommonPasswordValidator):
    """Refuses one of the twenty thousand that are tried first everywhere."""

    def get_error_message(self) -> str:
        """In both languages."""
        return _("This password is one of those tried first everywhere. Choose another.")


class NotOneself(UserAttributeSimilarityValidator):
    """Refuses one's own name or address."""

    def get_error_message(self) -> str:
        """In both languages."""
        return _("This password is too much like your name or your email. Choose another.")


def words_about(user: object) -> frozenset[str]:
    """The words somebody else would try first: of their agency and of their own name and address."""
    agency = getattr(user, "agency", None)
    told = [getattr(user, name, "") for name in ("display_name", "email")]
    told += [getattr(agency, name, "") for name in ("name_en", "name_cy")]
    return frozenset(word for word in re.split(r"[^a-z]+", " ".join(told).lower()) if len(word) > 2)


class NotAWordOfTheHouse:
    """Refuses a password made of nothing but words of the work, of one's agency and name, digits and punctuation."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise when the password is such a one."""
        rest = re.sub(r"[^a-z]", "", password.lower())
        for word in sorted(WORDS | words_about(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest) < 3:
            raise ValidationError(
                _(
                    "This password is made of words that are easy to guess here. Choose three words of your own."
                ),
                code="password_of_the_house",
            )

    def get_help_text(self) -> str:
        """What to do instead."""
        return _("Use at least 12 characters. Three words that only you would put together work well.")
