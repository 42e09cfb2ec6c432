"""Which build this is, as entries of the system device and the health route say it."""

from importlib.metadata import version

BUILD = version("unitrail")
