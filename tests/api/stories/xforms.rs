//! A form that comes as XML: read, offered byte for byte, and filled.

use md5::{Digest, Md5};
use serde_json::json;
use uuid::Uuid;

use crate::support::openrosa::submit;
use crate::world::World;

const SHAFTS: &str = r#"<h:html xmlns="http://www.w3.org/2002/xforms"
  xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Shafts</h:title><model>
  <instance><shafts id="shafts" version="3"><depth/><ores/><row jr:template=""><who/></row><row><who/></row>
    <meta><instanceID/></meta></shafts></instance>
  <bind nodeset="/shafts/depth" type="int" required="true()"/>
</model></h:head>
<h:body>
  <input ref="/shafts/depth"><label>How deep?</label></input>
  <select ref="/shafts/ores"><label>Ores</label>
    <item><label>Gold</label><value>au</value></item><item><label>Copper</label><value>cu</value></item>
  </select>
  <group ref="/shafts/row"><repeat nodeset="/shafts/row"><input ref="who"><label>Who?</label></input></repeat></group>
</h:body></h:html>
"#;

#[actix_web::test]
async fn a_form_in_xml_is_offered_as_it_came_and_its_answers_are_typed() {
    let world = World::new().await;
    let World { node, device, .. } = &world;
    let file = node.file("shafts.xml", SHAFTS);
    node.operator(&["form", "import", &file], "");
    assert_eq!(node.operator(&["form", "convert", &file], "").trim_end(), SHAFTS.trim_end());

    let form = node.get(&format!("/v1/key/{device}/form?id=shafts&version=3")).await;
    assert_eq!(form.body, SHAFTS.as_bytes());
    let md5: String = Md5::digest(SHAFTS).iter().map(|b| format!("{b:02x}")).collect();
    let list = node.get(&format!("/v1/key/{device}/formList")).await;
    assert!(String::from_utf8(list.body).unwrap().contains(&format!("md5:{md5}")));

    let schema = world.read(device, "/v1/forms/shafts/versions/3/schema").await;
    assert_eq!(schema["required"], json!(["depth"]));
    let id = Uuid::new_v4();
    let filled = format!(
        "<shafts id=\"shafts\" version=\"3\"><depth>31</depth><ores>cu au</ores>\
         <row><who>Asha</who></row><row><who>Juma</who></row>\
         <meta><instanceID>uuid:{id}</instanceID></meta></shafts>"
    );
    assert_eq!(submit(node, device, &filled).await.status, 201);
    let head = world.head(device, &id.to_string()).await;
    let expected =
        json!({"depth": 31, "ores": ["au", "cu"], "row": [{"who": "Asha"}, {"who": "Juma"}]});
    assert_eq!(head["answers"], expected);
}
