//! Attachments in a bucket of an S3 server.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, RetryConfig};
use serde::Deserialize;

use super::{Blobs, failure};

/// Text that is shown nowhere.
#[derive(Clone, PartialEq, Deserialize)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Where in the world a bucket is, and the key to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its name.
    pub bucket: String,
    /// What all keys begin with; may be empty.
    pub prefix: String,
    /// The address of the server; none for the one of Amazon.
    pub endpoint: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// The id and the secret of the access key; none for what the environment or the machine gives.
    pub key: Option<(String, Secret)>,
}

impl Place {
    /// What `s3://bucket/prefix` names; `None` for anything else.
    pub fn named(url: &str) -> Option<Self> {
        let (bucket, prefix) =
            url.strip_prefix("s3://").map(|rest| rest.split_once('/').unwrap_or((rest, "")))?;
        let (bucket, prefix) = (bucket.to_owned(), prefix.trim_matches('/').to_owned());
        let place = Self { bucket, prefix, endpoint: None, region: None, key: None };
        (!place.bucket.is_empty()).then_some(place)
    }
}

/// `s3://bucket/prefix`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{}", self.bucket, self.prefix)
    }
}

impl Blobs {
    /// Attachments in a bucket. What is not said here is read from the environment (`AWS_…`), as other
    /// programs do. Nothing is sent yet.
    ///
    /// # Errors
    /// When what is said fits no server.
    pub fn s3(place: &Place) -> io::Result<Self> {
        let plain = place.endpoint.as_ref().is_some_and(|url| url.starts_with("http://"));
        // No call as a whole has an end that is known: a file may be large and a link slow. Every read has.
        let options = ClientOptions::new()
            .with_allow_http(plain)
            .with_timeout_disabled()
            .with_connect_timeout(Duration::from_secs(10))
            .with_read_timeout(Duration::from_secs(60));
        // Whoever calls is waiting: after this, it is theirs to come again.
        let retry = RetryConfig {
            max_retries: 4,
            retry_timeout: Duration::from_secs(30),
            ..RetryConfig::default()
        };
        let mut builder = AmazonS3Builder::from_env()
            .with_client_options(options)
            .with_retry(retry)
            .with_bucket_name(&place.bucket);
        if let Some(endpoint) = &place.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some(region) = &place.region {
            builder = builder.with_region(region);
        }
        if let Some((id, Secret(secret))) = &place.key {
            builder = builder.with_access_key_id(id).with_secret_access_key(secret);
        }
        crate::choose_cryptography();
        let bucket = builder.build().map_err(failure)?;
        Ok(Self::remote(Arc::new(PrefixStore::new(bucket, place.prefix.as_str()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_bucket_with_what_keys_begin_with_and_tells_no_secret() {
        let place = |url: &str| Place::named(url).map(|place| (place.bucket, place.prefix));
        let named = |bucket: &str, prefix: &str| Some((bucket.to_owned(), prefix.to_owned()));
        assert_eq!(place("s3://mine"), named("mine", ""));
        assert_eq!(place("s3://mine/a/b/"), named("mine", "a/b"));
        assert_eq!((place("s3://"), place("/var/lib"), place("gs://mine")), (None, None, None));
        let key = Some(("id".to_owned(), Secret("secret".to_owned())));
        let place = Place { key, ..Place::named("s3://mine").unwrap() };
        assert!(!format!("{place:?}").contains("secret"));
        assert_eq!(place.to_string(), "s3://mine/");
    }
}
