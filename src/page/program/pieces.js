// The interpreter of pieces: those of which the functions of the Rust library are made.

/**
 * The text of pieces. `values` has the values of a parameter by its name: none, one, or those of a list.
 * `current` has the values of the lists whose loops are running.
 */
function textOf(pieces, values, current = new Map()) {
  return pieces.map((piece) => textOfPiece(piece, values, current)).join('')
}

function textOfPiece(piece, values, current) {
  if (typeof piece === 'string') return piece
  if (piece.value)
    return current.get(piece.value) ?? values(piece.value)[0] ?? (piece.value === REGION ? '*' : '')
  if (piece.if)
    return piece.if.every((test) => holds(test, values, current)) ? textOf(piece.then, values, current) : ''
  const each = [...new Set(values(piece.each))].map((value) =>
    textOf(piece.pieces, values, within(current, piece.each, value))
  )
  return each.join(textOf(piece.between, values, current))
}

function holds(test, values, current) {
  if (test.given) return values(test.given).length > 0
  if (test.absent) return values(test.absent).length === 0
  if (test.in) return test.in.includes(values(PARTITION)[0])
  if (test.unless && values(test.unless).length > 0) return true
  const differ = (inside) => textOf(test.own, values, inside) !== textOf(test.other, values, inside)
  if (!test.each) return differ(current)
  return values(test.each).every((value) => differ(within(current, test.each, value)))
}

const within = (current, name, value) => new Map([...current, [name, value]])

/** A compact document, indented by four spaces. */
const indented = (compact) => JSON.stringify(JSON.parse(compact), null, 4)

/** The characters of a document as IAM's quotas count them. */
const sizeOf = (compact) => compact.replace(/\s/g, '').length
