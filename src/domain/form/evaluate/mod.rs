//! What a form says about answers: relevance, constraints, required, calculations, choice filters.
