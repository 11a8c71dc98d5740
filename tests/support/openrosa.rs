//! Calls as ODK Collect makes them.

use super::contract::Exchange;
use super::node::Node;

/// A filled form, as a client writes it. `edits` is the instance that it replaces.
pub fn instance(id: &str, edits: Option<&str>, answers: &str) -> String {
    let deprecated = edits.map(|id| format!("<deprecatedID>uuid:{id}</deprecatedID>"));
    let deprecated = deprecated.unwrap_or_default();
    format!(
        "<?xml version='1.0' ?><data id=\"asm-needs\" version=\"1\" \
         xmlns:orx=\"http://openrosa.org/xforms\">{answers}<orx:meta>\
         <instanceID>uuid:{id}</instanceID>{deprecated}</orx:meta></data>"
    )
}

/// One POST with an instance.
pub async fn submit(node: &Node, token: &str, xml: &str) -> Exchange {
    submit_bytes(node, token, xml.as_bytes()).await
}

/// One POST with whatever is to be taken for an instance.
pub async fn submit_bytes(node: &Node, token: &str, xml: &[u8]) -> Exchange {
    let body = multipart(&[("xml_submission_file", xml)]);
    post(node, token, &body).await
}

/// The parts of a call by name, each as a file of that name.
pub fn multipart(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, bytes) in parts {
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    body
}

/// One POST with a body as it is.
pub async fn post(node: &Node, token: &str, body: &[u8]) -> Exchange {
    let path = format!("/v1/key/{token}/submission?deviceID=collect%3Aabc");
    node.call("POST", &path)
        .header("x-openrosa-version", "1.0")
        .header("date", "Tue, 24 Nov 2026 09:14:00 GMT")
        .body("multipart/form-data; boundary=b", body)
        .send()
        .await
}

/// The words of an answer.
pub fn message(answer: &Exchange) -> String {
    let text = std::str::from_utf8(&answer.body).unwrap();
    let read = roxmltree::Document::parse(text).unwrap();
    let message = read
        .descendants()
        .find(|node| node.has_tag_name(("http://openrosa.org/http/response", "message")));
    message.unwrap().text().unwrap().to_owned()
}

/// A form that shows a picture and looks villages up in a table, as a CSV workbook.
pub const WITH_MEDIA: &str = "survey,,,,,,\n\
    ,type,name,label,media::image,calculation,choice_filter\n\
    ,select_one_from_file villages.csv,village,Village?,pit map.png,,\n\
    ,calculate,chief,,,\"pulldata('villages', 'chief', 'name', ${village})\",\n\
    ,select_one_external wards,ward,Ward?,,,village=${village}\n\
    external_choices,,,,,,\n\
    ,list_name,name,label,village,,\n\
    ,wards,w1,\"Ward 1, north\",v1,,\n\
    settings,,,,,,\n\
    ,form_id,version,form_title,,,\n\
    ,shafts,1,Shafts,,,\n";

/// The table of it.
pub const VILLAGES: &str = "name,label,chief\nv1,Mgusu,Asha\nv2,Rwamgasa,Juma\n";
