"""The rules about people: what each role may do, who may be what, who may log in, and with what authority one acts."""

from backend.people.rules.authority import Authority, Claim, authority, touches_authority
from backend.people.rules.login import (
    SHIFT_MAX,
    closed_until,
    decide_credential,
    decide_grant,
    decide_login_failure,
    decide_login_success,
)
from backend.people.rules.persons import MIN_REASON, decide_deactivate, decide_define, decide_import, has_reason
from backend.people.rules.roles import ACTIONS, SYSTEM_ACTION, allowed
from backend.people.rules.secrets import KIND_OF, commitment, weakness
from backend.people.rules.standing import Standing, standing
from backend.people.rules.times import FACTORY_TIME, as_text, factory_day, in_utc
from backend.people.rules.training import (
    decide_assign_training,
    decide_confirm_reading,
    decide_define_skill,
    decide_import_skills,
    decide_import_training,
    decide_record_training,
    decide_revoke_training,
    qualified,
)

__all__ = [
    "ACTIONS",
    "FACTORY_TIME",
    "KIND_OF",
    "MIN_REASON",
    "SHIFT_MAX",
    "SYSTEM_ACTION",
    "Authority",
    "Claim",
    "Standing",
    "allowed",
    "as_text",
    "authority",
    "closed_until",
    "commitment",
    "decide_assign_training",
    "decide_confirm_reading",
    "decide_credential",
    "decide_deactivate",
    "decide_define",
    "decide_define_skill",
    "decide_grant",
    "decide_import",
    "decide_import_skills",
    "decide_import_training",
    "decide_login_failure",
    "decide_login_success",
    "decide_record_training",
    "decide_revoke_training",
    "factory_day",
    "has_reason",
    "in_utc",
    "qualified",
    "standing",
    "touches_authority",
    "weakness",
]
