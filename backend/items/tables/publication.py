"""The table of publications: storage only, column by column what the row struct holds."""

from datetime import date

from sqlalchemy import Text
from sqlmodel import Field, SQLModel


class PublicationTable(SQLModel, table=True):
    """Identifiers in regulators' databases."""

    __tablename__ = "row_publication"
    di: str = Field(sa_type=Text, primary_key=True)
    regime: str = Field(sa_type=Text, primary_key=True)
    item: str = Field(sa_type=Text, index=True)
    submitted_on: date
    published_on: date | None
    record_key: str = Field(sa_type=Text)
