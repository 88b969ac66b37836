"""Nobody gets at a hidden address by saying that an offer of his own is there."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
KEPT = "provider_id = any((select indgang.kept_organisations())::uuid[])"
JOINED = f"{KEPT} and coalesce(place_id <> all((select indgang.places_of_others())::uuid[]), true)"
# What is hidden is not a provider's to add, to change or to show.
BY_PROVIDERS = "(select indgang.has_role('provider')) and not is_hidden"
ADDED = f"(select indgang.has_role('administrator', 'worker')) or {BY_PROVIDERS}"
CHANGED = f"(select indgang.has_role('administrator')) or {BY_PROVIDERS}"
CLOSE = f"""
alter policy offers_offer_add on offers_offer with check ({JOINED});
alter policy offers_offer_change on offers_offer using ({KEPT}) with check ({JOINED});
alter policy offers_place_add on offers_place with check ({ADDED});
alter policy offers_place_change on offers_place using ({CHANGED}) with check ({CHANGED});
alter policy offers_place_remove on offers_place using ({CHANGED});
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0017_keys_of_other_catalogues")]
    # Going back must not open the places again.
    operations = [
        migrations.RunSQL((SQL / "places_of_others.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL(CLOSE, migrations.RunSQL.noop),
    ]
