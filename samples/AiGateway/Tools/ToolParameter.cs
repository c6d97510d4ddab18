namespace AiGateway.Tools;

/// <summary>An argument of a tool, a text.</summary>
internal readonly record struct ToolParameter(string Name, string Description, bool IsRequired = true);
