"""Make the same article in each format that the ledger reads, for the tests of the loaders.

    python -m benchmarks.make_formats

The articles stand as plain HTML in tests/loaders/files/*.body.html; beside them is written what a site, a word
processor and a mail program make of them. LibreOffice must be installed. Run it only to change the articles: the files
are kept.
"""

import json
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

FILES = Path(__file__).parents[1] / "tests" / "loaders" / "files"
SITE, AUTHOR, DAY = "The Valley Post", "Lucía Prado", "2022-11-14"
PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} | {site}</title>
<meta property="og:site_name" content="{site}"><link rel="canonical" href="https://valleypost.example/{name}">
<script type="application/ld+json">{data}</script>
<style>.menu li {{ margin: 12px }}</style></head><body>
<header><a href="/">{site}</a><nav class="menu"><ul><li><a href="/n">News</a></li><li><a href="/s">Sport 24</a></li>
<li><a href="/w">Weather 31°</a></li></ul></nav></header>
<div class="cookie-banner">We and our 812 partners use cookies. <button>Accept all</button></div>
<main><article>
{body}</article>
<aside class="related"><h3>Most read</h3><ol><li><a href="/1">10 ways to cook beans</a></li>
<li><a href="/2">Cup final: 3-1 after 120 minutes</a></li></ol></aside></main>
<footer><p>© 2022 {site}. 14 Calle Real. Subscribe for $2.99 a month.</p></footer></body></html>
"""


def main() -> None:
    """Write every article in every format."""
    for path in sorted(FILES.glob("*.body.html")):
        name = path.name.removesuffix(".body.html")
        body = path.read_text("utf-8")
        plain = plain_text(body)
        (FILES / f"{name}.txt").write_text(plain, "utf-8")
        (FILES / f"{name}.md").write_text(markdown(body), "utf-8")
        (FILES / f"{name}.html").write_text(page(name, body), "utf-8")
        (FILES / f"{name}.eml").write_bytes(mail(body, plain))
        (FILES / f"{name}.jsonl").write_text(record(body, plain), "utf-8")
        convert(name, body)


def title_of(body: str) -> str:
    """Return the first heading."""
    found = re.search(r"<h1>(.*?)</h1>", body)
    assert found
    return found[1]


def markdown(body: str) -> str:
    """Return the article as Markdown."""
    text = re.sub(r"<h1>(.*?)</h1>", r"# \1\n", body)
    text = re.sub(r"<h2[^>]*>(.*?)</h2>", r"## \1\n", text)
    text = re.sub(r"<li>(.*?)</li>", r"- \1", text).replace("<ul>\n", "").replace("</ul>", "")
    text = text.replace("<sup>2</sup>", "²")
    text = re.sub(r"<tr>(.*?)</tr>", lambda row: f"| {' | '.join(re.findall(r'<t[hd]>(.*?)</t[hd]>', row[1]))} |", text)
    text = re.sub(r"(\| [^|]+ \| 2020 .*)", r"\1\n|---|---|---|---|", text)
    return re.sub(r"<p>(.*?)</p>", r"\1\n", re.sub(r"</?table>\n?", "", text))


def plain_text(body: str) -> str:
    """Return the article as plain text."""
    return re.sub(r"^#+ ", "", markdown(body), flags=re.MULTILINE).replace("|---|---|---|---|\n", "")


def page(name: str, body: str) -> str:
    """Return the article as a page of a site, with the frame that pages have."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title_of(body),
        "datePublished": f"{DAY}T18:20:00-06:00",
        "author": {"@type": "Person", "name": AUTHOR},
        "publisher": {"@type": "Organization", "name": SITE},
    }
    language = "en" if name == "floods" else "es"
    told = json.dumps(data, ensure_ascii=False)
    return PAGE.format(language=language, title=title_of(body), site=SITE, name=name, data=told, body=body)


def mail(body: str, plain: str) -> bytes:
    """Return the article as a mail with both a plain and an HTML part."""
    message = EmailMessage()
    message["From"], message["To"] = f"{AUTHOR} <lucia@valleypost.example>", "desk@valleypost.example"
    message["Date"] = datetime.fromisoformat(f"{DAY}T18:20:00").replace(tzinfo=UTC)
    message["Subject"], message["Message-ID"] = title_of(body), "<1@valleypost.example>"
    message.set_content(plain)
    message.add_alternative(f"<html><body>{body}</body></html>", subtype="html")
    return message.as_bytes().replace(message.get_boundary().encode(), b"=====1=====")  # type: ignore[union-attr]


def record(body: str, plain: str) -> str:
    """Return the article as a line of JSON."""
    told = {"title": title_of(body), "author": AUTHOR, "date": DAY, "publisher": SITE, "text": plain}
    return f"{json.dumps(told, ensure_ascii=False)}\n"


def convert(name: str, body: str) -> None:
    """Let LibreOffice write the article as Word, OpenDocument and PDF files."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{name}.html")
        source.write_text(f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>', "utf-8")
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        web = "--infilter=HTML (StarWriter)"
        subprocess.run([*office, web, "--convert-to", "odt", source.name], cwd=folder, check=False)
        for ending in ("docx", "pdf"):
            subprocess.run([*office, "--convert-to", ending, f"{name}.odt"], cwd=folder, check=False)
        for ending in ("odt", "docx", "pdf"):
            shutil.copy(Path(folder, f"{name}.{ending}"), FILES)


if __name__ == "__main__":
    main()
