//! Who gets what, and what nobody gets.

pub mod access;
pub mod audit;
pub mod causes;
pub mod flood;
pub mod guessing;
pub mod headers;
pub mod malformed;
pub mod refused;
pub mod xss;
