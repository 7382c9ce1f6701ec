//! What stands in a page's head is this page's own, whatever other pages are written at the time.

use crate::support::TestApp;
use futures_util::future::join;

/// Two at a time on one thread: what one page leaves behind there, the other finds.
#[tokio::test]
async fn a_title_is_of_the_page_it_stands_on() {
    let app = TestApp::sqlite().await;
    let (here, there) = (app.small.room1, app.small.room9);
    let mut reed = app.desk(app.small.reed).await;
    let mut park = app.desk(app.small.park).await;
    let (here, there) = (
        format!("/desk/class/{here}"),
        format!("/desk/class/{there}"),
    );
    for _ in 0..20 {
        let (of_reed, of_park) = join(reed.get(&here), park.get(&there)).await;
        assert_eq!(title(&of_reed.text().await), "Room 1 · Fledge");
        assert_eq!(title(&of_park.text().await), "Room 9 · Fledge");
    }
}

fn title(page: &str) -> String {
    let (_, rest) = page.split_once("<title>").unwrap();
    rest.split_once("</title>").unwrap().0.to_owned()
}
