import { loadModule, parseSync } from 'libpg-query'
import { childOf, listOf, type Node, namesOf, nodesBelow, textOf, textOfTree } from './tree.ts'

// Until the parser's WebAssembly is loaded, it refuses everything.
await loadModule()

const STATEMENTS = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt']

/** Where a name of a query comes from, and what its column `shop` is there, if it has one. */
interface Scope {
  shops: Map<string, string | undefined>
  /** What the queries of a WITH say, by their names. */
  named: Map<string, Output>
  outer?: Scope
}

/** What each column of a query's answer is, by its place and by its name. */
interface Output {
  columns: (string | undefined)[]
  shop?: string
}

/** What a statement asks of the tenant tables that it names. */
export interface Asked {
  tables: string[]
  /** More than one: rows of different shops can meet. */
  shops: number
  /** Whether somebody outside the tables says which shop: a parameter, a variable, a constant. */
  isNamed: boolean
}

/**
 * Follows what a statement demands to be equal, as PostgreSQL parses it: `a.shop = $1`, `a.shop = b.shop`, USING (shop),
 * a row of both, or what is inserted into the column. Only what must hold counts, so nothing below an OR does.
 *
 * @throws SqlError for what PostgreSQL cannot parse
 */
export function shopsAsked(sql: string, isTenantTable: (table: string) => boolean): Asked {
  const walk = new Walk(isTenantTable)
  for (const { node } of nodesBelow(parseSync(sql), ['stmt'])) walk.within(node, undefined)
  return walk.asked()
}

class Walk {
  /** Each points to one that is the same shop. */
  readonly #same = new Map<string, string>()
  readonly #tables: { table: string; shop: string }[] = []
  readonly #isTenantTable: (table: string) => boolean
  readonly #sayers = new Set<string>()

  constructor(isTenantTable: (table: string) => boolean) {
    this.#isTenantTable = isTenantTable
  }

  asked(): Asked {
    const shops = new Set(this.#tables.map(({ shop }) => this.#find(shop)))
    const said = new Set([...this.#sayers].map((one) => this.#find(one)))
    return {
      tables: this.#tables.map(({ table }) => table),
      shops: shops.size,
      isNamed: [...shops].every((shop) => said.has(shop)),
    }
  }

  #find(shop: string): string {
    const other = this.#same.get(shop)
    return other === undefined ? shop : this.#find(other)
  }

  #equal(one: string | undefined, other: string | undefined): void {
    if (one === undefined || other === undefined) return
    const [a, b] = [this.#find(one), this.#find(other)]
    if (a !== b) this.#same.set(a, b)
  }

  /** The statements below an expression; the output of the first. */
  within(value: unknown, outer: Scope | undefined): Output {
    const [first] = nodesBelow(value, STATEMENTS).map(({ kind, node }) => this.#statement(kind, node, outer))
    return first ?? { columns: [] }
  }

  #statement(kind: string, node: Node, outer: Scope | undefined): Output {
    const scope: Scope = { shops: new Map(), named: new Map(), outer }
    for (const cte of listOf(childOf(node, 'withClause'), 'ctes').map((one) => childOf(one, 'CommonTableExpr'))) {
      scope.named.set(textOf(cte, 'ctename'), { columns: [] })
      scope.named.set(textOf(cte, 'ctename'), this.within(cte, scope))
    }
    if (kind === 'SelectStmt' && childOf(node, 'larg')) {
      const [left, right] = ['larg', 'rarg'].map((side) => this.#statement(kind, childOf(node, side) ?? {}, scope))
      this.#equal(left?.shop, right?.shop)
      return left ?? { columns: [] }
    }
    const changed = childOf(node, 'relation')
    if (changed) this.#table(changed, scope)
    for (const name of ['fromClause', 'usingClause']) for (const item of listOf(node, name)) this.#from(item, scope)
    this.#conditions(childOf(node, 'whereClause'), scope)
    if (kind === 'InsertStmt') return this.#insert(node, scope)
    const { withClause: _done, fromClause: _from, usingClause: _using, whereClause: _where, ...rest } = node
    this.within(rest, scope)
    return this.#output(node, scope)
  }

  #insert(node: Node, scope: Scope): Output {
    const place = listOf(node, 'cols').findIndex((one) => textOf(childOf(one, 'ResTarget'), 'name') === 'shop')
    const [own] = scope.shops.values()
    const select = childOf(childOf(node, 'selectStmt'), 'SelectStmt')
    for (const row of listOf(select, 'valuesLists')) {
      this.#equal(own, this.#value(listOf(childOf(row, 'List'), 'items')[place], scope))
    }
    if (select) this.#equal(own, this.#statement('SelectStmt', select, { ...scope, shops: new Map() }).columns[place])
    this.within(node.onConflictClause, scope)
    return this.#output(node, scope)
  }

  #output(node: Node, scope: Scope): Output {
    const targets = [...listOf(node, 'targetList'), ...listOf(node, 'returningList')].map((one) =>
      childOf(one, 'ResTarget'),
    )
    const output: Output = { columns: targets.map((one) => this.#value(childOf(one, 'val'), scope)) }
    const shop = targets.findIndex((one) => {
      const column = namesOf(childOf(childOf(one, 'val'), 'ColumnRef'), 'fields').at(-1)
      return (textOf(one, 'name') || column) === 'shop'
    })
    const isAll = nodesBelow(targets, ['A_Star']).length > 0
    return { ...output, shop: isAll ? shopOf(scope) : output.columns[shop] }
  }

  #table(range: Node, scope: Scope): string | undefined {
    const table = textOf(range, 'relname')
    const alias = textOf(childOf(range, 'alias'), 'aliasname') || table
    let shop = named(table, scope)?.shop
    if (!named(table, scope) && this.#isTenantTable(table)) {
      shop = `${table} ${this.#tables.length}`
      this.#tables.push({ table, shop })
    }
    scope.shops.set(alias, shop)
    return shop
  }

  /** Gives the shops of what is joined. */
  #from(item: Node, scope: Scope): (string | undefined)[] {
    const range = childOf(item, 'RangeVar')
    if (range) return [this.#table(range, scope)]
    const join = childOf(item, 'JoinExpr')
    if (join) {
      const [left, right] = [childOf(join, 'larg') ?? {}, childOf(join, 'rarg') ?? {}].map((one) =>
        this.#from(one, scope),
      )
      if (namesOf(join, 'usingClause').includes('shop')) {
        this.#equal(
          left?.find((one) => one !== undefined),
          right?.find((one) => one !== undefined),
        )
      }
      this.#conditions(childOf(join, 'quals'), scope)
      return [...(left ?? []), ...(right ?? [])]
    }
    const { shop } = this.within(item, scope)
    const alias = textOf(childOf(childOf(item, 'RangeSubselect'), 'alias'), 'aliasname')
    if (alias !== '') scope.shops.set(alias, shop)
    return [shop]
  }

  #conditions(condition: Node | undefined, scope: Scope): void {
    const and = childOf(condition, 'BoolExpr')
    if (textOf(and, 'boolop') === 'AND_EXPR') {
      for (const one of listOf(and, 'args')) this.#conditions(one, scope)
      return
    }
    const below = this.within(condition, scope)
    const equality = childOf(condition, 'A_Expr')
    if (textOf(equality, 'kind') === 'AEXPR_OP' && namesOf(equality, 'name').includes('=')) {
      const [left, right] = [childOf(equality, 'lexpr'), childOf(equality, 'rexpr')]
      this.#pairs(left, rowOf(right)?.map((one) => this.#value(one, scope)) ?? below.columns, scope)
    }
    const isIn = childOf(condition, 'SubLink')
    if (textOf(isIn, 'subLinkType') === 'ANY_SUBLINK') this.#pairs(childOf(isIn, 'testexpr'), below.columns, scope)
  }

  /** Only what says something of a column `shop` is worth following. */
  #pairs(left: Node | undefined, right: (string | undefined)[], scope: Scope): void {
    rowOf(left)?.forEach((one, place) => {
      this.#equal(this.#value(one, scope), right[place])
    })
  }

  /** Names what an expression is; a column that is no shop has no name here, because it says nothing of one. */
  #value(expression: Node | undefined, scope: Scope): string | undefined {
    const cast = childOf(childOf(expression, 'TypeCast'), 'arg')
    if (cast) return this.#value(cast, scope)
    if (expression === undefined) return undefined
    const fields = namesOf(childOf(expression, 'ColumnRef'), 'fields')
    const [first = '', last] = [fields[0], fields.at(-1)]
    if (last === 'shop' && fields.length === 1) return shopOf(scope)
    if (fields.length > 1 && isAlias(first, scope)) return last === 'shop' ? aliased(first, scope) : undefined
    const said = textOfTree(expression)
    this.#sayers.add(said)
    return said
  }
}

/** One of them alone is a row of one. A query on the right is read by what it gives. */
function rowOf(expression: Node | undefined): Node[] | undefined {
  const row = childOf(expression, 'RowExpr')
  if (row) return listOf(row, 'args')
  return expression === undefined || childOf(expression, 'SubLink') ? undefined : [expression]
}

const named = (table: string, scope: Scope | undefined): Output | undefined =>
  scope && (scope.named.get(table) ?? named(table, scope.outer))

const isAlias = (alias: string, scope: Scope | undefined): boolean =>
  scope !== undefined && (scope.shops.has(alias) || isAlias(alias, scope.outer))

const aliased = (alias: string, scope: Scope | undefined): string | undefined =>
  scope?.shops.has(alias) ? scope.shops.get(alias) : scope && aliased(alias, scope.outer)

/** What `shop` without a table means: the only one of the query that it stands in, or of one around it. */
function shopOf(scope: Scope | undefined): string | undefined {
  if (!scope) return undefined
  const shops = [...scope.shops.values()].filter((one) => one !== undefined)
  return shops.length > 0 ? shops[0] : shopOf(scope.outer)
}
