"""How texts on labels are stored; mirrors state/texts.py."""

from sqlalchemy import Column, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class LabelTextsTable(SQLModel, table=True):
    """See LabelTexts."""

    __tablename__ = "row_label_texts"
    item: str = Field(sa_type=Text, primary_key=True)
    texts: dict[str, str] = Field(sa_column=Column(JSONB, nullable=False))
