//! What a form brings along: kept with its version, offered to clients, told when it is missing.

use std::io::Write;

use md5::{Digest, Md5};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::node::Node;
use crate::support::openrosa::{VILLAGES, WITH_MEDIA};

fn texts(xml: &[u8], name: &str) -> Vec<String> {
    let text = String::from_utf8(xml.to_vec()).unwrap();
    let read = roxmltree::Document::parse(&text).unwrap();
    let found = read.descendants().filter(|node| node.tag_name().name() == name);
    found.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

/// An archive as other servers give it out: with a folder, a picture and something nobody asked for.
fn archive(node: &Node, picture: &[u8]) -> String {
    let path = node.directory().join("media.zip");
    let mut archive = ZipWriter::new(std::fs::File::create(&path).unwrap());
    let files: [(&str, &[u8]); 4] = [
        ("form-media/villages.csv", VILLAGES.as_bytes()),
        ("form-media/Pit map.PNG", picture),
        ("form-media/not asked for.csv", b"x"),
        ("../../escaped.csv", b"x"),
    ];
    for (name, bytes) in files {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap();
    path.to_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_client_finds_the_files_of_a_form_checks_and_downloads_them() {
    let node = Node::start().await;
    let workbook = node.file("shafts.csv", WITH_MEDIA);
    let beside = archive(&node, b"a picture");
    let said = node.operator(&["form", "import", &workbook, "--media", &beside], "");
    assert!(said.contains('3'), "villages, the picture, and the table made of a sheet: {said}");
    let device = node.enrol("phone", &["mgusu"]);

    let list = node.get(&format!("/v1/key/{device}/formList")).await;
    let here = format!("http://{}", node.address());
    let manifest = texts(&list.body, "manifestUrl").pop().expect("the form has files");
    let manifest = node.get(manifest.strip_prefix(&here).expect("an absolute address")).await;
    assert!(manifest.header("content-type").unwrap().contains("text/xml"));
    let names = texts(&manifest.body, "filename");
    assert_eq!(names, ["itemsets.csv", "pit map.png", "villages.csv"]);
    let made = "list_name,name,label,village\nwards,w1,\"Ward 1, north\",v1\n";
    let contents = [made.as_bytes(), b"a picture", VILLAGES.as_bytes()];
    let urls = texts(&manifest.body, "downloadUrl");
    let hashes = texts(&manifest.body, "hash");
    for ((url, hash), content) in urls.iter().zip(&hashes).zip(contents) {
        let file = node.get(url.strip_prefix(&here).unwrap()).await;
        assert_eq!(file.body, content, "{url}");
        let md5: String = Md5::digest(&file.body).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(*hash, format!("md5:{md5}"), "{url}");
        assert_eq!(file.header("x-openrosa-version"), Some("1.0"));
        assert_eq!(file.header("content-disposition"), Some("attachment"));
    }
}

#[actix_web::test]
async fn a_form_without_files_has_no_manifest() {
    let node = Node::start().await;
    let workbook = node.file("shafts.csv", WITH_MEDIA);
    node.operator(&["form", "import", crate::world::FORM], "");
    let device = node.enrol("phone", &["mgusu"]);
    let list = node.get(&format!("/v1/key/{device}/formList")).await;
    assert!(texts(&list.body, "manifestUrl").is_empty(), "clients fetch each one at each refresh");
    // The table that is made of a sheet is a file in any case.
    node.operator(&["form", "import", &workbook], "");
    let list = node.get(&format!("/v1/key/{device}/formList")).await;
    assert_eq!(texts(&list.body, "manifestUrl").len(), 1);
}

#[actix_web::test]
async fn what_is_missing_is_named_at_import_and_at_publishing_and_may_come_later() {
    let node = Node::start().await;
    let workbook = node.file("shafts.csv", WITH_MEDIA);
    let run = |arguments: &[&str]| {
        let mut command = crate::support::node::sikia(node.directory(), node.address());
        let done = command.args(arguments).env("LANG", "en_US.UTF-8").output().unwrap();
        assert!(done.status.success());
        String::from_utf8(done.stderr).unwrap()
    };
    let told = run(&["form", "import", &workbook, "--draft"]);
    assert!(told.contains("pit map.png") && told.contains("villages.csv"), "{told}");
    assert!(!told.contains("itemsets.csv"), "it is made: {told}");
    let beside = archive(&node, b"a picture");
    std::fs::remove_file(&beside).unwrap();
    let folder = node.directory().join("beside");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("villages.csv"), VILLAGES).unwrap();
    let folder = folder.to_str().unwrap();
    let told = run(&["form", "import", &workbook, "--draft", "--media", folder]);
    assert!(told.contains("pit map.png") && !told.contains("villages.csv"), "{told}");
    let told = run(&["form", "publish", "shafts", "1"]);
    assert!(told.contains("pit map.png") && !told.contains("villages.csv"), "{told}");
    let beside = archive(&node, b"a picture");
    let told = run(&["form", "import", &workbook, "--media", &beside]);
    assert!(!told.contains("pit map.png") && !told.contains("villages.csv"), "{told}");
    assert_eq!(run(&["form", "publish", "shafts", "1"]), "");
}

#[actix_web::test]
async fn another_file_under_the_same_name_is_seen_by_clients_and_the_form_stays_as_it_is() {
    let node = Node::start().await;
    let workbook = node.file("shafts.csv", WITH_MEDIA);
    let device = node.enrol("phone", &["mgusu"]);
    let mut seen = Vec::new();
    for picture in ["a picture", "another one"] {
        let beside = archive(&node, picture.as_bytes());
        node.operator(&["form", "import", &workbook, "--media", &beside], "");
        let form = node.get(&format!("/v1/key/{device}/formList")).await;
        let manifest = node.get(&format!("/v1/key/{device}/manifest?id=shafts&version=1")).await;
        seen.push((texts(&form.body, "hash"), texts(&manifest.body, "hash")));
    }
    assert_eq!(seen[0].0, seen[1].0);
    let differs: Vec<bool> = seen[0].1.iter().zip(&seen[1].1).map(|(a, b)| a != b).collect();
    assert_eq!(differs, [false, true, false]);
}
