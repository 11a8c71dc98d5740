//! Headers that every answer carries.

use actix_web::middleware::DefaultHeaders;

/// Pages are ours alone: nothing from elsewhere, no frames, no scripts, no sniffing, no referrer that
/// tells where somebody looked. Answers are for one reader and are kept by nobody on the way.
pub fn defaults(encrypted: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add((
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
        ))
        .add(("X-Content-Type-Options", "nosniff"))
        // Not `no-referrer`: with it browsers say `Origin: null` when a form is posted, and over plain
        // HTTP, as on a bridge's own network, that header is all there is to tell our pages from others.
        .add(("Referrer-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add(("Permissions-Policy", "camera=(), geolocation=(), microphone=()"))
        .add(("Cache-Control", "no-store"));
    if !encrypted {
        return headers;
    }
    // Browsers pass both over without encryption, the second with an error in their console.
    headers
        .add(("Strict-Transport-Security", "max-age=31536000"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
}
