"""HTML pages: the article and nothing else, with its place in the bytes and what the page says of itself."""

from __future__ import annotations

import pytest
from readers_samples import CREDITS, page, sample

from ondit import readers
from ondit.errors import EmptyReport
from ondit.model import Report


def read(name: str) -> Report:
    return readers.read(sample(name), name=name, credits=CREDITS)


def lines(report: Report) -> list[str]:
    return [report.text[block.start : block.end] for block in report.blocks]


def gaps(report: Report) -> set[str]:
    return {gap.kind for gap in report.gaps}


def test_article_without_its_surroundings() -> None:
    report = read("article-jsonld.html")
    assert lines(report) == [
        "La Valdonie reconnaît l’envoi de 1\u202f200 soldats",
        "Après des semaines de rumeurs, Port-Évrard admet la présence de ses troupes dans la province voisine.",
        "Le ministère valdon de la Défense a reconnu mardi avoir déployé «\xa0jusqu’à 1\xa0200 soldats\xa0» dans la province de Morvane, "
        "une présence qu’il démentait depuis janvier. Le gouvernement parle d’une «\xa0mission de protection\xa0».",
        "«\xa0Nous n’avons rien à cacher\xa0», a assuré le ministre, Anselme Tarrieu, devant la presse… Selon lui, les unités seraient "
        "rentrées d’ici à l’automne.",
        "Des bilans contradictoires",
        "L’opposition affirme que le contingent dépasse 3\xa0000 hommes. Le ministère n’a ni confirmé ni démenti ce chiffre.",
    ]
    assert [block.kind for block in report.blocks] == ["heading", "paragraph", "paragraph", "paragraph", "heading", "paragraph"]
    assert gaps(report) == {"table"}


def test_article_metadata() -> None:
    report = read("article-jsonld.html")
    assert report.title == "La Valdonie reconnaît l’envoi de 1 200 soldats"
    assert report.outlet == "Le Phare du Ponant"
    assert report.published == "2024-03-12"
    assert report.lang == "fr"
    assert report.url == "https://phare-du-ponant.example/monde/valdonie-soldats"
    assert report.agencies == ("AFP",), "from the author fields; the picture's credit is not the text's"
    assert report.credit is None
    assert dict(report.origins) == dict.fromkeys(("title", "outlet", "published", "lang", "url", "credit"), "page")


def test_lines_lead_back_to_their_bytes() -> None:
    data = sample("article-jsonld.html")
    report = readers.read(data)
    heading = report.blocks[0]
    a, b = readers.byte_span(report, heading.start, heading.end, data)
    assert data[a:b].decode() == "La Valdonie reconnaît l’envoi de 1&#8239;200 soldats", "the h1 and not the link in the margin"
    start = report.text.index("démentait")
    a, b = readers.byte_span(report, start, start + 9, data)
    assert b"<strong>d\xc3\xa9mentait</strong>" in data[a:b]
    assert data[a:b].decode().startswith("Le ministère valdon")


def test_legacy_page_with_open_paragraphs() -> None:
    report = read("legacy-latin1.html")
    assert report.encoding == "cp1252"
    assert "« l’évacuation du cœur de ville »" in report.text
    assert "40 000 € par jour" in report.text
    assert report.outlet == "La Gazette d’Orbec"
    assert report.agencies == ("Belga",)
    assert report.credit is not None and report.credit.quote == "Source\xa0: Belga"
    data = sample("legacy-latin1.html")
    assert data[slice(*readers.byte_span(report, report.credit.start, report.credit.end, data))].decode("cp1252").endswith("Source&nbsp;: Belga")


def test_broken_markup() -> None:
    report = read("broken.html")
    assert "a indiqué" not in report.text
    assert "ont indiqué dimanche les pompiers de Sirac (Morvane)." in report.text
    assert "la radio locale & une source policière < 30 minutes après." in report.text
    assert "«\xa0sans exclure aucune piste\xa0»" in report.text
    assert "script" not in report.text
    assert "left-out" in gaps(report), "a sentence after stray end tags is not taken, and that is told"


def test_a_dispatch_of_one_sentence() -> None:
    report = read("brief.html")
    assert lines(report) == ["Sirac : le pont fermé", "Le pont de Sirac est fermé depuis mardi, a annoncé la préfecture. (AFP)"]
    assert report.agencies == ("AFP",)
    assert report.outlet == "Radio Morvane"


def test_paragraphs_made_of_line_breaks() -> None:
    report = read("divs-and-breaks.html")
    assert len(report.blocks) == 4
    assert report.published == "2023-09-07"
    assert report.agencies == ("Reuters",)
    assert dict(report.origins)["lang"] == "guess"


def test_lists_quotes_and_two_declared_languages() -> None:
    report = read("live.html")
    assert report.lang == "fr", "the template says en-US, og:locale and the text say fr"
    assert report.title == "Crue de la Vire : deux villages évacués"
    assert [block.kind for block in report.blocks] == ["heading", "paragraph", "item", "item", "paragraph", "paragraph"]
    assert report.published == "2024-11-02"
    assert gaps(report) == {"paywall"}
    assert "Scandaleux" not in report.text


def test_xhtml_with_an_xml_declaration() -> None:
    report = read("xhtml.html")
    assert report.published == "2022-05"
    assert "à la “responsabilité”." in report.text
    assert report.lang == "fr"


def test_no_date_is_taken_from_elsewhere() -> None:
    report = read("no-date.html")
    assert report.published is None, "neither the text, nor the address, nor the last change, nor another item's date"
    assert "published" not in dict(report.origins)


def test_teasers_and_adverts_stay_out() -> None:
    report = read("teaser-heavy.html")
    assert len(report.blocks) == 5
    for word in ("Publicité", "Lire aussi", "Bourse", "tribunal", "lettre du matin", "Contact"):
        assert word not in report.text
    assert report.agencies == ("AFP", "Belga")
    assert "left-out" in gaps(report), "the standfirst is not taken, and that is told"


@pytest.mark.parametrize(
    "data",
    [
        sample("index.html"), page(""), page("<nav><a href=/>Accueil</a></nav>"), page("<script>document.write('Le port est fermé.')</script>"),
        b"<html>", b"<html><body><p></p>", b"<!doctype html><!-- Le port est ferm\xc3\xa9. -->", b"<div>" * 5000, page("<p>" + "&nbsp;" * 50 + "</p>"),
    ],
)  # fmt: skip
def test_no_article_is_an_empty_report(data: bytes) -> None:
    with pytest.raises(EmptyReport, match="article") as caught:
        readers.read(data)
    assert caught.value.cure


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2021-05-03T10:00:00+02:00">', "2021-05-03"),
        ('<meta name="dcterms.issued" content="2021-05">', "2021-05"),
        ('<meta name="date" content="20210503">', "2021-05-03"),
        ('<meta name="pubdate" content="Mon, 03 May 2021 22:10:00 GMT">', "2021-05-03"),
        ('<meta name="date" content="23/05/2021">', "2021-05-23"),
        ('<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2021-05-03"}]</script>', "2021-05-03"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-03",}</script>', None),
        ('<script type="application/ld+json">{"@type":"Event","startDate":"2021-05-03"}</script>', None),
        ('<meta property="article:modified_time" content="2021-05-03">', None),
        ('<meta name="date" content="2021-02-31">', None),
    ],
)
def test_publication_dates_of_pages(head: str, published: str | None) -> None:
    report = readers.read(page("<h1>Brennes</h1><p>Le port est fermé depuis le 4 mars 2019, dit le maire.</p>", head))
    assert report.published == published


def test_an_ambiguous_or_contradictory_date_is_told() -> None:
    body = "<h1>Brennes</h1><p>Le port est fermé, dit le maire.</p>"
    ambiguous = readers.read(page(body, '<meta name="date" content="03/05/2021">'))
    assert ambiguous.published is None
    assert "published" in gaps(ambiguous)
    two = '<meta property="article:published_time" content="2021-05-03"><meta name="dc.date" content="2019-01-01">'
    assert "published" in gaps(readers.read(page(body, two)))


def test_the_headline_is_kept_once() -> None:
    report = readers.read(page("<header><h1>Le port fermé</h1></header><article><p>Le port est fermé, dit le maire de Brennes.</p></article>"))
    assert lines(report) == ["Le port fermé", "Le port est fermé, dit le maire de Brennes."]
    assert report.blocks[0].kind == "heading"


def test_entities_are_decoded_as_browsers_do() -> None:
    report = readers.read(page("<p>L&#146;&eacute;t&eacute; co&ucirc;te 30&nbsp;&euro; &#150; ou plus, dit A&amp;B &lt;br&gt;.</p>"))
    assert report.text == "L’été coûte 30\xa0€ – ou plus, dit A&B <br>."
    assert not gaps(report) - {"language"}


def test_a_page_heavy_with_inlined_data_is_read() -> None:
    body = f'<img src="data:image/png;base64,{"A" * 12_000_000}"><article><p>Le port est fermé, dit le maire de Brennes.</p></article>'
    assert readers.read(page(body)).text == "Le port est fermé, dit le maire de Brennes."


def test_a_language_that_does_not_look_like_the_text_is_told() -> None:
    sentence = "Le port de Brennes est fermé depuis l’aube, a annoncé lundi la capitainerie, qui redoute une tempête. "
    data = page(f"<p>{sentence * 3}</p>").replace(b"<html>", b"<html lang=de>")
    report = readers.read(data)
    assert report.lang == "de"
    assert "language" in gaps(report)
