"""Let a colleague who has lost his second step and his emergency codes begin again.

His password, passkeys and one-time codes are forgotten, and a new link is printed. Hand it to him
yourself, after you have made sure that it is he.
"""

import argparse
import sys

from indgang.people.signin.operations import begin_again


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("what", choices=["reset"])
    parser.add_argument("email", help="the address he signs in with")


def run(options: argparse.Namespace) -> int:
    """Forget, and print the link."""
    link = begin_again(options.email)
    if link is None:
        print(f"Nobody signs in with {options.email}.", file=sys.stderr)
        return 1
    print(f"{options.email} begins again here, once and within two days:\n{link}")
    return 0
