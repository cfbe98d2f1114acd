//! Rendering allocates once, exactly the size of the document; writing, and looking up AWS's facts,
//! allocates nothing.
//!
//! This is a single test, since the allocator counts the allocations of all threads of the process.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::alloc::System;
use std::fmt;

use pcluster_iam::{POLICIES, Region, v2_9};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region as Measurement, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A writer that discards its input.
struct Nowhere(usize);

impl fmt::Write for Nowhere {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

#[test]
fn one_allocation_of_the_final_size() {
    let typed = v2_9::Instance {
        region: Region::new("eu-west-1").expect("a region"),
        account_id: pcluster_iam::AccountId::new("123456789012").expect("an account"),
    };
    for render in [v2_9::Instance::to_json, v2_9::Instance::to_json_pretty] {
        let measurement = Measurement::new(ALLOCATOR);
        let text = render(&typed);
        let stats = measurement.change();
        assert_eq!((stats.allocations, stats.reallocations, stats.bytes_allocated), (1, 0, text.len()));
        assert_eq!(text.capacity(), text.len());
    }
    for policy in POLICIES {
        let filled = policy.fill(&policy.examples()).expect("the examples fill it");
        for render in [pcluster_iam::Filled::to_json, pcluster_iam::Filled::to_json_pretty] {
            let measurement = Measurement::new(ALLOCATOR);
            let text = render(&filled);
            let stats = measurement.change();
            assert_eq!(
                (stats.allocations, stats.reallocations, stats.bytes_allocated),
                (1, 0, text.len()),
                "{}",
                policy.id
            );
        }
        let mut nowhere = Nowhere(0);
        let measurement = Measurement::new(ALLOCATOR);
        filled.write_json(&mut nowhere).expect("it takes all");
        filled.write_json_pretty(&mut nowhere).expect("it takes all");
        assert_eq!(measurement.change().allocations, 0, "{}", policy.id);
        assert_eq!(nowhere.0, filled.to_json().len() + filled.to_json_pretty().len());
    }
    looking_up_allocates_nothing();
}

fn looking_up_allocates_nothing() {
    let measurement = Measurement::new(ALLOCATOR);
    let action = pcluster_iam::action("EC2:runinstances").expect("a known action");
    let n_parts: usize = action
        .resource_types()
        .flat_map(pcluster_iam::ResourceType::arn_formats)
        .map(|format| format.resource_parts().count())
        .sum();
    let counts = [
        n_parts,
        action.condition_keys().count(),
        action.authorizes().map(|authorized| authorized.context.len()).sum(),
        usize::from(action.condition_key("ec2:ResourceTag/Owner").is_some()),
        pcluster_iam::expand("*").map(|action| action.name().len()).sum(),
        pcluster_iam::expand("s3:*Object*").count(),
    ];
    assert_eq!(measurement.change().allocations, 0);
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}
