"""Credentials belong to the sign-in role alone; the role that serves pages is granted nothing."""

from django.db import migrations

TABLES = (
    "signin_account",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "django_session",
)
READ = ("django_content_type",)


class Migration(migrations.Migration):
    dependencies = [
        ("signin", "0001_account"),
        ("kernel", "0001_sealed_settings"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunSQL(
            [
                f"grant select, insert, update, delete on {', '.join(TABLES)} to indgang_door",
                f"grant select on {', '.join(READ)} to indgang_door",
                "grant usage on all sequences in schema public to indgang_door",
            ],
            [f"revoke all on {', '.join((*TABLES, *READ))} from indgang_door"],
        )
    ]
