"""Rules are tested without a database. The same examples every run: a test is red or it is not."""

from hypothesis import settings

settings.register_profile("rules", max_examples=40, deadline=None, derandomize=True, database=None)
settings.load_profile("rules")
