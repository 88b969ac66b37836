"""What was picked out in a talk is no easier to read in the history than in the talk itself."""

from django.db import migrations

KEEPS = """
drop trigger entrance_bundleitem_history on entrance_bundleitem;
create trigger entrance_bundleitem_history after insert or update or delete on entrance_bundleitem
    for each row execute function indgang.remember('story', 'person_id', 'conversation_id');

-- A change that does not say which talk it was part of is nobody's to read. The setting of who reads
-- which talk is looked up once, and only for a row that asks for it.
create policy history_change_talk on history_change as restrictive for select to indgang_web
    using (case when table_name <> 'entrance_bundleitem' then true
           else coalesce((coalesce(became, was) ->> 'conversation_id')::uuid
                         = any((select indgang.readable_talks())::uuid[]), false) end);
"""
BEFORE = """
drop policy history_change_talk on history_change;
drop trigger entrance_bundleitem_history on entrance_bundleitem;
create trigger entrance_bundleitem_history after insert or update or delete on entrance_bundleitem
    for each row execute function indgang.remember('story', 'person_id');
"""


class Migration(migrations.Migration):
    dependencies = [("entrance", "0005_each_talk_by_itself"), ("history", "0002_whose_it_was")]
    operations = [migrations.RunSQL(KEEPS, BEFORE)]
