"""Whether the tools that people open datasets with read in ours what was written.

The dataset is made up by `examples/formats.rs`: three tables that refer to each other, awkward texts, five
languages. Each format is read by somebody else's reader and held against JSON Lines, which Python reads
without any.
"""

import csv
import json
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import frictionless
import hxl
import openpyxl
import pandas
import pyarrow.parquet
import pyreadstat
import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = ["communities", "interviews", "needs"]
NAME = "made-up-needs"


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("dataset")
    command = ["cargo", "run", "--quiet", "--example", "formats", "--", directory]
    subprocess.run(command, cwd=ROOT, check=True, timeout=900, stdout=subprocess.DEVNULL)
    return directory


def lines(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def plain(frame: pandas.DataFrame) -> list[dict]:
    """A frame as JSON Lines has it."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{name: as_said(value) for name, value in row.items()} for row in rows]


def as_said(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    return float(value) if isinstance(value, Decimal) else value


def restored(text):
    """What a text was before its formulas were neutralised."""
    if not isinstance(text, str):
        return text
    cells = re.split(r"(?<=[;\t\r\n])", text)
    formula = re.compile(r"'(['\"]*[=+\-@\t\r＝＋－＠])")
    return "".join(formula.sub(r"\1", cell, count=1) if formula.match(cell) else cell for cell in cells)


def program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is not there; run scripts/readers"
    return found


@pytest.mark.parametrize("answers", ["codes", "labels"])
@pytest.mark.parametrize("table", TABLES)
def test_pandas_and_pyarrow_read_parquet(made, answers, table):
    file = made / answers / f"{table}.parquet"
    expected = lines(made / answers / f"{table}.jsonl")
    assert plain(pandas.read_parquet(file)) == expected
    metadata = pyarrow.parquet.read_metadata(file)
    assert metadata.row_group(0).column(0).compression == "ZSTD"
    described = json.loads(metadata.metadata[b"sikia:table"])
    assert [c["name"] for c in described["columns"]][0] in expected[0]
    assert metadata.metadata[b"sikia:citation"].startswith(b"Sikia (2026)")


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_reads_every_text_format_and_parquet_alike(made, table):
    expected = lines(made / "codes" / f"{table}.jsonl")
    key = ", ".join(list(expected[0])[:2])
    for read in [
        f"read_parquet('{made}/codes/{table}.parquet')",
        f"read_csv('{made}/codes/{table}.csv')",
        f"read_json('{made}/codes/{table}.jsonl')",
    ]:
        rows = duckdb.sql(f"SELECT * FROM {read} ORDER BY {key}")
        names = [column[0] for column in rows.description]
        found = [dict(zip(names, map(as_said, row))) for row in rows.fetchall()]
        for row, said in zip(found, sorted(expected, key=lambda row: list(row.values())[:2])):
            # A reader of CSV may guess a month to be a day; what it shows still begins with it.
            said = {name: value for name, value in said.items() if name != "month"}
            row = {name: restored(value) for name, value in row.items() if name != "month"}
            assert row == said, read
        assert len(found) == len(expected)


def test_pandas_reads_csv_in_labels_with_its_byte_order_mark(made):
    file = made / "labels" / "interviews.csv"
    frame = pandas.read_csv(file, keep_default_na=False, dtype=str)
    assert list(frame.columns)[0] == "interview"
    expected = lines(made / "labels" / "interviews.jsonl")
    assert [restored(text) for text in frame["words"]] == [row["words"] for row in expected]
    assert set(frame["role"]) == {"Mchimbaji", "Mpondaji", "Pit holder"}


def test_a_spreadsheet_sees_no_formula(made):
    with (made / "codes" / "interviews.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for cell in re.split(r"[;\t\r\n]", row["words"]):
                assert not cell.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("table", TABLES)
def test_libhxl_reads_the_tags(made, table):
    source = hxl.data(str(made / "codes" / f"{table}.hxl.csv"), hxl.InputOptions(allow_local=True))
    expected = lines(made / "codes" / f"{table}.jsonl")
    assert source.columns[0].header == list(expected[0])[0]
    tagged = list(source)
    rows = [dict(zip([c.header for c in source.columns], row.values)) for row in tagged]
    assert len(rows) == len(expected)
    if table == "communities":
        assert [c.display_tag for c in source.columns] == ["#loc+code", "#loc+name", "#geo+lon", "#geo+lat"]
        assert rows[0]["place_longitude"] == "32.125"
    if table == "interviews":
        assert {row.get("#population+role") for row in tagged} == {"digger", "crusher", "pit-holder"}


def test_openpyxl_reads_the_workbook(made):
    book = openpyxl.load_workbook(made / "codes" / f"{NAME}.xlsx")
    assert book.sheetnames == [
        "communities", "interviews", "needs", "interviews codes", "needs codes",
        "codebook", "codes", "notes",
    ]
    for sheet, answers in [("interviews", "labels"), ("interviews codes", "codes")]:
        heading, *rows = book[sheet].iter_rows(values_only=True)
        expected = lines(made / answers / "interviews.jsonl")
        if answers == "codes":
            assert list(heading) == list(expected[0])
        else:
            assert heading[2] == "Kazi"
        assert [[as_said(value) for value in row] for row in rows] == [
            list(row.values()) for row in expected
        ]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    notes = dict(row[:2] for row in book["notes"].iter_rows(values_only=True))
    assert notes["edition"] == "3" and notes["as_of"] == "2026-10-31"


def test_libreoffice_opens_the_workbook_and_the_csv(made, tmp_path):
    office = program("soffice")
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    # Without a window the office does not look what a CSV is encoded in: it has to be told.
    for source, sheet, how in [
        (f"{NAME}.xlsx", "-interviews codes", []),
        ("interviews.csv", "-interviews", ["--infilter=Text - txt - csv (StarCalc):44,34,76"]),
    ]:
        target = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
        file = made / "codes" / source
        arguments = [*how, "--convert-to", target, "--outdir", tmp_path, file]
        subprocess.run([*command, *arguments], check=True, timeout=120, capture_output=True)
        written = tmp_path / f"{file.stem}{sheet}.csv"
        with written.open(newline="", encoding="utf-8") as text:
            rows = list(csv.DictReader(text))
        expected = lines(made / "codes" / "interviews.jsonl")
        assert len(rows) == len(expected)
        assert [row["role"] for row in rows] == [row["role"] for row in expected]
        said = [restored(row["words"]) for row in rows]
        assert said == [row["words"] for row in expected]


@pytest.mark.parametrize("answers", ["codes", "labels"])
def test_frictionless_finds_the_package_valid(made, answers, tmp_path):
    with zipfile.ZipFile(made / answers / f"{NAME}.zip") as package:
        package.extractall(tmp_path)
        names = package.namelist()
    for document in ["codebook.csv", "codes.csv", "methods.en.md", "licence.txt", "citation.txt",
                     "disclosure.json", "dcat.jsonld", "hdx.json", "questionnaire/questionnaire.txt"]:
        assert document in names
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    assert package.get_resource("needs").schema.foreign_keys[0]["reference"]["resource"] == "interviews"
    assert len(package.get_resource("interviews").read_rows()) == 300
    # That it can say no: another content than the one packed, a key that is there twice, a reference
    # that leads nowhere.
    data = tmp_path / "data" / "needs.csv"
    data.write_text(data.read_text("utf-8") + "9999,1,REG-LIC\r\n1,1,REG-LIC\r\n", "utf-8")
    assert {"hash-count", "byte-count"} <= faults(tmp_path)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    assert faults(tmp_path) == {"foreign-key", "primary-key"}


def faults(package: Path) -> set[str]:
    report = frictionless.validate(str(package / "datapackage.json"))
    return {error.type for task in report.tasks for error in task.errors}


def test_the_codebook_has_every_column_and_code_in_every_language(made, tmp_path):
    with zipfile.ZipFile(made / "codes" / f"{NAME}.zip") as package:
        package.extractall(tmp_path)
    columns = pandas.read_csv(tmp_path / "codebook.csv", keep_default_na=False)
    for table in TABLES:
        names = list(lines(made / "codes" / f"{table}.jsonl")[0])
        assert list(columns[columns["table"] == table]["column"]) == names
    codes = pandas.read_csv(tmp_path / "codes.csv", keep_default_na=False).set_index("code")
    assert codes.loc["digger", "label:am"] == "ቆፋሪ"
    assert codes.loc["crusher", "label:ar"] == "كسّار"
    dcat = json.loads((tmp_path / "dcat.jsonld").read_text("utf-8"))
    assert dcat["@type"] == "dcat:Dataset" and dcat["dcat:version"] == "3"


def test_gdal_reads_geopackage_and_geojson(made):
    ogrinfo = program("ogrinfo")

    def info(*arguments) -> str:
        done = subprocess.run(
            [ogrinfo, *map(str, arguments)], check=True, timeout=60, capture_output=True, text=True
        )
        assert "Warning" not in done.stderr and "ERROR" not in done.stderr, done.stderr
        return done.stdout

    package = made / "codes" / f"{NAME}.gpkg"
    layers = info("-so", "-al", package)
    for table, count in [("communities", 2), ("interviews", 300), ("needs", 600)]:
        assert re.search(rf"Layer name: {table}\n(.*\n)*?Feature Count: {count}\n", layers)
    assert "Extent: (32.125000, -2.875000) - (32.125000, -2.875000)" in layers
    assert "WGS 84" in layers
    roles = info("-fielddomain", "interviews.role", package)
    assert "digger: Mchimbaji" in roles
    said = json.loads(
        subprocess.run(
            ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", package, "interviews"],
            check=True, timeout=60, capture_output=True,
        ).stdout
    )
    found = [feature["properties"] for feature in said["features"]]
    expected = lines(made / "codes" / "interviews.jsonl")
    for row, want in zip(found, expected, strict=True):
        assert {**row, "day": row["day"].replace("/", "-")} == want
    features = info("-al", made / "codes" / "communities.geojson")
    assert "Feature Count: 2" in features and "POINT (32.125 -2.875)" in features


def statistics(frame: pandas.DataFrame, expected: list[dict]) -> None:
    """Holds what a statistics program reads, with its labels, against what was said."""
    assert len(frame) == len(expected)
    for name in expected[0]:
        for found, said in zip(frame[name].astype(object), (row[name] for row in expected)):
            if said is None:
                assert pandas.isna(found), name
            elif isinstance(said, bool):
                assert found in (said, str(said).lower()), name
            else:
                found = as_said(found)
                if name == "month" and found != said:
                    # Stata counts months from 1960 on; readers show the count or the first day.
                    year, month = map(int, said.split("-"))
                    assert found in (f"{said}-01", (year - 1960) * 12 + month - 1)
                else:
                    assert found == said, name


@pytest.mark.parametrize("answers", ["codes", "labels"])
@pytest.mark.parametrize("table", TABLES)
def test_pandas_and_readstat_read_stata(made, answers, table):
    file = made / answers / f"{table}.dta"
    expected = lines(made / answers / f"{table}.jsonl")
    statistics(pandas.read_stata(file), expected)
    frame, meta = pyreadstat.read_dta(file, apply_value_formats=True)
    statistics(frame, expected)
    if table == "interviews":
        assert meta.column_names_to_labels["role"] == "Kazi"
        label = "Mchimbaji" if answers == "labels" else "digger"
        assert meta.variable_value_labels["role"][1] == label
        # What is too long for a row is read whole.
        assert max(map(len, frame["words"])) > 2045


@pytest.mark.parametrize("answers", ["codes", "labels"])
@pytest.mark.parametrize("table", TABLES)
def test_readstat_reads_spss(made, answers, table):
    expected = lines(made / answers / f"{table}.jsonl")
    frame, meta = pyreadstat.read_sav(made / answers / f"{table}.sav", apply_value_formats=True)
    assert meta.file_encoding == "UTF-8"
    statistics(frame, expected)
    if table == "interviews":
        assert meta.column_names_to_labels["role"] == "Kazi"
        label = "Mchimbaji" if answers == "labels" else "digger"
        assert meta.variable_value_labels["role"][1] == label
