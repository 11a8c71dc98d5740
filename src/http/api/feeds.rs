//! `GET /v1/datasets/{id}/editions/{number}/odata/…` and `…/features/…`

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Data, Path, Query, ServiceConfig, get};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde_json::Value;

use crate::dataset::feed::{Features, OData, Reader, Refusal};
use crate::domain::edition::DatasetId;
use crate::domain::problem::Problem;
use crate::http::extract::DatasetReader;
use crate::http::failure::{Answer, Failure};
use crate::http::resource;
use crate::http::state::State;
use crate::service;
use crate::service::editions::feeds;

const ODATA: &str = "application/json;odata.metadata=minimal";
const GEOJSON: &str = "application/geo+json";
const JSON: &str = "application/json";
const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";

/// The tables of the edition that an address names, for somebody who may have it.
struct Feed {
    /// The edition's address.
    address: String,
    title: String,
    tables: Vec<Reader>,
}

/// What stands in an address behind the dataset and the edition's number, which [`Feed`] reads.
type Part = Path<(String, String, String)>;
type Parts = Path<(String, String, String, String)>;
type Asked = Query<Vec<(String, String)>>;

/// Every address of feeds.
pub fn configure(config: &mut ServiceConfig) {
    let on_get = |config: &mut ServiceConfig, path: &str, route| {
        let path = format!("/v1/datasets/{{id}}/editions/{{number}}/{path}");
        config.service(resource(&path, [(Method::GET, route)]));
    };
    on_get(config, "odata/", get().to(odata));
    on_get(config, "odata/$metadata", get().to(metadata));
    on_get(config, "odata/{set}", get().to(rows));
    on_get(config, "odata/{set}/$count", get().to(count));
    on_get(config, "features", get().to(landing));
    on_get(config, "features/api", get().to(api));
    on_get(config, "features/conformance", get().to(conformance));
    on_get(config, "features/collections", get().to(collections));
    on_get(config, "features/collections/{collection}", get().to(collection));
    on_get(config, "features/collections/{collection}/items", get().to(items));
    on_get(config, "features/collections/{collection}/items/{feature}", get().to(item));
}

/// Which tables the OData feed has.
async fn odata(feed: Feed) -> Answer {
    Ok(json(ODATA, &feed.odata().service()))
}

/// What they consist of.
async fn metadata(feed: Feed) -> Answer {
    Ok(answer("application/xml", feed.odata().metadata()))
}

/// Rows of a table.
async fn rows(feed: Feed, at: Part, Query(asked): Asked) -> Answer {
    let page = work(move || feed.odata().rows(&at.2, &asked)).await?;
    Ok(json(ODATA, &page))
}

/// How many there are.
async fn count(feed: Feed, at: Part, Query(asked): Asked) -> Answer {
    let count = work(move || feed.odata().count(&at.2, &asked)).await?;
    Ok(answer("text/plain", count.to_string()))
}

/// Where the features are.
async fn landing(feed: Feed) -> Answer {
    Ok(json(JSON, &feed.features().landing()))
}

/// The addresses of the features, as clients of the standard want them.
async fn api(feed: Feed) -> Answer {
    Ok(json(OPENAPI, &feed.features().api()))
}

/// What of the standard is fulfilled.
async fn conformance(feed: Feed) -> Answer {
    Ok(json(JSON, &feed.features().conformance()))
}

/// The tables with a place.
async fn collections(feed: Feed) -> Answer {
    Ok(json(JSON, &work(move || feed.features().collections()).await?))
}

/// One of them.
async fn collection(feed: Feed, at: Part) -> Answer {
    Ok(json(JSON, &work(move || feed.features().collection(&at.2)).await?))
}

/// Its features.
async fn items(feed: Feed, at: Part, Query(asked): Asked) -> Answer {
    Ok(json(GEOJSON, &work(move || feed.features().items(&at.2, &asked)).await?))
}

/// One of them.
async fn item(feed: Feed, at: Parts) -> Answer {
    Ok(json(GEOJSON, &work(move || feed.features().item(&at.2, &at.3)).await?))
}

impl Feed {
    fn odata(self) -> OData {
        OData::new(&format!("{}/odata/", self.address), self.tables)
    }

    fn features(self) -> Features {
        Features::new(&format!("{}/features", self.address), &self.title, self.tables)
    }

    async fn of(request: HttpRequest) -> Result<Self, Failure> {
        let state = request.app_data::<Data<State>>().cloned();
        let state = state.ok_or(Problem::Internal {})?;
        let DatasetReader(reader) = DatasetReader::extract(&request).await?;
        let part = |name: &str| request.match_info().query(name).to_owned();
        let id = DatasetId(part("id"));
        let number: u32 = part("number").parse().map_err(|_| Problem::NotFound {})?;
        let (dataset, tables) = feeds::tables(&state.services, &reader, (&id, number)).await?;
        let title = dataset.title.pick(&["en"]).map_or(id.as_str(), |(_, title)| title).to_owned();
        let info = request.connection_info();
        let scheme = if state.encrypted { "https" } else { info.scheme() };
        let address = format!("{scheme}://{}/v1/datasets/{id}/editions/{number}", info.host());
        Ok(Self { address, title, tables })
    }
}

impl FromRequest for Feed {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(Self::of(request.clone()))
    }
}

/// Reads files on a thread that may wait for them.
async fn work<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(read).await;
    let done = done.map_err(|error| service::Failure::Fault(error.to_string()))?;
    done.map_err(|refusal| match refusal {
        Refusal::Unknown(_) => Problem::NotFound {}.into(),
        Refusal::Malformed(given) | Refusal::Unsupported(given) => {
            let parameter = given.split(':').next().unwrap_or_default().to_owned();
            Problem::BadParameter { parameter, given }.into()
        }
        Refusal::Io(error) => service::Failure::from(error).into(),
    })
}

fn json(media_type: &str, value: &Value) -> HttpResponse {
    answer(media_type, value.to_string())
}

fn answer(media_type: &str, body: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header(("OData-Version", "4.0"))
        .body(body)
}
