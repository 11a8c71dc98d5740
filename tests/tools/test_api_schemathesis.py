"""Schemathesis calls a live node in ways that nobody thought of.

Nothing may be a 5xx, and every answer has to be one that the API document describes.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

HERE = Path(__file__).parent
PASSWORD = "duara la kwanza 1987"
# Ending a session spoils it for the calls after: these run by themselves, on tokens of their own.
ENDINGS = ["signOut", "signOutByForm"]
SECONDS = 60


@pytest.fixture(scope="module")
def tokens(furnished):
    """Enough tokens for two runs; made first, since the runs use up the tries to sign in."""
    device = furnished.enrol("schemathesis", "mgusu")["token"]
    furnished.add_user("schemathesis", "admin", PASSWORD)
    people = [furnished.sign_in("schemathesis", PASSWORD) for _ in range(4)]
    return [
        {"SIKIA_DEVICE_TOKEN": device, "SIKIA_PERSON_TOKEN": a, "SIKIA_SESSION_TOKEN": b}
        for a, b in (people[:2], people[2:])
    ]


def run(node, tokens, directory: Path, *options: str) -> None:
    command = [
        Path(sys.executable).parent / "st",
        "--config-file",
        HERE / "schemathesis.toml",
        "--no-color",
        "run",
        f"{node.url}/v1/openapi.json",
        "--url",
        node.url,
        "--report",
        "ndjson",
        "--report-dir",
        directory,
        *options,
    ]
    done = subprocess.run(
        list(map(str, command)),
        env={**os.environ, **tokens},
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=SECONDS * 4,
    )
    assert done.returncode == 0, f"{done.stdout[-20_000:]}\n{done.stderr[-2_000:]}"
    print(done.stdout[-3_000:])


def test_the_served_document_is_valid_openapi_3_1(node):
    document = requests.get(f"{node.url}/v1/openapi.json", timeout=10).json()
    validate(document, cls=OpenAPIV31SpecValidator)


def test_the_parts_of_the_document_are_valid_as_they_stand():
    spec = HERE.parents[1] / "api-spec/openapi.yaml"
    command = [sys.executable, "-m", "openapi_spec_validator", str(spec)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_call_gets_an_undocumented_answer(furnished, tokens, tmp_path):
    endings = [part for name in ENDINGS for part in ("--exclude-operation-id", name)]
    run(furnished, tokens[0], tmp_path, "--max-time", str(SECONDS), *endings)


def test_signing_out_gets_no_undocumented_answer(furnished, tokens, tmp_path):
    endings = [part for name in ENDINGS for part in ("--include-operation-id", name)]
    run(furnished, tokens[1], tmp_path, "--max-time", "5", *endings)


def test_the_node_is_well_after_all_of_it(furnished, tokens):
    for path, token in [("communities", "SIKIA_DEVICE_TOKEN"), ("areas", "SIKIA_PERSON_TOKEN")]:
        headers = {"Authorization": f"Bearer {tokens[0][token]}"}
        answer = requests.get(f"{furnished.url}/v1/{path}", headers=headers, timeout=10)
        assert answer.status_code == 200, f"{token} opened nothing, so the runs proved little"
    assert requests.get(f"{furnished.url}/health/ready", timeout=10).json() == {"status": "ready"}
    log = furnished.log.read_text(errors="replace")
    assert "panicked" not in log, log[-5_000:]
