//! OpenRosa: form lists, manifests and submissions as ODK Collect and its kin know them.
