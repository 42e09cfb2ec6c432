"""Tables of label templates: storage only, column by column what the row structs hold."""

from datetime import datetime

from sqlalchemy import DateTime, Text
from sqlmodel import Field, SQLModel

_TIME = DateTime(timezone=True)


class LabelTemplateTable(SQLModel, table=True):
    """Templates: newest and approved revision."""

    __tablename__ = "row_label_template"
    number: str = Field(sa_type=Text, primary_key=True)
    newest: str = Field(sa_type=Text)
    approved: str | None = Field(sa_type=Text)


class TemplateRevisionTable(SQLModel, table=True):
    """Revisions of templates as they were written."""

    __tablename__ = "row_template_revision"
    number: str = Field(sa_type=Text, primary_key=True)
    revision: str = Field(sa_type=Text, primary_key=True)
    status: str = Field(sa_type=Text)
    name_en: str = Field(sa_type=Text)
    name_zh: str = Field(sa_type=Text)
    use: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text)
    drafted_by: str = Field(sa_type=Text)
    drafted_at: datetime = Field(sa_type=_TIME)
    approved_by: str | None = Field(sa_type=Text)
    approved_at: datetime | None = Field(sa_type=_TIME)
