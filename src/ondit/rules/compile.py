"""From rules as written to rules that run; every fault is reported with file:line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from ..errors import LanguageDataError
from ..model import Parsed
from .match import Match, Words, match_rule
from .pattern import RELATIONS, TESTS, Node, Rule, Test

KEYS = ("rule", "says", "emits", "match", "unless", "set", "source")


class Raw(Protocol):
    """A rule as the lexicon read it."""

    @property
    def id(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def data(self) -> dict[str, Any]: ...


class RuleSet:
    """Compiled rules by trigger lemma: a text costs its hits, not the number of rules."""

    def __init__(self, rules: Sequence[Rule], words: Words) -> None:
        self.rules = tuple(rules)
        self.words = words
        self.by_id = {rule.id: rule for rule in rules}
        self._by_lemma: dict[str, list[Rule]] = {}
        for rule in rules:
            for lemma in rule.words:
                self._by_lemma.setdefault(lemma, []).append(rule)

    def find(self, parsed: Parsed) -> Iterator[Match]:
        """Every match, by place of the trigger and then by order of the rules."""
        places = [(i, lemma) for lemma, found in parsed.by_lemma.items() if lemma in self._by_lemma for i in found]
        for i, lemma in sorted(places):
            for rule in self._by_lemma[lemma]:
                yield from match_rule(rule, parsed, i, self.words)

    def at(self, rule_id: str, parsed: Parsed, i: int) -> list[Match]:
        """What one rule gives with token ``i`` as its trigger: the replay of a step."""
        rule = self.by_id.get(rule_id)
        return list(match_rule(rule, parsed, i, self.words)) if rule else []


def compile_rules(raw: Iterable[Raw], tables: Mapping[str, Any], emits: str) -> RuleSet:
    """Compile the rules that emit ``emits``; ``tables`` are the lexicon's. Rules whose words it lacks stay out.

    Raises LanguageDataError with every fault as ``file:line: message``.
    """
    faults: list[str] = []
    words = Words(tables)
    rules = []
    for entry in raw:
        if entry.data.get("emits") != emits:
            continue
        before = len(faults)
        rule = _rule(entry, tables, faults)
        if rule and len(faults) == before and not _idle(rule, tables):
            rules.append(_with_words(rule, words, faults))
    if faults:
        raise LanguageDataError(f"{len(faults)} fault(s) in rules", faults, cure="mend the lines named")
    return RuleSet(rules, words)


def _rule(entry: Raw, tables: Mapping[str, Any], faults: list[str]) -> Rule | None:
    data, where = entry.data, entry.where
    faults.extend(f"{where}: unknown key '{key}'; known: {', '.join(KEYS)}" for key in data if key not in KEYS)
    match = data.get("match")
    if not isinstance(match, dict) or not match:
        faults.append(f"{where}: 'match' must name at least one node")
        return None
    names: list[str] = []
    nodes = [_node(name, spec, names, tables, where, faults) for name, spec in match.items()]
    unless = []
    for group in data.get("unless", ()):
        seen = list(names)
        unless.append(tuple(_node(name, spec, seen, tables, where, faults) for name, spec in group.items()))
    return Rule(entry.id, where, str(data["says"]), str(data["emits"]), tuple(nodes), tuple(unless), dict(data.get("set", {})))


def _node(name: str, spec: Any, names: list[str], tables: Mapping[str, Any], where: str, faults: list[str]) -> Node:
    optional = name.endswith("?")
    name = name.rstrip("?")
    if not isinstance(spec, dict):
        faults.append(f"{where}: node '{name}' must be a mapping of conditions")
        spec = {}
    relations = [key for key in spec if key in RELATIONS]
    faults.extend(
        f"{where}: node '{name}': unknown condition '{key}'" for key in spec if key not in RELATIONS and key not in TESTS
    )
    if names and len(relations) != 1:
        faults.append(f"{where}: node '{name}' needs exactly one of {', '.join(RELATIONS)}")
    relation = relations[0] if relations else ""
    anchor = spec.get(relation, "") if relation else ""
    for other in (anchor, spec.get("before", ""), spec.get("after", "")):
        if other and other not in names:
            faults.append(f"{where}: node '{name}' hangs on '{other}', which no node before it is called")
    names.append(name)
    nested = {
        key: tuple(
            _node(f"{name}.{n}", s, [*names], tables, where, faults)
            for n, item in enumerate(spec.get(key, ()))
            for s in ({**item, next((r for r in RELATIONS if r in item), "child"): name},)
        )
        for key in ("has", "lacks")
    }
    return Node(
        name, relation, anchor, _test(spec, tables, where, faults), optional,
        spec.get("before", ""), spec.get("after", ""), nested["has"], nested["lacks"],
    )


def _test(spec: Mapping[str, Any], tables: Mapping[str, Any], where: str, faults: list[str]) -> Test:
    for key in ("in", "not_in"):
        if spec.get(key) and spec[key] not in tables:
            faults.append(f"{where}: no table is called '{spec[key]}'")
    table = tables.get(spec.get("in", ""))
    columns = {key: _words(value) for key, value in (spec.get("where") or {}).items()}
    for column in columns:
        if table is not None and column not in table.schema.columns:
            faults.append(f"{where}: table '{spec['in']}' has no column '{column}'")
    def lower(key: str) -> frozenset[str]:
        return frozenset(word.lower() for word in _words(spec.get(key)))

    def exact(key: str) -> frozenset[str]:
        return frozenset(_words(spec.get(key)))

    def feats(key: str) -> dict[str, frozenset[str]]:
        return {name: frozenset(_words(value)) for name, value in (spec.get(key) or {}).items()}

    return Test(
        table=spec.get("in", ""),
        where=columns,
        lemma=lower("lemma"),
        form=lower("form"),
        upos=exact("upos"),
        deprel=exact("deprel"),
        feats=feats("feats"),
        not_lemma=lower("not_lemma"),
        not_form=lower("not_form"),
        not_upos=exact("not_upos"),
        not_deprel=exact("not_deprel"),
        not_feats=feats("not_feats"),
        not_table=spec.get("not_in", ""),
    )


def _words(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


def _idle(rule: Rule, tables: Mapping[str, Any]) -> bool:
    """True where nothing can trigger the rule in this language: the table of its triggers is not filled yet."""
    test = rule.nodes[0].test
    return bool(test.table) and not test.lemma and not tables[test.table].rows


def _with_words(rule: Rule, words: Words, faults: list[str]) -> Rule:
    """The lemmas that can trigger the rule; a rule without any would be tried on every token."""
    test = rule.nodes[0].test
    found = set(test.lemma)
    if test.table:
        found |= words.lemmas(test.table, test.where)
    if not found:
        faults.append(f"{rule.where}: the first node must name its lemmas or a table ('lemma: …' or 'in: …') that holds some")
    return replace(rule, words=frozenset(found))
