//! The one catalogue of what can go wrong for a client, with stable codes.
//!
//! A problem carries facts, never sentences: title and detail come from the Fluent catalogues at the
//! edge (`problem-<code>` and its attribute `.detail`), in the language asked for.

use serde::{Deserialize, Serialize};

macro_rules! problems {
    ($( $(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* } = $code:literal, $status:literal; )*) => {
        /// Something that a client has to know and can do something about.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "code")]
        pub enum Problem {
            $( $(#[$doc])* #[serde(rename = $code)] $name { $($(#[$fdoc])* $field: $ty),* }, )*
        }

        impl Problem {
            /// The stable code that programs may rely on.
            pub fn code(&self) -> &'static str {
                match self { $( Self::$name { .. } => $code, )* }
            }

            /// The HTTP status of an answer that is this problem.
            pub fn status(&self) -> u16 {
                match self { $( Self::$name { .. } => $status, )* }
            }

            /// Every code with its status, for the API document and the tests.
            pub const CODES: &'static [(&'static str, u16)] = &[ $( ($code, $status), )* ];
        }
    };
}

problems! {
    // --- of a whole call -----------------------------------------------------------------------
    /// Nothing in the body can be read.
    Malformed {
        /// The parser's words, in English, for whoever writes the client.
        reason: String
    } = "malformed", 400;
    /// A parameter of the address does not fit.
    BadParameter {
        /// The parameter's name.
        parameter: String,
        /// The value given.
        given: String
    } = "bad_parameter", 400;
    /// What was declared (a round, a claim…) has a member that does not fit. Nothing was stored.
    UnfitMember {
        /// Its path: `communities[0].population[2].source`.
        member: String,
        /// What it should be, as a word of the catalogue: `date`, `text`…
        expected: String
    } = "unfit_member", 400;
    /// No token, or one that is unknown, revoked or expired.
    Unauthenticated {} = "unauthenticated", 401;
    /// The name and the password do not belong together. Says nothing about which of them is wrong.
    SignInFailed {} = "sign_in_failed", 401;
    /// Signed in, but not for this.
    Forbidden {} = "forbidden", 403;
    /// A secret would have to cross a connection on which anybody can listen.
    EncryptionRequired {} = "encryption_required", 403;
    /// Figures are for people who signed in; a device's token does not open them.
    PersonRequired {} = "person_required", 403;
    /// Nothing of that name, or nothing in the caller's scope.
    NotFound {} = "not_found", 404;
    /// The address exists, the method does not.
    MethodNotAllowed {} = "method_not_allowed", 405;
    /// An edition or its dataset cannot be like that, or not go on like that.
    EditionRefused {
        /// Why: `unsound`, `overlap`, `has_editions`, `to_come`, `stage`, `outdated`, `too_large`.
        reason: String
    } = "edition_refused", 409;
    /// The cursor is of another node or of a time the node no longer knows: start again from null.
    CursorExpired {} = "cursor_expired", 410;
    /// Over a bound of `GET /v1/limits`.
    TooLarge {
        /// The bound's name in `limits`.
        bound: String,
        /// Its value.
        limit: u64,
        /// Which pushed item is over it, counted from 0, where one is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        index: Option<usize>
    } = "too_large", 413;
    /// A content type or encoding that the node does not read.
    UnsupportedMedia {
        /// What was given.
        given: String
    } = "unsupported_media", 415;
    /// Too many calls or sign-ins; wait.
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u64
    } = "too_many_requests", 429;
    /// The node failed; the operator finds the request id in the log.
    Internal {} = "internal", 500;
    /// The node is busy or stopping; nothing was changed.
    Busy {
        /// Seconds to wait.
        retry_after: u64
    } = "busy", 503;

    // --- of one pushed item, which is quarantined with it --------------------------------------
    /// The item is no JSON object that every reader would read alike.
    ItemUnreadable {
        /// The parser's words, in English.
        reason: String
    } = "item_unreadable", 422;
    /// A member that every revision needs is not there.
    FieldMissing {
        /// The member's name.
        field: String
    } = "field_missing", 422;
    /// A member has a value of another kind than it should.
    FieldInvalid {
        /// The member's name.
        field: String,
        /// What it should be, as a word of the catalogue: `uuid`, `version`, `time`, `language`...
        expected: String
    } = "field_invalid", 422;
    /// More parents than the node takes.
    TooManyParents {
        /// The bound.
        limit: u64
    } = "too_many_parents", 422;
    /// More revisions of one submission than the node merges.
    TooManyRevisions {
        /// The bound.
        limit: u64
    } = "too_many_revisions", 422;
    /// The form or this version of it is not on the node yet. Resolves itself when it comes.
    UnknownForm {
        /// The form's id.
        form: String,
        /// Its version.
        version: String
    } = "unknown_form", 422;
    /// The community is not on the node yet. Resolves itself when it comes.
    UnknownCommunity {
        /// The community's id.
        community: String
    } = "unknown_community", 422;
    /// The device is not enrolled for this community.
    OutOfScope {
        /// The community's id.
        community: String
    } = "out_of_scope", 422;
    /// The same revision UUID came before with other content; the first one stays.
    ContentMismatch {} = "content_mismatch", 422;
    /// An edit of something that has not arrived. It is taken in by itself when that comes.
    OriginalMissing {
        /// The instance that it replaces.
        original: String
    } = "original_missing", 422;
    /// Neither the form nor the device says of which community it is. A reviewer can.
    CommunityUnsaid {} = "community_unsaid", 422;
    /// An answer of another type than its question asks for.
    AnswerType {
        /// The question's path.
        field: String,
        /// The type asked for, in the words of the form standard: `integer`, `select_one`...
        expected: String
    } = "answer_type", 422;
    /// An answer that names a choice which its question does not offer.
    AnswerChoice {
        /// The question's path.
        field: String,
        /// The choice given.
        choice: String
    } = "answer_choice", 422;
    /// An answer that does not fulfil the constraint of its question.
    AnswerConstraint {
        /// The question's path.
        field: String
    } = "answer_constraint", 422;
    /// An answer to a question that the form does not ask with these answers.
    AnswerIrrelevant {
        /// The question's path.
        field: String
    } = "answer_irrelevant", 422;
    /// Another value than the form calculates from these answers.
    AnswerCalculation {
        /// The question's path.
        field: String,
        /// What the form calculates.
        expected: String
    } = "answer_calculation", 422;
    /// A required question without an answer.
    AnswerMissing {
        /// The question's path.
        field: String
    } = "answer_missing", 422;
}

impl Problem {
    /// The member or question to blame, where one is.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::FieldMissing { field }
            | Self::FieldInvalid { field, .. }
            | Self::AnswerType { field, .. }
            | Self::AnswerChoice { field, .. }
            | Self::AnswerConstraint { field }
            | Self::AnswerIrrelevant { field }
            | Self::AnswerCalculation { field, .. }
            | Self::AnswerMissing { field } => Some(field),
            Self::TooManyParents { .. } => Some("parents"),
            Self::UnknownForm { .. } => Some("form"),
            Self::UnknownCommunity { .. } | Self::OutOfScope { .. } | Self::CommunityUnsaid {} => {
                Some("community")
            }
            _ => None,
        }
    }
}
