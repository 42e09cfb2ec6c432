"""Texts that have no business on a label: addresses, file paths, markup, style. They are refused, not made harmless.
The renderers escape everything anyway; this keeps such texts from being stored, signed and shown in the first place.
"""

import re
from collections.abc import Iterator

from labels.label_errors import LabelError
from labels.templates.findings import Finding, from_error, stop
from labels.templates.model import Template, TextElement
from labels.typesetting import check_printable

HOSTILE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"<\s*[a-z/!?]|]]>|&#?\w+;|-->", re.IGNORECASE), "markup", "标记语言"),
    (re.compile(r"\w://|\b(?:javascript|vbscript|data|file|blob|about)\s*:", re.IGNORECASE), "an address", "网址"),
    (re.compile(r"url\s*\(|@import|expression\s*\(|[{][^}]*:[^}]*[}]|/[*]|[*]/", re.IGNORECASE), "style", "样式代码"),
    (
        re.compile(
            r"(?:^|\s)/(?:etc|usr|home|var|tmp|proc|root|dev|opt|mnt)\b|\.\.[/\\]|\b[a-z]:\\|\\\\\w", re.IGNORECASE
        ),
        "a file path",
        "文件路径",
    ),
)


def hostile(template: Template) -> Iterator[Finding]:
    """One finding for each text of the template that is not a label's."""
    for element, text in _texts(template):
        for pattern, english, chinese in HOSTILE:
            if pattern.search(text):
                yield stop(
                    "TEMPLATE_TEXT_HOSTILE",
                    element,
                    f"The text “{text}” holds {english}. A label shows plain words only: write it differently.",
                    f"文字“{text}”含有{chinese}。标签上只放普通文字，请改写。",
                )
        try:
            check_printable(("text", "文字"), text)
        except LabelError as error:
            yield from_error(error, element)


def _texts(template: Template) -> Iterator[tuple[str, str]]:
    yield "", template.name_zh
    yield "", template.name_en
    for element in template.elements:
        if isinstance(element, TextElement):
            yield element.id, element.zh
            yield element.id, element.en
