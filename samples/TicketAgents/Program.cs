using Samples;
using TicketAgents.History;
using TicketAgents.Hosting;
using TicketAgents.Jobs;

// A description of 10,000 characters of four bytes, with room for the rest; resolutions are twice as long.
const long MaxRequestBody = 262_144;

return await SampleProgram.Run(args, TicketAgentsOptionTable.Table, new TicketAgentsOptions(), async options =>
{
    var app = SampleHost.Build(options, MaxRequestBody);
    await using IStore store = options.Postgres is { } connection
        ? await PostgresStore.Open(connection, options.PostgresPool)
        : new MemoryStore();
    await using IJobQueue queue = options.RabbitMq is { } address
        ? await RabbitJobQueue.Open(address, app.Logger)
        : new MemoryJobQueue(options.QueueCapacity, TimeProvider.System, app.Logger);
    Console.WriteLine(StartText.Of(options));
    await TicketAgentsService.Run(app, store, queue, options);
});
