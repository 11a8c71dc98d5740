//! The expressions of forms: XPath 1.0 with the functions and the semantics of JavaRosa.
