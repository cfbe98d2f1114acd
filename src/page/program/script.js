// The script for the AWS CLI: pieces like those of a policy, with holes for values and for documents.

/** The script for the chosen policies, with their values and their documents. */
function scriptOf(pieces, results) {
  const documents = results.map(({ compact }) => indented(compact))
  const filledIn = pieces.map((piece) => (piece.document === undefined ? piece : documents[piece.document]))
  return textOf(filledIn, scriptValues(results))
}

/** The values of a script by the names of parameters: those that the form asks for. */
function scriptValues([{ values }]) {
  const asked = namesInForm()
  return (name) => {
    if (name === PARTITION) return values(PARTITION)
    if (!asked.includes(name)) return []
    const texts = state.given[name] ?? []
    // A flag that is off is not given.
    return parameters.get(name).type === 'flag' ? texts.filter((text) => text === 'true') : texts
  }
}

const namesInForm = () => [REGION, ...Object.values(askedNames()).flat()]

/** The problems with values that no policy may use, but the script does. */
function problemsBeside() {
  const problems = []
  const complain = (...about) => problems.push(problem(...about))
  for (const name of [REGION, CLUSTER_NAME].filter((name) => namesInForm().includes(name))) {
    for (const text of state.given[name] ?? []) checkValue(name, text, undefined, complain)
  }
  return problems
}

/** Why there is no script yet, if there is none. */
function whyNoScript(results, problems) {
  if (problems.length > 0)
    return ['It has your values in it, and some are still missing or refused: ', ...toFields(problems), '.']
  if (results[0].values(PARTITION).length === 0)
    return ['It needs to know the partition: ', fieldLink(REGION), '.']
  const { most } = managedQuota()
  const tooLong = results.filter(({ size }) => size > most)
  if (tooLong.length === 0) return undefined
  return [
    `Too long for a managed policy: ${tooLong.map(({ policy }) => policy.name).join(', ')}. `,
    code(`pcluster-iam render ${state.choice} --format aws-cli --fit managed`),
    ' writes a script that divides it.'
  ]
}
