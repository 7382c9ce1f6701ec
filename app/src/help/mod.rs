//! "I'm stuck": the child's own tries, and then an adult who comes. The board shows the other side.
//! Rules are `domain::help`'s.

mod asked;
mod mine;
mod sheet;

pub use asked::Asked;
pub use mine::Helping;
pub use sheet::Stuck;
