"""Every question to the genealogy, in SQL over its edges, its closure and the lots of units."""

from backend.genealogy.queries.answer import Answer, LotFound, Reason, Unheard, trace
from backend.genealogy.queries.connection import Db, bounded
from backend.genealogy.queries.factors import Compared, Factor, common_factors, compared
from backend.genealogy.queries.graph import Graph, GraphEdge, GraphNode, graph
from backend.genealogy.queries.reach import Direction, found, reached_lots
from backend.genealogy.queries.units import (
    FORWARD_COUNT,
    FORWARD_ROOTS,
    UnitCount,
    UnitFound,
    count_units,
    stream_units,
)

__all__ = [
    "FORWARD_COUNT",
    "FORWARD_ROOTS",
    "Answer",
    "Compared",
    "Db",
    "Direction",
    "Factor",
    "Graph",
    "GraphEdge",
    "GraphNode",
    "LotFound",
    "Reason",
    "Unheard",
    "UnitCount",
    "UnitFound",
    "bounded",
    "common_factors",
    "compared",
    "count_units",
    "found",
    "graph",
    "reached_lots",
    "stream_units",
    "trace",
]
