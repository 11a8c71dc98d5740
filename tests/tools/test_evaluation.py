"""What the node works out of a form's expressions, held against JavaRosa, the engine of ODK Collect.

JavaRosa fills the forms; the node gets what it filled, calculates everything anew and has to come to the
same: the same questions relevant, the same values, nothing that breaks a rule.
"""

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter

from conftest import CORPUS, binary

SEEDS = range(1, 9)
# Workbooks that JavaRosa itself cannot fill.
UNFILLED = {
    "6748bd8a-geopoint_map.xlsx": "a function that it does not know",
    "ab281977-input_types.xls": "a calculation that it cannot evaluate",
}


def local(element):
    return element.tag.rpartition("}")[2]


def leaves(root):
    """The value of each leaf by its path, with the number of each row that is in a repeat."""
    found = {}

    def walk(element, path):
        counts = Counter(local(child) for child in element)
        seen = Counter()
        for child in element:
            name = local(child)
            if not path and name == "meta":
                continue
            seen[name] += 1
            # Whether one element alone is a row is known to the form only: both ways are given.
            step = f"{name}[{seen[name]}]" if counts[name] > 1 else name
            if len(child):
                walk(child, [*path, step])
            else:
                found["/".join([*path, step])] = child.text or ""

    walk(root, [])
    return found


def tried(book, files):
    """What the node makes of filled forms."""
    command = [binary(), "--json", "form", "try", book, *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def bare(path):
    return re.sub(r"\[\d+\]", "", path)


def alike(ours, theirs):
    if ours == theirs or ours.split() == theirs.split():
        return True
    if (ours, theirs) in {("true", "1"), ("false", "0")}:
        return True
    try:
        return abs(float(ours) - float(theirs)) <= 1e-9 * max(1, abs(float(theirs)))
    except ValueError:
        return False


def differences(shown, xml):
    """What is relevant or calculated otherwise than JavaRosa has it."""
    theirs = leaves(ET.fromstring(xml))
    groups = {line["path"].rpartition("/")[0] for line in shown}
    groups = {bare(group) for group in groups} | {bare(g).rpartition("/")[0] for g in groups}
    # A group that nothing is asked in is an empty element.
    theirs = {path: text for path, text in theirs.items() if bare(path) not in groups}
    rows = Counter(map(bare, theirs))
    relevant = {line["path"]: line for line in shown if line["relevant"]}
    for path in Counter(map(bare, relevant)) - rows:
        yield f"relevant here only: {path}"
    for path in rows - Counter(map(bare, relevant)):
        yield f"relevant there only: {path}"
    numbered = {re.sub(r"\[1\]", "", path): text for path, text in theirs.items()}
    for path, line in relevant.items():
        if not (line["calculated"] and line["settled"]):
            continue
        text = numbered.get(re.sub(r"\[1\]", "", path))
        if text is not None and not alike(line["value"], text):
            yield f"{path}: {line['value']!r} here, {text!r} there"


def number_free(path):
    return re.sub(r"\[1\]", "", path)


def judged(lines, word):
    """Paths and what JavaRosa says of them, in the node's spelling."""
    for line in lines:
        if line.startswith(word):
            _, path, verdict, *value = line.split(" ", 3)
            yield "/".join(path.split("/")[2:]), verdict, value[0] if value else ""


def verdicts(result, code):
    return {number_free(one["field"]) for one in result["broken"] if one["code"] == code}


def replaced(xml, path, value):
    """The same instance with another answer in one place; None where that place is not in it."""
    root = ET.fromstring(xml)
    element = root
    for step in path.split("/"):
        name, _, row = step.partition("[")
        likes = [child for child in element if local(child) == name]
        place = int(row.rstrip("]")) - 1 if row else 0
        if place >= len(likes):
            return None
        element = likes[place]
    element.text = value
    return ET.tostring(root, encoding="unicode")


def test_the_corpus_comes_out_as_in_javarosa(fill, tmp_path, ours):
    jobs = [(seed, ours[book.name]) for book in CORPUS for seed in SEEDS]
    filled = iter(fill(jobs))
    found, count = [], Counter()
    for book in CORPUS:
        cases = []
        for seed in SEEDS:
            lines, xml = next(filled)
            if xml is not None:
                cases.append((lines, xml))
        if not cases:
            assert book.name in UNFILLED, book.name
            continue
        files, expected = [], []
        for seed, (lines, xml) in enumerate(cases):
            now = {path: verdict for path, verdict, _ in judged(lines, "JUDGED")}
            variants = [(xml, None, None)]
            for path, verdict, value in judged(lines, "TRIED"):
                variants.append((replaced(xml, path, value), path, verdict))
            for place, (text, path, verdict) in enumerate(variants):
                if text is None:
                    continue
                file = tmp_path / f"{seed}-{place}.xml"
                file.write_text(text, encoding="utf-8")
                files.append(file)
                expected.append((text, now if path is None else None, path, verdict))
        for result, (xml, now, path, verdict) in zip(tried(book, files), expected, strict=True):
            broken = verdicts(result, "answer_constraint")
            if now is None:
                count["other answers"] += 1
                count["of them broken"] += verdict == "broken"
                if (number_free(path) in broken) != (verdict == "broken"):
                    found.append(f"{book.name}: {path} {verdict} there")
                continue
            count["questions"] += len(result["shown"])
            count["calculated"] += sum(line["calculated"] for line in result["shown"])
            theirs = {number_free(p) for p, v in now.items() if v == "broken"}
            missing = {number_free(p) for p, v in now.items() if v == "missing"}
            count["missing"] += len(missing)
            found += [f"{book.name}: broken {p}" for p in broken ^ theirs]
            found += [f"{book.name}: missing {p}" for p in verdicts(result, "answer_missing") ^ missing]
            found += [f"{book.name}: {one}" for one in differences(result["shown"], xml)]
            others = {one["code"] for one in result["broken"]}
            others -= {"answer_constraint", "answer_missing"}
            found += [f"{book.name}: {one}" for one in others]
    print(dict(count), f"{len(found)} differ")
    assert not found, "\n".join(found[:40])
    assert count["questions"] > 10_000 and count["calculated"] > 500
    assert count["of them broken"] > 100 and count["missing"] > 100
