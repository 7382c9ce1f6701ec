//! Where ids, secrets and seeds come from.

use uuid::Uuid;

/// The source of what nobody can foresee.
#[derive(Clone, Copy, Debug)]
pub struct Ids;

impl Ids {
    /// A new id, later than earlier ones.
    #[expect(clippy::disallowed_methods, reason = "this is the id source")]
    pub fn uuid(self) -> Uuid {
        Uuid::now_v7()
    }

    /// 64 random bits.
    pub fn number(self) -> u64 {
        u64::from_le_bytes(self.bytes())
    }

    /// Random bytes.
    ///
    /// # Panics
    /// If the system has no randomness to give: no secret may be made then.
    pub fn bytes<const N: usize>(self) -> [u8; N] {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).expect("the system gives randomness");
        bytes
    }
}
