//! A photo, made small in the browser: drawn anew, which leaves out where and with what it was
//! taken.

use domain::limits;
use gloo_events::EventListener;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, File, FileReader, HtmlCanvasElement, HtmlImageElement, window,
};

/// The photo as a small JPEG in base 64; `None` if it is no picture the browser can read.
pub async fn shrink(file: File) -> Option<String> {
    let address = read(&file).await?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&address);
    JsFuture::from(image.decode()).await.ok()?;
    let (width, height) = (
        f64::from(image.natural_width()),
        f64::from(image.natural_height()),
    );
    if width < 1.0 || height < 1.0 {
        return None;
    }
    limits::evidence::PHOTO_TRIES
        .into_iter()
        .find_map(|(side, quality)| {
            let scale = (side / width.max(height)).min(1.0);
            let (canvas, context) = sheet(width * scale, height * scale)?;
            let size = (f64::from(canvas.width()), f64::from(canvas.height()));
            context
                .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, size.0, size.1)
                .ok()?;
            small_enough(&canvas, quality)
        })
}

/// A canvas of this size, white.
fn sheet(width: f64, height: f64) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas = window()?.document()?.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sides of a picture"
    )]
    let (whole_width, whole_height) = (width.max(1.0) as u32, height.max(1.0) as u32);
    canvas.set_width(whole_width);
    canvas.set_height(whole_height);
    let context = context(&canvas)?;
    context.set_fill_style_str("#ffffff");
    context.fill_rect(0.0, 0.0, width, height);
    Some((canvas, context))
}

pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// What is on a canvas as a JPEG in base 64, if that is small enough.
pub fn small_enough(canvas: &HtmlCanvasElement, quality: f64) -> Option<String> {
    let address = canvas
        .to_data_url_with_type_and_encoder_options("image/jpeg", &JsValue::from_f64(quality))
        .ok()?;
    let base64 = address.strip_prefix("data:image/jpeg;base64,")?;
    (base64.len() / 4 * 3 <= limits::evidence::MOST_PICTURE_BYTES).then(|| base64.to_owned())
}

async fn read(file: &File) -> Option<String> {
    let reader = FileReader::new().ok()?;
    let mut listener = None;
    let loaded = Promise::new(&mut |resolve, _| {
        listener = Some(EventListener::once(&reader, "loadend", move |_| {
            let _ = resolve.call0(&JsValue::NULL);
        }));
    });
    reader.read_as_data_url(file).ok()?;
    JsFuture::from(loaded).await.ok()?;
    reader.result().ok()?.as_string()
}
