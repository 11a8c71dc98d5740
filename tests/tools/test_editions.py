"""Whether other people's tools read an edition of the demo world, as files and as feeds.

The readers are those of `test_datasets.py` and `test_feeds.py`; here they get what a node made of interviews,
with figures hidden so that nobody is exposed.
"""

import hashlib
import json
import shutil
import subprocess
import zipfile

import duckdb
import frictionless
import hxl
import openpyxl
import pandas
import pyreadstat
import pytest
import requests
from conftest import Node, binary
from odata import ODataService
from test_datasets import as_said, lines, plain, program, statistics

FORMATS = [
    "csv", "hxl", "json-lines", "parquet", "xlsx", "geo-json", "geo-package", "stata", "spss", "package",
]
PLACED = "id,name,area,lat,lon\nmgusu,Mgusu,tz-mgusu,-2.9173,32.0845\n"


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """A node with the demo world and a published edition of it; the edition's files; its address."""
    directory = tmp_path_factory.mktemp("editions")
    node = Node(directory)
    shutil.rmtree(node.data)
    demo = ["demo", "--once", "--demo-dir", node.data, "--submissions", "600", "--devices", "12"]
    subprocess.run([binary(), *demo], env=node.environment, capture_output=True, timeout=120)
    node.import_communities(PLACED)
    node.run("dataset", "add", "needs", "--title", "Needs", "--publisher", "FEMATA", "--domains")
    formats = [part for name in FORMATS for part in ("--format", name)]
    node.run("edition", "create", "needs", "--language", "sw", "--language", "en", *formats)
    made = json.loads(node.run("edition", "publish", "needs", "1", "--json"))
    node.start()
    address = f"{node.url}/v1/datasets/needs/editions/1"
    files = directory / "files"
    files.mkdir()
    for file in made["files"]:
        answer = requests.get(f"{address}/files/{file['name']}", timeout=20)
        assert answer.status_code == 200, file
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        (files / file["name"]).write_bytes(answer.content)
    yield files, address
    node.stop()


@pytest.fixture(scope="module")
def files(edition):
    return edition[0]


@pytest.mark.parametrize("table", ["respondents", "needs", "places"])
def test_every_reader_of_tables_sees_the_same_rows(files, table):
    expected = lines(files / f"{table}.jsonl")
    assert expected
    assert plain(pandas.read_parquet(files / f"{table}.parquet")) == expected
    for read in [f"read_parquet('{files}/{table}.parquet')", f"read_csv('{files}/{table}.csv')"]:
        rows = duckdb.sql(f"SELECT * FROM {read}")
        names = [column[0] for column in rows.description]
        found = [dict(zip(names, map(as_said, row))) for row in rows.fetchall()]
        key = [name for name in names if isinstance(expected[0][name], str)]
        order = lambda row: [row[name] for name in key]  # noqa: E731
        assert sorted(found, key=order) == sorted(expected, key=order), read
    statistics(pandas.read_stata(files / f"{table}.dta"), expected)
    statistics(pyreadstat.read_sav(files / f"{table}.sav", apply_value_formats=True)[0], expected)
    tagged = hxl.data(str(files / f"{table}.hxl.csv"), hxl.InputOptions(allow_local=True))
    assert len(list(tagged)) == len(expected)


def test_the_workbook_and_the_package_are_sound(files, tmp_path):
    book = openpyxl.load_workbook(files / "needs.xlsx", read_only=True)
    assert {"respondents", "needs", "places", "needs codes", "codebook", "codes", "notes"} <= set(
        book.sheetnames
    )
    with zipfile.ZipFile(files / "needs.zip") as package:
        package.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    codebook = pandas.read_csv(files / "codebook.csv", keep_default_na=False)
    assert (codebook["label:sw"] != "").all() and (codebook["label:am"] != "").all()


def test_catalogues_are_told_every_file_with_its_size_and_digest(files):
    offered = json.loads((files / "dcat.jsonld").read_text("utf-8"))["dcat:distribution"]
    assert {file["dcterms:title"] for file in offered} >= {"needs.csv", "needs.zip", "places.geojson"}
    for file in offered:
        content = (files / file["dcterms:title"]).read_bytes()
        assert file["dcat:byteSize"] == len(content)
        digest = file["spdx:checksum"]["spdx:checksumValue"]
        assert digest == hashlib.sha256(content).hexdigest()
    listed = json.loads((files / "hdx.json").read_text("utf-8"))
    assert len(listed["resources"]) == len(offered)


def test_hidden_figures_are_missing_in_every_format(files):
    needs = pandas.read_parquet(files / "needs.parquet")
    assert needs["hidden"].any(), "a demo world in which nothing is hidden shows nothing"
    assert needs.loc[needs["hidden"], "named"].isna().all()
    assert (needs.loc[~needs["hidden"], "named"] % 5 == 0).all(), "counts are rounded to five"


def test_maps_show_places_in_their_cell_of_the_grid_only(edition):
    files, address = edition
    for source in [files / "needs.gpkg", files / "places.geojson", f"OAPIF:{address}/features"]:
        done = subprocess.run(
            [program("ogr2ogr"), "-f", "GeoJSON", "/vsistdout/", str(source), "places"],
            check=True, timeout=60, capture_output=True, text=True,
        )
        found = {
            feature["properties"]["place"]: feature["geometry"]["coordinates"]
            for feature in json.loads(done.stdout)["features"]
            if feature["geometry"]
        }
        assert found == {"mgusu": [32.125, -2.875]}, source
    for file in files.rglob("*"):
        assert not file.is_file() or b"32.0845" not in file.read_bytes(), file


def test_an_odata_client_reads_what_the_edition_holds(edition):
    files, address = edition
    service = ODataService(f"{address}/odata/", reflect_entities=True, quiet_progress=True)
    assert sorted(service.entities) == ["needs", "places", "respondents"]
    need = service.entities["needs"]
    expected = lines(files / "needs.jsonl")
    assert service.query(need).count() == len(expected)
    found = [(row.place, row.code, row.named) for row in service.query(need)]
    assert found == [(row["place"], row["code"], row["named"]) for row in expected]
    shown = service.query(need).filter(need.named >= 20)
    assert len(list(shown)) == sum((row["named"] or 0) >= 20 for row in expected)
