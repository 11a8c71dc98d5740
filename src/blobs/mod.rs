//! Attachments and media in an object store: a directory by default, S3 by configuration.
