// Decides random cases with @cloud-copilot/iam-simulate, and compares the answers with the given ones.
//
// Usage: node compare.mjs FOLDER CASES, where FOLDER has the node_modules.

import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const [folder, cases] = process.argv.slice(2)
const require = createRequire(join(resolve(folder), 'package.json'))
const { runUnsafeSimulation } = require('@cloud-copilot/iam-simulate')

const outcomes = { Allowed: 'allowed', ExplicitlyDenied: 'explicitly denied', ImplicitlyDenied: 'implicitly denied' }
const principal = 'arn:aws:iam::1:user/a'

/** The answer of the foreign evaluator. */
function decide(documents, request) {
  const of = (layer) => documents.filter((it) => it.layer === layer)
  const named = (it, at) => ({ name: `policy${at}`, policy: it.document })
  const levels = [...new Set(of('service control policy').map((it) => it.level))].sort()
  const boundaries = of('permissions boundary')
  const contextVariables = {}
  for (const [key, values] of Object.entries(request.keys)) {
    if (values.length > 0) contextVariables[key] = values.length === 1 ? values[0] : values
  }
  const result = runUnsafeSimulation(
    {
      request: {
        principal,
        action: request.action,
        resource: { resource: request.resource, accountId: '1' },
        contextVariables
      },
      identityPolicies: of('identity policy').map(named),
      serviceControlPolicies: levels.map((level) => ({
        orgIdentifier: `level${level}`,
        policies: of('service control policy').filter((it) => it.level === level).map(named)
      })),
      resourceControlPolicies: [],
      permissionBoundaryPolicies: boundaries.length > 0 ? boundaries.map(named) : undefined
    },
    {}
  )
  return outcomes[result] ?? result
}

const counts = new Map()
let n_requests = 0
let n_unexplained = 0
for await (const line of createInterface({ input: createReadStream(cases) })) {
  const { documents, requests } = JSON.parse(line)
  for (const request of requests) {
    n_requests += 1
    let found
    try {
      found = decide(documents, request)
    } catch (error) {
      found = `error: ${error.message}`
    }
    if (found !== request.foreign) {
      if (++n_unexplained <= 5) {
        console.error(`not explained: ${found} in place of ${request.foreign}`)
        console.error(JSON.stringify({ request, documents }))
      }
    } else if (found !== request.outcome) {
      const names = request.differences.length > 0 ? request.differences : ['several together']
      for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
}

console.log(`${n_requests} requests`)
for (const [name, count] of [...counts].sort()) console.log(`  ${count} differ: ${name}`)
if (n_unexplained > 0) console.error(`${n_unexplained} requests differ without an explanation`)
process.exitCode = n_unexplained > 0 ? 1 : 0
