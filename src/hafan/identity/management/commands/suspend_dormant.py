"""`hafan manage suspend_dormant`: what the nightly job does, now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hafan.identity.operations import suspend_dormant


class Command(BaseCommand):
    """Suspends accounts that nobody has signed in to for 45 days."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - what Django passes
        """Say how many."""
        self.stdout.write(f"{suspend_dormant(at=timezone.now())} accounts suspended.")
