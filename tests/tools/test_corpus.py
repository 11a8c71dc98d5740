"""98 real workbooks, and what other people's tools make of our XForms of them.

pyxform's XForm of the same workbook is the second opinion: the same questions in the same place, bound
by the same expressions, offered with the same choices. What may differ is named here, with its reason.
`tests/forms/corpus/SOURCES.tsv` says where each workbook is from and under which licence.
"""

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import pyxform
from conftest import CORPUS, binary
from pyxform.xls2xform import convert

VALIDATE = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
# Workbooks of which our XForm says something else than pyxform's, and why.
DIFFERS = {
    "aead4faf-attribute_columns_test.xlsx": "we keep `instance::` attributes on every row of a repeat,"
    " they on the first only; `uri:deviceid` is written as `deviceid`",
    "c5ccb300-flat_xlsform_test.xlsx": "its settings ask for a flat instance, which we do not write",
}
XF = "{http://www.w3.org/2002/xforms}"
H = "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"


def test_there_are_98_workbooks():
    assert len(CORPUS) == 98


def test_odk_validate_accepts_every_xform(ours):
    command = ["java", "-jar", VALIDATE, *ours.values()]
    said = subprocess.run(command, capture_output=True, text=True, timeout=300)
    verdicts = (said.stdout + said.stderr).split("Validating: ")[1:]
    refused = [verdict for verdict in verdicts if "Xform is valid" not in verdict]
    assert len(verdicts) == len(ours)
    assert not refused, "\n".join(refused)


def squeeze(text):
    """An expression without the blanks that mean nothing."""
    parts = re.split(r"('[^']*'|\"[^\"]*\")", text or "")
    parts[::2] = [re.sub(r"\s+", "", part) for part in parts[::2]]
    return "".join(parts)


def straight(said):
    """A text with straight quotes: our labels keep the bent ones that people typed, pyxform's do not.
    Dates that stand in a text cell are written with or without their midnight. An empty label is none.
    pyxform squeezes blanks, and adds hints of its own, in English, to some old types."""
    bent = {"‘": "'", "’": "'", "“": '"', "”": '"'}
    for form, text in said.items():
        for one, other in bent.items():
            text = text.replace(one, other)
        text = " ".join(re.sub(r" 00:00:00$", "", text).split())
        said[form] = re.sub(r"^Enter (numbers only|a number 0-\d+)\.$", "", text)
    return {form: text for form, text in said.items() if text}


def local(element):
    return element.tag.rpartition("}")[2]


def plain(path):
    """Questions that only lay out a table are named by their row there, by their group here."""
    names = "generated_table_list_label|reserved_name_for_field_list_labels"
    return re.sub(rf"/({names})_[^/]*$", r"/\1", path)


def instance(element, path=""):
    """Every node of the instance: its path, its attributes and its text."""
    path = plain(f"{path}/{local(element)}")
    attributes = sorted((k, v) for k, v in element.attrib.items())
    yield path, tuple(attributes), (element.text or "").strip()
    for child in element:
        yield from instance(child, path)


class XForm:
    def __init__(self, text):
        self.root = ET.fromstring(text)
        model = self.root.find(f"{H}head/{XF}model")
        self.title = self.root.findtext(f"{H}head/{H}title")
        primary = model.find(f"{XF}instance")
        # A version that is a date is a text like any other, however its moment is written.
        if re.match(r"\d{4}-\d\d-\d\d[T ]", primary[0].get("version", "")):
            primary[0].set("version", primary[0].get("version")[:10])
        self.instance = sorted(instance(primary[0]))
        self.order = [row[0] for row in instance(primary[0])]
        self.itext = {
            translation.get("lang"): {
                text.get("id"): {
                    value.get("form", ""): "".join(value.itertext()).strip()
                    + "|".join(squeeze(o.get("value")) for o in value.iter(f"{XF}output"))
                    for value in text
                }
                for text in translation
            }
            for translation in model.iter(f"{XF}translation")
        }
        defaults = [t for t in model.iter(f"{XF}translation") if t.get("default")]
        self.default = self.itext[defaults[0].get("lang")] if defaults else {}
        self.binds = {
            plain(bind.get("nodeset")): {
                k: self.said(v) if "Msg" in k else squeeze(v)
                for k, v in bind.attrib.items()
                # A heading in three parts becomes a piece of Python there.
                if k != "nodeset" and not v.startswith("{'")
            }
            for bind in model.findall(f"{XF}bind")
        }
        self.actions = sorted(
            (local(e), *(squeeze(e.get(k)) for k in ("event", "ref", "value")))
            for e in self.root.iter()
            if local(e) in ("setvalue", "setgeopoint", "recordaudio")
        )
        self.choices = {
            one.get("id"): (
                one.get("src"),
                [sorted((local(c), self.item(c)) for c in item) for item in one.iter(f"{XF}item")],
            )
            for one in model.findall(f"{XF}instance")[1:]
        }
        self.body = [self.control(e) for e in self.root.find(f"{H}body").iter() if self.asks(e)]

    def item(self, element):
        """What a choice says: its label is compared, not where it stands."""
        text = (element.text or "").strip()
        return str(self.found(text)) if local(element) == "itextId" else text

    def found(self, text_id):
        """A text in the form's own language, else in any: pyxform writes `-` where there is none."""
        in_all = [self.default, *self.itext.values()]
        values = [texts[text_id] for texts in in_all if text_id in texts]
        said = [value for value in values if set(value.values()) != {"-"}]
        return straight(dict((said or values)[0]))

    def said(self, text):
        found = re.fullmatch(r"jr:itext\('(.*)'\)", text or "")
        return self.found(found[1]).get("") if found else straight({"": (text or "").strip()})[""]

    def text(self, element, name):
        child = element.find(f"{XF}{name}")
        if child is None:
            return None
        if child.get("ref"):
            found = re.fullmatch(r"jr:itext\('(.*)'\)", child.get("ref"))
            return self.found(found[1]) if found else child.get("ref")
        outputs = "|".join(squeeze(o.get("value")) for o in child.iter(f"{XF}output"))
        return straight({"": "".join(child.itertext()).strip() + outputs}) or None

    @staticmethod
    def asks(element):
        names = "group repeat input select select1 rank range trigger upload"
        return local(element) in names.split()

    def control(self, element):
        itemset = element.find(f"{XF}itemset")
        offered = None
        if itemset is not None:
            offered = [squeeze(itemset.get("nodeset"))]
            offered += [squeeze(itemset.find(f"{XF}{n}").get("ref")) for n in ("value", "label")]
        attributes = {k: plain(squeeze(v)) for k, v in element.attrib.items()}
        inline = [
            (self.text(item, "label"), item.findtext(f"{XF}value"))
            for item in element.findall(f"{XF}item")
        ]
        return (
            local(element),
            attributes,
            self.text(element, "label"),
            self.text(element, "hint"),
            offered,
            inline,
        )


def same(ours, theirs):
    """What differs between two XForms, in words."""
    found = []

    def compare(what, a, b):
        if a != b:
            found.append(f"{what}:\n  ours   {a}\n  theirs {b}")

    compare("title", ours.title, theirs.title)
    for a in set(ours.instance) ^ set(theirs.instance):
        found.append(f"instance, only {'ours' if a in ours.instance else 'theirs'}: {a}")
    order = [[p for p in one.order if "/meta" not in p] for one in (ours, theirs)]
    compare("order", *order)
    for path in sorted(ours.binds.keys() | theirs.binds.keys()):
        compare(f"bind of {path}", ours.binds.get(path), theirs.binds.get(path))
    compare("actions", ours.actions, theirs.actions)
    for name in sorted(ours.choices.keys() | theirs.choices.keys()):
        compare(f"instance {name}", ours.choices.get(name), theirs.choices.get(name))
    compare("number of controls", len(ours.body), len(theirs.body))
    for a, b in zip(ours.body, theirs.body):
        compare("control", a, b)
    return found


@pytest.mark.parametrize("book", CORPUS, ids=lambda book: book.name)
def test_the_xform_says_what_pyxform_says(book, ours):
    theirs = convert(book, validate=False, form_name=None).xform
    differences = same(XForm(ours[book.name].read_bytes()), XForm(theirs))
    assert bool(differences) == (book.name in DIFFERS), "\n".join(differences[:8])


# How the schema of answers to pyxform's XForm differs from that to its workbook: reason and number.
OTHERWISE = {
    "`or_other` is a choice and a question beside it": 78,
    "written beside what the workbook asks: counts of repeats, heads of tables": 2,
    "a read-only text that nothing fills is a note": 16,
    "a type that brings a constraint is its base type": 3,
}


def reason(path, ours, read, all_read):
    """Why a path takes other answers, in words; None where it should not."""
    choices = ours is None or "enum" not in ours
    if choices and (f"{path}_other" in all_read or path.endswith("_other") and ours is None):
        return "`or_other` is a choice and a question beside it"
    laid_out = "reserved_name_for_field_list_labels", "generated_table_list_label", "_count"
    if ours is None and path.endswith(laid_out):
        return "written beside what the workbook asks: counts of repeats, heads of tables"
    text = '{"type": ["string", "null"]}'
    if (ours, read) == (text, "true"):
        return "a read-only text that nothing fills is a note"
    if (ours, read) == ("true", text):
        return "a type that brings a constraint is its base type"
    return None


def answers(file):
    """The schema of the answers to a form."""
    done = subprocess.run(
        [binary(), "form", "convert", file, "--json"], capture_output=True, timeout=60
    )
    assert done.returncode == 0, f"{file}: {done.stderr.decode()}"
    return json.loads(done.stdout)["answers"]


def flat(schema, path=""):
    """The rule of each path, rows of repeats included."""
    found = {}
    for name, rule in schema["properties"].items():
        here = plain(f"{path}/{name}")
        inside = rule.get("items", {}) if isinstance(rule, dict) else {}
        if "properties" in inside:
            found[here] = "repeat"
            found |= flat(inside, here)
        else:
            found[here] = json.dumps(rule, sort_keys=True)
    found |= {plain(f"{path}/{name}!"): "required" for name in schema.get("required", [])}
    return found


def test_what_pyxform_wrote_is_read_and_takes_the_same_answers(tmp_path):
    compared, reasons, unexplained = 0, {}, []
    for book in CORPUS:
        if "flat" in DIFFERS.get(book.name, ""):
            continue
        theirs = tmp_path / f"{book.stem}.xml"
        theirs.write_text(convert(book, validate=False, form_name=None).xform, encoding="utf-8")
        ours, read = flat(answers(book)), flat(answers(theirs))
        compared += len(ours)
        for path in sorted(ours.keys() | read.keys()):
            pair = ours.get(path), read.get(path)
            if pair[0] != pair[1]:
                why = reason(path, *pair, read)
                reasons[why] = reasons.get(why, 0) + 1
                if why is None:
                    unexplained.append((book.name, path, *pair))
    assert compared > 2_300, f"only {compared} rules were compared"
    assert not unexplained, unexplained[:8]
    assert reasons == OTHERWISE


SEEDS = range(1, 6)


def told(lines, xml):
    """What a person was asked and sent, without what is new each time."""
    text = "\n".join(lines) + "\n" + (xml or "")
    names = "generated_table_list_label|reserved_name_for_field_list_labels"
    text = re.sub(rf"({names})_\w+", r"\1", text)
    text = re.sub(r"uuid:[0-9a-f-]{36}", "uuid", text)
    text = re.sub(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b", "uuid", text)
    text = re.sub(r"20[23]\d-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)", "now", text)
    # Some forms ask for a random number.
    text = re.sub(r"<random>\d+</random>", "<random/>", text)
    # Attributes in another order are the same, and so is a version that is a date.
    head = re.search(r"<\w[^>]*>", text)
    if head:
        attributes = sorted(re.findall(r'[\w:]+="[^"]*"', head[0]))
        attributes = [re.sub(r'(version="\d{4}-\d\d-\d\d)[^"]*', r"\1", a) for a in attributes]
        text = text.replace(head[0], " ".join(attributes))
    return text


def test_javarosa_asks_checks_and_sends_the_same_as_with_pyxforms_xform(ours, fill, tmp_path):
    jobs = []
    for book in CORPUS:
        theirs = tmp_path / f"{book.name}.xml"
        theirs.write_text(convert(book, validate=False, form_name=None).xform, encoding="utf-8")
        jobs += [(seed, file) for seed in SEEDS for file in (ours[book.name], theirs)]
    filled = iter(fill(jobs))
    differing, asked = {}, 0
    for book in CORPUS:
        for seed in SEEDS:
            one, other = next(filled), next(filled)
            asked += len(one[0])
            if told(*one) != told(*other):
                differing.setdefault(book.name, (seed, one, other))
    assert asked > 8_000, f"only {asked} questions were asked"
    assert differing.keys() == DIFFERS.keys(), [(k, v[0]) for k, v in differing.items()]
