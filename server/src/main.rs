//! `fledge`: see `fledge --help`.

use clap::Parser;
use server::{
    cli::Cli,
    commands::{self, printable},
};
use std::{io::Write, process::ExitCode};

fn main() -> ExitCode {
    match commands::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(
                std::io::stderr(),
                "fledge: {}",
                printable(&error.to_string())
            );
            ExitCode::FAILURE
        }
    }
}
