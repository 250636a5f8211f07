"""`migrate`, and then the rights that each table's class allows and the keys of the signed context."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from hafan.access.privileges import grant_all
from hafan.foundation.keys import install


class Command(Migrate):
    """Migrations never leave a table open by accident, nor shut by forgetfulness."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the migrations as the owner, then grant and install."""
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        connection = connections[options["database"]]
        call_command("createcachetable", database=options["database"], verbosity=0)
        if not {"access_grant", "identity_account"} <= set(connection.introspection.table_names()):
            return  # taken back to before the beginning
        grant_all(connection)
        with connection.cursor() as cursor:
            install(cursor, settings.CONTEXT_KEY)
