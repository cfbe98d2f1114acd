// The values of a policy: checked by the catalog's rules, with the catalog's messages.

const compiled = new Map()

/** True if a whole text matches a pattern of the catalog. */
function matches(pattern, text) {
  if (!compiled.has(pattern)) compiled.set(pattern, new RegExp(`^(?:${pattern})$`))
  return compiled.get(pattern).test(text)
}

function accepts(type, text) {
  const rule = catalog.values.types[type]
  return matches(rule.pattern, text) && !rule.except.some((pattern) => matches(pattern, text))
}

/** A message of the catalog, with the words that it is about in their places. */
function message(kind, words) {
  return catalog.values.messages[kind].replace(/\{(\w+)\}/g, (_, word) => words[word])
}

/** A problem with the value of a parameter. */
const problem = (kind, name, words = {}) => ({
  kind,
  name,
  text: message(kind, { name, summary: parameters.get(name).plain, ...words })
})

/** A text as the messages show it: quotes, backslashes and invisible characters are escaped. */
function shown(text) {
  const escapes = { '\0': '\\0', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
  return text.replace(
    /[\0-\x1f\x7f-\x9f"'\\]/g,
    (c) => escapes[c] ?? (/["'\\]/.test(c) ? `\\${c}` : `\\u{${c.charCodeAt(0).toString(16)}}`)
  )
}

const partitionOf = (region) =>
  catalog.values.partitions.find((partition) => matches(partition.pattern, region))

/** The partition in an ARN. */
const partitionOfArn = (text) => /^arn:([^:]*):/.exec(text)?.[1]

/**
 * The values that a policy takes from those that are given, and the problems with them. `given` has lists of texts
 * by the names of parameters; a flag that is on is `true`. A partition without a region stands for all of its
 * regions.
 */
function fill(policy, given) {
  const problems = []
  const complain = (...about) => {
    const found = problem(...about)
    if (!problems.some((known) => known.text === found.text)) problems.push(found)
  }
  const texts = new Map(Object.entries(given).filter(([, list]) => list.length > 0))
  const needs = new Map(policy.parameters.map(({ name, need }) => [name, need]))
  deriveStackName(policy, needs, texts, complain)
  const partition = partitionFor(needs, texts, complain)
  for (const [name, need] of needs) {
    if (name === REGION || name === PARTITION) continue
    const list = texts.get(name) ?? []
    list.forEach((text) => checkValue(name, text, partition, complain))
    // Where the name of the cluster is wrong, so is the name of its stack, which follows.
    const isWrong = name === STACK_NAME && texts.has(CLUSTER_NAME)
    if (list.length === 0 && need === 'required' && !isWrong) complain('missing', name)
    if (parameters.get(name).type === 'flag' && list[0] === 'false') texts.delete(name)
  }
  for (const [name, other] of withoutEffect(policy, texts)) complain('withoutEffect', name, { other })
  return { problems, values: (name) => valuesOf(name, needs, texts, partition) }
}

function checkValue(name, text, partition, complain) {
  const { type } = parameters.get(name)
  const { allowed } = catalog.values.types[type]
  if (!accepts(type, text)) complain('invalid', name, { value: shown(text), allowed })
  const given = partitionOfArn(text)
  if (given !== undefined && partition !== undefined && given !== partition) {
    complain('foreignArn', name, { value: shown(text), given, partition })
  }
}

/** The values of a parameter: those that are given, or its default. */
function valuesOf(name, needs, texts, partition) {
  if (name === PARTITION) return partition === undefined ? [] : [partition]
  const list = texts.get(name) ?? []
  const usual = parameters.get(name).default
  return list.length === 0 && usual !== undefined && needs.get(name) !== 'optional' ? [usual] : list
}

/** The partition, if it is known: that of the region. Notes problems with the region. */
function partitionFor(needs, texts, complain) {
  const [region] = texts.get(REGION) ?? []
  const [partition] = texts.get(PARTITION) ?? []
  const isNeeded = needs.has(REGION) || needs.has(PARTITION)
  if (region === undefined) {
    if (partition === undefined && isNeeded) complain('missing', REGION)
    return partition
  }
  const found = partitionOf(region)?.id
  if (found === undefined && isNeeded) checkValue(REGION, region, undefined, complain)
  return found
}

/** Adds the name of the stack where it follows from the name of the cluster. */
function deriveStackName(policy, needs, texts, complain) {
  const template = versions.get(policy.version).stackName
  const [cluster] = texts.get(CLUSTER_NAME) ?? []
  if (!template || cluster === undefined || !needs.has(STACK_NAME) || texts.has(STACK_NAME)) return
  checkValue(CLUSTER_NAME, cluster, undefined, complain)
  const { type } = parameters.get(CLUSTER_NAME)
  if (accepts(type, cluster)) texts.set(STACK_NAME, [template.replace(`{${CLUSTER_NAME}}`, cluster)])
}

/** The values that have no effect, each with the parameter that it needs beside it. */
function withoutEffect(policy, texts) {
  const isGiven = (name) => (texts.get(name) ?? []).length > 0
  const idle = []
  for (const { name, beside = [] } of policy.parameters) {
    if (!isGiven(name) || beside.length === 0) continue
    const missing = beside.map((names) => names.find((other) => !isGiven(other)))
    if (missing.every((other) => other !== undefined)) idle.push([name, missing[0]])
  }
  return idle
}
