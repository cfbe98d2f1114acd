//! IP addresses of conditions, and ranges of them in CIDR notation (RFC 4632).
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition operators", "IP address condition operators".

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AddressRange {
    address: IpAddr,
    /// The number of leading bits that all addresses of the range share.
    prefix: u32,
}

/// The ranges from which no request of the internet comes.
const PRIVATE: [(IpAddr, u32); 7] = [
    (IpAddr::V4(Ipv4Addr::new(10, 0, 0, 0)), 8),
    (IpAddr::V4(Ipv4Addr::new(172, 16, 0, 0)), 12),
    (IpAddr::V4(Ipv4Addr::new(192, 168, 0, 0)), 16),
    (IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), 8),
    (IpAddr::V4(Ipv4Addr::new(169, 254, 0, 0)), 16),
    (IpAddr::V6(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0)), 7),
    (IpAddr::V6(Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0)), 10),
];

impl AddressRange {
    pub(crate) fn new(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let width = width(address);
        let prefix = match prefix {
            Some(prefix) if prefix.bytes().all(|byte| byte.is_ascii_digit()) => prefix.parse().ok()?,
            Some(_) => return None,
            None => width,
        };
        (prefix <= width).then_some(Self { address, prefix })
    }

    /// The range in CIDR notation, with its first address.
    pub(crate) fn base(self) -> String {
        let address = match self.address {
            IpAddr::V4(address) => IpAddr::V4(Ipv4Addr::from_bits(
                address.to_bits() & u32::MAX.checked_shl(32 - self.prefix).unwrap_or_default(),
            )),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(
                address.to_bits() & u128::MAX.checked_shl(128 - self.prefix).unwrap_or_default(),
            )),
        };
        format!("{address}/{}", self.prefix)
    }

    /// The first and the last address.
    #[cfg(feature = "compare")]
    pub(crate) fn ends(self) -> [String; 2] {
        self.bounds().map(|address| address.to_string())
    }

    /// The addresses before the first and behind the last.
    #[cfg(feature = "compare")]
    pub(crate) fn beside(self) -> impl Iterator<Item = String> {
        let [first, last] = self.bounds();
        let beside = match (first, last) {
            (IpAddr::V4(first), IpAddr::V4(last)) => [
                first.to_bits().checked_sub(1).map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits))),
                last.to_bits().checked_add(1).map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits))),
            ],
            (IpAddr::V6(first), IpAddr::V6(last)) => [
                first.to_bits().checked_sub(1).map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits))),
                last.to_bits().checked_add(1).map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits))),
            ],
            _ => [None, None],
        };
        beside.into_iter().flatten().map(|address| address.to_string())
    }

    #[cfg(feature = "compare")]
    fn bounds(self) -> [IpAddr; 2] {
        match self.address {
            IpAddr::V4(address) => {
                let rest = u32::MAX.checked_shr(self.prefix).unwrap_or_default();
                let bits = address.to_bits();
                [bits & !rest, bits | rest].map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits)))
            }
            IpAddr::V6(address) => {
                let rest = u128::MAX.checked_shr(self.prefix).unwrap_or_default();
                let bits = address.to_bits();
                [bits & !rest, bits | rest].map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits)))
            }
        }
    }

    /// True if a bit beyond the prefix is set, so that the range is larger than it looks.
    pub(crate) fn has_host_bits(self) -> bool {
        Self::new(&self.base()) != Some(self)
    }

    /// True if the range contains all addresses of the other.
    pub(crate) fn covers(self, other: Self) -> bool {
        let common = match (self.address, other.address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => (own.to_bits() ^ other.to_bits()).leading_zeros(),
            (IpAddr::V6(own), IpAddr::V6(other)) => (own.to_bits() ^ other.to_bits()).leading_zeros(),
            _ => return false,
        };
        other.prefix >= self.prefix && common >= self.prefix
    }

    /// True if no request of the internet comes from the range.
    pub(crate) fn is_private(self) -> bool {
        PRIVATE.iter().any(|&(address, prefix)| Self { address, prefix }.covers(self))
    }
}

fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

#[cfg(test)]
mod tests {
    use super::AddressRange;

    #[test]
    fn ranges_are_read_as_cidr() {
        for text in ["10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::/0", "2001:db8::/32", "::1/128"] {
            assert!(AddressRange::new(text).is_some(), "{text}");
        }
        for text in ["", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/+8", "::/129", "10.0.0.*", "any"] {
            assert!(AddressRange::new(text).is_none(), "{text}");
        }
    }

    #[test]
    fn host_bits_and_private_ranges() {
        let range = |text| AddressRange::new(text).unwrap_or_else(|| panic!("{text}"));
        assert!(range("203.0.113.7/24").has_host_bits());
        assert_eq!(range("203.0.113.7/24").base(), "203.0.113.0/24");
        assert_eq!(range("203.0.113.7/0").base(), "0.0.0.0/0");
        assert_eq!(range("2001:db8::1/32").base(), "2001:db8::/32");
        assert!(!range("203.0.113.7").has_host_bits() && !range("0.0.0.0/0").has_host_bits());
        assert!(range("10.1.0.0/16").is_private() && range("fd00::/8").is_private());
        assert!(!range("0.0.0.0/0").is_private() && !range("172.0.0.0/8").is_private());
        assert!(range("0.0.0.0/0").covers(range("10.0.0.1")) && !range("::/0").covers(range("10.0.0.1")));
    }
}
