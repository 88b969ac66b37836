"""Collect style sheets, scripts, fonts and pictures under names with fingerprints.

`indgang serve` does this by itself when something has changed.
"""

import argparse

from indgang.config.assets import collect


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes: nothing."""


def run(options: argparse.Namespace) -> int:
    """Collect them, whether or not they changed."""
    return collect()
