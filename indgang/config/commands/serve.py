"""Serve the pages. Put a proxy with a TLS certificate in front of it.

The address people type is PUBLIC_URL; cookies, redirects and allowed hosts follow from it.
"""

import argparse
import importlib
import os
import socket
import sys

from indgang.config.assets import collect_if_changed
from indgang.config.commands import make_letters_folder, number
from indgang.config.database import ROLE_ADDRESSES, Role
from indgang.config.env import SETTINGS, env_int
from indgang.config.launcher import NoServer

# Other processes' keys: whoever takes over a process that serves must not find them in it.
NOT_FOR_PAGES = (
    "WORKER_KEY",
    *(ROLE_ADDRESSES[role] for role in Role if role not in {Role.WEB, Role.DOOR}),
)
# Each open page holds one request. Granian's own limit is about a thousand, and beyond it requests
# wait without a word.
OPEN_STREAMS = 20_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=number(1, 65535), default=0, help="else PORT, else 8000")
    parser.add_argument(
        "--grace",
        type=number(1, 3600),
        default=10,
        help="seconds for open requests when told to stop; else 10",
    )
    parser.add_argument(
        "--workers", type=number(1, 256), default=2, help="processes, one for each core; else 2"
    )


def run(options: argparse.Namespace) -> int:
    """Become the server."""
    importlib.import_module(SETTINGS["DJANGO_SETTINGS_MODULE"])  # a fault is said here, once
    port = options.port or env_int("PORT", 8000, least=1, most=65535)
    check_port(options.host, port)
    server = [
        *(sys.executable, "-m", "granian", "indgang.config.asgi:application"),
        *(
            "--interface",
            "asgi",
            "--loop",
            "asyncio",
            "--no-ws",
            "--host",
            options.host,
            "--port",
            str(port),
        ),
        *("--workers", str(options.workers), "--respawn-failed-workers"),
        *("--respawn-interval", "0.5", "--workers-kill-timeout", str(options.grace)),
        *("--backlog", "2048", "--backpressure", str(OPEN_STREAMS), "--log-level", "warning"),
    ]
    make_letters_folder()
    code = collect_if_changed()
    if code == 0:
        os.environ["INDGANG_SERVING"] = "1"
        for name in NOT_FOR_PAGES:
            os.environ.pop(name, None)
            os.environ.pop(f"{name}_FILE", None)
        os.execv(sys.executable, server)  # the same process, so that signals reach it
    return code


def check_port(host: str, port: int) -> None:
    """Raises NoServer if somebody else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            raise NoServer(
                f"Port {port} on {host} cannot be used ({reason.strerror}). Stop what uses it, or"
                f" choose another: PORT={port + 1 if port < 65535 else 8000}."
            ) from reason
