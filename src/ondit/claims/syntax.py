"""Questions to a tree that every kind of claim asks."""

from __future__ import annotations

from collections.abc import Collection

from ..model import Parsed, Span, Token

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_CLAUSAL = ("ccomp", "csubj", "advcl", "acl", "parataxis", "conj", "root")


def base(deprel: str) -> str:
    """The universal part of a relation: ``acl`` of ``acl:relcl``."""
    return deprel.partition(":")[0]


def children(parsed: Parsed, i: int, *deprels: str) -> list[int]:
    """Dependents of ``i`` with one of the relations (``nsubj`` stands for ``nsubj:pass`` too)."""
    return [k for k in parsed.children[i] if parsed.tokens[k].deprel in deprels or base(parsed.tokens[k].deprel) in deprels]


def case_of(parsed: Parsed, i: int) -> str:
    """The adposition or marker of ``i`` in lower case, its fixed parts joined ("en faveur de"); "" if none."""
    for k in parsed.children[i]:
        token = parsed.tokens[k]
        if base(token.deprel) in ("case", "mark") and k < i:
            rest = [parsed.tokens[f] for f in children(parsed, k, "fixed")]
            return " ".join(t.lemma.lower() for t in (token, *rest))
    before = parsed.subtree(i)[0] - 1
    if before > 0 and parsed.tokens[before].upos == "ADP" and not parsed.children[before]:
        stray = parsed.tokens[before]  # "spoke of at least ten": hung beside the phrase that it introduces
        if stray.head == parsed.tokens[i].head and base(stray.deprel) in ("obl", "nmod", "advmod") and base(parsed.tokens[i].deprel) in ("obl", "nmod"):
            return stray.lemma.lower()
    return ""


def is_finite(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Fin" or "Mood" in token.feats


def finite_of(parsed: Parsed, i: int) -> Token | None:
    """The finite verb of the clause headed by ``i``: itself, its auxiliary or its copula."""
    token = parsed.tokens[i]
    if is_finite(token):
        return token
    helpers = [parsed.tokens[k] for k in children(parsed, i, "aux", "cop")]
    return next((h for h in helpers if is_finite(h)), None)


def is_passive(parsed: Parsed, i: int) -> bool:
    token = parsed.tokens[i]
    opening = token.feats.get("Voice") == "Pass" and base(token.deprel) == "advcl"  # "asked whether P, X said"
    return opening or any(parsed.tokens[k].deprel in ("aux:pass", "nsubj:pass") for k in parsed.children[i])


def is_present_participle(token: Token) -> bool:
    return token.feats.get("VerbForm") in ("Part", "Ger") and token.feats.get("Tense", "Pres") == "Pres"


def clause_head(parsed: Parsed, i: int) -> int:
    """The head of the smallest clause with a verb of its own that holds ``i`` (``i`` itself if it heads one)."""
    while parsed.tokens[i].head != i:
        relation = parsed.tokens[i].deprel
        participle = relation == "acl" and not is_finite(parsed.tokens[i])
        if base(relation) in _CLAUSAL and not participle and not (base(relation) == "conj" and parsed.tokens[i].upos in _NOMINAL):
            break
        i = parsed.tokens[i].head
    return i


def subject(parsed: Parsed, i: int, depth: int = 0, skip: Collection[int] = ()) -> int | None:
    """The subject of verb ``i``: its own, the antecedent of its relative pronoun, or the one that it shares.

    Shared subjects follow UD's control: a conjunct takes its first conjunct's, an open complement and an
    adverbial participle their governor's, an adnominal participle its noun (but after a comma, in the
    manner of news, the subject of the noun's clause). Tokens in ``skip`` (times) are no subjects.
    """
    if depth > 8:
        return None
    token = parsed.tokens[i]
    own = [k for k in children(parsed, i, "nsubj") if parsed.tokens[k].deprel != "nsubj:outer" and k not in skip]
    if own:
        k = own[0]
        if parsed.tokens[k].feats.get("PronType") == "Rel" and base(token.deprel) == "acl":
            return _antecedent(parsed, i, k)
        return k
    head = token.head
    relation = base(token.deprel)
    if head == i or depth and relation == "root":
        return None
    if relation == "advcl" and is_present_participle(token) and _after_comma(parsed, i):
        return _participle_subject(parsed, i, depth, skip)
    if relation in ("conj", "xcomp", "advcl", "parataxis") or relation in ("aux", "cop"):
        if relation == "parataxis" and is_finite(token):
            return None
        if parsed.tokens[head].upos in ("VERB", "AUX", "ADJ") or relation == "conj":
            return subject(parsed, head, depth + 1, skip)
        return _participle_subject(parsed, i, depth, skip)
    if relation == "acl":
        return _participle_subject(parsed, i, depth, skip)
    return None


def _antecedent(parsed: Parsed, verb: int, pronoun: int) -> int:
    """The noun that a relative subject stands for: its clause's governor, or where that disagrees in number with
    the verb the nearest noun inside its phrase that agrees ("loans to the bank, which has announced")."""
    noun = parsed.tokens[verb].head
    finite = finite_of(parsed, verb)
    number = finite.feats.get("Number") if finite is not None else None
    own = parsed.tokens[noun].feats.get("Number")
    if not number or not own or number == own or any(base(parsed.tokens[k].deprel) == "conj" for k in parsed.children[noun]):
        return noun
    for k in range(pronoun - 1, noun, -1):
        token = parsed.tokens[k]
        if token.upos in ("NOUN", "PROPN") and token.feats.get("Number", number) == number:
            return k
    return noun


def _after_comma(parsed: Parsed, i: int) -> bool:
    first = parsed.subtree(i)[0]
    return first > 0 and parsed.tokens[first - 1].upos == "PUNCT" or parsed.tokens[first].upos == "PUNCT"


def _participle_subject(parsed: Parsed, i: int, depth: int, skip: Collection[int]) -> int | None:
    token = parsed.tokens[i]
    if is_present_participle(token) and _after_comma(parsed, i):
        verb = clause_head(parsed, token.head)
        while base(parsed.tokens[verb].deprel) in ("ccomp", "xcomp", "csubj"):
            verb = clause_head(parsed, parsed.tokens[verb].head)  # not of what is said, but of who says it
        found = subject(parsed, verb, depth + 1, skip)
        if found is not None:
            return found
    return token.head if parsed.tokens[token.head].upos in ("NOUN", "PROPN", "PRON") else None


def verb_group(parsed: Parsed, i: int) -> list[int]:
    """Verb ``i`` with its auxiliaries, clitics and negation next to it, in text order."""
    group = {i}
    for k in parsed.children[i]:
        token = parsed.tokens[k]
        short = len(token.text) <= 5 or token.text.startswith("-")
        clitic = token.upos == "PRON" and short and base(token.deprel) in ("expl", "obj", "iobj") and abs(k - i) <= 3
        inverted = token.upos == "PRON" and token.text.startswith("-")
        if base(token.deprel) in ("aux", "expl") or clitic or inverted or token.feats.get("Polarity") == "Neg":
            group.add(k)
    run = [i]
    for k in range(i - 1, parsed.sentence_of(i).first - 1, -1):
        if k not in group and parsed.tokens[k].upos not in ("ADV", "CCONJ"):
            break
        run.insert(0, k)
    while run[0] not in group:
        run.pop(0)
    return run


def pieces(parsed: Parsed, places: set[int]) -> tuple[Span, ...]:
    """Spans of the runs of tokens in ``places``, without punctuation at their ends.

    Quotation marks and brackets stay where both of a pair are inside.
    """
    found = []
    run: list[int] = []
    for i in [*sorted(places), -1]:
        if run and i != run[-1] + 1:
            kept = strip_punctuation(parsed, run)
            if kept:
                found.append(parsed.span(kept[0], kept[-1]))
            run = []
        run.append(i)
    return tuple(found)


OPENING, CLOSING = "«“„([‘", "»”“)]’"


def strip_punctuation(parsed: Parsed, run: list[int]) -> list[int]:
    """``run`` without punctuation at either end, but with the marks of a pair that it holds whole."""
    texts = [parsed.tokens[i].text for i in run]
    first, last = 0, len(run) - 1
    while first <= last and _is_edge(parsed, run[first]) and not _paired(texts, first, last, opening=True):
        first += 1
    while last >= first and _is_edge(parsed, run[last]) and not _paired(texts, first, last, opening=False):
        last -= 1
    return run[first : last + 1]


def _is_edge(parsed: Parsed, i: int) -> bool:
    text = parsed.tokens[i].text
    return parsed.tokens[i].upos == "PUNCT" or not any(c.isalnum() for c in text) and text not in ("%", "€", "$", "£")


def _paired(texts: list[str], first: int, last: int, *, opening: bool) -> bool:
    inside = texts[first : last + 1]
    if opening:
        return inside[0] in OPENING and any(t in CLOSING for t in inside[1:]) or inside[0] == '"' and '"' in inside[1:]
    return inside[-1] in CLOSING and any(t in OPENING for t in inside[:-1]) or inside[-1] == '"' and inside.count('"') % 2 == 0
