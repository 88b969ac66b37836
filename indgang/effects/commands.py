"""What offers do to people, from tables of your own: estimate, compare, crossed.

  indgang effects estimate FOLDER --outcome who5 --output effects.csv [--json report.json]
  indgang effects compare FILE.csv --treatment given --outcome y --covariates a,b,c
  indgang effects crossed FILE.csv --outcome y --fixed a,b --random g1,g2 --output levels.csv --json report.json

docs/effects.md says what the tables hold and what comes back. A faulty table is told by file, row
and column; then nothing is written and the command ends with 2.
"""

import argparse
import json
import sys
from pathlib import Path

from indgang.effects.estimation.compare import Estimand, Method, NotComparableError, compare
from indgang.effects.estimation.compare_files import read_comparison
from indgang.effects.estimation.compare_files import written_out as comparison_written_out
from indgang.effects.estimation.crossed import crossed
from indgang.effects.estimation.crossed_files import read_crossed, write_levels, written_out
from indgang.effects.estimation.files import read_folder
from indgang.effects.estimation.fit import TooLittleError, fit
from indgang.effects.estimation.report import findings, summary, write_report, write_table
from indgang.effects.estimation.tables import FaultyFilesError

FAULTY = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    kinds = parser.add_subparsers(dest="what", metavar="<what>", required=True)
    estimate = kinds.add_parser("estimate", help="what each offer gives, from a folder of tables")
    estimate.add_argument("folder", type=Path)
    estimate.add_argument("--outcome", required=True, help="what was measured, for the report")
    estimate.add_argument("--output", required=True, type=Path, help="a CSV with a row an offer")
    estimate.add_argument("--json", type=Path, help="how it was found, and more of each offer")
    groups = kinds.add_parser("compare", help="those who were given something against the others")
    groups.add_argument("file", type=Path)
    groups.add_argument(
        "--treatment", required=True, help="the column that is 1 for who was given it"
    )
    groups.add_argument("--outcome", required=True, help="the column that it may have changed")
    groups.add_argument("--covariates", required=True, help="what was known before, with commas")
    groups.add_argument("--method", choices=list(Method), default=Method.BALANCE, type=Method)
    groups.add_argument("--estimand", choices=list(Estimand), default=Estimand.ATT, type=Estimand)
    levels = kinds.add_parser("crossed", help="how much levels of crossed factors differ")
    levels.add_argument("file", type=Path)
    levels.add_argument("--outcome", required=True, help="the column that is explained")
    levels.add_argument("--fixed", default="", help="columns of numbers, with commas between")
    levels.add_argument("--random", required=True, help="columns of names, with commas between")
    levels.add_argument("--output", required=True, type=Path, help="a CSV with a row a level")
    levels.add_argument("--json", required=True, type=Path, help="the spreads and the fixed part")


def run(options: argparse.Namespace) -> int:
    """Do it. 2 when a table has faults, and then nothing is written."""
    try:
        return DOINGS[options.what](options)
    except FaultyFilesError as reason:
        for sentence in reason.faults:
            sys.stderr.write(f"{sentence}\n")
    except (TooLittleError, NotComparableError, ArithmeticError) as reason:
        sys.stderr.write(f"{reason}\n")
    except OSError as reason:
        sys.stderr.write(f"{reason.filename}: {reason.strerror}\n")
    return FAULTY


def _estimate(options: argparse.Namespace) -> int:
    read = read_folder(options.folder, outcome=options.outcome)
    fitted = fit(read.courses)
    found = findings(read, fitted)
    report = summary(read, fitted, outcome=options.outcome)
    write_table(options.output, found)
    if options.json:
        write_report(options.json, report | {"offers": found})
    for warning in report["warnings"]:
        sys.stderr.write(f"{warning}\n")
    sys.stdout.write(f"{len(found)} offers, {report['courses']} courses: {options.output}\n")
    return 0


def _compare(options: argparse.Namespace) -> int:
    names = [name for name in options.covariates.split(",") if name]
    read = read_comparison(
        options.file, treatment=options.treatment, outcome=options.outcome, covariates=names
    )
    found = compare(
        read.treated, read.outcome, read.covariates,
        method=options.method, estimand=options.estimand,
    )  # fmt: skip
    written = comparison_written_out(found, method=options.method, estimand=options.estimand)
    sys.stdout.write(json.dumps(written, indent=1) + "\n")
    return 0


def _crossed(options: argparse.Namespace) -> int:
    names = [name for name in options.fixed.split(",") if name]
    factors = [name for name in options.random.split(",") if name]
    read = read_crossed(options.file, outcome=options.outcome, fixed=names, random=factors)
    found = crossed(read.answers, read.fixed, read.factors)
    write_levels(options.output, read, found)
    write_report(options.json, written_out(read, found, outcome=options.outcome))
    sys.stdout.write(f"{len(read.answers)} answers: {options.output}\n")
    return 0


DOINGS = {"estimate": _estimate, "compare": _compare, "crossed": _crossed}
