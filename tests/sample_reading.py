"""A reading made by hand of a report written for these tests. The affair, its people and places are invented."""

from __future__ import annotations

import hashlib

from ondit.model import (
    Actor,
    Block,
    Event,
    Figure,
    Gap,
    Participant,
    PlaceMention,
    Reading,
    Report,
    Segment,
    Source,
    Span,
    Statement,
    Step,
    TimeMention,
)

TEXT = (
    "Le gouvernement du Valdor reconnaît des livraisons d’armes à la Costrie\n\n"
    "Le Valdor a reconnu mardi 4 mars 2025 avoir livré jusqu’à 1 200 obusiers à la Costrie, après des semaines "
    "de démentis (avec AGP).\n\n"
    "« Nous n’avons rien à cacher », a déclaré la ministre Irma Kessel devant le Parlement.\n\n"
    "Selon plusieurs sources diplomatiques, entre 300 et 450 instructeurs auraient été envoyés à Port-Lisse "
    "depuis l’hiver 2022.\n\n"
    "La Costrie a démenti la présence de soldats étrangers sur son sol. Son porte-parole n’a ni confirmé ni "
    "infirmé la mort de dizaines de civils.\n\n"
    "Le Bureau du renseignement, cité par le député Anselme Roy-Delatour, affirme qu’au moins 37 personnes ont "
    "été tuées près de la frontière 😀.\n\n"
    "Cette annonce marque un tournant. Le Valdor pourrait envoyer d’autres convois au printemps 2026."
)


def at(quote: str, nth: int = 0) -> Span:
    """The ``nth`` place of ``quote`` in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return Span.of(TEXT, start, start + len(quote))


def blocks() -> tuple[Block, ...]:
    found, start = [], 0
    for piece in TEXT.split("\n\n"):
        found.append(Block("paragraph" if found else "heading", start, start + len(piece)))
        start += len(piece) + 2
    return tuple(found)


REPORT = Report(
    text=TEXT,
    sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    reader="text 1",
    encoding="utf-8",
    lang="fr",
    path="valdor.txt",
    title="Le gouvernement du Valdor reconnaît des livraisons d’armes à la Costrie",
    outlet="Le Courrier de Port-Lisse",
    published="2025-03-05",
    credit=at("(avec AGP)"),
    agencies=("AGP",),
    origins=(("title", "text"), ("outlet", "option"), ("published", "option")),
    blocks=blocks(),
    segments=(Segment(0, len(TEXT), 0, len(TEXT.encode()), True),),
)

VALDOR = Source("Valdor", at("Le Valdor"), "report:Valdor", "state", "VLD")
KESSEL = Source("Irma Kessel", at("la ministre Irma Kessel"), "report:Irma Kessel", "state", "VLD")
COSTRIE = Source("Costrie", at("La Costrie"), "report:Costrie", "state", "CST")
SPEAKER = Source("porte-parole de la Costrie", at("Son porte-parole"), None, "state", "CST")
DIPLOMATS = Source("plusieurs sources diplomatiques", at("plusieurs sources diplomatiques"), None, "unknown", None, False)
BUREAU = Source("Bureau du renseignement", at("Le Bureau du renseignement"), "report:Bureau", "intelligence")
DEPUTY = Source("Anselme Roy-Delatour", at("le député Anselme Roy-Delatour"), "report:Roy", "person")

STATEMENTS = (
    Statement(
        "s1a2b3c4d5", (VALDOR,), at("a reconnu"),
        (at("avoir livré jusqu’à 1 200 obusiers à la Costrie"),), "acknowledges", "indirect", "CT+", "none",
        (
            Step("fr/cues:reconnaître:VERB", (("cue", at("a reconnu")),), "stance=acknowledges"),
            Step("says.verb.xcomp", (("source", at("Le Valdor")), ("content", at("avoir livré jusqu’à 1 200 obusiers à la Costrie"))), "form=indirect"),
        ),
        ((at("des livraisons d’armes à la Costrie"),),),
    ),
    Statement(
        "s1a2ffee00", (KESSEL,), at("a déclaré"), (at("« Nous n’avons rien à cacher »"),), "states", "direct",
        "CT+", "direct", (Step("quote.direct", (("quote", at("« Nous n’avons rien à cacher »")),), "form=direct"),),
    ),
    Statement(
        "s77e0aa121", (DIPLOMATS,), at("Selon"),
        (at("entre 300 et 450 instructeurs auraient été envoyés à Port-Lisse depuis l’hiver 2022"),),
        "alleges", "adjunct", "PS+", "conditional",
        (Step("certainty.press-conditional", (("verb", at("auraient été envoyés")),), "factuality=PS+"),),
    ),
    Statement(
        "sc0ffee123", (COSTRIE,), at("a démenti"), (at("la présence de soldats étrangers sur son sol"),),
        "denies", "indirect", "CT-", "none", (Step("fr/cues:démentir:VERB", (("cue", at("a démenti")),), "stance=denies"),),
    ),
    Statement(
        "sd00d00d00", (SPEAKER,), at("n’a ni confirmé ni infirmé"), (at("la mort de dizaines de civils"),),
        "declines_to_confirm", "indirect", "Uu", "none",
        (Step("stance.neither-nor", (("cue", at("n’a ni confirmé ni infirmé")),), "stance=declines_to_confirm"),),
    ),
    Statement(
        "se5e5e5e5e", (BUREAU, DEPUTY), at("affirme"),
        (at("au moins 37 personnes ont été tuées près de la frontière 😀"),), "states", "indirect", "CT+",
        "reportative", (Step("chain.quoted-by", (("relay", at("le député Anselme Roy-Delatour")),), "chain=2"),),
    ),
    Statement(
        "sf00f00f00", (), None, (at("Cette annonce marque un tournant"),), "states", "indirect", "CT+", "none",
        (Step("voice.outlet", (), "sources="),),
    ),
    Statement(
        "sf11f11f11", (), None, (at("Le Valdor pourrait envoyer d’autres convois au printemps 2026"),), "speculates",
        "conditional", "PS+", "conditional", (Step("certainty.may", (("verb", at("pourrait")),), "factuality=PS+"),),
    ),
)  # fmt: skip


def _figure(name: str, quote: str, low: float | None, high: float | None, what: str, carrier: int, **more: object) -> Figure:
    statement = STATEMENTS[carrier]
    values: dict[str, object] = {"approx": False, "vague": None, "whom": None, "unit": "persons", "scope": None}
    values |= more
    step = Step("mul/numbers", (("number", at(quote)),), f"low={low} high={high}")
    return Figure(  # type: ignore[arg-type]
        name, at(quote), low, high, what=what, statement=statement.id, sources=statement.sources,
        stance=statement.stance, because=(step,), **values,
    )  # fmt: skip


FIGURES = (
    _figure("f0a1b2c3d4", "jusqu’à 1 200 obusiers", None, 1200, "materiel", 0, unit="obusiers"),
    _figure("f3c0450aaa", "entre 300 et 450 instructeurs", 300, 450, "personnel_deployed", 2, whom="VLD"),
    _figure("f24d0zen99", "dizaines de civils", 20, 99, "killed", 4, vague="dizaines", approx=True),
    _figure("f37aabbccd", "au moins 37 personnes", 37, None, "killed", 5, scope="total"),
)

EVENTS = (
    Event(
        "e1111aaaa1", "supply_arms", "aid", at("livré jusqu’à 1 200 obusiers"),
        (Participant("Valdor", at("Le Valdor"), "report:Valdor", "VLD"),),
        (Participant("Costrie", at("à la Costrie", 1), "report:Costrie", "CST"),),
        None, "../2025-03-04", "historical", "CT+", ("s1a2b3c4d5",),
        (Step("mul/frames:supply_arms", (("trigger", at("livré")),), "type=supply_arms"),),
    ),
    Event(
        "e2222bbbb2", "deploy_forces", "mobilize", at("instructeurs auraient été envoyés"), (), (),
        "Port-Lisse", "2022-24/2025-03-05", "historical", "PS+", ("s77e0aa121",),
        (Step("mul/frames:deploy_forces", (("trigger", at("envoyés")),), "type=deploy_forces"),),
    ),
    Event(
        "e3333cccc3", "deploy_forces", "mobilize", at("présence de soldats étrangers"), (), (),
        "Costrie", None, "negated", "CT-", ("sc0ffee123",),
        (Step("mul/frames:deploy_forces", (("trigger", at("présence")),), "type=deploy_forces"),),
    ),
    Event(
        "e4444dddd4", "supply_arms", "aid", at("envoyer d’autres convois"),
        (Participant("Valdor", at("Le Valdor", 1), "report:Valdor", "VLD"),), (),
        None, "2026-21", "hypothetical", "PS+", ("sf11f11f11",),
        (Step("mul/frames:supply_arms", (("trigger", at("envoyer")),), "type=supply_arms"),),
    ),
)  # fmt: skip


def _time(quote: str, edtf: str | None, anchor: str = "absolute", kind: str = "date", approx: bool = False) -> TimeMention:
    return TimeMention(at(quote), edtf, kind, anchor, approx, (Step(f"times.{anchor}", (("time", at(quote)),), f"edtf={edtf}"),))


READING = Reading(
    report=REPORT,
    statements=STATEMENTS,
    figures=FIGURES,
    events=EVENTS,
    times=(
        _time("mardi 4 mars 2025", "2025-03-04"),
        _time("après des semaines", None, "none", "duration", True),
        _time("depuis l’hiver 2022", "2022-24/2025-03-05", "published", "interval"),
        _time("printemps 2026", "2026-21"),
    ),
    places=(PlaceMention(at("Port-Lisse"), 41, "Port-Lisse", "VLD", "city", (Step("places.name", (("place", at("Port-Lisse")),)),)),),
    actors=(
        Actor("report:Bureau", "Bureau du renseignement", "intelligence"),
        Actor("report:Costrie", "Costrie", "state", "CST"),
        Actor("report:Irma Kessel", "Irma Kessel", "state", "VLD"),
        Actor("report:Roy", "Anselme Roy-Delatour", "person"),
        Actor("report:Valdor", "Valdor", "state", "VLD"),
    ),
    gaps=(
        Gap("pronoun", "whom “son” refers to was not found", at("son sol"), "read the sentence before it"),
    ),
    made_by=(("ondit", "0.1.0"), ("language data", "fr abc123"), ("pipeline", "fr_news 0.1.0")),
)  # fmt: skip

COUNTRIES = {"VLD": "Valdor", "CST": "Costrie"}
