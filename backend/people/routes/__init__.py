"""Login, own password or PIN, one-time passwords, and the list of people."""

from backend.people.routes.credentials import change_secret, give_one_time_password, set_secret
from backend.people.routes.desk import LoginDesk, SecretHashing
from backend.people.routes.lists import list_people
from backend.people.routes.login import log_in

__all__ = [
    "LoginDesk",
    "SecretHashing",
    "change_secret",
    "give_one_time_password",
    "list_people",
    "log_in",
    "set_secret",
]
