"""Every question to the genealogy, in SQL over its edges, its closure and the lots of units."""

from backend.genealogy.queries.answer import Answer, trace
from backend.genealogy.queries.children import Child, Level, children, members
from backend.genealogy.queries.connection import STATEMENT_SECONDS, Db, bounded
from backend.genealogy.queries.epcis import document_head, events
from backend.genealogy.queries.factors import (
    Compared,
    Factor,
    Factors,
    SideBySide,
    common_factors,
    compared,
    reach_each,
)
from backend.genealogy.queries.find import Namesakes, find
from backend.genealogy.queries.graph import graph
from backend.genealogy.queries.lots import LotFound
from backend.genealogy.queries.picture import Graph, GraphEdge, GraphNode
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
from backend.genealogy.queries.worth import Worth, worth_of_sets

__all__ = [
    "FORWARD_COUNT",
    "FORWARD_ROOTS",
    "STATEMENT_SECONDS",
    "Answer",
    "Child",
    "Compared",
    "Db",
    "Direction",
    "Factor",
    "Factors",
    "Graph",
    "GraphEdge",
    "GraphNode",
    "Level",
    "LotFound",
    "Namesakes",
    "Reach",
    "Reason",
    "Seeds",
    "SideBySide",
    "Unheard",
    "UnitCount",
    "UnitFound",
    "Worth",
    "bounded",
    "children",
    "common_factors",
    "compared",
    "count_units",
    "document_head",
    "events",
    "find",
    "found",
    "graph",
    "members",
    "named_units",
    "reach",
    "reach_each",
    "site_of",
    "stream_units",
    "trace",
    "worth_of_sets",
]
