"""Reports into trees: places, blocks, one root a sentence, whatever the text."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondit import parsing
from ondit.errors import MissingPipeline
from ondit.model import Block, Parsed, Report
from ondit.parsing import pipeline
from ondit.parsing.blocks import LONGEST
from ondit.parsing.engine import Engine
from ondit.parsing.trees import rooted

FRENCH = Path(__file__).parents[1] / "src" / "ondit" / "languages" / "fr"


@dataclass(frozen=True)
class Language:
    code: str
    folder: Path
    manifest: dict[str, Any] = field(default_factory=dict)


LANGUAGE = Language("fr", FRENCH, tomllib.loads((FRENCH / "manifest.toml").read_text(encoding="utf-8")))


def _report(*blocks: tuple[str, str]) -> Report:
    """A report of (kind, text) blocks, an empty line between them."""
    text, places = "", []
    for kind, words in blocks:
        places.append(Block(kind, len(text), len(text) + len(words)))
        text += words + "\n\n"
    return Report(text, "", "", "test", "utf-8", "fr", blocks=tuple(places))


def _parse(*blocks: tuple[str, str]) -> Parsed:
    return parsing.parse(_report(*blocks), LANGUAGE)


def _check(parsed: Parsed) -> None:
    """Everything that must hold of any parse."""
    last = 0
    for i, token in enumerate(parsed.tokens):
        assert token.i == i
        assert last <= token.start < token.end
        assert parsed.text[token.start : token.end] == token.text
        assert not token.text.isspace()
        last = token.end
    assert [s.first for s in parsed.sentences] == [0, *(s.last for s in parsed.sentences)][: len(parsed.sentences)]
    for sentence in parsed.sentences:
        tokens = parsed.tokens[sentence.first : sentence.last]
        block = parsed.report.blocks[sentence.block]
        assert block.start <= sentence.start and sentence.end <= block.end
        assert [token.deprel for token in tokens if token.head == token.i] == ["root"]
        assert sum(token.deprel == "root" for token in tokens) == 1
        assert all(sentence.first <= token.head < sentence.last for token in tokens)
        assert all(token.sent == sentence.i for token in tokens)
        root = next(token.i for token in tokens if token.head == token.i)
        assert list(parsed.subtree(root)) == list(range(sentence.first, sentence.last)), "a cycle"
    assert all(e.first < e.last and e.label in ("PER", "LOC", "ORG", "MISC") for e in parsed.entities)


@pytest.mark.slow
def test_blocks_are_parsed_one_by_one() -> None:
    parsed = _parse(
        ("heading", "Le port de Nantes ferme"),
        ("paragraph", "« Le port ferme », a annoncé lundi le maire. Les dockers dénoncent cette décision."),
        ("paragraph", "  \n "),
        ("item", "Le ministre n’a\u00a0pas réagi."),
    )
    _check(parsed)
    assert [sentence.block for sentence in parsed.sentences] == [0, 1, 1, 3]
    assert parsed.parser.startswith("ondit_fr")


@pytest.mark.slow
def test_reporting_verbs_and_the_conditional() -> None:
    parsed = _parse(
        ("paragraph", "Selon l’armée, des soldats auraient été envoyés au front. Le maire a reconnu son erreur."),
        ("paragraph", "Les témoins affirment que le pont s'est effondré. Elle déclarait vouloir partir."),
    )
    _check(parsed)
    lemmas = {token.text: token.lemma for token in parsed.tokens}
    assert [lemmas[form] for form in ("auraient", "reconnu", "affirment", "déclarait")] == [
        "avoir", "reconnaître", "affirmer", "déclarer",
    ]
    moods = {token.text: token.feats.get("Mood") for token in parsed.tokens}
    assert moods["auraient"] == "Cnd"
    assert moods["déclarait"] == "Ind"


@pytest.mark.slow
def test_the_same_text_gives_the_same_trees() -> None:
    blocks = [("paragraph", f"Le maire de la ville {n} a dit qu'il viendrait.") for n in range(30)]
    assert _parse(*blocks).tokens == _parse(*blocks).tokens


_WORDS = st.sampled_from(
    ["Le", "maire", "a dit", "« ", " »", "\"", "“", "’", "l’", "qu'", "10\u00a0000", " ", "  ", "\n", "\t", ".", "…", "?!",
     ",", "(", ")", "—", "-t-il", "M. ", "Séoul", "é", "e\u0301", "\u00ad", "\u200b", "\x00", "\ud800", "漢字", "🙂", "ا",
     "auraient", "été", "https://a.fr/b", "Nantes, 3 mai (ATS) — "]
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["heading", "paragraph"]), st.lists(_WORDS, max_size=30).map("".join)), max_size=4))
def test_mangled_text_still_gives_trees(blocks: list[tuple[str, str]]) -> None:
    _check(_parse(*blocks))


@pytest.mark.slow
def test_a_block_without_end_is_cut_and_told() -> None:
    sentence = "le maire et la ville et le préfet " * 600
    report = _report(("paragraph", sentence), ("paragraph", "Le maire part. " * 2000))
    parsed = parsing.parse(report, LANGUAGE)
    _check(parsed)
    gaps = parsing.limits(report, LANGUAGE)
    assert [gap.kind for gap in gaps] == ["long_block"] * (len(sentence) // LONGEST)
    assert all(gap.span is not None and gap.span.holds(report.text) and gap.cure for gap in gaps)


PLAIN = "Le préfet a confirmé jeudi que la déviation du bourg serait fermée à la circulation pendant l'été. " * 3


def test_an_ordinary_text_has_no_limits() -> None:
    for text in ("Le maire part.", PLAIN, "OTAN : LE SOMMET EST REPORTÉ"):
        assert parsing.limits(_report(("paragraph", text)), LANGUAGE) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PLAIN.upper(), "capitals"),
        (PLAIN.replace("é", "e").replace("à", "a"), "accents"),
    ],
)
def test_a_text_in_capitals_or_without_accents_is_parsed_and_told(text: str, kind: str) -> None:
    report = _report(("paragraph", text))
    _check(parsing.parse(report, LANGUAGE))
    (gap,) = parsing.limits(report, LANGUAGE)
    assert gap.kind == kind and gap.cure


@pytest.mark.slow
def test_a_sentence_of_three_thousand_tokens_is_parsed() -> None:
    report = _report(("paragraph", "le préfet et " * 1500 + "la ville."))
    parsed = parsing.parse(report, LANGUAGE)
    assert len(parsed.tokens) > 3000
    _check(parsed)
    assert {gap.kind for gap in parsing.limits(report, LANGUAGE)} == {"long_block"}


@pytest.mark.slow
def test_embedding_each_word_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Le maire a dit que le maire viendrait.", "« Le maire », dit-on , le maire !", "L'été le maire"]
    once = Engine(FRENCH)
    monkeypatch.setattr(pipeline, "embed_once", lambda model: None)
    plain = Engine(FRENCH)
    assert any(node.name == "embed_once" for _, pipe in once.nlp.pipeline for node in pipe.model.walk())
    for mine, other in zip(once.nlp.pipe(texts), plain.nlp.pipe(texts), strict=True):
        assert numpy.allclose(mine.tensor, other.tensor, atol=1e-4)
        assert [(t.head.i, t.dep_, t.pos_, t.ent_type_) for t in mine] == [(t.head.i, t.dep_, t.pos_, t.ent_type_) for t in other]


def test_a_missing_pipeline_tells_the_cure(tmp_path: Path) -> None:
    for name in ("tokenizer.toml", "verbs.toml"):
        (tmp_path / name).write_text((FRENCH / name).read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(MissingPipeline, match="train it"):
        parsing.parse(_report(("paragraph", "Oui.")), Language("fr", tmp_path))
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "config.cfg").write_text("[nlp]\nlang = \"xx\"\n", encoding="utf-8")
    with pytest.raises(MissingPipeline, match="cannot be loaded"):
        parsing.parse(_report(("paragraph", "Oui.")), Language("fr", tmp_path))


def test_a_truncated_pipeline_tells_the_cure(tmp_path: Path) -> None:
    copy = tmp_path / "fr"
    shutil.copytree(FRENCH, copy, ignore=shutil.ignore_patterns("lexicon", "rules", "cases"))
    model = copy / "pipeline" / "tok2vec" / "model"
    model.write_bytes(model.read_bytes()[:1000])
    with pytest.raises(MissingPipeline, match="reinstall the package"):
        parsing.parse(_report(("paragraph", "Oui.")), Language("fr", copy))


def test_importing_the_room_does_not_load_spacy() -> None:
    code = "import sys, ondit.parsing; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_rooted_makes_one_root() -> None:
    # two roots, a head outside of the sentence, a stray root label
    heads, deps = rooted([1, 1, 9, 3, 3], ["nsubj", "ROOT", "obj", "ROOT", "root"], ["NOUN", "VERB", "NOUN", "PUNCT", "X"])
    assert heads == [1, 1, 1, 1, 3]
    assert deps == ["nsubj", "root", "obj", "punct", "dep"]


def test_a_full_stop_is_not_the_root_where_there_is_a_word() -> None:
    assert rooted([0, 1], ["ROOT", "ROOT"], ["PUNCT", "NOUN"]) == ([1, 1], ["punct", "root"])
