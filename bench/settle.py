"""Settles the town, in a process that is the owner of the tables for all of its life."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "indgang.config.settings")
django.setup()

from bench.town import build  # noqa: E402 – models exist only now

build()
