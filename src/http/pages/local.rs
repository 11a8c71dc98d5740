//! Addresses of this node, and no other.

use super::HOME;

/// Longer addresses are not ours.
const LONGEST: usize = 2000;

/// A path to go to, if it is one of this node, else the start. Browsers read `//host` and `/\host` as
/// another host, and drop tabs and line ends before they look.
pub fn local(path: Option<&str>) -> &str {
    path.filter(|path| is_local(path)).unwrap_or(HOME)
}

fn is_local(path: &str) -> bool {
    path.len() <= LONGEST
        && path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_host() {
        for other in [
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "evil.example",
            "",
            "/mgodi wa dhahabu",
            "/é",
        ] {
            assert_eq!(local(Some(other)), HOME, "{other:?}");
        }
        assert_eq!(local(None), HOME);
        assert_eq!(local(Some(&format!("/{}", "a".repeat(LONGEST)))), HOME);
    }

    #[test]
    fn an_address_of_this_node_is_gone_to() {
        for ours in ["/", "/communities/mgusu", "/areas/tz-geita?gender=female&from=2026-01-01"] {
            assert_eq!(local(Some(ours)), ours);
        }
    }
}
