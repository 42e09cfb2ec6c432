"""Table of the names of codes: storage only, column by column what the row struct holds."""

from sqlalchemy import Text
from sqlmodel import Field, SQLModel


class TermTable(SQLModel, table=True):
    """What families of items and classes of equipment are called."""

    __tablename__ = "row_term"
    kind: str = Field(sa_type=Text, primary_key=True)
    code: str = Field(sa_type=Text, primary_key=True)
    name_en: str = Field(sa_type=Text)
    name_zh: str = Field(sa_type=Text)
