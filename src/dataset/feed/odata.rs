//! OData 4.0, to be read only: the service document, the metadata, and entity sets with `$select`,
//! `$filter`, `$top`, `$skip` and `$count`, in pages that the server cuts.

use serde_json::{Map, Value as Json, json};

use super::filter::Filter;
use super::read::{Datum, Reader, edm};
use super::{PAGE, Refusal, encoded, number, option};

/// The property that is the key of tables that have none.
const ROW: &str = "row_number";

/// Options of the standard that would change the answer and are not there.
const UNSUPPORTED: [&str; 6] = ["$orderby", "$expand", "$search", "$apply", "$compute", "$levels"];

/// Tables as an OData service.
pub struct OData {
    /// Its address, ending with a slash.
    root: String,
    tables: Vec<Reader>,
}

impl OData {
    /// A service at an address that ends with a slash.
    pub fn new(root: &str, tables: Vec<Reader>) -> Self {
        Self { root: root.to_owned(), tables }
    }

    /// The service document: which entity sets there are.
    pub fn service(&self) -> Json {
        let sets = self.tables.iter().map(|table| {
            let name = set(table);
            json!({ "name": name, "kind": "EntitySet", "url": name })
        });
        json!({
            "@odata.context": format!("{}$metadata", self.root),
            "value": sets.collect::<Vec<_>>(),
        })
    }

    /// The metadata document (CSDL in XML): what the sets consist of.
    pub fn metadata(&self) -> String {
        let mut out = String::from(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n",
            "<edmx:DataServices>\n",
            "<Schema Namespace=\"sikia\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n",
        ));
        for table in &self.tables {
            out.push_str(&format!("<EntityType Name=\"{}_row\">\n<Key>", set(table)));
            let keys = keys(table);
            for key in &keys {
                out.push_str(&format!("<PropertyRef Name=\"{key}\"/>"));
            }
            out.push_str("</Key>\n");
            if keys == [ROW] {
                property(&mut out, ROW, "Edm.Int64", true, "");
            }
            for field in table.fields() {
                let label = table.table().columns[field.column].label.pick(&["en"]);
                let label = label.map_or("", |(_, text)| text);
                let key = keys.contains(&field.name.as_str());
                property(&mut out, &field.name, edm(field.shape), key, label);
            }
            out.push_str("</EntityType>\n");
        }
        out.push_str("<EntityContainer Name=\"editions\">\n");
        for table in &self.tables {
            let name = set(table);
            out.push_str(&format!(
                "<EntitySet Name=\"{name}\" EntityType=\"sikia.{name}_row\"/>\n"
            ));
        }
        out.push_str("</EntityContainer>\n</Schema>\n</edmx:DataServices>\n</edmx:Edmx>\n");
        out
    }

    /// A page of an entity set. `query` are the decoded options of the address.
    ///
    /// # Errors
    /// [`Refusal`] when there is no such set, or an option is not understood or not supported.
    pub fn rows(&self, name: &str, query: &[(String, String)]) -> Result<Json, Refusal> {
        let (table, names) = self.set(name)?;
        let filter = filter(query, &names)?;
        let selected = selected(query, &names)?;
        let top = number(query, "$top")?;
        let mut skip = number(query, "$skip")?.unwrap_or_default();
        let token = number(query, "$skiptoken")?;
        // Rows are skipped by their number where none of them is filtered out.
        let from = match (token, &filter) {
            (Some(token), _) => token,
            (None, None) => std::mem::take(&mut skip),
            (None, Some(_)) => 0,
        };
        if token.is_some() {
            skip = 0;
        }
        let limit = top.unwrap_or(PAGE).min(PAGE);
        let (mut rows, mut next) = (Vec::new(), None);
        let own_key = keys(table) == [ROW];
        table.read(from, |number, row| {
            if filter.as_ref().is_some_and(|filter| !filter.holds(row)) {
                return true;
            }
            if skip > 0 {
                skip -= 1;
                return true;
            }
            if rows.len() as u64 == limit {
                next = Some(number);
                return false;
            }
            rows.push(entity(number, row, &names, &selected, own_key));
            true
        })?;
        let mut answer = Map::new();
        let which = match option(query, "$select") {
            Some(_) => {
                format!("({})", selected.iter().map(|at| names[*at]).collect::<Vec<_>>().join(","))
            }
            None => String::new(),
        };
        answer.insert(
            "@odata.context".to_owned(),
            json!(format!("{}$metadata#{name}{which}", self.root)),
        );
        if option(query, "$count") == Some("true") {
            answer.insert("@odata.count".to_owned(), json!(self.count(name, query)?));
        }
        let left = top.map(|top| top - rows.len() as u64);
        answer.insert("value".to_owned(), json!(rows));
        if let Some(next) = next.filter(|_| left != Some(0)) {
            let link = self.next_link(name, query, next, left);
            answer.insert("@odata.nextLink".to_owned(), json!(link));
        }
        Ok(Json::Object(answer))
    }

    /// How many rows of a set fulfil the filter.
    ///
    /// # Errors
    /// As for rows.
    pub fn count(&self, name: &str, query: &[(String, String)]) -> Result<u64, Refusal> {
        let (table, names) = self.set(name)?;
        let Some(filter) = filter(query, &names)? else { return Ok(table.rows()) };
        let mut count = 0;
        table.read(0, |_, row| {
            count += u64::from(filter.holds(row));
            true
        })?;
        Ok(count)
    }

    fn set(&self, name: &str) -> Result<(&Reader, Vec<&str>), Refusal> {
        let table = self.tables.iter().find(|table| set(table) == name);
        let table = table.ok_or_else(|| Refusal::Unknown(name.to_owned()))?;
        Ok((table, table.fields().iter().map(|field| field.name.as_str()).collect()))
    }

    fn next_link(
        &self,
        name: &str,
        query: &[(String, String)],
        next: u64,
        left: Option<u64>,
    ) -> String {
        let mut options = vec![format!("$skiptoken={next}")];
        options.extend(left.map(|left| format!("$top={left}")));
        for (option, value) in query {
            if matches!(option.as_str(), "$select" | "$filter" | "$format") {
                options.push(format!("{option}={}", encoded(value)));
            }
        }
        format!("{}{name}?{}", self.root, options.join("&"))
    }
}

/// The name of a table's entity set: an identifier.
fn set(table: &Reader) -> String {
    table.table().name.replace('-', "_")
}

fn keys(table: &Reader) -> Vec<&str> {
    let keys = &table.table().primary_key;
    if keys.is_empty() { vec![ROW] } else { keys.iter().map(String::as_str).collect() }
}

fn property(out: &mut String, name: &str, kind: &str, key: bool, label: &str) {
    let nullable = if key { " Nullable=\"false\"" } else { "" };
    out.push_str(&format!("<Property Name=\"{name}\" Type=\"{kind}\"{nullable}"));
    if label.is_empty() {
        out.push_str("/>\n");
    } else {
        out.push_str(&format!(
            "><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{}\"/></Property>\n",
            escaped(label)
        ));
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no way to say these.
            c if c.is_control() => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn filter(query: &[(String, String)], names: &[&str]) -> Result<Option<Filter>, Refusal> {
    if let Some((name, _)) = query.iter().find(|(name, _)| UNSUPPORTED.contains(&name.as_str())) {
        return Err(Refusal::Unsupported(name.clone()));
    }
    option(query, "$filter").map(|text| Filter::read(text, names)).transpose()
}

fn selected(query: &[(String, String)], names: &[&str]) -> Result<Vec<usize>, Refusal> {
    let Some(list) = option(query, "$select").filter(|list| list.trim() != "*") else {
        return Ok((0..names.len()).collect());
    };
    let at = |name: &str| names.iter().position(|known| *known == name);
    let chosen = list.split(',').map(str::trim);
    chosen
        .map(|name| at(name).ok_or_else(|| Refusal::Malformed(format!("$select: {name}"))))
        .collect()
}

fn entity(number: u64, row: &[Datum], names: &[&str], selected: &[usize], own_key: bool) -> Json {
    let mut entity = Map::new();
    if own_key {
        entity.insert(ROW.to_owned(), json!(number));
    }
    entity.extend(selected.iter().map(|at| (names[*at].to_owned(), row[*at].json())));
    Json::Object(entity)
}
