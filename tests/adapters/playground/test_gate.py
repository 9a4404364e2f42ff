import pytest

POLICY = "default-src 'none'"


@pytest.mark.parametrize("host", ["localhost", "localhost:8300", "127.0.0.1:8300", "[::1]:8300"])
async def test_pages_of_this_machine_are_served(play, host):
    response = await play.client.get("/", headers={"Host": host})
    assert response.status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8300", "192.168.1.4", "[", "", "@"],
)
async def test_a_name_that_was_rebound_to_this_machine_is_turned_away(play, host):
    for path in ("/", "/as/amira", "/as/amira/events", "/static/base.css"):
        response = await play.client.get(path, headers={"Host": host})
        assert response.status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_posts_of_other_sites_change_nothing(play, headers):
    for path in ("/as/amira/say", "/as/amira/press", "/join", "/clock"):
        response = await play.client.post(path, json={"id": "1", "text": "hello"}, headers=headers)
        assert response.status == 403
    assert play.heard == []


async def test_our_own_page_may_post(play):
    origin = str(play.client.make_url("/")).rstrip("/")
    response = await play.client.post(
        "/as/amira/say",
        json={"id": "1", "text": "hello"},
        headers={"Origin": origin, "Sec-Fetch-Site": "same-origin"},
    )
    assert response.status == 200


async def test_a_form_of_another_site_cannot_pass_for_json(play):
    response = await play.client.post("/as/amira/say", data='{"id": "1", "text": "hello"}')
    assert response.status == 415
    assert play.heard == []


@pytest.mark.parametrize(
    "path", ["/", "/as/amira", "/as/amira/home", "/as/nobody", "/static/chat.js", "/nowhere"]
)
async def test_every_answer_forbids_what_is_not_ours(play, path):
    headers = (await play.client.get(path)).headers
    assert POLICY in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/?lang=fr", "/as/amira", "/as/lea/home"])
async def test_no_page_asks_for_anything_from_elsewhere_or_holds_a_script(play, path):
    html = await (await play.client.get(path)).text()
    assert "http://" not in html
    assert "https://" not in html
    assert "<style" not in html
    assert " style=" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('<script type="module" src=')
