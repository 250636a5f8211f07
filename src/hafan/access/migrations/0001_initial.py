import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Denial",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("child_id", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="denials",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("child_id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("csw", "Child’s social worker"),
                            ("la_manager", "Team manager"),
                            ("service_manager", "Service manager"),
                            ("iro", "Independent reviewing officer"),
                            ("iro_manager", "Reviewing service manager"),
                            ("nominated_officer", "Nominated officer"),
                            ("adm", "Agency decision maker"),
                            ("legal_adviser", "Legal adviser"),
                            ("fsw", "Fostering social worker"),
                            ("asw", "Adoption social worker"),
                            ("agency_manager", "Adoption agency manager"),
                            ("data_officer", "Data officer"),
                            ("sysadmin", "System administrator"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("record_opened", "Opened the record"),
                            ("allocated", "Allocated worker"),
                            ("team", "Team that holds the case"),
                            ("responsible", "Responsible agency"),
                            ("shared", "Shared with another agency"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("end_reason", models.TextField(blank=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="identity.agency",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="identity.team",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["child_id"], name="grant_of_child"),
                    models.Index(
                        condition=models.Q(("account__isnull", False)),
                        fields=["account", "child_id"],
                        include=("begins_at", "ends_at"),
                        name="grant_of_account",
                    ),
                    models.Index(
                        condition=models.Q(("team__isnull", False)),
                        fields=["team", "child_id"],
                        include=("begins_at", "ends_at"),
                        name="grant_of_team",
                    ),
                    models.Index(
                        condition=models.Q(("agency__isnull", False)),
                        fields=["agency", "child_id"],
                        include=("begins_at", "ends_at"),
                        name="grant_of_agency",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("account__isnull", False), ("agency__isnull", True), ("team__isnull", True)
                            ),
                            models.Q(
                                ("account__isnull", True), ("agency__isnull", True), ("team__isnull", False)
                            ),
                            models.Q(
                                ("account__isnull", True), ("agency__isnull", False), ("team__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="grant_has_one_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("begins_at")),
                            _connector="OR",
                        ),
                        name="grant_in_order",
                    ),
                ],
            },
        ),
    ]
