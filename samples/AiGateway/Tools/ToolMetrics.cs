using System.Text;
using Samples;

namespace AiGateway.Tools;

/// <summary>What is counted about tools.</summary>
internal sealed class ToolMetrics
{
    private readonly CounterFamily<(string Tool, string Outcome)> _calls = new(
        "mcp_tool_calls_total", "Calls of tools, by HTTP and by the protocol.", key => $"tool=\"{key.Tool}\",outcome=\"{key.Outcome}\"");

    private readonly CounterFamily<string> _violations = new("mcp_sandbox_violations_total", "Calls that tried to leave the sandbox.", tool => $"tool=\"{tool}\"");

    public void Called(string tool, string outcome) => _calls.Add((tool, outcome));

    public void Violated(string tool) => _violations.Add(tool);

    public void Write(StringBuilder text, ConcurrencyGate gate, int sessions)
    {
        _calls.Write(text);
        _violations.Write(text);
        text.WriteGauge("mcp_tool_calls_running", "Calls under way.", ToolCatalog.All.Select(tool => ($"tool=\"{tool.Name}\"", (double)gate.Running(tool))));
        text.WriteGauge("mcp_sessions", "Sessions of the protocol.", ("", sessions));
    }
}
