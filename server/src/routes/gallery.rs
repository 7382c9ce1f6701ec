//! Every shared part of the pages in each of its states, for development alone. No audience's: it says
//! nothing of a school.

use crate::{render, state::ServerState};
use axum::{
    extract::{Request, State},
    response::Response,
};

/// Shows them; `?theme=dark` whatever the system says.
pub async fn show(State(state): State<ServerState>, request: Request) -> Response {
    let theme = match request.uri().query() {
        Some("theme=light") => Some("light"),
        Some("theme=dark") => Some("dark"),
        _ => None,
    };
    render::gallery(&state, theme, request).await
}
