//! Who asks: read from a request, and the only way from its cookies to a proof. Plain handlers get a
//! [`Caller`] as an extractor, server functions through [`super::server_fn`]; both go the same way.

use super::{
    API,
    context::{Attempt, Ctx},
    cookie::{TokenCookie, cookie_value},
    error::ApiError,
    log::{request_id, to_api_error},
};
use axum::http::{header::USER_AGENT, request::Parts};
use domain::{
    AppError,
    ids::{ClassId, PersonId},
    signin::browser_name,
};
use std::net::IpAddr;
use store::{StoreError, proof, signin::Browser};

/// Where a request came from, as far as trusted proxies say so.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

/// What of a request says who asks, and the proofs that this gives.
pub struct Caller {
    ctx: Ctx,
    desk: Option<String>,
    child: Option<String>,
    tablet: Option<String>,
    browser: Option<String>,
    /// The stay that its child has left, as the tablet says.
    left: Option<String>,
    address: Option<IpAddr>,
    /// The browser, as people know it.
    browser_name: Option<String>,
    /// What of a child this request shows, as the audit log names it.
    page: String,
    id: String,
}

impl Caller {
    pub fn of(ctx: &Ctx, parts: &Parts) -> Self {
        let token = |cookie: TokenCookie| cookie.read(&parts.headers, ctx.secure_cookies);
        Self {
            desk: token(TokenCookie::Desk),
            child: token(TokenCookie::Child),
            tablet: token(TokenCookie::Tablet),
            browser: token(TokenCookie::Browser),
            left: cookie_value(&parts.headers, super::LEFT_COOKIE),
            address: parts.extensions.get().map(|ClientIp(address)| *address),
            browser_name: parts
                .headers
                .get(USER_AGENT)
                .and_then(|it| browser_name(it.to_str().ok()?)),
            page: page_of_child(parts.uri.path()).to_owned(),
            id: request_id(&parts.headers),
            ctx: ctx.clone(),
        }
    }

    pub const fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    pub fn into_ctx(self) -> Ctx {
        self.ctx
    }

    /// The id under which the server logs this request.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn token(&self, cookie: TokenCookie) -> Option<&str> {
        match cookie {
            TokenCookie::Desk => self.desk.as_deref(),
            TokenCookie::Child => self.child.as_deref(),
            TokenCookie::Tablet => self.tablet.as_deref(),
            TokenCookie::Browser => self.browser.as_deref(),
        }
    }

    fn must_have(&self, cookie: TokenCookie) -> Result<&str, ApiError> {
        self.token(cookie).ok_or(ApiError(AppError::SignedOut))
    }

    /// A store's error as the answer to this request; what is ours to mend is logged.
    pub fn error(&self, error: StoreError) -> ApiError {
        to_api_error(&error, &self.id)
    }

    /// What an adult's browser brings when they sign in with it.
    pub fn browser(&self) -> Browser {
        Browser {
            address: self.address,
            name: self.browser_name.clone(),
            session: self.desk.clone(),
            known: self.browser.clone(),
        }
    }

    /// Counts an attempt; too many from one address are refused for a while.
    pub fn attempt(&self, what: Attempt) -> Result<(), ApiError> {
        let Some(address) = self.address else {
            return Ok(());
        };
        (self.ctx.limiter)(what, address).map_err(|seconds| ApiError(AppError::Busy { seconds }))
    }

    /// The tablet the request comes from.
    pub async fn device(&self) -> Result<proof::Device, ApiError> {
        let token = self.must_have(TokenCookie::Tablet)?;
        let device = proof::device(&self.ctx.db, token, self.ctx.now()).await;
        device.map_err(|error| self.error(error))
    }

    /// The child signed in on this tablet. Who left where the school could not be reached is not any
    /// more: the tablet says so in a cookie, which can only take away.
    pub async fn child(&self) -> Result<proof::Child, ApiError> {
        let child = self.child_even_if_left().await?;
        if self.has_left(&child) {
            return Err(ApiError(AppError::SignedOut));
        }
        Ok(child)
    }

    /// The same for the one who says that they leave.
    pub async fn child_even_if_left(&self) -> Result<proof::Child, ApiError> {
        let token = self.must_have(TokenCookie::Child)?;
        let child = proof::child(&self.ctx.db, token, self.ctx.now()).await;
        child.map_err(|error| self.error(error))
    }

    /// Whether a child is signed in, as far as [`Self::child`] would find one.
    pub async fn is_child_in(&self) -> bool {
        let Some(token) = self.token(TokenCookie::Child) else {
            return false;
        };
        // What fails in the store is logged for the page, which asks for the same again.
        let child = proof::child(&self.ctx.db, token, self.ctx.now()).await;
        child.is_ok_and(|child| !self.has_left(&child))
    }

    fn has_left(&self, child: &proof::Child) -> bool {
        self.left
            .as_deref()
            .is_some_and(|left| left == child.session().to_string())
    }

    /// The teacher who sits beside the child signed in on this tablet.
    pub async fn beside(&self, token: &str) -> Result<proof::Beside, ApiError> {
        let child = self.child().await?;
        let beside = proof::beside(&self.ctx.db, &child, token, self.ctx.now()).await;
        beside.map_err(|error| self.error(error))
    }

    /// The adult who is signed in.
    pub async fn staff(&self) -> Result<proof::Staff, ApiError> {
        let token = self.must_have(TokenCookie::Desk)?;
        let staff = proof::staff(&self.ctx.db, token, self.ctx.now()).await;
        staff.map_err(|error| self.error(error))
    }

    /// The signed-in adult as a teacher of this class.
    pub async fn teacher(&self, class: ClassId) -> Result<proof::Teacher, ApiError> {
        let token = self.must_have(TokenCookie::Desk)?;
        let teacher = proof::teacher(&self.ctx.db, token, class, self.ctx.now()).await;
        teacher.map_err(|error| self.error(error))
    }

    /// The signed-in adult as a teacher of this child. A leader's view is recorded.
    pub async fn teacher_of_child(
        &self,
        child: PersonId,
    ) -> Result<proof::TeacherOfChild, ApiError> {
        let token = self.must_have(TokenCookie::Desk)?;
        let (db, now) = (&self.ctx.db, self.ctx.now());
        let teacher = proof::teacher_of_child(db, token, child, &self.page, now).await;
        teacher.map_err(|error| self.error(error))
    }

    /// The same for one of many children of a class that are shown at once.
    pub async fn view_child(
        &self,
        teacher: &proof::Teacher,
        child: PersonId,
    ) -> Result<proof::TeacherOfChild, ApiError> {
        let (db, now) = (&self.ctx.db, self.ctx.now());
        let teacher = proof::view_child(db, teacher, child, &self.page, now).await;
        teacher.map_err(|error| self.error(error))
    }

    /// The signed-in adult as a teacher of the class that an address names.
    pub async fn teacher_at(&self, class: &str) -> Result<proof::Teacher, ApiError> {
        self.teacher(self.parse(class).await?).await
    }

    /// An id out of an address. What is no id is not there; to who is not signed in, nothing is.
    pub async fn parse<T: std::str::FromStr>(&self, id: &str) -> Result<T, ApiError> {
        match id.parse() {
            Ok(id) => Ok(id),
            Err(_) => {
                self.staff().await?;
                Err(ApiError(AppError::NotFound))
            }
        }
    }
}

/// What of a child a path shows, as the audit log names it: the page, or the part of it that asks.
fn page_of_child(path: &str) -> &str {
    let part = if let Some(page) = path.strip_prefix("/desk/child/") {
        page.split('/').nth(1)
    } else if let Some(page) = path.strip_prefix("/desk/class/") {
        page.split('/').nth(1)
    } else {
        let function = path
            .strip_prefix(API)
            .unwrap_or(path.trim_start_matches('/'));
        function.split('/').next()
    };
    match part {
        // The frame around a child's page names the child, as the profile does.
        None | Some("" | "frame") => "profile",
        Some("competency") => "competencies",
        Some("assessment") => "scores",
        Some("plan.pdf" | "plans.pdf") => "plan",
        // A photo of a goal.
        Some("goal") => "evidence",
        Some(other) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::page_of_child;

    #[test]
    fn a_page_and_what_asks_for_its_parts_are_one_name() {
        for (path, page) in [
            ("/desk/child/0199", "profile"),
            ("/desk/child/0199/", "profile"),
            ("/api/profile/child", "profile"),
            ("/api/frame/class_of_child", "profile"),
            ("/desk/child/0199/plan", "plan"),
            ("/desk/child/0199/plan/history", "plan"),
            ("/desk/child/0199/plan.pdf", "plan"),
            ("/desk/class/0199/plans.pdf", "plan"),
            ("/api/plan/child_plan", "plan"),
            ("/desk/child/0199/competencies", "competencies"),
            ("/api/competency/child", "competencies"),
            ("/api/assessment/child", "scores"),
            ("/evidence/0199", "evidence"),
            ("/desk/child/0199/goal/0198/photo", "evidence"),
            ("/api/evidence/of_child", "evidence"),
        ] {
            assert_eq!(page_of_child(path), page, "{path}");
        }
    }
}
