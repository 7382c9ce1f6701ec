//! One SQL text, type-checked against both engines.

/// Something of `SQLite`'s or its counterpart of `PostgreSQL`'s.
pub(crate) enum Either<S, P> {
    Sqlite(S),
    Postgres(P),
}

/// Runs the same query on whichever engine a [`crate::Db`] (for reading) or [`crate::Tx`] is on.
macro_rules! on {
    ($on:expr, |$c:ident| $body:expr) => {
        match $on.either() {
            $crate::db::Either::Sqlite($c) => $body,
            $crate::db::Either::Postgres($c) => $body,
        }
    };
}

/// Runs a statement; answers how many rows it touched.
macro_rules! run {
    ($on:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        on!($on, |c| sqlx::query($sql)$(.bind($arg))*
            .execute(c)
            .await
            .map(|done| done.rows_affected()))
        .map_err($crate::StoreError::from)
    };
}

/// Reads at most one row, into a tuple or a `FromRow`.
macro_rules! find {
    ($on:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        on!($on, |c| sqlx::query_as($sql)$(.bind($arg))*.fetch_optional(c).await)
            .map_err($crate::StoreError::from)
    };
}

/// Reads all rows.
macro_rules! list {
    ($on:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        on!($on, |c| sqlx::query_as($sql)$(.bind($arg))*.fetch_all(c).await)
            .map_err($crate::StoreError::from)
    };
}

/// Runs the block in one transaction (`db.write`) or on one snapshot (`db.read`). The proofs that are
/// named are copied into it.
macro_rules! transaction {
    ($db:ident.$kind:ident $(, $proof:ident)*, |$tx:ident| $body:block) => {{
        $(let $proof = *$proof;)*
        $db.$kind(move |$tx| Box::pin(async move $body)).await
    }};
}
