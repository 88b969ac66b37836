"""The sub-commands of `indgang`: every file here is one, under its own name.

A file has a docstring, whose first line is the command's help; `arguments(parser)`, which says what
it takes; and `run(options)`, which does it and returns the exit code. Django is ready when the file
is imported, except for those that must work before there is anything to set up.
"""

import argparse
import sys
from collections.abc import Callable

from indgang.config.env import env_str, is_local, var


def number(least: int, most: int) -> Callable[[str], int]:
    """An argument that is a whole number between the bounds, for argparse."""

    def whole(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most} is needed")
        return int(text)

    return whole


def make_letters_folder() -> None:
    """Where letters are put without a mail server: for this user's eyes, as links in them are keys.

    On a real installation it is said, for there they reach nobody.
    """
    if env_str("EMAIL_HOST"):
        return
    folder = var() / "mail"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_local():
        print(f"EMAIL_HOST is not set: letters are put in {folder}.", file=sys.stderr, flush=True)
