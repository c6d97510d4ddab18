using System.Text;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>What a request came to.</summary>
internal sealed record WireOutcome(int Status, FailureKind Kind, string? Reason, TimeSpan Duration, byte[] Body, long BodyLength)
{
    public string Text => Encoding.Latin1.GetString(Body);

    public static WireOutcome Of(Response response) => new(
        response.Status,
        response.Error,
        response.Reason,
        response.Duration,
        response.Error == FailureKind.None ? response.Body.ToArray() : [],
        response.BodyLength);

    public override string ToString() => $"{Status} {Kind} ({Reason}) after {Duration.TotalMilliseconds:0} ms, {BodyLength} bytes";
}
