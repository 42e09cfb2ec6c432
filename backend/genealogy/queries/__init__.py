"""Every question to the genealogy, in SQL over its edges, its closure and the lots of units."""

from backend.genealogy.queries.answer import Answer, trace
from backend.genealogy.queries.children import Child, Level, children, members
from backend.genealogy.queries.connection import STATEMENT_SECONDS, Db, bounded
from backend.genealogy.queries.epcis import CONTEXT, events
from backend.genealogy.queries.factors import Compared, Factor, common_factors, compared
from backend.genealogy.queries.find import Namesakes, find
from backend.genealogy.queries.graph import Graph, GraphEdge, GraphNode, graph
from backend.genealogy.queries.lots import LotFound, lots_found
from backend.genealogy.queries.reach import found, reach, site_of
from backend.genealogy.queries.reached import Direction, Reach, Seeds
from backend.genealogy.queries.reasons import Reason, Unheard
from backend.genealogy.queries.units import (
    FORWARD_COUNT,
    FORWARD_ROOTS,
    UnitCount,
    UnitFound,
    count_units,
    named_units,
    stream_units,
)

__all__ = [
    "CONTEXT",
    "FORWARD_COUNT",
    "FORWARD_ROOTS",
    "STATEMENT_SECONDS",
    "Answer",
    "Child",
    "Compared",
    "Db",
    "Direction",
    "Factor",
    "Graph",
    "GraphEdge",
    "GraphNode",
    "Level",
    "LotFound",
    "Namesakes",
    "Reach",
    "Reason",
    "Seeds",
    "Unheard",
    "UnitCount",
    "UnitFound",
    "bounded",
    "children",
    "common_factors",
    "compared",
    "count_units",
    "events",
    "find",
    "found",
    "graph",
    "lots_found",
    "members",
    "named_units",
    "reach",
    "site_of",
    "stream_units",
    "trace",
]
