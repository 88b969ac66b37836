"""Django's own management commands, such as `indgang manage shell`.

They run under the pages' role, which owns nothing. For the owner's, set INDGANG_DB_ROLE=owner.
"""

import argparse

from django.core.management import execute_from_command_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes: whatever Django's takes."""
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="command …")


def run(options: argparse.Namespace) -> int:
    """Pass it on."""
    execute_from_command_line(["indgang manage", *options.rest])
    return 0
