//! Why a secure connection could not be made, in a few words. Pure.

use std::error::Error;
use std::io;

use rustls::CertificateError::{
    Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet, NotValidYetContext,
    Revoked, UnknownIssuer,
};
use rustls::Error::InvalidCertificate;

/// The reason where the system holds no certificate at all to check others with.
pub(super) const NO_ROOTS: &str = "this computer has no certificates to check it with";

/// What TLS found wrong, where that is why a request failed.
pub(super) fn reason(error: &(dyn Error + 'static)) -> Option<&'static str> {
    std::iter::successors(Some(error), |error| below(*error))
        .find_map(|error| error.downcast_ref())
        .map(in_words)
}

/// An I/O error passes for the cause of what it wraps instead of naming it as its own.
fn below<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

fn in_words(error: &rustls::Error) -> &'static str {
    match error {
        InvalidCertificate(Expired | ExpiredContext { .. }) => "its certificate has expired",
        InvalidCertificate(NotValidYet | NotValidYetContext { .. }) => {
            "its certificate is not valid yet, or this computer's clock is wrong"
        }
        InvalidCertificate(NotValidForName | NotValidForNameContext { .. }) => {
            "its certificate is for another host"
        }
        InvalidCertificate(UnknownIssuer) => "nobody this computer trusts has signed its certificate",
        InvalidCertificate(Revoked) => "its certificate has been revoked",
        InvalidCertificate(_) => "its certificate is not valid",
        _ => "it does not speak TLS as it should",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_found_however_deep_it_lies() {
        let wrapped = io::Error::other(io::Error::other(InvalidCertificate(UnknownIssuer)));
        assert!(reason(&wrapped).is_some_and(|reason| reason.contains("trusts")));
        assert_eq!(reason(&io::Error::other("the cable is out")), None, "not everything is TLS's fault");
    }
}
