//! Work that takes long, on threads that no request waits for: reading a file, drawing a PDF.

use super::error::ApiError;
use domain::AppError;
use std::{panic::resume_unwind, sync::Arc};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Done at once; the other requests need a core too.
const AT_ONCE: usize = 2;
/// Most that wait until it is their turn.
const MOST_WAITING: usize = 16;

/// So much of it at once; a few more wait.
#[derive(Clone)]
pub struct HeavyWork {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for HeavyWork {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + MOST_WAITING)),
        }
    }
}

impl HeavyWork {
    /// Does it when it is its turn. What panics there panics here.
    ///
    /// # Errors
    /// `Busy` where too many wait already.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let busy = ApiError(AppError::Busy { seconds: 2 });
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|_| busy.clone())?;
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(|_| busy.clone())?;
        // Whoever asked may go: the work goes on, and keeps its turn until it is done.
        let done = spawn_blocking(move || {
            let _held = (place, turn);
            work()
        });
        match done.await {
            Ok(done) => Ok(done),
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            Err(_) => Err(busy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[tokio::test]
    async fn only_so_much_is_done_at_once_only_so_many_wait_and_the_rest_are_told() {
        let heavy = HeavyWork::default();
        let (go, gate) = channel::<()>();
        let gate = Arc::new(std::sync::Mutex::new(gate));
        let all: Vec<_> = (0..AT_ONCE + MOST_WAITING)
            .map(|n| {
                let (heavy, gate) = (heavy.clone(), Arc::clone(&gate));
                tokio::spawn(async move {
                    let work = move || {
                        gate.lock().unwrap().recv().unwrap();
                        n
                    };
                    heavy.run(work).await
                })
            })
            .collect();
        while heavy.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let refused = heavy.run(|| 0).await;
        assert_eq!(refused, Err(ApiError(AppError::Busy { seconds: 2 })));
        for _ in 0..AT_ONCE + MOST_WAITING {
            go.send(()).unwrap();
        }
        for (n, it) in all.into_iter().enumerate() {
            assert_eq!(it.await.unwrap(), Ok(n));
        }
        assert_eq!(heavy.run(|| 7).await, Ok(7));
    }
}
