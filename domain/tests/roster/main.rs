//! A whole roster from rows: who ends up where, what is said, what an import changes.

#[cfg(test)]
mod changes;
#[cfg(test)]
mod files;
#[cfg(test)]
mod office;
