//! The encoder itself, run by rten. No other file knows of rten.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::NdTensorView;
use rten_tensor::prelude::*;

use crate::error::LanguageError;
use crate::windows::Batch;

/// A batch of pieces in, the heads' logits out: `rows` x `length` x `outputs`, row by row.
pub(crate) trait Encode: Send + Sync + fmt::Debug {
    fn run(&self, batch: &Batch) -> Result<Vec<f32>, LanguageError>;
}

/// An ONNX graph in rten.
pub(crate) struct Graph {
    model: Model,
    ids: NodeId,
    bits: NodeId,
    mask: NodeId,
    logits: NodeId,
}

impl fmt::Debug for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Graph").finish_non_exhaustive()
    }
}

thread_local! {
    /// Each calling thread has a pool of one thread, so that callers share nothing that is
    /// locked; many workers of one thread beat one worker of many by a tenth.
    static POOL: RefCell<Option<Arc<ThreadPool>>> = const { RefCell::new(None) };
}

fn pool() -> Arc<ThreadPool> {
    POOL.with_borrow_mut(|pool| {
        Arc::clone(pool.get_or_insert_with(|| Arc::new(ThreadPool::with_num_threads(1))))
    })
}

impl Graph {
    /// Loads a graph from the bytes of `encoder.onnx`.
    pub(crate) fn load(bytes: Bytes) -> Result<Self, LanguageError> {
        let unfit = |reason: String| LanguageError::Unfit {
            file: "encoder.onnx".to_owned(),
            reason,
        };
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match bytes {
            Bytes::Static(bytes) => options.load_static_slice(bytes),
            Bytes::Own(bytes) => options.load(bytes),
        }
        .map_err(|error| unfit(error.to_string()))?;
        let node = |name: &str| {
            model
                .find_node(name)
                .ok_or_else(|| unfit(format!("the graph has no «{name}»")))
        };
        let (ids, bits, mask, logits) =
            (node("ids")?, node("bits")?, node("mask")?, node("logits")?);
        Ok(Self {
            model,
            ids,
            bits,
            mask,
            logits,
        })
    }

    fn run_here(&self, batch: &Batch, pool: Arc<ThreadPool>) -> Result<Vec<f32>, String> {
        let (rows, length) = (batch.rows, batch.length);
        let ids = NdTensorView::from_data([rows, length], batch.ids.as_slice());
        let bits = NdTensorView::from_data([rows, length, batch.features], batch.bits.as_slice());
        let mask = NdTensorView::from_data([rows, 1, 1, length], batch.mask.as_slice());
        let inputs = vec![
            (self.ids, ids.into()),
            (self.bits, bits.into()),
            (self.mask, mask.into()),
        ];
        let mut options = RunOptions::default();
        options.thread_pool = Some(pool);
        let [logits] = self
            .model
            .run_n(inputs, [self.logits], Some(options))
            .map_err(|error| error.to_string())?;
        let logits: rten_tensor::NdTensor<f32, 3> = logits
            .try_into()
            .map_err(|_| "the logits have another shape".to_owned())?;
        if logits.shape()[..2] != [rows, length] {
            return Err("the logits have another shape".to_owned());
        }
        Ok(logits.into_data())
    }
}

impl Encode for Graph {
    fn run(&self, batch: &Batch) -> Result<Vec<f32>, LanguageError> {
        if batch.rows == 0 || batch.length == 0 {
            return Ok(Vec::new());
        }
        let pool = pool();
        // on a thread of its own: a caller that is itself a worker of a pool would take
        // other work of that pool while it waits, one document inside another
        let done = std::thread::scope(|scope| {
            scope
                .spawn(|| self.run_here(batch, pool))
                .join()
                .map_err(|_| "it stopped inside the library that runs it".to_owned())
        });
        done.and_then(|result| result).map_err(LanguageError::Run)
    }
}

/// Where a file's bytes are.
pub(crate) enum Bytes {
    /// In the program.
    Static(&'static [u8]),
    /// Read from a folder.
    Own(Vec<u8>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Own(bytes) => bytes,
        }
    }
}
