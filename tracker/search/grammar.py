"""The grammar of queries, as plugins of Whoosh's parser."""

from __future__ import annotations

import re
from typing import Any

from whoosh import query as whoosh_query
from whoosh.qparser import plugins, syntax
from whoosh.qparser.default import QueryParser

from tracker.search.tree import FIELDS

FIELD = rf"(?:(?<=[\s(])|^)(?P<text>(?i:{'|'.join(FIELDS)})):"
_RANGE = re.compile(
    r"(?P<open>\[|\{)\s*(?P<start>\d{1,4}\s+)?(?:TO|to)(?P<end>\s+\d{1,4})?\s*(?P<close>\]|\})"
)
_WILD = r"(?P<text>\*|\?(?=[\w*?]{0,20}\w))"
_FUZZY = r"(?<=\w)~(?P<maxdist>[0-9])?(/(?P<prefix>[1-9]))?(?=$|[\s)])"


class SideBySide(syntax.GroupNode):  # type: ignore[misc]
    """Words next to each other; kept apart from a spelled-out AND, which must not be relaxed."""

    class Query(whoosh_query.And):  # type: ignore[misc]
        """What the group becomes."""

    qclass = Query


def parsed(text: str) -> Any:
    """Whoosh's tree of a text; words are as they were typed, for nothing is looked up."""
    parser = QueryParser(
        None,
        None,
        plugins=[
            plugins.FieldsPlugin(FIELD, remove_unknown=False),
            plugins.WildcardPlugin(_WILD),
            plugins.FuzzyTermPlugin(_FUZZY),
            plugins.PhrasePlugin(),
            plugins.RangePlugin(_RANGE),
            plugins.GroupPlugin(),
            plugins.EveryPlugin(),
            plugins.OperatorsPlugin(
                And=_word("AND"),
                Or=_word("OR"),
                Not=_word("NOT"),
                AndNot=None,
                AndMaybe=None,
                Require=None,
            ),
            _StrayOperators(),
        ],
        group=SideBySide,
    )
    return parser.parse(text, normalize=False)


class _StrayOperators(plugins.Plugin):  # type: ignore[misc]
    """Drops operators that lack an operand, on which Whoosh's own plugin would fail."""

    def filters(self, _parser: Any) -> list[Any]:
        return [(self.tidy, 590)]

    def tidy(self, parser: Any, group: Any) -> Any:
        kept = group.empty_copy()
        for node in group:
            after_operator = not len(kept) or isinstance(kept[-1], syntax.Operator)
            if isinstance(node, syntax.InfixOperator):
                if after_operator:
                    continue
            elif isinstance(node, syntax.PrefixOperator):
                if len(kept) and isinstance(kept[-1], syntax.PrefixOperator):
                    kept.pop()
                    continue
            elif isinstance(node, syntax.GroupNode):
                node = self.tidy(parser, node)
                if not len(node):
                    continue
            kept.append(node)
        while len(kept) and isinstance(kept[-1], syntax.Operator):
            kept.pop()
        return kept


def _word(operator: str) -> str:
    return rf"(?<![^\s()\"]){operator}(?![^\s()\"])"
