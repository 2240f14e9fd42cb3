"""Lemmas for words that a statistical lemmatiser has not learnt.

An edit rule learnt from other words can make a lemma that is no word ("collid" of "collided"), or leave a participle as
it is ("Quoting" at the start of a sentence). Where the language's vocabulary does not have the lemma, and where a
gerund or present participle is its own lemma, the endings in ``[lemmas]`` of ``tokenizer.toml`` are tried in their order, and the
first that gives a word of the vocabulary wins. The vocabulary is that of the pipeline's word vectors.

It can also make a lemma that is another word ("rap" of "raped", "fl" of "fled"): ``[lemmas.irregular]`` tells the lemma of
irregular forms, and an ending that gives one of ``[lemmas.words]`` wins over whatever the lemmatiser says.
``[lemmas.adjectives]`` tells the participles that are adjectives before a preposition ("is opposed to P").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import LanguageDataError
from .tokenizer import Readable, read_rules

Known = Callable[[str], bool]
_MANY = 50_000
_PRESENT = ("VerbForm=Ger", "Tense=Pres|VerbForm=Part")
"""Features of the forms that no language has for its lemma."""


class Lemmas:
    """The endings of one language. ``known`` tells whether a small-letter word is in the vocabulary."""

    def __init__(self, file: Readable, known: Known) -> None:
        told: Mapping[str, Any] = read_rules(file).get("lemmas", {})
        try:
            self._irregular = {upos: dict(forms) for upos, forms in told.get("irregular", {}).items()}
            self._adjectives = {form: (str(one["lemma"]), frozenset(one["before"])) for form, one in told.get("adjectives", {}).items()}
            self._words = {upos: frozenset(words) for upos, words in told.get("words", {}).items()}
            self._endings = {
                upos: [(re.compile(f"{pattern}$"), to) for pattern, to in pairs]
                for upos, pairs in told.items() if upos not in ("irregular", "words", "adjectives")
            }  # fmt: skip
        except (TypeError, ValueError, KeyError, re.error) as error:
            raise LanguageDataError(f"faulty lemma endings: {error}", where=str(file)) from error
        self._known = known
        self._found: dict[tuple[str, str, str], str] = {}

    def of(self, form: str, upos: str, lemma: str, features: str = "") -> str:
        """``lemma`` where it is a word or nothing better is known, else the lemma that an ending gives.

        ``features`` are those of the tagger, as CoNLL-U writes them.
        """
        if upos not in self._endings or not form.isalpha():
            return lemma
        kept = lemma.lower() == form.lower() and any(mark in features for mark in _PRESENT)
        key = (form, upos, "" if kept else lemma)
        found = self._found.get(key)
        if found is None:
            found = self._decided(form.lower(), upos, lemma, kept)
            if len(self._found) < _MANY:
                self._found[key] = found
        return found

    def adjective(self, form: str, after: str) -> str | None:
        """The adjective that a participle is before the word behind it ("opposed", before "to"); None for any other."""
        lemma, before = self._adjectives.get(form.lower(), ("", frozenset()))
        return lemma if after.lower() in before else None

    def regular(self, form: str, upos: str) -> bool:
        """True for a form with an ending of the language's, which may be more than one form of its word ("cited", not "taken")."""
        low = form.lower()
        return low not in self._irregular.get(upos, {}) and any(pattern.search(low) for pattern, _ in self._endings.get(upos, ()))

    def _decided(self, form: str, upos: str, lemma: str, kept: bool) -> str:
        told = self._told(form, upos, lemma)
        if told is not None:
            return told
        if not kept and self._known(lemma.lower()):
            return lemma
        for pattern, to in self._endings[upos]:
            if pattern.search(form):
                made = pattern.sub(to, form)
                if made and self._known(made):
                    return made
        return lemma

    def _told(self, form: str, upos: str, lemma: str) -> str | None:
        """The lemma that the language data tell of a form."""
        irregular = self._irregular.get(upos, {}).get(form)
        words = self._words.get(upos, frozenset())
        if irregular is not None or lemma in words:
            return irregular
        forms = (pattern.sub(to, form) for pattern, to in self._endings[upos] if pattern.search(form))
        return next((made for made in forms if made in words), None)
