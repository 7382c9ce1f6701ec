//! The door for plain handlers, streams and PDFs: a [`Caller`], and a proof where the address names
//! what it is of, as axum extractors.

use super::{caller::Caller, context::Ctx, error::ApiError};
use axum::{
    extract::{FromRef, FromRequestParts, Path, Query, RawPathParams},
    http::request::Parts,
};
use domain::{AppError, RequestError};
use serde::de::DeserializeOwned;
use std::convert::Infallible;
use store::proof;

impl<S> FromRequestParts<S> for Caller
where
    Ctx: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&Ctx::from_ref(state), parts))
    }
}

/// What stands behind the `?` of an address; what can't be read is refused in our own words.
pub struct UrlQuery<T>(pub T);

impl<S, T> FromRequestParts<S> for UrlQuery<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let query = Query::try_from_uri(&parts.uri);
        let Query(query) = query.map_err(|_| ApiError(RequestError::Unreadable.into()))?;
        Ok(Self(query))
    }
}

/// The parts of an address that its route names; where they can't be read, there is nothing.
pub struct UrlPath<T>(pub T);

impl<S, T> FromRequestParts<S> for UrlPath<T>
where
    S: Send + Sync,
    T: DeserializeOwned + Send,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let path = Path::from_request_parts(parts, state).await;
        let Path(path) = path.map_err(|_| ApiError(AppError::NotFound))?;
        Ok(Self(path))
    }
}

/// A proof, with the caller who gave it. A handler that takes it answers nobody else.
pub struct Proved<P>(pub Caller, pub P);

/// A proof that a request alone can give.
pub trait FromCaller: Sized {
    fn from_caller(
        caller: &Caller,
        parts: &mut Parts,
    ) -> impl Future<Output = Result<Self, ApiError>> + Send;
}

impl<S, P> FromRequestParts<S> for Proved<P>
where
    Ctx: FromRef<S>,
    S: Send + Sync,
    P: FromCaller,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let caller = Caller::of(&Ctx::from_ref(state), parts);
        let proof = P::from_caller(&caller, parts).await?;
        Ok(Self(caller, proof))
    }
}

impl FromCaller for proof::Device {
    async fn from_caller(caller: &Caller, _: &mut Parts) -> Result<Self, ApiError> {
        caller.device().await
    }
}

/// Of the class that the address names.
impl FromCaller for proof::Teacher {
    async fn from_caller(caller: &Caller, parts: &mut Parts) -> Result<Self, ApiError> {
        let class = named(parts, "class").await?;
        caller.teacher_at(&class).await
    }
}

/// Of the child that the address names.
impl FromCaller for proof::TeacherOfChild {
    async fn from_caller(caller: &Caller, parts: &mut Parts) -> Result<Self, ApiError> {
        let child = named(parts, "child").await?;
        caller.teacher_of_child(caller.parse(&child).await?).await
    }
}

async fn named(parts: &mut Parts, name: &str) -> Result<String, ApiError> {
    let params = RawPathParams::from_request_parts(parts, &()).await;
    let params = params.map_err(|_| ApiError(AppError::NotFound))?;
    let value = params.iter().find(|(key, _)| *key == name);
    let (_, value) = value.ok_or(ApiError(AppError::NotFound))?;
    Ok(value.to_owned())
}
