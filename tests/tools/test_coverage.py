"""Feature by feature, what the 98 workbooks use and what the node makes of it: `docs/forms-coverage.md`.

`SIKIA_WRITE=1 pytest tests/tools/test_coverage.py` writes the page; without it the page has to be true.
"""

import json
import os
import re
import subprocess
from collections import Counter

from conftest import CORPUS, ROOT, binary

PAGE = ROOT / "docs/forms-coverage.md"
RULES = ["relevant", "required", "constraint", "calculation", "choice_filter"]
HEAD = """# What real forms use

Counted over the 98 workbooks of `tests/forms/corpus` by `tests/tools/test_coverage.py`, which fails when this
page is no longer true. Every workbook imports, and ODK Validate accepts every XForm
(`tests/tools/test_corpus.py`); JavaRosa fills 96 of them, and the node comes to the same as JavaRosa in all of
those (`tests/tools/test_evaluation.py`).
"""


def items(body, depth=0):
    for item in body:
        yield item, depth
        if "body" in item:
            yield from items(item["body"], depth + (item["item"] == "repeat"))


def kind(item):
    if item["item"] != "question":
        return "repeat" if item["item"] == "repeat" else "group"
    raw = item.get("columns", {}).get("type", "")
    if raw.replace("_", " ").lower().startswith("select one external"):
        return "select_one_external"
    told = item["kind"]
    return told["name"].split()[0] if told["type"] == "other" else told["type"]


def features(form):
    """The features of one form, each as often as it is used."""
    found = Counter()
    for item, depth in items(form["body"]):
        found["type", kind(item)] += 1
        columns = item.get("columns", {})
        appearance = item.get("appearance") or ""
        for rule in RULES:
            text = item.get(rule) or (columns.get(rule) if item["item"] != "question" else None)
            if not text:
                continue
            found["rule", rule] += 1
            bare = re.sub(r"'[^']*'|\"[^\"]*\"", "''", text)
            for name in re.findall(r"([a-z][a-z0-9:-]*)\s*\(", bare):
                found["function", name] += name not in ("and", "or", "div", "mod")
        said = {
            "or_other": item.get("kind", {}).get("or_other"),
            "a list from a file": (item.get("kind", {}).get("list") or "").endswith((".csv", ".xml")),
            "choices out of the rows of a repeat": "${" in (item.get("kind", {}).get("list") or ""),
            "search() in a file": "search(" in appearance,
            "another appearance": appearance and "search(" not in appearance,
            "a repeat within a repeat": item["item"] == "repeat" and depth > 0,
            "repeat_count": columns.get("repeat_count"),
            "a default": item.get("default"),
            "a hint": item.get("hint"),
            "parameters": columns.get("parameters"),
            "read_only": columns.get("read_only"),
            "pictures or sounds with labels": any(
                key.split("::")[0].removeprefix("media::") in ("image", "audio", "video", "big-image")
                or key.startswith("media::")
                for key in columns
            ),
            "trigger": columns.get("trigger"),
            "columns of other tools": any(key.startswith(("bind::", "instance::", "body::")) for key in columns),
        }
        for name, is_so in said.items():
            found["beside", name] += bool(is_so)
    settings = form.get("settings", {})
    for name in ("public_key", "instance_name", "style", "submission_url", "allow_choice_duplicates"):
        found["form", name] += name in settings
    found["form", "several languages"] += len(form["languages"]) > 1
    for sheet in form.get("sheets", {}):
        found["form", f"sheet {sheet}"] += 1
    return found


def made(book):
    """A form as the node reads it, and the rules that it leaves to the phone."""
    shown = subprocess.run(
        [binary(), "--json", "form", "convert", book], capture_output=True, text=True, timeout=60
    )
    assert shown.returncode == 0, f"{book.name}: {shown.stderr}"
    left = subprocess.run(
        [binary(), "--json", "form", "try", book, "/dev/stdin"],
        input="<data/>",
        capture_output=True,
        text=True,
        timeout=60,
    )
    return json.loads(shown.stdout.splitlines()[0])["form"], left.stderr.splitlines()


def page():
    books, uses, left = Counter(), Counter(), []
    for book in CORPUS:
        form, unread = made(book)
        found = +features(form)
        uses.update(found)
        books.update(found.keys())
        for line in unread:
            path, rule, expression = line.split("\t")
            left.append((book.name, path, rule, " ".join(expression.split())))
    titles = [
        ("type", "Types", "type"),
        ("rule", "Rules", "rule"),
        ("function", "Functions in rules", "function"),
        ("beside", "Beside questions", "what"),
        ("form", "Of the whole form", "what"),
    ]
    out = [HEAD]
    for key, title, word in titles:
        out.append(f"\n## {title}\n\n| {word} | workbooks | times |\n|---|---|---|")
        rows = sorted((u for u in uses if u[0] == key), key=lambda u: (-books[u], -uses[u], u))
        out += [f"| `{name}` | {books[key, name]} | {uses[key, name]} |" for _, name in rows]
    whole = len(CORPUS) - len({book for book, *_ in left})
    rules = sum(uses["rule", rule] for rule in RULES)
    out.append(
        f"\n## Left to the phone\n\n{len(left)} of {rules} rules are not evaluated on the node; of {whole} of "
        f"{len(CORPUS)} workbooks all are.\n\n| workbook | question | rule | expression |\n|---|---|---|---|"
    )
    out += [f"| {book} | `{path}` | {rule} | `{text}` |" for book, path, rule, text in left]
    return "\n".join(out) + "\n"


def test_the_page_of_what_real_forms_use_is_true():
    now = page()
    if os.environ.get("SIKIA_WRITE"):
        PAGE.write_text(now, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == now
