"""The pages in a real browser (Debian's chromium and chromium-driver), as somebody at a small phone.

The node is reached by a name that is not `localhost`, over plain HTTP, as phones reach a bridge on its
own network. Browsers then leave out `Sec-Fetch-Site` and say more in their console.
"""

import base64
import io
import json
import shutil
import uuid
import zlib

import pytest
import requests
import zxingcpp
from conftest import ROOT, Node
from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

PASSWORD = "dhahabu nyingi sana"
NEEDS = ["REG-LIC", "GEO-SMP", "ENV-HGM", "GEO-GRD", "REG-FEE", "MKT-PRC", "FIN-LON", "SVC-PWR"]
HEAVIEST = 50_000
PHONE = 360


def submission(at: int) -> dict:
    needs = [NEEDS[at * step % len(NEEDS)] for step in (1, 2, 3)]
    return {
        "submission": str(uuid.UUID(int=at + 1, version=4)),
        "version": 1,
        "form": {"id": "asm-needs", "version": "1"},
        "community": "mgusu",
        "language": "sw",
        "captured_at": f"2026-11-{at % 20 + 1:02d}T09:14:00+03:00",
        "answers": {
            "consent": "yes",
            "respondent/role": [["digger"], ["crusher", "digger"]][at % 2],
            "respondent/gender": ["female", "male"][at % 3 % 2],
            "respondent/age": ["18_24", "25_34"][at % 2],
            "needs_ranked": list(dict.fromkeys(needs)),
        },
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A node with the demo world and thirty interviews in Mgusu."""
    node = Node(tmp_path_factory.mktemp("pages"))
    node.start()
    data = ROOT / "data"
    node.run("taxonomy", "import", data / "needs_taxonomy.csv")
    node.run("area", "import", data / "demo/areas.csv")
    node.run("community", "import", data / "demo/communities.csv")
    node.import_form(ROOT / "forms/asm-needs.xlsx")
    node.add_user("femata", "steward", PASSWORD)
    device = node.enrol("simu", "mgusu")
    answer = requests.post(
        f"{node.url}/v1/sync",
        json={"cursor": None, "push": [submission(at) for at in range(30)]},
        headers={"Authorization": f"Bearer {device['token']}"},
        timeout=30,
    )
    assert [r["outcome"] for r in answer.json()["results"]] == ["accepted"] * 30, answer.text
    yield node.url.replace("127.0.0.1", "sikia.test")
    node.stop()


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    programs = [shutil.which("chromium"), shutil.which("chromedriver")]
    if None in programs:
        pytest.fail("chromium and chromedriver are not there; scripts/browser installs them")
    options = webdriver.ChromeOptions()
    options.binary_location = programs[0]
    profile = tmp_path_factory.mktemp("browser")
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--lang=en",
        "--host-resolver-rules=MAP sikia.test 127.0.0.1",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(programs[1]))
    driver.set_page_load_timeout(60)
    screen = {"width": PHONE, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def signed_in(browser, site):
    """The browser at the page of Mgusu, after its form let it in."""
    browser.get(f"{site}/communities/mgusu")
    assert "/sign-in?next=" in browser.current_url
    press_sign_in(browser, "wrong")
    assert browser.find_elements(By.CSS_SELECTOR, "[role=alert]")
    assert browser.find_element(By.NAME, "name").get_attribute("value") == "femata"
    browser.get_log("browser")  # the refusal itself
    press_sign_in(browser, PASSWORD)
    assert browser.current_url.endswith("/communities/mgusu")
    return browser


def press_sign_in(browser, password):
    name = browser.find_element(By.NAME, "name")
    name.clear()
    name.send_keys("femata")
    browser.find_element(By.NAME, "password").send_keys(password)
    press(browser, ".sign-in button")


def until(browser, condition):
    return WebDriverWait(browser, 20).until(lambda _: condition())


def press(browser, selector):
    """Presses a button that sends a form, and waits for the whole page that answers.

    The page that is left stays complete, and may have the address and the language that are waited for,
    until the answer comes: only a mark tells the two apart.
    """
    browser.execute_script("window.left = true")
    browser.find_element(By.CSS_SELECTOR, selector).click()
    answered = "return !window.left && document.readyState === 'complete'"
    until(browser, lambda: browser.execute_script(answered))


def speak(browser, site, language):
    """Opens the page of Mgusu and chooses a language with its own button."""
    browser.get(f"{site}/communities/mgusu")
    press(browser, f".tongues button[value={language}]")
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == language


def labels(browser):
    return [e.text for e in browser.find_elements(By.CSS_SELECTOR, ".needs p > bdi")]


def boxes(browser, selector):
    """Left, right, top and bottom of every element."""
    return browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map(e => {"
        " const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom]; })",
        selector,
    )


def test_the_language_of_the_page_and_of_its_needs_changes_with_one_button(signed_in, site):
    seen = {}
    for language, direction in (("en", "ltr"), ("sw", "ltr"), ("fr", "ltr"), ("ar", "rtl")):
        speak(signed_in, site, language)
        root = signed_in.find_element(By.TAG_NAME, "html")
        assert root.get_attribute("dir") == direction
        seen[language] = (signed_in.find_element(By.TAG_NAME, "h1").text, labels(signed_in))
    assert "Licences and how to get one" in seen["en"][1]
    titles = {title for title, _ in seen.values()}
    assert len(titles) == 4, "the heading is in four languages"
    assert not set(seen["en"][1]) & set(seen["sw"][1]), "no need keeps its English label"
    assert seen["ar"][1] == seen["en"][1], "there are no Arabic labels yet: they fall back"


def test_bars_grow_from_where_reading_begins(signed_in, site):
    for language in ("en", "ar"):
        speak(signed_in, site, language)
        whole, bars = boxes(signed_in, ".needs .bar"), boxes(signed_in, ".needs .share")
        assert len(bars) == len(whole) >= 5
        side = 1 if language == "ar" else 0
        for (frame, bar) in zip(whole, bars):
            assert abs(frame[side] - bar[side]) < 1.5, language
            assert bar[1 - side] != frame[1 - side]


@pytest.mark.parametrize("language", ["en", "sw", "fr", "am", "ar"])
def test_nothing_overlaps_and_nothing_scrolls_sideways_on_a_small_phone(signed_in, site, language):
    speak(signed_in, site, language)
    width = "return document.documentElement.scrollWidth"
    assert signed_in.execute_script(width) <= PHONE
    for selector in (".needs li > *", ".needs li", ".bars li", "main > section", "main > p"):
        rows = sorted(boxes(signed_in, selector), key=lambda box: box[2])
        for above, below in zip(rows, rows[1:]):
            assert above[3] <= below[2] + 3, (selector, above, below)
    marks = sorted(boxes(signed_in, ".axis text"))
    for one, next_one in zip(marks, marks[1:]):
        assert one[1] <= next_one[0], "the marks of the scale"


def test_the_console_stays_empty(signed_in, site):
    signed_in.get_log("browser")
    for path in ("communities", "communities/mgusu?gender=female&age=", "areas/tz-geita", "api"):
        signed_in.get(f"{site}/{path}")
    assert signed_in.get_log("browser") == []


def test_a_page_with_everything_weighs_less_than_50_kilobytes(signed_in, site):
    signed_in.get_log("performance")
    signed_in.get(f"{site}/communities/mgusu")
    events = [json.loads(e["message"])["message"] for e in signed_in.get_log("performance")]
    unpacked = sum(
        e["params"]["dataLength"] for e in events if e["method"] == "Network.dataReceived"
    )
    sent = sum(
        e["params"]["encodedDataLength"] for e in events if e["method"] == "Network.loadingFinished"
    )
    assert 5_000 < unpacked < HEAVIEST, unpacked
    assert 1_000 < sent < unpacked, "and it comes compressed"


def test_a_filter_shows_some_of_the_people_and_says_so(signed_in, site):
    speak(signed_in, site, "en")
    whole = signed_in.find_element(By.CSS_SELECTOR, ".big").text
    signed_in.find_element(By.CSS_SELECTOR, "select[name=gender] option[value=female]").click()
    press(signed_in, ".filters button")
    assert "Woman" in signed_in.find_element(By.CSS_SELECTOR, ".only").text
    assert signed_in.find_element(By.CSS_SELECTOR, ".big").text != whole


def test_on_paper_there_are_the_figures_and_nothing_to_press(signed_in, site):
    speak(signed_in, site, "en")
    signed_in.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = {
            selector: signed_in.find_element(By.CSS_SELECTOR, selector).is_displayed()
            for selector in ("header", ".filters", "footer", "h1", ".needs .bar", "table")
        }
    finally:
        signed_in.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == {
        "header": False,
        ".filters": False,
        "footer": False,
        "h1": True,
        ".needs .bar": True,
        "table": True,
    }


def scanned(png):
    """What a phone reads out of a picture of the screen: the settings of ODK Collect."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    assert len(found) == 1, found
    return json.loads(zlib.decompress(base64.b64decode(found[0].text)))


@pytest.mark.parametrize("medium", ["", "print"])
def test_the_code_on_the_page_of_a_phone_lets_it_in(signed_in, site, medium):
    signed_in.get(f"{site}/devices")
    signed_in.find_element(By.NAME, "name").send_keys(f"simu ya Asha é {medium}")
    signed_in.find_element(By.CSS_SELECTOR, "input[value=mgusu]").click()
    press(signed_in, "main .sign-in button")
    signed_in.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium})
    try:
        picture = signed_in.find_element(By.CSS_SELECTOR, ".code")
        signed_in.execute_script("arguments[0].scrollIntoView({block: 'center'})", picture)
        settings = scanned(picture.screenshot_as_png)
    finally:
        signed_in.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert settings["project"]["name"] == f"simu ya Asha é {medium}".strip()
    assert "admin" in settings and settings["general"]["form_update_mode"] == "match_exactly"
    server = settings["general"]["server_url"]
    assert server in signed_in.find_element(By.TAG_NAME, "main").text, "for who has no camera"
    assert server.startswith(f"{site}/v1/key/"), "the address by which the page was reached"
    listed = requests.get(f"{server.replace('sikia.test', '127.0.0.1')}/formList", timeout=20)
    assert listed.status_code == 200 and "asm-needs" in listed.text


def test_who_signs_out_sees_nothing_any_more(signed_in, site):
    signed_in.get(f"{site}/communities/mgusu")
    press(signed_in, ".who button")
    assert signed_in.current_url.endswith("/sign-in")
    signed_in.get(f"{site}/communities/mgusu")
    assert "/sign-in?next=" in signed_in.current_url
