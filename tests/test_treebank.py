"""Our own treebanks are sound; and the tools that make them tell every fault."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from ondit.parsing.tokenizer import Rules, Splitter  # noqa: E402
from training import annotation  # noqa: E402
from training import conllu_check as checks  # noqa: E402

FILES = sorted((ROOT / "training" / "treebank").glob("*.conllu"))
CODES = sorted({file.name.partition("_")[0] for file in FILES})

SOUND = """\
# sent_id = a-1
# text = Ana Roe nie.
1\tAna\tAna\tPROPN\t_\t_\t3\tnsubj\t_\tNE=B-PER
2\tRoe\tRoe\tPROPN\t_\t_\t1\tflat\t_\tNE=I-PER
3\tnie\tnier\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

"""
FAULTS = [
    ("1\tflat\t_\tNE=I-PER", "0\troot\t_\tNE=I-PER", "has 2 roots"),
    ("\t3\tnsubj", "\t2\tnsubj", "go round in a circle"),
    ("VERB", "VRB", "no part of speech"),
    ("\tnsubj\t", "\tsubject\t", "unknown relation subject"),
    ("text = Ana Roe nie.", "text = Ana Roe rit.", "text and tokens differ"),
    ("Mood=Ind|VerbForm=Fin", "VerbForm=Fin|Mood=Ind", "features not sorted"),
    ("Mood=Ind|VerbForm=Fin", "fini", "features not sorted or not Name=Value"),
    ("3\tpunct", "3\tdep", "PUNCT and punct go together"),
    ("NE=B-PER", "NE=B-ORG", "does not continue"),
    ("NE=B-PER", "NE=PER", "NE is B- or I-"),
    ("\t1\tflat", "\t4\tflat", "flat must follow its head"),
    ("\t1\tflat", "\t4\tobj", "hangs on a function word"),
    ("\t1\tflat", "\t3\tnsubj", "second subject"),
    ("1\tAna", "2\tAna", "not numbered"),
    ("\t3\tpunct", "\t8\tpunct", "head that is not a token"),
    ("NE=I-PER\n", "NE=I-PER\textra\n", "ten columns"),
]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_our_treebanks_are_sound(file: Path) -> None:
    assert checks.faults(file) == []


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_our_tokens_are_the_tokenizer_s(file: Path) -> None:
    code = file.name.partition("_")[0]
    rules = Rules.load(ROOT / "src" / "ondit" / "languages" / code / "tokenizer.toml")
    splitter = Splitter(rules)
    for tree in checks.trees(file.read_text(encoding="utf-8")):
        ours = [row[1].translate(rules.plain) for row in tree.rows]
        assert splitter.split(tree.comment("text"))[0] == ours, tree.comment("sent_id")


@pytest.mark.parametrize("code", CODES)
def test_the_halves_are_large_and_share_no_sentence(code: str) -> None:
    halves = [
        {tree.comment("text") for tree in checks.trees((ROOT / "training" / "treebank" / f"{code}_news-{half}.conllu").read_text(encoding="utf-8"))}
        for half in ("train", "test")
    ]
    assert all(len(half) >= 250 for half in halves)
    assert not halves[0] & halves[1]


@pytest.mark.parametrize(("what", "becomes", "told"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_every_fault_is_told(what: str, becomes: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "a.conllu"
    assert what in SOUND
    file.write_text(SOUND.replace(what, becomes, 1), encoding="utf-8")
    found = checks.faults(file)
    assert any(told in fault and fault.startswith("a.conllu:") for fault in found), found


def test_a_sound_sentence_has_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "a.conllu"
    file.write_text(SOUND, encoding="utf-8")
    assert checks.faults(file) == []
    file.write_text(SOUND * 2, encoding="utf-8")
    assert any("sent_id of its own" in fault for fault in checks.faults(file))


def test_a_mark_is_not_crossed() -> None:
    tree = checks.Tree(1, ["# sent_id = x", "# text = Ana , nie tout"])
    rows = [("Ana", "PROPN", 3, "nsubj"), (",", "PUNCT", 1, "punct"), ("nie", "VERB", 0, "root"), ("tout", "PRON", 3, "obj")]
    tree.rows = [[str(n), form, form, upos, "_", "_", str(head), dep, "_", "_"] for n, (form, upos, head, dep) in enumerate(rows, 1)]
    assert checks.of(tree) == []
    tree.rows[1][6] = "4"
    assert checks.of(tree) == ["2 ,: punctuation is crossed by Ana <- nie"]


def test_corrections_are_applied_all_or_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, corrections = tmp_path / "a.conllu", tmp_path / "corrections.txt"
    file.write_text(SOUND, encoding="utf-8")
    corrections.write_text("1.3 lemma=nie upos=NOUN feats=-Mood,+Number=Sing\n1.9 head=1\n", encoding="utf-8")
    assert annotation._patch([str(file), str(corrections)]) == 1
    assert "1.9" in capsys.readouterr().err and file.read_text(encoding="utf-8") == SOUND
    corrections.write_text("1.3 feats=-Mood,+Number=Sing ne=B-MISC # a note\n1.1 ne=O\n1.2 ne=B-PER\n", encoding="utf-8")
    assert annotation._patch([str(file), str(corrections)]) == 0
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[:1].isdigit()]
    assert rows[2][5] == "Number=Sing|VerbForm=Fin" and rows[2][9] == "NE=B-MISC|SpaceAfter=No"
    assert rows[0][9] == "_" and rows[1][9] == "NE=B-PER"
