"""Files of submissions in a bucket of an S3 server.

moto's server keeps the bucket; boto3, which comes with it, looks into it as any other client would.
"""

import hashlib
import json
import subprocess
import sys
import time
import uuid

import boto3
import pytest
import requests
from conftest import COMMUNITIES, ROOT, Node, binary, free_port

PREFIX = "geita/node-1"
PASSWORD = "dhahabu nyingi sana"


class Bucket:
    """An S3 server of its own with one bucket."""

    def __init__(self, log):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self.s3 = boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="eu-west-1",
            aws_access_key_id="id",
            aws_secret_access_key="secret",
        )
        deadline = time.monotonic() + 30
        while True:
            try:
                requests.get(f"{self.url}/moto-api/", timeout=2)
                break
            except requests.ConnectionError:
                assert time.monotonic() < deadline and self.process.poll() is None
                time.sleep(0.1)
        where = {"LocationConstraint": "eu-west-1"}
        self.s3.create_bucket(Bucket="files", CreateBucketConfiguration=where)

    def keys(self):
        listed = self.s3.list_objects_v2(Bucket="files")
        return {item["Key"]: item["Size"] for item in listed.get("Contents", [])}

    def environment(self):
        return {
            "SIKIA_ATTACHMENTS": f"s3://files/{PREFIX}",
            "SIKIA_S3_ENDPOINT": self.url,
            "SIKIA_S3_REGION": "eu-west-1",
            "SIKIA_S3_ACCESS_KEY_ID": "id",
            "SIKIA_S3_SECRET_ACCESS_KEY": "secret",
            "LANG": "en_US.UTF-8",
        }


@pytest.fixture(scope="module")
def bucket(tmp_path_factory):
    with (tmp_path_factory.mktemp("s3") / "server.log").open("ab") as log:
        bucket = Bucket(log)
        yield bucket
        bucket.process.terminate()
        bucket.process.wait()


@pytest.fixture(scope="module")
def served(bucket, tmp_path_factory):
    """A node on the bucket, a device of it and what a person signs calls with."""
    node = Node(tmp_path_factory.mktemp("attachments"), **bucket.environment())
    node.start()
    node.import_form(ROOT / "forms/asm-needs.xlsx")
    node.import_communities(COMMUNITIES)
    node.add_user("asha", "steward", PASSWORD)
    token = node.enrol("tablet", "mgusu")["token"]
    yield node, token, {"Authorization": f"Bearer {node.sign_in('asha', PASSWORD)}"}
    node.stop()


def key(content):
    digest = hashlib.sha256(content).hexdigest()
    return f"{PREFIX}/sha256/{digest[:2]}/{digest}"


def submit(node, token, files, submission=None):
    """One POST of a submission with files, by name."""
    submission = submission or str(uuid.uuid4())
    xml = (
        '<data id="asm-needs" version="1" xmlns:orx="http://openrosa.org/xforms">'
        f"<consent>yes</consent><orx:meta><instanceID>uuid:{submission}</instanceID></orx:meta></data>"
    )
    parts = [("xml_submission_file", ("s.xml", xml, "text/xml"))]
    parts += [(name, (name, content, "application/octet-stream")) for name, content in files]
    answer = requests.post(f"{node.url}/v1/key/{token}/submission", files=parts, timeout=120)
    assert answer.status_code == 201, answer.text
    return submission


def listed(node, person, submission):
    path = f"{node.url}/v1/submissions/{submission}/attachments"
    answer = requests.get(path, headers=person, timeout=20)
    assert answer.status_code == 200, answer.text
    return answer.json()["attachments"]


def memory(node, line):
    """A line of the memory of the node, in MB."""
    with open(f"/proc/{node.process.pid}/status") as status:
        found = next(text for text in status if text.startswith(line))
    return int(found.split()[1]) / 1024


def forget_the_most(node):
    """Begins to count the most memory anew: hashing a password takes more than any file may."""
    with open(f"/proc/{node.process.pid}/clear_refs", "w") as refs:
        refs.write("5")
    return memory(node, "VmRSS")


def test_files_are_in_the_bucket_once_under_their_digest_whatever_they_are_called(bucket, served):
    node, token, person = served
    photo, empty = b"a photo" * 999, b""
    first = submit(node, token, [("../../etc/passwd", photo), ("nothing.jpg", empty)])
    second = submit(node, token, [("again.jpg", photo)])
    assert bucket.keys() == {key(photo): len(photo), key(empty): 0}
    files = {file["name"]: file for file in listed(node, person, first)}
    assert set(files) == {"../../etc/passwd", "nothing.jpg"}
    read = requests.get(node.url + files["../../etc/passwd"]["href"], headers=person, timeout=20)
    assert read.content == photo
    withdrawal = {
        "push": [
            {
                "submission": first,
                "revision": str(uuid.uuid4()),
                "version": 2,
                "community": "mgusu",
                "withdraw": True,
            }
        ]
    }
    device = {"Authorization": f"Bearer {token}"}
    answer = requests.post(f"{node.url}/v1/sync", json=withdrawal, headers=device, timeout=20)
    assert answer.json()["results"][0]["outcome"] == "accepted", answer.text
    assert bucket.keys() == {key(photo): len(photo)}, "another record needs it still"
    assert len(listed(node, person, second)) == 1


def test_a_large_video_goes_both_ways_without_filling_the_memory(bucket, served):
    node, token, person = served
    video = bytes(100 << 20)
    before = forget_the_most(node)
    submission = submit(node, token, [("v.mp4", video)])
    assert bucket.keys()[key(video)] == len(video)
    assert not [name for name in bucket.keys() if "incoming" in name], "nothing is left beside it"
    [file] = listed(node, person, submission)
    hash = hashlib.sha256()
    bare = {**person, "Accept-Encoding": "identity"}
    with requests.get(node.url + file["href"], headers=bare, stream=True, timeout=60) as answer:
        assert int(answer.headers["Content-Length"]) == len(video)
        for chunk in answer.iter_content(1 << 20):
            hash.update(chunk)
    assert hash.hexdigest() == file["sha256"]
    after = memory(node, "VmHWM")
    print(f"{before:.1f} MB before, {after:.1f} MB at its most")
    assert after < before + 24, f"{before} MB before, {after} MB at its most"


def test_what_the_bucket_changed_never_comes_out_as_a_whole(bucket, served):
    node, token, person = served
    content = b"what was said" * 9_999
    submission = submit(node, token, [("words.m4a", content)])
    bucket.s3.put_object(Bucket="files", Key=key(content), Body=content[:-1] + b"?")
    [file] = listed(node, person, submission)
    with pytest.raises(requests.exceptions.RequestException):
        requests.get(node.url + file["href"], headers=person, timeout=20)


def test_a_backup_says_where_the_files_are_and_a_restored_node_has_them(bucket, served, tmp_path):
    node, token, person = served
    content = b"kept through a restore"
    submission = submit(node, token, [("a.txt", content)])
    copy = tmp_path / "copy"
    said = node.run("backup", copy)
    assert f"Its files are in s3://files/{PREFIX}" in said, said
    assert json.loads((copy / "backup.json").read_text())["files"] == 0
    again = Node(tmp_path / "again", **bucket.environment())
    assert f"s3://files/{PREFIX}" in again.run("restore", copy)
    again.start()
    person = {"Authorization": f"Bearer {again.sign_in('asha', PASSWORD)}"}
    [file] = listed(again, person, submission)
    assert requests.get(again.url + file["href"], headers=person, timeout=20).content == content
    again.stop()


def test_the_files_of_a_local_backup_are_sent_to_the_bucket(bucket, tmp_path):
    local = Node(tmp_path / "local")
    local.start()
    local.import_form(ROOT / "forms/asm-needs.xlsx")
    local.import_communities(COMMUNITIES)
    content = b"it was on a disk before"
    submit(local, local.enrol("tablet", "mgusu")["token"], [("a.txt", content)])
    local.run("backup", tmp_path / "copy")
    local.stop()
    moved = Node(tmp_path / "moved", **bucket.environment())
    moved.run("restore", tmp_path / "copy")
    assert bucket.keys()[key(content)] == len(content)


def test_a_wrong_bucket_is_said_at_the_start(bucket, tmp_path):
    wrong = {**bucket.environment(), "SIKIA_ATTACHMENTS": "s3://nowhere/x"}
    node = Node(tmp_path, **wrong)
    done = subprocess.run([binary(), "serve"], env=node.environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "The files in s3://nowhere/x cannot be reached" in done.stderr, done.stderr
    assert "secret" not in done.stderr
