//! Submissions as XML instances of their form, and the answers in them.
