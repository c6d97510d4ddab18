using ControlPlane.Auth;
using ControlPlane.Hosting;
using ControlPlane.Storage;
using Samples;

// Django's DATA_UPLOAD_MAX_MEMORY_SIZE.
const long MaxRequestBody = 2_621_440;

return await SampleProgram.Run(args, ControlPlaneOptionTable.Table, new ControlPlaneOptions(), async options =>
{
    await using IDatabase database = options.Postgres is { } connection
        ? await PostgresDatabase.Open(connection, options.PostgresPool, TimeProvider.System, options.BreakerReset)
        : new MemoryDatabase(TimeProvider.System);
    var app = SampleHost.Build(options, MaxRequestBody);
    if (options.AllowLoadTestUsers)
    {
        app.Logger.LogWarning("Load-test users are exempt from the throttles: {Users}", string.Join(", ", AccountDirectory.LoadTestUsers));
    }

    await SampleService.Run(app, database, options);
});
