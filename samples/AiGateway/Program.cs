using AiGateway.Hosting;
using Samples;

return await SampleProgram.Run(args, AiGatewayOptionTable.Table, new AiGatewayOptions { Urls = "" }, ServiceSet.Run);
