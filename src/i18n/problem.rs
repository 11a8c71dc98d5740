//! The words for a problem: what happened, and what to do next.

use super::Texts;
use crate::domain::problem::Problem;

/// What happened, in a few words.
pub fn title(texts: &Texts, problem: &Problem) -> String {
    match problem {
        Problem::Malformed { .. } => texts.problem_malformed(),
        Problem::BadParameter { .. } => texts.problem_bad_parameter(),
        Problem::UnfitMember { .. } => texts.problem_unfit_member(),
        Problem::Unauthenticated {} => texts.problem_unauthenticated(),
        Problem::SignInFailed {} => texts.problem_sign_in_failed(),
        Problem::Forbidden {} => texts.problem_forbidden(),
        Problem::EncryptionRequired {} => texts.problem_encryption_required(),
        Problem::PersonRequired {} => texts.problem_person_required(),
        Problem::NotFound {} => texts.problem_not_found(),
        Problem::MethodNotAllowed {} => texts.problem_method_not_allowed(),
        Problem::EditionRefused { .. } => texts.problem_edition_refused(),
        Problem::CursorExpired {} => texts.problem_cursor_expired(),
        Problem::TooLarge { .. } => texts.problem_too_large(),
        Problem::UnsupportedMedia { .. } => texts.problem_unsupported_media(),
        Problem::TooManyRequests { .. } => texts.problem_too_many_requests(),
        Problem::Internal {} => texts.problem_internal(),
        Problem::Busy { .. } => texts.problem_busy(),
        Problem::ItemUnreadable { .. } => texts.problem_item_unreadable(),
        Problem::FieldMissing { .. } => texts.problem_field_missing(),
        Problem::FieldInvalid { .. } => texts.problem_field_invalid(),
        Problem::TooManyParents { .. } => texts.problem_too_many_parents(),
        Problem::TooManyRevisions { .. } => texts.problem_too_many_revisions(),
        Problem::UnknownForm { .. } => texts.problem_unknown_form(),
        Problem::UnknownCommunity { .. } => texts.problem_unknown_community(),
        Problem::OutOfScope { .. } => texts.problem_out_of_scope(),
        Problem::ContentMismatch {} => texts.problem_content_mismatch(),
        Problem::OriginalMissing { .. } => texts.problem_original_missing(),
        Problem::CommunityUnsaid {} => texts.problem_community_unsaid(),
        Problem::AnswerType { .. } => texts.problem_answer_type(),
        Problem::AnswerChoice { .. } => texts.problem_answer_choice(),
        Problem::AnswerConstraint { .. } => texts.problem_answer_constraint(),
        Problem::AnswerIrrelevant { .. } => texts.problem_answer_irrelevant(),
        Problem::AnswerCalculation { .. } => texts.problem_answer_calculation(),
        Problem::AnswerMissing { .. } => texts.problem_answer_missing(),
    }
}

/// What that means for the reader, and what to do next.
pub fn detail(texts: &Texts, problem: &Problem) -> String {
    match problem {
        Problem::Malformed { reason } => texts.problem_malformed_detail(reason),
        Problem::BadParameter { parameter, given } => {
            texts.problem_bad_parameter_detail(parameter, given)
        }
        Problem::UnfitMember { member, expected } => {
            texts.problem_unfit_member_detail(member, &word(texts, expected))
        }
        Problem::Unauthenticated {} => texts.problem_unauthenticated_detail(),
        Problem::SignInFailed {} => texts.problem_sign_in_failed_detail(),
        Problem::Forbidden {} => texts.problem_forbidden_detail(),
        Problem::EncryptionRequired {} => texts.problem_encryption_required_detail(),
        Problem::PersonRequired {} => texts.problem_person_required_detail(),
        Problem::NotFound {} => texts.problem_not_found_detail(),
        Problem::MethodNotAllowed {} => texts.problem_method_not_allowed_detail(),
        Problem::EditionRefused { reason } => texts.problem_edition_refused_detail(reason),
        Problem::CursorExpired {} => texts.problem_cursor_expired_detail(),
        Problem::TooLarge { bound, limit, .. } => texts.problem_too_large_detail(bound, limit),
        Problem::UnsupportedMedia { given } => texts.problem_unsupported_media_detail(given),
        Problem::TooManyRequests { retry_after } => {
            texts.problem_too_many_requests_detail(retry_after)
        }
        Problem::Internal {} => texts.problem_internal_detail(),
        Problem::Busy { retry_after } => texts.problem_busy_detail(retry_after),
        Problem::ItemUnreadable { reason } => texts.problem_item_unreadable_detail(reason),
        Problem::FieldMissing { field } => texts.problem_field_missing_detail(field),
        Problem::FieldInvalid { field, expected } => {
            texts.problem_field_invalid_detail(field, &word(texts, expected))
        }
        Problem::TooManyParents { limit } => texts.problem_too_many_parents_detail(limit),
        Problem::TooManyRevisions { limit } => texts.problem_too_many_revisions_detail(limit),
        Problem::UnknownForm { form, version } => texts.problem_unknown_form_detail(form, version),
        Problem::UnknownCommunity { community } => {
            texts.problem_unknown_community_detail(community)
        }
        Problem::OutOfScope { community } => texts.problem_out_of_scope_detail(community),
        Problem::ContentMismatch {} => texts.problem_content_mismatch_detail(),
        Problem::OriginalMissing { original } => texts.problem_original_missing_detail(original),
        Problem::CommunityUnsaid {} => texts.problem_community_unsaid_detail(),
        Problem::AnswerType { field, expected } => {
            texts.problem_answer_type_detail(field, &word(texts, expected))
        }
        Problem::AnswerChoice { field, choice } => {
            texts.problem_answer_choice_detail(field, choice)
        }
        Problem::AnswerConstraint { field } => texts.problem_answer_constraint_detail(field),
        Problem::AnswerIrrelevant { field } => texts.problem_answer_irrelevant_detail(field),
        Problem::AnswerCalculation { field, expected } => {
            texts.problem_answer_calculation_detail(expected, field)
        }
        Problem::AnswerMissing { field } => texts.problem_answer_missing_detail(field),
    }
}

/// What something should be, as a phrase that follows "should be". A word without a message, such as
/// a question type that only passes through, stands for itself.
pub fn word(texts: &Texts, expected: &str) -> String {
    match expected {
        "boolean" => texts.word_boolean(),
        "date" => texts.word_date(),
        "datetime" => texts.word_datetime(),
        "decimal" | "number" => texts.word_decimal(),
        "form" => texts.word_form(),
        "geopoint" => texts.word_geopoint(),
        "id" => texts.word_id(),
        "integer" => texts.word_integer(),
        "language" => texts.word_language(),
        "list" => texts.word_list(),
        "object" => texts.word_object(),
        "rank" => texts.word_rank(),
        "receipt" => texts.word_receipt(),
        "repeat" => texts.word_repeat(),
        "select_multiple" => texts.word_select_multiple(),
        "select_one" => texts.word_select_one(),
        "text" => texts.word_text(),
        "time" => texts.word_time(),
        "timestamp" => texts.word_timestamp(),
        "uuid" => texts.word_uuid(),
        "version" => texts.word_version(),
        other => other.to_owned(),
    }
}
