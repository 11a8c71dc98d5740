"""The shipped form in the reference tools: pyxform converts it, ODK Validate (JavaRosa) accepts it.

Needs pyxform, which brings ODK Validate and openpyxl, and Java.
"""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pyxform
import pytest
from pyxform.xls2xform import convert

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "forms" / "asm-needs.xlsx"
VALIDATE = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
LANGUAGES = ["English (en)", "Kiswahili (sw)", "Français (fr)"]


@pytest.fixture(scope="module")
def converted():
    return convert(xlsform=FORM, validate=False)


@pytest.fixture(scope="module")
def without_our_columns(tmp_path_factory):
    """The same workbook as somebody would keep it who has never heard of Sikia."""
    book = openpyxl.load_workbook(FORM)
    removed = 0
    for sheet in book:
        for cell in reversed(sheet[1]):
            if str(cell.value or "").startswith("sikia"):
                sheet.delete_cols(cell.column)
                removed += 1
    assert removed == 1 + len(LANGUAGES), "the column of meanings and the titles"
    path = tmp_path_factory.mktemp("plain") / FORM.name
    book.save(path)
    return convert(xlsform=path, validate=False)


def test_it_converts_without_a_warning(converted):
    assert converted.warnings == []


def test_odk_validate_accepts_it(converted, tmp_path):
    xform = tmp_path / "asm-needs.xml"
    xform.write_text(converted.xform, encoding="utf-8")
    run = subprocess.run(
        ["java", "-jar", str(VALIDATE), str(xform)], capture_output=True, text=True, timeout=120
    )
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "Xform is valid" in said
    assert not re.search(r"warning|error", said, re.IGNORECASE), said


def test_other_tools_ignore_the_columns_that_are_ours(converted, without_our_columns):
    assert "sikia" not in converted.xform
    assert converted.xform == without_our_columns.xform


def test_every_language_has_every_text(converted):
    translations = re.findall(r'<translation[^>]*lang="([^"]*)"[^>]*>(.*?)</translation>', converted.xform, re.DOTALL)
    assert [lang for lang, _ in translations] == LANGUAGES
    texts = [re.findall(r'<text id="([^"]*)">', body) for _, body in translations]
    assert texts[0] == texts[1] == texts[2]
    assert all("<value>-</value>" not in body for _, body in translations)


def test_what_has_a_fixed_path_is_where_it_should_be(converted):
    for path in ["consent", "purposes", "respondent/role", "respondent/gender", "respondent/age",
                 "place", "needs", "needs_ranked", "words"]:
        assert f'nodeset="/data/{path}"' in converted.xform, path


def test_the_maker_makes_the_workbook_that_is_shipped(tmp_path):
    made = tmp_path / "made.xlsx"
    maker = ROOT / "forms" / "make_asm_needs.py"
    subprocess.run([sys.executable, str(maker), str(made)], check=True, timeout=120)
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(FORM) as shipped:
        assert new.namelist() == shipped.namelist()
        # Versions of openpyxl differ in styles and properties; what the form says must not.
        for name in new.namelist():
            if "worksheets/" in name or name.endswith("sharedStrings.xml"):
                assert new.read(name) == shipped.read(name), name
