using AiGateway.Hosting;
using AiGateway.LoadResults;
using Samples;

return await SampleProgram.Run(args, AiGatewayOptionTable.Table, new AiGatewayOptions { Urls = "" }, async options =>
{
    if (options.LoadResults is { } folder)
    {
        LoadResultFiles.Write(folder, TimeProvider.System.GetUtcNow());
        return;
    }

    await ServiceSet.Run(options);
});
