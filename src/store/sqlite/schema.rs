//! The tables of `migrations/sqlite`, which say what their columns mean.
#![allow(missing_docs, reason = "the columns are documented in the migration")]

use diesel::{allow_tables_to_appear_in_same_query, table};

table! { node (id) { id -> Integer, store -> Binary, change -> BigInt, catalogue -> BigInt, } }
table! { form (no) { no -> BigInt, id -> Text, version -> Text, definition -> Text, source -> Binary, xform -> Binary, dictionary -> Binary, stage -> Integer, change -> BigInt, } }
table! { form_media (form_no, name) { form_no -> BigInt, name -> Text, digest -> Binary, md5 -> Binary, size -> BigInt, } }
table! { community (no) { no -> BigInt, id -> Text, definition -> Text, change -> BigInt, } }
table! { area (id) { id -> Text, definition -> Text, } }
table! { taxonomy (id) { id -> Integer, definition -> Text, change -> BigInt, } }
table! { declared (kind, id) { kind -> Text, id -> Text, definition -> Text, } }
table! { code (no) { no -> BigInt, text -> Text, } }
table! { device (no) { no -> BigInt, id -> Binary, name -> Text, token -> Binary, test -> Bool, enrolled_at -> BigInt, revoked_at -> Nullable<BigInt>, held -> BigInt, } }
table! { device_community (device_no, community) { device_no -> BigInt, community -> Text, added -> BigInt, removed -> Nullable<BigInt>, } }
table! { person (no) { no -> BigInt, id -> Binary, name -> Text, password -> Text, role -> Text, areas -> Text, created_at -> BigInt, disabled_at -> Nullable<BigInt>, } }
table! { session (token) { token -> Binary, person_no -> BigInt, opened_at -> BigInt, expires_at -> BigInt, } }
table! { sign_in_failure (key) { key -> Binary, count -> Integer, last_at -> BigInt, } }
table! { submission (no) { no -> BigInt, uuid -> Binary, community_no -> Nullable<BigInt>, state -> Integer, change -> BigInt, } }
table! { revision (key) { key -> BigInt, uuid -> Binary, version -> BigInt, device_no -> BigInt, form_no -> Nullable<BigInt>, received_at -> BigInt, withdraws -> Bool, body -> Nullable<Binary>, } }
table! { feed (device_no, change) { device_no -> BigInt, change -> BigInt, submission_no -> BigInt, } }
table! { fact (community_no, submission_no) { community_no -> BigInt, submission_no -> BigInt, row -> Binary, } }
table! { community_total (community_no) { community_no -> BigInt, submissions -> BigInt, asked -> BigInt, } }
table! { quarantine (no) { no -> BigInt, device_no -> BigInt, digest -> Binary, submission -> Nullable<Binary>, revision -> Nullable<Binary>, problem -> Text, waits_for -> Nullable<Text>, received_at -> BigInt, body -> Nullable<Binary>, } }
table! { attachment (revision, name, digest) { revision -> Binary, name -> Text, digest -> Binary, size -> BigInt, received_at -> BigInt, } }
table! { audit (no) { no -> BigInt, at -> BigInt, actor -> Text, action -> Text, subject -> Text, community -> Nullable<Text>, } }
table! { contact (submission) { submission -> Binary, revision -> Binary, version -> BigInt, since -> BigInt, body -> Binary, } }
table! { retention (thing) { thing -> Text, days -> Nullable<BigInt>, } }
table! { retention_report (no) { no -> BigInt, at -> BigInt, report -> Text, } }
table! { seal (id) { id -> Integer, known_by -> Binary, } }
table! { withdrawal (code) { code -> Binary, noted_at -> BigInt, done_at -> Nullable<BigInt>, } }
table! { dataset (id) { id -> Text, definition -> Text, } }
table! { edition (dataset, number) { dataset -> Text, number -> BigInt, version -> BigInt, definition -> Text, remembered -> Nullable<Binary>, } }
table! { edition_file (dataset, number, name) { dataset -> Text, number -> BigInt, name -> Text, digest -> Binary, size -> BigInt, } }
table! { agreement (no) { no -> BigInt, community -> Text, definition -> Text, } }
table! { api_token (id) { id -> Binary, token -> Binary, definition -> Text, created_at -> BigInt, revoked_at -> Nullable<BigInt>, } }
table! { copy_progress (name) { name -> Text, source -> Text, copied -> BigInt, last -> Nullable<Binary>, done -> Bool, } }

allow_tables_to_appear_in_same_query!(
    form_media,
    edition_file,
    device,
    device_community,
    person,
    session,
    revision,
    submission,
    quarantine,
    attachment,
    community,
    community_total,
    feed,
    contact
);
