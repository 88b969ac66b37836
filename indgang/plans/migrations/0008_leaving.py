"""The exit may be planned before it has a day, and a course that is lost can be ended without reading it."""

from pathlib import Path

from django.db import migrations, models

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"
HOW = [
    ("done", "jeg er klar til at gå selv"),
    ("less", "jeg har brug for mindre nu"),
    ("moved", "jeg får hjælp et andet sted"),
    ("paused", "jeg har brug for en pause"),
    ("unsaid", "det vil jeg helst ikke sige"),
    ("quiet", "vi mistede hinanden"),
    ("died", "gæsten er død"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0007_absence"),
        ("post", "0003_says_and_opens_little"),
        ("access", "0009_found_by_number"),
    ]

    operations = [
        migrations.AlterField("exit", "planned_on", models.DateField(null=True)),
        migrations.AlterField(
            "course", "ended_how", models.CharField(blank=True, choices=HOW, max_length=8)
        ),
        migrations.AlterField(
            "return", "had_ended_how", models.CharField(choices=HOW, max_length=8)
        ),
        functions(
            (SQL / "lost.sql").read_text(),
            drop=[
                "indgang.hear_of_the_house(uuid)",
                "indgang.close_forgotten_courses(date, date, integer)",
                "indgang.close_lost_course(uuid, text, date, date, timestamptz)",
                "indgang.end_course(uuid, text, date)",
                "indgang.course_to_close(uuid, date)",
                "indgang.last_contact_on(uuid, date)",
            ],
        ),
    ]
