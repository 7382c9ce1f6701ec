//! Signing in with pictures on a tablet, and what happens to a tablet left alone.

/// Pictures of a picture password, in order, none twice: of twelve that makes 1,320 codes.
pub const PICTURES_IN_SECRET: usize = 3;
/// The wrong try that brings the first lock-out of a child.
pub const WRONG_TRIES_TO_LOCK_OUT: u32 = 3;
/// How long each lock-out of a child lasts, in seconds; after the last only the teacher opens.
pub const LOCK_OUT_SECONDS: [i64; 3] = [10, 30, 60];
/// Idle time after which a tablet goes back to the pictures, in seconds; the draft stays.
pub const IDLE_SECONDS: u32 = 180;
/// How long "Are you still there?" is asked before the child is signed out, in milliseconds.
pub const IDLE_QUESTION_MS: u64 = 20_000;
/// How often the wall of pictures asks the school who is signed in, in milliseconds.
pub const WALL_REFRESH_MS: u32 = 4_000;
