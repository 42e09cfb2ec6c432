"""The command line: every command is one function, every failure one clear sentence and a status other than 0."""

import argparse
import sys
from collections.abc import Callable, Sequence

from backend.app import cli_device, cli_documents, cli_import, cli_log, cli_serve, cli_udi
from backend.app.cli_failure import CommandFailed
from backend.app.keys import KeysUnusableError
from backend.app.postgres_binaries import PostgresUnavailableError
from backend.app.running import RestoreNotAcknowledgedError

Run = Callable[[argparse.Namespace], int]


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    root = argparse.ArgumentParser(prog="unitrail", description="Quality traceability for medical-device makers.")
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    for part in (cli_serve, cli_log, cli_import, cli_device, cli_documents, cli_udi):
        part.add_to(commands)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its status."""
    given = parser().parse_args(arguments)
    run: Run = given.run
    try:
        return run(given)
    except (CommandFailed, KeysUnusableError, PostgresUnavailableError, RestoreNotAcknowledgedError) as error:
        sys.stderr.write(f"unitrail: {error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"unitrail: {error.strerror or error}: {error.filename or ''}\n")
        return 1
    except KeyboardInterrupt:
        return 130
