#!/usr/bin/env python3
"""Makes forms/asm-needs.xlsx from texts.py and data/needs_taxonomy.csv.

    python3 forms/make_asm_needs.py [OUT]

The same input gives the same bytes: no clock, no order left to chance. Needs openpyxl.
"""

import csv
import io
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

import texts

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"
LANGUAGES = ["English (en)", "Kiswahili (sw)", "Français (fr)"]
EXPRESSIONS = ["required", "relevant", "constraint", "choice_filter", "calculation", "appearance"]
TRANSLATED = ["label", "hint", "constraint_message"]
EPOCH = (1980, 1, 1, 0, 0, 0)


def survey():
    yield from texts.START
    yield from group("respondent", texts.RESPONDENT, relevant="${consent} = 'yes'")
    yield texts.PLACE
    yield from group("site", texts.SITE, relevant=texts.AGREED)
    yield from texts.NEEDS
    yield ("begin_group", "follow_up", texts.GROUPS["follow_up"], {"relevant": "${needs_ranked} != ''"})
    for at, (name, label) in enumerate(texts.FOLLOW_UPS):
        code = f"{name}_need"
        yield ("calculate", code, None, {
            "calculation": f"if(count-selected(${{needs_ranked}}) > {at}, selected-at(${{needs_ranked}}, {at}), '')"})
        yield ("calculate", f"{name}_label", None, {
            "calculation": f"if(${{{code}}} = '', '', jr:choice-name(${{{code}}}, '${{needs_ranked}}'))"})
        told = tuple(f"{text}: ${{{name}_label}}" for text in label)
        yield ("begin_group", name, told, {"relevant": texts.LIKE_A_NEED % (code, code, code)})
        yield from texts.FACETS
        yield ("end_group", name, None, {})
    yield ("end_group", "follow_up", None, {})
    yield from group("production", texts.PRODUCTION, relevant=texts.AGREED)
    yield from texts.END


def group(name, questions, relevant):
    yield ("begin_group", name, texts.GROUPS[name], {"relevant": relevant})
    yield from questions
    yield ("end_group", name, None, {})


def choices():
    for name, options in texts.CHOICES.items():
        yield from ((name, code, label, "") for code, label in options)
    yield from (("units", code, label, "") for code, label in texts.UNITS)
    with open(DATA / "needs_taxonomy.csv", encoding="utf-8", newline="") as file:
        codes = list(csv.DictReader(file))
    def label(row):
        return tuple(row[f"label_{language}"] for language in ("en", "sw", "fr"))
    for row in codes:
        if not row["parent"] and row["code"] != "X":
            yield ("domains", row["code"], label(row), "")
    for row in codes:
        if row["parent"]:
            yield ("needs", row["code"], label(row), row["parent"])


def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    headings = ["type", "name"]
    headings += [f"{column}::{language}" for column in TRANSLATED for language in LANGUAGES]
    headings += EXPRESSIONS + ["sikia"]
    write(sheet, headings)
    for kind, name, label, columns in survey():
        row = [kind, name]
        for column in TRANSLATED:
            row += (label if column == "label" else columns.get(column)) or (None, None, None)
        row += [columns.get(column) for column in EXPRESSIONS + ["sikia"]]
        write(sheet, row)
    sheet = book.create_sheet("choices")
    write(sheet, ["list_name", "name"] + [f"label::{language}" for language in LANGUAGES] + ["domain"])
    for list_name, name, label, domain in choices():
        write(sheet, [list_name, name, *label, domain or None])
    sheet = book.create_sheet("settings")
    write(sheet, ["form_title", "form_id", "version", "default_language"]
          + [f"sikia_title::{language}" for language in LANGUAGES])
    write(sheet, [texts.TITLE[0], "asm-needs", "1", LANGUAGES[0], *texts.TITLE])
    for sheet in book:
        sheet.freeze_panes = "C2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column, width in zip("ABCDE", (28, 20, 48, 48, 48)):
            sheet.column_dimensions[column].width = width
    return book


def write(sheet, row):
    sheet.append(row)
    for cell in sheet[sheet.max_row]:
        if cell.value is not None:
            cell.data_type = "s"


def settled(book):
    """The bytes of a workbook without the moment it was made."""
    made = io.BytesIO()
    book.save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = parts.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", data)
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(info, data)
    return out.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "asm-needs.xlsx"
    target.write_bytes(settled(workbook()))
