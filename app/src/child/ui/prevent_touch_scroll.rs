use web_sys::TouchEvent;

/// For `touchmove` on what is dragged: a quick drag leaves the browser with a fling, and the tap within
/// the next second would only stop that.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a listener is given its event"
)]
pub fn prevent_touch_scroll(event: TouchEvent) {
    event.prevent_default();
}
