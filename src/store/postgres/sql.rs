//! Statements as text with typed binds and typed rows, prepared once for each connection.
//!
//! `diesel::sql_query` is prepared anew at each use; a statement that is kept costs one round trip
//! less and its plan is kept as well.

use std::marker::PhantomData;

use diesel::QueryResult;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, Untyped};
use diesel_async::methods::LoadQuery;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

use super::failure;
use crate::store::Result;

/// A statement. Its placeholders are `$1`, `$2`…, each once and in this order. `S` is what a row of
/// it is made of. It owns what is bound: a statement with a lifetime cannot be awaited on another
/// thread, as the compiler sees it.
pub(super) struct Statement<S = Untyped> {
    text: &'static str,
    binds: Vec<Box<dyn Bind>>,
    row: PhantomData<fn() -> S>,
}

trait Bind: Send {
    fn push<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()>;
}

struct Typed<S, T>(T, PhantomData<fn() -> S>);

impl<S, T> Bind for Typed<S, T>
where
    T: ToSql<S, Pg> + Send,
    Pg: HasSqlType<S>,
{
    fn push<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_bind_param::<S, T>(&self.0)
    }
}

/// A statement that gives no rows.
pub(super) fn statement(text: &'static str) -> Statement {
    rows(text)
}

/// A statement that gives rows of a type.
pub(super) fn rows<S>(text: &'static str) -> Statement<S> {
    Statement { text, binds: Vec::new(), row: PhantomData }
}

impl<S> Statement<S> {
    /// Binds the next placeholder.
    pub fn bind<B, T>(mut self, value: T) -> Self
    where
        T: ToSql<B, Pg> + Send + 'static,
        B: 'static,
        Pg: HasSqlType<B>,
    {
        self.binds.push(Box::new(Typed::<B, T>(value, PhantomData)));
        self
    }
}

/// A connection that statements share: those that are begun together are sent together.
type Shared<'c> = &'c AsyncPgConnection;

impl Statement {
    /// Does it, and tells how many rows it was about.
    pub fn run(self, connection: &AsyncPgConnection) -> BoxFuture<'_, Result<usize>> {
        Box::pin(async move {
            let mut shared: Shared<'_> = connection;
            RunQueryDsl::execute(self, &mut shared).await.map_err(failure)
        })
    }
}

impl<S: 'static> Statement<S> {
    /// Reads its rows.
    pub fn load<'c, U>(self, connection: &'c AsyncPgConnection) -> BoxFuture<'c, Result<Vec<U>>>
    where
        U: Send + 'c,
        Self: LoadQuery<'c, Shared<'c>, U>,
    {
        Box::pin(async move {
            let mut shared: Shared<'c> = connection;
            RunQueryDsl::load(self, &mut shared).await.map_err(failure)
        })
    }

    /// Reads its one row.
    pub fn get_result<'c, U>(self, connection: &'c AsyncPgConnection) -> BoxFuture<'c, Result<U>>
    where
        U: Send + 'c,
        Self: LoadQuery<'c, Shared<'c>, U>,
    {
        Box::pin(async move {
            let mut shared: Shared<'c> = connection;
            RunQueryDsl::get_result(self, &mut shared).await.map_err(failure)
        })
    }

    /// Reads its rows one after the other, however many there are.
    pub async fn stream<'c, U>(
        self,
        connection: &'c mut AsyncPgConnection,
    ) -> Result<BoxStream<'c, QueryResult<U>>>
    where
        U: Send + 'c,
        Self: LoadQuery<'c, AsyncPgConnection, U> + 'c,
    {
        let rows = RunQueryDsl::load_stream::<U>(self, connection).await.map_err(failure)?;
        Ok(rows.boxed())
    }
}

impl<S> QueryFragment<Pg> for Statement<S> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let mut binds = self.binds.iter();
        for (at, piece) in self.text.split('$').enumerate() {
            if at == 0 {
                out.push_sql(piece);
                continue;
            }
            if let Some(bind) = binds.next() {
                bind.push(&mut out)?;
            }
            out.push_sql(piece.trim_start_matches(|c: char| c.is_ascii_digit()));
        }
        Ok(())
    }
}

/// Kept by its text.
impl<S> QueryId for Statement<S> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<S> Query for Statement<S> {
    type SqlType = S;
}

#[cfg(test)]
mod tests {
    use diesel::debug_query;
    use diesel::sql_types::{BigInt, Text};

    use super::*;

    #[test]
    fn placeholders_keep_their_numbers_and_their_casts() {
        let text = "SELECT $1::bigint + 1, $2";
        let statement = rows::<BigInt>(text).bind::<BigInt, _>(7_i64).bind::<Text, _>("x");
        assert_eq!(
            debug_query::<Pg, _>(&statement).to_string(),
            format!("{text} -- binds: [7, \"x\"]")
        );
    }
}
