# What fish would show for the line, one word and its description a line.
pcluster-iam completions fish | source
complete --do-complete $argv[2]
