"""What the people capability contributes to the registry."""

from typing import Any

from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event
from backend.people import apply, entries, events, rules, state


def _assessed(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "assessed": True}


CAPABILITY = Capability(
    name="people",
    entries=(
        on_entry(entries.DefinePerson, state.touches_define, rules.decide_define),
        on_entry(entries.ImportPeople, state.touches_import, rules.decide_import),
        on_entry(entries.DeactivatePerson, state.touches_deactivate, rules.decide_deactivate),
        on_entry(entries.SetCredential, state.touches_credential, rules.decide_credential),
        on_entry(entries.IssueGrant, state.touches_grant, rules.decide_grant),
        on_entry(entries.RecordLoginFailure, state.touches_login, rules.decide_login_failure),
        on_entry(entries.RecordLoginSuccess, state.touches_login, rules.decide_login_success),
        on_entry(entries.DefineSkill, state.touches_define_skill, rules.decide_define_skill),
        on_entry(entries.ImportSkills, state.touches_import_skills, rules.decide_import_skills),
        on_entry(entries.AssignTraining, state.touches_training, rules.decide_assign_training),
        on_entry(entries.RecordTraining, state.touches_training, rules.decide_record_training),
        on_entry(entries.ImportTraining, state.touches_import_training, rules.decide_import_training),
        on_entry(entries.RevokeTraining, state.touches_training, rules.decide_revoke_training),
        on_entry(entries.ConfirmReading, state.touches_reading, rules.decide_confirm_reading),
    ),
    events=(
        on_event(events.PersonDefined, apply.apply_person_defined),
        on_event(events.PersonDeactivated, apply.apply_person_deactivated),
        on_event(events.CredentialSet, apply.apply_credential_set),
        on_event(events.GrantIssued, apply.apply_grant_issued),
        on_event(events.LoginFailed, apply.apply_login_failed),
        on_event(events.LoginSucceeded, apply.apply_login_succeeded),
        on_event(events.SkillDefined, apply.apply_skill_defined),
        on_event(events.TrainingAssigned, apply.apply_training_assigned),
        on_event(events.TrainingRecorded, apply.apply_training_recorded),
        on_event(events.TrainingRevoked, apply.apply_training_revoked),
        on_event(events.DocumentRead, apply.apply_document_read),
    ),
    # Version 2 of a skill says whether it must be assessed; all were.
    upcasters={
        ("DefineSkill", 1): _assessed,
        ("SkillDefined", 1): _assessed,
        ("ImportSkills", 1): lambda body: {**body, "rows": [_assessed(row) for row in body["rows"]]},
    },
    projection=2,
    rows=(
        type_of(state.Person),
        type_of(state.Badge),
        type_of(state.Grant),
        type_of(state.Credential),
        type_of(state.LoginGuard),
        type_of(state.Skill),
        type_of(state.Training),
    ),
)
