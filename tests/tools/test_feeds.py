"""Whether clients of OData and of OGC API Features get out of a feed what is in the files.

`examples/feeds.rs` serves the Parquet files of the made-up dataset of `test_datasets.py`.
"""

import json
import subprocess

import pytest
import requests
from odata import ODataService
from test_datasets import NAME, ROOT, lines, made, program  # noqa: F401


@pytest.fixture(scope="module")
def feeds(made):  # noqa: F811
    command = ["cargo", "run", "--quiet", "--example", "feeds", "--", made / "codes"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    yield server.stdout.readline().strip()
    server.terminate()
    server.wait(timeout=20)


def test_an_odata_client_finds_every_set_and_reads_every_row(made, feeds):  # noqa: F811
    service = ODataService(f"{feeds}/odata/", reflect_entities=True, quiet_progress=True)
    assert sorted(service.entities) == ["communities", "interviews", "needs"]
    for table in service.entities:
        entity = service.entities[table]
        expected = lines(made / "codes" / f"{table}.jsonl")
        found = list(service.query(entity))
        assert len(found) == len(expected)
        for row, said in zip(found, expected):
            for name, value in said.items():
                got = getattr(row, name)
                # This client takes a boolean that is missing for false.
                value = False if name == "member" and value is None else value
                assert (got.isoformat()[:10] if hasattr(got, "isoformat") else got) == value
        assert service.query(entity).count() == len(expected)


def test_an_odata_client_filters_and_cuts(made, feeds):  # noqa: F811
    service = ODataService(f"{feeds}/odata/", reflect_entities=True, quiet_progress=True)
    interview = service.entities["interviews"]
    expected = [
        row["interview"]
        for row in lines(made / "codes" / "interviews.jsonl")
        if row["role"] == "digger" and row["interview"] > 100
    ]
    query = service.query(interview).filter(interview.role == "digger")
    query = query.filter(interview.interview > 100)
    assert [row.interview for row in query] == expected
    assert [row.interview for row in query.limit(7).offset(2)] == expected[2:9]


def test_what_the_odata_feed_does_not_do_it_refuses(feeds):
    for option in ["$orderby=interview", "$filter=interview%20eq", "$select=nothing", "$top=x"]:
        assert requests.get(f"{feeds}/odata/interviews?{option}", timeout=10).status_code == 400
    assert requests.get(f"{feeds}/odata/nothing", timeout=10).status_code == 404


def test_gdal_reads_ogc_api_features_with_bounds_and_pages(made, feeds):  # noqa: F811
    def features(*options: str) -> list[dict]:
        done = subprocess.run(
            [program("ogr2ogr"), "-f", "GeoJSON", "/vsistdout/", f"OAPIF:{feeds}/features",
             "communities", "-oo", "PAGE_SIZE=1", *options],
            check=True, timeout=60, capture_output=True, text=True,
        )
        assert not done.stderr, done.stderr
        return json.loads(done.stdout)["features"]

    expected = lines(made / "codes" / "communities.jsonl")
    found = features()
    assert [f["properties"]["community"] for f in found] == [row["community"] for row in expected]
    assert found[0]["geometry"]["coordinates"] == [32.125, -2.875]
    assert found[1]["geometry"] is None
    assert len(features("-spat", "32", "-3", "33", "-2")) == 1
    assert features("-spat", "10", "10", "11", "11") == []
