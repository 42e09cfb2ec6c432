"""How the rows about labels and printers are stored, a file for each noun."""

from backend.labeling.tables.jobs import LabelBlockTable, LabelJobCountTable, LabelJobTable, LabelTable
from backend.labeling.tables.printers import PrinterTable

__all__ = ["LabelBlockTable", "LabelJobCountTable", "LabelJobTable", "LabelTable", "PrinterTable"]
