//! An address as a square that a camera reads.

use domain::device::QrSquare;
use fast_qr::qr::QRBuilder;
use std::fmt::Write as _;

/// Modules of quiet ground around the square, as the standard asks.
const QUIET: usize = 4;

/// `None` for a text too long for any square.
pub(super) fn qr(text: &str) -> Option<QrSquare> {
    let code = QRBuilder::new(text).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let run = (x..code.size).take_while(|&x| code[y][x].value()).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Some(QrSquare {
        size: u32::try_from(code.size + 2 * QUIET).ok()?,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path, four pixels a module, and reads it as a camera would.
    fn read(qr: &QrSquare) -> String {
        let side = qr.size as usize;
        let mut dark = vec![false; side * side];
        for run in qr.path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (long, _) = rest.split_once('v').unwrap();
            let [x, y, long] = [x, y, long].map(|it| it.parse::<usize>().unwrap());
            dark[y * side + x..][..long].fill(true);
        }
        let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side * 4, side * 4, |x, y| {
            match dark[y / 4 * side + x / 4] {
                true => 0,
                false => 255,
            }
        });
        seen.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn a_camera_reads_the_address_that_was_drawn() {
        let address = "https://fledge.lincoln-elementary.example:8420/#048213";
        assert_eq!(read(&qr(address).unwrap()), address);
    }

    #[test]
    fn what_is_too_long_has_no_square() {
        assert_eq!(qr(&"x".repeat(8_000)), None);
    }
}
