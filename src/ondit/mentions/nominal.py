"""Noun phrases over the tree: how far they reach, their determiner, gender, number and case."""

from __future__ import annotations

from ..lexicon import Lexicon
from ..model import Parsed, Token
from .namelist import words
from .nationality import hyphen

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE = frozenset({"amod", "nmod", "flat", "fixed", "nummod", "det", "compound", "goeswith", "case", "advmod", "acl"})
_DEEPER = _INSIDE | {"conj", "cc", "punct", "obl", "obj", "mark", "xcomp", "aux", "iobj", "expl"}
_OPEN, _CLOSE = "«“\"'‘„", "»”\"'’"


def base(token: Token) -> str:
    """The relation without its subtype."""
    return token.deprel.partition(":")[0]


def extent(parsed: Parsed, i: int, lexicon: Lexicon) -> tuple[int, int]:
    """First and last token of the noun phrase that ``i`` heads: determiner to complements, without
    preposition, apposition, coordination or relative clause."""
    return _first(parsed, i), _last(parsed, i, lexicon)


def _first(parsed: Parsed, i: int) -> int:
    first = i
    for child in reversed(parsed.children[i]):
        if child > i:
            continue
        if base(parsed.tokens[child]) not in ("det", "amod", "nummod", "flat", "compound", "advmod", "nmod"):
            break
        if parsed.tokens[child].upos == "PRON" and not parsed.tokens[child].deprel.endswith(":poss"):
            break  # "dont le chef"
        if parsed.tokens[child].feats.get("Polarity") == "Neg":
            break  # "is not a lawmaker"
        reach = range(_left(parsed, child), first)
        bound = {k for k in reach if hyphen(parsed, k) or hyphen(parsed, k - 1)}  # "Russian-backed" is one word
        if (parsed.tokens[child].upos == "VERB" and child not in bound) or _right(parsed, child, i - 1) != first - 1:
            break
        if any(parsed.tokens[k].upos in ("PUNCT", "VERB", "AUX") for k in reach if k not in bound):
            break
        first = min(first, _left(parsed, child))
    return first


def _left(parsed: Parsed, i: int) -> int:
    inner = [child for child in parsed.children[i] if child < i]
    return min([i, *(_left(parsed, child) for child in inner)])


def _right(parsed: Parsed, i: int, limit: int) -> int:
    inner = [child for child in parsed.children[i] if i < child <= limit]
    return max([i, *(_right(parsed, child, limit) for child in inner)])


def _last(parsed: Parsed, i: int, lexicon: Lexicon) -> int:
    last = i
    for child in parsed.children[i]:
        if child < i:
            continue
        if not _keeps(parsed, i, child, lexicon):
            break
        reach = _reach(parsed, child, lexicon)
        if reach is None or _gap(parsed, last + 1, reach[0]) or _cuts(parsed, reach[0]):
            break
        last = max(last, reach[1])
    return last


def _cuts(parsed: Parsed, k: int) -> bool:
    token = parsed.tokens[k]
    return token.upos == "SCONJ" or (token.upos == "PUNCT" and token.text not in _OPEN + _CLOSE)


def _keeps(parsed: Parsed, i: int, child: int, lexicon: Lexicon) -> bool:
    token = parsed.tokens[child]
    kind = base(token)
    if token.deprel == "acl:relcl" or kind not in _INSIDE or kind == "case":  # a case behind: "the agency's"
        return False
    if kind == "acl":
        marked = any(base(parsed.tokens[c]) in ("mark", "case") for c in parsed.children[child])
        participle = token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") != "Pres"
        return participle and not marked and token.lemma.lower() not in words(lexicon, "reference_words", "relay")
    if kind == "nmod" and token.upos == "NOUN" and not token.text[:1].isupper():
        # "a dit un responsable lundi": a noun without preposition is no complement
        cases = [parsed.tokens[c].text.lower() for c in parsed.children[child] if base(parsed.tokens[c]) == "case"]
        return bool(cases) and cases[0] not in words(lexicon, "reference_words", "outside")
    return kind != "advmod"


def _reach(parsed: Parsed, i: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """First and last token of a complement, cut before clauses and commas."""
    first = _left(parsed, i)
    last = i
    for child in parsed.children[i]:
        token = parsed.tokens[child]
        if child < i:
            continue
        if token.deprel == "acl:relcl" or base(token) not in _DEEPER:
            break
        if base(token) == "punct" and token.text not in _OPEN + _CLOSE:
            break
        inner = _reach(parsed, child, lexicon)
        if inner is None or _gap(parsed, last + 1, inner[0]):
            break
        last = max(last, inner[1])
    return first, last


def _gap(parsed: Parsed, first: int, last: int) -> bool:
    """True if something other than quotation marks stands in tokens ``first`` to ``last`` (exclusive)."""
    return any(parsed.tokens[k].text not in _OPEN + _CLOSE for k in range(first, last))


def determiner(parsed: Parsed, i: int, lexicon: Lexicon) -> tuple[Token | None, str]:
    """The determiner of the phrase that ``i`` heads and what it is: definite, indefinite, possessive,
    demonstrative, or "" without one. A contraction ("du", "au") is a definite determiner too."""
    first = _first(parsed, i)
    uses = ("possessive", "demonstrative", "definite", "indefinite")
    for k in range(max(first - 1, parsed.sentence_of(i).first), i):
        token = parsed.tokens[k]
        text = token.text.lower().replace("’", "'")
        for use in uses:
            if text in words(lexicon, "reference_words", use):
                if k < first and (token.upos != "ADP" or use != "definite"):
                    continue
                if use == "definite" and token.upos == "DET" and text in words(lexicon, "reference_words", "indefinite"):
                    continue
                return token, use
    return None, ""


def gender_number(parsed: Parsed, i: int) -> tuple[str, str]:
    """Gender and number of the phrase that ``i`` heads, from it or from its determiner and adjectives."""
    own = parsed.tokens[i].feats
    gender = number = ""
    for child in parsed.children[i]:
        token = parsed.tokens[child]
        if base(token) == "det":  # surer than the noun, whose form may serve both
            gender = gender or token.feats.get("Gender", "")
            number = number or token.feats.get("Number", "")
    gender, number = gender or own.get("Gender", ""), number or own.get("Number", "")
    for child in parsed.children[i]:
        token = parsed.tokens[child]
        if base(token) == "amod":
            gender = gender or token.feats.get("Gender", "")
            number = number or token.feats.get("Number", "")
    return gender, number


def told_gender(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> str:
    """The gender of a person that one of these words tells where the grammar has none: "Mrs", "spokesman"."""
    for k in range(first, last + 1):
        text = parsed.tokens[k].text.lower()
        for use, gender in (("feminine", "Fem"), ("masculine", "Masc")):
            if text in words(lexicon, "reference_words", use):
                return gender
    return ""


def preposition(parsed: Parsed, i: int) -> str:
    """The preposition of the phrase that ``i`` heads, in small letters, or "" without one. Its last word is a
    lemma, so that contractions with the article are the preposition alone."""
    places = []
    for child in parsed.children[i]:
        if child < i and base(parsed.tokens[child]) == "case":
            places += [child, *(c for c in parsed.children[child] if base(parsed.tokens[c]) == "fixed")]
    if not places:
        return ""
    *before, last = sorted(places)
    parts = [parsed.tokens[k].text for k in before] + [parsed.tokens[last].lemma]
    return " ".join(parts).lower().replace("’", "'").replace("' ", "'")


def head_of(parsed: Parsed, first: int, last: int) -> int:
    """The token of ``first``-``last`` whose governor stands outside; the first noun where several do."""
    tops = [k for k in range(first, last + 1) if not first <= parsed.tokens[k].head <= last or parsed.tokens[k].head == k]
    nouns = [k for k in tops if parsed.tokens[k].upos in NOMINAL]
    return (nouns or tops or [first])[0]


def conjuncts(parsed: Parsed, i: int) -> list[int]:
    """``i`` and the phrases coordinated to it; behind a title of several ("presidents X and Y") those called by it."""
    found = [i]
    name = name_behind_title(parsed, i)
    if name is not None:
        found.extend(conjuncts(parsed, name)[1:])
    for child in parsed.children[i]:
        if child > i and base(parsed.tokens[child]) == "conj" and parsed.tokens[child].upos in NOMINAL:
            found.extend(conjuncts(parsed, child))
    return found


def name_behind_title(parsed: Parsed, i: int) -> int | None:
    """The first name right behind a plural title: "presidents X and Y"."""
    token = parsed.tokens[i]
    if token.upos != "NOUN" or token.feats.get("Number") != "Plur" or i + 1 not in parsed.children[i]:
        return None
    named = base(parsed.tokens[i + 1]) in ("appos", "flat") and parsed.tokens[i + 1].upos == "PROPN"
    return i + 1 if named else None


def capital_noun(parsed: Parsed, k: int) -> bool:
    """True for a common noun with a capital: behind the noun of a body it opens its title ("the group Free Sea")."""
    token = parsed.tokens[k]
    return token.upos == "NOUN" and token.text[:1].isupper() and not token.text.isupper()


def title_end(parsed: Parsed, k: int) -> int:
    """The last token of a title that begins with ``k``: what hangs on it without a gap."""
    last = k
    for below in parsed.subtree(k):
        if below == last + 1 and parsed.tokens[below].upos in ("ADJ", "NOUN", "PROPN", "ADP", "DET"):
            last = below
    while parsed.tokens[last].upos in ("ADP", "DET"):
        last -= 1
    return last
