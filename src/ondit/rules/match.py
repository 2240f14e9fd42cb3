"""Finding the tokens that a rule binds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import Parsed, Span, Step, Token
from .pattern import Entry, Node, Rule, Test

Binding = dict[str, int]
_BOUND = ("PRON", "SCONJ")
_WORD_CLASS = {"AUX": "VERB"}  # an auxiliary use is an entry of the verb


class Words:
    """The lexicon's tables as the matcher asks them: which entries does this token fit?

    A table that takes part in rules has a column ``lemma``; ``upos`` and ``idiom`` (lemmas that must stand
    below the token, all of them) are looked at when they exist.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        self._fitting: dict[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], dict[str, tuple[Entry, ...]]] = {}

    def fitting(self, table: str, where: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of ``table`` whose columns hold the values of ``where``, by lemma, the longest idioms first."""
        key = (table, tuple(sorted(where.items())))
        if key not in self._fitting:
            found: dict[str, list[Entry]] = {}
            for row in self._tables[table]:
                if _fits_columns(row, where):
                    for word in row["lemma"] if isinstance(row["lemma"], tuple) else (row["lemma"],):
                        found.setdefault(word.lower(), []).append(row)
            self._fitting[key] = {
                word: tuple(sorted(rows, key=lambda row: -len(_idiom(row)))) for word, rows in found.items()
            }
        return self._fitting[key]

    def lemmas(self, table: str, where: Mapping[str, tuple[str, ...]]) -> set[str]:
        return set(self.fitting(table, where))

    def entry(self, table: str, parsed: Parsed, i: int, where: Mapping[str, tuple[str, ...]]) -> Entry | None:
        """The entry of ``table`` that token ``i`` fits: the one with the longest idiom."""
        token = parsed.tokens[i]
        for row in self.fitting(table, where).get(token.lemma.lower(), ()):
            upos = row.values.get("upos")
            if (not upos or upos == _WORD_CLASS.get(token.upos, token.upos)) and _has_idiom(parsed, i, _idiom(row)):
                return row
        return None


def _idiom(row: Entry) -> tuple[str, ...]:
    return row.values.get("idiom") or ()


def _fits_columns(row: Entry, where: Mapping[str, tuple[str, ...]]) -> bool:
    for column, wanted in where.items():
        value = row[column]
        values = value if isinstance(value, tuple) else ("yes",) if value is True else (str(value or ""),)
        if not any(w in values for w in wanted):
            return False
    return True


def _has_idiom(parsed: Parsed, i: int, idiom: tuple[str, ...]) -> bool:
    """True if every lemma of the idiom (or one of its alternatives, "a/b") stands within two steps below the token."""
    if not idiom:
        return True
    below = [k for child in parsed.children[i] for k in parsed.children[child]]
    # A pronoun of the idiom is the head word's own: "asked them to stay at theirs" is no "asked itself".
    near = [*parsed.children[i], *(k for k in below if parsed.tokens[k].upos not in _BOUND)]
    if parsed.tokens[i].deprel.startswith("aux"):
        near.append(parsed.tokens[i].head)  # "made mention" parsed as an auxiliary and its verb
    words_below = {parsed.tokens[k].lemma.lower() for k in near} | {parsed.tokens[k].text.lower() for k in near}
    return all(any(word in words_below for word in words.split("/")) for words in idiom)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule with the tokens it bound; ``entries`` are the lexicon entries of the nodes that have one."""

    rule: Rule
    nodes: Mapping[str, int]
    entries: Mapping[str, Entry]

    def steps(self, parsed: Parsed) -> tuple[Step, ...]:
        """The rule's step and one for each lexicon entry that it leant on."""
        binds = tuple((name, _span(parsed, i)) for name, i in self.nodes.items())
        gives = " ".join(f"{key}={value}" for key, value in self.rule.sets.items())
        entries = tuple(
            Step(entry.id, ((name, _span(parsed, self.nodes[name])),)) for name, entry in self.entries.items()
        )
        return (Step(self.rule.id, binds, gives), *entries)


def _span(parsed: Parsed, i: int) -> Span:
    return parsed.span(i)


def match_rule(rule: Rule, parsed: Parsed, i: int, words: Words) -> Iterator[Match]:
    """Every way in which ``rule`` fits with token ``i`` as its trigger."""
    first = rule.nodes[0]
    if not fits(first, parsed, i, {first.name: i}, words):
        return
    seen: set[tuple[tuple[str, int], ...]] = set()
    for binding in _bind(rule.nodes[1:], parsed, {first.name: i}, words):
        key = tuple(sorted(binding.items()))
        if key in seen or any(_holds(group, parsed, binding, words) for group in rule.unless):
            continue
        seen.add(key)
        entries = {}
        for node in rule.nodes:
            if node.test.table and node.name in binding:
                entry = words.entry(node.test.table, parsed, binding[node.name], node.test.where)
                if entry is not None:
                    entries[node.name] = entry
        yield Match(rule, binding, entries)


def _holds(group: tuple[Node, ...], parsed: Parsed, binding: Binding, words: Words) -> bool:
    return next(_bind(group, parsed, binding, words), None) is not None


def _bind(nodes: tuple[Node, ...], parsed: Parsed, binding: Binding, words: Words) -> Iterator[Binding]:
    if not nodes:
        yield binding
        return
    node, rest = nodes[0], nodes[1:]
    found = False
    if node.anchor in binding:
        for i in related(node.relation, parsed, binding[node.anchor]):
            if (node.relation == "same" or i not in binding.values()) and fits(node, parsed, i, binding, words):
                found = True
                yield from _bind(rest, parsed, {**binding, node.name: i}, words)
    if node.optional and not found:
        yield from _bind(rest, parsed, binding, words)


def related(relation: str, parsed: Parsed, i: int) -> tuple[int, ...]:
    """Places that stand in ``relation`` to token ``i``."""
    token = parsed.tokens[i]
    match relation:
        case "child":
            return parsed.children[i]
        case "parent":
            return (token.head,) if token.head != i else ()
        case "below":
            return tuple(k for k in parsed.subtree(i) if k != i)
        case "above":
            return tuple(parsed.ancestors(i))
        case "sibling":
            return tuple(k for k in parsed.children[token.head] if k != i) if token.head != i else ()
        case "same":
            return (i,)
    sentence = parsed.sentences[token.sent]
    k = i + 1 if relation == "next" else i - 1
    return (k,) if sentence.first <= k < sentence.last else ()


def fits(node: Node, parsed: Parsed, i: int, binding: Mapping[str, int], words: Words) -> bool:
    """True if token ``i`` passes the node's tests."""
    token = parsed.tokens[i]
    if not _passes(node.test, token):
        return False
    if node.before and not (node.before in binding and i < binding[node.before]):
        return False
    if node.after and not (node.after in binding and i > binding[node.after]):
        return False
    test = node.test
    if test.table and words.entry(test.table, parsed, i, test.where) is None:
        return False
    if test.not_table and words.entry(test.not_table, parsed, i, {}) is not None:
        return False
    here = {**binding, node.name: i}
    return all(_found(sub, parsed, i, here, words) for sub in node.has) and not any(
        _found(sub, parsed, i, here, words) for sub in node.lacks
    )


def _found(node: Node, parsed: Parsed, i: int, binding: Mapping[str, int], words: Words) -> bool:
    return any(fits(node, parsed, k, binding, words) for k in related(node.relation, parsed, i))


def _passes(test: Test, token: Token) -> bool:
    if test.upos and token.upos not in test.upos or token.upos in test.not_upos:
        return False
    if test.deprel and not _relation_in(token.deprel, test.deprel) or _relation_in(token.deprel, test.not_deprel):
        return False
    if test.lemma or test.not_lemma:
        lemma = token.lemma.lower()
        if test.lemma and lemma not in test.lemma or lemma in test.not_lemma:
            return False
    if test.form or test.not_form:
        form = token.text.lower()
        if test.form and form not in test.form or form in test.not_form:
            return False
    return all(token.feats.get(k) in v for k, v in test.feats.items()) and not any(
        token.feats.get(k) in v for k, v in test.not_feats.items()
    )


def _relation_in(deprel: str, wanted: frozenset[str]) -> bool:
    """``nsubj`` stands for ``nsubj:pass`` too; ``obl:agent`` only for itself."""
    return bool(wanted) and (deprel in wanted or deprel.partition(":")[0] in wanted)


def replay(match: Match, parsed: Parsed, words: Words) -> bool:
    """True if the match's rule gives the same binding again."""
    trigger = match.nodes[match.rule.nodes[0].name]
    return any(again.nodes == match.nodes for again in match_rule(match.rule, parsed, trigger, words))
