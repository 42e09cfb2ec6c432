"""Enrolment, access tokens, and the board of devices."""

from backend.devices.routes.board import list_devices
from backend.devices.routes.desk import DeviceDesk
from backend.devices.routes.enrol import enrol
from backend.devices.routes.token import give_token

__all__ = ["DeviceDesk", "enrol", "give_token", "list_devices"]
