//! The adults' program: every page at a desk, composed of their features.

mod adult;
mod assessment;
mod audit;
mod board;
mod competency;
mod device;
mod error_words;
mod evidence;
mod group;
mod intervention;
mod next;
mod observation;
mod people;
mod plan;
mod profile;
mod school;
mod signin;
mod ui;

#[cfg(feature = "ssr")]
pub use plan::print_model;

use self::{
    adult::AdultsPage,
    assessment::{ChildScoresPanel, ScoresPage},
    audit::AuditPage,
    board::{BoardPage, ProjectorPage, Slots},
    competency::{ChildLevelsPage, ClassLevelsPage, FrameworksPage},
    device::TabletsPage,
    evidence::{AddPhoto, EvidencePanel},
    group::GroupsPage,
    intervention::{FollowUps, TriedPanel, TriedWithGroup},
    next::{CheckInsPanel, NextPanel},
    observation::{Capture, CaptureBar, CaptureButton, ObservationPanel},
    people::{ChildRecordPage, PeoplePage},
    plan::{
        Aims, AskedOnce, ChildPlanPage, ClassPlansPage, ClassWeekPage, Drafts, PlanHistoryPage,
    },
    profile::{ChildDesk, ThenNowPanel},
    school::{ClassesPage, FormPage, YearPage},
    signin::{
        AccountPage, SecretsPage, SignInPage, SignOut, WelcomePage,
        api::{AcceptInvite, AdultSignIn, unlock_child},
    },
};
use crate::{
    ApiError,
    i18n::*,
    ui::{
        ButtonLink, Icon, LangSwitch, Lost, ThemeSwitch, Trouble, provide_error_words,
        remembered_language,
    },
};
use domain::{
    AppError,
    ids::{ClassId, PersonId},
    school::{Adult, Role},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn};
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Redirect, Route, Router, Routes},
    hooks::{use_location, use_params_map},
    path,
};
use std::str::FromStr;

#[component]
pub fn DeskApp() -> impl IntoView {
    provide_error_words(error_words::error_words);
    provide_meta_context();
    view! {
        <I18nContextProvider
            ssr_lang_header_getter=remembered_language()
            set_lang_attr_on_html=true
        >
            <DeskPages />
        </I18nContextProvider>
    }
    .into_any()
}

/// Who is at the desk, and how they come and go.
#[derive(Clone, Copy)]
struct Desk {
    me: Resource<Result<Adult, ApiError>>,
    sign_in: ServerAction<AdultSignIn>,
    welcome: ServerAction<AcceptInvite>,
}

#[component]
fn DeskPages() -> impl IntoView {
    let (sign_in, welcome) = (ServerAction::new(), ServerAction::new());
    let (signed_in, welcomed) = (times_done(sign_in), times_done(welcome));
    let me = Resource::new(
        move || (signed_in.get(), welcomed.get()),
        |_| school::api::me(),
    );
    provide_context(Desk {
        me,
        sign_in,
        welcome,
    });
    provide_context(Aims::new(|| Box::pin(competency::api::list())));
    provide_context(AskedOnce::new(|| Box::pin(plan::api::read_book())));
    provide_context(Drafts::default());
    view! {
        <Title formatter=page_title />
        <Router>
            <Routes fallback=Nowhere>
                <Route path=path!("/desk") view=ClassesRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/account") view=AccountRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/sign-in") view=SignInRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/welcome/:token") view=WelcomeRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/class/:id") view=BoardRoute ssr=SsrMode::Async />
                <Route
                    path=path!("/desk/class/:id/projector")
                    view=ProjectorRoute
                    ssr=SsrMode::Async
                />
                <Route path=path!("/desk/class/:id/tablets") view=TabletsRoute ssr=SsrMode::Async />
                <Route
                    path=path!("/desk/class/:id/pictures")
                    view=PicturesRoute
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/desk/class/:id/plans")
                    view=ClassPlansRoute
                    ssr=SsrMode::Async
                />
                <Route path=path!("/desk/class/:id/week") view=ClassWeekRoute ssr=SsrMode::Async />
                <Route
                    path=path!("/desk/class/:id/competencies")
                    view=ClassLevelsRoute
                    ssr=SsrMode::Async
                />
                <Route path=path!("/desk/class/:id/groups") view=GroupsRoute ssr=SsrMode::Async />
                <Route
                    path=path!("/desk/school/competencies")
                    view=FrameworksRoute
                    ssr=SsrMode::Async
                />
                <Route path=path!("/desk/scores") view=ScoresRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/school") view=TemplateRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/school/adults") view=AdultsRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/school/people") view=PeopleRoute ssr=SsrMode::Async />
                <Route
                    path=path!("/desk/school/people/:id")
                    view=ChildRecordRoute
                    ssr=SsrMode::Async
                />
                <Route path=path!("/desk/school/audit") view=AuditRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/school/calendar") view=YearRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/child/:id") view=ChildRoute ssr=SsrMode::Async />
                <Route path=path!("/desk/child/:id/plan") view=ChildPlanRoute ssr=SsrMode::Async />
                <Route
                    path=path!("/desk/child/:id/competencies")
                    view=ChildLevelsRoute
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/desk/child/:id/plan/history")
                    view=PlanHistoryRoute
                    ssr=SsrMode::Async
                />
            </Routes>
        </Router>
    }
    .into_any()
}

/// A page's title; `leptos_meta` writes it as it is into the server's HTML, so it is escaped there.
fn page_title(title: String) -> String {
    let title = match cfg!(feature = "ssr") {
        true => title.replace('&', "&amp;").replace('<', "&lt;"),
        false => title,
    };
    match title.as_str() {
        "" => "Fledge".to_owned(),
        title => format!("{title} · Fledge"),
    }
}

/// Changes each time the action has done what it should; a refusal changes nothing.
fn times_done<S>(action: ServerAction<S>) -> Memo<usize>
where
    S: ServerFn<Output = (), Error = ApiError> + Clone + Send + Sync + 'static,
{
    Memo::new(move |before: Option<&usize>| match action.value().get() {
        Some(Ok(())) => action.version().get(),
        _ => before.copied().unwrap_or_default(),
    })
}

#[component]
fn ClassesRoute() -> impl IntoView {
    view! { <Gate view=|me| view! { <ClassesPage me /> } /> }.into_any()
}

#[component]
fn SignInRoute() -> impl IntoView {
    view! { <Gate view=|_| view! { <Redirect path="/desk" /> } /> }.into_any()
}

#[component]
fn AdultsRoute() -> impl IntoView {
    view! { <Gate view=|_| view! { <AdultsPage /> } /> }.into_any()
}

#[component]
fn PeopleRoute() -> impl IntoView {
    view! { <Gate view=|_| view! { <PeoplePage /> } /> }.into_any()
}

#[component]
fn ChildRecordRoute() -> impl IntoView {
    let record = |child: PersonId| view! { <ChildRecordPage child /> };
    view! { <Gate view=move |_| of_address(record) /> }.into_any()
}

#[component]
fn AuditRoute() -> impl IntoView {
    view! { <Gate view=|_| view! { <AuditPage /> } /> }.into_any()
}

#[component]
fn AccountRoute() -> impl IntoView {
    view! { <Gate narrow=true view=|me| view! { <AccountPage me /> } /> }.into_any()
}

#[component]
fn WelcomeRoute() -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! { <WelcomePage action=desk.welcome /> }.into_any()
}

#[component]
fn BoardRoute() -> impl IntoView {
    let unlock = Action::new(|child: &PersonId| unlock_child(*child));
    let board = move |me: Adult, class| {
        let can_edit = can_edit(&me);
        let (unlock, slots) = (can_edit.then_some(unlock), can_edit.then(|| slots(class)));
        let follow_ups = move || view! { <FollowUps class can_edit /> };
        view! { <BoardPage class unlock slots below_bar=follow_ups /> }
    };
    view! { <Gate view=move |me| of_address(move |class: ClassId| board(me.clone(), class)) /> }
        .into_any()
}

/// On the board: what may come next, and writing down what was seen.
fn slots(class: ClassId) -> Slots {
    let competencies = Action::new(|(): &()| competency::api::list());
    let photo = Callback::new(|child| view! { <AddPhoto child /> }.into_any());
    let capture = Capture::new(class, competencies, photo);
    Slots {
        beside: Callback::new(|live| view! { <NextPanel live /> }.into_any()),
        bar: Callback::new(move |room| view! { <CaptureBar capture room /> }.into_any()),
        tile: Callback::new(move |child| view! { <CaptureButton capture child /> }.into_any()),
    }
}

#[component]
fn ProjectorRoute() -> impl IntoView {
    let wall = |class: ClassId| view! { <ProjectorPage class /> };
    view! { <Gate view=move |_| of_address(wall) /> }.into_any()
}

#[component]
fn TabletsRoute() -> impl IntoView {
    let tablets = |class: ClassId| view! { <TabletsPage class /> };
    view! { <Gate narrow=true view=move |_| of_address(tablets) /> }.into_any()
}

#[component]
fn PicturesRoute() -> impl IntoView {
    let pictures = |class: ClassId| view! { <SecretsPage class /> };
    view! { <Gate view=move |_| of_address(pictures) /> }.into_any()
}

#[component]
fn ClassPlansRoute() -> impl IntoView {
    let plans = |me: &Adult| {
        let can_edit = can_edit(me);
        of_address(move |class: ClassId| view! { <ClassPlansPage class can_edit /> })
    };
    view! { <Gate view=move |me| plans(&me) /> }.into_any()
}

#[component]
fn ClassWeekRoute() -> impl IntoView {
    let week = |class: ClassId| view! { <ClassWeekPage class /> };
    view! { <Gate view=move |_| of_address(week) /> }.into_any()
}

#[component]
fn ClassLevelsRoute() -> impl IntoView {
    let page = |me: &Adult| {
        let can_edit = can_edit(me);
        of_address(move |class: ClassId| view! { <ClassLevelsPage class can_edit /> })
    };
    view! { <Gate view=move |me| page(&me) /> }.into_any()
}

#[component]
fn GroupsRoute() -> impl IntoView {
    let page = |me: &Adult| {
        let can_edit = can_edit(me);
        of_address(move |class: ClassId| {
            let tried = move |group| view! { <TriedWithGroup class group can_edit /> }.into_any();
            view! { <GroupsPage class can_edit tried=Callback::new(tried) /> }
        })
    };
    view! { <Gate view=move |me| page(&me) /> }.into_any()
}

#[component]
fn ChildLevelsRoute() -> impl IntoView {
    let page = |me: &Adult| {
        let can_edit = can_edit(me);
        of_address(move |child: PersonId| view! { <ChildLevelsPage child can_edit /> })
    };
    view! { <Gate view=move |me| page(&me) /> }.into_any()
}

#[component]
fn FrameworksRoute() -> impl IntoView {
    let page = |me: Adult| view! { <FrameworksPage office=me.role == Role::Office /> };
    view! { <Gate narrow=true view=page /> }.into_any()
}

#[component]
fn ChildRoute() -> impl IntoView {
    let links = |child| {
        view! {
            <PlanLink child />
            <LevelsLink child />
        }
    };
    let page = move |me: &Adult| {
        let can_edit = can_edit(me);
        of_address(move |child: PersonId| {
            view! {
                <ChildDesk child links=move || links(child)>
                    <ThenNowPanel child />
                    <ObservationPanel child />
                    <CheckInsPanel child can_edit />
                    <TriedPanel child can_edit />
                    <ChildScoresPanel child />
                </ChildDesk>
            }
        })
    };
    view! { <Gate view=move |me| page(&me) /> }.into_any()
}

#[component]
fn PlanLink(child: PersonId) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <ButtonLink href=format!("/desk/child/{child}/plan") act="plan" class="desk-noprint">
            <Icon name="list" />
            {move || t_string!(i18n, desk.plan)}
        </ButtonLink>
    }
    .into_any()
}

#[component]
fn LevelsLink(child: PersonId) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <ButtonLink
            href=format!("/desk/child/{child}/competencies")
            act="competencies"
            class="desk-noprint"
        >
            <Icon name="leaf" />
            {move || t_string!(i18n, competency.competencies)}
        </ButtonLink>
    }
    .into_any()
}

#[component]
fn ChildPlanRoute() -> impl IntoView {
    let plan = |me: &Adult| {
        let can_edit = can_edit(me);
        of_address(move |child: PersonId| {
            view! {
                <ChildPlanPage child can_edit />
                <ChildScoresPanel child />
                <EvidencePanel child can_edit />
            }
        })
    };
    view! { <Gate view=move |me| plan(&me) /> }.into_any()
}

#[component]
fn ScoresRoute() -> impl IntoView {
    let scores = |me: Adult| view! { <ScoresPage own_only=me.role == Role::Teacher /> };
    view! { <Gate view=scores /> }.into_any()
}

#[component]
fn TemplateRoute() -> impl IntoView {
    view! { <Gate view=|_| view! { <FormPage /> } /> }.into_any()
}

#[component]
fn YearRoute() -> impl IntoView {
    view! { <Gate view=|_| view! { <YearPage /> } /> }.into_any()
}

#[component]
fn PlanHistoryRoute() -> impl IntoView {
    let history = |child: PersonId| view! { <PlanHistoryPage child /> };
    view! { <Gate view=move |_| of_address(history) /> }.into_any()
}

#[component]
fn Nowhere() -> impl IntoView {
    view! { <Gate view=|_| view! { <Lost /> } /> }.into_any()
}

/// A page for the thing whose id stands in the address, made anew when another stands there.
fn of_address<I, V>(page: impl Fn(I) -> V + Send + Sync + 'static) -> impl IntoView
where
    I: FromStr + PartialEq + Copy + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<I>().ok()));
    move || match id.get() {
        Some(id) => Either::Left(page(id)),
        None => Either::Right(view! { <Lost /> }),
    }
}

/// Whether they do things with a class, or only look.
fn can_edit(me: &Adult) -> bool {
    me.role == Role::Teacher
}

/// Lets only those in who are signed in; the others may sign in here and go on.
#[component]
fn Gate<F, V>(#[prop(optional)] narrow: bool, view: F) -> impl IntoView
where
    F: Fn(Adult) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let desk = expect_context::<Desk>();
    let view = StoredValue::new(view);
    view! {
        <Transition>
            {move || {
                desk.me
                    .get()
                    .map(|me| match me {
                        Ok(me) => {
                            let page = view.with_value(|view| view(me.clone()));
                            view! {
                                <Frame me narrow>
                                    {page}
                                </Frame>
                            }
                                .into_any()
                        }
                        Err(ApiError(AppError::SignedOut)) => {
                            view! { <SignInPage action=desk.sign_in /> }.into_any()
                        }
                        Err(ApiError(error)) => {
                            view! {
                                <main class="ui-desk-main">
                                    <Trouble error />
                                </main>
                            }
                                .into_any()
                        }
                    })
            }}
        </Transition>
    }
    .into_any()
}

/// The desk around a page: where I am, where I can go, in which language and light.
#[component]
fn Frame(me: Adult, narrow: bool, children: Children) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="ui-desk">
            <a class="ui-skip ui-button" href="#page">
                {move || t_string!(i18n, desk.skip)}
            </a>
            <Nav me />
            <main class="ui-desk-main" id="page" tabindex="-1" data-size=narrow.then_some("narrow")>
                {children()}
            </main>
        </div>
    }
    .into_any()
}

#[component]
fn Nav(me: Adult) -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let (may, several) = (can_edit(&me), me.classes.len() != 1);
    let looks = may || me.role == Role::Leader;
    let office = me.role == Role::Office;
    let schools = matches!(me.role, Role::Office | Role::Leader);
    // Where a page is of no class, the only one: the way back is always there.
    let only = me.classes.first().map(|it| it.id).filter(|_| !several);
    let class = move || {
        let path = path.read();
        let id = path.strip_prefix("/desk/class/")?.split('/').next()?;
        id.parse::<ClassId>().ok()
    };
    let class = Memo::new(move |_| class().or(only));
    let class_links = move || {
        class.get().filter(|_| looks).map(|class| {
            let doing = may.then(|| {
                view! {
                    <NavLink to=format!("/desk/class/{class}/tablets") icon="tablet">
                        {move || t_string!(i18n, desk.tablets)}
                    </NavLink>
                    <NavLink to=format!("/desk/class/{class}/pictures") icon="key">
                        {move || t_string!(i18n, desk.pictures)}
                    </NavLink>
                }
            });
            view! {
                <NavLink to=format!("/desk/class/{class}") icon="grid">
                    {move || t_string!(i18n, desk.live_board)}
                </NavLink>
                <NavLink to=format!("/desk/class/{class}/plans") icon="list">
                    {move || t_string!(i18n, desk.plans)}
                </NavLink>
                <NavLink to=format!("/desk/class/{class}/competencies") icon="leaf">
                    {move || t_string!(i18n, competency.competencies)}
                </NavLink>
                <NavLink to=format!("/desk/class/{class}/groups") icon="swap">
                    {move || t_string!(i18n, group.groups)}
                </NavLink>
                {doing}
            }
        })
    };
    view! {
        <header class="ui-nav">
            <a class="ui-nav-home" href="/desk">
                <img class="ui-nav-logo" src="/logo.svg" alt="" />
                "Fledge"
            </a>
            <nav class="ui-nav-links" aria-label=move || t_string!(i18n, desk.pages)>
                {several
                    .then(|| {
                        view! {
                            <NavLink to="/desk".to_owned() icon="people">
                                {move || t_string!(i18n, desk.my_classes)}
                            </NavLink>
                        }
                    })}
                {class_links}
                {office
                    .then(|| {
                        view! {
                            <NavLink to="/desk/school/competencies".to_owned() icon="leaf">
                                {move || t_string!(i18n, competency.competencies)}
                            </NavLink>
                        }
                    })}
                <NavLink to="/desk/scores".to_owned() icon="chart">
                    {move || t_string!(i18n, assessment.scores)}
                </NavLink>
                {schools.then(|| view! { <SchoolLinks /> })}
                {(me.role == Role::Office)
                    .then(|| {
                        view! {
                            <NavLink to="/desk/school/people".to_owned() icon="people">
                                {move || t_string!(i18n, people.people)}
                            </NavLink>
                            <NavLink to="/desk/school/adults".to_owned() icon="people">
                                {move || t_string!(i18n, adult.adults)}
                            </NavLink>
                        }
                    })}
            </nav>
            <div class="ui-nav-end">
                <LangSwitch />
                <ThemeSwitch />
                <a class="ui-nav-me" href="/desk/account">
                    {me.name}
                </a>
                <SignOut />
            </div>
        </header>
    }
    .into_any()
}

/// What the office keeps for the whole school.
#[component]
fn SchoolLinks() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <NavLink to="/desk/school".to_owned() icon="pencil">
            {move || t_string!(i18n, desk.nav_form)}
        </NavLink>
        <NavLink to="/desk/school/calendar".to_owned() icon="school">
            {move || t_string!(i18n, desk.nav_calendar)}
        </NavLink>
        <NavLink to="/desk/school/audit".to_owned() icon="eye">
            {move || t_string!(i18n, audit.audit)}
        </NavLink>
    }
    .into_any()
}

#[component]
fn NavLink(to: String, icon: &'static str, children: Children) -> impl IntoView {
    let path = use_location().pathname;
    let here = {
        let to = to.clone();
        move || (*path.read() == to).then_some("page")
    };
    view! {
        <a class="ui-nav-link" href=to aria-current=here>
            <Icon name=icon />
            {children()}
        </a>
    }
    .into_any()
}
