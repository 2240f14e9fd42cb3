"""Title, outlet, publication date, language, address and authors that an HTML page prints for machines.

Only what the page says is taken: no date is looked for in the text, in the address or in the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model import Gap
from .dates import page_date

_ARTICLE = re.compile(r"(?:News|Blog|Opinion|Analysis|Background|Report|Review|Live|Satirical|Tech|Scholarly)?\w*(?:Article|Posting)$")
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate", "datepublished",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "dc:date",
    "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publication-date", "article.published", "article_date_original", "originalpublicationdate", "rnews:datepublished",
    "shareaholic:article_published_time", "bt:pubdate", "date",
)  # fmt: skip
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title")
_OUTLET_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "citation_author")
_AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:author|authors|byline|signature|credits?|source|agency)(?:$|[\s_-])", re.IGNORECASE)
_NOT_TEXT = re.compile(r"figure|photo|image|img|media|caption|video|picture|copyright|related|card|teaser|comment", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|maj\b", re.IGNORECASE)
_SUFFIX = re.compile(r"^(.{8,}?)\s+[-–—|•·»]\s+([^-–—|•·»]{2,40})$")
_LONGEST_AUTHOR = 120


@dataclass(slots=True)
class PageData:
    """What a page says of itself; None or empty where it says nothing."""

    headline: str | None = None
    """The visible headline (h1)."""
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    languages: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    gaps: list[Gap] = field(default_factory=list)


def page_data(tree: Any) -> PageData:
    """Metadata of an lxml HTML tree."""
    meta = _meta(tree)
    items = list(_json_items(tree))
    article = _main_article(items)
    data = PageData()
    window_title = _clean(tree.findtext(".//title"))
    declared = _first(meta, _TITLE_NAMES) or _text(article.get("headline")) or None
    data.headline = _headline(tree, declared or window_title)
    data.title = data.headline or declared or _without_outlet(window_title)
    data.outlet = _outlet(meta, article, window_title, data.title)
    data.published = _published(tree, meta, article, items, data.gaps)
    data.url = _address(tree, meta)
    data.languages = tuple(_languages(tree, meta, article))
    data.authors = tuple(dict.fromkeys(_authors(tree, meta, article)))
    if str(article.get("isAccessibleForFree", "")).lower() == "false":
        data.gaps.append(Gap("paywall", "the page says that the article is for subscribers: the text may stop short",
                             cure="save the page with the whole article on it"))  # fmt: skip
    return data


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _meta(tree: Any) -> dict[str, str]:
    """Content of the meta elements by lower-cased name or property; the first of each wins."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = _clean(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _json_items(tree: Any) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of the page, outer ones first. Faulty JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            value = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    queue = [(value, 0)]
    while queue:
        item, depth = queue.pop(0)
        if isinstance(item, dict):
            yield item
            item = list(item.values())
        if isinstance(item, list) and depth < 8:
            queue.extend((inner, depth + 1) for inner in item if isinstance(inner, dict | list))


def _main_article(items: list[dict[str, Any]]) -> dict[str, Any]:
    articles = [item for item in items if any(_ARTICLE.match(kind) for kind in _types(item))]
    dated = [item for item in articles if item.get("datePublished")]
    return (dated or articles or [{}])[0]


def _types(item: Mapping[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _text(value: Any) -> str | None:
    """The name of a JSON-LD value: a text, an object with a name, or the first of a list."""
    if isinstance(value, list):
        return _text(value[0]) if value else None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _clean(value)


def _headline(tree: Any, declared: str | None) -> str | None:
    """The h1 that is most like the declared title, else the only one, else None."""
    found = [words for h1 in tree.iter("h1") if (words := _clean(" ".join(h1.itertext())))]
    if not declared or len(found) < 2:
        return found[0] if found else None
    wanted = set(declared.lower().split())
    return max(found, key=lambda words: len(wanted & set(words.lower().split())))


def _without_outlet(title: str | None) -> str | None:
    found = _SUFFIX.match(title) if title else None
    return found[1] if found else title


def _outlet(meta: Mapping[str, str], article: Mapping[str, Any], window_title: str | None, title: str | None) -> str | None:
    named = _first(meta, _OUTLET_NAMES[:1]) or _text(article.get("publisher")) or _first(meta, _OUTLET_NAMES[1:])
    if named and not re.match(r"https?://", named):
        return named
    found = _SUFFIX.match(window_title) if window_title else None
    return found[2] if found and title and title.startswith(found[1][:20]) and found[2] not in title else None


def _published(tree: Any, meta: Mapping[str, str], article: Mapping[str, Any], items: list[dict[str, Any]], gaps: list[Gap]) -> str | None:
    """The first publication date that can be read; a gap for one that cannot, or for days that disagree."""
    raw = [_text(article.get("datePublished"))]
    raw += [meta.get(name) for name in _DATE_NAMES]
    raw += [_text(item.get("datePublished")) for item in items if "WebPage" in _types(item)]
    raw += list(_marked_dates(tree))
    values = [value for value in raw if value]
    dates = [date for value in values if (date := page_date(value))]
    if not dates and values:
        gaps.append(Gap("published", f"the page's publication date '{values[0]}' cannot be read without guessing", cure="give it with --published"))
    if len({date[:7] for date in dates}) > 1:
        gaps.append(Gap("published", f"the page gives several publication dates ({', '.join(dict.fromkeys(dates))}); the first was taken",
                        cure="give it with --published"))  # fmt: skip
    return dates[0] if dates else None


def _marked_dates(tree: Any) -> Iterator[str]:
    """Dates of elements marked as the publication date, then that of the article's first time element."""
    for element in tree.iter():
        if isinstance(element.tag, str) and ("datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None):
            yield element.get("datetime") or element.get("content") or _clean(element.text_content()) or ""
    for h1 in tree.iter("h1"):
        for holder in h1.iterancestors("article", "main"):
            yield from [time.get("datetime") for time in holder.iter("time") if _dates_article(time, holder)][:1]
            break


def _dates_article(time: Any, holder: Any) -> bool:
    """True for the time element of an article's head: no other item's, no change, no date in a sentence."""
    if not time.get("datetime") or _about_change(time):
        return False
    for element in time.iterancestors():
        if element is holder:
            return True
        about = element.get("class") or ""
        if element.tag in ("article", "aside", "nav", "footer", "li") or _NOT_TEXT.search(about):
            return False
        if element.tag in ("p", "blockquote") and len(_clean(" ".join(element.itertext())) or "") > _LONGEST_AUTHOR:
            return False
    return False


def _about_change(element: Any) -> bool:
    marks = [element.get("itemprop"), element.get("class"), element.getparent().get("class") if element.getparent() is not None else ""]
    return any(_CHANGED.search(mark) for mark in marks if mark)


def _address(tree: Any, meta: Mapping[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    return next((url.strip() for url in [*links, meta.get("og:url")] if url and re.match(r"\s*https?://", url)), None)


def _languages(tree: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[str]:
    """Declared language tags, the most specific first."""
    wanted = [_text(article.get("inLanguage")), tree.get("lang") or tree.get("xml:lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
    wanted += [meta.get("og:locale"), meta.get("content-language"), meta.get("language"), meta.get("dc.language")]
    for element in tree.iter("html", "body", "article"):
        wanted.append(element.get("lang"))
    yield from (tag.split(",")[0] for tag in wanted if tag)


def _authors(tree: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[str]:
    """Author fields and the short lines of elements that are marked as an author, byline or source."""
    people = article.get("author")
    for person in people if isinstance(people, list) else [people]:
        if name := _text(person):
            yield name
    yield from (meta[name] for name in _AUTHOR_NAMES if name in meta)
    for element in tree.iter("p", "div", "span", "a", "address", "li", "footer", "small", "em", "strong"):
        if _is_author_element(element):
            words = _clean(" ".join(element.itertext()))
            if words and len(words) <= _LONGEST_AUTHOR:
                yield words


def _is_author_element(element: Any) -> bool:
    marks = " ".join(filter(None, (element.get("class"), element.get("rel"), element.get("itemprop"))))
    if not marks or not _AUTHOR_CLASS.search(marks):
        return False
    around = [element, *list(element.iterancestors())[:4]]
    return not any(_NOT_TEXT.search(e.get("class") or "") or e.tag in ("figure", "figcaption", "aside", "nav") for e in around)
