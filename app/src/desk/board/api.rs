//! What the live board asks and does; what changes by itself comes by the stream.

use crate::ApiError;
use domain::{
    Words,
    board::seat::Seat,
    board::{Board, BoardPulse, Projector},
    device::EnrolCode,
    help::{HelpAnswer, OpenWish},
    ids::{ClassId, PersonId, WishId},
    survey::{Card, RunSettings, Survey},
};
use leptos::{prelude::*, server_fn::codec::Json};
use serde::{Deserialize, Serialize};

/// A survey that can be started, as far as a teacher chooses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub title: Words,
    /// Fewest and most items of a grade's core.
    pub short: (usize, usize),
    pub whole: usize,
    /// The item whose cards the teacher may choose.
    pub choose: Option<Choose>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choose {
    pub question: Words,
    pub most: usize,
    pub cards: Vec<Card>,
}

const GRADES: [u8; 3] = [1, 2, 3];

impl Offer {
    pub fn of(survey: &Survey) -> Self {
        let core = GRADES.map(|grade| survey.items_for(grade, false).count());
        let choose = survey.items.iter().find_map(|item| {
            let (question, cards) = (item.say.clone(), item.cards.clone());
            item.choose.map(|most| Choose {
                question,
                most,
                cards,
            })
        });
        Self {
            title: survey.title.clone(),
            short: (
                core.into_iter().min().unwrap_or(0),
                core.into_iter().max().unwrap_or(0),
            ),
            whole: survey.items_for(GRADES[0], true).count(),
            choose,
        }
    }
}

/// The class as it is now.
#[server(endpoint = "board/board")]
pub async fn read_board(class: ClassId) -> Result<Board, ApiError> {
    if let Some(board) = crate::request::preloaded::board(class) {
        return Ok(board);
    }
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::board::board(&cx.db, &teacher, cx.today())
        .await
        .map_err(crate::request::refused)
}

/// What changes on the board without an event: the day at school, who is absent, whose tablet is quiet.
#[server(endpoint = "board/quiet")]
pub async fn read_pulse(class: ClassId) -> Result<BoardPulse, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::board::pulse(&cx.db, &teacher, cx.today(), cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Keeps where the children of the class sit.
#[server(endpoint = "board/set_seats", input = Json)]
pub async fn set_seats(class: ClassId, seats: Vec<Seat>) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::board::set_seats(&cx.db, &teacher, seats)
        .await
        .map_err(crate::request::refused)
}

/// The class as it may be on the wall.
#[server(endpoint = "board/projector")]
pub async fn read_projector(class: ClassId, names: bool) -> Result<Projector, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    let board = store::board::board(&cx.db, &teacher, cx.today())
        .await
        .map_err(crate::request::refused)?;
    Ok(board.projector(names))
}

/// The survey that can be started in this class.
#[server(endpoint = "board/offer")]
pub async fn read_offer(class: ClassId) -> Result<Option<Offer>, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    let Some(loaded) = cx.surveys.first() else {
        return Ok(None);
    };
    let mut offer = Offer::of(&loaded.survey);
    let cards = school_cards(&cx, &teacher, &loaded.survey).await?;
    if let (Some(choose), Some(cards)) = (&mut offer.choose, cards) {
        choose.cards = cards;
    }
    Ok(Some(offer))
}

/// The cards from which a teacher of this school chooses; `None`: the survey's own.
#[cfg(feature = "ssr")]
async fn school_cards(
    cx: &crate::request::Ctx,
    teacher: &store::proof::Teacher,
    survey: &Survey,
) -> Result<Option<Vec<Card>>, ApiError> {
    let competencies = store::competency::list_for_survey(&cx.db, teacher)
        .await
        .map_err(crate::request::refused)?;
    Ok(cx.book.school_cards(survey, &competencies))
}

/// The cards of what this term's goals of the class aim at, those of most children first.
#[server(endpoint = "board/aimed")]
pub async fn read_aimed(class: ClassId) -> Result<Vec<String>, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    let aimed = store::competency::list_aimed(&cx.db, &teacher, cx.today())
        .await
        .map_err(crate::request::refused)?;
    Ok(aimed.into_iter().map(domain::competency::card_id).collect())
}

/// Opens the class for its children, or closes it, which signs them out.
#[server(endpoint = "board/set_open")]
pub async fn set_open(class: ClassId, open: bool) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::class::set_open(&cx.db, &teacher, open, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Starts the survey for the class; a second start changes nothing.
#[server(endpoint = "board/start_survey", input = Json)]
pub async fn start_survey(class: ClassId, start: RunSettings) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    let loaded = cx.surveys.first().ok_or(domain::AppError::NotFound)?;
    let cards = school_cards(&cx, &teacher, &loaded.survey).await?;
    store::survey::start(
        &cx.db,
        &teacher,
        &loaded.survey,
        &loaded.body,
        cards.as_deref(),
        start,
        cx.now(),
    )
    .await
    .map(drop)
    .map_err(crate::request::refused)
}

/// Ends the survey for the class; all that was answered stays.
#[server(endpoint = "board/stop_survey")]
pub async fn stop_survey(class: ClassId) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::survey::stop(&cx.db, &teacher, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Says to a child's wish for help that somebody comes, or that it is done; answers what stands.
#[server(endpoint = "board/answer_help")]
pub async fn answer_help(
    child: PersonId,
    wish: WishId,
    coming: HelpAnswer,
) -> Result<Option<OpenWish>, ApiError> {
    let (cx, teacher) = crate::request::teacher_of_child(child).await?;
    store::help::answer(&cx.db, &teacher, child, wish, coming, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// A code with which the teacher sits down beside a child, once; see `plan::together`.
#[server(endpoint = "board/beside_code")]
pub async fn beside_code(class: ClassId) -> Result<EnrolCode, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::plan::new_beside_code(&cx.db, &teacher, cx.now())
        .await
        .map_err(crate::request::refused)
}
