using Stampede.Engine;

return await ToolCommands.Run(args, EntranceContext.OfProcess());
