import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

NOW = django.db.models.functions.datetime.Now()
ROW = [
    ("id", models.BigAutoField(primary_key=True, serialize=False)),
    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ("created_at", models.DateTimeField(db_default=NOW, editable=False)),
]
ACCOUNT = settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_more_roles")]

    operations = [
        migrations.AddField("account", "opened_at", models.DateTimeField(db_default=NOW)),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                *ROW,
                ("code_hash", models.BinaryField(max_length=32, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to=ACCOUNT
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=ACCOUNT,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                *ROW,
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("how", models.CharField(max_length=20)),
                ("browser", models.CharField(max_length=80)),
                ("opened_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_new_browser", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sign_ins", to=ACCOUNT
                    ),
                ),
            ],
            options={"ordering": ["-opened_at"]},
        ),
        migrations.CreateModel(
            name="OutsideIdentity",
            fields=[
                *ROW,
                ("issuer", models.CharField(max_length=300)),
                ("tenant", models.CharField(blank=True, max_length=100)),
                ("subject", models.CharField(max_length=255)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_identities",
                        to=ACCOUNT,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "tenant", "subject"), name="one_account_of_a_subject"
                    )
                ]
            },
        ),
    ]
