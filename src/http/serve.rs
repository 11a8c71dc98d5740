//! Running the server: bind, serve, stop in order.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use tracing_actix_web::TracingLogger;

use super::state::State;
use super::trace::RequestSpan;
use super::{configure, head, headers, metrics, render, trace};

/// How long requests at work may take to finish when the node stops.
const GRACE_SECONDS: u64 = 30;

/// A server that listens, and what it takes to stop it.
pub struct Serving {
    /// Where it listens.
    pub address: SocketAddr,
    /// Stops it.
    pub handle: ServerHandle,
    /// Ends when it has stopped: everything that was acknowledged is finished then.
    pub server: Server,
}

/// Starts to serve on a listener. SIGINT and SIGTERM stop it gracefully.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(state: State, listener: TcpListener) -> std::io::Result<Serving> {
    let address = listener.local_addr()?;
    let encrypted = state.encrypted;
    tokio::spawn(metrics::keep_small(state.metrics.clone()));
    let state = web::Data::new(state);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .wrap(Compress::default())
            .wrap(headers::defaults(encrypted))
            .wrap(from_fn(render::render))
            .wrap(from_fn(metrics::count))
            .wrap(from_fn(trace::tell))
            .wrap(TracingLogger::<RequestSpan>::new())
            .wrap(from_fn(head::as_get))
            .configure(configure)
    })
    .client_request_timeout(Duration::from_secs(30))
    .keep_alive(Duration::from_secs(75))
    .shutdown_timeout(GRACE_SECONDS)
    .listen(listener)?
    .run();
    Ok(Serving { address, handle: server.handle(), server })
}
