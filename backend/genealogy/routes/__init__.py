"""`GET /genealogy/...`: what is in a thing, where it went; level by level, as a picture, as files; what is common."""

from backend.genealogy.routes.answers import find_things, show_children, show_graph, show_trace
from backend.genealogy.routes.asking import GenealogyDesk
from backend.genealogy.routes.comparing import ask_factors, show_compared
from backend.genealogy.routes.exports import export_answer, export_epcis, export_lots, export_units

HANDLERS = (
    find_things,
    show_trace,
    show_graph,
    show_children,
    export_answer,
    export_epcis,
    export_lots,
    export_units,
    ask_factors,
    show_compared,
)

__all__ = ["HANDLERS", "GenealogyDesk"]
