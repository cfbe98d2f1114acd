//! The trust policy of a role, which allows services to assume it.

use crate::values::Partition;

/// The trust policy that allows `services` to assume a role in `partition`, indented like the policies.
pub(crate) fn render(services: &[&str], partition: &Partition) -> String {
    let principals: Vec<String> = services
        .iter()
        .flat_map(|service| partition.principals(service))
        .map(|principal| format!("\"{principal}\""))
        .collect();
    let principals = match principals.as_slice() {
        [principal] => principal.clone(),
        several => {
            format!("[\n                    {}\n                ]", several.join(",\n                    "))
        }
    };
    format!(
        r#"{{
    "Version": "2012-10-17",
    "Statement": [
        {{
            "Action": "sts:AssumeRole",
            "Effect": "Allow",
            "Principal": {{
                "Service": {principals}
            }}
        }}
    ]
}}"#
    )
}
