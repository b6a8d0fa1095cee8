//! How long the tables of actors take to load: the median of twenty times, in milliseconds.
//!
//!     cargo run --release -p tawatur-knowledge --example load_actors

use std::time::Instant;

use tawatur_knowledge::entities::Entities;

fn main() {
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..20 {
        let start = Instant::now();
        match Entities::load(None) {
            Ok(entities) => {
                times.push(start.elapsed().as_secs_f64() * 1000.0);
                if times.len() == 20 {
                    println!("{} actors", entities.all().len());
                }
            }
            Err(error) => {
                eprintln!("{error}");
                return;
            }
        }
    }
    times.sort_by(f64::total_cmp);
    if let Some(median) = times.get(10) {
        println!("{median:.1} ms");
    }
}
