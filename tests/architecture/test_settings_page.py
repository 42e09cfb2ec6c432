"""Every setting is documented, with its default and what it does, and nothing else is."""

import re
from pathlib import Path

from pydantic.fields import FieldInfo

from backend.app.settings import Settings

PAGE = Path(__file__).parents[2] / "docs/settings.md"
ROW = re.compile(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)


def variable(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    return alias if isinstance(alias, str) else f"{Settings.model_config.get('env_prefix', '')}{name}".upper()


def default(field: FieldInfo) -> str:
    return "" if field.default is None else f"`{field.default}`"


def test_the_page_lists_each_setting_with_its_default_and_meaning_in_both_languages() -> None:
    listed = {found[0]: (found[1], found[2], bool(found[3])) for found in ROW.findall(PAGE.read_text())}
    assert listed == {
        variable(name, field): (default(field), field.description, True)
        for name, field in Settings.model_fields.items()
    }
