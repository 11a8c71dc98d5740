"""ODK Web Forms against a running node: its engine in Node, and the whole of it in Chromium.

The engine (`@getodk/xforms-engine`) shares no code with JavaRosa. It lists, downloads, fills and sends the
forms by itself (`tests/node/fill.mjs`); what the node holds then has to be what was sent, field by field.
"""

import json
import re
import shutil
import subprocess
import threading
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from conftest import ROOT, Node
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from test_collect import FORMS, LOOKS_UP, VILLAGES, fields, repeats_of, said, same

CLIENTS = ROOT / "tests/node"
EACH = 4
PASSWORD = "dhahabu nyingi sana"
PAGE = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Web Forms</title>
<link rel="stylesheet" href="/page.css"><div id="form"></div><script type="module" src="/page.js"></script>"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web")
    node = Node(folder)
    node.start()
    node.import_communities("id,name,area\nmgusu,Mgusu,\n")
    for form in FORMS:
        node.import_form(ROOT / form)
    book, beside = folder / "lookup.csv", folder / "beside"
    beside.mkdir()
    book.write_text(LOOKS_UP, encoding="utf-8")
    (beside / "villages.csv").write_text(VILLAGES, encoding="utf-8")
    (beside / "pit map.png").write_bytes(b"\x89PNG pit")
    node.run("form", "import", book, "--media", beside)
    node.add_user("asha", "steward", PASSWORD)
    yield node, f"/v1/key/{node.enrol('web', 'mgusu')['token']}"
    node.stop()


@pytest.fixture(scope="module")
def people(server):
    return {"Authorization": f"Bearer {server[0].sign_in('asha', PASSWORD)}"}


def head_of(node, people, xml):
    first = re.search(r"uuid:([0-9a-f-]{36})", xml)[1]
    answer = requests.get(f"{node.url}/v1/submissions/{first}", headers=people, timeout=20)
    assert answer.status_code == 200, answer.text
    return answer.json()


def repeats(node, people, form, version, held):
    """The repeats of a form, by its definition; of one without a version, by what is held."""
    if not version:
        return {re.sub(r"\[\d+\]", "", p[: m.start()]) for p in held for m in re.finditer(r"\[\d+\]", p)}
    quoted = [requests.utils.quote(part, safe="") for part in (form, version)]
    url = f"{node.url}/v1/forms/{quoted[0]}/versions/{quoted[1]}"
    return repeats_of(requests.get(url, headers=people, timeout=20).json()["body"])


def test_the_engine_of_web_forms_fills_and_sends_what_the_node_then_holds(server, people):
    node, room = server
    command = ["node", CLIENTS / "fill.mjs", f"{node.url}{room}", str(EACH)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    sent = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(sent) == EACH * (len(FORMS) + 1)
    wrong, answers, files = [], 0, 0
    for one in sent:
        assert one["status"] == 201
        head = head_of(node, people, one["xml"])
        held = said(head["answers"])
        filled = fields(
            ET.fromstring(one["xml"]), repeats(node, people, one["form"], one["version"], held)
        )
        if filled.keys() != held.keys() or not all(same(filled[k], held[k]) for k in filled):
            wrong.append((one["form"], set(filled.items()) ^ set(held.items())))
        answers += len(filled)
        if one["files"]:
            url = f"{node.url}/v1/submissions/{head['submission']}/attachments"
            listed = requests.get(url, headers=people, timeout=20).json()["attachments"]
            assert len(listed) == one["files"]
            files += one["files"]
    assert not wrong, wrong[:3]
    assert answers > 300 and files > 0, (answers, files)
    looked_up = [ET.fromstring(one["xml"]) for one in sent if one["form"] == "lookup"]
    chiefs = {line.split(",")[0]: line.split(",")[3] for line in VILLAGES.splitlines()[1:]}
    for filled in looked_up:
        assert filled.findtext("chief") == chiefs[filled.findtext("village")], "out of the file"


@pytest.fixture(scope="module")
def site(server, tmp_path_factory):
    """A small site with the component in it, which hands on to the node what is the node's."""
    node, _ = server
    folder = tmp_path_factory.mktemp("bundle")
    bundle = [CLIENTS / "node_modules/.bin/esbuild", CLIENTS / "page.mjs", "--bundle", "--format=esm"]
    bundle += [f"--outfile={folder / 'page.js'}", '--define:process.env.NODE_ENV="production"']
    subprocess.run(bundle, check=True, capture_output=True, timeout=120)

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            file = folder / self.path.split("?")[0].strip("/")
            if self.path.startswith("/v1/"):
                self.hand_on()
            elif file.is_file():
                kind = "text/javascript" if file.suffix == ".js" else "text/css"
                self.answer(200, kind, file.read_bytes())
            else:
                self.answer(200, "text/html", PAGE)

        def hand_on(self):
            length = int(self.headers.get("Content-Length") or 0)
            kept = {n: v for n, v in self.headers.items() if n.lower() in ("content-type", "accept-language")}
            body = self.rfile.read(length) if length else None
            asked = urllib.request.Request(node.url + self.path, body, kept, method=self.command)
            try:
                with urllib.request.urlopen(asked, timeout=30) as answer:
                    self.answer(answer.status, answer.headers["Content-Type"], answer.read())
            except urllib.error.HTTPError as error:
                self.answer(error.code, error.headers["Content-Type"], error.read())

        do_POST = hand_on

        def answer(self, status, kind, body):
            self.send_response(status)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listener.server_port}"
    listener.shutdown()


@pytest.fixture(scope="module")
def browser():
    programs = [shutil.which("chromium"), shutil.which("chromedriver")]
    if None in programs:
        pytest.fail("chromium and chromedriver are not there; scripts/browser installs them")
    options = webdriver.ChromeOptions()
    options.binary_location = programs[0]
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en"):
        options.add_argument(argument)
    options.add_argument("--window-size=1000,3000")
    driver = webdriver.Chrome(options=options, service=Service(programs[1]))
    yield driver
    driver.quit()


def question(browser, words):
    """The question that begins with these words, once it is asked."""

    def asked(_):
        shown = browser.find_elements(By.CSS_SELECTOR, ".question-container")
        return next((one for one in shown if one.text.startswith(words)), None)

    return WebDriverWait(browser, 30).until(asked)


def tick(browser, words, *values):
    for value in values:
        box = question(browser, words).find_element(By.CSS_SELECTOR, f"input[value='{value}']")
        browser.execute_script("arguments[0].click()", box)


def test_web_forms_in_a_browser_fills_the_shipped_form(server, people, site, browser):
    node, room = server
    browser.get(f"{site}/?server={room}&form=asm-needs")
    tick(browser, "We ask miners which information", "yes")
    tick(browser, "What may be done with your answers?", "totals", "quote")
    tick(browser, "What do you do at the mine?", "crusher", "digger")
    tick(browser, "Gender", "female")
    tick(browser, "Age", "25_34")
    tick(browser, "Which of these matter to you?", "REG", "GEO")
    tick(browser, "Which information do you want and need most?", "REG-LIC", "GEO-SMP")
    ranked = question(browser, "Put them in order")
    for button in (".rank-overlay button", "#REG-LIC .rank-buttons button"):
        browser.execute_script("arguments[0].click()", ranked.find_element(By.CSS_SELECTOR, button))
    pits = question(browser, "How many pits").find_element(By.TAG_NAME, "input")
    pits.send_keys("12\t")
    words = question(browser, "What else do you want others to hear?")
    words.find_element(By.CSS_SELECTOR, "input, textarea").send_keys("Tunahitaji leseni & maji <safi>\t")
    press = browser.find_element(By.XPATH, "//button[normalize-space()='Send']")
    browser.execute_script("arguments[0].click()", press)
    sent = WebDriverWait(browser, 30).until(lambda b: b.execute_script("return window.sent"))
    assert sent["status"] == 201
    head = head_of(node, people, sent["xml"])
    assert head["community"] == "mgusu" and head["conflicts"] == []
    answers = head["answers"]
    typed = {
        "consent": "yes",
        "respondent/role": ["digger", "crusher"],
        "respondent/gender": "female",
        "respondent/age": "25_34",
        "site/pits": 12,
        "words": "Tunahitaji leseni & maji <safi>",
    }
    assert {path: answers.get(path) for path in typed} == typed, answers
    assert set(answers["needs"]) == {"REG-LIC", "GEO-SMP"}, answers
    assert answers["needs_ranked"] == ["REG-LIC", "GEO-SMP"], "the order that was made by hand"
    held = said(answers)
    filled = fields(ET.fromstring(sent["xml"]), repeats(node, people, "asm-needs", "1", held))
    assert filled.keys() == held.keys() and all(same(filled[k], held[k]) for k in filled)
    assert not [check for check in head.get("checks", []) if check["code"] != "answer_missing"], head
