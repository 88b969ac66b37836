"""The demo municipality: fills an empty database with Lillevang and its people.

Everything is made up, and one can be anybody in it with one click. So it is only filled in where
nobody but this machine is served, and never beside a municipality of your own.
"""

import argparse
import shutil
import sys
import time

from django.conf import settings

from indgang.config.commands.db import let_the_worker_in
from indgang.config.database import Role, dsn
from indgang.config.env import worker_key
from indgang.portal.demo.classes import give_the_places
from indgang.portal.demo.content import TOWN_DRAWING
from indgang.portal.demo.filling import NotHere, fill
from indgang.portal.demo.keeping import keep_the_board


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--again", action="store_true", help="clear the demo away, and fill it anew"
    )
    parser.add_argument(
        "--if-empty", action="store_true", help="do nothing if there is a municipality"
    )


def run(options: argparse.Namespace) -> int:
    """Fill the demo in, and say how far it is."""
    if not settings.IS_LOCAL:
        print(
            "The demo opens every account to whoever asks: only on this machine itself.",
            file=sys.stderr,
        )
        return 2
    began = time.monotonic()
    try:
        filled = fill(
            dsn(Role.OWNER), say=_say, again=options.again, only_if_empty=options.if_empty
        )
    except NotHere as reason:
        print(reason, file=sys.stderr)
        return 2
    if filled:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TOWN_DRAWING, settings.VAR_DIR / "town.svg")  # the map of offers
        let_the_worker_in()  # its key was cleared away with everything else
        give_the_places(worker_key())
        keep_the_board(worker_key())
        _say(f"Lillevang is ready after {time.monotonic() - began:.0f} seconds.")
    return 0


def _say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)
