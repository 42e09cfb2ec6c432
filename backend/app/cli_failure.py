"""Why a command could not do what it was asked to."""


class CommandFailed(Exception):  # noqa: N818 - a reason
    """One clear sentence for the person at the terminal: what was expected, what was found, what to do."""
