"""Lemmas and features of verbs, settled between the statistical tagger and the language's conjugations.

The tagger knows the sentence, the conjugation table knows the forms. The table wins where it leaves no
choice: a lemma that the form cannot have, a mood that it can only have or cannot have.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from .complements import Complements
from .conjugation import Analysis, Forms, forms

_VERBAL = ("VERB", "AUX")
_KNOWN_SETTLEMENTS = 100_000


class Morphology:
    """What a language knows of its own verb forms; without a table the tagger has the last word."""

    def __init__(self, folder: Path) -> None:
        file = folder / "verbs.toml"
        self._forms: Forms = {}
        self._unknown: _Unknown | None = None
        self.auxiliaries: frozenset[str] = frozenset()
        """Lemmas of the language's auxiliary verbs."""
        self.impersonal: frozenset[str] = frozenset()
        """Lemmas of its verbs that may have an empty subject ("il reste", "il semble"); empty where none are listed."""
        self._mistaken: tuple[frozenset[str], re.Pattern[str]] | None = None
        self.complements: Complements | None = None
        if file.is_file():
            self._forms, table = forms(file)
            self._unknown = _Unknown(table["unknown"])
            self.auxiliaries = frozenset(table["auxiliaries"]["lemmas"])
            self.impersonal = frozenset(table.get("impersonal", {}).get("lemmas", ()))
            self._mistaken = frozenset(table["mistaken"]["upos"]), re.compile(table["mistaken"]["form"])
            self.complements = Complements(table["complement"], self._finite)
        self._settled: dict[tuple[str, str, str, str], tuple[str, str, str]] = {}

    def settle(self, form: str, upos: str, lemma: str, features: str) -> tuple[str, str, str]:
        """Part of speech, lemma and features of a form, given what the tagger says."""
        key = (form, upos, lemma, features)
        known = self._settled.get(key)
        if known is None:
            known = self._decide(form.lower(), upos, lemma, features)
            if len(self._settled) < _KNOWN_SETTLEMENTS:
                self._settled[key] = known
        return known

    def _decide(self, form: str, upos: str, lemma: str, features: str) -> tuple[str, str, str]:
        analyses = self._forms.get(form, ())
        conditional = bool(analyses) and all(_mood(each) == "Cnd" for each in analyses)
        if upos not in _VERBAL:
            if not conditional and not (analyses and self._is_mistaken(form, upos)):
                return upos, lemma, features
            upos = "AUX" if analyses[0].lemma in self.auxiliaries else "VERB"
        if analyses:
            likely = self.auxiliaries if upos == "AUX" else frozenset((lemma,))
            best = _nearest(analyses, likely, features)
            if conditional or _impossible(analyses, features):
                features = _text(dict(best.feats))
            return upos, lemma if any(each.lemma == lemma for each in analyses) else best.lemma, features
        if self._unknown is not None:
            features = self._unknown.features(form, lemma, features)
        return upos, lemma, features

    def finite_verb(self, form: str) -> tuple[str, str, str] | None:
        """The form as a finite verb, where the table has it as one: part of speech, lemma and features."""
        found = [each for each in self._forms.get(form.lower(), ()) if _mood(each)]
        if not found:
            return None
        return "AUX" if found[0].lemma in self.auxiliaries else "VERB", found[0].lemma, _text(dict(found[0].feats))

    def _finite(self, form: str) -> bool:
        """True for a form that can be a third person of the indicative."""
        analyses = [dict(each.feats) for each in self._forms.get(form, ())]
        return any(feats.get("Mood") == "Ind" and feats.get("Person") == "3" for feats in analyses)

    def _is_mistaken(self, form: str, upos: str) -> bool:
        """True where the tagger took a form of the table for something that such a form never is."""
        return self._mistaken is not None and upos in self._mistaken[0] and bool(self._mistaken[1].search(form))


class _Unknown:
    """Conditional or imperfect, for verbs that the table does not have: told by what the infinitive leaves."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._endings = tuple(told["endings"].split())
        self._conditional, self._imperfect = told["conditional"], told["imperfect"]
        self._like = re.compile(self._conditional["like"])
        self._shape = re.compile(self._conditional["shape"])

    def features(self, form: str, lemma: str, features: str) -> str:
        if "Mood=Cnd" in features and not self._shape.search(form):
            # no conditional looks like this: an imperfect if its ending is one, else no finite form that is known
            told = self._imperfect["feats"] if form.endswith(self._endings) else ""
            return _changed(_without(features, self._conditional["feats"]), told)
        if not form.endswith(self._endings):
            return features
        stem = lemma.removesuffix(self._conditional["drop_final"])
        if self._like.search(stem) and any(form == stem + ending for ending in self._endings):
            return _changed(features, self._conditional["feats"])
        stem = lemma[: -self._imperfect["drop"]]
        if "Mood=Cnd" in features and any(form == stem + ending for ending in self._endings):
            return _changed(features, self._imperfect["feats"])
        return features


def _mood(analysis: Analysis) -> str | None:
    return dict(analysis.feats).get("Mood")


def _nearest(analyses: tuple[Analysis, ...], likely: frozenset[str], features: str) -> Analysis:
    """The analysis with a likely lemma that agrees best with the tagger; the table's order decides between equals."""
    told = _pairs(features)

    def agreement(analysis: Analysis) -> int:
        return 3 * (analysis.lemma in likely) + sum(told.get(name) == value for name, value in analysis.feats)

    return max(analyses, key=agreement)


def _impossible(analyses: tuple[Analysis, ...], features: str) -> bool:
    """True where the tagger gives a verb form, tense or mood that no analysis has (imperatives set aside)."""
    told = _pairs(features)
    if told.get("Mood") == "Imp":
        return False
    return not any(
        all(told.get(name) == value for name, value in each.feats if name in ("Mood", "Tense", "VerbForm"))
        for each in analyses
    )


def _changed(features: str, to: str) -> str:
    return _text({**_pairs(features), **_pairs(to)})


def _without(features: str, names: str) -> str:
    """The features less those that ``names`` gives a value to."""
    gone = _pairs(names)
    return _text({name: value for name, value in _pairs(features).items() if name not in gone})


def _pairs(features: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in features.split("|")) if features else {}


def _text(feats: dict[str, str]) -> str:
    return "|".join(f"{name}={feats[name]}" for name in sorted(feats))
