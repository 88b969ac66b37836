"""The sub-commands of `indgang`: every file here is one, under its own name.

A file has a docstring, whose first line is the command's help; `arguments(parser)`, which says what
it takes; and `run(options)`, which does it and returns the exit code. Django is ready when the file
is imported, except for those that must work before there is anything to set up.
"""

import argparse
from collections.abc import Callable


def number(least: int, most: int) -> Callable[[str], int]:
    """An argument that is a whole number between the bounds, for argparse."""

    def whole(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most} is needed")
        return int(text)

    return whole
