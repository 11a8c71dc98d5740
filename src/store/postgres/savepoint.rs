//! Jobs that fail alone within a transaction, and transactions that fail whole.

use diesel::result::Error as DieselError;
use diesel_async::SimpleAsyncConnection;

use super::failure;
use super::numbers::{Mark, Work};
use crate::store::{Result, StoreError};

/// Why a transaction has nothing to show.
pub(super) enum Lost {
    /// It may succeed at the next try.
    Passing(StoreError),
    /// One of its jobs cannot be done; the others can.
    Apart(StoreError),
    /// It will not.
    Final(StoreError),
}

/// Where a job begins, so that it can fail alone.
pub(super) struct Savepoint {
    mark: Mark,
    catalogue: i64,
}

impl Savepoint {
    /// The error means that the transaction itself is lost; so in [`Savepoint::end`] the outer one.
    pub async fn set(work: &mut Work) -> std::result::Result<Self, Lost> {
        work.connection.batch_execute("SAVEPOINT job").await.map_err(lost)?;
        Ok(Self { mark: work.numbers.mark(), catalogue: work.numbers.node.catalogue })
    }

    pub async fn end<T>(
        self,
        work: &mut Work,
        outcome: Result<T>,
    ) -> std::result::Result<Result<T>, Lost> {
        let outcome = match outcome {
            Ok(value) => work.follow(self.catalogue).await.map(|()| value),
            Err(error) => Err(error),
        };
        match outcome {
            Ok(value) => {
                work.connection.batch_execute("RELEASE SAVEPOINT job").await.map_err(lost)?;
                Ok(Ok(value))
            }
            Err(error @ (StoreError::Busy | StoreError::Unavailable(_))) => {
                Err(Lost::Passing(error))
            }
            Err(error) => {
                work.numbers.back_to(self.mark);
                let undo = "ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job";
                work.connection.batch_execute(undo).await.map_err(lost)?;
                Ok(Err(error))
            }
        }
    }
}

/// An error of the database itself.
pub(super) fn lost(error: DieselError) -> Lost {
    Lost::Passing(failure(error))
}
