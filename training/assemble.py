"""Two trained models -> one pipeline in half precision, with its licence and attribution."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy
import spacy
import srsly
from spacy.language import Language

from ondit.parsing import pipeline as _registers_the_tokenizer  # noqa: F401

from .settings import Settings

VERSION = "1"
BATCH = 16
"""Texts that the pipeline takes at once where nobody says otherwise."""
SPACY = ">=3.8.7,<3.9.0"
"""What can load it: the package's own requirement, not only the release that trained it."""

_LGPL_LR = """ What was derived from LGPL-LR material stays, in
addition, under the terms of the LGPL-LR (Lesser General Public License For Linguistic Resources,
LICENSE.LGPL-LR.txt)."""

_LICENCE = """\
The trained {name} pipeline in this folder (weights, vectors and tables)

It was trained on the annotated texts listed in ATTRIBUTION.txt. It contains data derived from material under
these licences:

{licences}

The pipeline is offered under the Creative Commons Attribution-ShareAlike 4.0 International licence
(CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/legalcode). Who passes it on, changed or not,
names the sources in ATTRIBUTION.txt and keeps these terms.{further}

The program that loads this pipeline is a separate work under its own licence. What the pipeline says about a
text of yours is yours: no claim is made on its output.
"""


def assemble(settings: Settings, parser: Path, ner: Path | None) -> Path:
    """Join the models, cut them to half precision and put them into the language's folder."""
    nlp = spacy.load(parser)
    if ner is not None:
        other = spacy.load(ner)
        other.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
        # before the parser: where that wrongly begins a sentence, a name must not be cut in two
        nlp.add_pipe("ner", source=other, name="ner", before="parser")
    nlp.batch_size = BATCH
    _describe(nlp, settings)
    made, out = settings.work / "pipeline", settings.language / "pipeline"
    shutil.rmtree(made, ignore_errors=True)
    nlp.to_disk(made)
    _sober(made)
    halve(made)
    _papers(settings, made)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(made, out)
    return out


def _describe(nlp: Language, settings: Settings) -> None:
    parts = "features, lemmas, trees" + (", names" if settings.ner else "")
    nlp.meta.update(
        name=f"ondit_{settings.code}", version=VERSION, description=f"{settings.name}: {parts}",
        license=_named(settings), performance={}, sources=settings.sources,
    )


def _named(settings: Settings) -> str:
    further = ", with LGPL-LR material" if any(source["licence"] == "LGPL-LR" for source in settings.sources) else ""
    return f"CC BY-SA 4.0{further}: see LICENSE.txt"


def _sober(out: Path) -> None:
    """Leave out what only training needs, and every path."""
    config = spacy.util.load_config(out / "config.cfg")
    for section in ("corpora", "training", "pretraining"):
        config.pop(section, None)
    config["initialize"] = {}
    config["paths"] = {}
    config.to_disk(out / "config.cfg", interpolate=False)
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    meta["spacy_version"] = SPACY
    meta.pop("labels", None)  # the components have them
    (out / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def halve(folder: Path) -> None:
    """Rewrite every single-precision weight under ``folder`` in half precision, in place."""
    for file in sorted(folder.rglob("model")):
        file.write_bytes(srsly.msgpack_dumps(_half(srsly.msgpack_loads(file.read_bytes()))))
    vectors = folder / "vocab" / "vectors"
    if vectors.exists():
        data = numpy.load(vectors).astype(numpy.float16)
        with vectors.open("wb") as table:
            numpy.save(table, data)


def _half(value: Any) -> Any:
    if isinstance(value, numpy.ndarray):
        return value.astype(numpy.float16) if value.dtype == numpy.float32 else value
    if isinstance(value, dict):
        return {key: _half(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_half(each) for each in value]
    return value


def _papers(settings: Settings, out: Path) -> None:
    licences = sorted({source["licence"] for source in settings.sources})
    listed = "\n".join(f"  - {licence}" for licence in licences)
    text = _LICENCE.format(name=settings.name, licences=listed, further=_LGPL_LR if "LGPL-LR" in licences else "")
    (out / "LICENSE.txt").write_text(text, encoding="utf-8")
    for file, name in settings.licence_texts.items():
        shutil.copyfile(settings.data / "ud" / file, out / name)
    lines = [f"The {settings.name} pipeline was trained on:", ""]
    for source in settings.sources:
        lines += [source["name"], f"  by {source['by']}", f"  {source['url']}", f"  licence: {source['licence']}", ""]
    lines.append("Changes: surface tokens, one inventory of labels, varied typography; see docs/training.md.")
    (out / "ATTRIBUTION.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def size(folder: Path) -> int:
    """Bytes of all files under ``folder``."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
