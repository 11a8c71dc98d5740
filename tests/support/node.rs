//! A real node: the built binary, on a directory and a port of its own.

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Client, Method, redirect};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::contract::{Contract, Exchange};
use super::postgres::cluster;

/// A running node. Every call to it is judged by the API document.
pub struct Node {
    url: String,
    listen: String,
    directory: TempDir,
    /// The URL of its database, where that is not a file in its directory.
    database: Option<String>,
    process: Child,
    client: Client,
    /// What was shown so far.
    pub contract: Contract,
}

impl Node {
    /// Starts an empty node and waits until it takes calls. With `SIKIA_TEST_STORE=postgres` it is one
    /// on PostgreSQL: every story must hold there as well.
    pub async fn start() -> Self {
        let store = std::env::var("SIKIA_TEST_STORE").unwrap_or_default();
        let database = (store == "postgres").then(|| cluster().schema());
        Self::start_with(TempDir::new().unwrap(), database).await
    }

    /// Starts a node on a database.
    pub async fn start_on(database: &str) -> Self {
        Self::start_with(TempDir::new().unwrap(), Some(database.to_owned())).await
    }

    /// Starts an empty node that is told that a proxy encrypts what reaches it.
    pub async fn start_encrypted() -> Self {
        let store = std::env::var("SIKIA_TEST_STORE").unwrap_or_default();
        let database = (store == "postgres").then(|| cluster().schema());
        Self::start_told(TempDir::new().unwrap(), database, &[("SIKIA_ENCRYPTED", "true")]).await
    }

    /// Starts a node on the data that is there: in a directory, and in a database if it has one.
    pub async fn start_with(directory: TempDir, database: Option<String>) -> Self {
        Self::start_told(directory, database, &[]).await
    }

    /// Starts a node with more in its environment.
    pub async fn start_told(
        directory: TempDir,
        database: Option<String>,
        told: &[(&str, &str)],
    ) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let log = std::fs::File::create(directory.path().join("node.log")).unwrap();
        let mut serve = sikia(directory.path(), &listen);
        serve.envs(database.iter().map(|url| ("SIKIA_DATABASE_URL", url)));
        serve.envs(told.iter().copied());
        let process = serve.arg("serve").stdout(Stdio::null()).stderr(log).spawn().unwrap();
        sikia::choose_cryptography();
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        let url = format!("http://{listen}");
        let contract = Contract::default();
        let mut node = Self { url, listen, directory, database, process, client, contract };
        node.wait().await;
        node
    }

    async fn wait(&mut self) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while Instant::now() < deadline && self.process.try_wait().unwrap().is_none() {
            let ready = self.client.get(format!("{}/health/ready", self.url)).send().await;
            if ready.is_ok_and(|answer| answer.status() == 200) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the node did not start:\n{}", self.log());
    }

    /// Asks the node to stop; gives its exit status and its data.
    pub fn stop(mut self) -> (ExitStatus, TempDir) {
        self.terminate();
        let status = self.process.wait().unwrap();
        (status, std::mem::replace(&mut self.directory, TempDir::new().unwrap()))
    }

    /// Sends SIGTERM and does not wait.
    pub fn terminate(&self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// The URL of its database, where that is not a file in its directory.
    pub fn database(&self) -> Option<&str> {
        self.database.as_deref()
    }

    /// Where it listens: `127.0.0.1:…`.
    pub fn address(&self) -> &str {
        &self.listen
    }

    /// The id of its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Where its files are.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// What the node has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.directory.path().join("node.log")).unwrap_or_default()
    }

    /// Writes a file beside the node's data and gives its path.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.directory.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs a command of the operator and gives what it printed.
    ///
    /// # Panics
    /// When the command fails.
    pub fn operator(&self, arguments: &[&str], stdin: &str) -> String {
        let mut command = sikia(self.directory.path(), &self.listen);
        command.envs(self.database.iter().map(|url| ("SIKIA_DATABASE_URL", url)));
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&stderr);
        assert!(status.success(), "sikia {}:\n{stderr}", arguments.join(" "));
        String::from_utf8(stdout).unwrap()
    }

    /// Enrols a device and gives its token.
    pub fn enrol(&self, name: &str, communities: &[&str]) -> String {
        let mut arguments = vec!["device", "enrol", "--name", name, "--json"];
        arguments.extend(communities.iter().flat_map(|c| ["--community", c]));
        let printed: Value = serde_json::from_str(&self.operator(&arguments, "")).unwrap();
        printed["token"].as_str().unwrap().to_owned()
    }

    /// Adds a person.
    pub fn add_user(&self, name: &str, role: &str, password: &str) {
        self.add_user_of(name, role, &[], password);
    }

    /// Adds a person for some areas.
    pub fn add_user_of(&self, name: &str, role: &str, areas: &[&str], password: &str) {
        let mut arguments = vec!["user", "add", "--name", name, "--role", role, "--password-stdin"];
        arguments.extend(areas.iter().flat_map(|area| ["--area", area]));
        self.operator(&arguments, &format!("{password}\n"));
    }

    /// Signs a person in and gives the token.
    pub async fn sign_in(&self, name: &str, password: &str) -> String {
        let body = json!({"name": name, "password": password});
        let answer = self.call("POST", "/v1/sign-in").json(&body).send().await.json().unwrap();
        answer["token"].as_str().unwrap().to_owned()
    }

    /// Begins a call.
    pub fn call(&self, method: &str, path: &str) -> Call<'_> {
        let headers = vec![("accept-language".to_owned(), "sw".to_owned())];
        Call {
            node: self,
            method: method.to_owned(),
            path: path.to_owned(),
            headers,
            body: None,
            sent: None,
        }
    }

    /// Reads without a token.
    pub async fn get(&self, path: &str) -> Exchange {
        self.call("GET", path).send().await
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The binary, with its environment set to a directory and an address.
pub fn sikia(directory: &Path, listen: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sikia"));
    command.env("SIKIA_DATA_DIR", directory).env("SIKIA_LISTEN", listen);
    command.env_remove("SIKIA_DATABASE_URL");
    command
}

/// A call that is not sent yet.
pub struct Call<'a> {
    node: &'a Node,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    sent: Option<Value>,
}

impl Call<'_> {
    /// With a header, in place of one of the same name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(n, _)| n != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With the token of a device or a person.
    pub fn token(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// With Basic sign-in.
    pub fn basic(self, name: &str, password: &str) -> Self {
        let packed = STANDARD.encode(format!("{name}:{password}"));
        self.header("authorization", &format!("Basic {packed}"))
    }

    /// With the cookie of a page.
    pub fn cookie(self, token: &str) -> Self {
        self.header("cookie", &format!("sikia_session={token}"))
    }

    /// With a body as it is.
    pub fn body(mut self, content_type: &str, body: &[u8]) -> Self {
        self.body = Some(body.to_vec());
        self.header("content-type", content_type)
    }

    /// With JSON.
    pub fn json(mut self, body: &Value) -> Self {
        self.sent = Some(body.clone());
        self.body("application/json", body.to_string().as_bytes())
    }

    /// With the fields of a form.
    pub fn form(self, fields: &str) -> Self {
        self.body("application/x-www-form-urlencoded", fields.as_bytes())
    }

    /// Packs the body as an encoding names it: `gzip` or `zstd`.
    pub fn packed(mut self, encoding: &str) -> Self {
        let body = self.body.take().unwrap_or_default();
        self.body = Some(match encoding {
            "gzip" => {
                let mut packer = flate2::write::GzEncoder::new(Vec::new(), Default::default());
                packer.write_all(&body).unwrap();
                packer.finish().unwrap()
            }
            _ => zstd::encode_all(body.as_slice(), 3).unwrap(),
        });
        self.header("content-encoding", encoding)
    }

    /// Sends it and has the exchange judged.
    ///
    /// # Panics
    /// When the answer is not as the API document says.
    pub async fn send(self) -> Exchange {
        let method = Method::from_bytes(self.method.as_bytes()).unwrap();
        let mut request =
            self.node.client.request(method, format!("{}{}", self.node.url, self.path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let answer = request.body(self.body.unwrap_or_default()).send().await.unwrap();
        let text =
            |v: &reqwest::header::HeaderValue| String::from_utf8_lossy(v.as_bytes()).into_owned();
        let exchange = Exchange {
            method: self.method,
            path: self.path,
            sent: self.sent,
            status: answer.status().as_u16(),
            headers: answer.headers().iter().map(|(n, v)| (n.to_string(), text(v))).collect(),
            body: answer.bytes().await.unwrap().to_vec(),
        };
        self.node.contract.check(&exchange);
        exchange
    }
}
