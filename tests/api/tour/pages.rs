//! The pages.

use crate::world::{PASSWORD, World};

pub async fn walk(world: &World) {
    reading(world).await;
    forms(world).await;
    devices(world).await;
}

async fn reading(world: &World) {
    let World { node, person, .. } = world;
    assert_eq!(node.get("/").await.header("location"), Some("/communities"));
    for path in ["/communities", "/communities/mgusu", "/areas/tz-geita"] {
        let page = node.call("GET", path).cookie(person).send().await;
        assert_eq!((page.status, page.header("content-language")), (200, Some("sw")), "{path}");
        let away = node.get(path).await;
        assert!(away.header("location").unwrap().starts_with("/sign-in"), "{path}");
    }
    for path in ["/communities/nowhere", "/areas/nowhere"] {
        assert_eq!(node.call("GET", path).cookie(person).send().await.status, 404, "{path}");
    }
    for path in ["/communities/mgusu?from=never", "/areas/tz-geita?unknown=1"] {
        assert_eq!(node.call("GET", path).cookie(person).send().await.status, 400, "{path}");
    }
    for path in ["/sign-in", "/sign-in?next=/communities/mgusu", "/api", "/assets/sikia.css"] {
        assert_eq!(node.get(path).await.status, 200, "{path}");
    }
    assert_eq!(node.get("/assets/nothing.css").await.status, 404);
    assert_eq!(node.get("/nothing").await.status, 404);
}

async fn forms(world: &World) {
    let World { node, .. } = world;
    let long = "x".repeat(20_000);
    for path in ["/sign-in", "/language"] {
        let post = || node.call("POST", path);
        let elsewhere = post().header("sec-fetch-site", "cross-site").form("language=fr");
        assert_eq!(elsewhere.send().await.status, 403, "{path}");
        assert_eq!(post().form("other=1").send().await.status, 400, "{path}");
        assert_eq!(post().form(&format!("next={long}")).send().await.status, 413, "{path}");
        assert_eq!(post().body("text/plain", b"hello").send().await.status, 415, "{path}");
    }
    let sign_in = |password: &str| {
        let fields = format!("name=neema&password={password}&next=/communities/mgusu");
        node.call("POST", "/sign-in").form(&fields)
    };
    assert_eq!(sign_in("wrong").send().await.status, 401);
    let signed_in = sign_in(&PASSWORD.replace(' ', "+")).send().await;
    assert_eq!(signed_in.header("location"), Some("/communities/mgusu"));
    let cookie = signed_in.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite"), "{cookie}");
    let token = cookie.split(['=', ';']).nth(1).unwrap();

    let language = node.call("POST", "/language").form("language=fr&next=/communities");
    let language = language.send().await;
    let cookie = language.header("set-cookie").unwrap().to_owned();
    let page = node.call("GET", "/sign-in").header("cookie", &cookie).send().await;
    assert_eq!(page.header("content-language"), Some("fr"));

    let out = || node.call("POST", "/sign-out").cookie(token);
    let elsewhere = out().header("sec-fetch-site", "cross-site");
    assert_eq!(elsewhere.send().await.status, 403);
    assert_eq!(out().send().await.status, 303);
    assert_eq!(node.call("GET", "/communities").cookie(token).send().await.status, 303);
}

async fn devices(world: &World) {
    let World { node, person, .. } = world;
    let form = node.call("GET", "/devices").cookie(person).send().await;
    assert_eq!(form.status, 200);
    assert_eq!(node.get("/devices").await.status, 303);
    node.add_user("passer-by", "reviewer", PASSWORD);
    let looker = node.sign_in("passer-by", PASSWORD).await;
    assert_eq!(node.call("GET", "/devices").cookie(&looker).send().await.status, 403);
    let post = |cookie: &str| node.call("POST", "/devices").cookie(cookie);
    let whole = "name=simu+7&community=mgusu&community=rwamgasa&test=yes";
    let long = "x".repeat(20_000);
    for (fields, status) in [
        (whole, 200),
        ("name=simu&other=1", 400),
        ("name=simu&community=nowhere", 404),
        (&format!("name={long}"), 413),
        ("name=+&community=mgusu", 422),
        ("name=simu", 422),
    ] {
        assert_eq!(post(person).form(fields).send().await.status, status, "{fields:.40}");
    }
    assert_eq!(post(&looker).form(whole).send().await.status, 403);
    assert_eq!(post("nobody").form(whole).send().await.status, 303);
    assert_eq!(post(person).body("text/plain", b"hello").send().await.status, 415);
}
