"""ODK Collect against a running node: its engine fills real forms, its protocol sends them.

The forms are listed, downloaded and checked as Collect does; JavaRosa fills what was downloaded; every
submission goes up in chunks, some are edited and all are sent again. In the end the head of every record
holds what was filled in, field by field.
"""

import hashlib
import random
import re
import uuid
import xml.etree.ElementTree as ET

import pytest
import requests
from conftest import ROOT, Node

FORMS = [
    "forms/asm-needs.xlsx",
    "tests/forms/corpus/6144ffa3-household.xlsx",
    "tests/forms/corpus/61711e5a-good_eats_multilang.xlsx",
    "tests/forms/corpus/66db966b-new_cascading_select.xls",
    "tests/forms/corpus/aaa52587-Testing_repeats.xlsx",
    "tests/forms/corpus/c4d50b67-nested_repeats.xls",
    "tests/forms/corpus/c44eeafd-select_one_choices_test.xlsx",
    "tests/forms/corpus/cda951ce-test_data_types.xlsx",
    "tests/forms/corpus/a945e7a6-svf_study_2021.xlsx",
    "tests/forms/corpus/0f1d402b-childrens_survey_sw_missing_en_label.xlsx",
]
EACH = 100
LISTS = "{http://openrosa.org/xforms/xformsList}"
COLLECT = {
    "User-Agent": "org.odk.collect.android/v2026.3.0 Dalvik/2.1.0",
    "X-OpenRosa-Version": "1.0",
    # Collect writes the hour in twelve, without saying which half of the day.
    "Date": "Tue, 24 Nov 2026 03:14:00 GMT+03:00",
    "Accept-Language": "sw",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    node = Node(tmp_path_factory.mktemp("collect"))
    node.start()
    node.import_communities("id,name,area\nmgusu,Mgusu,\n")
    for form in FORMS:
        node.import_form(ROOT / form)
    device = node.enrol("collect", "mgusu")
    node.add_user("asha", "steward", "dhahabu nyingi sana")
    yield node, f"{node.url}/v1/key/{device['token']}"
    node.stop()


def local(element):
    return element.tag.rpartition("}")[2]


def fields(element, repeats, path="", prefix=""):
    """Every answer in an instance: its path, with rows numbered, and its text."""
    found, rows = {}, {}
    for child in element:
        name = local(child)
        if name == "meta" and not path:
            continue
        here = f"{path}/{name}".lstrip("/")
        at = f"{prefix}/{name}".lstrip("/")
        if here in repeats:
            rows[name] = rows.get(name, 0) + 1
            at = f"{at}[{rows[name]}]"
        if len(child):
            found |= fields(child, repeats, here, at)
        elif (child.text or "").strip():
            found[at] = child.text
    return found


def said(answers, prefix=""):
    """The same of the answers of a head, as the text that XML would hold."""
    found = {}
    for path, value in answers.items():
        at = f"{prefix}/{path}".lstrip("/")
        if isinstance(value, list) and all(isinstance(row, dict) for row in value):
            for number, row in enumerate(value, 1):
                found |= said(row, f"{at}[{number}]")
        elif isinstance(value, list):
            found[at] = " ".join(value)
        else:
            found[at] = value if isinstance(value, str) else repr(value)
    return found


def repeats_of(body, path=""):
    found = set()
    for item in body:
        here = f"{path}/{item['name']}".lstrip("/")
        if item["item"] == "repeat":
            found.add(here)
        found |= repeats_of(item.get("body", []), here)
    return found


def same(filled, held):
    """Numbers are numbers in a head, however many zeros they were written with."""
    if filled == held:
        return True
    try:
        return float(filled) == float(held)
    except ValueError:
        return sorted(filled.split()) == sorted(held.split())


def send(server, xml, parts=1):
    """Sends a submission as Collect does: asks first, then posts, each time with the instance."""
    _, base = server
    assert requests.head(f"{base}/submission?deviceID=collect", headers=COLLECT).status_code == 204
    for part in range(parts):
        files = [("xml_submission_file", ("s.xml", xml.encode(), "text/xml"))]
        if parts > 1:
            files.append((f"{part}.jpg", (f"{part}.jpg", b"photo %d" % part, "image/jpeg")))
        data = {"*isIncomplete*": "yes"} if part < parts - 1 else {}
        url = f"{base}/submission?deviceID=collect"
        answer = requests.post(url, files=files, data=data, headers=COLLECT, timeout=60)
        assert answer.status_code == 201, answer.text
        assert "Imepokelewa" in answer.text, answer.text


VILLAGES = "name,label,district,chief\nv1,Mgusu,geita,Asha\nv2,Rwamgasa,geita,Juma\nv3,Kakola,kahama,Neema\n"
LOOKS_UP = """\
survey,,,,,,
,type,name,label,media::image,calculation,choice_filter
,select_one districts,district,District?,,,
,select_one_from_file villages.csv,village,Village?,pit map.png,,district=${district}
,calculate,chief,,,"instance('villages')/root/item[name=${village}]/chief",
choices,,,,,,
,list_name,name,label,,,
,districts,geita,Geita,,,
,districts,kahama,Kahama,,,
settings,,,,,,
,form_id,version,form_title,,,
,lookup,1,Lookup,,,
"""
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"


def test_a_form_looks_up_in_the_file_that_comes_with_it(fill, tmp_path):
    node = Node(tmp_path / "node")
    node.start()
    try:
        book, beside = tmp_path / "lookup.csv", tmp_path / "beside"
        beside.mkdir()
        book.write_text(LOOKS_UP, encoding="utf-8")
        (beside / "villages.csv").write_text(VILLAGES, encoding="utf-8")
        (beside / "pit map.png").write_bytes(b"\x89PNG pit")
        node.run("form", "import", book, "--media", beside)
        node.import_communities("id,name,area\nmgusu,Mgusu,\n")
        base = f"{node.url}/v1/key/{node.enrol('collect', 'mgusu')['token']}"
        listed = ET.fromstring(requests.get(f"{base}/formList", headers=COLLECT).content)
        entry = {local(e): e.text for e in next(listed.iter(f"{LISTS}xform"))}
        phone = tmp_path / "phone"
        phone.mkdir()
        answer = requests.get(entry["manifestUrl"], headers=COLLECT)
        assert "text/xml" in answer.headers["content-type"]
        names = set()
        for media in ET.fromstring(answer.content).iter(f"{MANIFEST}mediaFile"):
            said = {local(e): e.text for e in media}
            content = requests.get(said["downloadUrl"], headers=COLLECT).content
            assert said["hash"] == f"md5:{hashlib.md5(content).hexdigest()}"
            (phone / said["filename"]).write_bytes(content)
            names.add(said["filename"])
        assert names == {"villages.csv", "pit map.png"}
        form = phone / "form.xml"
        form.write_bytes(requests.get(entry["downloadUrl"], headers=COLLECT).content)
        rows = [line.split(",") for line in VILLAGES.splitlines()[1:]]
        seen = set()
        for lines, xml in fill([(seed, form) for seed in range(20)]):
            assert xml, lines
            filled = fields(ET.fromstring(xml), set())
            village = [row for row in rows if row[0] == filled["village"]]
            assert [row[2:] for row in village] == [[filled["district"], filled["chief"]]]
            seen.add(filled["village"])
            send((node, base), xml)
        assert seen == {"v1", "v2", "v3"}
    finally:
        node.stop()


def test_a_thousand_submissions_over_ten_forms_are_held_field_by_field(server, fill, tmp_path):
    node, base = server
    listed = ET.fromstring(requests.get(f"{base}/formList", headers=COLLECT).content)
    entries = [{local(e): e.text or "" for e in form} for form in listed.iter(f"{LISTS}xform")]
    assert len(entries) == len(FORMS)
    jobs, forms = [], []
    for at, entry in enumerate(entries):
        xform = requests.get(entry["downloadUrl"], headers=COLLECT)
        assert f"md5:{hashlib.md5(xform.content).hexdigest()}" == entry["hash"]
        file = tmp_path / f"{at}.xml"
        file.write_bytes(xform.content)
        jobs += [(seed, file) for seed in range(EACH)]
        forms += [entry] * EACH

    token = node.sign_in("asha", "dhahabu nyingi sana")
    people = {"Authorization": f"Bearer {token}"}
    definitions = {}
    for entry in entries:
        path = f"/v1/forms/{requests.utils.quote(entry['formID'], safe='')}/versions/"
        path += requests.utils.quote(entry["version"], safe="")
        if entry["version"]:
            body = requests.get(f"{node.url}{path}", headers=people).json()["body"]
            definitions[entry["formID"]] = repeats_of(body)
        else:
            definitions[entry["formID"]] = None

    dice = random.Random(7)
    sent = {}
    for (lines, xml), entry in zip(fill(jobs), forms):
        assert xml, lines[-1]
        # What a person would type, where JavaRosa's answers are made up.
        xml = re.sub(r"<place>[^<]*</place>", "<place>mgusu</place>", xml)
        first = re.search(r"uuid:([0-9a-f-]{36})", xml)[1]
        send(server, xml, parts=dice.choice([1, 1, 1, 3]))
        if dice.random() < 0.1:
            edit = str(uuid.UUID(int=dice.getrandbits(128), version=4))
            replaced = f"uuid:{edit}</\\1instanceID><\\1deprecatedID>uuid:{first}</\\1deprecatedID>"
            xml = re.sub(rf"uuid:{first}</(\w*:?)instanceID>", replaced, xml)
            send(server, xml)
        if dice.random() < 0.2:
            send(server, xml)
        sent[first] = (xml, entry["formID"])
    assert len(sent) == EACH * len(FORMS)

    wrong = []
    for first, (xml, form) in sent.items():
        head = requests.get(f"{node.url}/v1/submissions/{first}", headers=people).json()
        held = said(head["answers"])
        repeats = definitions[form]
        if repeats is None:
            repeats = {re.sub(r"\[\d+\]", "", p[: m.start()]) for p in held for m in re.finditer(r"\[\d+\]", p)}
        filled = fields(ET.fromstring(xml), repeats)
        if filled.keys() != held.keys() or not all(same(filled[k], held[k]) for k in filled):
            wrong.append((form, first, set(filled.items()) ^ set(held.items())))
    assert not wrong, wrong[:3]
