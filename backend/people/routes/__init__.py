"""Login, own password or PIN, one-time passwords, the list of people, and who is trained in what."""

from backend.people.routes.credentials import change_secret, give_one_time_password, set_secret
from backend.people.routes.desk import LoginDesk, SecretHashing
from backend.people.routes.lists import list_people
from backend.people.routes.login import log_in
from backend.people.routes.training import show_person_training, show_skill_training, show_training

__all__ = [
    "LoginDesk",
    "SecretHashing",
    "change_secret",
    "give_one_time_password",
    "list_people",
    "log_in",
    "set_secret",
    "show_person_training",
    "show_skill_training",
    "show_training",
]
