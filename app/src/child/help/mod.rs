//! "I'm stuck": the child's own tries, and then an adult who comes. The board shows the other side.
//! Rules are `domain::help`'s.

mod state;
mod stuck;
mod waiting;

pub use state::Helping;
pub use stuck::Stuck;
pub use waiting::HelpWaiting;
