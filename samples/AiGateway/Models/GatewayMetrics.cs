using System.Text;
using Samples;

namespace AiGateway.Models;

/// <summary>What is counted about models.</summary>
internal sealed class GatewayMetrics
{
    private static readonly double[] Seconds = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly CounterFamily<(string Backend, string Outcome)> _tries = new(
        "llm_backend_requests_total", "Tries of a backend.", key => $"backend=\"{key.Backend}\",outcome=\"{key.Outcome}\"");

    private readonly CounterFamily<(string Model, string Kind)> _tokens = new(
        "llm_tokens_total", "Tokens read and written.", key => $"model=\"{key.Model}\",kind=\"{key.Kind}\"");

    private readonly HistogramFamily<string> _firstToken = new(
        "llm_time_to_first_token_seconds", "From the request's arrival to its first token.", Seconds, model => $"model=\"{model}\"");

    public void Tried(string backend, string outcome) => _tries.Add((backend, outcome));

    public void FirstToken(string model, TimeSpan time) => _firstToken.Observe(model, time.TotalSeconds);

    public void Used(string model, int prompt, int completion)
    {
        _tokens.Add((model, "prompt"), prompt);
        _tokens.Add((model, "completion"), completion);
    }

    public void Write(StringBuilder text)
    {
        _tries.Write(text);
        _tokens.Write(text);
        _firstToken.Write(text);
    }
}
