// The floor: a route of fastify and a query of pg, rows out as they come. No session, no audit, nothing checked.
//   node floor-records.mjs PORT DATABASE
import fastify from 'fastify';
import pg from 'pg';

const [port, database] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: database, max: 10 });
const server = fastify();
server.get('/history/:person', async (request) => {
  const { rows } = await pool.query({
    name: 'history',
    text: `select c.*, e.name as employer_name from contribution c left join employer e using (employer_id)
      where person_id = $1 order by for_month desc, line`,
    values: [/** @type {{ person: string }} */ (request.params).person],
  });
  return rows;
});
await server.listen({ port: Number(port), host: '127.0.0.1' });
console.log('ready');
process.on('SIGTERM', () => process.exit(0));
