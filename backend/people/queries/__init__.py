"""What is read about people and their training, and the vault."""

from backend.people.queries.persons import (
    Database,
    LoginState,
    Sealed,
    clear_vault,
    granted_person,
    has_credential,
    login_state,
    people,
    person,
    put_into_vault,
    try_alone,
)
from backend.people.queries.training import (
    Matrix,
    PersonTraining,
    SkillTraining,
    matrix,
    person_training,
    skill_training,
)

__all__ = [
    "Database",
    "LoginState",
    "Matrix",
    "PersonTraining",
    "Sealed",
    "SkillTraining",
    "clear_vault",
    "granted_person",
    "has_credential",
    "login_state",
    "matrix",
    "people",
    "person",
    "person_training",
    "put_into_vault",
    "skill_training",
    "try_alone",
]
