"""How printers are stored; mirrors state/printers.py."""

from sqlalchemy import BigInteger, Text
from sqlmodel import Field, SQLModel


class PrinterTable(SQLModel, table=True):
    """See Printer."""

    __tablename__ = "row_printer"
    site: str = Field(sa_type=Text, primary_key=True)
    code: str = Field(sa_type=Text, primary_key=True)
    name: str = Field(sa_type=Text)
    host: str = Field(sa_type=Text)
    port: int = Field(sa_type=BigInteger)
    dpi: int = Field(sa_type=BigInteger)
    media_width_mm: str = Field(sa_type=Text)
    media_height_mm: str = Field(sa_type=Text)
    language: str = Field(sa_type=Text)
    symbols: str = Field(sa_type=Text)
    answers: bool
    active: bool
