//! Serves the Parquet files of a directory as feeds, for other people's clients to prove.
//!
//! `cargo run --example feeds -- DIRECTORY` prints its address; `/odata/` and `/features` are under it.

#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::error::Error;
use std::fs::File;
use std::path::PathBuf;

use actix_web::web::{Data, Path, Query, get};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use serde_json::Value;
use sikia::dataset::feed::{Features, OData, Reader, Refusal};

type Asked = Query<Vec<(String, String)>>;

fn tables(directory: &PathBuf) -> Result<Vec<Reader>, Refusal> {
    let mut names: Vec<_> = std::fs::read_dir(directory)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "parquet"))
        .collect();
    names.sort();
    names.into_iter().map(|path| Ok(Reader::open(File::open(path)?)?)).collect()
}

fn host(request: &HttpRequest) -> String {
    format!("http://{}", request.connection_info().host())
}

fn json(answer: Result<Value, Refusal>) -> HttpResponse {
    match answer {
        Ok(value) => HttpResponse::Ok().insert_header(("OData-Version", "4.0")).json(value),
        Err(Refusal::Unknown(_)) => HttpResponse::NotFound().finish(),
        Err(refusal) => HttpResponse::BadRequest().body(refusal.to_string()),
    }
}

async fn odata(
    from: Data<PathBuf>,
    request: HttpRequest,
    at: Path<String>,
    asked: Asked,
) -> HttpResponse {
    let root = format!("{}/odata/", host(&request));
    let service = match tables(&from) {
        Ok(tables) => OData::new(&root, tables),
        Err(refusal) => return json(Err(refusal)),
    };
    match at.as_str() {
        "" => json(Ok(service.service())),
        "$metadata" => HttpResponse::Ok().content_type("application/xml").body(service.metadata()),
        set => match set.strip_suffix("/$count") {
            Some(set) => match service.count(set, &asked) {
                Ok(count) => HttpResponse::Ok().content_type("text/plain").body(count.to_string()),
                Err(refusal) => json(Err(refusal)),
            },
            None => json(service.rows(set, &asked)),
        },
    }
}

async fn features(
    from: Data<PathBuf>,
    request: HttpRequest,
    at: Path<String>,
    asked: Asked,
) -> HttpResponse {
    let root = format!("{}/features", host(&request));
    let service = match tables(&from) {
        Ok(tables) => Features::new(&root, "Made-up needs", tables),
        Err(refusal) => return json(Err(refusal)),
    };
    let parts: Vec<_> = at.split('/').filter(|part| !part.is_empty()).collect();
    json(match parts.as_slice() {
        [] => Ok(service.landing()),
        ["api"] => Ok(service.api()),
        ["conformance"] => Ok(service.conformance()),
        ["collections"] => service.collections(),
        ["collections", name] => service.collection(name),
        ["collections", name, "items"] => service.items(name, &asked),
        ["collections", name, "items", id] => service.item(name, id),
        _ => Err(Refusal::Unknown(at.to_string())),
    })
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let directory = PathBuf::from(std::env::args().nth(1).ok_or("say a directory")?);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(Data::new(directory.clone()))
            .route("/odata/{at:.*}", get().to(odata))
            .route("/features{at:.*}", get().to(features))
    });
    let server = server.workers(1).bind(("127.0.0.1", 0))?;
    for address in server.addrs() {
        println!("http://{address}");
    }
    Ok(server.run().await?)
}
