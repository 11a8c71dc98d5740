"""A running node for the tests that use other people's tools.

`SIKIA_BIN` names the binary; without it, `target/debug/sikia` is taken. A missing binary is a failure:
a test that is left out in silence proves nothing.
"""

import json
import os
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).resolve().parents[2]
CORPUS = sorted((ROOT / "tests/forms/corpus").glob("*.xls*"))
COMMUNITIES = "id,name,area\nmgusu,Mgusu,\nrwamgasa,Rwamgasa,\n"
START_SECONDS = 20


def binary() -> Path:
    path = Path(os.environ.get("SIKIA_BIN", ROOT / "target/debug/sikia"))
    if not path.is_file():
        pytest.fail(f"{path} is not there; run `cargo build` or set SIKIA_BIN")
    return path


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Node:
    """One node on a data directory of its own, with the commands of its operator."""

    def __init__(self, directory: Path, **environment: str):
        self.directory = directory
        self.data = directory / "data"
        self.data.mkdir(parents=True)
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.environment = {
            "PATH": os.environ.get("PATH", ""),
            "SIKIA_DATA_DIR": str(self.data),
            "SIKIA_LISTEN": f"127.0.0.1:{port}",
            **environment,
        }
        self.log = directory / "node.log"
        self.process = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [binary(), "serve"], env=self.environment, cwd=ROOT, stdout=log, stderr=log
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                if requests.get(f"{self.url}/health/ready", timeout=2).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.05)
        self.stop()
        pytest.fail(f"the node did not start:\n{self.log.read_text(errors='replace')}")

    def stop(self) -> int:
        """Asks the node to stop and gives its exit status."""
        self.process.terminate()
        try:
            return self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def run(self, *arguments: str, stdin: str | None = None) -> str:
        """Runs one command of the operator on the node's data and gives what it printed."""
        done = subprocess.run(
            [binary(), *map(str, arguments)],
            env=self.environment,
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, f"sikia {' '.join(map(str, arguments))}:\n{done.stderr}"
        return done.stdout

    def import_form(self, file: Path) -> None:
        self.run("form", "import", file)

    def import_communities(self, csv: str) -> None:
        file = self.directory / "communities.csv"
        file.write_text(csv, encoding="utf-8")
        self.run("community", "import", file)

    def enrol(self, name: str, *communities: str) -> dict:
        """Enrols a device and gives its `id` and `token`."""
        scope = [part for community in communities for part in ("--community", community)]
        return json.loads(self.run("device", "enrol", "--name", name, *scope, "--json"))

    def add_user(self, name: str, role: str, password: str) -> None:
        self.run(
            "user", "add", "--name", name, "--role", role, "--password-stdin", stdin=f"{password}\n"
        )

    def sign_in(self, name: str, password: str) -> str:
        """Signs a person in and gives the token."""
        answer = requests.post(
            f"{self.url}/v1/sign-in", json={"name": name, "password": password}, timeout=20
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["token"]


@pytest.fixture(scope="session")
def node(tmp_path_factory):
    """An empty node that runs for the whole session."""
    node = Node(tmp_path_factory.mktemp("node"))
    node.start()
    yield node
    status = node.stop()
    assert status == 0, f"the node stopped with {status}:\n{node.log.read_text(errors='replace')}"


@pytest.fixture(scope="session")
def furnished(node):
    """The same node with the shipped form and two communities."""
    node.import_form(ROOT / "forms/asm-needs.xlsx")
    node.import_communities(COMMUNITIES)
    return node


@pytest.fixture(scope="session")
def fill(tmp_path_factory):
    """JavaRosa as a person: fills XForms, and gives what was asked, answered and sent.

    Takes (seed, file) pairs; gives for each the lines of `tests/java/Fill.java` and the XML, `None` where
    the form could not be filled.
    """
    import pyxform

    jar = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
    classes = tmp_path_factory.mktemp("java")
    source = ROOT / "tests/java/Fill.java"
    subprocess.run(["javac", "-nowarn", "-d", classes, "-cp", jar, source], check=True, timeout=120)

    def run(forms):
        lines = "".join(f"{seed}\t{file}\n" for seed, file in forms)
        command = ["java", "-Duser.timezone=Africa/Nairobi", "-cp", f"{classes}:{jar}", "Fill"]
        done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stderr[-2000:]
        filled = []
        for block in done.stdout.split("FORM ")[1:]:
            said = block.splitlines()[1:]
            xml = [line[4:].replace("&#10;", "\n") for line in said if line.startswith("XML ")]
            filled.append(([x for x in said if not x.startswith("XML ")], xml[0] if xml else None))
        assert len(filled) == len(forms)
        return filled

    return run


@pytest.fixture(scope="session")
def ours(tmp_path_factory):
    """The XForm of every workbook, as files by the workbook's name."""
    folder = tmp_path_factory.mktemp("xforms")

    def one(book):
        done = subprocess.run([binary(), "form", "convert", book], capture_output=True, timeout=60)
        assert done.returncode == 0, f"{book.name}: {done.stderr.decode()}"
        again = subprocess.run([binary(), "form", "convert", book], capture_output=True, timeout=60)
        assert done.stdout == again.stdout, f"{book.name}: not the same bytes twice"
        file = folder / f"{book.name}.xml"
        file.write_bytes(done.stdout)
        return book.name, file

    with ThreadPoolExecutor(2) as pool:
        return dict(pool.map(one, CORPUS))
