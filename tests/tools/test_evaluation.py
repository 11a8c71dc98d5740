"""What the node works out of a form's expressions, held against JavaRosa, the engine of ODK Collect.

JavaRosa fills the forms; the node gets what it filled, calculates everything anew and has to come to the
same: the same questions relevant, the same values, nothing that breaks a rule.
"""

import json
import random
import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter

import openpyxl
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
    theirs = re.sub(r"(T[\d:.]+)[+-]\d\d:\d\d$", r"\1", theirs)
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


# What stands in the form that random expressions are about.
ASKED = [
    ("integer", "whole"),
    ("integer", "other_whole"),
    ("decimal", "part"),
    ("text", "words"),
    ("text", "number_text"),
    ("date", "day"),
    ("select_one colours", "one"),
    ("select_multiple colours", "many"),
    ("begin repeat", "rows"),
    ("integer", "amount"),
    ("text", "name"),
    ("end repeat", ""),
]
# Fixed ones, for what a random choice would seldom meet.
FIXED = [
    "'2' + '3'", "number('')", "number('1e3')", "number('1,5')", "number('-')", "string(0.1 + 0.2)",
    "string(1 div 3)", "string(10000000.5)", "string(0.0005)", "1 div 0", "-1 div 0", "0 div 0",
    "7 mod -3", "-7 mod 3", "5.5 mod 2", "round(2.5)", "round(-2.5)", "round(2.345, 2)",
    "round(1234, -2)", "round(1250, -2)", "round(-0.4)", "int(-2.7)", "int('x')", "int(3.999)",
    "substr('abcdef', 2)", "substr('abcdef', 1, 3)", "substr('abcdef', -2)", "substr('ab', 5, 9)",
    "substr('ዝናብ', 1, 2)", "string-length('ዝናብ')", "string-length('😀')", "concat()",
    "concat('a', 1, true())", "join('-', 'a', 'b', 'c')", "substring-before('a-b-c', '-')",
    "substring-after('a-b-c', '-')", "substring-after('abc', 'x')", "translate('abcabc', 'abc', 'x')",
    "translate('gold', 'dl', 'DL')", "contains('', '')", "starts-with('abc', '')",
    "ends-with('abc', 'bc')", "normalize-space('  a   b ')", "boolean-from-string('TRUE')",
    "boolean-from-string('1')", "boolean-from-string('yes')", "boolean('false')", "boolean(0)",
    "boolean('')", "true() = 'x'", "true() = 1", "1 = '1.0'", "'1' = '1.0'", "'a' < 'b'", "'2' < '10'",
    "'' = 0", "not('')", "not(0.0000000000001)", "coalesce('', 'b')", "coalesce(0, 'b')",
    "coalesce(number('x'), 'b')", "if('', 1, 2)", "if(0, 1, 2)", "if('false', 1, 2)",
    "date('2020-02-29')", "date('2020-2-9')", "date(18262)", "date(18262.9)", "number(date('2020-01-01'))",
    "date('2020-03-01') - date('2020-02-01')", "date('2020-01-31') + 1", "date(date('2020-01-31') + 1)",
    "date('2020-01-01') > '2019-01-01'", "date('2020-01-01') = '2020-01-01'",
    "date('2020-01-01') > date('2019-12-31')", "string(date('2020-01-01'))", "boolean(date('2020-01-01'))",
    "format-date('2020-03-09', '%Y-%m-%d %n %e %y %%')", "format-date('2020-03-09T14:05:06.789', '%H:%h:%M:%S.%3')",
    "format-date(date('2020-03-09'), '%d %b %Y %a')", "format-date('', '%Y')", "format-date(18262, '%Y/%m')",
    "format-date-time('2021-12-31T23:59:59.000', '%e.%n.%Y %H')", "regex('abc', 'b')", "regex('abc', '.b.')",
    "regex('٣', '\\d')", "regex('a1', '[a-z]\\d')", "regex('+255712345678', '^\\+?[0-9]{9,15}$')",
    "regex('', '.*')", "regex('Ünal', '\\w+')", "regex('ab', '(?=a)ab')", "regex('x', '[^\\s]')",
    "selected('a b c', 'b')", "selected('a b c', ' b ')", "selected('abc', 'b')", "selected('', '')",
    "selected('a', '')", "selected('a b', 'a b')", "count-selected('a  b ')", "count-selected('')",
    "selected-at('a b c', 1)", "selected-at('a b c', 9)", "selected-at('a b c', -1)", "max('')",
    "max(-5, -3)", "max(1, '7', 3)", "min(1, '', 3)", "min('x')", "abs(-3.5)", "sqrt(2)", "pow(2, 10)",
    "pow(2, 0.5)", "exp(1)", "exp10(3)", "log(10)", "log10(1000)", "sin(1)", "cos(1)", "tan(1)",
    "asin(1)", "acos(1)", "atan(1)", "atan2(1, 2)", "pi()", "distance('0 0 0 0; 1 1 0 0')",
    "distance('-2.87 32.17 0 0', '-3.0 32.5 0 0', '-3.1 33 0 0')", "checklist(1, 2, true(), false(), 1)",
    "checklist(-1, 1, true(), true())", "weighted-checklist(3, 8, true(), 2.5, 'x', 1)",
    "digest('miner', 'SHA-256')", "digest('miner', 'SHA-256', 'hex')", "1 + 2 * 3 - 4 div 2",
    "(1 + 2) * 3", "- 3 + 5", "--3", "1 < 2 and 2 < 3 or false()", "1 = 1 != false()", "3 > 2 > 1",
    "2 - -2", "1 or 0 div 0", "0 and nonsense('')",
]


def expression(dice, depth):
    """A random expression that JavaRosa evaluates without complaint."""
    number = ["${whole}", "${other_whole}", "${part}", "${number_text}", "3", "0.5", "-2", "sum(${amount})",
              "count(${rows})", "string-length(${words})", "count-selected(${many})", "max(${amount})",
              "min(${whole}, 7, ${part})", "number(${day})", "indexed-repeat(${amount}, ${rows}, 2)"]
    text = ["${words}", "${number_text}", "${one}", "${many}", "'dhahabu'", "''", "join(' ', ${name})",
            "selected-at(${many}, 1)", "indexed-repeat(${name}, ${rows}, 1)", "${day}"]
    if depth == 0:
        return dice.choice(number + text)
    a, b, c = (expression(dice, depth - dice.choice([1, 1, 2]) if depth > 1 else 0) for _ in range(3))
    return dice.choice([
        f"({a} {dice.choice(['+', '-', '*', 'div', 'mod'])} {b})",
        f"({a} {dice.choice(['=', '!=', '<', '<=', '>', '>='])} {b})",
        f"({a} {dice.choice(['and', 'or'])} {b})",
        f"if({a}, {b}, {c})",
        f"coalesce({a}, {b})",
        f"concat({a}, {b}, {c})",
        f"not({a})",
        f"int({a})",
        f"round({a}, {dice.choice(['0', '1', '2', '-1'])})",
        f"string({a})",
        f"number({a})",
        f"boolean({a})",
        f"contains({a}, {b})",
        f"starts-with({a}, {b})",
        f"substr({a}, {dice.choice(['0', '1', '-2'])}, {dice.choice(['2', '4', '-1'])})",
        f"substring-before({a}, {b})",
        f"substring-after({a}, {b})",
        f"string-length({a})",
        f"normalize-space({a})",
        f"translate({a}, 'abd2', 'ABD')",
        f"max({a}, {b})",
        f"min({a}, {b}, {c})",
        f"boolean-from-string({a})",
        f"abs({a})",
        f"selected({dice.choice(['${many}', '${one}'])}, {dice.choice(['red', 'gold', 'ash'])!r})",
    ])


def workbook(file, expressions):
    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(["type", "name", "label", "calculation"])
    for kind, name in ASKED:
        survey.append([kind, name, name, None])
    for at, text in enumerate(expressions):
        survey.append(["calculate", f"x{at}", None, text])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label"])
    for name in ["red", "gold", "ash", "blue"]:
        choices.append(["colours", name, name])
    book.save(file)


def test_random_expressions_come_out_as_in_javarosa(fill, tmp_path):
    dice = random.Random(20_261_124)
    sheets = [FIXED[at : at + 1] for at in range(len(FIXED))]
    sheets += [[expression(dice, 1 + at % 4) for _ in range(25)] for at in range(80)]
    jobs, books = [], []
    for at, expressions in enumerate(sheets):
        book = tmp_path / f"form{at}.xlsx"
        workbook(book, expressions)
        xform = tmp_path / f"form{at}.xml"
        done = subprocess.run([binary(), "form", "convert", book], capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr
        xform.write_bytes(done.stdout)
        books.append((book, expressions))
        jobs += [(seed, xform) for seed in (1, 2, 3)]
    filled = iter(fill(jobs))
    found, compared, refused = [], 0, []
    for book, expressions in books:
        for seed in (1, 2, 3):
            lines, xml = next(filled)
            if xml is None:
                refused.append((expressions[0], lines[-1]))
                continue
            file = tmp_path / "filled.xml"
            file.write_text(xml, encoding="utf-8")
            theirs = leaves(ET.fromstring(xml))
            result = tried(book, [file])[0]
            for line in result["shown"]:
                if line["calculated"]:
                    compared += 1
                    text = theirs[line["path"]]
                    if not alike(line["value"], text):
                        source = expressions[int(line["path"][1:])]
                        found.append(f"{source}: {line['value']!r} here, {text!r} there")
    print(f"{compared} values, {len(found)} differ, {len(refused)} forms that JavaRosa refuses")
    print("\n".join(sorted(set(map(str, refused)))))
    assert not found, "\n".join(sorted(set(found))[:60])
    assert compared > 5_000
