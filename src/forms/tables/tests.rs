use super::*;
use crate::domain::text::Text;

fn codes(problems: &FormProblems) -> Vec<(&'static str, Option<u32>, Option<&str>)> {
    let told = problems.problems.iter();
    told.map(|p| (p.fault.code(), p.place.row, p.place.column.as_deref())).collect()
}

#[test]
fn a_table_from_any_spreadsheet_program_reads_alike() {
    let plain = "id,name,area,population,name::sw\nmgusu,Mgusu,tz-mgusu,9000,Mgusu\n";
    let expected = read_communities(plain.as_bytes()).unwrap();
    assert_eq!(expected[0].name, Text::new("", "Mgusu").with("sw", "Mgusu"));
    assert_eq!(expected[0].population, Some(9000));
    for other in [
        format!("\u{feff}{}", plain.replace('\n', "\r\n")),
        plain.replace(',', ";"),
        plain.replace(',', "\t"),
        plain.replace("id,name", "\"ID\" ,\"Name\""),
        format!("\n\n{plain}\n,,,,\n"),
    ] {
        assert_eq!(read_communities(other.as_bytes()).unwrap(), expected, "{other}");
    }
}

#[test]
fn an_area_may_be_empty_and_all_errors_are_told_with_their_cells() {
    assert_eq!(read_communities(b"id,name,area\na,A,\n").unwrap()[0].area, None);
    let bad = "id,name,area,population,lat,lon\n\
        a,A,,many,,\n\
        b,,,,91,0\n\
        a,Again,,,1,\n\
        with blank,X,,,,\n";
    let problems = read_communities(bad.as_bytes()).unwrap_err();
    assert_eq!(
        codes(&problems),
        [
            ("table-cell-invalid", Some(2), Some("D")),
            ("table-cell-empty", Some(3), Some("B")),
            ("table-cell-invalid", Some(3), Some("E")),
            ("table-cell-invalid", Some(4), Some("F")),
            ("table-id-twice", Some(4), Some("A")),
            ("table-cell-invalid", Some(5), Some("A")),
        ]
    );
    let problems = read_communities(b"name\nA\n").unwrap_err();
    assert_eq!(codes(&problems).len(), 2, "id and area are missing");
    assert!(read_communities(b"").is_err());
    assert!(read_communities(b"id,name,area\n\xff,x,\n").is_err(), "not UTF-8");
}

#[test]
fn several_rows_of_an_area_are_its_parents_over_time() {
    let rows = "id,kind,name,parent,valid_from,valid_to,code::pcode\n\
        geita,region,Geita,tz,2012-03-01,,TZ25\n\
        town,district,Geita Town,mwanza,,2012-03-01,\n\
        town,,,geita,2012-03-01,,\n";
    let areas = read_areas(rows.as_bytes()).unwrap();
    assert_eq!(areas[0].codes["pcode"], "TZ25");
    assert_eq!(areas[1].parent_on("2011-12-31").unwrap().as_str(), "mwanza");
    assert_eq!(areas[1].parent_on("2012-03-01").unwrap().as_str(), "geita");

    let bad = "id,kind,name,parent,valid_from,valid_to\n\
        a,region,A,tz,2012-13-01,\n\
        b,region,B,tz,2012-02-01,2012-01-01\n\
        c,region,C,tz,,\n\
        c,district,C,ke,,\n\
        d,,D,,20120101,\n";
    let problems = read_areas(bad.as_bytes()).unwrap_err();
    assert_eq!(
        codes(&problems),
        [
            ("table-cell-invalid", Some(2), Some("E")),
            ("table-cell-invalid", Some(3), Some("F")),
            ("table-area-differs", Some(5), None),
            ("table-cell-invalid", Some(6), Some("E")),
            ("table-cell-empty", Some(6), Some("B")),
        ]
    );
}

#[test]
fn a_taxonomy_has_labels_in_any_language_and_parents_that_are_domains() {
    let rows = "code,parent,label_en,label_sw,definition_en\nREG,,Law,Sheria,What\nREG-LIC,REG,Licences,,\n";
    let taxonomy = read_taxonomy(rows.as_bytes()).unwrap();
    assert_eq!(taxonomy.0[0].label, Text::new("en", "Law").with("sw", "Sheria"));
    assert_eq!(taxonomy.domain("REG-LIC"), "REG");

    let bad = "code,parent,label_en\nREG,,Law\nREG-LIC,REG,\nREG,,Again\nX-A,X,A\nY,REG-LIC,B\n";
    assert_eq!(
        codes(&read_taxonomy(bad.as_bytes()).unwrap_err()),
        [
            ("table-cell-empty", Some(3), Some("C")),
            ("table-id-twice", Some(4), Some("A")),
            ("table-parent-unknown", Some(5), Some("B")),
            ("table-parent-unknown", Some(6), Some("B")),
        ]
    );
}
