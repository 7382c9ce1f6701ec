//! How fresh the board is, from when something was last heard. Times are milliseconds.

/// The server beats every 5 s; after so long without, the board asks for itself.
const POLL_AFTER: f64 = 7_000.0;
const POLL_EVERY: f64 = 5_000.0;
/// After so long without any news the board says that it is stale.
const STALE_AFTER: f64 = 10_000.0;

#[derive(Clone, Copy, Debug)]
pub(super) struct Pulse {
    streamed: f64,
    heard: f64,
    polled: f64,
}

impl Pulse {
    /// A board that was read just now.
    pub(super) const fn new(now: f64) -> Self {
        Self {
            streamed: now,
            heard: now,
            polled: now,
        }
    }

    /// Something came by the stream.
    pub(super) fn streamed(&mut self, now: f64) {
        self.streamed = now;
        self.heard = now;
    }

    /// Something came that was asked for.
    pub(super) fn answered(&mut self, now: f64) {
        self.heard = now;
    }

    pub(super) fn is_stale(&self, now: f64) -> bool {
        now - self.heard >= STALE_AFTER
    }

    /// Whether to ask now, which then counts as done.
    pub(super) fn take_turn(&mut self, now: f64) -> bool {
        let turn = now - self.streamed >= POLL_AFTER && now - self.polled >= POLL_EVERY;
        if turn {
            self.polled = now;
        }
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_that_hears_beats_neither_asks_nor_is_stale() {
        let mut pulse = Pulse::new(0.0);
        for beat in 1..20 {
            let now = f64::from(beat) * 5_000.0;
            assert!(!pulse.take_turn(now) && !pulse.is_stale(now));
            pulse.streamed(now);
        }
    }

    #[test]
    fn a_silent_stream_is_made_up_for_by_asking_every_five_seconds() {
        let mut pulse = Pulse::new(0.0);
        let mut asked = Vec::new();
        for second in 1..=20 {
            let now = f64::from(second) * 1_000.0;
            if pulse.take_turn(now) {
                asked.push(second);
                pulse.answered(now);
            }
            assert!(!pulse.is_stale(now), "at {second}");
        }
        assert_eq!(asked, [7, 12, 17]);
    }

    #[test]
    fn a_board_without_any_answer_is_stale_after_ten_seconds() {
        let mut pulse = Pulse::new(0.0);
        assert!(!pulse.is_stale(9_999.0));
        assert!(pulse.is_stale(10_000.0));
        pulse.streamed(10_001.0);
        assert!(!pulse.is_stale(10_001.0));
    }
}
