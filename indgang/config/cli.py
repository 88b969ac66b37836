"""The `indgang` command: everything an operator does with an installation."""

import argparse
import ast
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import django
import psycopg
from django.db import Error, OperationalError

from indgang.config.env import SETTINGS, BadSetting
from indgang.config.launcher import NoServer

FOLDER = Path(__file__).with_name("commands")
# They start what Django needs, or pass everything on to it.
WITHOUT_DJANGO = {"db", "effects", "manage", "serve", "static"}
# They make what no page may: the municipality itself, before it has an administrator.
AS_OWNER = {"init"}
UNFURNISHED = (
    psycopg.errors.InvalidSchemaName,
    psycopg.errors.UndefinedColumn,
    psycopg.errors.UndefinedFunction,
    psycopg.errors.UndefinedTable,
)
EPILOG = """
A new installation, in this order:
  indgang db prepare     roles and an empty database (DATABASE_URL, or one of our own)
  indgang db migrate     the tables
  indgang init           the municipality's own settings and its first administrator
  indgang offers         what there is in town, from a table: template, then import
  indgang serve          the pages, behind a proxy that has the TLS certificate
  indgang worker         the jobs, beside the pages

All settings are variables of the environment; .env.example explains them.
Whether all is well: /healthz (the process) and /readyz (database, migrations, worker).
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command. Foreseen faults end in one sentence, not in a traceback."""
    os.environ |= SETTINGS
    parser = argparse.ArgumentParser(
        prog="indgang",
        description="Indgang: one open door into help. This command runs the house.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    chosen = parser.add_subparsers(dest="command", metavar="<command>", required=True)
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = next((word for word in given if not word.startswith("-")), "")
    try:
        module: ModuleType | None = None
        for known, summary in commands().items():
            sub = chosen.add_parser(known, help=summary, description=summary)
            if known == name:
                module = load(known)
                sub.description = module.__doc__
                sub.formatter_class = argparse.RawDescriptionHelpFormatter
                module.arguments(sub)
        options = parser.parse_args(given)
        return int(module.run(options)) if module else 2
    except (BadSetting, NoServer) as reason:
        print(reason, file=sys.stderr)
    except (psycopg.OperationalError, OperationalError) as reason:
        print(f"The database does not answer. {str(reason).strip()}", file=sys.stderr)
    except (psycopg.Error, Error) as reason:
        if not is_unfurnished(reason):
            raise
        said = str(reason).partition("\n")[0]
        print(f"The database lacks something ({said}). Try: indgang db migrate", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def is_unfurnished(reason: BaseException) -> bool:
    """Whether the fault is a table, a column or a function that a migration brings."""
    return isinstance(reason.__cause__ or reason, UNFURNISHED)


def commands() -> dict[str, str]:
    """Every sub-command with the first line of its docstring, by name. Imports none of them."""
    return {
        file.stem: (ast.get_docstring(ast.parse(file.read_text())) or "").partition("\n")[0]
        for file in sorted(FOLDER.glob("[!_]*.py"))
    }


def load(name: str) -> ModuleType:
    """The sub-command's module, with Django ready for it."""
    if name in AS_OWNER:
        os.environ["INDGANG_DB_ROLE"] = "owner"
    if name not in WITHOUT_DJANGO:
        django.setup()
    return importlib.import_module(f"indgang.config.commands.{name}")


if __name__ == "__main__":
    sys.exit(main())
