//! What people agreed to, how they take it back, how long things are kept, and how far they may go.
//!
//! Consent is data: which text, in which language, in which way, and each purpose ticked by itself
//! ([`Consent`]). Its receipt is a code on paper or by SMS ([`ReceiptCode`]); who brings it withdraws
//! without a name. What is kept is kept for a purpose and for a time ([`Retention`]), and each field
//! says whether it may leave the node, or the country ([`ExportClass`]).
//!
//! The shape follows ISO/IEC TS 27560 (R110); that licences and sales are sensitive personal data, and
//! that records may not leave the country without a permit, is the law of Tanzania (R100, R101).

mod agreement;
mod export;
mod receipt;
mod record;
mod retention;
#[cfg(test)]
mod said_tests;
#[cfg(test)]
mod tests;
mod vault;
mod withdrawal;

pub use agreement::Agreement;
pub use export::{Destination, ExportClass, refused};
pub use receipt::{Misread, ReceiptCode, ReceiptHash};
pub use record::{Consent, Incomplete, Mode, Purpose};
pub use retention::{Due, Held, Reason, Retention, Thing};
pub use vault::{Asks, Parted};
pub use withdrawal::{RECEIPT, brought_back, expiry, is_expiry, withdrawal};
