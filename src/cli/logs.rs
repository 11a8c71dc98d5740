//! The log, on standard error: lines for a person at a terminal, JSON for everything else.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Starts the log. `SIKIA_LOG` says how much of it (`debug`, `sikia=debug,warn`, `off`); a server tells
/// every request, a command only what goes wrong.
pub fn start(serving: bool) {
    let usual = if serving { "info,actix_server=warn" } else { "warn" };
    let filter = EnvFilter::try_from_env("SIKIA_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        logs.compact().init();
    } else {
        logs.json().init();
    }
}
