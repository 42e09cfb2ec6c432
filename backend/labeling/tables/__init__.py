"""How the rows about labels and printers are stored, a file for each noun."""

from backend.labeling.tables.jobs import LabelJobCountTable, LabelJobTable, LabelTable
from backend.labeling.tables.printers import PrinterTable
from backend.labeling.tables.templates import LabelTemplateTable, TemplateRevisionTable
from backend.labeling.tables.texts import LabelTextsTable

__all__ = [
    "LabelJobCountTable",
    "LabelJobTable",
    "LabelTable",
    "LabelTemplateTable",
    "LabelTextsTable",
    "PrinterTable",
    "TemplateRevisionTable",
]
